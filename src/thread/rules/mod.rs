//! Link rules: each knows one kind of evidence. It proposes parents for a
//! call, with odds, and afterwards shows the words that speak for a link.
//!
//! Adding one is a file here, a line in [`LINK_RULES`] and a case in the
//! tests below.

mod addressee;
mod adjacency;
mod backlink;
mod quote;
mod salutation;
mod turn_taking;

use super::index::ThreadIndex;
use super::names::NameId;
use super::solver::Candidate;
use super::weights;
use crate::model::{Clue, Evidence};
pub(super) use adjacency::REACH;

/// A comment's question: what does it answer, as far as this address goes?
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// The comment.
    pub(super) comment: usize,
    /// The name that it addresses.
    pub(super) addressee: Option<NameId>,
    /// The comment that the address points at by its number, if it is here.
    pub(super) numbered: Option<u32>,
}

/// One kind of evidence for who answers whom.
pub(super) trait LinkRule: Sync {
    /// The kind.
    fn evidence(&self) -> Evidence;

    /// Proposes earlier comments as parents.
    fn propose(&self, index: &ThreadIndex<'_>, question: Question, proposals: &mut Proposals);

    /// Where the words stand that speak for `child` answering `parent`, once
    /// both authors are decided.
    fn clues(&self, index: &ThreadIndex<'_>, decided: &Decided<'_>, link: (u32, u32)) -> Vec<Clue>;
}

/// Every rule, in the order that clues are listed.
pub(super) const LINK_RULES: &[&dyn LinkRule] = &[
    &backlink::Backlinks,
    &addressee::Addressees,
    &salutation::Salutations,
    &quote::Quotes,
    &turn_taking::TurnTaking,
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
    /// Parent and odds, in the order proposed; a parent may stand in it more
    /// than once.
    odds: Vec<(u32, f64)>,
    /// Room to work in: candidates, and how well they fit at first sight.
    found: Vec<(f64, Candidate)>,
    /// How many candidates a question may have.
    pub(super) most: usize,
}

impl Proposals {
    /// None yet, for questions of at most `most` candidates.
    pub(super) fn of_at_most(most: usize) -> Self {
        Self { odds: Vec::new(), found: Vec::new(), most }
    }

    /// Proposes `parent` with `odds`; those of several rules multiply.
    pub(super) fn add(&mut self, parent: u32, odds: f64) {
        self.odds.push((parent, odds));
    }

    /// The proposed parents, each once, in order; weighed by their odds and
    /// their nearness. At most [`most`](Self::most) of them, the likeliest.
    pub(super) fn candidates(
        &mut self,
        index: &ThreadIndex<'_>,
        question: Question,
    ) -> Vec<Candidate> {
        self.odds.sort_by_key(|&(parent, _)| parent);
        let found = &mut self.found;
        found.clear();
        for &(parent, odds) in &self.odds {
            match found.last_mut() {
                Some((_, last)) if last.parent == parent => last.weight *= odds,
                _ => {
                    let near = weights::nearness(question.comment as u32 - parent - 1);
                    let unlisted = if index.lists_answers { weights::UNLISTED } else { 1.0 };
                    found.push((0.0, Candidate { parent, weight: odds * near, unlisted }));
                }
            }
        }
        self.odds.clear();
        if found.len() > self.most {
            for (promised, candidate) in found.iter_mut() {
                *promised = candidate.weight * promise(index, question, candidate);
            }
            found.select_nth_unstable_by(self.most, |(a, one), (b, other)| {
                b.total_cmp(a).then(other.parent.cmp(&one.parent))
            });
            found.truncate(self.most);
            found.sort_by_key(|(_, candidate)| candidate.parent);
        }
        // A list of its own for each question, no longer than it has to be.
        found.iter().map(|&(_, candidate)| candidate).collect()
    }
}

/// How well a candidate fits at first sight: whether its author is known to be
/// the one addressed, and lists the one who asks.
fn promise(index: &ThreadIndex<'_>, question: Question, candidate: &Candidate) -> f64 {
    let parent = candidate.parent as usize;
    let addressed = match (question.addressee, index.author[parent]) {
        (Some(name), None) => index.may_be_by(candidate.parent, name),
        _ => 1.0,
    };
    let listed =
        index.author[question.comment].is_none_or(|author| index.listed[parent].contains(&author));
    addressed * if listed { 1.0 } else { candidate.unlisted }
}
