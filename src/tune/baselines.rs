//! What plain rules would have linked: figures without them say little.

use std::collections::BTreeMap;

use crate::model::{Page, Posting};
use crate::quotes::{Quote, QuoteSource};

/// A plain rule that gives each comment one parent or none.
#[derive(Debug)]
pub struct Baseline {
    /// Its name in output.
    pub id: &'static str,
    /// What it does.
    pub about: &'static str,
    parent: fn(&Hints) -> Option<u32>,
}

/// The plain rules, in the order that output lists them. Lines of a server
/// and pingbacks answer the article under each of them, and are no comments
/// that others could follow.
pub const BASELINES: [Baseline; 4] = [
    Baseline { id: "all-roots", about: "every comment answers the article", parent: |_| None },
    Baseline {
        id: "previous",
        about: "every comment answers the one before it",
        parent: |hints| hints.previous,
    },
    Baseline {
        id: "name-previous",
        about: "the last earlier comment that states the addressed name as its author, \
                else the one before",
        parent: |hints| hints.named.or(hints.previous),
    },
    Baseline {
        id: "name-quote-previous",
        about: "the same name, else the comment that said the longest quote first, else the one \
                before",
        parent: |hints| hints.named.or(hints.quoted).or(hints.previous),
    },
];

/// What plain rules see of one comment: places of earlier ones, from 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hints {
    previous: Option<u32>,
    named: Option<u32>,
    quoted: Option<u32>,
}

impl Baseline {
    /// The parent of the comment with these hints; none for the article.
    pub fn parent(&self, hints: &Hints) -> Option<u32> {
        (self.parent)(hints)
    }
}

/// The hints of each posting of `page`, whose quotes are `quotes`.
pub fn hints(page: &Page, quotes: &[Vec<Quote>]) -> Vec<Hints> {
    let mut all = Vec::with_capacity(page.postings.len());
    // The last comment so far under each stated name, lower-case.
    let mut last: BTreeMap<String, u32> = BTreeMap::new();
    let mut longest_name = 0;
    let mut previous = None;
    for (i, posting) in page.postings.iter().enumerate() {
        if !posting.kind.has_author() {
            all.push(Hints::default());
            continue;
        }
        let named = posting
            .addressees
            .iter()
            .find_map(|a| last.get(&a.name.to_lowercase()))
            .copied()
            .or_else(|| leading_name(posting, &last, longest_name));
        all.push(Hints { previous, named, quoted: quotes.get(i).and_then(|q| longest(q)) });
        previous = Some(i as u32);
        if let Some(author) = &posting.author {
            let name = author.name.to_lowercase();
            longest_name = longest_name.max(name.len());
            last.insert(name, i as u32);
        }
    }
    all
}

/// The comment that said the longest quote first; of equals the first quote.
fn longest(quotes: &[Quote]) -> Option<u32> {
    let mut best: Option<(u32, u32)> = None;
    for quote in quotes {
        if let QuoteSource::Comment(said) = quote.source
            && best.is_none_or(|(words, _)| quote.words > words)
        {
            best = Some((quote.words, said.0));
        }
    }
    best.map(|(_, said)| said)
}

/// The last comment by the longest name that the text opens with: `@name`, or
/// `name:`, `name,` and `name @12`.
fn leading_name(
    posting: &Posting,
    last: &BTreeMap<String, u32>,
    longest_name: usize,
) -> Option<u32> {
    let text = posting.body.text().trim_start();
    let (text, marked) = text.strip_prefix('@').map_or((text, false), |rest| (rest, true));
    let ends: Vec<usize> = text
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        // Letters change their length with their case, some of them.
        .take_while(|&end| end <= longest_name.saturating_mul(2))
        .collect();
    ends.into_iter().rev().find_map(|end| {
        let rest = &text[end..];
        let ends_here = if marked {
            !rest.starts_with(char::is_alphanumeric)
        } else {
            rest.starts_with([':', ',']) || rest.trim_start().starts_with('@')
        };
        ends_here.then(|| last.get(&text[..end].to_lowercase()).copied()).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Body, CommentId, Kind, Mention};
    use crate::quotes::QuoteMark;
    use crate::text::Span;

    fn posting(author: &str, text: &str) -> Posting {
        let name = Some(author.to_owned()).filter(|a| !a.is_empty());
        Posting {
            author: name.map(|name| Mention::new(name, Span::default())),
            body: Body::detached(text),
            ..Posting::default()
        }
    }

    fn named(postings: Vec<Posting>) -> Vec<Option<u32>> {
        let page = Page { postings, ..Page::default() };
        hints(&page, &[]).into_iter().map(|h| h.named).collect()
    }

    #[test]
    fn a_name_is_taken_whole_and_longest_first() {
        let found = named(vec![
            posting("Ann", "Hello"),
            posting("Ann Lee", "Hello"),
            posting("x", "@ann lee: yes"),
            posting("y", "@Anna no"),
            posting("z", "Ann, no"),
            posting("z", "Ann is right"),
            posting("z", "Ann Lee @2: yes"),
            posting("Ann", "again"),
            posting("z", "@Ann"),
        ]);
        assert_eq!(found, [None, None, Some(1), None, Some(0), None, Some(1), None, Some(7)]);
    }

    #[test]
    fn a_link_line_goes_before_the_text_and_nobody_answers_a_server() {
        let mut reply = posting("Cid", "@Ben yes");
        reply.addressees = vec![Mention::new("Ann", Span::default())];
        let joined = Posting { kind: Kind::System, ..posting("", "Ann has joined") };
        let page = Page {
            postings: vec![posting("Ann", ""), posting("Ben", ""), joined, reply],
            ..Page::default()
        };
        let found = hints(&page, &[]);
        assert_eq!(found[2], Hints::default());
        assert_eq!(found[3], Hints { previous: Some(1), named: Some(0), quoted: None });
    }

    #[test]
    fn rules_fall_back_in_their_order() {
        let quote = |said, words| Quote {
            span: Span::default(),
            source: QuoteSource::Comment(CommentId(said)),
            mark: QuoteMark::Verbatim,
            words,
            ..Quote::default()
        };
        let page = Page {
            postings: vec![posting("a", ""), posting("b", ""), posting("c", ""), posting("d", "")],
            ..Page::default()
        };
        let quotes = [vec![], vec![], vec![], vec![quote(0, 8), quote(1, 12), quote(0, 12)]];
        let found = hints(&page, &quotes);
        let parents: Vec<_> = BASELINES.iter().map(|b| b.parent(&found[3])).collect();
        assert_eq!(parents, [None, Some(2), Some(2), Some(1)]);
        let first: Vec<_> = BASELINES.iter().map(|b| b.parent(&found[0])).collect();
        assert_eq!(first, [None; 4]);
    }
}
