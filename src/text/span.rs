//! Half-open byte ranges, and their translation into the character offsets
//! that the tables print.

use std::ops::Range;

/// A half-open range of bytes, `start..end`, in one text.
///
/// Four-byte offsets keep rows small; no page is longer than
/// [`MOST_BYTES`](super::MOST_BYTES), so that they reach all of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span of `range`, which must lie below 4 GiB.
    pub fn of(range: &Range<usize>) -> Self {
        Self::new(range.start as u32, range.end as u32)
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether nothing lies in it.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether the two have a byte in common.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The piece of `text` that it names; empty where it does not fit.
    pub fn of_text(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The same as a `Range<usize>`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Moved up by `by` bytes.
    #[must_use]
    pub const fn shifted(self, by: u32) -> Self {
        Self::new(self.start + by, self.end + by)
    }
}

/// Translates byte offsets of one text into character offsets, in one walk
/// as long as they are asked in rising order.
#[derive(Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    byte: usize,
    chars: usize,
}

impl<'t> CharIndex<'t> {
    /// Starts at the head of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { text, byte: 0, chars: 0 }
    }

    /// Characters before byte `offset`. An offset below the last one asked
    /// starts the walk again.
    pub fn chars_before(&mut self, offset: u32) -> usize {
        let offset = (offset as usize).min(self.text.len());
        if offset < self.byte {
            self.byte = 0;
            self.chars = 0;
        }
        let walked = &self.text.as_bytes()[self.byte..offset];
        self.chars += walked.iter().filter(|&&b| b & 0xC0 != 0x80).count();
        self.byte = offset;
        self.chars
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_across_bytes_of_several_lengths() {
        let mut index = CharIndex::new("aé€𝄞z");
        assert_eq!([0, 1, 3, 6, 10, 11].map(|b| index.chars_before(b)), [0, 1, 2, 3, 4, 5]);
        assert_eq!(index.chars_before(3), 2, "going back starts the walk again");
    }
}
