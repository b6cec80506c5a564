//! The comments directly before: what is answered most where nothing else
//! speaks.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex, weights};
use crate::model::{CommentId, Place};

/// How many comments back an answer without any sign is looked for.
pub(in crate::thread) const REACH: usize = 6;

/// How many comments are looked at to find those: somebody may have written
/// all of the last ones.
const LOOKED_AT: usize = 64;

/// The comment follows the parent closely.
pub(super) struct Adjacency;

impl LinkRule for Adjacency {
    fn evidence(&self) -> Evidence {
        Evidence::Adjacency
    }

    fn propose(&self, index: &ThreadIndex<'_>, question: Question, proposals: &mut Proposals) {
        if question.addressee.is_some() {
            return;
        }
        let author = index.author[question.comment];
        if index.is_chat {
            // Who chats goes on from their own last line.
            let own = author.map_or(&[][..], |a| &index.by[a.index()]);
            let before = own.partition_point(|&c| (c as usize) < question.comment);
            let latest = own[..before].last().copied();
            if let Some(parent) = latest.filter(|&c| question.comment - c as usize <= LOOKED_AT) {
                let near = weights::nearness(question.comment as u32 - parent - 1);
                proposals.add(parent, weights::OWN_LINE * near);
            }
        }
        let before = (0..question.comment).rev().take(LOOKED_AT).filter(|&c| {
            index.page.postings[c].kind.has_author()
                && (author.is_none() || index.author[c] != author)
        });
        for parent in before.take(REACH) {
            let distance = (question.comment - parent - 1) as u32;
            proposals
                .add(parent as u32, weights::closeness(distance) / weights::nearness(distance));
        }
    }

    /// Only where no other rule has a clue: see `LINK_RULES`, where it is last.
    fn clues(&self, index: &ThreadIndex<'_>, _: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let own = index.is_chat && index.author[child as usize] == index.author[parent as usize];
        let reach = if own { LOOKED_AT } else { REACH };
        let follows = (child - parent.min(child)) as usize <= reach;
        let clue = Clue {
            evidence: Evidence::Adjacency,
            place: Place::Order,
            words: String::new(),
            other: Some(CommentId(parent)),
        };
        follows.then_some(clue).into_iter().collect()
    }
}
