//! `@name` on a line of its own at a comment's head.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex};
use crate::model::{CommentId, Place};

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
        for parent in (0..question.comment).rev() {
            let may_be = match index.author[parent] {
                Some(author) => author == name,
                // Where answers are listed, one without a list has none.
                None => {
                    index.page.postings[parent].kind.has_author()
                        && (!index.lists_answers || !index.listed[parent].is_empty())
                        && !index.is_nobody(name)
                }
            };
            if may_be {
                proposals.add(parent as u32, 1.0);
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
            .filter(|&(_, name)| decided.authors[parent as usize] == Some(*name))
            .map(|(mention, _)| Clue {
                evidence: Evidence::Addressee,
                place: Place::Source(CommentId(child), mention.place),
                words: mention.name.clone(),
                other: Some(CommentId(parent)),
            })
            .collect()
    }
}
