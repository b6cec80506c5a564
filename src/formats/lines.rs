//! A text as lines, which is how text layouts look at it.

use std::cell::OnceCell;

use super::headers::Headers;
use crate::text::Span;

/// One line of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// Its content without indentation, trailing white space and line break.
    /// Empty for a blank line.
    pub content: Span,
    /// Columns of white space before it: a tab goes to the next multiple of
    /// eight.
    pub indent: u32,
    /// Where the line begins.
    pub start: u32,
    /// Whether it is what stands beside a number, and not a whole line.
    pub(super) beside: bool,
}

impl Line {
    /// Whether only white space stands on it.
    pub const fn is_blank(&self) -> bool {
        self.content.is_empty()
    }
}

/// The lines of a text.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    lines: Vec<Line>,
    headers: OnceCell<Headers>,
}

impl<'t> Lines<'t> {
    /// Splits `text` at LF, CR LF and lone CR.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = Vec::new();
        let mut start = 0;
        while start < bytes.len() {
            let rest = &bytes[start..];
            let len = rest.iter().position(|&b| b == b'\n' || b == b'\r').unwrap_or(rest.len());
            lines.push(line(text, start, start + len));
            let crlf = rest.get(len) == Some(&b'\r') && rest.get(len + 1) == Some(&b'\n');
            start += len + 1 + usize::from(crlf);
        }
        Self { text, lines, headers: OnceCell::new() }
    }

    /// The whole text.
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The lines, in order.
    pub fn all(&self) -> &[Line] {
        &self.lines
    }

    /// How many lines of `range` are not blank.
    pub fn filled(&self, range: std::ops::Range<usize>) -> u32 {
        let lines = self.lines.get(range).unwrap_or_default();
        lines.iter().filter(|l| !l.is_blank()).count() as u32
    }

    /// The names by which headers are told from sentences; looked up once.
    pub(super) fn headers(&self) -> &Headers {
        self.headers.get_or_init(|| Headers::of(self))
    }

    /// The content of a line.
    pub fn content(&self, line: &Line) -> &'t str {
        &self.text[line.content.range()]
    }

    /// The content of line `at`; empty past the end.
    pub fn content_at(&self, at: usize) -> &'t str {
        self.lines.get(at).map_or("", |line| self.content(line))
    }
}

fn line(text: &str, start: usize, end: usize) -> Line {
    let raw = &text[start..end];
    let body = raw.trim_start();
    let indent = raw[..raw.len() - body.len()]
        .chars()
        .fold(0, |column, c| if c == '\t' { (column / 8 + 1) * 8 } else { column + 1 });
    let content_start = end - body.len();
    let content = Span::of(&(content_start..content_start + body.trim_end().len()));
    Line { content, indent, start: start as u32, beside: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_at_any_break_and_keep_their_indentation() {
        let lines = Lines::new("  1. a \r\n\tb\r\rc\u{a0}");
        let seen: Vec<(&str, u32)> =
            lines.all().iter().map(|l| (lines.content(l), l.indent)).collect();
        assert_eq!(seen, [("1. a", 2), ("b", 8), ("", 0), ("c", 0)]);
    }
}
