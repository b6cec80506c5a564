//! What one numbered comment states: its author, whom it addresses, its text,
//! who answered it.

use super::markers::Marker;
use crate::formats::date::is_date_line;
use crate::formats::furniture::header_name;
use crate::formats::lines::{Line, Lines};
use crate::formats::{Event, Sink};
use crate::model::{Body, Kind, Mention, Part, Posting};
use crate::text::Span;

/// Longest name in a link line, in bytes.
const LONGEST_NAME: usize = 80;

/// Texts that platforms leave in the place of a deleted comment.
const DELETED: [&str; 6] = [
    "[deleted]",
    "[removed]",
    "comment deleted",
    "this comment was deleted.",
    "this comment has been deleted.",
    "this comment has been removed.",
];

/// Reads the comment from `marker` to before line `end`, and says which
/// stretches of the source are what.
pub(super) fn read(
    lines: &Lines<'_>,
    marker: &Marker,
    end: usize,
    indent: u32,
    sink: &mut dyn Sink,
) -> Posting {
    let text = lines.text();
    sink.event(Event::Stretch(marker.place, Part::Metadata));
    let mut rest = Rest::new(lines, marker, end);
    let mut posting = Posting { number: Some(marker.number), ..Posting::default() };

    if let Some((line, _)) = rest.next()
        && let Some(name) = header_name(line.content.of_text(text))
    {
        let place = Span::new(line.content.start, line.content.start + name.len() as u32);
        posting.author = Some(Mention::new(name, place));
        rest.take(Part::Metadata, sink);
        if let Some((line, _)) = rest.next()
            && is_date_line(line.content.of_text(text))
        {
            posting.time = Some(line.content.of_text(text).to_owned());
            rest.take(Part::Metadata, sink);
        }
    }
    while let Some((line, _)) = rest.next()
        && is_addressee_line(line.content.of_text(text))
    {
        posting.addressees.extend(names_in(text, line.content));
        rest.take(Part::Metadata, sink);
    }
    let margin = rest.margin(indent);
    while let Some((line, blank_before)) = rest.next() {
        let content = line.content.of_text(text);
        if let Some(names) = backlink_names(content) {
            let start = line.content.end - names.len() as u32;
            posting.backlinks.extend(names_in(text, Span::new(start, line.content.end)));
            rest.take(Part::Metadata, sink);
        } else {
            posting.body.push_line(text, indented(text, &line, margin), blank_before);
            rest.take(Part::Own, sink);
        }
    }
    posting.kind = kind_of(&posting.body);
    posting.place = Span::new(marker.place.start, rest.end());
    posting
}

/// The lines of a comment that are still to be read.
struct Rest<'a> {
    lines: &'a [Line],
    /// What stands beside the number, as a line of its own.
    first: Option<Line>,
    at: usize,
    blank_before: bool,
    end: u32,
}

impl<'a> Rest<'a> {
    fn new(lines: &'a Lines<'_>, marker: &Marker, end: usize) -> Self {
        let line = &lines.all()[marker.line];
        let first = Line { content: marker.rest, ..*line };
        let first = (!first.is_blank()).then_some(first);
        Self {
            lines: &lines.all()[marker.line + 1..end],
            first,
            at: 0,
            blank_before: false,
            end: marker.place.end,
        }
    }

    /// The next line that is not blank, and whether a blank one stands before.
    fn next(&mut self) -> Option<(Line, bool)> {
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
    fn take(&mut self, part: Part, sink: &mut dyn Sink) {
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

    /// Columns that the layout puts before each line of text: the least that
    /// stands before any, at least the number's own.
    fn margin(&self, indent: u32) -> u32 {
        let rest = self.lines[self.at..].iter().filter(|l| !l.is_blank());
        rest.map(|l| l.indent).min().unwrap_or(indent).max(indent)
    }

    fn end(&self) -> u32 {
        self.end
    }
}

/// The content of `line` with the indentation that its author gave it, beyond
/// the layout's `margin`.
fn indented(text: &str, line: &Line, margin: u32) -> Span {
    let extra = line.indent.saturating_sub(margin);
    let before = &text[line.start as usize..line.content.start as usize];
    let spaces = before.bytes().rev().take(extra as usize).take_while(|&b| b == b' ').count();
    // Beside a number, what stands before is the number.
    let number = before.bytes().any(|b| b.is_ascii_digit());
    Span::new(line.content.start - if number { 0 } else { spaces as u32 }, line.content.end)
}

/// `@name` or `@name, @name` and nothing else.
pub(super) fn is_addressee_line(line: &str) -> bool {
    let Some(name) = line.strip_prefix('@') else {
        return false;
    };
    // A sentence that begins with a name is text, not a link line.
    let sentence = name.ends_with(['?', '!', ':'])
        || name.contains(", ") && !name.contains(", @")
        || name.split_whitespace().count() > 6
        || name.contains("://");
    !sentence && (1..=LONGEST_NAME).contains(&name.len()) && !name.starts_with(char::is_whitespace)
        || name.len() > LONGEST_NAME && name.split(", @").all(|n| n.len() <= LONGEST_NAME)
}

/// The list of names in "• Replies: @a, @b".
pub(super) fn backlink_names(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(['•', '*', '-', '·', '▪', '‣', ' ', '\u{a0}', '\t']);
    let names = rest.strip_prefix("Replies:")?.trim_start();
    names.starts_with('@').then_some(names)
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

fn kind_of(body: &Body) -> Kind {
    let text = body.text();
    if is_pingback(text) {
        Kind::Pingback
    } else if text.len() < 40 && DELETED.contains(&text.trim().to_lowercase().as_str()) {
        Kind::Deleted
    } else {
        Kind::Comment
    }
}

/// The names in `@a, @b`, each with its place. A comma may be part of a name;
/// only one with an `@` behind it parts two.
fn names_in(text: &str, list: Span) -> Vec<Mention> {
    let mut names = Vec::new();
    let mut start = list.start;
    let content = list.of_text(text);
    for piece in content.split(", @") {
        let lead = u32::from(piece.starts_with('@'));
        let name = &piece[lead as usize..];
        let trimmed = name.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        let place = Span::new(start + lead, start + lead + trimmed.len() as u32);
        if !trimmed.is_empty() {
            names.push(Mention::new(trimmed, place));
        }
        start += piece.len() as u32 + 3;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_commas_and_places() {
        let text = "• Replies: @jim's trucking, @Smith, J., @Łukasz";
        let list = backlink_names(text).expect("a list");
        let span = Span::of(&(text.len() - list.len()..text.len()));
        let found = names_in(text, span);
        let names: Vec<&str> = found.iter().map(|m| m.name.as_str()).collect();
        assert_eq!(names, ["jim's trucking", "Smith, J.", "Łukasz"]);
        assert!(found.iter().all(|m| m.place.of_text(text) == m.name));
    }

    #[test]
    fn an_addressee_line_is_a_name_and_nothing_else() {
        for line in ["@Ann", "@Pat the Rat", "@T.Q", "@NATO 556", "@a, @b"] {
            assert!(is_addressee_line(line), "{line}");
        }
        for line in ["@", "@ Ann", "@Ann what do you mean?", "@Ann, you are wrong about all of it"]
        {
            assert!(!is_addressee_line(line), "{line}");
        }
    }

    #[test]
    fn pingbacks_are_told_by_their_elisions() {
        assert!(is_pingback("[…] Some site: Truce over. By A. WRITER […]"));
        assert!(is_pingback("Pingback: Some site"));
        assert!(!is_pingback("[…] and what of the rest?"));
    }
}
