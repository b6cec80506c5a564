//! Where words were first said: an index over the words of the article and of
//! all comments so far, in the order shown.

use std::cell::Cell;
use std::collections::HashMap;
use std::iter::successors;
use std::ops::Range;

use foldhash::fast::FixedState;

use super::beside::Beside;
use super::folded::{Folded, Joint, fold};
use crate::text::{Span, words};

/// Words in a run that need no marks to count as a quote.
pub(super) const RUN: usize = 8;

/// Words in a run that say where to look for a quote that is not quite the
/// same, or for what it has behind a cut.
pub(super) const SEED: usize = 5;

/// Words by which others are looked up.
const GRAM: usize = 3;

/// Words that are compared to find one marked quote, besides as many as it
/// has, before the search is given up: keeps a page linear that says the same
/// over and over. Enough to read the longest articles that newspapers print,
/// about 10,000 words, from end to end for a piece behind a cut.
const MOST_COMPARED: usize = 16_384;

/// Places of the same words that are looked through from either end.
const MOST_PLACES: usize = 16;

const NONE: u32 = u32::MAX;

/// The words of several texts, one after another. Text 0 is the article.
#[derive(Debug)]
pub(super) struct WordIndex {
    hasher: FixedState,
    /// The letters of each word, as one number.
    words: Vec<u64>,
    /// How many letters each word has.
    counts: Vec<u32>,
    spans: Vec<Span>,
    /// What stands before each word.
    joints: Vec<Joint>,
    /// Where each text's words begin.
    starts: Vec<u32>,
    /// For each word the text that said it first, as far as that is known.
    said_in: Vec<u32>,
    /// First place of each run of `RUN` words.
    runs: HashMap<u64, u32, FixedState>,
    /// Places of each run of `GRAM` words.
    grams: HashMap<u64, Places, FixedState>,
    /// The next place with the same `GRAM` words.
    next: Vec<u32>,
    /// The place before with the same.
    before: Vec<u32>,
    /// How many texts can be found.
    indexed: usize,
    /// How many words were compared so far for what is not quite the same.
    compared: Cell<u64>,
}

/// [`SEED`] words to look for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seed {
    /// Where they stand.
    at: usize,
    /// Those [`GRAM`] of them that stand in the fewest places begin so far
    /// behind.
    behind: usize,
    places: Places,
}

/// Where the same words stand.
#[derive(Debug, Clone, Copy)]
struct Places {
    first: u32,
    last: u32,
    count: u32,
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

/// Places from one to the next by `links`.
fn walk(from: u32, links: &[u32]) -> impl Iterator<Item = u32> {
    let there = |place: u32| Some(place).filter(|&p| p != NONE);
    successors(there(from), move |&p| there(links[p as usize])).take(MOST_PLACES)
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
            counts: Vec::new(),
            spans: Vec::new(),
            joints: Vec::new(),
            starts: vec![0],
            said_in: Vec::new(),
            runs: HashMap::default(),
            grams: HashMap::default(),
            next: Vec::new(),
            before: Vec::new(),
            indexed: 0,
            compared: Cell::new(0),
        }
    }

    /// Adds the words of the next text, which can be asked about but not yet
    /// found.
    pub(super) fn push(&mut self, text: &str) {
        let mut end = 0;
        for word in words(text) {
            let folded = fold(word.text);
            self.words.push(folded.letters);
            self.counts.push(folded.count);
            self.joints.push(Joint::of(&text[end..word.span.start as usize]));
            self.spans.push(word.span);
            end = word.span.end as usize;
        }
        let number = (self.starts.len() - 1) as u32;
        self.said_in.resize(self.words.len(), number);
        self.starts.push(self.words.len() as u32);
    }

    /// Lets the texts that were pushed so far be found.
    pub(super) fn index_pushed(&mut self) {
        self.next.resize(self.words.len(), NONE);
        self.before.resize(self.words.len(), NONE);
        for text in self.indexed..self.starts.len() - 1 {
            let range = self.range(text);
            for at in range.clone() {
                let place = at as u32;
                if at + RUN <= range.end {
                    let run = self.hash(at, RUN);
                    self.runs.entry(run).or_insert(place);
                }
                if at + GRAM <= range.end {
                    let gram = self.hash(at, GRAM);
                    let none = Places { first: place, last: NONE, count: 0 };
                    let places = self.grams.entry(gram).or_insert(none);
                    if places.last != NONE {
                        self.next[places.last as usize] = place;
                    }
                    self.before[at] = places.last;
                    places.last = place;
                    places.count += 1;
                }
            }
        }
        self.indexed = self.starts.len() - 1;
    }

    /// Notes that `words` of `text` (counted from its first) were first said
    /// in `source`.
    pub(super) fn trace(&mut self, text: usize, words: Range<usize>, source: usize) {
        let base = self.range(text).start;
        self.said_in[base + words.start..base + words.end].fill(source as u32);
    }

    /// The spans of the words of `text`.
    pub(super) fn spans(&self, text: usize) -> &[Span] {
        &self.spans[self.range(text)]
    }

    /// The words of `text` that stand in an indexed text in a run of at least
    /// [`RUN`], or nearly so, each run traced to where it was said first. Where
    /// such runs overlap, the earlier has the words in common, and the later
    /// may be left with fewer than [`RUN`].
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
            let mut beside = Beside::same(at, place, len);
            self.extend(&mut beside, &(end..range.end));
            found.extend(self.runs_of(text, &beside, end));
            end = beside.here.end;
            at = end + 1 - RUN;
        }
        self.add_near(text, &mut found);
        found
    }

    /// What `beside` has behind the place `from` as runs of `text`.
    pub(super) fn runs_of(
        &self,
        text: usize,
        beside: &Beside,
        from: usize,
    ) -> impl Iterator<Item = Run> {
        let range = self.range(text);
        let there = self.range(self.text_of(beside.there.start));
        let whole = beside.is_uncut() && beside.here == range && beside.there == there;
        let source = self.first_said(beside.there.clone());
        beside.stretches().into_iter().filter(move |stretch| from < stretch.end).map(
            move |stretch| {
                let first = stretch.start.max(from);
                Run { first: first - range.start, len: stretch.end - first, source, whole }
            },
        )
    }

    /// The text that said the words at `places` of one text first.
    pub(super) fn first_said(&self, places: Range<usize>) -> usize {
        let first = self.said_in[places.start];
        if self.said_in[places.clone()].iter().all(|&s| s == first) {
            first as usize
        } else {
            self.text_of(places.start)
        }
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
        let mut place = self.grams.get(&self.hash_of(&first[..GRAM]))?.first;
        while place != NONE {
            let at = place as usize;
            let source = self.text_of(at);
            let there = &self.words[at..self.range(source).end];
            if budget.starts_with(there, first)?
                && Self::follow(rest, &there[first.len()..], &mut budget)?
            {
                return Some(self.first_said(at..at + first.len()));
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

    /// The latest texts that have the words `range` of `text` (counted from
    /// its first), or a run of [`RUN`] of them, the latest first; with the
    /// text that said them first, if that is so late. It is looked for by the
    /// head, the middle and the tail of the words, so that a text is missed
    /// that has others, and all are that have fewer than [`SEED`].
    pub(super) fn latest_with(&self, text: usize, range: &Range<usize>) -> Vec<usize> {
        let base = self.range(text).start;
        let (start, end) = (base + range.start, base + range.end);
        let mut found = Vec::new();
        let Some(last) = range.len().checked_sub(SEED) else {
            return found;
        };
        for at in [start, start + last / 2, start + last] {
            let Ok(seed) = self.seed(at) else {
                continue;
            };
            for place in self.latest_places(seed) {
                let source = self.text_of(place);
                if !found.contains(&source)
                    && self.alike_around(at, start..end, place) >= RUN.min(range.len())
                {
                    found.push(source);
                }
            }
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found
    }

    /// How long a run the words at `at` and at `place` stand in, of up to
    /// [`RUN`] words each way, within `limits` and the text of `place`.
    fn alike_around(&self, at: usize, limits: Range<usize>, place: usize) -> usize {
        let there = self.range(self.text_of(place));
        let ahead = common(
            &self.words[at..limits.end.min(at + RUN)],
            &self.words[place..there.end.min(place + RUN)],
        );
        let back = (1..=RUN.min(at - limits.start).min(place - there.start))
            .take_while(|k| self.words[at - k] == self.words[place - k])
            .count();
        self.count(ahead + back);
        ahead + back
    }

    /// The `SEED` words at `at`, as far as they can stand in an indexed text.
    ///
    /// # Errors
    ///
    /// How many words to go on by to those that can.
    pub(super) fn seed(&self, at: usize) -> Result<Seed, usize> {
        let mut rarest: Option<Seed> = None;
        for behind in (0..=SEED - GRAM).rev() {
            let Some(&places) = self.grams.get(&self.hash(at + behind, GRAM)) else {
                return Err(behind + 1);
            };
            if rarest.is_none_or(|r| places.count < r.places.count) {
                rarest = Some(Seed { at, behind, places });
            }
        }
        rarest.ok_or(1)
    }

    /// Where the words of `seed` begin whose gram stands at `gram`; `None`
    /// where the others are not the same.
    fn place_of(&self, seed: Seed, gram: u32) -> Option<usize> {
        let start = (gram as usize).checked_sub(seed.behind)?;
        let there = self.words.get(start..start + SEED)?;
        self.count(SEED);
        let is_same = there == &self.words[seed.at..seed.at + SEED];
        (is_same && self.text_of(start) == self.text_of(start + SEED - 1)).then_some(start)
    }

    /// The first places of `seed`, in order.
    pub(super) fn first_places(&self, seed: Seed) -> impl Iterator<Item = usize> {
        walk(seed.places.first, &self.next).filter_map(move |gram| self.place_of(seed, gram))
    }

    /// The latest places of `seed`, from the last back.
    pub(super) fn latest_places(&self, seed: Seed) -> impl Iterator<Item = usize> {
        walk(seed.places.last, &self.before).filter_map(move |gram| self.place_of(seed, gram))
    }

    /// How many words were compared so far for what is not quite the same.
    #[cfg(test)]
    pub(super) fn compared(&self) -> u64 {
        self.compared.get()
    }

    /// Notes that so many words were compared.
    pub(super) fn count(&self, words: usize) {
        self.compared.set(self.compared.get() + words as u64);
    }

    /// How many words from `at` on (before `end`) equal those from `p` on.
    fn common(&self, at: usize, end: usize, p: usize) -> usize {
        let source_end = self.range(self.text_of(p)).end;
        common(&self.words[at..end], &self.words[p..source_end])
    }

    /// The word at `place`.
    pub(super) fn word(&self, place: usize) -> u64 {
        self.words[place]
    }

    /// The word at `place` and the one behind it, as one.
    pub(super) fn joined(&self, place: usize) -> u64 {
        let folded = |at| Folded { letters: self.words[at], count: self.counts[at] };
        folded(place).joined(folded(place + 1)).letters
    }

    /// What stands before the word at `place`.
    pub(super) fn joint(&self, place: usize) -> Joint {
        self.joints[place]
    }

    pub(super) fn range(&self, text: usize) -> Range<usize> {
        self.starts[text] as usize..self.starts[text + 1] as usize
    }

    pub(super) fn text_of(&self, word: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= word) - 1
    }

    fn hash(&self, at: usize, len: usize) -> u64 {
        self.hash_of(&self.words[at..at + len])
    }

    fn hash_of(&self, words: &[u64]) -> u64 {
        use std::hash::BuildHasher;
        self.hasher.hash_one(words)
    }
}
