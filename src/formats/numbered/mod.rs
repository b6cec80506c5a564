//! Numbered comments: an article, a line of tags, then `N.` before each
//! comment, its text indented below; `Name says:` beside the number where a
//! header survived; `@Name` alone on a line at the head of an answer;
//! `• Replies: @a, @b` under what was answered.
//!
//! Numbers also stand in front of list items, in the article and inside
//! comments. Which of them begin comments is decided once for the page
//! ([`markers`]); what a comment states is read one comment at a time
//! ([`item`]).

mod item;
mod markers;

use super::furniture::{is_comment_heading, is_furniture, is_tags};
use super::{Event, Format, Lines, Sink, prose};
use crate::model::Part;
use crate::notice::{Notice, Severity};
use markers::{Marker, Markers};

/// The numbered layout.
pub(super) struct Numbered;

impl Format for Numbered {
    fn id(&self) -> &'static str {
        "numbered"
    }

    fn about(&self) -> &'static str {
        "numbered comments below an article"
    }

    fn score(&self, lines: &Lines<'_>) -> u32 {
        Markers::find(lines).map_or(0, |markers| markers.score)
    }

    fn read(&self, lines: &Lines<'_>, sink: &mut dyn Sink) {
        let Some(markers) = Markers::find(lines) else {
            return prose::read_article(lines, 0..lines.all().len(), false, sink);
        };
        let list = markers.comments;
        prose::read_article(lines, 0..list[0].line, true, sink);
        for (i, marker) in list.iter().enumerate() {
            let end = list.get(i + 1).map_or(markers.end, |next| next.line);
            let posting = item::read(lines, marker, end, markers.indent, sink);
            if let Some(inner) = inner_list(lines, marker, end) {
                let message = "a numbered list inside the comment is kept as its text";
                let notice = Notice::new("inner-list", Severity::Info, message).about(i as u32 + 1);
                sink.event(Event::Notice(notice, Some(inner)));
            }
            sink.event(Event::Posting(posting));
        }
        skipped_numbers(&list, lines, sink);
        read_rest(lines, markers.end, sink);
    }
}

/// Where a numbered list stands inside the comment that `marker` begins.
fn inner_list(lines: &Lines<'_>, marker: &Marker, end: usize) -> Option<u32> {
    let found = (marker.line + 1..end).find(|&at| markers::parse(lines, at).is_some())?;
    Some(lines.all()[found].content.start)
}

/// Says which numbers the page leaves out: their comments may be lost.
fn skipped_numbers(list: &[Marker], lines: &Lines<'_>, sink: &mut dyn Sink) {
    let before = std::iter::once(0).chain(list.iter().map(|m| m.number));
    let gaps: Vec<(u64, &Marker)> =
        before.zip(list).filter(|(before, m)| m.number > before + 1).collect();
    let Some(&(_, first)) = gaps.first() else {
        return;
    };
    let shown: Vec<String> = gaps
        .iter()
        .take(10)
        .map(|&(before, m)| match (before + 1, m.number - 1) {
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from}–{to}"),
        })
        .collect();
    let more = if gaps.len() > 10 { ", …" } else { "" };
    let message = format!("the page shows no comment with the number {}{more}", shown.join(", "));
    let help = "the page's text may have lost comments; answers to them will lack their parent";
    let notice = Notice::new("skipped-numbers", Severity::Warning, message).help(help);
    sink.event(Event::Notice(notice, Some(lines.all()[first.line].content.start)));
}

/// What stands below the comments: known furniture, and what is unplaced.
fn read_rest(lines: &Lines<'_>, from: usize, sink: &mut dyn Sink) {
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
