//! Names that a comment greets: "Great post, Pat the Rat." or "Zoë, that is
//! not so."

use super::names::{NameId, Names, fold};
use crate::model::Page;
use crate::quotes::Quote;
use crate::text::{Span, Word, words};

/// How far into a comment a salutation may stand, in words.
const REACH: usize = 40;

/// Words after which a name is a salutation without a comma.
const GREETINGS: [&str; 24] = [
    "hi", "hello", "hey", "dear", "thanks", "thank", "you", "yes", "no", "sorry", "agreed",
    "right", "exactly", "well", "said", "bravo", "hallo", "liebe", "lieber", "danke", "ja", "nein",
    "bonjour", "merci",
];

/// The names greeted in the own words of each posting, by where they stand.
pub(super) fn find(page: &Page, quotes: &[Vec<Quote>], names: &Names) -> Vec<Vec<(NameId, Span)>> {
    let most_words = names.most_words();
    page.postings
        .iter()
        .zip(quotes)
        .map(|(posting, quotes)| {
            let mut found = greeted(posting.body.text(), names, most_words);
            found.retain(|&(_, span)| !quotes.iter().any(|q| q.span.overlaps(span)));
            found
        })
        .collect()
}

fn greeted(text: &str, names: &Names, most_words: usize) -> Vec<(NameId, Span)> {
    let head: Vec<Word<'_>> = words(text).take(REACH).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < head.len() {
        // What is no call is found out at less cost than whose name it is.
        let most = if is_called(text, &head[..=at]) { most_words.min(head.len() - at) } else { 0 };
        let longest = (1..=most).rev().find_map(|count| {
            let span = Span::new(head[at].span.start, head[at + count - 1].span.end);
            if !is_parted(text, span) {
                return None;
            }
            let &[name] = names.folding_to(&fold(span.of_text(text))) else {
                return None;
            };
            Some((count, name, span))
        });
        match longest {
            Some((count, name, span)) => {
                found.push((name, span));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether the last of `words` is called rather than spoken of: it stands at
/// the start, or after a comma or a greeting.
fn is_called(text: &str, words: &[Word<'_>]) -> bool {
    let Some((word, before)) = words.split_last() else {
        return false;
    };
    let lead = text[..word.span.start as usize].trim_end_matches([' ', '\u{a0}', '@']);
    let greeting =
        before.last().is_some_and(|w| GREETINGS.iter().any(|g| w.text.eq_ignore_ascii_case(g)));
    lead.is_empty() || lead.ends_with([',', '\n', '–', '—']) || greeting
}

/// Whether punctuation or a line's end follows `span`.
fn is_parted(text: &str, span: Span) -> bool {
    let tail = text[span.end as usize..].trim_start_matches([' ', '\u{a0}']);
    tail.chars().next().is_none_or(|c| ",.!?:;–—-\n\r…".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut names = Names::default();
        for name in ["Pat the Rat", "Pat", "Zoë", "Ann"] {
            names.stated(name);
        }
        let found: Vec<&str> =
            greeted(text, &names, names.most_words()).iter().map(|f| f.1.of_text(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn called_names_are_found_and_names_spoken_of_are_not() {
        check("Great post, Pat the Rat. I agree.", &["Pat the Rat"]);
        check("Zoe, that is not so.", &["Zoe"]);
        check("Thanks Ann!", &["Ann"]);
        check("Anna, that is not so.", &[]);
        check("What Ann says, is nonsense", &[]);
        check("I know Zoë. She is right.", &[]);
    }
}
