//! Folding: what counts as the same letter, and which characters may stand
//! between two words of a phrase.

pub(super) use crate::text::{fold_char, is_apostrophe};

/// `text` folded.
pub(super) fn fold(text: &str) -> String {
    text.chars().flat_map(fold_char).collect()
}

/// Whether `c` is a quotation mark, single ones included.
pub(super) const fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '‚') || is_apostrophe(c)
}

/// Whether `c` is a hyphen that joins words.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

/// Whether two words with `c` between them may be two words of one phrase:
/// white space, hyphens, and marks that only dress the words.
pub(super) fn joins_words(c: char) -> bool {
    c.is_whitespace() || is_hyphen(c) || is_quotation_mark(c) || matches!(c, '*' | '_' | '~')
}

/// Whether `c` ends a clause, so that a negation before it does not reach
/// beyond.
pub(super) const fn ends_clause(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '(' | ')' | '[' | ']' | '–' | '—' | '…' | '.' | '!' | '?' | '，' | '、'
    )
}

/// The text's bytes from the last `'s` on, where a word ends in one.
pub(super) fn possessive_start(word: &str) -> Option<usize> {
    let stem = word.strip_suffix(['s', 'S'])?;
    let stem = stem.strip_suffix(is_apostrophe)?;
    (!stem.is_empty()).then_some(stem.len())
}

/// The parts of what Unicode calls one word: a full stop joins initials
/// (`U.S`) and digits (`3.5`), and otherwise a writer left out a space; a
/// colon or an underscore always parts.
pub(super) fn parts(word: &str) -> impl Iterator<Item = (usize, &str)> {
    let whole = !word.bytes().any(|b| matches!(b, b'.' | b':' | b'_')) || stops_join(word);
    let mut at = 0;
    let mut done = false;
    std::iter::from_fn(move || {
        while !done {
            let rest = &word[at..];
            let end = if whole { None } else { rest.find(['.', ':', '_']) };
            let (start, part) = (at, &rest[..end.unwrap_or(rest.len())]);
            match end {
                Some(end) => at += end + 1,
                None => done = true,
            }
            if !part.is_empty() {
                return Some((start, part));
            }
        }
        None
    })
}

fn stops_join(word: &str) -> bool {
    if word.contains([':', '_']) {
        return false;
    }
    let initials = |part: &str| {
        part.chars().count() == 1
            || possessive_start(part).is_some_and(|at| part[..at].chars().count() == 1)
    };
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit() || b == b',');
    word.split('.').all(initials) || word.split('.').all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_space_parts_words_and_initials_stay_whole() {
        let split = |w: &'static str| parts(w).map(|(_, p)| p).collect::<Vec<_>>();
        assert_eq!(split("strike.The"), ["strike", "The"]);
        assert_eq!(split("U.S"), ["U.S"]);
        assert_eq!(split("U.S's"), ["U.S's"]);
        assert_eq!(split("3.5"), ["3.5"]);
        assert_eq!(split("_really_"), ["really"]);
        assert_eq!(split("don’t"), ["don’t"]);
        assert_eq!(parts("a:b").collect::<Vec<_>>(), [(0, "a"), (2, "b")]);
    }
}
