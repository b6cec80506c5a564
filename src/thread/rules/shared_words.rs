//! Rare words that two comments share.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, Scene, Sign, Signs};
use crate::model::{CommentId, Place};
use crate::text::Span;

/// How many comments that share a rare word are proposed.
const MOST: usize = 4;

/// Words in common, from 0 to 1, that count as a clue.
const CLUE: f64 = 0.2;

/// The comment and the parent share rare words.
pub(super) struct SharedWords;

impl LinkRule for SharedWords {
    fn evidence(&self) -> Evidence {
        Evidence::SharedWords
    }

    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        if question.addressee.is_none() {
            let sharing = scene.index.topics.sharing(question.comment);
            sharing.take(MOST).for_each(|parent| proposals.add(parent));
        }
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let (shared, rare) = scene.index.topics.shared(question.comment, parent as usize);
        signs.set(Sign::SharedWords, shared);
        signs.mark(Sign::SharedRare, rare);
    }

    fn clues(&self, scene: Scene<'_>, _: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let index = scene.index;
        let topics = &index.topics;
        let (shared, rare) = topics.shared(child as usize, parent as usize);
        let text = index.page.postings[child as usize].body.text();
        let quotes = &index.all_quotes[child as usize];
        let found = (rare || shared >= CLUE)
            .then(|| topics.rarest_shared(child as usize, parent as usize, text, quotes));
        let clue = |span: Span| Clue {
            evidence: Evidence::SharedWords,
            place: Place::Body(CommentId(child), span),
            words: span.of_text(text).to_owned(),
            other: Some(CommentId(parent)),
        };
        found.flatten().map(clue).into_iter().collect()
    }
}
