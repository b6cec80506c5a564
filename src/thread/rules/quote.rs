//! Words of the parent in the comment.

use super::{
    Clue, Decided, Evidence, Family, LinkRule, Proposals, Question, Scene, Sign, Signs, magnitude,
};
use crate::model::{CommentId, Place};
use crate::quotes::{Quote, QuoteSource};

/// Words from which a quote is long enough to say by itself what it is from.
const LONG: u32 = 8;

/// The comment quotes the parent.
pub(super) struct Quotes;

impl LinkRule for Quotes {
    fn evidence(&self) -> Evidence {
        Evidence::Quote
    }

    /// Whoever said the words first, and the latest that quote them, too.
    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        let signed = scene.index.family != Family::Unsigned;
        for quote in &scene.index.quotes[question.comment] {
            if let QuoteSource::Comment(parent) = quote.source {
                proposals.add(parent.0);
            }
            let too = quote.also.comments().filter(|_| signed);
            too.filter(|c| c.index() < question.comment).for_each(|c| proposals.add(c.0));
        }
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let quotes = &index.quotes[question.comment];
        let author = index.author[parent as usize];
        let ascribed = &index.ascribed[question.comment];
        signs.mark(Sign::QuoteAscribed, author.is_some_and(|a| ascribed.contains(&a)));
        if quotes.is_empty() {
            return;
        }
        let parent = CommentId(parent);
        let sources = || {
            quotes.iter().filter_map(|q| match q.source {
                QuoteSource::Comment(source) => Some(source),
                _ => None,
            })
        };
        let words =
            |of: &dyn Fn(&&Quote) -> bool| quotes.iter().filter(of).fold(0, |sum, q| sum + q.words);
        let all = f64::from(words(&|_| true).max(1));
        let first = words(&|q| q.source == QuoteSource::Comment(parent));
        let too = words(&|q| q.also.contains(parent));
        signs.set(Sign::QuoteCover, f64::from(first + too) / all);
        signs.mark(Sign::QuotesSame, too > 0);
        let latest = quotes.iter().any(|q| q.also.comments().next() == Some(parent));
        signs.mark(Sign::QuotesSameLatest, latest);
        if first == 0 {
            signs.set(Sign::QuotesOther, 1.0);
            let mut theirs = sources().map(|source| index.author[source.index()]);
            signs.mark(Sign::QuotesAuthor, author.is_some() && theirs.any(|a| a == author));
            return;
        }
        let longest = index.quotes_of(question.comment, parent.0).map(|q| q.words).max();
        let long = longest.is_some_and(|words| words >= LONG);
        signs.mark(if long { Sign::LongQuote } else { Sign::ShortQuote }, true);
        signs.set(Sign::QuoteWords, magnitude(first));
        signs.set(Sign::QuoteShare, f64::from(first) / all);
        let leads = sources().next() == Some(parent);
        signs.mark(Sign::QuoteFirst, leads);
        signs.mark(Sign::QuoteHead, leads && quotes[0].span.start < 2);
        signs.mark(Sign::QuoteLatest, sources().max() == Some(parent));
    }

    fn see_article(&self, scene: Scene<'_>, question: Question, signs: &mut Signs) {
        let index = scene.index;
        signs.mark(Sign::QuotesSomebody, !index.quotes[question.comment].is_empty());
        signs.mark(Sign::QuotesArticle, index.quotes_article[question.comment]);
    }

    fn clues(&self, scene: Scene<'_>, _: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let text = scene.index.page.postings[child as usize].body.text();
        scene
            .index
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
