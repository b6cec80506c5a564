//! Stretches of own text as regular expressions see them: with plain quotation
//! marks and dashes, and bounded in length.

use std::borrow::Cow;
use std::ops::Range;

use super::fold::{is_apostrophe, is_quotation_mark};
use super::limits::WINDOW_BYTES;
use crate::text::Span;

/// A stretch of own text.
#[derive(Debug)]
pub(super) struct Window<'t> {
    pub(super) folded: Cow<'t, str>,
    start: u32,
    /// Where text and folded text start to run in step again: (folded, text).
    steps: Vec<(u32, u32)>,
}

impl Window<'_> {
    /// The text that `range` of the folded text stands for.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.place(range.start as u32), self.place(range.end as u32))
    }

    fn place(&self, folded: u32) -> u32 {
        let next = self.steps.partition_point(|s| s.0 <= folded);
        let (from, to) = next.checked_sub(1).map_or((0, 0), |at| self.steps[at]);
        self.start + to + (folded - from)
    }
}

/// The own text of `text` between the `quoted` spans, which rise and lie apart.
pub(super) fn windows<'t>(text: &'t str, quoted: &'t [Span]) -> impl Iterator<Item = Window<'t>> {
    let starts = std::iter::once(0).chain(quoted.iter().map(|q| q.end as usize));
    let ends = quoted.iter().map(|q| q.start as usize).chain(std::iter::once(text.len()));
    starts.zip(ends).flat_map(move |(start, end)| {
        let mut at = start;
        std::iter::from_fn(move || {
            let rest = text.get(at..end).filter(|r| !r.is_empty())?;
            let piece = &rest[..cut(rest)];
            let window = window(piece, at as u32);
            at += piece.len();
            Some(window)
        })
    })
}

/// Where the window at the head of `rest` ends.
fn cut(rest: &str) -> usize {
    if rest.len() <= WINDOW_BYTES {
        return rest.len();
    }
    let limit = rest.floor_char_boundary(WINDOW_BYTES);
    rest[..limit].rfind(char::is_whitespace).filter(|&at| at > 0).unwrap_or(limit)
}

fn window(piece: &str, start: u32) -> Window<'_> {
    if piece.is_ascii() || !piece.chars().any(|c| plain(c).is_some()) {
        return Window { folded: Cow::Borrowed(piece), start, steps: Vec::new() };
    }
    let mut folded = String::with_capacity(piece.len());
    let mut steps = Vec::new();
    for (at, c) in piece.char_indices() {
        folded.push(plain(c).unwrap_or(c));
        if !c.is_ascii() {
            steps.push((folded.len() as u32, (at + c.len_utf8()) as u32));
        }
    }
    Window { folded: Cow::Owned(folded), start, steps }
}

/// The plain mark for a typographer's one. Besides sparing rules the variants,
/// it keeps most text ASCII, where a Unicode `\b` costs next to nothing.
const fn plain(c: char) -> Option<char> {
    Some(match c {
        _ if c.is_ascii() => return None,
        _ if is_apostrophe(c) => '\'',
        _ if is_quotation_mark(c) => '"',
        '\u{2010}'..='\u{2015}' => '-',
        '…' => '.',
        '\u{a0}' | '\u{202f}' => ' ',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_places_lead_back_to_the_text() {
        let text = "a “b” don’t é q c";
        let at = text.find('q').expect("there") as u32;
        let quoted = [Span::new(at, at + 1)];
        let windows: Vec<_> = windows(text, &quoted).collect();
        let shown: Vec<&str> = windows.iter().map(|w| &*w.folded).collect();
        assert_eq!(shown, ["a \"b\" don't é ", " c"]);
        let back = |w: &Window<'_>, word: &str| {
            let at = w.folded.find(word).expect("there");
            w.span(&(at..at + word.len())).of_text(text).to_owned()
        };
        assert_eq!(back(&windows[0], "don't"), "don’t");
        assert_eq!(back(&windows[0], "\"b\""), "“b”");
        assert_eq!(back(&windows[0], "é"), "é");
        assert_eq!(back(&windows[1], "c"), "c");
    }

    #[test]
    fn long_text_is_cut_at_white_space_and_nothing_is_lost() {
        let text = "word ".repeat(5000);
        let pieces: Vec<String> = windows(&text, &[]).map(|w| w.folded.into_owned()).collect();
        assert!(pieces.len() > 1 && pieces.iter().all(|p| p.len() <= WINDOW_BYTES));
        assert_eq!(pieces.concat(), text);
    }
}
