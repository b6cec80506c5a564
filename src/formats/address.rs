//! Names that a comment calls on: link lines, and what stands before its
//! text. Who is meant is for the thread to decide.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use crate::model::Mention;
use crate::text::Span;

/// Longest name, in bytes.
pub(super) const LONGEST_NAME: usize = 80;

/// Longest name, in words.
const MOST_WORDS: usize = 6;

/// The names that a page states, so that one of several words is told from
/// the text behind it.
#[derive(Debug, Default)]
pub(super) struct Known<'t> {
    names: HashSet<&'t str, FixedState>,
}

impl<'t> FromIterator<&'t str> for Known<'t> {
    fn from_iter<I: IntoIterator<Item = &'t str>>(names: I) -> Self {
        Self { names: names.into_iter().collect() }
    }
}

impl Known<'_> {
    /// Whether `text`, which has nothing else on its line, is a name and not
    /// a name with words behind it; `more` says that further lines follow.
    pub(super) fn is_name_alone(&self, text: &str, more: bool) -> bool {
        let first = text.split(", @").next().unwrap_or(text);
        match self.longest(first) {
            Some(name) => name.len() == first.len(),
            None => more || !first.contains(char::is_whitespace),
        }
    }

    /// The longest known name at the head of `text`, whole words only.
    fn longest<'s>(&self, text: &'s str) -> Option<&'s str> {
        let within = text.len().min(LONGEST_NAME + 1);
        let head = &text[..text.floor_char_boundary(within)];
        let ends = head.char_indices().filter(|&(_, c)| !c.is_alphanumeric()).map(|(at, _)| at);
        let whole = (head.len() == text.len()).then_some(text.len());
        let ends: Vec<usize> = ends.chain(whole).collect();
        ends.into_iter().rev().map(|end| &head[..end]).find(|name| self.names.contains(name))
    }
}

/// `@name` or `@name, @name` and nothing else. Each of the names must look
/// like one, however many there are.
pub(super) fn is_addressee_line(line: &str) -> bool {
    line.strip_prefix('@').is_some_and(|names| names.split(", @").all(is_name_on_link_line))
}

/// Whether it is a name, and not a sentence that begins with one.
fn is_name_on_link_line(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len())
        && !name.starts_with(char::is_whitespace)
        && !name.ends_with(['?', '!', ':'])
        && !name.contains(", ")
        && !name.contains("://")
        && name.split_whitespace().count() <= MOST_WORDS
}

/// The list of names in "• Replies: @a, @b".
pub(super) fn backlink_names(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(['•', '*', '-', '·', '▪', '‣', ' ', '\u{a0}', '\t']);
    let names = rest.strip_prefix("Replies:")?.trim_start();
    names.starts_with('@').then_some(names)
}

/// The names in `@a, @b`, each with its place. A comma may be part of a name;
/// only one with an `@` behind it parts two.
pub(super) fn names_in(text: &str, list: Span) -> Vec<Mention> {
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

/// The name that a line of text at `place` begins with, as `@name …` or
/// `name @12: …`. A name that the page does not state ends at the first space.
pub(super) fn leading(text: &str, place: Span, known: &Known<'_>) -> Option<Mention> {
    let line = place.of_text(text);
    if let Some(rest) = line.strip_prefix('@') {
        let name = known.longest(rest).or_else(|| first_word(rest))?;
        let start = place.start + 1;
        let number = number_after(&rest[name.len()..]);
        return Some(Mention {
            number,
            ..Mention::new(name, Span::new(start, start + name.len() as u32))
        });
    }
    let at = line.as_bytes().iter().take(LONGEST_NAME + 2).position(|&b| b == b'@')?;
    let name = line[..at].trim_end();
    let number = number_after(&line[at..])?;
    let plausible = !name.is_empty()
        && name.split_whitespace().count() <= MOST_WORDS
        && !name.contains(['?', '!', ':', ';', '"', '”']);
    plausible.then(|| Mention {
        number: Some(number),
        ..Mention::new(name, Span::new(place.start, place.start + name.len() as u32))
    })
}

/// All the names at the head of a text at `place`, each as `@name`, whatever
/// parts them: `@Ann @Ben, @Cid: no`. A full stop before the first keeps an
/// answer from being one on some platforms.
pub(super) fn leading_all(text: &str, place: Span, known: &Known<'_>) -> Vec<Mention> {
    let mut names = Vec::new();
    let mut at = place.start;
    loop {
        let rest = Span::new(at, place.end).of_text(text);
        let between = |c: char| c.is_whitespace() || (matches!(c, ',' | ':' | '&' | '.'));
        at += (rest.len() - rest.trim_start_matches(between).len()) as u32;
        let rest = Span::new(at, place.end);
        if !rest.of_text(text).starts_with('@') {
            return names;
        }
        let Some(mention) = leading(text, rest, known) else {
            return names;
        };
        at = mention.place.end;
        names.push(mention);
    }
}

/// A first word that can be a name: not a number, an address, or a sign.
fn first_word(text: &str) -> Option<&str> {
    let word = text.split(|c: char| c.is_whitespace() || c == ',' || c == ':').next()?;
    let word = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '-');
    let named = word.len() <= LONGEST_NAME && word.contains(char::is_alphabetic);
    (named && !word.contains(['/', '@'])).then_some(word)
}

/// The number in `@12` at the head of `text`, as long as it is one.
fn number_after(text: &str) -> Option<u64> {
    let rest = text.trim_start().strip_prefix('@')?;
    let rest = rest.strip_prefix('#').unwrap_or(rest);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let follows = rest[digits..].chars().next();
    if !(1..=7).contains(&digits) || follows.is_some_and(char::is_alphanumeric) {
        return None;
    }
    rest[..digits].parse().ok()
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
    fn a_long_line_of_two_names_used_to_swallow_the_question_behind_them() {
        let text = "@Marianne Fitzgerald-Oppenheimer, @Bob do you two really not see what is \
                    wrong with this?";
        assert!(!is_addressee_line(text));
        assert!(!is_addressee_line("@Ann, @Bob, really?"));
        let many: Vec<String> = (0..20).map(|n| format!("@Marianne Oppenheimer {n}")).collect();
        assert!(is_addressee_line(&many.join(", ")));
    }

    #[track_caller]
    fn check(line: &str, expected: Option<(&str, Option<u64>)>) {
        let known: Known<'_> = ["Ann", "Pat the Rat", "Pat", "T.Q."].into_iter().collect();
        let found = leading(line, Span::of(&(0..line.len())), &known);
        let seen = found.as_ref().map(|m| (m.name.as_str(), m.number));
        assert_eq!(seen, expected, "{line}");
        assert!(found.is_none_or(|m| m.place.of_text(line) == m.name), "{line}");
    }

    #[test]
    fn a_name_before_the_text_is_as_long_as_the_page_knows_it() {
        check("@Pat the Rat was right", Some(("Pat the Rat", None)));
        check("@Pat the cat was not", Some(("Pat", None)));
        check("@Annabel was", Some(("Annabel", None)));
        check("@T.Q. No.", Some(("T.Q.", None)));
        check("@Zoë: no", Some(("Zoë", None)));
    }

    #[test]
    fn all_names_at_the_head_are_called_in_their_order() {
        let known: Known<'_> = ["Pat the Rat"].into_iter().collect();
        let names = |text: &str| -> Vec<String> {
            let found = leading_all(text, Span::of(&(0..text.len())), &known);
            assert!(found.iter().all(|m| m.place.of_text(text) == m.name), "{text}");
            found.into_iter().map(|m| m.name).collect()
        };
        assert_eq!(names("@ann @Ben_1, @Cid: no, @Dee"), ["ann", "Ben_1", "Cid"]);
        assert_eq!(names(".@ann\n@Pat the Rat & @Ben"), ["ann", "Pat the Rat", "Ben"]);
        for text in ["", "@", "no @ann", "@12 @ann", "RT @ann: so", "@ann@home no"] {
            assert_eq!(names(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_number_behind_a_name_is_kept() {
        check("Ann @25: I said so.", Some(("Ann", Some(25))));
        check("Somebody Else @ 3 no", None);
        check("Somebody Else @#3 no", Some(("Somebody Else", Some(3))));
        check("@Ann @7: so", Some(("Ann", Some(7))));
    }

    #[test]
    fn what_is_no_name_calls_on_nobody() {
        for line in ["@12 no", "@", "@ Ann", "mail me: a@b.example", "ann@home 12", "no @2nd try"] {
            check(line, None);
        }
    }
}
