//! Who wrote a numbered comment: "NAME says:" beside its number.
//!
//! A comment may begin with such words of its own, above what it quotes: `4.
//! My father always said:`. So the words are a header, and leave the text, if
//!
//! - a date stands on the line below, or
//! - the page has the name elsewhere: in another header, among those who
//!   answered, on a link line; or
//! - the name looks like one, and the verb is one that platforms print: in
//!   the present tense with a colon, `said...` as Blogger has it, or the one
//!   in most of the page's headers.
//!
//! A name looks like one if no word of it is written small but the particles
//! of names, or if it is a single word, since many call themselves `georged`;
//! and if it does not begin as a sentence about somebody does: `He`, `My`.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::address::{backlink_names, is_addressee_line, names_in};
use super::furniture::{before_verb, is_name};
use super::lines::{Line, Lines};
use super::numbered::markers;
use crate::text::Span;

/// Words written small in the middle of names.
const PARTICLES: [&str; 34] = [
    "von", "vom", "van", "der", "den", "dem", "des", "zu", "zum", "zur", "aus", "und", "de", "del",
    "della", "di", "da", "do", "dos", "du", "la", "le", "el", "al", "ibn", "bin", "ter", "the",
    "of", "in", "from", "and", "aka", "y",
];

/// Words that begin a sentence about somebody rather than a name.
const BEGINNINGS: [&str; 28] = [
    "i",
    "he",
    "she",
    "it",
    "we",
    "you",
    "they",
    "my",
    "his",
    "her",
    "our",
    "your",
    "their",
    "who",
    "someone",
    "somebody",
    "everyone",
    "everybody",
    "people",
    "ich",
    "er",
    "sie",
    "es",
    "wir",
    "man",
    "mein",
    "meine",
    "jemand",
];

/// Verbs of headers that platforms print with a colon.
const PRESENT: [&str; 9] =
    ["says", "writes", "sagt", "schreibt", "dit", "dice", "zegt", "säger", "пишет"];

/// The names of a page, by which a header is told from a sentence.
#[derive(Debug, Default)]
pub(super) struct Headers {
    /// How often each name stands where only names stand.
    seen: HashMap<String, u32, FixedState>,
    /// Whether at least half of the numbers have a header in the past tense.
    past: bool,
}

impl Headers {
    /// Looks through a page.
    pub(super) fn of(lines: &Lines<'_>) -> Self {
        let text = lines.text();
        let mut new = Self::default();
        let (mut numbers, mut past) = (0_usize, 0_usize);
        for (at, line) in lines.all().iter().enumerate() {
            let marker = markers::parse(lines, at);
            numbers += usize::from(marker.is_some());
            let span = marker.map_or_else(|| without_bullet(text, line), |m| m.start.rest);
            let content = span.of_text(text);
            if let Some(names) = backlink_names(lines.content(line)) {
                let start = line.content.end - names.len() as u32;
                new.count(text, Span::new(start, line.content.end));
            } else if is_addressee_line(content) {
                new.count(text, span);
            } else if let Some(name) = before_verb(content).filter(|name| is_name(name)) {
                let of_platform = is_of_platform(content, name);
                past += usize::from(!of_platform && looks_like_name(name));
                *new.seen.entry(name.to_owned()).or_default() += 1;
            }
        }
        new.past = past >= 2 && past * 2 >= numbers;
        new
    }

    /// The name in the header `line`, as its bytes from the start; `dated`
    /// says that a date stands on the line below.
    pub(super) fn name<'l>(&self, line: &'l str, dated: bool) -> Option<&'l str> {
        let name = before_verb(line).filter(|name| is_name(name))?;
        // Once is here.
        let elsewhere = self.seen.get(name).is_some_and(|&times| times > 1);
        let plain = looks_like_name(name) && (self.past || is_of_platform(line, name));
        (dated || elsewhere || plain).then_some(name)
    }

    fn count(&mut self, text: &str, list: Span) {
        for mention in names_in(text, list) {
            *self.seen.entry(mention.name).or_default() += 1;
        }
    }
}

/// The content of `line` behind a bullet.
fn without_bullet(text: &str, line: &Line) -> Span {
    let rest = line.content.of_text(text);
    let rest = rest.trim_start_matches(['•', '◦', '▪', '‣', '·', '*', '-', '–', '○', '□']);
    Span::new(line.content.end - rest.trim_start().len() as u32, line.content.end)
}

/// Whether what stands behind `name` is what platforms print.
fn is_of_platform(line: &str, name: &str) -> bool {
    let said = line[name.len()..].trim().to_lowercase();
    let verb = said.trim_end_matches([':', ',', '…', '.']).trim_end();
    let elided = said.ends_with("...") || said.ends_with('…');
    elided && verb == "said" || said.ends_with(':') && PRESENT.contains(&verb)
}

/// Whether nothing about `name` is as in a sentence.
fn looks_like_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    let begins = BEGINNINGS.contains(&first.to_lowercase().as_str());
    let small = |word: &str| word.starts_with(char::is_lowercase) && !PARTICLES.contains(&word);
    let one = first.len() == name.len();
    !begins && (one || !small(first) && !words.any(small))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &str, line: &str, dated: bool, expected: Option<&str>) {
        let page = format!("{page}\n  7. {line}\n");
        let headers = Headers::of(&Lines::new(&page));
        assert_eq!(headers.name(line, dated), expected, "{page}");
    }

    #[test]
    fn a_sentence_above_a_quotation_used_to_become_the_author() {
        for line in [
            "My father always said:",
            "My father always says:",
            "Mein Vater sagt:",
            "He says:",
            "the minister in charge says:",
            "Churchill said:",
            "Churchill once wrote,",
        ] {
            check("", line, false, None);
        }
    }

    #[test]
    fn what_platforms_print_is_a_header() {
        for name in ["Pat the Rat", "Robert aus Wien", "georged", "T. Q.", "Øyvind", "jim's"] {
            check("", &format!("{name} says:"), false, Some(name));
            check("", &format!("{name} said..."), false, Some(name));
        }
    }

    #[test]
    fn a_date_or_the_name_elsewhere_makes_a_header_of_any_name() {
        let line = "firefighter jeff said,";
        let name = Some("firefighter jeff");
        check("", line, false, None);
        check("", line, true, name);
        check("  2. firefighter jeff said,\n", line, false, name);
        check("  2. @firefighter jeff\n", line, false, name);
        check("    • Replies: @Ann, @firefighter jeff\n", line, false, name);
    }

    #[test]
    fn a_page_may_have_a_verb_of_its_own() {
        check("  5. Ann said:\n\n  6. Ben said:\n", "Churchill said:", false, Some("Churchill"));
    }
}
