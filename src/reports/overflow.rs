//! Text that is longer than a spreadsheet's cell: the cell holds its first
//! part and says so, and overflow.csv holds the rest, so that nothing is lost.

use super::column::{Spec, Type};
use super::guard;

/// UTF-16 units that a cell of Excel or LibreOffice holds.
pub const CELL_UNITS: usize = 32_767;

/// Rows that a sheet holds, the header included.
pub const SHEET_ROWS: u64 = 1_048_576;

/// Name of the table of what did not fit.
pub const OVERFLOW: &str = "overflow";

/// What ends a cell whose text goes on.
pub const CONTINUED: &str = " [… continued in overflow.csv]";

/// UTF-16 units of [`CONTINUED`], all of whose characters take one.
const CONTINUED_UNITS: usize = 30;

/// What is said about the table.
pub(super) const OVERFLOW_MEANING: &str = "A row for each further part of a text that is longer than a cell. It stands only where there is such a text.";

/// A further part of a cell's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The table.
    pub table: &'static str,
    /// The row, from 1, the header not counted.
    pub row: u64,
    /// The column's index.
    pub column: usize,
    /// Which part it is: 2 follows the cell.
    pub part: u32,
    /// Its text, neither escaped nor guarded.
    pub text: String,
}

/// The columns of overflow.csv.
pub(super) fn overflow_columns() -> Vec<Spec> {
    let column = |name: &str, kind, unit, meaning: &str| Spec {
        name: name.into(),
        kind,
        unit,
        meaning: meaning.into(),
    };
    vec![
        column("table", Type::Text, None, "The table."),
        column(
            "row",
            Type::Integer,
            Some("rows"),
            "The row of that table as it was written, from 1, the header not counted.",
        ),
        column("column", Type::Text, None, "The column."),
        column(
            "part",
            Type::Integer,
            Some("parts"),
            "Which part of the text: the cell holds part 1, so that these begin with 2.",
        ),
        column("text", Type::Text, None, "The part."),
    ]
}

/// Whether `text` fits a cell, guard and escapes included. Quick for text
/// that is far from the limit.
pub(super) fn fits(text: &str) -> bool {
    // No character takes more UTF-16 units than UTF-8 bytes.
    text.len() < CELL_UNITS / guard::ESCAPE_LEN
        || text.len() < CELL_UNITS && !guard::may_need_escape(text)
        || cut(text, CELL_UNITS - 1) == text.len()
}

/// Cuts a text that does not [`fit`](fits): what its cell holds, and the
/// further parts.
pub(super) fn parts(text: &str) -> (&str, Vec<&str>) {
    // One unit is the guard's.
    let (first, mut rest) = text.split_at(cut(text, CELL_UNITS - 1 - CONTINUED_UNITS));
    let mut further = Vec::new();
    while !rest.is_empty() {
        let (part, more) = rest.split_at(cut(rest, CELL_UNITS - 1));
        further.push(part);
        rest = more;
    }
    (first, further)
}

/// How many bytes of `text` take at most `units` UTF-16 units once escaped,
/// cut between characters and not between CR and LF. At least one character.
fn cut(text: &str, units: usize) -> usize {
    let mut taken = 0;
    for (at, c) in text.char_indices() {
        taken += if guard::is_escaped(c, &text[at..]) { guard::ESCAPE_LEN } else { c.len_utf16() };
        if taken > units {
            let split_break = text[..at].ends_with('\r') && c == '\n' && at > 1;
            return if split_break { at - 1 } else { at };
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(cell: &str) -> usize {
        cell.encode_utf16().count()
    }

    #[test]
    fn the_marker_is_as_long_as_it_says() {
        assert_eq!(units(CONTINUED), CONTINUED_UNITS);
    }

    #[test]
    fn the_limit_is_exact() {
        assert!(fits(&"x".repeat(CELL_UNITS - 1)));
        assert!(!fits(&"x".repeat(CELL_UNITS)), "a unit is kept for the guard");
        assert!(fits(&"é".repeat(CELL_UNITS - 1)));
        assert!(fits(&"𝄞".repeat((CELL_UNITS - 1) / 2)));
        assert!(!fits(&"𝄞".repeat(CELL_UNITS.div_ceil(2))));
        assert!(!fits(&"\0".repeat(CELL_UNITS / 7 + 1)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn parts_fit_and_join_to_the_text(piece in guard::nasty(), times in 1_usize..20_000) {
            let text = format!("{piece}{}", "=x\r\n𝄞\0".repeat(times));
            if fits(&text) {
                prop_assert!(units(&guard::encode(&text)) <= CELL_UNITS);
            } else {
                let (first, further) = parts(&text);
                prop_assert!(units(&guard::encode(first)) + CONTINUED_UNITS <= CELL_UNITS);
                prop_assert!(further.iter().all(|p| units(&guard::encode(p)) <= CELL_UNITS));
                let joined: String = [first].into_iter().chain(further)
                    .map(|part| guard::decode(&guard::encode(part)).into_owned()).collect();
                prop_assert_eq!(joined, text);
            }
        }
    }
}
