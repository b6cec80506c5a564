//! "Replies: @name" under a comment.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex, weights};
use crate::model::{CommentId, Place};

/// How many comments with a list are looked at for an answer without an
/// address.
const REACH: usize = 32;

/// The parent lists the comment's author as having answered.
pub(super) struct Backlinks;

impl LinkRule for Backlinks {
    fn evidence(&self) -> Evidence {
        Evidence::Backlink
    }

    /// For a comment without an address: the latest comments that list its
    /// author, or anybody where it is unsigned. The solver weighs who else may
    /// fill the lists of what other rules propose.
    fn propose(&self, index: &ThreadIndex<'_>, question: Question, proposals: &mut Proposals) {
        if question.addressee.is_some() {
            return;
        }
        let author = index.author[question.comment];
        let lists = match author {
            Some(author) => &index.listing[author.index()],
            None => &index.with_list,
        };
        let before = lists.partition_point(|&c| (c as usize) < question.comment);
        let reach = proposals.most.min(REACH);
        for &parent in &lists[before.saturating_sub(reach)..before] {
            let odds = if author.is_some() { weights::LISTED } else { 1.0 };
            proposals.add(parent, odds);
        }
    }

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
