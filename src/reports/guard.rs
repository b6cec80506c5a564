//! What keeps text from turning into something else inside a spreadsheet,
//! and the way back: [`decode`] undoes [`encode`] to the byte.
//!
//! 1. **Guard.** A leading `'` goes before text that starts with `=`, `+`,
//!    `-`, `@`, their full-width forms, tab, CR or LF (a spreadsheet may take
//!    it for a formula), before digits that a spreadsheet would change by
//!    reading them as a number (more than 15 of them, or a leading zero), and
//!    before text that starts with `'`. So a leading `'` is always the guard's,
//!    and decoding strips exactly one.
//! 2. **Escape.** A character that spreadsheets drop or cannot save (NUL and
//!    the other C0 controls but tab, LF and CR; U+FFFE, U+FFFF) becomes
//!    `_xHHHH_`, which is how XLSX writes them. Text that looks like such an
//!    escape has its first `_` escaped.
//!
//! The guard is put on last, after everything else was done to the text.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Digits that a spreadsheet keeps when it reads them as a number.
const EXACT_DIGITS: usize = 15;

/// Characters of an escape: `_xHHHH_`.
pub(super) const ESCAPE_LEN: usize = 7;

/// `text` as a cell that a spreadsheet shows as text.
pub fn encode(text: &str) -> Cow<'_, str> {
    let escaped = escape(text);
    if !needs_guard(&escaped) {
        return escaped;
    }
    let mut cell = String::with_capacity(escaped.len() + 1);
    cell.push('\'');
    cell.push_str(&escaped);
    Cow::Owned(cell)
}

/// The text that [`encode`] made `cell` from.
pub fn decode(cell: &str) -> Cow<'_, str> {
    unescape(cell.strip_prefix('\'').unwrap_or(cell))
}

/// Whether the cell would be something else without a leading `'`.
pub(super) fn needs_guard(cell: &str) -> bool {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠') => {
            true
        }
        Some('0'..='9') => {
            cell.bytes().all(|b| b.is_ascii_digit())
                && (cell.len() > EXACT_DIGITS || cell.len() > 1 && cell.starts_with('0'))
        }
        _ => false,
    }
}

/// Whether some character of `text` may have to be escaped. Errs on yes.
pub(super) fn may_need_escape(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(i, &b)| match b {
        b'\t' | b'\n' | b'\r' => false,
        ..0x20 => true,
        b'_' => bytes.get(i + 1) == Some(&b'x'),
        0xEF => bytes.get(i + 1) == Some(&0xBF),
        _ => false,
    })
}

/// Whether the character at the head of `rest` is to be escaped.
pub(super) fn is_escaped(c: char, rest: &str) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => true,
        // Closed or not: the escape of what follows could close it.
        '_' => escape_hex(rest).is_some(),
        _ => false,
    }
}

fn escape(text: &str) -> Cow<'_, str> {
    if !may_need_escape(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + ESCAPE_LEN);
    for (at, c) in text.char_indices() {
        if is_escaped(c, &text[at..]) {
            // Writing to a string cannot fail.
            let _ = write!(out, "_x{:04X}_", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

fn unescape(cell: &str) -> Cow<'_, str> {
    if !cell.contains("_x") {
        return Cow::Borrowed(cell);
    }
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(c) = escaped_char(rest) {
            out.push(c);
            rest = &rest[ESCAPE_LEN..];
        } else {
            out.push('_');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character that the escape at the head of `text` stands for, if one
/// stands there.
fn escaped_char(text: &str) -> Option<char> {
    let hex = escape_hex(text)?;
    let closed = text.as_bytes().get(ESCAPE_LEN - 1) == Some(&b'_');
    closed.then(|| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)).flatten()
}

/// The four digits after a leading `_x`.
fn escape_hex(text: &str) -> Option<&str> {
    let hex = text.strip_prefix("_x")?.get(..4)?;
    hex.bytes().all(|b| b.is_ascii_hexdigit()).then_some(hex)
}

#[cfg(test)]
pub(super) use tests::nasty;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts that are rich in what the guard looks at.
    pub(in crate::reports) fn nasty() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[=+@'\t\r\n＝＋－＠_xX0-9A-F\",;-]{0,8}",
            "[0-9]{0,20}",
            "(_x[0-9A-Fa-f]{4}_?){0,3}",
            "[\\x00-\\x1F\u{7F}\u{FFFD}\u{FFFE}\u{FFFF}\u{FEFF}]{0,4}",
            any::<String>(),
        ];
        proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
    }

    fn check(text: &str, cell: &str) {
        assert_eq!(encode(text), cell);
        assert_eq!(decode(cell), text);
    }

    #[test]
    fn what_starts_like_a_formula_is_guarded() {
        for text in ["=1+1", "+1", "-1", "@ann", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠ann"]
        {
            check(text, &format!("'{text}"));
        }
        check("'tis", "''tis");
        check("''", "'''");
        for text in ["", "a=1", " =1", "“=1", "1-1", "Ann", "don't"] {
            check(text, text);
        }
    }

    #[test]
    fn digits_that_a_number_would_not_keep_are_guarded() {
        check("12345678901234567", "'12345678901234567");
        check("007", "'007");
        for text in ["0", "7", "123456789012345", "007a"] {
            check(text, text);
        }
    }

    #[test]
    fn characters_that_spreadsheets_lose_are_escaped() {
        check("a\0b", "a_x0000_b");
        check("\u{1b}[31m", "_x001B_[31m");
        check("_x0041_", "_x005F_x0041_");
        check("_x00_x0041_", "_x00_x005F_x0041_");
        // The second escape must not close what looks like a first.
        check("_x0A0A\0", "_x005F_x0A0A_x0000_");
        for text in ["_x004", "_x00g0_", "__x", "a\tb\r\nc", "\u{FFFD}"] {
            check(text, text);
        }
    }

    proptest! {
        #[test]
        fn decoding_gives_back_the_text(text in nasty()) {
            let cell = encode(&text);
            prop_assert_eq!(decode(&cell), text.as_str());
            let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
            prop_assert!(!cell.starts_with(formula));
            prop_assert!(cell.chars().all(|c| c >= ' ' || "\t\r\n".contains(c)));
        }
    }
}
