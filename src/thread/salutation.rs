//! Names in a comment's own words: those that it greets ("Great post, Pat the
//! Rat." or "Zoë, that is not so.") and those that it speaks of.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

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

/// Fewest letters of a name that is recognised in the middle of a text.
const SHORTEST: usize = 3;

/// Names in a posting's own words, and where they stand.
type Found = Vec<(NameId, Span)>;

/// The names in postings, by where they stand; one row a posting.
pub(super) struct Calls {
    /// Those that its own words greet.
    pub(super) greeted: Vec<Found>,
    /// Those that its own words speak of.
    pub(super) named: Vec<Found>,
    /// Those that stand after an `@`, in what it quotes, too: who retells
    /// somebody so names them.
    pub(super) at_named: Vec<Vec<NameId>>,
}

/// Finds the names in the postings of `page`.
pub(super) fn find(page: &Page, quotes: &[Vec<Quote>], names: &Names) -> Calls {
    let finder = Finder::of(names);
    let mut calls = Calls { greeted: Vec::new(), named: Vec::new(), at_named: Vec::new() };
    for (posting, quotes) in page.postings.iter().zip(quotes) {
        let text = posting.body.text();
        let (mut greeted, mut named) = finder.find(text);
        let at = |found: &&(NameId, Span)| text[..found.1.start as usize].ends_with('@');
        let mut at_named: Found = greeted.iter().chain(&named).filter(at).copied().collect();
        at_named.sort_by_key(|found| found.1);
        calls.at_named.push(at_named.into_iter().map(|found| found.0).collect());
        let own = |span: Span| !quotes.iter().any(|q| q.span.overlaps(span));
        greeted.retain(|found| own(found.1));
        named.retain(|found| own(found.1));
        calls.greeted.push(greeted);
        calls.named.push(named);
    }
    calls
}

/// Finds the names of a page in texts.
struct Finder<'n> {
    names: &'n Names,
    /// The words that names begin with, folded and hashed.
    first_words: HashSet<u64, FixedState>,
    most_words: usize,
    hasher: FixedState,
}

impl<'n> Finder<'n> {
    fn of(names: &'n Names) -> Self {
        let hasher = FixedState::with_seed(0);
        let mut first_words = HashSet::default();
        for name in names.folded_names() {
            let first = words(name).next();
            first_words.extend(first.map(|w| Self::hash(&hasher, w.text)));
        }
        Self { names, first_words, most_words: names.most_words(), hasher }
    }

    /// A hash of an ASCII word without regard to case.
    fn hash(hasher: &FixedState, word: &str) -> u64 {
        let mut hasher = hasher.build_hasher();
        word.bytes().for_each(|b| hasher.write_u8(b.to_ascii_lowercase()));
        hasher.finish()
    }

    /// Whether a name may begin with `word`. Folding other letters than
    /// ASCII's takes longer than trying the name.
    fn may_begin(&self, word: &str) -> bool {
        !word.is_ascii() || self.first_words.contains(&Self::hash(&self.hasher, word))
    }

    /// The names that `text` greets, and those that it speaks of.
    fn find(&self, text: &str) -> (Found, Found) {
        let all: Vec<Word<'_>> = words(text).collect();
        let (mut greeted, mut named) = (Vec::new(), Vec::new());
        let mut at = 0;
        while at < all.len() {
            if !self.may_begin(all[at].text) {
                at += 1;
                continue;
            }
            let longest = (1..=self.most_words.min(all.len() - at)).rev().find_map(|count| {
                let span = Span::new(all[at].span.start, all[at + count - 1].span.end);
                match *self.names.folding_to(&fold(span.of_text(text))) {
                    [name] => Some((count, name, span)),
                    _ => None,
                }
            });
            let Some((count, name, span)) = longest else {
                at += 1;
                continue;
            };
            if at < REACH && is_called(text, &all[..=at]) && is_parted(text, span) {
                greeted.push((name, span));
            } else if self.is_meant(text, name, span) {
                named.push((name, span));
            }
            at += count;
        }
        (greeted, named)
    }

    /// Whether a word that is also a name is likely to mean it here: it is
    /// written like the name, and that is not like any word.
    fn is_meant(&self, text: &str, name: NameId, span: Span) -> bool {
        let word = span.of_text(text);
        let called = text[..span.start as usize].ends_with('@');
        let like_it = word == self.names.name(name) && word.chars().count() >= SHORTEST;
        let begins_sentence = text[..span.start as usize]
            .trim_end_matches([' ', '\u{a0}', '“', '"'])
            .ends_with(['.', '!', '?', '\n', ':'])
            || span.start == 0;
        let plain = word.chars().all(char::is_alphabetic);
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        called || like_it && !(plain && capital && begins_sentence)
    }
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
            Finder::of(&names).find(text).0.iter().map(|f| f.1.of_text(text)).collect();
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
