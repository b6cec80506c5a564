//! Link rules: each knows one kind of evidence. It proposes parents for a
//! question, sees the signs of its kind on each that anybody proposed, and
//! afterwards shows the words that speak for a link.
//!
//! Adding one is a file here, a line in [`LINK_RULES`], its signs in
//! [`Sign`](super::signs::Sign) and a case in the tests.

mod addressee;
mod adjacency;
mod backlink;
mod question;
mod quote;
mod salutation;
mod shared_words;
mod turn_taking;

use super::index::ThreadIndex;
use super::names::NameId;
use super::past::Past;
use super::signs::{Sign, Signs, magnitude};
use super::weights::Family;
use crate::model::{Clue, Evidence};
pub(super) use adjacency::REACH;

/// A comment's question: what does it answer, as far as this address goes?
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// The comment.
    pub(super) comment: usize,
    /// The name that it addresses. Where all authors are known, addresses are
    /// signs like others: the first question has none, and further ones ask
    /// whom else a comment answers.
    pub(super) addressee: Option<NameId>,
    /// The comment that the address points at by its number, if it is here.
    pub(super) numbered: Option<u32>,
}

/// What rules look at: the page, and what its earlier comments seem to answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) index: &'a ThreadIndex<'a>,
    pub(super) past: &'a Past,
}

impl Scene<'_> {
    /// How many comments stand between two.
    pub(super) fn between(&self, comment: usize, parent: u32) -> u32 {
        let order = &self.index.order;
        (order[comment] - order[parent as usize]).saturating_sub(1)
    }

    /// The author of a comment, if known and somebody.
    pub(super) fn author(&self, comment: usize) -> Option<NameId> {
        self.index.author[comment].filter(|&name| !self.index.is_nobody(name))
    }

    /// Of the comments in `list`, which rises, the latest `count` before
    /// `comment`, the latest first.
    pub(super) fn latest(
        list: &[u32],
        comment: usize,
        count: usize,
    ) -> impl Iterator<Item = u32> + '_ {
        let before = list.partition_point(|&c| (c as usize) < comment);
        list[before.saturating_sub(count)..before].iter().rev().copied()
    }
}

/// One kind of evidence for who answers whom.
pub(super) trait LinkRule: Sync {
    /// The kind.
    fn evidence(&self) -> Evidence;

    /// Proposes earlier comments as parents.
    fn propose(&self, scene: Scene<'_>, question: Question, proposals: &mut Proposals);

    /// Sees the signs that `parent` is what the question asks for.
    fn see(&self, scene: Scene<'_>, question: Question, parent: u32, signs: &mut Signs);

    /// Sees the signs that the article is, or nothing on the page.
    fn see_article(&self, _scene: Scene<'_>, _question: Question, _signs: &mut Signs) {}

    /// Where the words stand that speak for `child` answering `parent`, once
    /// both authors are decided.
    fn clues(&self, scene: Scene<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue>;
}

/// Every rule, in the order that clues are listed.
pub(super) const LINK_RULES: &[&dyn LinkRule] = &[
    &backlink::Backlinks,
    &addressee::Addressees,
    &salutation::Salutations,
    &quote::Quotes,
    &turn_taking::TurnTaking,
    &question::Questions,
    &shared_words::SharedWords,
    &adjacency::Adjacency,
];

/// Who wrote what, as decided.
#[derive(Debug)]
pub(super) struct Decided<'a> {
    /// One a comment.
    pub(super) authors: &'a [Option<NameId>],
}

/// The parents proposed for one question.
#[derive(Debug)]
pub(super) struct Proposals {
    parents: Vec<u32>,
    /// How many candidates a question may have.
    pub(super) most: usize,
}

impl Proposals {
    /// None yet, for questions of at most `most` candidates.
    pub(super) fn of_at_most(most: usize) -> Self {
        Self { parents: Vec::new(), most }
    }

    /// Proposes `parent`.
    pub(super) fn add(&mut self, parent: u32) {
        self.parents.push(parent);
    }

    /// The proposed parents, each once, in order; none are left.
    pub(super) fn take(&mut self, into: &mut Vec<u32>) {
        into.clear();
        into.append(&mut self.parents);
        into.sort_unstable();
        into.dedup();
    }
}
