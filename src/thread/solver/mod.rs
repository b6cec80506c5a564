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
//! What is hopeless or settled is dropped early, so that most of the work goes
//! into what is still open, and what one comment may cost is bounded, however
//! many answer it: all of it grows with the comments and no faster.
//!
//! All arithmetic is addition, multiplication, division and comparison of
//! doubles in a fixed order, which every machine does alike; the work is
//! bounded by a number of sweeps and of options, never by time.

mod beliefs;
mod build;
mod challenge;
mod graph;
mod world;

use super::names::NameId;
use beliefs::Beliefs;
use challenge::Rival;
use graph::Graph;
use world::World;

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
    /// Whom else each name may mean.
    pub(super) aliases: Vec<Option<NameId>>,
    /// How likely an address puts a name so.
    pub(super) alias: f64,
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

// These numbers were tried at about half and twice their size on labelled pages
// of 30 to 50,000 comments: links and names moved by no more than 0.3 in a
// hundred. Fewer sweeps in all are what shows most, as fewer names.

/// Sweeps over all options.
const FIRST_SWEEPS: usize = 3;
/// Sweeps before the beliefs are read, these included.
const SWEEPS: usize = 20;
/// Share of its call's belief below which an option is given up after the
/// first sweeps.
const HOPELESS: f64 = 1e-4;
/// The same before anything is fixed.
const UNLIKELY: f64 = 1e-2;
/// Options of a call, the likeliest, that the world which is read off has to
/// stand against.
const RIVALS: usize = 6;
/// Sweeps after each round of fixing calls.
const SWEEPS_BETWEEN: usize = 2;
/// Belief above which a call is fixed without waiting for its turn.
const SURE: f64 = 0.95;
/// Part of the open calls that is fixed in each round at least: one in so many.
const SHARE_FIXED: usize = 6;

/// Solves the puzzle.
pub(super) fn solve(puzzle: &Puzzle) -> Solution {
    // What nobody wrote, a pingback or a server's line, poses no call.
    let calls = || puzzle.calls.iter().map(|call| call.comment as usize);
    let is_signed = |comment: usize| puzzle.pieces[comment].author.is_some();
    if calls().all(is_signed) && puzzle.pieces.iter().all(|piece| piece.listed.is_empty()) {
        return independent(puzzle);
    }
    let mut state = State::new(puzzle);
    state.sweep(FIRST_SWEEPS);
    // Most options are hopeless by now, and every sweep pays for them.
    state.prune(HOPELESS);
    state.sweep(SWEEPS - FIRST_SWEEPS);
    let parents: Vec<_> = state.of_calls(Beliefs::parents);
    let authors: Vec<_> = state.of_comments(Beliefs::authors);

    state.keep(&state.beliefs.likeliest(&state.graph, RIVALS));
    let open = state.graph.clone();
    state.prune(UNLIKELY);
    state.read_off();
    let chosen: Vec<Option<u32>> =
        (0..open.calls()).map(|call| open.same_choice(&state.graph, call)).collect();
    drop(state);

    let mut world = World::new(&open, &chosen);
    let rivals = challenge::challenge_all(&mut world);
    Solution {
        parents: (0..open.calls())
            .map(|c| choose(&parents[c], world.parent(c), rivals.parents(c)))
            .collect(),
        authors: (0..open.comments())
            .map(|c| choose(&authors[c], world.author(c), rivals.authors(c)))
            .collect(),
    }
}

/// Part of how likely it is that a call answers nobody which the likeliest
/// answer must reach, where answering somebody is likelier on the whole.
const CLOSE: f64 = 0.6;

/// Solves a puzzle in which every author is known and nobody is listed: no
/// call says anything about another, and the odds are the beliefs.
fn independent(puzzle: &Puzzle) -> Solution {
    let author = |piece: &Piece| Choice { best: piece.author, belief: 1.0, next: None };
    Solution {
        parents: puzzle.calls.iter().map(|call| alone(puzzle, call)).collect(),
        authors: puzzle.pieces.iter().map(author).collect(),
    }
}

/// What `call` answers, as if there were no other: first whether it answers
/// anybody, then whom.
fn alone(puzzle: &Puzzle, call: &Call) -> Choice<u32> {
    let fits = |candidate: &Candidate| {
        let author = puzzle.pieces[candidate.parent as usize].author;
        let called = call.addressee.is_none_or(|name| {
            author == Some(name) || puzzle.aliases[name.index()].is_some_and(|a| author == Some(a))
        });
        candidate.weight * if called { 1.0 } else { puzzle.misaddressed }
    };
    let all = call.candidates.iter().fold(call.article, |sum, c| sum + fits(c));
    let mut options: Vec<(Option<u32>, f64)> =
        call.candidates.iter().map(|c| (Some(c.parent), fits(c) / all)).collect();
    // Of equal ones the latest.
    options.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
    let article = (None, call.article / all);
    let is_root = options.is_empty() || article.1 >= 0.5 || article.1 * CLOSE >= options[0].1;
    options.insert(if is_root { 0 } else { options.len() }, article);
    let (best, belief) = options[0];
    let others = options[1..].iter().copied();
    let next = others.filter(|o| o.1 > 0.0).reduce(|a, b| if b.1 > a.1 { b } else { a });
    Choice { best, belief, next }
}

/// A graph and what is believed about it.
struct State {
    graph: Graph,
    beliefs: Beliefs,
}

/// What is decided next about a call: its parent, and then which of the names
/// listed there its author is.
#[derive(Debug, Clone, Copy)]
enum Surest {
    Parent(Option<u32>),
    Option(usize),
}

impl State {
    fn new(puzzle: &Puzzle) -> Self {
        let graph = Graph::new(puzzle);
        let beliefs = Beliefs::new(&graph);
        Self { graph, beliefs }
    }

    /// Sweeps over all calls.
    fn sweep(&mut self, times: usize) {
        let all = self.graph.active(0..self.graph.calls());
        for _ in 0..times {
            self.beliefs.sweep(&self.graph, &all);
        }
        self.beliefs.gather(&self.graph, &all);
    }

    /// Drops the options that have less than `share` of their call's belief.
    fn prune(&mut self, share: f64) {
        self.keep(&self.beliefs.is_likely(&self.graph, share));
    }

    /// Drops the options that are not marked.
    fn keep(&mut self, marked: &[bool]) {
        let (graph, kept) = self.graph.pruned(marked);
        self.beliefs = self.beliefs.kept(&self.graph, &graph, &kept);
        self.graph = graph;
    }

    fn of_calls<T>(&self, ask: impl Fn(&Beliefs, &Graph, usize) -> T) -> Vec<T> {
        (0..self.graph.calls()).map(|c| ask(&self.beliefs, &self.graph, c)).collect()
    }

    fn of_comments<T>(&self, ask: impl Fn(&Beliefs, &Graph, usize) -> T) -> Vec<T> {
        (0..self.graph.comments()).map(|c| ask(&self.beliefs, &self.graph, c)).collect()
    }

    /// Fixes calls, the surest first, until none is open: the parent of each,
    /// then which of the names listed there its author is. What is settled is
    /// swept no more.
    fn read_off(&mut self) {
        let (mut open, settled): (Vec<usize>, Vec<usize>) =
            (0..self.graph.calls()).partition(|&call| self.graph.is_open(call));
        settled.into_iter().for_each(|call| self.settle(call));
        while !open.is_empty() {
            let mut by_belief: Vec<(f64, usize, Surest)> =
                open.iter().map(|&call| self.surest(call)).collect();
            by_belief.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            let sure = by_belief.partition_point(|&(belief, ..)| belief >= SURE);
            let count = sure.max(by_belief.len().div_ceil(SHARE_FIXED));
            for &(_, call, surest) in &by_belief[..count] {
                match surest {
                    Surest::Parent(parent) => self.graph.fix_parent(call, parent),
                    Surest::Option(choice) => self.graph.fix_option(call, choice),
                }
                if !self.graph.is_open(call) {
                    self.settle(call);
                }
            }
            open.retain(|&call| self.graph.is_open(call));
            let active = self.graph.active(open.iter().copied());
            for _ in 0..SWEEPS_BETWEEN {
                self.beliefs.sweep(&self.graph, &active);
            }
        }
    }

    /// How likely the surest decision about an open call is, and what it is.
    fn surest(&self, call: usize) -> (f64, usize, Surest) {
        if self.graph.is_parent_open(call) {
            let (parent, belief) = self.beliefs.best_parent(&self.graph, call);
            (belief, call, Surest::Parent(parent))
        } else {
            let (choice, belief) = self.beliefs.best_option(&self.graph, call);
            (belief, call, Surest::Option(choice))
        }
    }

    /// Takes the one option that is left to `call` as given.
    fn settle(&mut self, call: usize) {
        if let Some(choice) = self.graph.left(call) {
            self.beliefs.settle(&self.graph, choice);
        }
    }
}

/// The choice of `chosen`: as sure as the beliefs from before anything was
/// fixed are, and no surer than its rivals leave it.
fn choose<T: Copy + PartialEq>(
    before: &[(Option<T>, f64)],
    chosen: Option<T>,
    rivals: &[Rival<T>],
) -> Choice<T> {
    let believed = before.iter().find(|b| b.0 == chosen).map_or(0.0, |b| b.1);
    let all = rivals.iter().fold(1.0, |sum, rival| sum + rival.odds);
    let belief = believed.min(1.0 / all);
    let mut next: Option<(Option<T>, f64)> = None;
    let rivals = rivals.iter().map(|r| (r.choice, r.odds / all));
    for (choice, likely) in before.iter().copied().chain(rivals) {
        if choice != chosen && next.is_none_or(|(_, most)| likely >= most) {
            next = Some((choice, likely));
        }
    }
    let next = next.map(|(choice, likely)| (choice, likely.min(1.0 - belief)));
    Choice { best: chosen, belief, next }
}

#[cfg(test)]
mod tests;
