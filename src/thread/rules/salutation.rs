//! "Great post, Pat the Rat."

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex, weights};
use crate::model::{CommentId, Place};

/// The comment greets the parent's author in its own words.
pub(super) struct Salutations;

impl LinkRule for Salutations {
    fn evidence(&self) -> Evidence {
        Evidence::Salutation
    }

    /// The latest comment that is known to be by whom it greets.
    fn propose(&self, index: &ThreadIndex<'_>, question: Question, proposals: &mut Proposals) {
        for &(name, _) in &index.greeted[question.comment] {
            if index.is_nobody(name) {
                continue;
            }
            let theirs = &index.by[name.index()];
            let before = theirs.partition_point(|&c| (c as usize) < question.comment);
            if let Some(&parent) = theirs[..before].last()
                && index.author[question.comment] != Some(name)
            {
                proposals.add(parent, weights::SALUTATION);
            }
        }
    }

    fn clues(&self, index: &ThreadIndex<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let text = index.page.postings[child as usize].body.text();
        index.greeted[child as usize]
            .iter()
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
