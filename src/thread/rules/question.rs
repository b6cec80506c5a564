//! A question, and what may answer it.

use super::{Clue, Decided, Evidence, Family, LinkRule, Proposals, Question, Scene, Sign, Signs};
use crate::model::{CommentId, Place};

/// How many open questions are proposed.
const MOST: usize = 4;
/// How many questions are looked at to find those.
const LOOKED_AT: usize = 16;

/// The parent asks something.
pub(super) struct Questions;

impl LinkRule for Questions {
    fn evidence(&self) -> Evidence {
        Evidence::Question
    }

    /// The latest questions that nobody seems to have answered.
    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        let index = scene.index;
        if index.family == Family::Unsigned {
            return;
        }
        let asking = Scene::latest(&index.asking, question.comment, LOOKED_AT);
        let open = asking.filter(|&asking| scene.past.answers(asking) == 0);
        open.take(MOST).for_each(|parent| proposals.add(parent));
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let asks = |comment: usize| index.asking.binary_search(&(comment as u32)).is_ok();
        let own = index.author[parent as usize].is_some()
            && index.author[parent as usize] == index.author[question.comment];
        if asks(parent as usize) && !own {
            signs.set(Sign::Asked, 1.0);
            signs.mark(Sign::AskedOpen, scene.past.answers(parent) == 0);
            signs.mark(Sign::AskedBoth, asks(question.comment));
        }
    }

    fn see_article(&self, scene: Scene<'_>, question: Question, signs: &mut Signs) {
        let asks = scene.index.asking.binary_search(&(question.comment as u32)).is_ok();
        signs.mark(Sign::Asks, asks);
    }

    fn clues(&self, scene: Scene<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let index = scene.index;
        let own = decided.authors[child as usize].is_some()
            && decided.authors[child as usize] == decided.authors[parent as usize];
        let asks = |comment: u32| index.asking.binary_search(&comment).is_ok();
        let answers = index.family != Family::Unsigned && asks(parent) && !asks(child) && !own;
        let clue = Clue {
            evidence: Evidence::Question,
            place: Place::Order,
            words: String::new(),
            other: Some(CommentId(parent)),
        };
        answers.then_some(clue).into_iter().collect()
    }
}
