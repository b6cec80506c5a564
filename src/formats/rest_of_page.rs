//! What stands below the last comment of a page.

use super::furniture::{is_comment_heading, is_furniture, is_tags};
use super::{Event, Lines, Sink};
use crate::model::Part;
use crate::notice::{Notice, Severity};

/// Reads the lines from line `from` on: known furniture, and what is unplaced.
pub(super) fn read_rest(lines: &Lines<'_>, from: usize, sink: &mut dyn Sink) {
    let mut unplaced = None;
    for at in from..lines.all().len() {
        let line = &lines.all()[at];
        if line.is_blank() {
            continue;
        }
        let content = lines.content(line);
        let part = if is_tags(content) {
            Part::Metadata
        } else if is_furniture(content) || is_comment_heading(content) {
            Part::Furniture
        } else {
            unplaced = unplaced.or(Some(line.content.start));
            Part::Unplaced
        };
        sink.event(Event::Stretch(line.content, part));
    }
    if let Some(start) = unplaced {
        let message = "text below the comments belongs to none of them and is left unplaced";
        let help = "`rejoinder ledger` shows it";
        let notice = Notice::new("unplaced", Severity::Warning, message).help(help);
        sink.event(Event::Notice(notice, Some(start)));
    }
}
