//! Stretches that a forum or a page marks as quoted by tags: `[quote=NAME]` and
//! `<blockquote>`.

use super::QuoteMark;
use super::marked::Marked;
use super::plain::Tag;
use crate::text::Span;

/// Tags around another's words.
const QUOTING: [&str; 3] = ["quote", "blockquote", "q"];

/// A tag and where it stands.
#[derive(Debug, Clone, Copy)]
struct Placed {
    span: Span,
    closes: bool,
    name: Option<Span>,
}

/// The stretches between tags that open and close. Where one quote stands in
/// another, each has its own words: what a quoted comment quotes is a third
/// one's.
pub(super) fn find(text: &str) -> Vec<Marked> {
    let tags = paired(text);
    let mut found = Vec::new();
    let mut open: Vec<Option<Span>> = Vec::new();
    let mut from: Option<(u32, u32)> = None;
    for tag in tags {
        let name = open.last().copied().flatten();
        let end = if tag.closes { tag.span.end } else { tag.span.start };
        if let Some((start, inner)) = from {
            found.push(Marked {
                span: Span::new(start, end),
                inner: Span::new(inner, tag.span.start),
                mark: QuoteMark::Tags,
                attributed: name,
            });
        }
        if tag.closes {
            open.pop();
            from = (!open.is_empty()).then_some((tag.span.end, tag.span.end));
        } else {
            open.push(tag.name);
            from = Some((tag.span.start, tag.span.end));
        }
    }
    found
}

/// The quoting tags that open and close, without those that lack their other.
fn paired(text: &str) -> Vec<Placed> {
    let mut tags: Vec<(Placed, bool)> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    let may_begin = |b: &u8| matches!(b, b'[' | b'<');
    while let Some(found) = text.as_bytes()[at..].iter().position(may_begin) {
        at += found;
        let Some(tag) = Tag::at_head(&text[at..]) else {
            at += 1;
            continue;
        };
        if QUOTING.iter().any(|n| tag.name.eq_ignore_ascii_case(n)) {
            let span = Span::of(&(at..at + tag.len));
            let name = name_in(tag.rest).map(|(start, len)| {
                let start = at + tag.len - 1 - tag.rest.len() + start;
                Span::of(&(start..start + len))
            });
            let placed = Placed { span, closes: tag.closes, name };
            if !tag.closes {
                open.push(tags.len());
                tags.push((placed, false));
            } else if let Some(opening) = open.pop() {
                tags[opening].1 = true;
                tags.push((placed, true));
            }
        }
        at += tag.len;
    }
    tags.into_iter().filter(|(_, is_paired)| *is_paired).map(|(tag, _)| tag).collect()
}

/// Where the name stands in what a tag says: `=Ann`, `="Ann Lee, post: 12"`,
/// ` author=Ann Lee link=topic=1`; its first byte and its length.
fn name_in(rest: &str) -> Option<(usize, usize)> {
    let start = match rest.strip_prefix('=') {
        Some(_) => 1,
        None => rest.find("author=")? + "author=".len(),
    };
    let said = &rest[start..];
    let bare = said.trim_start_matches([' ', '"', '\'', '“', '”', '&']);
    let start = start + said.len() - bare.len();
    let end = [",", ";", "\"", "”", " link=", " date=", " post=", " post:", " url="]
        .iter()
        .filter_map(|stop| bare.find(stop))
        .min()
        .unwrap_or(bare.len());
    let name = bare[..end].trim_end_matches([' ', '\'']);
    (!name.is_empty()).then_some((start, name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Compares the stretches, each with the name that it is ascribed to.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> = find(text)
            .iter()
            .map(|m| (m.inner.of_text(text), m.attributed.map_or("", |s| s.of_text(text))))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tags_name_whom_they_quote() {
        check("[quote]a b[/quote] c", &[("a b", "")]);
        check("[QUOTE=Ann Lee]a b[/QUOTE]", &[("a b", "Ann Lee")]);
        check("[quote=\"Ann Lee, post: 12, member: 3\"]a b[/quote]", &[("a b", "Ann Lee")]);
        check("[quote=Ann;123]a b[/quote]", &[("a b", "Ann")]);
        check("[quote author=Ann Lee link=topic=1.0 date=5]a[/quote]", &[("a", "Ann Lee")]);
        check("<blockquote cite=\"x\">a b</blockquote>", &[("a b", "")]);
    }

    #[test]
    fn a_quote_in_a_quote_is_another_ones() {
        check(
            "[quote=Ben][quote=Ann]hers[/quote]his[/quote]mine",
            &[("", "Ben"), ("hers", "Ann"), ("his", "Ben")],
        );
    }

    #[test]
    fn a_tag_without_its_other_swallows_nothing() {
        check("[quote=Ann]all of this is mine", &[]);
        check("[quote][quote]a[/quote] mine", &[("a", "")]);
        check("mine[/quote] and [quote]a[/quote]", &[("a", "")]);
    }
}
