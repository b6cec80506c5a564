//! Rows and cells by RFC 4180, strictly: what breaks its rules is kept as it
//! stands and told, since a reader that mends quietly moves text from one
//! comment into another.

use std::borrow::Cow;

use crate::text::Span;

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell<'t> {
    /// What it says, without the quotes around it.
    pub(super) text: Cow<'t, str>,
    /// Where it stands, without the quotes around it.
    pub(super) place: Span,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row<'t> {
    /// Its cells; at least one.
    pub(super) cells: Vec<Cell<'t>>,
    /// All of it.
    pub(super) place: Span,
    /// Its lines that are not blank.
    pub(super) lines: u32,
    /// The first thing in it that breaks the rules.
    pub(super) fault: Option<Fault>,
}

/// How a row breaks the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// `say "no"` without quotes around the cell.
    BareQuote,
    /// `"no" he said`.
    TextAfterQuote,
    /// No quote closes the cell before the file ends.
    Unclosed,
}

impl Fault {
    /// What happened and what was done, in a clause.
    pub(super) const fn about(self) -> &'static str {
        match self {
            Self::BareQuote => "a quote stands inside a cell without quotes and is kept as text",
            Self::TextAfterQuote => "text stands behind a cell's closing quote and is kept",
            Self::Unclosed => {
                "a cell opens with a quote that nothing closes; quotes from there on are kept as \
                 text"
            }
        }
    }
}

/// The rows of a text, blank lines left out.
#[derive(Debug)]
pub(super) struct Rows<'t> {
    text: &'t str,
    delimiter: u8,
    at: usize,
    /// Whether a quote was left open, after which quotes mean nothing: looking
    /// for each one's end again would take the square of the time.
    literal: bool,
}

impl<'t> Rows<'t> {
    /// The rows of `text`, whose cells `delimiter` (in ASCII) parts.
    pub(super) fn new(text: &'t str, delimiter: u8) -> Self {
        Self { text, delimiter, at: 0, literal: false }
    }

    /// Reads the cell at `self.at` and stops before what ends it.
    fn cell(&mut self, fault: &mut Option<Fault>) -> Cell<'t> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        if bytes.get(start) == Some(&b'"') && !self.literal {
            if let Some((end, doubled)) = closing(bytes, start + 1) {
                return self.quoted(start + 1, end, doubled, fault);
            }
            self.literal = true;
            *fault = fault.or(Some(Fault::Unclosed));
        }
        let end = self.plain_end(start);
        let text = &self.text[start..end];
        if !self.literal && text.contains('"') {
            *fault = fault.or(Some(Fault::BareQuote));
        }
        self.at = end;
        Cell { text: Cow::Borrowed(text), place: Span::of(&(start..end)) }
    }

    fn quoted(
        &mut self,
        start: usize,
        end: usize,
        doubled: bool,
        fault: &mut Option<Fault>,
    ) -> Cell<'t> {
        let inside = &self.text[start..end];
        let mut text =
            if doubled { Cow::Owned(inside.replace("\"\"", "\"")) } else { Cow::Borrowed(inside) };
        self.at = self.plain_end(end + 1);
        let behind = &self.text[end + 1..self.at];
        if !behind.trim().is_empty() {
            *fault = fault.or(Some(Fault::TextAfterQuote));
            text.to_mut().push_str(behind);
        }
        Cell { text, place: Span::of(&(start..end)) }
    }

    /// Where a cell without quotes ends that holds the byte at `from`.
    fn plain_end(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        let ends = |&b: &u8| b == self.delimiter || b == b'\n' || b == b'\r';
        from + rest.iter().position(ends).unwrap_or(rest.len())
    }

    fn row(&mut self) -> Row<'t> {
        let start = self.at;
        let mut fault = None;
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell(&mut fault));
            if self.text.as_bytes().get(self.at) != Some(&self.delimiter) {
                break;
            }
            self.at += 1;
        }
        let place = Span::of(&(start..self.at));
        let filled = place.of_text(self.text).split(['\n', '\r']).filter(|l| !l.trim().is_empty());
        Row { cells, place, lines: filled.count() as u32, fault }
    }
}

impl<'t> Iterator for Rows<'t> {
    type Item = Row<'t>;

    fn next(&mut self) -> Option<Row<'t>> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            if matches!(bytes[self.at], b'\n' | b'\r') {
                self.at += 1;
                continue;
            }
            let row = self.row();
            if row.cells.len() > 1 || !row.cells[0].text.trim().is_empty() {
                return Some(row);
            }
        }
        None
    }
}

/// Where the quote stands that closes a cell whose text begins at `from`, and
/// whether doubled ones stand before it.
fn closing(bytes: &[u8], from: usize) -> Option<(usize, bool)> {
    let mut at = from;
    let mut doubled = false;
    while let Some(found) = bytes.get(at..)?.iter().position(|&b| b == b'"') {
        at += found;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some((at, doubled));
        }
        doubled = true;
        at += 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let rows: Vec<Vec<String>> = Rows::new(text, b',')
            .map(|row| row.cells.iter().map(|cell| cell.text.clone().into_owned()).collect())
            .collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn rows_end_at_any_line_break_and_cells_keep_theirs() {
        check("a,b\r\n\r\n\"c\nd\",\"\"\re,", &[&["a", "b"], &["c\nd", ""], &["e", ""]]);
        check("\"a,\"\"b\"\"\",c", &[&["a,\"b\"", "c"]]);
    }

    #[test]
    fn a_quote_that_nothing_closes_takes_no_other_row_with_it() {
        check("a,\"b\nc,d\ne,f", &[&["a", "\"b"], &["c", "d"], &["e", "f"]]);
    }
}
