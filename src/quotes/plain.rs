//! What a comment's text says where a conversion left its marks on it: `&quot;`
//! is a quotation mark, `\'` an apostrophe, and tags that only dress letters
//! (`[b]`, `<i>`) are nothing.

use std::borrow::Cow;

use crate::text::Span;

/// Longest tag that is looked for, in bytes: one that is never closed is text.
const LONGEST_TAG: usize = 300;

/// Tags that dress the words that they enclose.
const DRESS: [&str; 26] = [
    "a",
    "abbr",
    "b",
    "big",
    "center",
    "code",
    "color",
    "del",
    "em",
    "font",
    "highlight",
    "i",
    "indent",
    "ins",
    "left",
    "mark",
    "right",
    "s",
    "size",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
    "url",
];

/// Tags that break a line.
const BREAKS: [&str; 5] = ["br", "div", "li", "p", "ul"];

/// Characters that texts name, apart from those with a number.
const NAMED: [(&str, char); 22] = [
    ("quot", '"'),
    ("amp", '&'),
    ("apos", '\''),
    ("lt", '<'),
    ("gt", '>'),
    ("nbsp", '\u{a0}'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("shy", '\u{ad}'),
    ("prime", '′'),
    ("Prime", '″'),
];

/// Numbers that mean a character of Windows-1252, as browsers read them.
const WINDOWS: [(u32, char); 9] = [
    (130, '‚'),
    (132, '„'),
    (133, '…'),
    (145, '‘'),
    (146, '’'),
    (147, '“'),
    (148, '”'),
    (150, '–'),
    (151, '—'),
];

/// A text as it is meant, with the way back to the text as it stands.
#[derive(Debug)]
pub(super) struct Plain<'t> {
    text: Cow<'t, str>,
    pieces: Vec<Piece>,
}

/// A stretch that is the same in both texts, or one that was read as something
/// else.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it begins in the text as it is meant.
    plain: u32,
    /// Where it begins in the text as it stands.
    body: u32,
    /// How long it is there, if it was read as something else.
    read: Option<u32>,
}

impl<'t> Plain<'t> {
    pub(super) fn of(body: &'t str) -> Self {
        let mut text = String::new();
        let mut pieces = Vec::new();
        let mut kept = 0;
        let mut at = 0;
        let may_begin = |b: &u8| matches!(b, b'&' | b'\\' | b'[' | b'<');
        while let Some(found) = body.as_bytes()[at..].iter().position(may_begin) {
            at += found;
            let Some((read, meant)) = leftover(&body[at..]) else {
                at += 1;
                continue;
            };
            keep(&mut text, &mut pieces, body, kept..at);
            pieces.push(Piece {
                plain: text.len() as u32,
                body: at as u32,
                read: Some(read as u32),
            });
            text.extend(meant);
            at += read;
            kept = at;
        }
        if pieces.is_empty() {
            return Self { text: Cow::Borrowed(body), pieces };
        }
        keep(&mut text, &mut pieces, body, kept..body.len());
        Self { text: Cow::Owned(text), pieces }
    }

    /// The text as it is meant.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where `span` of that text, which is not empty, stands in the other.
    pub(super) fn back(&self, span: Span) -> Span {
        let after = self.pieces.partition_point(|p| p.plain <= span.start);
        let start = match self.pieces[..after].last() {
            Some(&Piece { plain, body, read: None }) => body + (span.start - plain),
            Some(piece) => piece.body,
            None => span.start,
        };
        let after = self.pieces.partition_point(|p| p.plain < span.end);
        let end = match self.pieces[..after].last() {
            Some(&Piece { plain, body, read: None }) => body + (span.end - plain),
            Some(&Piece { body, read: Some(read), .. }) => body + read,
            None => span.end,
        };
        Span::new(start, end)
    }
}

/// Takes `range` of `body` over as it stands.
fn keep(text: &mut String, pieces: &mut Vec<Piece>, body: &str, range: std::ops::Range<usize>) {
    if !range.is_empty() {
        pieces.push(Piece { plain: text.len() as u32, body: range.start as u32, read: None });
        text.push_str(&body[range]);
    }
}

/// How many bytes a leftover at the head of `text` has, and what it means.
fn leftover(text: &str) -> Option<(usize, Option<char>)> {
    match text.as_bytes().first()? {
        b'&' => character(text),
        b'\\' => text[1..].starts_with(['\'', '"', '’']).then_some((1, None)),
        _ => dress(text),
    }
}

/// A character written by its name or number.
fn character(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(10).position(|b| b == b';')?;
    let name = &text[1..end];
    let meant = match name.strip_prefix('#') {
        None => NAMED.iter().find(|(n, _)| *n == name)?.1,
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            let windows = WINDOWS.iter().find(|(n, _)| *n == code).map(|&(_, c)| c);
            windows.or_else(|| char::from_u32(code).filter(|c| !c.is_control()))?
        }
    };
    Some((end + 1, Some(meant)))
}

/// A tag that dresses words or breaks a line. `[a] well regulated militia` has
/// a word in brackets, not a tag.
fn dress(text: &str) -> Option<(usize, Option<char>)> {
    let tag = Tag::at_head(text)?;
    if text.starts_with('[') && !tag.closes && text[tag.len..].starts_with(char::is_whitespace) {
        return None;
    }
    if BREAKS.iter().any(|n| tag.name.eq_ignore_ascii_case(n)) {
        return text.starts_with('<').then_some((tag.len, Some('\n')));
    }
    DRESS.iter().any(|n| tag.name.eq_ignore_ascii_case(n)).then_some((tag.len, None))
}

/// A tag of a page's or a forum's markup.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'t> {
    /// How long it is, its brackets included.
    pub(super) len: usize,
    pub(super) closes: bool,
    pub(super) name: &'t str,
    /// What stands between its name and its last bracket.
    pub(super) rest: &'t str,
}

impl<'t> Tag<'t> {
    /// The tag with which `text` begins.
    pub(super) fn at_head(text: &'t str) -> Option<Self> {
        let close = match text.as_bytes().first()? {
            b'[' => b']',
            b'<' => b'>',
            _ => return None,
        };
        let end = text.bytes().take(LONGEST_TAG).position(|b| b == close)?;
        let inner = &text[1..end];
        let (inner, closes) = inner.strip_prefix('/').map_or((inner, false), |rest| (rest, true));
        let named = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = inner.split_at(named);
        let is_tag = !name.is_empty()
            && (rest.is_empty() || rest.starts_with(['=', ' ', '/']))
            && !rest.contains(['\n', '[', '<']);
        is_tag.then_some(Self { len: end + 1, closes, name, rest })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        assert_eq!(Plain::of(body).text(), expected, "{body}");
    }

    #[test]
    fn characters_by_name_or_number_are_read() {
        check("&quot;Don&#8217;t&quot; &amp; &#x201C;do&#148;", "\"Don’t\" & “do”");
        check("He\\'s gone, \\\"really\\\"", "He's gone, \"really\"");
        check(
            "AT&T; R&D; &nosuch; &#99999999; &#7; a\\b",
            "AT&T; R&D; &nosuch; &#99999999; &#7; a\\b",
        );
    }

    #[test]
    fn tags_that_dress_words_go_and_others_stay() {
        check("“[a] well [I]regulated[/I] militia”", "“[a] well regulated militia”");
        check("[b]this[/b] is <em class=\"x\">mine</em><br/>so", "this is mine\nso");
        check("[url=http://a.example/b]there[/url]", "there");
        check(
            "[quote=Ann]a[/quote] [sic] a < b > c [1] <3",
            "[quote=Ann]a[/quote] [sic] a < b > c [1] <3",
        );
    }

    proptest! {
        #[test]
        fn every_stretch_leads_back_to_what_it_was_read_from(
            body in "(&quot;|&amp;|&#8217;|[a-c“ ]|\\[b\\]|</i>|\\\\'){0,12}",
            cut in 0..40_usize,
            len in 1..40_usize,
        ) {
            let plain = Plain::of(&body);
            let text = plain.text();
            let bounds: Vec<usize> =
                text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let first = cut.min(bounds.len() - 1);
            let last = (first + len).min(bounds.len() - 1);
            if first < last {
                let there = plain.back(Span::of(&(bounds[first]..bounds[last])));
                let read = Plain::of(there.of_text(&body));
                prop_assert_eq!(read.text(), &text[bounds[first]..bounds[last]]);
            }
        }
    }
}
