//! `@name` on a line of its own at a comment's head.

use super::{
    Clue, Decided, Evidence, Family, LinkRule, Proposals, Question, Scene, Sign, Signs, magnitude,
};
use crate::model::{CommentId, Place};

/// Latest comments by somebody addressed that are proposed where all authors
/// are known.
const LATEST: usize = 8;

/// How many more comments of a kind are looked at than there may be
/// candidates.
const LOOKED_AT: usize = 80;

/// The comment addresses the parent's author.
pub(super) struct Addressees;

impl LinkRule for Addressees {
    fn evidence(&self) -> Evidence {
        Evidence::Addressee
    }

    /// Every earlier comment that is by the addressee or may be.
    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        let index = scene.index;
        let numbered = &index.numbered[question.comment];
        if index.family != Family::Unsigned {
            numbered.iter().flatten().for_each(|&parent| proposals.add(parent));
            for name in &index.addressees[question.comment] {
                let theirs = &index.by[name.index()];
                Scene::latest(theirs, question.comment, LATEST).for_each(|p| proposals.add(p));
            }
            return;
        }
        let Some(name) = question.addressee else {
            return;
        };
        if let Some(parent) = question.numbered {
            proposals.add(parent);
        }
        // Far ones are given up first: of this many of each kind those that
        // promise most become candidates.
        let reach = proposals.most + proposals.most.max(LOOKED_AT);
        for name in std::iter::once(name).chain(index.alias[name.index()]) {
            let theirs = &index.by[name.index()];
            Scene::latest(theirs, question.comment, reach).for_each(|p| proposals.add(p));
        }
        if !index.is_nobody(name) {
            let unsigned = &index.unsigned;
            Scene::latest(unsigned, question.comment, reach).for_each(|p| proposals.add(p));
        }
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let at = question.comment;
        if index.family == Family::Unsigned {
            signs.mark(Sign::Numbered, question.numbered == Some(parent));
            return;
        }
        let numbered = &index.numbered[at];
        signs.mark(Sign::Numbered, numbered.contains(&Some(parent)));
        signs.mark(
            Sign::NumberedOther,
            numbered.iter().flatten().next().is_some() && !numbered.contains(&Some(parent)),
        );
        let called = &index.addressees[at];
        if called.is_empty() {
            return;
        }
        let author = index.author[parent as usize];
        if let Some(place) = called.iter().position(|&name| Some(name) == author) {
            signs.mark(Sign::Addressed, place == 0);
            signs.mark(Sign::AddressedToo, place > 0);
            let theirs = &index.by[called[place].index()];
            let since = theirs.partition_point(|&c| (c as usize) < at)
                - theirs.partition_point(|&c| c <= parent);
            signs.mark(Sign::AddressedLatest, since == 0);
            signs.set(Sign::AddressedPassed, magnitude(since as u32));
        } else {
            let spoke = |name: &super::NameId| {
                index.by[name.index()].first().is_some_and(|&c| (c as usize) < at)
            };
            signs.mark(Sign::AddressesOther, called.iter().any(spoke));
        }
        let theirs = &index.addressees[parent as usize];
        let mine = index.author[at];
        let known = |name: &super::NameId| called.contains(name) || Some(*name) == mine;
        signs.mark(Sign::SameCircle, !theirs.is_empty() && theirs.iter().all(known));
        if author.is_some() && author == mine {
            let same = called.iter().all(|name| theirs.contains(name));
            signs.mark(Sign::OwnCircle, same && theirs.iter().all(|name| called.contains(name)));
        } else {
            let meant = |name: &super::NameId| theirs.contains(name) || Some(*name) == author;
            let whole = author.is_none_or(|author| called.contains(&author));
            signs.mark(
                Sign::WholeCircle,
                whole && called.iter().all(meant) && theirs.iter().all(known),
            );
        }
    }

    fn see_article(&self, scene: Scene<'_>, question: Question, signs: &mut Signs) {
        let index = scene.index;
        let at = question.comment;
        let called = &index.addressees[at];
        let spoke = |name: &super::NameId| {
            index.by[name.index()].first().is_some_and(|&c| (c as usize) < at)
        };
        signs.mark(Sign::Addresses, called.iter().any(spoke));
        signs.mark(Sign::AddressesNobody, index.calls_nobody_here(at));
    }

    fn clues(&self, scene: Scene<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let index = scene.index;
        let mentions = &index.page.postings[child as usize].addressees;
        let names = &index.addressees[child as usize];
        mentions
            .iter()
            .zip(names)
            .filter(|&(_, name)| {
                let author = decided.authors[parent as usize];
                author.is_some() && (author == Some(*name) || author == index.alias[name.index()])
            })
            .map(|(mention, _)| Clue {
                evidence: Evidence::Addressee,
                place: Place::Source(CommentId(child), mention.place),
                words: mention.name.clone(),
                other: Some(CommentId(parent)),
            })
            .collect()
    }
}
