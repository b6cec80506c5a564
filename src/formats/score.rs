//! How well a layout explains a page, on one scale for all layouts.
//!
//! A layout counts what speaks for its comments in *points*: a mark is worth
//! the more the rarer running text shows it by accident, about a point for
//! each halving. The sum is then scaled by the share of the page's lines,
//! blank ones aside, that the layout takes for comments. So a layout that
//! explains one comment very well (a chat pasted into it, a list) does not
//! win over one that explains the page.

/// What one mark is worth, in points.
pub(super) mod points {
    /// A mark that hardly anything but a comment carries: "NAME says:",
    /// "Posted by: NAME", a link line, a pingback's elisions.
    pub(in super::super) const MARKED: i32 = 6;
    /// A date beside it.
    pub(in super::super) const DATED: i32 = 4;
    /// A time and a name in the brackets of a chat.
    pub(in super::super) const CHAT_LINE: i32 = 8;
    /// A row with a cell for each of the named columns of its table.
    pub(in super::super) const ROW: i32 = 8;
    /// Its number follows the one before it.
    pub(in super::super) const NEXT_NUMBER: i32 = 2;
    /// A blank line or a link line stands before it.
    pub(in super::super) const PARTED: i32 = 1;
    /// It follows the line before it directly, as list items do.
    pub(in super::super) const TIGHT: i32 = -1;
    /// The numbers start again.
    pub(in super::super) const RESTART: i32 = -3;
    /// Paragraphs follow below it.
    pub(in super::super) const PARAGRAPHS: i32 = 1;
    /// A list with one item: an answer, since nobody lists one thing.
    pub(in super::super) const ALONE: i32 = 3;
    /// A heading, tags above or a form below say where comments are.
    pub(in super::super) const ANNOUNCED: i32 = 8;
    /// Least for a layout to say that a page has comments.
    pub(in super::super) const LEAST: i32 = 8;
}

/// How well a layout explains a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Score {
    /// Comments that it would find.
    pub comments: u32,
    /// What speaks for them, in points.
    pub points: u32,
    /// Lines that it takes for comments, blank ones aside.
    pub lines: u32,
}

impl Score {
    /// The score on a page with `page_lines` lines that are not blank: 1 where
    /// no comments are found, more where they are.
    pub fn value(self, page_lines: u32) -> u32 {
        if self.comments == 0 {
            return 1;
        }
        let scaled = u64::from(self.points) * u64::from(self.lines) / u64::from(page_lines.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX).max(2)
    }
}

#[cfg(test)]
mod tests {
    use super::Score;

    #[test]
    fn a_layout_that_explains_little_of_a_page_loses() {
        let pasted = Score { comments: 20, points: 160, lines: 20 };
        let whole = Score { comments: 10, points: 100, lines: 180 };
        assert!(pasted.value(200) < whole.value(200));
        assert_eq!(Score::default().value(200), 1);
        assert_eq!(Score { comments: 1, points: 1, lines: 1 }.value(900), 2);
    }
}
