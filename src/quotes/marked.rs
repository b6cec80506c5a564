//! Stretches that a comment itself marks as quoted: in quotation marks, or on
//! lines that begin with `>`.

use super::QuoteMark;
use crate::text::Span;

/// Longest stretch between two quotation marks, in bytes: a mark that is never
/// closed must not swallow the comment.
const LONGEST: usize = 4000;

/// A marked stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marked {
    /// With its marks.
    pub(super) span: Span,
    /// Between its marks.
    pub(super) inner: Span,
    /// What marks it.
    pub(super) mark: QuoteMark,
}

/// The marked stretches of `text`, in order, apart from one another.
pub(super) fn find(text: &str) -> Vec<Marked> {
    let mut found = prefixed(text);
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
        let content = line.trim_end();
        let is_quote = content.starts_with('>');
        if is_quote {
            let span = Span::new(start, start + content.len() as u32);
            match found.last_mut() {
                Some(last) if before_was_quote => {
                    last.span.end = span.end;
                    last.inner.end = span.end;
                }
                _ => {
                    let inner = Span::new(span.start + 1, span.end);
                    found.push(Marked { span, inner, mark: QuoteMark::Prefix });
                }
            }
        }
        before_was_quote = is_quote;
        start += line.len() as u32;
    }
    found
}

/// The stretches of one paragraph between quotation marks. The outermost pair
/// counts.
fn in_marks(paragraph: &str, base: u32, found: &mut Vec<Marked>) {
    let mut open: Option<(usize, char)> = None;
    let mut before = None;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        match open {
            None => {
                if let Some(close) = closing(c)
                    && opens(c, before, after)
                {
                    open = Some((at, close));
                }
            }
            Some((from, close)) => {
                let closes = c == close || (close == '“' && c == '”');
                if at - from > LONGEST {
                    open = None;
                } else if closes && !(c == '’' && is_letter(before) && is_letter(after)) {
                    let first = paragraph[from..].chars().next().map_or(1, char::len_utf8);
                    let span = Span::of(&(from..at + c.len_utf8())).shifted(base);
                    let inner = Span::of(&(from + first..at)).shifted(base);
                    found.push(Marked { span, inner, mark: QuoteMark::Marks });
                    open = None;
                }
            }
        }
        before = Some(c);
    }
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
        check("“a never closed one\n\nand “a closed one”", &["“a closed one”"]);
    }
}
