//! The comments directly before: what is answered most where nothing else
//! speaks.

use super::{
    Clue, Decided, Evidence, Family, LinkRule, Proposals, Question, Scene, Sign, Signs, magnitude,
};
use crate::model::{CommentId, Place};

/// How many comments back an answer without any sign is looked for.
pub(in crate::thread) const REACH: usize = 6;

/// The same where all authors are known, and in a chat.
const SIGNED_REACH: usize = 12;
const CHAT_REACH: usize = 40;

/// How many comments are looked at to find those: somebody may have written
/// all of the last ones.
const LOOKED_AT: usize = 64;

/// The comment follows the parent closely.
pub(super) struct Adjacency;

/// How many comments back are proposed on such a page.
fn reach(family: Family) -> usize {
    match family {
        Family::Unsigned => REACH,
        Family::Signed | Family::Handles => SIGNED_REACH,
        Family::Chat => CHAT_REACH,
    }
}

impl LinkRule for Adjacency {
    fn evidence(&self) -> Evidence {
        Evidence::Adjacency
    }

    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals) {
        let index = scene.index;
        if question.addressee.is_some() {
            return;
        }
        let author = index.author[question.comment];
        if let Some(author) = author.filter(|_| index.family == Family::Chat) {
            // Who chats goes on from their own last line.
            for own in Scene::latest(&index.by[author.index()], question.comment, 2) {
                proposals.add(own);
            }
        }
        if let Some(first) = index.first.filter(|_| index.family != Family::Unsigned)
            && (first as usize) < question.comment
        {
            // What a page begins with is answered all along.
            proposals.add(first);
        }
        let before = (0..question.comment).rev().take(LOOKED_AT).filter(|&c| {
            index.page.postings[c].kind.has_author()
                && (author.is_none() || index.author[c] != author)
        });
        for parent in before.take(reach(index.family)) {
            proposals.add(parent as u32);
        }
    }

    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs) {
        let index = scene.index;
        let between = scene.between(question.comment, parent);
        let distance = magnitude(between);
        signs.mark(Sign::Previous, between == 0);
        signs.mark(Sign::Second, between == 1);
        signs.set(Sign::Distance, distance);
        signs.mark(Sign::First, index.first == Some(parent));
        let lists = |author| index.listed[parent as usize].contains(&author);
        let hinted = question.addressee.is_some()
            || !index.addressees[question.comment].is_empty()
            || index.author[question.comment].is_some_and(lists);
        if !hinted {
            signs.set(Sign::Unhinted, distance);
        }
        if index.is_silent(question.comment) {
            signs.mark(Sign::SilentPrevious, between == 0);
            signs.set(Sign::SilentDistance, distance);
        }
        if let (Some(from), Some(to)) =
            (index.minutes[parent as usize], index.minutes[question.comment])
        {
            signs.set(Sign::Gap, magnitude(to.saturating_sub(from)));
        }
        if let Some(author) = scene.author(question.comment)
            && index.author[parent as usize] == Some(author)
        {
            signs.set(Sign::Own, 1.0);
            signs.set(Sign::OwnDistance, distance);
            let latest = Scene::latest(&index.by[author.index()], question.comment, 1).next();
            signs.mark(Sign::OwnLatest, latest == Some(parent));
            signs.set(Sign::OwnGap, signs.get(Sign::Gap));
        }
        signs.set(Sign::ParentLength, magnitude(index.words[parent as usize]));
        let talk = scene.past;
        signs.mark(Sign::TalkEnd, talk.end(parent) == parent);
        signs.mark(Sign::Opening, talk.parent(parent).is_none());
        signs.set(Sign::Answered, magnitude(talk.answers(parent)));
    }

    fn see_article(&self, scene: Scene<'_>, question: Question, signs: &mut Signs) {
        let index = scene.index;
        let at = question.comment;
        signs.set(Sign::Article, 1.0);
        signs.set(Sign::Length, magnitude(index.words[at]));
        let before = (0..at).rev().find(|&c| index.page.postings[c].kind.has_author());
        if let (Some(from), Some(to)) =
            (before.and_then(|before| index.minutes[before]), index.minutes[at])
        {
            signs.set(Sign::Silence, magnitude(to.saturating_sub(from)));
        }
        signs.mark(Sign::Newcomer, index.is_newcomer(at));
        let (to_one, of_page) = index.speaks[at];
        signs.mark(Sign::SecondPerson, to_one);
        signs.mark(Sign::OfPage, of_page);
        signs.mark(Sign::Hails, index.hails[at]);
        signs.mark(Sign::Replies, index.replies[at]);
    }

    /// Only where no other rule has a clue: see `LINK_RULES`, where it is last.
    fn clues(&self, scene: Scene<'_>, _: &Decided<'_>, link: (u32, u32)) -> Vec<Clue> {
        let (child, parent) = link;
        let index = scene.index;
        let own = index.family == Family::Chat
            && index.author[child as usize] == index.author[parent as usize];
        let reach = if own { LOOKED_AT } else { reach(index.family) };
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
