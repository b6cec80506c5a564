//! "Replies: @name" under a comment.

use super::{Clue, Decided, Evidence, LinkRule, Proposals, Question, Scene, Sign, Signs};
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
    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        if question.addressee.is_some() {
            return;
        }
        let index = scene.index;
        let lists = match index.author[question.comment] {
            Some(author) => &index.listing[author.index()],
            None => &index.with_list,
        };
        let reach = proposals.most.min(REACH);
        Scene::latest(lists, question.comment, reach).for_each(|parent| proposals.add(parent));
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let listed = index.author[question.comment]
            .is_some_and(|author| index.listed[parent as usize].contains(&author));
        signs.mark(Sign::Listed, question.addressee.is_none() && listed);
    }

    fn clues(&self, scene: Scene<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let index = scene.index;
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
