//! "Great post, Pat the Rat."

use super::{Clue, Decided, Evidence, Family, LinkRule, Proposals, Question, Scene, Sign, Signs};
use crate::model::{CommentId, Place};

/// Latest comments that are proposed by somebody whom it names.
const LATEST: usize = 3;

/// The comment greets the parent's author in its own words.
pub(super) struct Salutations;

impl LinkRule for Salutations {
    fn evidence(&self) -> Evidence {
        Evidence::Salutation
    }

    /// The latest comments that are known to be by whom it greets or names.
    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        let index = scene.index;
        let at = question.comment;
        let latest = if index.family == Family::Unsigned { 1 } else { LATEST };
        let greeted = index.greeted[at].iter().map(|g| g.0);
        let named = index.named[at].iter().map(|n| n.0);
        let named = named.chain(index.at_named[at].iter().copied());
        for name in greeted.chain(named.filter(|_| index.family != Family::Unsigned)) {
            if !index.is_nobody(name) && index.author[at] != Some(name) {
                let theirs = &index.by[name.index()];
                Scene::latest(theirs, at, latest).for_each(|parent| proposals.add(parent));
            }
        }
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let at = question.comment;
        let Some(author) = scene.author(parent as usize).filter(|&a| index.author[at] != Some(a))
        else {
            return;
        };
        let at_named = &index.at_named[at];
        signs.mark(Sign::AtNamed, at_named.contains(&author));
        signs.mark(Sign::AtNamedFirst, at_named.first() == Some(&author));
        signs.mark(Sign::AtNamedOther, !at_named.is_empty() && !at_named.contains(&author));
        let latest = Scene::latest(&index.by[author.index()], at, 1).next() == Some(parent);
        if index.addressees[at].contains(&author) {
            // An address says it already.
        } else if index.greeted[at].iter().any(|g| g.0 == author) {
            signs.mark(if latest { Sign::Greeted } else { Sign::GreetedEarlier }, true);
        } else if index.named[at].iter().any(|n| n.0 == author) {
            signs.mark(if latest { Sign::NamedLatest } else { Sign::Named }, true);
        }
    }

    fn see_article(&self, scene: Scene<'_>, question: Question, signs: &mut Signs) {
        let index = scene.index;
        let at = question.comment;
        let spoke = |n: &(super::NameId, crate::text::Span)| {
            index.by[n.0.index()].first().is_some_and(|&c| (c as usize) < at)
        };
        let any = index.named[at].iter().chain(&index.greeted[at]).any(spoke);
        signs.mark(Sign::NamesSomebody, any);
    }

    fn clues(&self, scene: Scene<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let index = scene.index;
        let text = index.page.postings[child as usize].body.text();
        let named = index.named[child as usize].iter().filter(|_| index.family != Family::Unsigned);
        index.greeted[child as usize]
            .iter()
            .chain(named)
            .filter(|(name, _)| decided.authors[parent as usize] == Some(*name))
            .take(1)
            .map(|&(_, span)| Clue {
                evidence: Evidence::Salutation,
                place: Place::Body(CommentId(child), span),
                words: span.of_text(text).to_owned(),
                other: Some(CommentId(parent)),
            })
            .collect()
    }
}
