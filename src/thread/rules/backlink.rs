//! "Replies: @name" under a comment.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex};
use crate::model::{CommentId, Place};

/// The parent lists the comment's author as having answered.
pub(super) struct Backlinks;

impl LinkRule for Backlinks {
    fn evidence(&self) -> Evidence {
        Evidence::Backlink
    }

    /// Nothing by itself: the solver weighs the lists of what others propose.
    fn propose(&self, _: &ThreadIndex<'_>, _: Question, _: &mut Proposals) {}

    fn clues(&self, index: &ThreadIndex<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let mentions = &index.page.postings[parent as usize].backlinks;
        mentions
            .iter()
            .zip(&index.listed[parent as usize])
            .filter(|&(_, name)| decided.authors[child as usize] == Some(*name))
            .take(1)
            .map(|(mention, _)| Clue {
                evidence: Evidence::Backlink,
                place: Place::Source(CommentId(parent), mention.place),
                words: mention.name.clone(),
                other: Some(CommentId(parent)),
            })
            .collect()
    }
}
