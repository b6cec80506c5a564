//! Stretches that a comment itself marks as quoted: in quotation marks, on
//! lines that begin with `>`, or between tags.

use super::{QuoteMark, tags};
use crate::text::Span;

/// Longest stretch between two quotation marks, in bytes: a mark that is never
/// closed must not swallow the comment.
const LONGEST: u32 = 4000;

/// The same for a mark that also stands for letters left out: `‘em`.
const LONGEST_SINGLE: u32 = 1000;

/// The marks that close.
const CLOSING: [char; 10] = ['”', '“', '"', '»', '«', '’', '‘', '›', '」', '』'];

/// A marked stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// With its marks.
    pub(super) span: Span,
    /// Between its marks.
    pub(super) inner: Span,
    /// What marks it.
    pub(super) mark: QuoteMark,
    /// The name that a tag gives.
    pub(super) attributed: Option<Span>,
}

/// The marked stretches of `text`, in order, apart from one another.
pub(super) fn find(text: &str) -> Vec<Marked> {
    let mut found = prefixed(text);
    found.extend(tags::find(text));
    let mut start = 0;
    // Marks pair within a paragraph.
    for paragraph in text.split("\n\n") {
        in_marks(paragraph, start, &mut found);
        start += paragraph.len() as u32 + 2;
    }
    found.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    let mut end = 0;
    found.retain(|m| {
        let apart = m.span.start >= end;
        if apart {
            end = m.span.end;
        }
        apart
    });
    found
}

/// Blocks of lines that begin with `>`.
fn prefixed(text: &str) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut start = 0;
    let mut before_was_quote = false;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let is_quote = content.starts_with('>');
        if is_quote {
            let indented = (line.len() - line.trim_start().len()) as u32;
            let span = Span::new(start + indented, start + indented + content.len() as u32);
            match found.last_mut() {
                Some(last) if before_was_quote => {
                    last.span.end = span.end;
                    last.inner.end = span.end;
                }
                _ => {
                    let inner = Span::new(span.start + 1, span.end);
                    found.push(Marked { span, inner, mark: QuoteMark::Prefix, attributed: None });
                }
            }
        }
        before_was_quote = is_quote;
        start += line.len() as u32;
    }
    found
}

/// A quotation mark in a paragraph.
#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    sign: char,
    opens: bool,
    closes: bool,
}

/// The stretches of one paragraph between quotation marks. The outermost pair
/// counts; a mark that no other closes opens nothing.
fn in_marks(paragraph: &str, base: u32, found: &mut Vec<Marked>) {
    let mut marks = Vec::new();
    let mut before = None;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, sign)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        // Most characters are no mark.
        if sign == '"' || !sign.is_ascii() {
            let opens = closing(sign).is_some() && opens(sign, before, after);
            let in_word = sign == '’' && is_letter(before) && is_letter(after);
            let closes = CLOSING.contains(&sign) && !in_word;
            if opens || closes {
                marks.push(Mark { at, sign, opens, closes });
            }
        }
        before = Some(sign);
    }
    let closed_by = closed_by(&marks);
    let mut next = 0;
    while let Some(&Mark { at, sign, .. }) = marks.get(next) {
        let close = closed_by[next].map(|close| (close, marks[close]));
        next += 1;
        let Some((number, close)) = close else {
            continue;
        };
        let span = Span::of(&(at..close.at + close.sign.len_utf8()));
        let inner = Span::of(&(at + sign.len_utf8()..close.at));
        if is_near(sign, inner, paragraph) {
            found.push(Marked {
                span: span.shifted(base),
                inner: inner.shifted(base),
                mark: QuoteMark::Marks,
                attributed: None,
            });
            next = number + 1;
        }
    }
}

/// For each of `marks`, the next that closes it, if it opens anything.
fn closed_by(marks: &[Mark]) -> Vec<Option<usize>> {
    let mut upcoming = [None; CLOSING.len()];
    let mut closed_by = vec![None; marks.len()];
    for (number, mark) in marks.iter().enumerate().rev() {
        let close = if mark.opens { closing(mark.sign) } else { None };
        closed_by[number] = (CLOSING.iter().zip(upcoming))
            .filter(|(c, _)| close.is_some_and(|close| close == **c || close == '“' && **c == '”'))
            .filter_map(|(_, place)| place)
            .min();
        if let Some(place) = CLOSING.iter().position(|&c| mark.closes && c == mark.sign) {
            upcoming[place] = Some(number);
        }
    }
    closed_by
}

/// Whether what stands between marks, the first of which is `open`, is so
/// short that they belong together. A single mark is an apostrophe, too, and
/// is not trusted beyond its line.
fn is_near(open: char, inner: Span, paragraph: &str) -> bool {
    let longest = if open == '‘' { LONGEST_SINGLE } else { LONGEST };
    inner.len() <= longest && (open != '‘' || !inner.of_text(paragraph).contains('\n'))
}

/// The mark that closes what `open` opens.
const fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' | '”' => '”',
        '„' => '“',
        '"' => '"',
        '«' => '»',
        '»' => '«',
        '‘' => '’',
        '‚' => '‘',
        '‹' => '›',
        '「' => '」',
        '『' => '』',
        _ => return None,
    })
}

/// Whether a mark that could open a quote does so here: nothing but a space, a
/// bracket or a dash stands before it, and no space behind it.
fn opens(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let free =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '/' | '-'));
    let full = after.is_some_and(|c| !c.is_whitespace());
    match mark {
        '“' | '„' | '「' | '『' => full,
        _ => free && full,
    }
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = find(text).iter().map(|m| m.span.of_text(text)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quotation_marks_of_several_habits() {
        check("He said “we are done here” and left.", &["“we are done here”"]);
        check("Er sagte „wir sind fertig“ und ging.", &["„wir sind fertig“"]);
        check("Il dit «c'est fini ici» alors", &["«c'est fini ici»"]);
        check("she wrote \"not on my watch\", twice", &["\"not on my watch\""]);
        check("the ‘it’s busy here’ excuse", &["‘it’s busy here’"]);
        check("The Russians’ plan, the mayors’ plan", &[]);
        check("a 6\" pipe and a 4\" one", &[]);
        check("> one\n> two\nthree", &["> one\n> two"]);
        check("so\n  > one\n  > two \nthree", &["> one\n  > two"]);
        check("“a never closed one\n\nand “a closed one”", &["“a closed one”"]);
        check(
            "so 「we are done here」 and 『so it is』",
            &["「we are done here」", "『so it is』"],
        );
    }

    #[test]
    fn a_mark_that_nothing_closes_hides_no_other() {
        check("get ‘em, said he, “not on my watch” and left", &["“not on my watch”"]);
        check("‘Umar reported it\nas the mayors’ “worst day ever”", &["“worst day ever”"]);
        check("«never closed and \"not on my watch\"", &["\"not on my watch\""]);
        let far = "so it goes ".repeat(500);
        check(&format!("“never closed {far} “not on my watch”"), &["“not on my watch”"]);
    }

    #[test]
    fn tags_mark_as_well() {
        check(
            "[quote=Ann]“so it is” he said[/quote] no",
            &["[quote=Ann]“so it is” he said[/quote]"],
        );
        check("> [quote]\n> so it is[/quote]", &["> [quote]\n> so it is[/quote]"]);
    }
}
