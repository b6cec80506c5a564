//! Nested lists: numbered comments, the answers to each as bullets or numbers
//! further right, `1.`, below it `•`, below that `•` again.
//!
//! Which lists are answers and which are somebody's own is decided once for
//! the page ([`tree`]); what a comment states is read as in the numbered
//! layout.

mod tree;

use super::item;
use super::numbered::{skipped_numbers, stray_lines};
use super::rest_of_page::read_rest;
use super::{Event, Format, Lines, ReadError, ReadOptions, Score, Sink, prose};
use tree::Tree;

/// The nested layout.
pub(super) struct Nested;

impl Format for Nested {
    fn id(&self) -> &'static str {
        "nested"
    }

    fn about(&self) -> &'static str {
        "numbered comments with their answers nested by indentation"
    }

    fn score(&self, lines: &Lines<'_>, _: &ReadOptions<'_>) -> Option<Score> {
        Some(Tree::find(lines)?.score(lines))
    }

    fn read(
        &self,
        lines: &Lines<'_>,
        _: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        let Some(tree) = Tree::find(lines) else {
            prose::without_comments(lines, sink);
            return Ok(());
        };
        prose::read_article(lines, 0..tree.items[0].start.line, true, sink);
        for (i, found) in tree.items.iter().enumerate() {
            let end = tree.items.get(i + 1).map_or(tree.end, |next| next.start.line);
            let mut posting = item::read(lines, &found.start, end, found.indent, sink);
            posting.nesting = Some(found.level);
            let indent = tree.items[0].indent;
            stray_lines(lines, found.start.line + 1..end, indent, i as u32 + 1, sink);
            sink.event(Event::Posting(posting));
        }
        skipped_numbers(&tree.roots, sink);
        read_rest(lines, tree.end, sink);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{page, shown};

    #[track_caller]
    fn check(layout: &str, text: &str, expected: &[&str]) {
        assert_eq!(shown(&page(layout, text)), expected, "{text}");
    }

    #[test]
    fn bullets_below_a_number_are_its_answers() {
        check(
            "nested",
            "T\n\nText.\n\n  1. One.\n\n    More.\n\n    • Two.\n\n      • Three.\n\n        Ever.\n\n    \
             • Four.\n\n  2. Five.\n\n    • Six.\n",
            &[
                "1: One.\n\nMore.",
                ">: Two.",
                ">>: Three.\n\nEver.",
                ">: Four.",
                "2: Five.",
                ">: Six.",
            ],
        );
    }

    #[test]
    fn numbers_may_start_again_at_each_level() {
        check(
            "nested",
            "T\n\n3 comments\n\n  1. Ann says:\n\n    One.\n\n      1. Ben says:\n\n        Two.\n\n  \
             2. Cem says:\n\n    Three.\n",
            &["1 Ann: One.", "> 1 Ben: Two.", "2 Cem: Three."],
        );
    }

    #[test]
    fn a_list_inside_a_comment_is_its_text() {
        check(
            "nested",
            "T\n\n  1. Ann says:\n\n    I want\n\n    • tea\n    • cake\n\n    and peace.\n\n    • Ben \
             says:\n\n      Take it.\n\n  2. Cem says:\n\n    • Ann says:\n\n      Yes?\n",
            &[
                "1 Ann: I want\n\n• tea\n• cake\n\nand peace.",
                "> Ben: Take it.",
                "2 Cem: ",
                "> Ann: Yes?",
            ],
        );
    }

    #[test]
    fn numbered_comments_with_lists_are_not_nested() {
        check(
            "numbered",
            "T\n\n  1. Ann says:\n\n    Buy:\n\n    1. tea\n    2. cake\n\n  2. Ben says:\n\n    No.\n",
            &["1 Ann: Buy:\n\n1. tea\n2. cake", "2 Ben: No."],
        );
    }
}
