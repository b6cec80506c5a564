//! A text put together from lines of the source, with the way back.

use crate::text::Span;

/// Text without the layout's indentation, and where each of its lines stands
/// in the decoded source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    text: String,
    lines: Vec<Line>,
}

/// A line of a body: `len` bytes that are the same in text and source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    text: u32,
    source: u32,
    len: u32,
}

impl Body {
    /// A body that stands nowhere in a source, as a record's does.
    pub fn detached(text: impl Into<String>) -> Self {
        Self { text: text.into(), lines: Vec::new() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds the line of `source` that `place` names. Empty lines part
    /// paragraphs: any number of them becomes one, and none stands first.
    pub fn push_line(&mut self, source: &str, place: Span, blank_before: bool) {
        let line = place.of_text(source);
        if !self.text.is_empty() {
            self.text.push_str(if blank_before { "\n\n" } else { "\n" });
        }
        self.lines.push(Line {
            text: self.text.len() as u32,
            source: place.start,
            len: line.len() as u32,
        });
        self.text.push_str(line);
    }

    /// The places in the source of `span` of the text: one a line.
    pub fn places(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.lines.partition_point(|l| l.text + l.len <= span.start);
        self.lines[first..].iter().take_while(move |l| l.text < span.end).filter_map(move |l| {
            let start = span.start.max(l.text) - l.text;
            let end = span.end.min(l.text + l.len) - l.text;
            (start < end).then(|| Span::new(l.source + start, l.source + end))
        })
    }

    /// The places in the source of the whole text.
    pub fn all_places(&self) -> impl Iterator<Item = Span> {
        self.places(Span::of(&(0..self.text.len())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_find_their_way_back() {
        let source = "  1. one\n\n     two\n";
        let mut body = Body::default();
        body.push_line(source, Span::new(5, 8), false);
        body.push_line(source, Span::new(15, 18), true);
        assert_eq!(body.text(), "one\n\ntwo");
        let back: Vec<&str> = body.places(Span::new(1, 7)).map(|p| p.of_text(source)).collect();
        assert_eq!(back, ["ne", "tw"]);
    }
}
