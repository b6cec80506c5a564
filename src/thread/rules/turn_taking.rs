//! A answers B after B answered A.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, ThreadIndex, weights};
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

    fn propose(&self, index: &ThreadIndex<'_>, question: Question, proposals: &mut Proposals) {
        let Some(author) = index.author[question.comment].filter(|&a| !index.is_nobody(a)) else {
            return;
        };
        let spoken_to = &index.spoken_to[author.index()];
        let before = spoken_to.partition_point(|&c| (c as usize) < question.comment);
        let fits = |parent: &u32| {
            let theirs = index.author[*parent as usize];
            theirs != Some(author) && question.addressee.is_none_or(|name| theirs == Some(name))
        };
        let found = spoken_to[..before].iter().rev().take(LOOKED_AT).copied().filter(fits);
        let odds = if index.is_chat { weights::CHAT_TURN_TAKING } else { weights::TURN_TAKING };
        for parent in found.take(MOST) {
            proposals.add(parent, odds);
        }
    }

    fn clues(&self, index: &ThreadIndex<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let Some(author) = decided.authors[child as usize] else {
            return Vec::new();
        };
        let spoken_to = index.spoken_to[author.index()].binary_search(&parent).is_ok();
        let clue = Clue {
            evidence: Evidence::TurnTaking,
            place: Place::Order,
            words: index.names.name(author).to_owned(),
            other: Some(CommentId(parent)),
        };
        spoken_to.then_some(clue).into_iter().collect()
    }
}
