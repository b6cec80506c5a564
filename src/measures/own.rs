//! A comment's own words: its text without what it quotes.

use crate::quotes::Quote;
use crate::text::{Span, count_words};

/// The words of one comment, its own and those that it quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordCounts {
    /// Words outside quotes.
    pub own: u32,
    /// Words inside quotes.
    pub quoted: u32,
}

impl WordCounts {
    /// Counts the words of `text`, whose quotes stand apart from one another
    /// and rise.
    pub fn of(text: &str, quotes: &[Quote]) -> Self {
        Self {
            own: own_pieces(text, quotes).map(count_words).sum(),
            quoted: quotes.iter().map(|q| q.words).sum(),
        }
    }
}

/// The pieces of `text` between its quotes, in order, empty ones left out.
pub fn own_pieces<'t>(text: &'t str, quotes: &'t [Quote]) -> impl Iterator<Item = &'t str> {
    let ends = quotes.iter().map(|q| q.span.start).chain([text.len() as u32]);
    let starts = [0].into_iter().chain(quotes.iter().map(|q| q.span.end));
    starts
        .zip(ends)
        .map(move |(start, end)| Span::new(start, end.max(start)).of_text(text))
        .filter(|piece| !piece.is_empty())
}

/// Adds `text` without its quotes to `out`, white space tidied: a space
/// stands for any run of it and for each quote; a line break stays one, and
/// so does an empty line; none stands first or last.
pub fn write_own_text(text: &str, quotes: &[Quote], out: &mut String) {
    let begun = out.len();
    // Line breaks since the last character; none where there was no space.
    let mut gap: Option<u8> = None;
    for piece in own_pieces(text, quotes) {
        for c in piece.chars() {
            if c.is_whitespace() {
                gap = Some(gap.unwrap_or(0).saturating_add(u8::from(c == '\n')));
                continue;
            }
            if let Some(breaks) = gap.take()
                && out.len() > begun
            {
                out.push_str(match breaks {
                    0 => " ",
                    1 => "\n",
                    _ => "\n\n",
                });
            }
            out.push(c);
        }
        gap = gap.or(Some(0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quotes::{QuoteMark, QuoteSource};

    fn quote(text: &str, words: &str) -> Quote {
        let start = text.find(words).expect("quoted words stand in the text");
        Quote {
            span: Span::of(&(start..start + words.len())),
            source: QuoteSource::Unknown,
            mark: QuoteMark::Marks,
            words: count_words(words),
            ..Quote::default()
        }
    }

    #[test]
    fn quotes_are_taken_out_and_space_is_tidied() {
        let text = "  You say “not a good idea”\n\nbut  why?\r\nTell\tme. “so it goes”";
        let quotes = [quote(text, "“not a good idea”"), quote(text, "“so it goes”")];
        let mut own = String::from("kept:");
        write_own_text(text, &quotes, &mut own);
        assert_eq!(own, "kept:You say\n\nbut why?\nTell me.");
        assert_eq!(WordCounts::of(text, &quotes), WordCounts { own: 6, quoted: 7 });
    }

    #[test]
    fn a_quote_that_joins_two_words_parts_them() {
        let text = "yes“a b c”no";
        let quotes = [quote(text, "“a b c”")];
        let mut own = String::new();
        write_own_text(text, &quotes, &mut own);
        assert_eq!(own, "yes no");
        assert_eq!(WordCounts::of(text, &quotes).own, 2);
    }

    #[test]
    fn a_text_that_is_all_quote_has_no_own_words() {
        let text = "“a b c”";
        let mut own = String::new();
        write_own_text(text, &[quote(text, text)], &mut own);
        assert_eq!(own, "");
    }
}
