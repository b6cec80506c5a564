//! The account of a page's bytes, worked out and printed: each byte of the
//! input belongs to one part, and the parts add up to its size.

use std::fmt::Write as _;
use std::ops::Range;

use super::lines;
use super::safe;
use super::style::{FAINT, STRONG, paint};
use crate::analysis::ThreadAnalysis;
use crate::model::{Ledger, Page, Part};
use crate::quotes::Quote;
use crate::text::{Decoded, Span};

/// What one part of the input amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartTotal {
    /// The part.
    pub part: Part,
    /// Its bytes in the input.
    pub bytes: u64,
    /// In how many stretches.
    pub stretches: usize,
}

/// A stretch of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// What it is.
    pub part: Part,
    /// Where it stands in the input, in bytes.
    pub bytes: Range<u64>,
    /// Where it stands in the decoded text; empty for a byte order mark.
    pub span: Span,
}

/// The account of one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Size of the input in bytes.
    pub input_bytes: u64,
    /// One row a part, in the order of [`Part::ALL`].
    pub totals: Vec<PartTotal>,
    /// Every stretch, from the first byte to the last without a gap.
    pub stretches: Vec<Stretch>,
}

impl Account {
    /// Sum of the parts, in bytes.
    pub fn sum(&self) -> u64 {
        self.totals.iter().map(|t| t.bytes).sum()
    }

    /// Whether the parts add up to the input.
    pub fn adds_up(&self) -> bool {
        self.sum() == self.input_bytes
    }
}

/// The account of a thread's page, with quotes told from own words.
pub fn of_thread(analysis: &ThreadAnalysis, source: &Decoded) -> Account {
    of_page(&analysis.page, &analysis.quotes, source)
}

/// The same of a page whose quotes are `quotes`.
pub fn of_page(page: &Page, quotes: &[Vec<Quote>], source: &Decoded) -> Account {
    let places = quote_places(page, quotes, &source.text);
    account(&page.ledger.with(&places, Part::Own, Part::Quote), source)
}

/// The account that `ledger` gives of `source`. Text after the ledger's end is
/// unplaced; a byte order mark is metadata.
pub fn account(ledger: &Ledger, source: &Decoded) -> Account {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut at = u64::from(source.mark_bytes);
    let text_end = source.text.len() as u32;
    if at > 0 {
        stretches.push(Stretch { part: Part::Metadata, bytes: 0..at, span: Span::default() });
    }
    let rest = (Span::new(ledger.end(), text_end), Part::Unplaced);
    for (span, part) in ledger.stretches().chain(std::iter::once(rest)) {
        let span = Span::new(span.start.min(text_end), span.end.min(text_end));
        let end =
            if span.end == text_end { source.source_bytes() } else { source.source_byte(span.end) };
        if at < end {
            stretches.push(Stretch { part, bytes: at..end, span });
            at = end;
        }
    }
    if at < source.source_bytes() {
        // Bytes that became no text at all: a lone escape of the encoding.
        let bytes = at..source.source_bytes();
        let span = Span::new(text_end, text_end);
        stretches.push(Stretch { part: Part::Unplaced, bytes, span });
    }
    let totals = Part::ALL.map(|part| {
        let mut total = PartTotal { part, bytes: 0, stretches: 0 };
        for stretch in stretches.iter().filter(|s| s.part == part) {
            total.bytes += stretch.bytes.end - stretch.bytes.start;
            total.stretches += 1;
        }
        total
    });
    Account { input_bytes: source.source_bytes(), totals: totals.into(), stretches }
}

/// Where the quotes of `page` stand in the source, rising and apart, each with
/// the white space that follows it.
fn quote_places(page: &Page, quotes: &[Vec<Quote>], text: &str) -> Vec<Span> {
    let mut places: Vec<Span> = page
        .postings
        .iter()
        .zip(quotes)
        .flat_map(|(posting, quotes)| quotes.iter().flat_map(|q| posting.body.places(q.span)))
        .map(|place| {
            let after = text.get(place.end as usize..).unwrap_or_default();
            let blank = after.len() - after.trim_start().len();
            Span::new(place.start, place.end + blank as u32)
        })
        .collect();
    places.sort_unstable();
    let mut apart: Vec<Span> = Vec::with_capacity(places.len());
    for place in places {
        match apart.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => apart.push(place),
        }
    }
    apart
}

/// The table of parts, their sum and the input's size.
pub fn parts_text(account: &Account) -> String {
    let digits = account.input_bytes.to_string().len().max(5);
    let mut out = String::new();
    let head = format!("  {:<12}{:>digits$}   share   stretches", "part", "bytes");
    let _ = writeln!(out, "{}", paint(FAINT, &head));
    for total in &account.totals {
        let _ = writeln!(
            out,
            "  {:<12}{:>digits$}  {}  {:>9}",
            total.part.as_str(),
            total.bytes,
            share(total.bytes, account.input_bytes),
            total.stretches,
        );
    }
    let sum = format!("  {:<12}{:>digits$}", "sum", account.sum());
    let verdict = if account.adds_up() {
        "= the input’s size, every byte accounted for".to_owned()
    } else {
        format!("≠ the input’s size, {}", account.input_bytes)
    };
    let _ = writeln!(out, "{}  {verdict}", paint(STRONG, &sum));
    out
}

/// The unplaced stretches, with lines and first words; says so where there are
/// none.
pub fn unplaced_text(account: &Account, source: &Decoded, width: usize) -> String {
    let unplaced: Vec<&Stretch> =
        account.stretches.iter().filter(|s| s.part == Part::Unplaced).collect();
    if unplaced.is_empty() {
        return "Nothing is unplaced.\n".to_owned();
    }
    let mut out = format!(
        "Unplaced, {} in all:\n",
        super::summary::count(unplaced.len(), "stretch", "stretches")
    );
    for stretch in unplaced {
        out.push_str(&stretch_line(stretch, source, width, false));
    }
    out
}

/// Every stretch, one a line, with its part, place and first words.
pub fn lines_text(account: &Account, source: &Decoded, width: usize) -> String {
    account.stretches.iter().map(|s| stretch_line(s, source, width, true)).collect()
}

fn stretch_line(stretch: &Stretch, source: &Decoded, width: usize, with_part: bool) -> String {
    let bytes = format!("bytes {}–{}", stretch.bytes.start, stretch.bytes.end - 1);
    let part = if with_part { stretch.part.as_str() } else { "" };
    let gap = if with_part { 11 } else { 0 };
    let place = if stretch.span.is_empty() {
        "no text".to_owned()
    } else {
        lines::describe(source.lines_of(stretch.span))
    };
    let head = format!("  {part:<gap$}{place:<15} {bytes:<19} ");
    let room = width.saturating_sub(safe::width(&head)).max(16);
    let words = stretch.span.of_text(&source.text);
    let words = if stretch.span.is_empty() {
        "(byte order mark)".to_owned()
    } else if words.trim().is_empty() {
        "(white space)".to_owned()
    } else {
        safe::snippet(words, room)
    };
    format!("{head}{words}\n")
}

/// `part` of `whole` in per cent with one decimal; blank for nothing of
/// nothing.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return " ".repeat(7);
    }
    let tenths = (u128::from(part) * 1000 + u128::from(whole) / 2) / u128::from(whole);
    format!("{:>3}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{plain, seed};
    use proptest::prelude::*;

    #[test]
    fn quotes_leave_own_words_and_the_sum_stays() {
        let (analysis, source) = seed();
        let before = account(&analysis.page.ledger, &source);
        let after = of_thread(&analysis, &source);
        assert!(before.adds_up() && after.adds_up());
        assert_eq!(before.totals[2].bytes, 0);
        assert!(after.totals[2].bytes > 0);
        assert_eq!(
            before.totals[1].bytes,
            after.totals[1].bytes + after.totals[2].bytes,
            "own words and quotes share what was own"
        );
    }

    #[test]
    fn a_byte_order_mark_is_metadata_and_a_short_ledger_leaves_the_rest_unplaced() {
        let source = Decoded::new(b"\xef\xbb\xbfab\ncd\x1b").expect("text");
        let mut ledger = Ledger::default();
        ledger.extend_to(3, Part::Own);
        let account = account(&ledger, &source);
        assert!(account.adds_up());
        let bytes: Vec<u64> = account.totals.iter().map(|t| t.bytes).collect();
        assert_eq!(bytes, [0, 3, 0, 3, 0, 3]);
        let shown = plain(&parts_text(&account)) + &unplaced_text(&account, &source, 80);
        assert!(shown.contains("sum             9  = the input’s size"), "{shown}");
        assert!(shown.contains("line 2") && shown.contains("cd␛"), "{shown}");
    }

    #[test]
    fn an_empty_input_has_an_empty_account() {
        let source = Decoded::new(b"").expect("text");
        let account = account(&Ledger::default(), &source);
        assert!(account.adds_up() && account.stretches.is_empty());
        assert!(parts_text(&account).contains("sum"));
    }

    proptest! {
        #[test]
        fn the_parts_add_up(
            bytes in proptest::collection::vec(1_u8.., 0..300),
            mark in any::<bool>(),
            ends in proptest::collection::vec((0_u32..400, 0_usize..6), 0..20),
            quotes in proptest::collection::vec((0_u32..300, 1_u32..30), 0..8),
        ) {
            let mut input = if mark { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
            input.extend(bytes);
            let source = Decoded::new(&input).expect("no NUL");
            let mut ledger = Ledger::default();
            let text = &source.text;
            for (end, part) in ends {
                let end = (end as usize).min(text.len());
                let end = (end..=text.len()).find(|&e| text.is_char_boundary(e)).expect("the end is one");
                ledger.extend_to(end as u32, Part::ALL[part]);
            }
            let mut spans: Vec<Span> = Vec::new();
            let mut at = 0;
            for (gap, len) in quotes {
                let start = at + gap;
                spans.push(Span::new(start, start + len));
                at = start + len + 1;
            }
            let recoloured = ledger.with(&spans, Part::Own, Part::Quote);
            for ledger in [&ledger, &recoloured] {
                let account = account(ledger, &source);
                prop_assert_eq!(account.sum(), input.len() as u64);
                let mut at = 0;
                for stretch in &account.stretches {
                    prop_assert_eq!(stretch.bytes.start, at);
                    prop_assert!(stretch.bytes.start < stretch.bytes.end);
                    at = stretch.bytes.end;
                }
                prop_assert_eq!(at, input.len() as u64);
                lines_text(&account, &source, 80);
            }
        }
    }
}
