//! What one comment states, once it is known where it begins and ends: its
//! author, whom it addresses, its text, who answered it.

use super::address::{Known, backlink_names, is_addressee_line, leading, names_in};
use super::date::is_date_line;
use super::furniture::{is_button, is_navigation, stands_between};
use super::lines::{Line, Lines};
use super::{Event, Sink};
use crate::model::{Body, Kind, Mention, Part, Posting};
use crate::text::Span;

/// Texts that platforms leave in the place of a deleted comment.
const DELETED: [&str; 6] = [
    "[deleted]",
    "[removed]",
    "comment deleted",
    "this comment was deleted.",
    "this comment has been deleted.",
    "this comment has been removed.",
];

/// A number or a bullet that begins a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    /// The number as printed; none for a bullet.
    pub(super) number: Option<u64>,
    /// Its line, from 0.
    pub(super) line: usize,
    /// The number and its full stop, or the bullet, in the source.
    pub(super) place: Span,
    /// What stands beside it on the line; may be empty.
    pub(super) rest: Span,
}

/// Reads the comment from `start` to before line `end`, and says which
/// stretches of the source are what. Its number stands at column `indent`.
pub(super) fn read(
    lines: &Lines<'_>,
    start: &Start,
    end: usize,
    indent: u32,
    sink: &mut dyn Sink,
) -> Posting {
    let text = lines.text();
    sink.event(Event::Stretch(start.place, Part::Metadata));
    let mut rest = Rest::beside(lines, start, end);
    let mut posting = Posting { number: start.number, ..Posting::default() };

    let dated = rest.second().is_some_and(|line| is_date_line(line.content.of_text(text)));
    if let Some((line, _)) = rest.next()
        && let Some(name) = lines.headers().name(line.content.of_text(text), dated)
    {
        posting.author = Some(mention_at(name, line.content.start));
        rest.take(Part::Metadata, sink);
        if let Some((line, _)) = rest.next()
            && is_date_line(line.content.of_text(text))
        {
            posting.time = Some(line.content.of_text(text).to_owned());
            rest.take(Part::Metadata, sink);
        }
    }
    link_lines(&mut rest, text, &mut posting, sink);
    read_text(&mut rest, text, indent, &mut posting, sink);
    posting.place = Span::new(start.place.start, rest.end);
    posting
}

/// A mention of `name`, which begins at `start`.
pub(super) fn mention_at(name: &str, start: u32) -> Mention {
    Mention::new(name, Span::new(start, start + name.len() as u32))
}

/// Reads the lines at a comment's head that hold an addressee and no more.
pub(super) fn link_lines(
    rest: &mut Rest<'_>,
    text: &str,
    posting: &mut Posting,
    sink: &mut dyn Sink,
) {
    while let Some((line, _)) = rest.next()
        && is_addressee_line(line.content.of_text(text))
    {
        posting.addressees.extend(names_in(text, line.content));
        rest.take(Part::Metadata, sink);
    }
}

/// Where no link line stands: the name that the text itself begins with.
pub(super) fn leading_name(
    rest: &mut Rest<'_>,
    text: &str,
    known: &Known<'_>,
    posting: &mut Posting,
) {
    if posting.addressees.is_empty()
        && let Some((line, _)) = rest.next()
    {
        posting.addressees.extend(leading(text, line.content, known));
    }
}

/// Reads all that is left as text and backlinks, and says what kind of
/// posting that makes.
pub(super) fn read_text(
    rest: &mut Rest<'_>,
    text: &str,
    indent: u32,
    posting: &mut Posting,
    sink: &mut dyn Sink,
) {
    let margin = rest.margin(indent);
    while let Some((line, blank_before)) = rest.next() {
        let content = line.content.of_text(text);
        if let Some(names) = backlink_names(content) {
            let start = line.content.end - names.len() as u32;
            posting.backlinks.extend(names_in(text, Span::new(start, line.content.end)));
            rest.take(Part::Metadata, sink);
        } else if is_navigation(content) || is_button(content) && rest.ends_in_buttons(text) {
            rest.take(Part::Furniture, sink);
        } else {
            posting.body.push_line(text, indented(text, &line, margin), blank_before);
            rest.take(Part::Own, sink);
        }
    }
    posting.kind = kind_of(&posting.body);
}

/// The lines of a comment that are still to be read.
#[derive(Debug)]
pub(super) struct Rest<'a> {
    lines: &'a [Line],
    /// What stands beside the number, as a line of its own.
    first: Option<Line>,
    at: usize,
    blank_before: bool,
    /// Where what was taken ends.
    pub(super) end: u32,
}

impl<'a> Rest<'a> {
    /// The lines from `start` to before line `end`.
    pub(super) fn beside(lines: &'a Lines<'_>, start: &Start, end: usize) -> Self {
        let line = &lines.all()[start.line];
        let first = Line { content: start.rest, beside: true, ..*line };
        let mut new = Self::of(lines, start.line + 1, end);
        new.first = (!first.is_blank()).then_some(first);
        new.end = start.place.end;
        new
    }

    /// The lines from line `from` to before line `end`.
    pub(super) fn of(lines: &'a Lines<'_>, from: usize, end: usize) -> Self {
        let all = lines.all();
        let start = all.get(from).map_or(lines.text().len() as u32, |l| l.content.start);
        let lines = all.get(from..end).unwrap_or_default();
        Self { lines, first: None, at: 0, blank_before: false, end: start }
    }

    /// The next line that is not blank, and whether a blank one stands before.
    pub(super) fn next(&mut self) -> Option<(Line, bool)> {
        if let Some(first) = self.first {
            return Some((first, false));
        }
        while let Some(line) = self.lines.get(self.at) {
            if !line.is_blank() {
                return Some((*line, self.blank_before));
            }
            self.blank_before = true;
            self.at += 1;
        }
        None
    }

    /// Takes the line that `next` showed: it is `part`.
    pub(super) fn take(&mut self, part: Part, sink: &mut dyn Sink) {
        let Some((line, _)) = self.next() else {
            return;
        };
        sink.event(Event::Stretch(line.content, part));
        self.end = line.content.end;
        if self.first.take().is_none() {
            self.at += 1;
        }
        self.blank_before = false;
    }

    /// The line after the one that `next` shows, blank ones aside.
    fn second(&self) -> Option<&'a Line> {
        let first = usize::from(self.first.is_none());
        self.lines.get(self.at..)?.iter().filter(|l| !l.is_blank()).nth(first)
    }

    /// Whether more follows than the line that `next` shows.
    pub(super) fn has_more(&self) -> bool {
        let taken = self.at + usize::from(self.first.is_none());
        self.lines.get(taken..).is_some_and(|lines| lines.iter().any(|l| !l.is_blank()))
    }

    /// Whether nothing but buttons and link lines is left, after some text.
    fn ends_in_buttons(&self, text: &str) -> bool {
        let content = |line: &Line| line.content.of_text(text);
        self.first.is_none()
            && self.lines[self.at..].iter().filter(|l| !l.is_blank()).all(|line| {
                stands_between(content(line)) || backlink_names(content(line)).is_some()
            })
    }

    /// Columns that the layout puts before each line of text: the least that
    /// stands before any, stray lines left of the number aside.
    fn margin(&self, indent: u32) -> u32 {
        let rest = self.lines[self.at..].iter().filter(|l| !l.is_blank() && l.indent >= indent);
        rest.map(|l| l.indent).min().unwrap_or(indent)
    }
}

/// The content of `line` with the indentation that its author gave it, beyond
/// the layout's `margin`.
fn indented(text: &str, line: &Line, margin: u32) -> Span {
    if line.beside {
        return line.content;
    }
    let extra = line.indent.saturating_sub(margin);
    let before = &text[line.start as usize..line.content.start as usize];
    let spaces = before.bytes().rev().take(extra as usize).take_while(|&b| b == b' ').count();
    Span::new(line.content.start - spaces as u32, line.content.end)
}

/// Whether it is another site's link: its words between two elisions, or a
/// line that says so.
pub(super) fn is_pingback(text: &str) -> bool {
    let elided = |s: &str| {
        let open = ["[…]", "[...]", "[&#8230;]"];
        open.iter().any(|o| s.starts_with(o)) && open.iter().any(|o| s.ends_with(o)) && s.len() > 10
    };
    ["Pingback:", "Trackback:"].iter().any(|p| text.starts_with(p)) || elided(text.trim())
}

/// What a posting with this text is.
pub(super) fn kind_of(body: &Body) -> Kind {
    let text = body.text();
    if is_pingback(text) {
        Kind::Pingback
    } else if text.len() < 40 && DELETED.contains(&text.trim().to_lowercase().as_str()) {
        Kind::Deleted
    } else {
        Kind::Comment
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pingbacks_are_told_by_their_elisions() {
        assert!(is_pingback("[…] Some site: Truce over. By A. WRITER […]"));
        assert!(is_pingback("Pingback: Some site"));
        assert!(!is_pingback("[…] and what of the rest?"));
    }
}
