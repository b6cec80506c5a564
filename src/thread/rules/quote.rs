//! Words of the parent in the comment.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, Scene, Sign, Signs, magnitude};
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

    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        for quote in &scene.index.quotes[question.comment] {
            if let QuoteSource::Comment(parent) = quote.source {
                proposals.add(parent.0);
            }
        }
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let quotes = &index.quotes[question.comment];
        if quotes.is_empty() {
            return;
        }
        let of = |q: &&crate::quotes::Quote| q.source == QuoteSource::Comment(CommentId(parent));
        let sources = || {
            quotes.iter().filter_map(|q| match q.source {
                QuoteSource::Comment(source) => Some(source.0),
                _ => None,
            })
        };
        let Some(longest) = quotes.iter().filter(of).map(|q| q.words).max() else {
            signs.set(Sign::QuotesOther, 1.0);
            let author = index.author[parent as usize];
            let theirs =
                author.is_some() && sources().any(|source| index.author[source as usize] == author);
            signs.mark(Sign::QuotesAuthor, theirs);
            let same = index.quotes[parent as usize].iter().any(|theirs| {
                quotes.iter().any(|mine| {
                    mine.source == theirs.source && mine.words.min(theirs.words) >= LONG
                })
            });
            signs.mark(Sign::QuotesSame, same);
            return;
        };
        signs.mark(if longest >= LONG { Sign::LongQuote } else { Sign::ShortQuote }, true);
        let all = quotes.iter().filter(of).fold(0, |sum, q| sum + q.words);
        signs.set(Sign::QuoteWords, magnitude(all));
        let whole = quotes.iter().fold(0, |sum, q| sum + q.words);
        signs.set(Sign::QuoteShare, f64::from(all) / f64::from(whole.max(1)));
        let opens = quotes.first().is_some_and(|q| q.span.start < 2);
        signs.mark(Sign::QuoteHead, opens && sources().next() == Some(parent));
        signs.mark(Sign::QuoteFirst, sources().next() == Some(parent));
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
