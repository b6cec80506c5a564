//! Where words were first said: an index over the words of the article and of
//! all comments so far, in the order shown.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;

use crate::text::{Span, fold_char, words};

/// Words in a run that need no marks to count as a quote.
pub(super) const RUN: usize = 8;

/// Words by which marked quotes are looked up.
const GRAM: usize = 3;

/// Words that are compared to find one marked quote, besides as many as it
/// has, before the search is given up: keeps a page linear that says the same
/// over and over. Enough to read the longest articles that newspapers print,
/// about 10,000 words, from end to end for a piece behind a cut.
const MOST_COMPARED: usize = 16_384;

const NONE: u32 = u32::MAX;

/// The words of several texts, one after another. Text 0 is the article.
#[derive(Debug)]
pub(super) struct WordIndex {
    hasher: FixedState,
    words: Vec<u64>,
    spans: Vec<Span>,
    /// Where each text's words begin.
    starts: Vec<u32>,
    /// First place of each run of `RUN` words.
    runs: HashMap<u64, u32, FixedState>,
    /// First and last place of each run of `GRAM` words.
    grams: HashMap<u64, (u32, u32), FixedState>,
    /// The next place with the same `GRAM` words.
    next: Vec<u32>,
    /// How many texts can be found.
    indexed: usize,
}

/// A stretch of words of one text that stands in an earlier one, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// First word, counted from the text's first.
    pub(super) first: usize,
    /// How many words.
    pub(super) len: usize,
    /// The earlier text.
    pub(super) source: usize,
    /// Whether both texts consist of these words alone.
    pub(super) whole: bool,
}

/// How many more words may be compared.
#[derive(Debug)]
struct Budget(usize);

impl Budget {
    /// Whether `there` begins with `piece`; `None` where the budget ran out.
    fn starts_with(&mut self, there: &[u64], piece: &[u64]) -> Option<bool> {
        let same = common(there, piece);
        let is_whole = same == piece.len();
        // The word that differs was compared, too.
        self.0 = self.0.checked_sub(same + usize::from(!is_whole))?;
        Some(is_whole)
    }
}

/// How many words the two have in common at their heads.
fn common(one: &[u64], other: &[u64]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

impl Run {
    /// One past its last word.
    pub(super) const fn end(&self) -> usize {
        self.first + self.len
    }

    /// The part of it that is `words`, counted like its first; `None` where
    /// that is empty.
    pub(super) fn part(&self, words: Range<usize>) -> Option<Self> {
        let len = words.len();
        (len > 0).then_some(Self { first: words.start, len, ..*self })
    }
}

impl WordIndex {
    pub(super) fn new() -> Self {
        Self {
            hasher: FixedState::with_seed(0),
            words: Vec::new(),
            spans: Vec::new(),
            starts: vec![0],
            runs: HashMap::default(),
            grams: HashMap::default(),
            next: Vec::new(),
            indexed: 0,
        }
    }

    /// Adds the words of the next text, which can be asked about but not yet
    /// found.
    pub(super) fn push(&mut self, text: &str) {
        for word in words(text) {
            self.words.push(self.fold(word.text));
            self.spans.push(word.span);
        }
        self.starts.push(self.words.len() as u32);
    }

    /// Lets the texts that were pushed so far be found.
    pub(super) fn index_pushed(&mut self) {
        self.next.resize(self.words.len(), NONE);
        for text in self.indexed..self.starts.len() - 1 {
            let range = self.range(text);
            for at in range.clone() {
                if at + RUN <= range.end {
                    let run = self.hash(at, RUN);
                    self.runs.entry(run).or_insert(at as u32);
                }
                if at + GRAM <= range.end {
                    let gram = self.hash(at, GRAM);
                    let place = at as u32;
                    let last = self.grams.entry(gram).or_insert((place, place));
                    if last.1 != place {
                        self.next[last.1 as usize] = place;
                        last.1 = place;
                    }
                }
            }
        }
        self.indexed = self.starts.len() - 1;
    }

    /// The spans of the words of `text`.
    pub(super) fn spans(&self, text: usize) -> &[Span] {
        &self.spans[self.range(text)]
    }

    /// The words of `text` that stand in an indexed text in a run of at least
    /// [`RUN`], each run traced to where it was said first. Where such runs
    /// overlap, the earlier has the words in common, and the later may be left
    /// with fewer than [`RUN`].
    pub(super) fn runs_in(&self, text: usize) -> Vec<Run> {
        let range = self.range(text);
        let mut found = Vec::new();
        let mut at = range.start;
        // Where the last run found ends. What begins more than `RUN` words
        // before cannot reach beyond it, so few words are compared twice.
        let mut end = range.start;
        while at + RUN <= range.end {
            let place = self.runs.get(&self.hash(at, RUN)).map(|&p| p as usize);
            let len = place.map_or(0, |p| self.common(at, range.end, p));
            let Some(place) = place.filter(|_| len >= RUN) else {
                at += 1;
                continue;
            };
            let source = self.text_of(place);
            let whole = len == range.len() && len == self.range(source).len();
            let first = end.max(at);
            found.push(Run { first: first - range.start, len: at + len - first, source, whole });
            end = at + len;
            at = end + 1 - RUN;
        }
        found
    }

    /// The earliest indexed text that has all `pieces` (ranges of words of
    /// `text`), in their order, with anything in between. Pieces below
    /// three words are too short to tell and are passed over.
    ///
    /// `None`, too, where comparing [`MOST_COMPARED`] words did not find it:
    /// the pieces then stand far behind one another or on a page that says
    /// the same over and over, and the quote's source stays untold.
    pub(super) fn find(&self, text: usize, pieces: &[Range<usize>]) -> Option<usize> {
        let base = self.range(text).start;
        let words = |piece: &Range<usize>| &self.words[base + piece.start..base + piece.end];
        let pieces: Vec<&[u64]> = pieces.iter().filter(|p| p.len() >= GRAM).map(words).collect();
        let (first, rest) = pieces.split_first()?;
        let own_words: usize = pieces.iter().map(|p| p.len()).sum();
        let mut budget = Budget(MOST_COMPARED + own_words);
        let mut place = self.grams.get(&self.hasher.hash_one(&first[..GRAM]))?.0;
        while place != NONE {
            let at = place as usize;
            let source = self.text_of(at);
            let there = &self.words[at..self.range(source).end];
            if budget.starts_with(there, first)?
                && Self::follow(rest, &there[first.len()..], &mut budget)?
            {
                return Some(source);
            }
            place = self.next[at];
        }
        None
    }

    /// Whether `pieces` stand one after another in `there`; `None` where the
    /// budget ran out.
    fn follow(pieces: &[&[u64]], there: &[u64], budget: &mut Budget) -> Option<bool> {
        let mut there = there;
        for piece in pieces {
            while !budget.starts_with(there, piece)? {
                let Some((_, behind)) = there.split_first() else {
                    return Some(false);
                };
                there = behind;
            }
            there = &there[piece.len()..];
        }
        Some(true)
    }

    /// How many words from `at` on (before `end`) equal those from `p` on.
    fn common(&self, at: usize, end: usize, p: usize) -> usize {
        let source_end = self.range(self.text_of(p)).end;
        common(&self.words[at..end], &self.words[p..source_end])
    }

    fn range(&self, text: usize) -> Range<usize> {
        self.starts[text] as usize..self.starts[text + 1] as usize
    }

    fn text_of(&self, word: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= word) - 1
    }

    fn hash(&self, at: usize, len: usize) -> u64 {
        self.hasher.hash_one(&self.words[at..at + len])
    }

    /// A hash of the word without regard to case and kind of apostrophe.
    fn fold(&self, word: &str) -> u64 {
        use std::hash::Hasher;
        let mut hasher = self.hasher.build_hasher();
        for c in word.chars().flat_map(fold_char) {
            hasher.write_u32(c as u32);
        }
        hasher.finish()
    }
}
