//! Words of one text laid beside words of another.

use std::ops::Range;

use super::index::{RUN, WordIndex};

/// Fewest words in common where words were changed and no [`RUN`] of them are
/// in a row: people say again what they said before, in nearly the same words.
const FEWEST_CHANGED: usize = 12;

/// Of so many words on either side, so many must be in common.
const ALIKE: (usize, usize) = (4, 5);

/// Whether enough of `all` words are in common.
pub(super) const fn is_enough(alike: usize, all: usize) -> bool {
    alike * ALIKE.1 >= all * ALIKE.0
}

/// Words of a text laid beside words of an earlier one, by their places in the
/// index.
#[derive(Debug, Clone)]
pub(super) struct Beside {
    /// In the text.
    pub(super) here: Range<usize>,
    /// In the earlier one.
    pub(super) there: Range<usize>,
    /// How many of these are in common, here and there.
    alike: (usize, usize),
    /// How many there were cut out.
    cut: usize,
    /// Where something was cut out here that nothing shows: one quote ends and
    /// another begins.
    seams: Vec<usize>,
}

/// One step along two texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Words passed over, here and there.
    pub(super) passed: (usize, usize),
    /// Whether those there were cut out, rather than changed.
    pub(super) is_cut: bool,
    /// Where that makes two quotes of one.
    pub(super) seam: Option<usize>,
    /// Words in common behind, here and there.
    pub(super) alike: (usize, usize),
}

impl Beside {
    /// `len` words that are the same.
    pub(super) const fn same(here: usize, there: usize, len: usize) -> Self {
        Self {
            here: here..here + len,
            there: there..there + len,
            alike: (len, len),
            cut: 0,
            seams: Vec::new(),
        }
    }

    /// How many words here are in common.
    pub(super) const fn alike(&self) -> usize {
        self.alike.0
    }

    /// Whether nothing was cut out.
    pub(super) const fn is_uncut(&self) -> bool {
        self.cut == 0
    }

    /// Whether it is long enough to be a quote without marks.
    pub(super) fn is_quote(&self) -> bool {
        let is_changed = self.alike.0 < self.here.len()
            || self.alike.1 < self.there.len() - self.cut
            || !self.seams.is_empty();
        let fewest = if is_changed { FEWEST_CHANGED } else { RUN };
        self.alike.0 >= fewest && self.alike.1 >= fewest
    }

    /// The stretches here, apart from one another where there is a seam.
    pub(super) fn stretches(&self) -> Vec<Range<usize>> {
        let mut seams = self.seams.clone();
        seams.extend([self.here.start, self.here.end]);
        seams.sort_unstable();
        seams.windows(2).map(|ends| ends[0]..ends[1]).collect()
    }

    /// Whether enough of it is in common with `step` taken, which is no cut.
    pub(super) fn allows(&self, step: &Step) -> bool {
        let here = self.here.len() + step.passed.0 + step.alike.0;
        let there = self.there.len() + step.passed.1 + step.alike.1;
        is_enough(self.alike.0 + step.alike.0, here)
            && is_enough(self.alike.1 + step.alike.1, there - self.cut)
    }

    pub(super) fn take(&mut self, step: Step, backwards: bool) {
        let here = step.passed.0 + step.alike.0;
        let there = step.passed.1 + step.alike.1;
        if backwards {
            self.here.start -= here;
            self.there.start -= there;
        } else {
            self.here.end += here;
            self.there.end += there;
        }
        self.alike = (self.alike.0 + step.alike.0, self.alike.1 + step.alike.1);
        self.cut += if step.is_cut { step.passed.1 } else { 0 };
        self.seams.extend(step.seam);
    }
}

/// The words of a text before or behind a place, from there on.
#[derive(Clone, Copy)]
pub(super) struct Lane<'w> {
    index: &'w WordIndex,
    from: usize,
    /// How many there are.
    pub(super) len: usize,
    /// Whether they are those before the place.
    pub(super) backwards: bool,
}

impl<'w> Lane<'w> {
    /// From `from` up to `end`.
    pub(super) const fn ahead(index: &'w WordIndex, from: usize, end: usize) -> Self {
        Self { index, from, len: end.saturating_sub(from), backwards: false }
    }

    /// From `from` back to `start`.
    pub(super) const fn back(index: &'w WordIndex, from: usize, start: usize) -> Self {
        Self { index, from, len: from.saturating_sub(start), backwards: true }
    }

    pub(super) fn word(self, at: usize) -> Option<u64> {
        (at < self.len).then(|| self.index.word(self.place(at)))
    }

    /// The two words from `at` on, as one.
    pub(super) fn joined(self, at: usize) -> Option<u64> {
        let first = |lane: Self| lane.place(if lane.backwards { at + 1 } else { at });
        (at + 1 < self.len).then(|| self.index.joined(first(self)))
    }

    const fn place(self, at: usize) -> usize {
        if self.backwards { self.from - 1 - at } else { self.from + at }
    }

    /// The places of the first `words`.
    pub(super) const fn places(self, words: usize) -> Range<usize> {
        if self.backwards { self.from - words..self.from } else { self.from..self.from + words }
    }

    /// How many words this and `other` have in common behind so many of each.
    pub(super) fn common(self, other: Self, behind: (usize, usize)) -> usize {
        let mut same = 0;
        while let (Some(one), Some(two)) = (self.word(behind.0 + same), other.word(behind.1 + same))
            && one == two
        {
            same += 1;
        }
        self.index.count(same + 1);
        same
    }

    /// Whether its text ends, or begins, behind the first `words`.
    pub(super) fn ends_text(self, words: usize) -> bool {
        let places = self.places(words);
        let text = self.index.range(self.index.text_of(self.place(0)));
        if self.backwards { places.start == text.start } else { places.end == text.end }
    }

    /// Whether a sentence ends, or begins, there.
    pub(super) fn ends_sentence(self, words: usize) -> bool {
        let places = self.places(words);
        let place = if self.backwards { places.start } else { places.end };
        self.ends_text(words) || self.index.joint(place).ends_sentence()
    }
}
