//! Words of the parent in the comment.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex, weights};
use crate::model::{CommentId, Place};
use crate::quotes::QuoteSource;

/// Words from which a quote is long enough to say by itself what it is from.
const LONG: u32 = 8;

/// The comment quotes the parent.
pub(super) struct Quotes;

impl LinkRule for Quotes {
    fn evidence(&self) -> Evidence {
        Evidence::Quote
    }

    fn propose(&self, index: &ThreadIndex<'_>, question: Question, proposals: &mut Proposals) {
        let mut seen = Vec::new();
        for quote in &index.quotes[question.comment] {
            let QuoteSource::Comment(parent) = quote.source else {
                continue;
            };
            if seen.contains(&parent) {
                continue;
            }
            seen.push(parent);
            let longest = index.quotes_of(question.comment, parent.0).map(|q| q.words).max();
            let long = longest.unwrap_or(0) >= LONG;
            let odds = if long { weights::LONG_QUOTE } else { weights::MARKED_QUOTE };
            proposals.add(parent.0, odds);
        }
    }

    fn clues(&self, index: &ThreadIndex<'_>, _: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let text = index.page.postings[child as usize].body.text();
        index
            .quotes_of(child as usize, parent)
            .map(|quote| Clue {
                evidence: Evidence::Quote,
                place: Place::Body(CommentId(child), quote.span),
                words: quote.span.of_text(text).to_owned(),
                other: Some(CommentId(parent)),
            })
            .collect()
    }
}
