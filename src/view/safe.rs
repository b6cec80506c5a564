//! The choke point between what a page says and a terminal: whatever could
//! move the cursor, change colours or turn the reading order is made visible.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Whether a terminal would act on `c` instead of showing it. A line feed is
/// among them.
pub const fn is_unsafe(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}')
}

/// `text` on one line, with every unsafe character shown by a sign or by its
/// number: `␛`, `\u{202e}`.
pub fn line(text: &str) -> Cow<'_, str> {
    made_visible(text, false)
}

/// The same for a text of several lines: line feeds stay.
pub fn body(text: &str) -> Cow<'_, str> {
    made_visible(text, true)
}

/// A name, on one line. A name with letters that run from right to left is
/// isolated, so that the words after it keep their order.
pub fn name(text: &str) -> Cow<'_, str> {
    let shown = line(text);
    if shown.chars().any(runs_right_to_left) {
        Cow::Owned(format!("\u{2068}{shown}\u{2069}"))
    } else {
        shown
    }
}

/// The beginning of `text` on one line of at most `columns` columns, with
/// white space drawn together and `…` where it was cut.
pub fn snippet(text: &str, columns: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let mut gap = false;
    for c in text.chars() {
        if c.is_whitespace() {
            gap = !out.is_empty();
            continue;
        }
        let mut shown = String::with_capacity(8);
        if std::mem::take(&mut gap) {
            shown.push(' ');
        }
        push(&mut shown, c);
        used += width(&shown);
        out.push_str(&shown);
        if used > columns {
            return cut(&out, columns);
        }
    }
    out
}

/// `text`, which is safe already, cut to `columns` columns with `…`.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// Columns that a terminal needs for `text`, which is safe already.
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text` with a harmless character of the same length in bytes for each that
/// is unsafe, so that spans still fit. Line feeds and tabs stay.
pub fn same_length(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| is_unsafe(c) && !matches!(c, '\n' | '\t');
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let stand_in = |c: char| match (harmful(c), c.len_utf8()) {
        (false, _) => c,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, _) => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(stand_in).collect())
}

fn made_visible(text: &str, keep_line_feeds: bool) -> Cow<'_, str> {
    let kept = |c: char| keep_line_feeds && c == '\n';
    if !text.contains(|c: char| is_unsafe(c) && !kept(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if kept(c) {
            out.push(c);
        } else {
            push(&mut out, c);
        }
    }
    Cow::Owned(out)
}

fn push(out: &mut String, c: char) {
    match c {
        // Unicode has a picture for each control character of ASCII.
        '\0'..='\u{1f}' => {
            out.push(char::from_u32(0x2400 + c as u32).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        '\u{7f}' => out.push('␡'),
        c if is_unsafe(c) => {
            let _ = write!(out, "\\u{{{:x}}}", c as u32);
        }
        c => out.push(c),
    }
}

const fn runs_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_escape_sequence_and_an_override_are_shown() {
        assert_eq!(line("a\u{1b}[31mb\nc"), "a␛[31mb␊c");
        assert_eq!(line("x\u{202e}y\u{9b}z\u{7f}"), "x\\u{202e}y\\u{9b}z␡");
        assert_eq!(body("one\n\ttwo"), "one\n␉two");
    }

    #[test]
    fn a_name_from_right_to_left_is_isolated_and_no_other_is() {
        assert_eq!(name("Pat the Rat"), "Pat the Rat");
        assert_eq!(name("דוד"), "\u{2068}דוד\u{2069}");
    }

    #[test]
    fn a_snippet_fits_its_columns() {
        assert_eq!(snippet("  a\n\n b\tc ", 10), "a b c");
        assert_eq!(snippet("one two three", 8), "one two…");
        assert_eq!(snippet("日本語日本語", 7), "日本語…");
        assert_eq!(snippet("one", 3), "one");
    }

    proptest! {
        #[test]
        fn nothing_unsafe_survives(text in any::<String>(), bad in proptest::collection::vec(0_u32..0x2100, 0..40)) {
            let mut text = text;
            text.extend(bad.into_iter().filter_map(char::from_u32));
            prop_assert!(!line(&text).contains(is_unsafe));
            prop_assert!(!body(&text).replace('\n', "").contains(is_unsafe));
            prop_assert!(!snippet(&text, 30).contains(is_unsafe));
            prop_assert!(width(&snippet(&text, 30)) <= 30);
            let shown = name(&text).into_owned();
            let inner = shown.strip_prefix('\u{2068}').and_then(|s| s.strip_suffix('\u{2069}'));
            prop_assert!(!inner.unwrap_or(&shown).contains(is_unsafe));
            let same = same_length(&text);
            prop_assert_eq!(same.len(), text.len());
            prop_assert!(!same.replace(['\n', '\t'], "").contains(is_unsafe));
        }
    }
}
