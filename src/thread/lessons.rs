//! Pages whose answers are known, as lessons for the weights.

use super::asker::{Asker, Seen};
use super::corrections::Corrections;
use super::index::ThreadIndex;
use super::pose::settle;
use super::signs::Signs;
use super::stated;
use super::weights::{Family, Weights};
use crate::model::{CommentId, EvidenceSet, Page};
use crate::quotes::Quote;

/// A question, and what is seen of all that may answer it.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// The comment that asks.
    pub comment: CommentId,
    /// The comments that it may answer, with what is seen of each.
    pub candidates: Vec<(CommentId, Signs)>,
    /// What is seen of its answering none.
    pub article: Signs,
    /// What the candidates are worth together: the logarithm of their odds.
    pub worth: f64,
}

/// Candidates of one question.
const MOST: usize = 512;

/// The questions of `page` that nothing settles, with what is seen of their
/// candidates; and the family of the page. What earlier comments answer is
/// taken from what `weights` make of their signs, as it is when a thread is
/// rebuilt; without the kinds of evidence in `without`.
pub fn lessons(
    page: &Page,
    quotes: &[Vec<Quote>],
    weights: &Weights,
    without: EvidenceSet,
) -> (Family, Vec<Lesson>) {
    let (verdicts, _) = Corrections::default().verdicts(page);
    let stated = stated::find(page, &mut Vec::new());
    let index = ThreadIndex::new(page, quotes, &verdicts, without);
    let mut asker = Asker::new(&index, weights, MOST);
    let mut lessons = Vec::new();
    for (i, stated) in stated.iter().enumerate() {
        if !page.postings[i].kind.has_author() {
            asker.remember(None);
            continue;
        }
        // Whom else it addresses says nothing about the parent.
        let question = asker.questions(i)[0];
        let seen = asker.look(question);
        let mut call = asker.weigh(question, &seen);
        if let Some(stated) = stated {
            settle(&mut call, stated.answers.parent());
        } else {
            let worth = asker.worth_together(seen.candidates.iter().map(|c| c.1));
            let Seen { candidates, article } = seen;
            let candidates = candidates.into_iter().map(|(c, s)| (CommentId(c), s)).collect();
            lessons.push(Lesson { comment: CommentId(i as u32), candidates, article, worth });
        }
        asker.remember(Some(&call));
    }
    (index.family, lessons)
}
