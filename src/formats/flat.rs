//! Comments under a header line: `NAME says:`, `NAME wrote:`, mostly with a
//! date on the line below it or above it, or at the comment's end.
//!
//! People write such lines, too, above what they quote. So a page's habit is
//! found first, its verb and where it puts the date, and only lines that keep
//! to it begin comments.

use super::address::{Known, is_addressee_line};
use super::date::{is_date_line, leading_date};
use super::furniture::{
    before_verb, is_button, is_comment_heading, is_furniture, is_name, is_tags,
};
use super::item::{Rest, leading_name, link_lines, mention_at, read_text};
use super::numbered::markers;
use super::rest_of_page::read_rest;
use super::score::points;
use super::{Event, Format, Lines, ReadError, ReadOptions, Score, Sink, prose};
use crate::model::{Part, Posting};
use crate::text::Span;

/// The layout of header lines.
pub(super) struct Flat;

impl Format for Flat {
    fn id(&self) -> &'static str {
        "flat"
    }

    fn about(&self) -> &'static str {
        "comments under a header line, \"NAME says:\""
    }

    fn score(&self, lines: &Lines<'_>, _: &ReadOptions<'_>) -> Option<Score> {
        let page = Headed::find(lines)?;
        Some(Score {
            comments: page.heads.len() as u32,
            points: page.points.unsigned_abs(),
            lines: lines.filled(page.heads[0].first..page.end),
        })
    }

    fn read(
        &self,
        lines: &Lines<'_>,
        _: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        let Some(page) = Headed::find(lines) else {
            prose::without_comments(lines, sink);
            return Ok(());
        };
        let text = lines.text();
        let known: Known<'_> = page.heads.iter().map(|head| head.name.of_text(text)).collect();
        prose::read_article(lines, 0..page.heads[0].first, true, sink);
        for (i, head) in page.heads.iter().enumerate() {
            let end = page.heads.get(i + 1).map_or(page.end, |next| next.first);
            let posting = read_comment(lines, head, end, page.date, &known, sink);
            sink.event(Event::Posting(posting));
        }
        read_rest(lines, page.end, sink);
        Ok(())
    }
}

/// Where a page puts a comment's date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Date {
    Below,
    Above,
    /// At the end of the comment.
    Tail,
    /// In the header's own line, or nowhere.
    Beside,
}

/// A line that may be a comment's header.
#[derive(Debug, Clone, Copy)]
struct Head<'t> {
    /// The first line of the comment: the header, or the date above it.
    first: usize,
    line: usize,
    name: Span,
    /// A date before the name: `3. May, 2012 / NAME says:`.
    beside: Option<Span>,
    /// What makes it a header: "says:".
    verb: &'t str,
    /// Whether its name looks like one.
    named: bool,
    above: Option<usize>,
    below: bool,
}

/// The comments of a page.
#[derive(Debug)]
struct Headed<'t> {
    /// Their headers; never empty.
    heads: Vec<Head<'t>>,
    date: Date,
    /// The line past the last comment.
    end: usize,
    points: i32,
}

impl<'t> Headed<'t> {
    /// Finds the comments, if header lines begin them.
    fn find(lines: &Lines<'t>) -> Option<Self> {
        let mut heads: Vec<Head<'t>> =
            (0..lines.all().len()).filter_map(|at| head(lines, at)).collect();
        let verb = most_frequent(heads.iter().map(|head| head.verb))?;
        heads.retain(|head| head.verb.eq_ignore_ascii_case(verb));
        let date = habit(&heads);
        let dated = |head: &Head<'_>| match date {
            Date::Below => head.below,
            Date::Above | Date::Tail => head.above.is_some(),
            Date::Beside => head.beside.is_some(),
        };
        // A page that dates most of its comments dates all of them.
        let with = heads.iter().filter(|head| dated(head)).count();
        if with * 3 >= heads.len() * 2 {
            let mut first = date == Date::Tail;
            heads.retain(|head| dated(head) || std::mem::take(&mut first));
        }
        heads.retain(|head| head.named || dated(head));
        for head in &mut heads {
            head.first = head.above.filter(|_| date == Date::Above).unwrap_or(head.line);
        }
        let end = end_of_comments(lines, heads.last()?.line);
        let own = |head: &Head<'_>| {
            let parted = head.first.checked_sub(1).is_none_or(|at| lines.all()[at].is_blank());
            points::MARKED
                + if dated(head) { points::DATED } else { 0 }
                + if parted { points::PARTED } else { 0 }
        };
        let mut points: i32 = heads.iter().map(own).fold(0, i32::saturating_add);
        if announced(lines, heads[0].first) {
            points = points.saturating_add(points::ANNOUNCED);
        }
        (points >= points::LEAST).then_some(Self { heads, date, end, points })
    }
}

/// Where most of `heads` have their date.
fn habit(heads: &[Head<'_>]) -> Date {
    let most = |heads: &[Head<'_>], has: fn(&Head<'_>) -> bool| {
        heads.iter().filter(|head| has(head)).count() * 2 > heads.len()
    };
    let above = |head: &Head<'_>| head.above.is_some();
    match heads {
        _ if most(heads, |head| head.below) => Date::Below,
        // Above the first header there is no end of a comment.
        [first, rest @ ..] if !above(first) && most(rest, above) => Date::Tail,
        _ if most(heads, above) => Date::Above,
        _ => Date::Beside,
    }
}

/// The header on line `at`, if it can be one.
fn head<'t>(lines: &Lines<'t>, at: usize) -> Option<Head<'t>> {
    let line = lines.all().get(at)?;
    let content = lines.content(line);
    if !content.ends_with([':', ',', '…', '.']) || markers::parse(lines, at).is_some() {
        return None;
    }
    // A date before the name: `3. May, 2012 / NAME says:`, `On DATE NAME said:`.
    let on = content.get(..3).filter(|head| head.eq_ignore_ascii_case("on ")).map_or(0, str::len);
    let lead = leading_date(&content[on..]).map(|len| {
        let rest = content[on + len..].trim_start();
        let rest = rest.strip_prefix(['/', '|', '-', '–', '—', ',']).unwrap_or(rest);
        (on + len, rest.trim_start())
    });
    let (beside, rest) = lead.map_or((None, content), |(len, rest)| (Some(len), rest));
    let name = before_verb(rest)?;
    let start = line.content.end - rest.len() as u32;
    let date_at = |near: Option<usize>| near.filter(|&at| is_date_line(lines.content_at(at)));
    Some(Head {
        first: at,
        line: at,
        name: mention_at(name, start).place,
        beside: beside.map(|len| {
            let from = line.content.start;
            Span::new(from + on as u32, from + len as u32)
        }),
        verb: rest[name.len()..].trim_start(),
        named: is_name(name),
        above: date_at(filled_before(lines, at)),
        below: date_at(filled_after(lines, at)).is_some(),
    })
}

/// The line before `at` that is not blank, over one blank line at most.
fn filled_before(lines: &Lines<'_>, at: usize) -> Option<usize> {
    (at.saturating_sub(2)..at).rev().find(|&at| !lines.all()[at].is_blank())
}

/// The line after `at` that is not blank, over one blank line at most.
fn filled_after(lines: &Lines<'_>, at: usize) -> Option<usize> {
    (at + 1..lines.all().len().min(at + 3)).find(|&at| !lines.all()[at].is_blank())
}

/// The word that comes most often, whatever its case; of equal ones the
/// earliest.
fn most_frequent<'t>(words: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for word in words {
        match counts.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(word)) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map(|(word, _)| *word)
}

/// Whether the page says that comments begin at line `first`.
pub(super) fn announced(lines: &Lines<'_>, first: usize) -> bool {
    let above = (0..first).rev().map(|at| lines.content_at(at)).filter(|l| !l.is_empty());
    above.take(3).any(|line| is_comment_heading(line) || is_tags(line))
}

/// The line past the comment that begins at line `last`: a form ends it.
pub(super) fn end_of_comments(lines: &Lines<'_>, last: usize) -> usize {
    let form = |&at: &usize| {
        let line = lines.content_at(at);
        is_furniture(line) && !is_button(line)
    };
    (last + 1..lines.all().len()).find(form).unwrap_or(lines.all().len())
}

fn read_comment(
    lines: &Lines<'_>,
    head: &Head<'_>,
    end: usize,
    date: Date,
    known: &Known<'_>,
    sink: &mut dyn Sink,
) -> Posting {
    let text = lines.text();
    let mut posting = Posting {
        author: Some(mention_at(head.name.of_text(text), head.name.start)),
        time: head.beside.map(|time| time.of_text(text).to_owned()),
        ..Posting::default()
    };
    // Buttons below the text, and the date where the page puts it there.
    let mut tail = end;
    while let Some(at) = (head.line + 1..tail).rev().find(|&at| !lines.all()[at].is_blank()) {
        let line = lines.content_at(at);
        let dated = date == Date::Tail && posting.time.is_none() && is_date_line(line);
        if dated {
            posting.time = Some(line.to_owned());
        } else if !is_button(line) {
            break;
        }
        tail = at;
    }
    let mut rest = Rest::of(lines, head.first, tail);
    let start = rest.end;
    while let Some((line, _)) = rest.next() {
        let content = line.content.of_text(text);
        let is_head = line.content.contains(head.name);
        let in_place = matches!(date, Date::Above | Date::Below) && posting.time.is_none();
        if !is_head && in_place && is_date_line(content) {
            posting.time = Some(content.to_owned());
        } else if !is_head {
            break;
        }
        rest.take(Part::Metadata, sink);
    }
    head_of_text(&mut rest, text, known, &mut posting, sink);
    read_text(&mut rest, text, 0, &mut posting, sink);
    let mut rest_end = rest.end;
    let mut tail = Rest::of(lines, tail, end);
    while let Some((line, _)) = tail.next() {
        let button = is_button(line.content.of_text(text));
        tail.take(if button { Part::Furniture } else { Part::Metadata }, sink);
        rest_end = tail.end;
    }
    posting.place = Span::new(start, rest_end);
    posting
}

/// Reads whom the comment calls on: in a line of its own, or before the text.
pub(super) fn head_of_text(
    rest: &mut Rest<'_>,
    text: &str,
    known: &Known<'_>,
    posting: &mut Posting,
    sink: &mut dyn Sink,
) {
    let Some((line, _)) = rest.next() else {
        return;
    };
    // `@Ann Yes` is a name and a text where Ann is known.
    let content = line.content.of_text(text);
    if is_addressee_line(content) && known.is_name_alone(&content[1..], rest.has_more()) {
        link_lines(rest, text, posting, sink);
    }
    leading_name(rest, text, known, posting);
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{page, shown};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(&page("flat", text)), expected, "{text}");
    }

    #[test]
    fn a_date_stands_below_above_or_at_the_end() {
        check(
            "T\n\nText.\n\nAnn says:\nMay 3, 2012 at 4:31 pm\n\nOne.\n\nTwo.\n\nBen says:\nMay 4, 2012 at \
             4:31 pm\n\n@Ann Three.\n",
            &[
                "Ann May 3, 2012 at 4:31 pm: One.\n\nTwo.",
                "Ben May 4, 2012 at 4:31 pm @Ann: @Ann Three.",
            ],
        );
        check(
            "May 3, 2012\nAnn wrote:\nOne.\n\nMay 4, 2012\nBen wrote:\nTwo.\n",
            &["Ann May 3, 2012: One.", "Ben May 4, 2012: Two."],
        );
        check(
            "Ann said...\n\n  One.\n  May 3, 2012 4:31 PM\nBen said...\n\n  Two.\n  May 4, 2012 4:31 PM\n",
            &["Ann May 3, 2012 4:31 PM: One.", "Ben May 4, 2012 4:31 PM: Two."],
        );
        check(
            "11. Jul, 2012 / Pat the Rat says:\n\nOne.\n\n12. Jul, 2012 / Ben says:\n\nTwo.\n",
            &["Pat the Rat 11. Jul, 2012: One.", "Ben 12. Jul, 2012: Two."],
        );
        check(
            "On May 3, 2012 at 9:18 am Ann said:\n\nOne.\n\nOn May 3, 2012 at 2:08pm, Ben said:\n\nTwo.\n",
            &["Ann May 3, 2012 at 9:18 am: One.", "Ben May 3, 2012 at 2:08pm: Two."],
        );
    }

    #[test]
    fn a_line_against_the_habit_is_text() {
        check(
            "Comments\n\nAnn says:\nMay 3, 2012\n\nMy mother said:\n\nNo.\n\nBen says:\nMay 4, 2012\n\nAnn \
             says:\n\nNo again.\n",
            &["Ann May 3, 2012: My mother said:\n\nNo.", "Ben May 4, 2012: Ann says:\n\nNo again."],
        );
    }

    #[test]
    fn buttons_and_forms_belong_to_nobody() {
        check(
            "Ann says:\nMay 3, 2012\n\nOne.\n\nReply\n\nBen says:\nMay 4, 2012\n\n@Ann\n\nTwo.\n\nReply\n\nLeave \
             a Reply\nName\n",
            &["Ann May 3, 2012: One.", "Ben May 4, 2012 @Ann: Two."],
        );
    }

    #[test]
    fn a_name_alone_is_a_link_line_and_before_text_it_is_both() {
        check(
            "Pat the Rat says:\n\na\n\nBen says:\n\n@Pat the Rat\n\nb\n\nCem says:\n\n@Pat the Rat Huh\n\nDee \
             says:\n\n@Zoe Why so\n",
            &[
                "Pat the Rat: a",
                "Ben @Pat the Rat: b",
                "Cem @Pat the Rat: @Pat the Rat Huh",
                "Dee @Zoe: @Zoe Why so",
            ],
        );
    }
}
