//! A answers B after B answered A.

use super::{Clue, Decided, Evidence, Family, LinkRule, Proposals, Question, Scene, Sign, Signs};
use crate::model::{CommentId, Place};

/// How many earlier comments that speak to the author are proposed.
const MOST: usize = 4;

/// How many are looked at to find those.
const LOOKED_AT: usize = 64;

/// The parent speaks to the comment's author.
pub(super) struct TurnTaking;

impl LinkRule for TurnTaking {
    fn evidence(&self) -> Evidence {
        Evidence::TurnTaking
    }

    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        let index = scene.index;
        let at = question.comment;
        let Some(author) = scene.author(at) else {
            return;
        };
        let fits = |parent: &u32| {
            let theirs = index.author[*parent as usize];
            theirs != Some(author) && question.addressee.is_none_or(|name| theirs == Some(name))
        };
        let spoken_to = Scene::latest(&index.spoken_to[author.index()], at, LOOKED_AT);
        spoken_to.filter(fits).take(MOST).for_each(|parent| proposals.add(parent));
        if index.family != Family::Unsigned {
            let answering = Scene::latest(scene.past.answering(author), at, MOST);
            answering.filter(fits).for_each(|parent| proposals.add(parent));
            // The talk goes on where the author was last.
            if let Some(own) = Scene::latest(&index.by[author.index()], at, 1).next() {
                proposals.add(scene.past.end(own));
            }
        }
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let at = question.comment;
        let Some(author) = scene.author(at) else {
            return;
        };
        let theirs = index.author[parent as usize];
        let own = Scene::latest(&index.by[author.index()], at, 1).next();
        let unanswered = own.is_none_or(|own| own < parent);
        let spoken_to = &index.spoken_to[author.index()];
        if theirs != Some(author) {
            if spoken_to.binary_search(&parent).is_ok() {
                signs.set(Sign::SpokeToMe, 1.0);
                let last = Scene::latest(spoken_to, at, 1).next();
                signs.mark(Sign::SpokeToMeLast, last == Some(parent));
                signs.mark(Sign::SpokeUnanswered, unanswered);
            }
            let answering = scene.past.answering(author);
            if answering.binary_search(&parent).is_ok() {
                signs.set(Sign::AnsweredMe, 1.0);
                let last = Scene::latest(answering, at, 1).next();
                signs.mark(Sign::AnsweredMeLast, last == Some(parent));
                signs.mark(Sign::AnsweredUnanswered, unanswered);
            }
        }
        let Some(own) = own else {
            return;
        };
        if own == parent {
            let spoken = Scene::latest(spoken_to, at, 1).chain(Scene::latest(
                scene.past.answering(author),
                at,
                1,
            ));
            signs.mark(Sign::OwnGoesOn, spoken.max().is_none_or(|spoken| spoken < own));
        }
        let spoke_to = scene.past.parent(own).and_then(|p| index.author[p as usize]);
        signs
            .mark(Sign::Exchange, theirs.is_some() && theirs != Some(author) && spoke_to == theirs);
        let talk = scene.past.opening(parent);
        signs.mark(Sign::SameTalk, scene.past.opening(own) == talk);
        let mine = Scene::latest(&index.by[author.index()], at, MOST);
        let mut talks = mine.map(|own| scene.past.opening(own));
        signs.mark(Sign::InTalk, talks.any(|mine| mine == talk));
        let mut mine = Scene::latest(&index.by[author.index()], at, MOST);
        signs.mark(Sign::AnsweredByMe, mine.any(|own| scene.past.parent(own) == Some(parent)));
    }

    fn see_article(&self, scene: Scene<'_>, question: Question, signs: &mut Signs) {
        let index = scene.index;
        let at = question.comment;
        let Some(author) = scene.author(at) else {
            return;
        };
        let own = Scene::latest(&index.by[author.index()], at, 1).next();
        let since = |list: &[u32]| {
            Scene::latest(list, at, 1).next().is_some_and(|c| own.is_none_or(|own| own < c))
        };
        let spoken = since(&index.spoken_to[author.index()]) || since(scene.past.answering(author));
        signs.mark(Sign::Spoken, spoken);
    }

    fn clues(&self, scene: Scene<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let index = scene.index;
        let Some(author) = decided.authors[child as usize] else {
            return Vec::new();
        };
        let spoken_to = index.spoken_to[author.index()].binary_search(&parent).is_ok()
            || index.family != Family::Unsigned
                && scene.past.answering(author).binary_search(&parent).is_ok();
        let spoken_to = spoken_to && decided.authors[parent as usize] != Some(author);
        let clue = Clue {
            evidence: Evidence::TurnTaking,
            place: Place::Order,
            words: index.names.name(author).to_owned(),
            other: Some(CommentId(parent)),
        };
        spoken_to.then_some(clue).into_iter().collect()
    }
}
