//! Parents and missing authors, decided together.
//!
//! The puzzle is a small generative story. Each comment has one author. Each
//! *call* of a comment (one for each name that it addresses, or one without a
//! name) answers the article or one earlier comment, near ones more often than
//! far ones. An answer to a comment names its author; the platform lists its
//! own author under that comment. What the page shows of this (names, lists,
//! addresses) is the evidence, and the solver asks which parents and authors
//! explain it.
//!
//! It does so by belief propagation (Pearl 1988; sum-product on a factor
//! graph): the variables are each call's parent and each comment's author; the
//! factors say that an address names the parent's author, that an answer's
//! author is listed under its parent, and that everybody who is listed did
//! answer. Evidence that settles a question drives the messages to 0 and 1, so
//! the constraints decide first and what is left is weighed. The beliefs are
//! the confidences; a consistent whole is read off by fixing the surest calls
//! first and asking again ("decimation").
//!
//! All arithmetic is addition, multiplication, division and comparison of
//! doubles in a fixed order, which every machine does alike; the work is
//! bounded by a number of sweeps and of options, never by time.

mod beliefs;
mod graph;

use super::names::NameId;
use beliefs::Beliefs;
use graph::Graph;

/// What the platform lets be known about one comment.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// Its author, where stated or corrected.
    pub(super) author: Option<NameId>,
    /// The authors listed under it, each once.
    pub(super) listed: Vec<NameId>,
}

/// A comment that a call may answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// The comment.
    pub(super) parent: u32,
    /// How likely it is before anything about authors is known, in relation
    /// to the call's other candidates and the article.
    pub(super) weight: f64,
    /// What is left of that weight where the call's author is not listed
    /// under the parent: 1 on a page that lists nobody, 0 to rule it out.
    pub(super) unlisted: f64,
}

/// One question: what does this comment answer, as far as this address goes?
#[derive(Debug, Clone, Default)]
pub(super) struct Call {
    /// The comment that calls.
    pub(super) comment: u32,
    /// The name that it addresses.
    pub(super) addressee: Option<NameId>,
    /// How likely it is that it answers the article, or nothing on the page.
    pub(super) article: f64,
    /// The comments that it may answer, by their order.
    pub(super) candidates: Vec<Candidate>,
}

/// Everything the solver needs to know.
#[derive(Debug, Default)]
pub(super) struct Puzzle {
    /// One a comment, in the order shown.
    pub(super) pieces: Vec<Piece>,
    /// The questions.
    pub(super) calls: Vec<Call>,
    /// How likely each name is to be the author of an unsigned comment. The
    /// sum is below 1: the rest is for people whom nobody names.
    pub(super) names: Vec<f64>,
    /// How likely it is that somebody listed answered elsewhere.
    pub(super) answered_elsewhere: f64,
    /// How likely it is that an address names somebody else than the parent's
    /// author.
    pub(super) misaddressed: f64,
    /// What is left of a candidate's weight where the call's author would
    /// answer themselves.
    pub(super) self_answer: f64,
}

/// A decision, with how sure it is and the next best. None stands for the
/// article, or for an author whom nobody names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Choice<T> {
    /// What was chosen.
    pub(super) best: Option<T>,
    /// How likely that is.
    pub(super) belief: f64,
    /// The likeliest other, if any, and how likely it is.
    pub(super) next: Option<(Option<T>, f64)>,
}

/// What the solver found.
#[derive(Debug)]
pub(super) struct Solution {
    /// One a call: its parent.
    pub(super) parents: Vec<Choice<u32>>,
    /// One a comment: its author. Stated ones are sure.
    pub(super) authors: Vec<Choice<NameId>>,
}

/// Sweeps before the beliefs are read.
const SWEEPS: usize = 40;
/// Sweeps after each round of fixing calls.
const SWEEPS_BETWEEN: usize = 4;
/// Belief above which a call is fixed without waiting for its turn.
const SURE: f64 = 0.98;
/// Share of the open calls that is fixed in a round in which none is sure.
const SHARE_FIXED: usize = 16;

/// Solves the puzzle.
pub(super) fn solve(puzzle: &Puzzle) -> Solution {
    let mut graph = Graph::new(puzzle);
    let mut beliefs = Beliefs::new(&graph);
    for _ in 0..SWEEPS {
        beliefs.sweep(&graph);
    }
    let parents: Vec<Vec<(Option<u32>, f64)>> =
        (0..graph.calls()).map(|c| beliefs.parents(&graph, c)).collect();
    let authors: Vec<Vec<(Option<NameId>, f64)>> =
        (0..graph.comments()).map(|c| beliefs.authors(&graph, c)).collect();

    // Parents first, then which of the listed names each answer is.
    read_off(&mut graph, &mut beliefs, Graph::fix_parent, Graph::is_parent_open, |b, g, c| {
        b.best_parent(g, c)
    });
    read_off(&mut graph, &mut beliefs, Graph::fix_option, Graph::is_option_open, |b, g, c| {
        b.best_option(g, c)
    });

    Solution {
        parents: parents
            .iter()
            .enumerate()
            .map(|(c, before)| choose(before, beliefs.best_parent(&graph, c).0))
            .collect(),
        authors: authors
            .iter()
            .enumerate()
            .map(|(c, before)| choose(before, best(&beliefs.authors(&graph, c))))
            .collect(),
    }
}

/// Fixes calls, the surest first, until none is open.
fn read_off<T>(
    graph: &mut Graph,
    beliefs: &mut Beliefs,
    fix: impl Fn(&mut Graph, usize, T),
    is_open: impl Fn(&Graph, usize) -> bool,
    surest: impl Fn(&Beliefs, &Graph, usize) -> (T, f64),
) {
    let mut open: Vec<usize> = (0..graph.calls()).filter(|&c| is_open(graph, c)).collect();
    while !open.is_empty() {
        let mut by_belief: Vec<(f64, usize)> =
            open.iter().map(|&c| (surest(beliefs, graph, c).1, c)).collect();
        by_belief.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let sure = by_belief.partition_point(|&(belief, _)| belief >= SURE);
        let count = if sure > 0 { sure } else { by_belief.len().div_ceil(SHARE_FIXED) };
        for &(_, call) in &by_belief[..count] {
            let (choice, _) = surest(beliefs, graph, call);
            fix(graph, call, choice);
        }
        open.retain(|&c| is_open(graph, c));
        for _ in 0..SWEEPS_BETWEEN {
            beliefs.sweep(graph);
        }
    }
}

/// The choice of `chosen`, with the beliefs from before anything was fixed.
fn choose<T: Copy + PartialEq>(before: &[(Option<T>, f64)], chosen: Option<T>) -> Choice<T> {
    let belief = before.iter().find(|b| b.0 == chosen).map_or(0.0, |b| b.1);
    let others: Vec<_> = before.iter().copied().filter(|b| b.0 != chosen).collect();
    let next = best(&others);
    let next_belief = others.iter().find(|b| b.0 == next).map(|b| b.1);
    Choice { best: chosen, belief, next: next_belief.map(|belief| (next, belief)) }
}

/// The likeliest; of equal ones the last, which stands nearest.
fn best<T: Copy>(beliefs: &[(Option<T>, f64)]) -> Option<T> {
    let mut best: Option<(Option<T>, f64)> = None;
    for &(choice, belief) in beliefs {
        if best.is_none_or(|(_, most)| belief >= most) {
            best = Some((choice, belief));
        }
    }
    best.and_then(|(choice, _)| choice)
}

#[cfg(test)]
mod tests;
