//! Numbered comments: an article, a line of tags, then `N.` before each
//! comment, its text indented below; `Name says:` beside the number where a
//! header survived; `@Name` alone on a line at the head of an answer;
//! `• Replies: @a, @b` under what was answered.
//!
//! Numbers also stand in front of list items, in the article and inside
//! comments. Which of them begin comments is decided once for the page
//! ([`markers`]); what a comment states is read one comment at a time
//! ([`super::item`]).

pub(super) mod markers;

use super::rest_of_page::read_rest;
use super::{Event, Format, Lines, ReadError, ReadOptions, Score, Sink, item, prose};
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

    fn score(&self, lines: &Lines<'_>, _: &ReadOptions<'_>) -> Option<Score> {
        Some(Markers::find(lines)?.score(lines))
    }

    fn read(
        &self,
        lines: &Lines<'_>,
        _: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        let Some(markers) = Markers::find(lines) else {
            prose::without_comments(lines, sink);
            return Ok(());
        };
        let list = markers.comments;
        prose::read_article(lines, 0..list[0].start.line, true, sink);
        for (i, marker) in list.iter().enumerate() {
            let end = list.get(i + 1).map_or(markers.end, |next| next.start.line);
            let posting = item::read(lines, &marker.start, end, markers.indent, sink);
            if let Some(inner) = inner_list(lines, marker, end) {
                let message = "a numbered list inside the comment is kept as its text";
                let notice = Notice::new("inner-list", Severity::Info, message).about(i as u32 + 1);
                sink.event(Event::Notice(notice, Some(inner)));
            }
            sink.event(Event::Posting(posting));
        }
        skipped_numbers(&list, sink);
        read_rest(lines, markers.end, sink);
        Ok(())
    }
}

/// Where a numbered list stands inside the comment that `marker` begins.
fn inner_list(lines: &Lines<'_>, marker: &Marker, end: usize) -> Option<u32> {
    let found = (marker.start.line + 1..end).find(|&at| markers::parse(lines, at).is_some())?;
    Some(lines.all()[found].content.start)
}

/// Says which numbers the page leaves out: their comments may be lost.
pub(super) fn skipped_numbers(list: &[Marker], sink: &mut dyn Sink) {
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
    sink.event(Event::Notice(notice, Some(first.start.place.start)));
}
