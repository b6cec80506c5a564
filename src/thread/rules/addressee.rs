//! `@name` on a line of its own at a comment's head.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex, weights};
use crate::model::{CommentId, Place};

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
    fn propose(&self, index: &ThreadIndex<'_>, question: Question, proposals: &mut Proposals) {
        let Some(name) = question.addressee else {
            return;
        };
        if let Some(parent) = question.numbered {
            proposals.add(parent, weights::NUMBERED);
        }
        // Far ones are given up first: of this many of each kind those that
        // promise most become candidates.
        let reach = proposals.most + LOOKED_AT;
        let nearest = |list: &[u32]| {
            let before = list.partition_point(|&c| (c as usize) < question.comment);
            before.saturating_sub(reach)..before
        };
        for name in std::iter::once(name).chain(index.alias[name.index()]) {
            let theirs = &index.by[name.index()];
            for &parent in &theirs[nearest(theirs)] {
                proposals.add(parent, 1.0);
            }
        }
        if !index.is_nobody(name) {
            for &parent in &index.unsigned[nearest(&index.unsigned)] {
                proposals.add(parent, 1.0);
            }
        }
    }

    fn clues(&self, index: &ThreadIndex<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
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
