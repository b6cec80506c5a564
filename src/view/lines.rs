//! Line numbers of a text, from 1.

use crate::text::Span;

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Walks `text` once.
    pub fn new(text: &str) -> Self {
        let after = text.match_indices('\n').map(|(at, _)| at as u32 + 1);
        Self { starts: std::iter::once(0).chain(after).collect() }
    }

    /// The line, from 1, that byte `at` of the text stands in.
    pub fn line(&self, at: u32) -> u32 {
        self.starts.partition_point(|&start| start <= at) as u32
    }

    /// The lines of the first and the last byte of `span`.
    pub fn lines(&self, span: Span) -> (u32, u32) {
        let last = span.end.saturating_sub(1).max(span.start);
        (self.line(span.start), self.line(last))
    }
}

/// `line 3`, `lines 3–7`.
pub(crate) fn describe((first, last): (u32, u32)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_feed_belongs_to_the_line_that_it_ends() {
        let index = LineIndex::new("a\nbc\n");
        assert_eq!([0, 1, 2, 4, 5].map(|at| index.line(at)), [1, 1, 2, 2, 3]);
        assert_eq!(index.lines(Span::new(0, 5)), (1, 2));
    }
}
