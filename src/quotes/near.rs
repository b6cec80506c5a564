//! Quotes that are not quite the same: a word changed, dropped or added, two
//! written as one, something cut out. Such a quote is a run of words in common
//! that goes on behind a small difference, on either side.

use std::cmp::Reverse;
use std::ops::Range;

use super::beside::{Beside, Lane, Step, is_enough};
use super::index::{RUN, Run, SEED, Seed, WordIndex};

/// Words that may stand in place of others between words in common, here and
/// there: the smallest difference that explains the rest is taken.
const CHANGES: [(usize, usize); 15] = [
    (1, 1),
    (0, 1),
    (1, 0),
    (2, 2),
    (1, 2),
    (2, 1),
    (0, 2),
    (2, 0),
    (3, 3),
    (2, 3),
    (3, 2),
    (1, 3),
    (3, 1),
    (0, 3),
    (3, 0),
];

/// Fewest words in common behind a difference of no word at all; each word of
/// the difference takes one more.
const RESUMED: usize = 2;

/// How many more they must be where a sentence ends in between: people go on
/// with words of their own there.
const PAST_A_SENTENCE: usize = 2;

/// Places of the same words that are tried besides the first: the latest.
const LATEST: usize = 3;

/// What stands between words in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// A part of a sentence.
    Within,
    /// The end or the beginning of a sentence.
    AtSentence,
    /// Sentences, or words in brackets: the quoting comment's own, or left out
    /// by it. They part two quotes.
    Sentences,
}

impl WordIndex {
    /// Lengthens `beside` on both ends, within the places `limits`, past what
    /// is not quite the same.
    pub(super) fn extend(&self, beside: &mut Beside, limits: &Range<usize>) {
        let text = self.range(self.text_of(beside.there.start));
        let mut backwards = false;
        let mut stuck = 0;
        while stuck < 2 {
            let (here, there) = if backwards {
                (
                    Lane::back(self, beside.here.start, limits.start),
                    Lane::back(self, beside.there.start, text.start),
                )
            } else {
                (
                    Lane::ahead(self, beside.here.end, limits.end),
                    Lane::ahead(self, beside.there.end, text.end),
                )
            };
            if let Some(step) = self.step(beside, here, there) {
                beside.take(step, backwards);
                stuck = 0;
            } else {
                backwards = !backwards;
                stuck += 1;
            }
        }
    }

    /// The next step along `here` and `there` that `beside` allows.
    fn step(&self, beside: &Beside, here: Lane<'_>, there: Lane<'_>) -> Option<Step> {
        if here.len == 0 || there.len == 0 {
            return None;
        }
        let changed = |passed, alike| Step { passed, is_cut: false, seam: None, alike };
        let same = here.common(there, (0, 0));
        if same > 0 {
            return Some(changed((0, 0), (same, same)));
        }
        self.count(2);
        if here.joined(0).is_some_and(|joined| there.word(0) == Some(joined)) {
            return Some(changed((0, 0), (2, 1)));
        }
        if there.joined(0).is_some_and(|joined| here.word(0) == Some(joined)) {
            return Some(changed((0, 0), (1, 2)));
        }
        for (words, instead) in CHANGES {
            let same = here.common(there, (words, instead));
            if same == 0 {
                continue;
            }
            let ends = |lane: Lane<'_>, passed| lane.ends_sentence(passed + same);
            let least = match self.gap(here, there, words, instead).0 {
                Gap::Sentences if same > RESUMED => break,
                Gap::Sentences => continue,
                _ if here.ends_text(words + same) && there.ends_text(instead + same) => 1,
                Gap::Within if ends(here, words) && ends(there, instead) => {
                    RESUMED - 1 + words.max(instead)
                }
                Gap::Within => RESUMED + words.max(instead),
                Gap::AtSentence => RESUMED + words.max(instead) + PAST_A_SENTENCE,
            };
            let step = changed((words, instead), (same, same));
            if same >= least && beside.allows(&step) {
                return Some(step);
            }
        }
        self.past_a_cut(here, there)
    }

    /// The step to the nearest place there that goes on like `here`.
    fn past_a_cut(&self, here: Lane<'_>, there: Lane<'_>) -> Option<Step> {
        if here.len < SEED || there.len < SEED {
            return None;
        }
        let seed = self.seed(here.places(SEED).start).ok()?;
        let limits = there.places(there.len);
        let places = self.first_places(seed).chain(self.latest_places(seed));
        let places = places.filter(|&p| limits.start <= p && p + SEED <= limits.end);
        let cut = if there.backwards {
            limits.end - (places.max()? + SEED)
        } else {
            places.min()? - limits.start
        };
        let same = here.common(there, (0, cut));
        if same < SEED {
            return None;
        }
        let is_shown = self.joint(here.places(0).start).shows_cut();
        let seam = (!is_shown).then(|| self.gap(here, there, 0, cut).1);
        Some(Step { passed: (0, cut), is_cut: true, seam, alike: (same, same) })
    }

    /// What stands between words in common: the first `words` of `here`, in
    /// place of the first `instead` of `there`; and where it begins here.
    ///
    /// Where words were only added or dropped, and the last word in common is
    /// also the last of these, they may as well be taken to stand one word
    /// nearer; whichever way, sentences are sentences.
    fn gap(&self, here: Lane<'_>, there: Lane<'_>, words: usize, instead: usize) -> (Gap, usize) {
        let (places, left_out) = (here.places(words), there.places(instead));
        let gap = self.gap_at(&places, &left_out);
        let only = match (words, instead) {
            (0, _) => &left_out,
            (_, 0) => &places,
            _ => return (gap, places.start),
        };
        let mut most = (gap, places.start);
        for by in 1..=RESUMED {
            let moved = |places: &Range<usize>| {
                if here.backwards {
                    places.start + by..places.end + by
                } else {
                    places.start - by..places.end - by
                }
            };
            let now = moved(only);
            // The word that stands in it now, and the one that no longer does.
            let (entered, left) =
                if here.backwards { (now.end - 1, now.start - 1) } else { (now.start, now.end) };
            if self.word(entered) != self.word(left) {
                break;
            }
            let gap = self.gap_at(&moved(&places), &moved(&left_out));
            if gap > most.0 {
                most = (gap, moved(&places).start);
            }
        }
        most
    }

    /// What stands at `places`, in place of what stands at `left_out`.
    fn gap_at(&self, places: &Range<usize>, left_out: &Range<usize>) -> Gap {
        let (before, behind) = (self.joint(places.start), self.joint(places.end));
        let sentences = before.ends_sentence() && behind.ends_sentence();
        let is_gap = if places.is_empty() {
            let there = [left_out.start, left_out.end].map(|place| self.joint(place));
            before.ends_line() || sentences && there.iter().all(|joint| joint.ends_sentence())
        } else {
            let in_brackets = before.opens_bracket() && behind.closes_bracket();
            sentences || in_brackets && left_out.is_empty()
        };
        if is_gap {
            Gap::Sentences
        } else if before.ends_sentence() || behind.ends_sentence() {
            Gap::AtSentence
        } else {
            Gap::Within
        }
    }

    /// Adds to the runs of `text` those that have no [`RUN`] words in a row.
    pub(super) fn add_near(&self, text: usize, runs: &mut Vec<Run>) {
        let range = self.range(text);
        let mut near = Vec::new();
        let mut at = range.start;
        for run in &*runs {
            self.near_within(text, at..range.start + run.first, &mut near);
            at = range.start + run.end();
        }
        self.near_within(text, at..range.end, &mut near);
        if !near.is_empty() {
            runs.extend(near);
            runs.sort_by_key(|run| run.first);
        }
    }

    /// Adds those that lie within the places `limits`.
    fn near_within(&self, text: usize, mut limits: Range<usize>, near: &mut Vec<Run>) {
        let mut at = limits.start;
        while limits.len() >= RUN && at + SEED <= limits.end {
            match self.seed(at) {
                Err(ahead) => at += ahead,
                Ok(seed) => match self.longest(at, seed, &limits).filter(Beside::is_quote) {
                    Some(beside) => {
                        near.extend(self.runs_of(text, &beside, limits.start));
                        at = beside.here.end;
                        limits.start = at;
                    }
                    None => at += 1,
                },
            }
        }
    }

    /// The longest that has `seed`, which stands at `at`, and does not reach
    /// beyond `limits`; of equals the first said. What has the word before in
    /// common, too, was tried there.
    fn longest(&self, at: usize, seed: Seed, limits: &Range<usize>) -> Option<Beside> {
        let first = self.first_places(seed).next();
        let later = self.latest_places(seed).take_while(|&p| Some(p) != first).take(LATEST);
        let mut longest: Option<Beside> = None;
        for place in first.into_iter().chain(later) {
            let there = self.range(self.text_of(place));
            let is_tried = at > limits.start
                && place > there.start
                && self.word(at - 1) == self.word(place - 1);
            if is_tried {
                continue;
            }
            let mut beside = Beside::same(at, place, SEED);
            self.extend(&mut beside, limits);
            let key = |b: &Beside| (b.alike(), Reverse(b.there.start));
            if longest.as_ref().is_none_or(|l| key(&beside) > key(l)) {
                longest = Some(beside);
            }
        }
        longest
    }

    /// The text that has nearly all the words `within` of `text` (counted from
    /// its first), in their order.
    pub(super) fn find_near(&self, text: usize, within: &Range<usize>) -> Option<usize> {
        let base = self.range(text).start;
        let limits = base + within.start..base + within.end;
        let mut at = limits.start;
        while at + SEED <= limits.end {
            match self.seed(at) {
                Err(ahead) => at += ahead,
                Ok(seed) => match self.longest(at, seed, &limits) {
                    Some(b) if is_enough(b.alike(), limits.len()) => {
                        return Some(self.first_said(b.there));
                    }
                    Some(b) => at = b.here.end.max(at + 1),
                    None => at += 1,
                },
            }
        }
        None
    }
}
