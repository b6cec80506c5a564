//! Phrases as a lexicon writes them: words, each with an optional `*` at its
//! end.

use super::fold::{fold, is_hyphen, joins_words, parts};
use super::limits;
use crate::text::words;

/// One word of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PhraseWord {
    /// Without case, with straight apostrophes.
    pub(super) folded: String,
    /// As written, with straight apostrophes, for comparing case.
    pub(super) written: String,
    /// Whether any ending may follow (`bomb*`).
    pub(super) prefix: bool,
}

/// Words that stand next to each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Phrase {
    /// The words, at least one.
    pub(super) words: Vec<PhraseWord>,
}

/// Why a text is no phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum BadPhrase {
    /// No letters or digits.
    Empty,
    /// A `*` that does not end a word.
    Star,
    /// A character that never stands inside a phrase.
    Breaks(char),
    /// More words than a phrase may have.
    TooLong,
}

impl Phrase {
    /// Reads `text`.
    pub(super) fn parse(text: &str) -> Result<Self, BadPhrase> {
        let mut out: Vec<PhraseWord> = Vec::new();
        let mut end = 0;
        for word in words(text) {
            for (at, part) in parts(word.text) {
                let start = word.span.start as usize + at;
                if end == start && out.last().is_some_and(|w| w.prefix) {
                    return Err(BadPhrase::Star);
                }
                let last = out.last().map_or("", |w| w.written.as_str());
                check_gap(own_stop(last, &text[end..start]))?;
                end = start + part.len();
                let prefix = text[end..].starts_with('*');
                end += usize::from(prefix);
                let written: String = part
                    .chars()
                    .map(|c| if super::fold::is_apostrophe(c) { '\'' } else { c })
                    .collect();
                out.push(PhraseWord { folded: fold(part), written, prefix });
            }
        }
        let last = out.last().map_or("", |w| w.written.as_str());
        let tail = own_stop(last, &text[end..]).trim_end();
        if out.is_empty() && !text.contains('*') {
            return Err(BadPhrase::Empty);
        }
        check_gap(tail)?;
        if out.len() > limits::PHRASE_WORDS {
            return Err(BadPhrase::TooLong);
        }
        Ok(Self { words: out })
    }

    /// Whether every text that matches `self` has a match of `other` in it.
    pub(super) fn always_holds(&self, other: &Self) -> bool {
        self.words.windows(other.words.len()).any(|window| {
            window.iter().zip(&other.words).all(|(w, o)| {
                if o.prefix {
                    w.folded.starts_with(&o.folded)
                } else {
                    !w.prefix && w.folded == o.folded
                }
            })
        })
    }

    /// Words without `*`: the more, the more exact the phrase is.
    pub(super) fn exact_words(&self) -> usize {
        self.words.iter().filter(|w| !w.prefix).count()
    }
}

fn check_gap(gap: &str) -> Result<(), BadPhrase> {
    match gap.chars().find(|&c| !(c.is_whitespace() || is_hyphen(c))) {
        Some('*') => Err(BadPhrase::Star),
        Some(c) => Err(BadPhrase::Breaks(c)),
        None => Ok(()),
    }
}

/// The gap after `word` without the full stop that belongs to initials
/// ("U.S. policy").
pub(super) fn own_stop<'g>(word: &str, gap: &'g str) -> &'g str {
    let initials = word.contains('.') && !word.ends_with(|c: char| c.is_ascii_digit());
    if initials { gap.strip_prefix('.').unwrap_or(gap) } else { gap }
}

/// Whether the text between two words lets a phrase go on.
pub(super) fn gap_joins(gap: &str) -> bool {
    gap.chars().all(joins_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, BadPhrase>) {
        let shown = Phrase::parse(text).map(|p| {
            let word = |w: &PhraseWord| format!("{}{}", w.folded, if w.prefix { "*" } else { "" });
            p.words.iter().map(word).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(shown, expected.map(str::to_owned), "{text}");
    }

    #[test]
    fn phrases_are_words_with_stars_at_their_ends() {
        check("War-Crime*", Ok("war crime*"));
        check("don’t  trust", Ok("don't trust"));
        check("U.S.", Ok("u.s"));
        check("U.S. policy", Ok("u.s policy"));
        check("bomb* the", Ok("bomb* the"));
    }

    #[test]
    fn what_can_never_match_is_refused() {
        check(" ", Err(BadPhrase::Empty));
        check("war, crime", Err(BadPhrase::Breaks(',')));
        check("liar!", Err(BadPhrase::Breaks('!')));
        check("*", Err(BadPhrase::Star));
        check("bomb*ing", Err(BadPhrase::Star));
        check("*bomb", Err(BadPhrase::Star));
        check("the * war", Err(BadPhrase::Star));
        check(&"a ".repeat(33), Err(BadPhrase::TooLong));
    }
}
