//! The account of a page's bytes: each belongs to one part, and the parts add
//! up to the input.

use crate::text::Span;

/// What a stretch of the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The article and its title.
    Article,
    /// A posting's own words.
    Own,
    /// Words in a posting that are somebody else's.
    Quote,
    /// Names, numbers, dates, tags and link lines.
    Metadata,
    /// Menus, share buttons, forms.
    Furniture,
    /// What no rule of the format explains.
    Unplaced,
}

impl Part {
    /// Every part, in the order that the ledger prints.
    pub const ALL: [Self; 6] =
        [Self::Article, Self::Own, Self::Quote, Self::Metadata, Self::Furniture, Self::Unplaced];

    /// The words that the ledger prints.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Own => "own words",
            Self::Quote => "quotes",
            Self::Metadata => "metadata",
            Self::Furniture => "furniture",
            Self::Unplaced => "unplaced",
        }
    }
}

/// Consecutive stretches of the decoded source, from its first byte on
/// without a gap. White space belongs to the stretch that it follows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Where each stretch ends, and what it is; ends rise.
    entries: Vec<(u32, Part)>,
}

impl Ledger {
    /// Says that everything from the end of the last stretch to `end` is
    /// `part`. An `end` at or before the last one adds nothing.
    pub fn extend_to(&mut self, end: u32, part: Part) {
        match self.entries.last_mut() {
            Some((last, _)) if *last >= end => {}
            Some((last, same)) if *same == part => *last = end,
            None if end == 0 => {}
            _ => self.entries.push((end, part)),
        }
    }

    /// Where the account ends.
    pub fn end(&self) -> u32 {
        self.entries.last().map_or(0, |&(end, _)| end)
    }

    /// What the last stretch is.
    pub fn last_part(&self) -> Option<Part> {
        self.entries.last().map(|&(_, part)| part)
    }

    /// The stretches in order.
    pub fn stretches(&self) -> impl Iterator<Item = (Span, Part)> {
        let starts = std::iter::once(0).chain(self.entries.iter().map(|&(end, _)| end));
        starts.zip(&self.entries).map(|(start, &(end, part))| (Span::new(start, end), part))
    }

    /// The same account with the places in `spans` (rising, apart from one
    /// another) changed from `from` to `to`.
    #[must_use]
    pub fn with(&self, spans: &[Span], from: Part, to: Part) -> Self {
        let mut out = Self::default();
        let mut rest = spans;
        for (stretch, part) in self.stretches() {
            while let [span, tail @ ..] = rest {
                if span.start >= stretch.end {
                    break;
                }
                if part == from {
                    out.extend_to(span.start, part);
                    out.extend_to(span.end.min(stretch.end), to);
                }
                if span.end > stretch.end {
                    break;
                }
                rest = tail;
            }
            out.extend_to(stretch.end, part);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_and_can_be_recoloured() {
        let mut ledger = Ledger::default();
        ledger.extend_to(10, Part::Article);
        ledger.extend_to(10, Part::Own);
        ledger.extend_to(20, Part::Own);
        ledger.extend_to(25, Part::Metadata);
        let spans = [Span::new(5, 12), Span::new(14, 22)];
        let quoted = ledger.with(&spans, Part::Own, Part::Quote);
        let found: Vec<(u32, Part)> = quoted.stretches().map(|(s, p)| (s.end, p)).collect();
        assert_eq!(
            found,
            [
                (10, Part::Article),
                (12, Part::Quote),
                (14, Part::Own),
                (20, Part::Quote),
                (25, Part::Metadata)
            ]
        );
    }
}
