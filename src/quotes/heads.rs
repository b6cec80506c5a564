//! Whom the line above a quote ascribes it to: `Ann wrote:`.

use std::ops::Range;

use crate::text::Span;

/// What stands between a name and the words that follow.
const BEHIND: [&str; 13] = [
    "wrote", "writes", "said", "says", "posted", "asked", "replied", "schrieb", "schreibt",
    "sagte", "sagt", "meinte", "a écrit",
];

/// What stands before a name that words follow.
const BEFORE: [&str; 3] = ["originally posted by", "quote from:", "zitat von"];

/// Longest such line, in bytes.
const LONGEST: usize = 120;

/// Most words of a name.
const MOST_WORDS: usize = 5;

/// The name in the line before what begins at `start`, or before it in its own.
pub(super) fn find(text: &str, start: u32) -> Option<Span> {
    let before = text.get(..start as usize)?.trim_end();
    // No further back than such a line may begin: the line may be all there is.
    let from = before.floor_char_boundary(before.len().saturating_sub(LONGEST + 1));
    let line_at = match before[from..].rfind('\n') {
        Some(at) => from + at + 1,
        None if from > 0 => return None,
        None => 0,
    };
    let line = &before[line_at..];
    let place = behind(line).or_else(|| in_front(line))?;
    let name = &line[place.clone()];
    let bare = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = line_at + place.end - bare.len();
    let name = bare.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '"' | '”'));
    let is_name = !name.is_empty()
        && name.split_whitespace().count() <= MOST_WORDS
        && !name.contains([':', '!', '?', ';']);
    is_name.then(|| Span::of(&(start..start + name.len())))
}

/// `Ann wrote:`, `On 3 May 2016, Ann wrote:`.
fn behind(line: &str) -> Option<Range<usize>> {
    let said = line.strip_suffix(':')?.trim_end();
    let end = BEHIND.iter().find_map(|verb| {
        let at = said.len().checked_sub(verb.len())?;
        let is_said = said.get(at..)?.eq_ignore_ascii_case(verb) && said[..at].ends_with(' ');
        is_said.then_some(at)
    })?;
    let start = said[..end].rfind(',').map_or(0, |at| at + 1);
    Some(start..end)
}

/// `Originally Posted by Ann`.
fn in_front(line: &str) -> Option<Range<usize>> {
    let lead = line.len() - line.trim_start().len();
    let start = BEFORE.iter().find_map(|head| {
        let end = lead + head.len();
        line.get(lead..end)?.eq_ignore_ascii_case(head).then_some(end)
    })?;
    let end = line[start..].find(" on ").map_or(line.len(), |at| start + at);
    let name = line[..end].trim_end_matches([':', ' ']);
    (start < name.len()).then_some(start..name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, expected: &str) {
        let text = format!("{before}“so it is”");
        let found = find(&text, before.len() as u32).map_or("", |s| s.of_text(&text));
        assert_eq!(found, expected, "{before}");
    }

    #[test]
    fn a_name_stands_before_what_is_said() {
        check("Ann Lee wrote:\n", "Ann Lee");
        check("Yes.\n\n@Ann said: ", "Ann");
        check("> Ann schrieb:\n", "Ann");
        check("On 3 May 2016, Ann Lee wrote:\n", "Ann Lee");
        check("*Zoë* a écrit :\n", "Zoë");
    }

    #[test]
    fn or_behind_it() {
        check("Originally Posted by Ann Lee:\n\n", "Ann Lee");
        check("Quote from: Ann on May 03, 2016\n", "Ann");
        check("Zitat von Zoë\n", "Zoë");
    }

    #[test]
    fn what_is_no_name_is_none() {
        check("wrote:\n", "");
        check("It is as I said:\n", "It is as I");
        check("I do not know who of us it was that said: ", "");
        check("Ann wrote it\n", "");
        check(&format!("{} Ann wrote:\n", "é ".repeat(60)), "");
        check("Originally posted by", "");
        check("", "");
    }
}
