//! Comments above a footer line: the text first, then `Posted by: NAME | DATE
//! | N`, `Posted by NAME at TIME on DATE` or `by NAME on DATE`.
//!
//! Nothing parts the article from the first comment but a heading. Where
//! there is none and no title stands above, all the text before the first
//! footer is that comment's. Below a title there is an article, and only the
//! last paragraph is surely the comment's; a notice says that this is a guess.

use super::address::Known;
use super::date::name_and_time;
use super::flat::head_of_text;
use super::furniture::{is_comment_heading, is_tags};
use super::item::{Rest, mention_at, read_text};
use super::rest_of_page::read_rest;
use super::score::points;
use super::{Event, Format, Lines, ReadError, ReadOptions, Score, Sink, prose};
use crate::model::{Part, Posting};
use crate::notice::{Notice, Severity};
use crate::text::Span;

/// The layout of footer lines.
pub(super) struct Footer;

/// What begins a footer, the longest first.
const LEADS: [&str; 8] = [
    "comment posted by",
    "comment by",
    "commented by",
    "submitted by",
    "posted by",
    "geschrieben von",
    "by",
    "von",
];

impl Format for Footer {
    fn id(&self) -> &'static str {
        "footer"
    }

    fn about(&self) -> &'static str {
        "comments above a footer line, \"Posted by: NAME | DATE\""
    }

    fn score(&self, lines: &Lines<'_>, _: &ReadOptions<'_>) -> Option<Score> {
        let page = Footed::find(lines)?;
        Some(Score {
            comments: page.feet.len() as u32,
            points: page.points.unsigned_abs(),
            lines: lines.filled(page.first..page.end),
        })
    }

    fn read(
        &self,
        lines: &Lines<'_>,
        _: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        let Some(page) = Footed::find(lines) else {
            prose::without_comments(lines, sink);
            return Ok(());
        };
        let text = lines.text();
        let known: Known<'_> = page.feet.iter().map(|foot| foot.name.of_text(text)).collect();
        prose::read_article(lines, 0..page.first, true, sink);
        if page.guessed {
            let message = "nothing parts the article from the first comment; the last paragraph \
                           above its footer was taken for the comment";
            let help = "`rejoinder ledger --lines` shows where it was parted";
            let notice = Notice::new("article-end", Severity::Warning, message).help(help).about(1);
            let at = lines.all()[page.first].content.start;
            sink.event(Event::Notice(notice, Some(at)));
        }
        let mut from = page.first;
        for foot in &page.feet {
            let posting = read_comment(lines, from, foot, &known, sink);
            sink.event(Event::Posting(posting));
            from = foot.line + 1;
        }
        read_rest(lines, page.end, sink);
        Ok(())
    }
}

/// A footer line.
#[derive(Debug, Clone, Copy)]
struct Foot {
    line: usize,
    /// Which of [`LEADS`] it begins with, and whether a colon follows.
    lead: (usize, bool),
    name: Span,
    time: Span,
    number: Option<u64>,
}

/// The comments of a page.
#[derive(Debug)]
struct Footed {
    /// Their footers; never empty.
    feet: Vec<Foot>,
    /// The first line of the first comment.
    first: usize,
    /// Whether that is a guess.
    guessed: bool,
    /// The line past the last footer.
    end: usize,
    points: i32,
}

impl Footed {
    /// Finds the comments, if footer lines end them.
    fn find(lines: &Lines<'_>) -> Option<Self> {
        let mut feet: Vec<Foot> = (0..lines.all().len()).filter_map(|at| foot(lines, at)).collect();
        let mut counts = [[0_usize; 2]; LEADS.len()];
        for foot in &feet {
            counts[foot.lead.0][usize::from(foot.lead.1)] += 1;
        }
        let count = |lead: (usize, bool)| counts[lead.0][usize::from(lead.1)];
        let habit = feet.iter().map(|foot| foot.lead).rev().max_by_key(|&lead| count(lead))?;
        feet.retain(|foot| foot.lead == habit);
        let top = feet.first()?.line;
        let (first, guessed) = first_comment(lines, top);
        if first >= top {
            // Nothing stands above the first: these are headers.
            return None;
        }
        let numbered = feet.windows(2).filter(|w| follows(w[0].number, w[1].number)).count();
        let parted = feet.iter().filter(|foot| lines.all()[foot.line - 1].is_blank()).count();
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let points = count(feet.len())
            .saturating_mul(points::MARKED + points::DATED)
            .saturating_add(count(numbered).saturating_mul(points::NEXT_NUMBER))
            .saturating_add(count(parted).saturating_mul(points::PARTED))
            .saturating_add(if guessed { 0 } else { points::ANNOUNCED });
        let end = feet.last()?.line + 1;
        // One such line may be the article's own.
        (feet.len() > 1 || !guessed).then_some(Self { feet, first, guessed, end, points })
    }
}

fn follows(before: Option<u64>, after: Option<u64>) -> bool {
    before.and_then(|n| n.checked_add(1)).is_some_and(|next| after == Some(next))
}

/// The first line of the first comment, whose footer is line `top`, and
/// whether it is a guess.
fn first_comment(lines: &Lines<'_>, top: usize) -> (usize, bool) {
    let filled = |from: usize| (from..top).find(|&at| !lines.all()[at].is_blank()).unwrap_or(top);
    let heading = |&at: &usize| {
        let line = lines.content_at(at);
        is_comment_heading(line) || is_tags(line)
    };
    if let Some(at) = (0..top).rev().find(heading) {
        return (filled(at + 1), false);
    }
    let title = filled(0);
    if !is_title(lines, title, top) {
        return (title, false);
    }
    let last = (title..top).rev().find(|&at| !lines.all()[at].is_blank()).unwrap_or(title);
    let blank = (title..last).rev().find(|&at| lines.all()[at].is_blank()).unwrap_or(title);
    (blank + 1, true)
}

/// Whether line `at` stands alone above paragraphs, as a title does.
fn is_title(lines: &Lines<'_>, at: usize, end: usize) -> bool {
    const LONGEST: usize = 120;
    const PARAGRAPHS: usize = 2;
    let line = lines.content_at(at);
    let alone = lines.all().get(at + 1).is_some_and(super::Line::is_blank);
    let below = (at + 1..end)
        .filter(|&at| !lines.all()[at].is_blank() && lines.all()[at - 1].is_blank())
        .count();
    alone && below >= PARAGRAPHS && line.len() <= LONGEST && !line.ends_with(['.', '!', ',', ':'])
}

/// The footer on line `at`, if it is one.
fn foot(lines: &Lines<'_>, at: usize) -> Option<Foot> {
    const LONGEST_REST: usize = 80;
    let line = lines.all().get(at)?;
    let content = lines.content(line);
    let (lead, rest) = LEADS.iter().enumerate().find_map(|(i, lead)| {
        let head = content.get(..lead.len())?;
        head.eq_ignore_ascii_case(lead).then(|| (i, &content[lead.len()..]))
    })?;
    let colon = rest.starts_with(':');
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let trimmed = rest.trim_start();
    if trimmed.len() == rest.len() {
        return None;
    }
    let (name, time) = name_and_time(trimmed)?;
    if time.len() > LONGEST_REST || time.ends_with(['?', '!', ':']) {
        return None;
    }
    let start = line.content.end - trimmed.len() as u32;
    let time_start = line.content.end - time.len() as u32;
    let (time, number) = split_number(time);
    Some(Foot {
        line: at,
        lead: (lead, colon),
        name: mention_at(name, start).place,
        time: Span::new(time_start, time_start + time.len() as u32),
        number,
    })
}

/// A time with the comment's number behind it: `DATE | 12`, `DATE (#12)`.
fn split_number(time: &str) -> (&str, Option<u64>) {
    let rest = time.trim_end_matches([')', '.', ' ', ']']);
    let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
    let before = &rest[..rest.len() - digits];
    let head = before.trim_end_matches(['#', ' ', '(', '[']);
    let bar = head.strip_suffix('|').map(str::trim_end);
    let sign = before.ends_with('#').then_some(head.trim_end());
    match (bar.or(sign), rest[rest.len() - digits..].parse().ok()) {
        (Some(time), Some(number)) => (time, Some(number)),
        _ => (time.trim_end_matches([' ', '|', '.']), None),
    }
}

fn read_comment(
    lines: &Lines<'_>,
    from: usize,
    foot: &Foot,
    known: &Known<'_>,
    sink: &mut dyn Sink,
) -> Posting {
    let text = lines.text();
    let mut posting = Posting {
        number: foot.number,
        author: Some(mention_at(foot.name.of_text(text), foot.name.start)),
        time: Some(foot.time.of_text(text).to_owned()),
        ..Posting::default()
    };
    let mut rest = Rest::of(lines, from, foot.line);
    rest.next();
    let start = rest.next().map(|(line, _)| line.content.start);
    head_of_text(&mut rest, text, known, &mut posting, sink);
    read_text(&mut rest, text, 0, &mut posting, sink);
    let foot = lines.all()[foot.line].content;
    sink.event(Event::Stretch(foot, Part::Metadata));
    // The first line's own indentation belongs to the text.
    let start = posting.body.all_places().map(|p| p.start).next().into_iter().chain(start).min();
    posting.place = Span::new(start.unwrap_or(foot.start), foot.end);
    posting
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{page, shown};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(shown(&page("footer", text)), expected, "{text}");
    }

    #[test]
    fn text_stands_above_its_footer() {
        check(
            "T\n\nText.\n\n3 Comments\n\nOne.\n\nTwo.\n\nPosted by: Ann | May 3 2012 16:31 utc | 1\n\nAnn @1: \
             Three.\n\nPosted by: Pat the Rat | May 3 2012 17:31 utc | 2\n",
            &[
                "1 Ann May 3 2012 16:31 utc: One.\n\nTwo.",
                "2 Pat the Rat May 3 2012 17:31 utc @Ann@1: Ann @1: Three.",
            ],
        );
        check(
            "One.\nposted by ann at 4:31 PM on May 3, 2012\n\nTwo.\nposted by ben at 5:31 PM on May 3, \
             2012 [1 favorite]\n",
            &["ann 4:31 PM on May 3, 2012: One.", "ben 5:31 PM on May 3, 2012 [1 favorite]: Two."],
        );
    }

    #[test]
    fn a_title_stays_with_the_article() {
        let page = page(
            "footer",
            "A title\n\nText.\n\nOne.\n\nby Ann on May 3, 2012 at 9:59 am.\n\nTwo.\n\nby Ben on May 4, 2012 \
             at 9:59 am.\n",
        );
        let expected = ["Ann May 3, 2012 at 9:59 am: One.", "Ben May 4, 2012 at 9:59 am: Two."];
        assert_eq!(shown(&page), expected);
        let article = page.article.expect("an article");
        assert_eq!((article.title.as_deref(), article.body.text()), (Some("A title"), "Text."));
    }

    #[test]
    fn headers_and_prose_are_no_footers() {
        check("by Ann on May 3, 2012\n\nOne.\n\nby Ben on May 4, 2012\n\nTwo.\n", &[]);
        check(
            "It was posted\nby them on May 3, 2012 and then read by many, said the clerk at the office that day?\n",
            &[],
        );
    }
}
