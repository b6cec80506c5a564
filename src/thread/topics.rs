//! What comments speak of: the rare words of each, and who shares them.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use super::signs::magnitude;
use crate::model::Page;
use crate::quotes::Quote;
use crate::text::{Span, Word, fold_char, words};

/// Fewest letters of a word that may tell a topic.
const FEWEST_LETTERS: usize = 4;
/// Most words of one comment, its rarest, that are compared.
const MOST_WORDS: usize = 48;
/// Comments that a word may stand in and still count as rare.
const RARE: usize = 8;

/// Comments from which on it means something that only two have a word.
const ENOUGH: usize = 12;

/// A word of the page.
type WordId = u32;

/// The rare words of each comment.
#[derive(Debug)]
pub(super) struct Topics {
    hasher: FixedState,
    /// The words of the page, by their hashes.
    ids: HashMap<u64, WordId, FixedState>,
    /// How much each word tells: the binary logarithm of how many times rarer
    /// it is than a word that every comment has.
    telling: Vec<f64>,
    /// The words of each comment, rising, each once.
    of: Vec<Vec<WordId>>,
    /// What the words of each comment tell together.
    sum: Vec<f64>,
    /// The comments that each rare word stands in, in order.
    rare: HashMap<WordId, Vec<u32>, FixedState>,
}

impl Default for Topics {
    fn default() -> Self {
        Self::of(&Page::default(), &[])
    }
}

impl Topics {
    /// The words of the postings of `page` that are not in their quotes.
    pub(super) fn of(page: &Page, quotes: &[Vec<Quote>]) -> Self {
        let hasher = FixedState::with_seed(0);
        let mut ids: HashMap<u64, WordId, FixedState> = HashMap::default();
        let mut count: Vec<u32> = Vec::new();
        let mut of: Vec<Vec<WordId>> = Vec::with_capacity(page.postings.len());
        for (posting, quotes) in page.postings.iter().zip(quotes) {
            let mut mine = Vec::new();
            if posting.kind.has_author() {
                for word in own_words(posting.body.text(), quotes) {
                    let new = count.len() as WordId;
                    let id = *ids.entry(hash(&hasher, word.text)).or_insert(new);
                    if id == new {
                        count.push(0);
                    }
                    mine.push(id);
                }
                mine.sort_unstable();
                mine.dedup();
                mine.iter().for_each(|&id| count[id as usize] += 1);
            }
            of.push(mine);
        }
        let all = magnitude(of.len() as u32);
        let telling: Vec<f64> = count.iter().map(|&n| (all - magnitude(n)).max(0.0)).collect();
        let mut rare: HashMap<WordId, Vec<u32>, FixedState> = HashMap::default();
        let mut sum = Vec::with_capacity(of.len());
        for (i, mine) in of.iter_mut().enumerate() {
            // What stands nowhere else is shared with nobody.
            mine.retain(|&id| count[id as usize] > 1);
            if mine.len() > MOST_WORDS {
                mine.sort_by_key(|&id| (count[id as usize], id));
                mine.truncate(MOST_WORDS);
                mine.sort_unstable();
            }
            mine.retain(|&id| telling[id as usize] > 0.0);
            for &id in mine.iter() {
                if (2..=RARE).contains(&(count[id as usize] as usize)) {
                    rare.entry(id).or_default().push(i as u32);
                }
            }
            sum.push(mine.iter().fold(0.0, |sum, &id| sum + telling[id as usize]));
        }
        Self { hasher, ids, telling, of, sum, rare }
    }

    /// What two comments share of what the shorter tells, from 0 to 1, and
    /// whether no third comment shares one of the words.
    pub(super) fn shared(&self, one: usize, other: usize) -> (f64, bool) {
        let (Some(mine), Some(theirs)) = (self.of.get(one), self.of.get(other)) else {
            return (0.0, false);
        };
        let (mut a, mut b, mut shared, mut rare) = (0, 0, 0.0, false);
        let enough = self.of.len() >= ENOUGH;
        while let (Some(x), Some(y)) = (mine.get(a), theirs.get(b)) {
            if x == y {
                shared += self.telling[*x as usize];
                rare |= enough && self.rare.get(x).is_some_and(|of| of.len() == 2);
            }
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        // Short comments share much by chance.
        let all = self.sum[one].min(self.sum[other]) + 10.0;
        (shared / all, rare)
    }

    /// The rarest word that comment `one`, whose text is `text`, shares with
    /// comment `other`, and where it stands.
    pub(super) fn rarest_shared(
        &self,
        one: usize,
        other: usize,
        text: &str,
        quotes: &[Quote],
    ) -> Option<Span> {
        let (mine, theirs) = (self.of.get(one)?, self.of.get(other)?);
        let mut best: Option<(f64, Span)> = None;
        for word in own_words(text, quotes) {
            let Some(id) = self.ids.get(&hash(&self.hasher, word.text)) else {
                continue;
            };
            let shared = mine.binary_search(id).is_ok() && theirs.binary_search(id).is_ok();
            let telling = self.telling[*id as usize];
            if shared && best.is_none_or(|(most, _)| telling > most) {
                best = Some((telling, word.span));
            }
        }
        best.map(|(_, span)| span)
    }

    /// The comments before `comment` that share its rare words, the latest by
    /// each word, the rarest words first.
    pub(super) fn sharing(&self, comment: usize) -> impl Iterator<Item = u32> + '_ {
        let mut lists: Vec<&Vec<u32>> = self
            .of
            .get(comment)
            .into_iter()
            .flatten()
            .filter_map(|word| self.rare.get(word))
            .collect();
        lists.sort_by_key(|list| list.len());
        lists.into_iter().filter_map(move |list| {
            let before = list.partition_point(|&c| (c as usize) < comment);
            list[..before].last().copied()
        })
    }
}

/// The words of `text` outside its quotes that are long enough to tell.
fn own_words<'t>(text: &'t str, quotes: &'t [Quote]) -> impl Iterator<Item = Word<'t>> {
    let mut quotes = quotes.iter().map(|q| q.span).peekable();
    words(text).filter(move |word| {
        while quotes.next_if(|q: &Span| q.end <= word.span.start).is_some() {}
        let quoted = quotes.peek().is_some_and(|q| q.overlaps(word.span));
        let long = word.text.chars().nth(FEWEST_LETTERS - 1).is_some();
        !quoted && long
    })
}

/// A hash of a word without regard to case and kind of apostrophe.
fn hash(hasher: &FixedState, word: &str) -> u64 {
    let mut hasher = hasher.build_hasher();
    word.chars().flat_map(fold_char).for_each(|c| hasher.write_u32(c as u32));
    hasher.finish()
}
