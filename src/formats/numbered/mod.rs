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

use std::collections::BTreeSet;
use std::ops::Range;

use super::date::is_date_line;
use super::furniture::stands_between;
use super::rest_of_page::read_rest;
use super::{Event, Format, Line, Lines, ReadError, ReadOptions, Score, Sink, item, prose};
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
                let (severity, message) = if inner.in_column {
                    let message = "a number in the column of the comments' numbers does not \
                                   continue them and is kept as text of the comment above";
                    (Severity::Warning, message)
                } else {
                    (Severity::Info, "a numbered list inside the comment is kept as its text")
                };
                let notice = Notice::new("inner-list", severity, message).about(i as u32 + 1);
                sink.event(Event::Notice(notice, Some(inner.at)));
            }
            let below = marker.start.line + 1..end;
            stray_lines(lines, below, markers.indent, i as u32 + 1, sink);
            sink.event(Event::Posting(posting));
        }
        skipped_numbers(&list, sink);
        read_rest(lines, markers.end, sink);
        Ok(())
    }
}

/// A number inside a comment that begins none.
struct Inner {
    at: u32,
    /// Whether it stands where comments' numbers stand, so that it may have
    /// been meant to begin one: on a page with indentation, that is.
    in_column: bool,
}

/// The first numbers inside the comment that `marker` begins: one that stands
/// in the comments' column, else any.
fn inner_list(lines: &Lines<'_>, marker: &Marker, end: usize) -> Option<Inner> {
    let column = lines.all()[marker.start.line].indent;
    let numbers = (marker.start.line + 1..end)
        .filter(|&at| markers::parse(lines, at).is_some() && !is_date_line(lines.content_at(at)));
    let found = numbers.map(|at| {
        let line = &lines.all()[at];
        Inner { at: line.content.start, in_column: column > 0 && line.indent == column }
    });
    found.reduce(|first, next| if !first.in_column && next.in_column { next } else { first })
}

/// Says where lines of `range`, which belong to the comment `shown`, stand
/// further left than the numbers at column `indent`.
pub(super) fn stray_lines(
    lines: &Lines<'_>,
    range: Range<usize>,
    indent: u32,
    shown: u32,
    sink: &mut dyn Sink,
) {
    let is_stray = |line: &&Line| {
        !line.is_blank() && line.indent < indent && !stands_between(lines.content(line))
    };
    let stray: Vec<&Line> = lines.all()[range].iter().filter(is_stray).collect();
    let Some(first) = stray.first() else {
        return;
    };
    let message = match stray.len() {
        1 => "a line further left than the comment's number is kept as its text".to_owned(),
        n => format!("{n} lines further left than the comment's number are kept as its text"),
    };
    let help = "indent what belongs to the comment, so that no reader needs to guess";
    let notice = Notice::new("stray-line", Severity::Warning, message).help(help).about(shown);
    sink.event(Event::Notice(notice, Some(first.content.start)));
}

/// Says which numbers the page leaves out: their comments may be lost.
pub(super) fn skipped_numbers(list: &[Marker], sink: &mut dyn Sink) {
    let before = std::iter::once(0).chain(list.iter().map(|m| m.number));
    let shown: BTreeSet<u64> = list.iter().map(|m| m.number).collect();
    // Numbers that fall or start again may have come elsewhere.
    let is_gap = |(before, m): &(u64, &Marker)| {
        m.number > before + 1 && shown.range(before + 1..m.number).next().is_none()
    };
    let gaps: Vec<(u64, &Marker)> = before.zip(list).filter(is_gap).collect();
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

#[cfg(test)]
mod tests {
    use crate::formats::testing::{page, shown};
    use crate::formats::{ReadOptions, read};

    /// The codes of the notices about comments on `text`, with their lines.
    fn notices(text: &str) -> Vec<(&'static str, u32)> {
        let reading = read("test", "test", text.as_bytes(), &ReadOptions::default()).expect("text");
        let about = reading.notices.iter().filter(|n| n.comment.is_some());
        about.filter_map(|n| Some((n.code, n.place?.line))).collect()
    }

    #[test]
    fn a_stray_line_is_text_of_the_comment_above_and_noticed() {
        let text = "T\n\n  1. Ann says:\n\n    One.\n\nPasted.\n\n    More.\n\n  2. Ben says:\n\n    \
                    Two.\n";
        assert_eq!(
            shown(&page("numbered", text)),
            ["1 Ann: One.\n\nPasted.\n\nMore.", "2 Ben: Two."]
        );
        assert_eq!(notices(text), [("stray-line", 7)]);
    }

    #[test]
    fn a_german_date_below_a_header_used_to_be_taken_for_a_list() {
        for date in ["12. Mai 2016", "12. 5. 2016 um 10:56", "3. Jänner 2016, 10:56 Uhr"] {
            let text =
                format!("T\n\n1. Ann sagt:\n{date}\n\nJa.\n\n2. Ben sagt:\n{date}\n\nNein.\n");
            let page = page("numbered", &text);
            assert_eq!(
                shown(&page),
                [format!("1 Ann {date}: Ja."), format!("2 Ben {date}: Nein.")]
            );
            assert_eq!(notices(&text), []);
        }
    }

    #[test]
    fn the_words_above_a_quotation_used_to_become_the_author() {
        let text = "T\n\n  1. Ann says:\n\n    One.\n\n  2. My father always said:\n\n    No.\n\n  \
                    3. @Ann\n\n    Three.\n";
        assert_eq!(
            shown(&page("numbered", text)),
            ["1 Ann: One.", "2: My father always said:\n\nNo.", "3 @Ann: Three."]
        );
    }
}
