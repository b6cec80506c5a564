//! Asks the link rules what each comment may answer, one comment after another,
//! and weighs what they see.

use super::index::ThreadIndex;
use super::names::NameId;
use super::past::Past;
use super::rules::{LINK_RULES, Proposals, Question, REACH, Scene};
use super::signs::{Sign, Signs, exp, log2, magnitude};
use super::solver::{Call, Candidate};
use super::unseen::{Unseen, unseen};
use super::weights::{self, Family, Weights};

/// Somebody who goes through a page and asks.
pub(super) struct Asker<'a> {
    index: &'a ThreadIndex<'a>,
    weights: &'a Weights,
    past: Past,
    proposals: Proposals,
    /// How likely a comment without a sign is an answer, on this page.
    unseen: Unseen,
}

/// What a question may be answered with.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// Comments, by their order, with what is seen of each.
    pub(super) candidates: Vec<(u32, Signs)>,
    /// What is seen of its answering none of them.
    pub(super) article: Signs,
}

impl<'a> Asker<'a> {
    /// One who asks questions of at most `most` candidates.
    pub(super) fn new(index: &'a ThreadIndex<'a>, weights: &'a Weights, most: usize) -> Self {
        Self {
            index,
            weights,
            past: Past::of(index.names.len()),
            proposals: Proposals::of_at_most(most),
            unseen: unseen(index),
        }
    }

    /// The questions that comment `i` poses; the first is what its parent is.
    ///
    /// Where some author is unknown, each address is a question, since it says
    /// whose the parent is. Elsewhere addresses are signs like others, and
    /// whom else a comment addresses are questions of their own.
    ///
    /// There is always a first.
    pub(super) fn questions(&self, i: usize) -> Vec<Question> {
        let called = &self.index.addressees[i];
        let question = |addressee, numbered| Question { comment: i, addressee, numbered };
        let numbered = |at: usize| self.index.numbered[i].get(at).copied().flatten();
        let addressed =
            called.iter().enumerate().map(|(at, &name)| question(Some(name), numbered(at)));
        if self.index.family == Family::Unsigned && !called.is_empty() {
            return addressed.collect();
        }
        let several = !self.index.has_one_parent && called.iter().any(|name| *name != called[0]);
        let all = std::iter::once(question(None, None));
        if several { all.chain(addressed).collect() } else { all.collect() }
    }

    /// What may answer `question`, with what is seen of it.
    pub(super) fn look(&mut self, question: Question) -> Seen {
        let scene = Scene { index: self.index, past: &self.past };
        let rules =
            || LINK_RULES.iter().filter(|rule| !self.index.without.contains(rule.evidence()));
        for rule in rules() {
            rule.propose(scene, question, &mut self.proposals);
        }
        let mut parents = Vec::new();
        self.proposals.take(&mut parents);
        // Nobody answers a server's line or a pingback.
        let postings = &self.index.page.postings;
        parents.retain(|&parent| postings[parent as usize].kind.has_author());
        if let Some(name) = question.addressee.filter(|_| self.index.family != Family::Unsigned) {
            parents.retain(|&parent| self.index.author[parent as usize] == Some(name));
        }
        let see = |parent: u32| {
            let mut signs = Signs::default();
            rules().for_each(|rule| rule.see(scene, question, parent, &mut signs));
            (parent, signs)
        };
        let candidates: Vec<(u32, Signs)> = parents.into_iter().map(see).collect();
        let mut article = Signs::default();
        if self.index.family == Family::Unsigned {
            // Read off the page as a whole: see `weigh`.
            return Seen { candidates, article };
        }
        rules().for_each(|rule| rule.see_article(scene, question, &mut article));
        let unseen = if self.index.is_newcomer(question.comment) {
            self.unseen.newcomer
        } else {
            self.unseen.returning
        };
        article.set(Sign::Expected, log2((1.0 - unseen) / unseen));
        if matches!(self.index.family, Family::Signed | Family::Handles) {
            article
                .set(Sign::Order, self.worth_together(candidates.iter().map(|c| c.1.of_order())));
        }
        Seen { candidates, article }
    }

    /// The logarithm of the odds that several options come to together.
    pub(super) fn worth_together(&self, options: impl Iterator<Item = Signs>) -> f64 {
        let all = options.map(|signs| exp(self.weights.worth(self.index.family, &signs)));
        log2(all.fold(0.0, |sum, odds| sum + odds)) * std::f64::consts::LN_2
    }

    /// The question with its candidates and their odds.
    pub(super) fn call(&mut self, question: Question) -> Call {
        let seen = self.look(question);
        self.weigh(question, &seen)
    }

    /// What has been seen, as odds.
    pub(super) fn weigh(&self, question: Question, seen: &Seen) -> Call {
        let Question { comment, addressee, .. } = question;
        let family = self.index.family;
        let unlisted = if self.index.lists_answers { weights::UNLISTED } else { 1.0 };
        let mut candidates: Vec<Candidate> = seen
            .candidates
            .iter()
            .map(|&(parent, ref signs)| {
                let weight = exp(self.weights.worth(family, signs));
                Candidate { parent, weight, unlisted }
            })
            .collect();
        let most = self.proposals.most;
        if candidates.len() > most {
            let promise = |c: &Candidate| c.weight * self.promise(question, c);
            candidates
                .sort_by(|a, b| promise(b).total_cmp(&promise(a)).then(b.parent.cmp(&a.parent)));
            candidates.truncate(most);
            candidates.sort_by_key(|c| c.parent);
        }
        let article = if candidates.is_empty() {
            1.0
        } else if family != Family::Unsigned {
            match addressee {
                Some(_) => {
                    candidates.iter().fold(0.0, |sum, c| sum + c.weight)
                        * weights::ADDRESSEE_ELSEWHERE
                }
                None => exp(self.weights.worth(family, &seen.article)),
            }
        } else if addressee.is_some() {
            weights::ADDRESSEE_ELSEWHERE / (self.index.names.len() + 1) as f64
        } else {
            // As likely as the page lets expect, over all that adjacency reaches.
            let worth = self.weights.of(family);
            let step = worth[Sign::Distance as usize] + worth[Sign::Unhinted as usize];
            let reached = 0..comment.min(REACH);
            let near = reached.map(|between| exp(step * magnitude(between as u32)));
            let all = near.fold(0.0, |sum, near| sum + near).max(1.0);
            for candidate in &mut candidates {
                candidate.weight *= self.unseen.anybody / all;
            }
            1.0 - self.unseen.anybody
        };
        Call { comment: comment as u32, addressee, article, candidates }
    }

    /// How well a candidate fits at first sight: whether its author is known
    /// to be the one addressed, and lists the one who asks.
    fn promise(&self, question: Question, candidate: &Candidate) -> f64 {
        let index = self.index;
        let parent = candidate.parent as usize;
        let addressed = match (question.addressee, index.author[parent]) {
            (Some(name), None) => index.may_be_by(candidate.parent, name),
            _ => 1.0,
        };
        let listed = index.author[question.comment]
            .is_none_or(|author| index.listed[parent].contains(&author));
        addressed * if listed { 1.0 } else { candidate.unlisted }
    }

    /// Goes on to the next comment: its question's likeliest answer is
    /// what it seems to answer.
    pub(super) fn remember(&mut self, call: Option<&Call>) {
        let likeliest = call.and_then(|call| {
            let best = call
                .candidates
                .iter()
                .max_by(|a, b| a.weight.total_cmp(&b.weight).then(a.parent.cmp(&b.parent)))?;
            (best.weight > call.article).then_some(best.parent)
        });
        let author = |i: usize| -> Option<NameId> {
            self.index.author[i].filter(|&name| !self.index.is_nobody(name))
        };
        self.past.push(likeliest, likeliest.and_then(|parent| author(parent as usize)));
    }

    /// What the comments so far seem to answer.
    pub(super) fn past(self) -> Past {
        self.past
    }
}
