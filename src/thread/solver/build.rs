//! From the puzzle to the flat arrays.

use super::graph::{Address, Choice, Graph, NONE, Pair, sum};
use super::{Call, Candidate, NameId, Puzzle};

/// Listed names that all unsigned calls together may be told apart by, about.
const NAMES: usize = 1_000_000;
/// Listed names that a call always may be told apart by.
const FEWEST_NAMES: usize = 128;
/// How much a name on a long list wants to be filled, where as many answer as
/// are listed and any of them may be anybody: each is still empty with
/// probability 1/e.
const WANTED: f64 = 1.56;

impl Graph {
    pub(super) fn new(puzzle: &Puzzle) -> Self {
        let slot_of: Vec<u32> = starts(puzzle.pieces.iter().map(|p| p.listed.len()));
        let long_from: Vec<usize> = puzzle.calls.iter().map(|c| long_from(puzzle, c)).collect();
        let (domain_of, domain) = domains(puzzle, &long_from);
        let prior: Vec<f64> = domain.iter().map(|n| puzzle.names[n.index()]).collect();
        let outside = domain_of
            .windows(2)
            .map(|w| (1.0 - sum(&prior[w[0] as usize..w[1] as usize])).max(1e-6))
            .collect();
        let mut builder = Builder {
            listed: puzzle
                .pieces
                .iter()
                .map(|p| p.listed.iter().fold(0.0, |sum, n| sum + puzzle.names[n.index()]))
                .collect(),
            puzzle,
            graph: Self {
                known: puzzle.pieces.iter().map(|p| p.author).collect(),
                domain_of,
                domain,
                prior,
                outside,
                slots: slot_of.last().map_or(0, |&n| n as usize),
                call_comment: puzzle.calls.iter().map(|c| c.comment).collect(),
                article: puzzle.calls.iter().map(|c| c.article).collect(),
                pair_of: vec![0],
                pairs: Vec::with_capacity(puzzle.calls.iter().map(|c| c.candidates.len()).sum()),
                choice_of: vec![0],
                choices: Vec::new(),
                answered_elsewhere: puzzle.answered_elsewhere,
                misaddressed: puzzle.misaddressed,
            },
            slot_of,
        };
        for (call, &long_from) in puzzle.calls.iter().zip(&long_from) {
            builder.add(call, long_from);
        }
        // A vector that grew has room for as much again.
        builder.graph.choices.shrink_to_fit();
        builder.graph
    }
}

/// A graph as it is built.
struct Builder<'p> {
    puzzle: &'p Puzzle,
    graph: Graph,
    /// Where the listed names of each comment begin.
    slot_of: Vec<u32>,
    /// How likely those are, together, to stand behind an unsigned comment.
    listed: Vec<f64>,
}

impl Builder<'_> {
    fn add(&mut self, call: &Call, long_from: usize) {
        for candidate in &call.candidates {
            let address = self.address(call, candidate.parent);
            let pair = self.graph.pairs.len() as u32;
            self.graph.pairs.push(Pair { parent: candidate.parent, address });
            if let Some(author) = self.graph.known[call.comment as usize] {
                self.add_signed(call, candidate, pair, author);
            } else {
                self.add_unsigned(call, candidate, pair, long_from);
            }
        }
        self.graph.pair_of.push(self.graph.pairs.len() as u32);
        self.graph.choice_of.push(self.graph.choices.len() as u32);
    }

    /// What the call's address says about the author of `parent`.
    fn address(&self, call: &Call, parent: u32) -> Address {
        match (call.addressee, self.graph.known[parent as usize]) {
            (None, _) => Address::Silent,
            (Some(name), Some(known)) if name == known => Address::Known(1.0),
            (Some(name), Some(known)) => {
                let alias = self.puzzle.aliases.get(name.index()).copied().flatten();
                let is_alias = alias == Some(known);
                Address::Known(if is_alias { self.puzzle.alias } else { self.puzzle.misaddressed })
            }
            (Some(name), None) => match self.graph.entry(parent, name) {
                NONE => Address::Known(self.puzzle.misaddressed),
                entry => Address::Open(entry),
            },
        }
    }

    /// A call whose author is known is listed under that name or not at all.
    fn add_signed(&mut self, call: &Call, candidate: &Candidate, pair: u32, author: NameId) {
        let parent = candidate.parent as usize;
        let weight = candidate.weight * self.by_itself(call, author);
        let (slot, weight) = match self.puzzle.pieces[parent].listed.binary_search(&author) {
            Ok(at) => (self.slot_of[parent] + at as u32, weight),
            Err(_) if candidate.unlisted > 0.0 => (NONE, weight * candidate.unlisted),
            Err(_) => return,
        };
        self.graph.choices.push(Choice { pair, slot, own: NONE, weight });
    }

    /// A call without an author may be anybody who is listed. Of a long list
    /// it may be those whom others call it; the rest make one option.
    fn add_unsigned(&mut self, call: &Call, candidate: &Candidate, pair: u32, long_from: usize) {
        let parent = candidate.parent as usize;
        let listed = &self.puzzle.pieces[parent].listed;
        let mut unlisted = candidate.unlisted;
        if listed.len() < long_from {
            for (at, &name) in listed.iter().enumerate() {
                let own = self.graph.entry(call.comment, name);
                if own != NONE {
                    self.add_option(call, candidate, pair, at, own);
                }
            }
        } else {
            let mut rest = self.listed[parent];
            for own in self.graph.domain_range(call.comment as usize) {
                if let Ok(at) = listed.binary_search(&self.graph.domain[own]) {
                    rest -= self.graph.prior[own];
                    self.add_option(call, candidate, pair, at, own as u32);
                }
            }
            unlisted += rest.max(0.0) * WANTED;
        }
        if unlisted > 0.0 {
            let weight = candidate.weight * unlisted;
            self.graph.choices.push(Choice { pair, slot: NONE, own: NONE, weight });
        }
    }

    /// The option that the call's author is the name at place `at` of the
    /// candidate's list, which is the entry `own` of their domain.
    fn add_option(&mut self, call: &Call, candidate: &Candidate, pair: u32, at: usize, own: u32) {
        let slot = self.slot_of[candidate.parent as usize] + at as u32;
        let by_itself = self.by_itself(call, self.graph.domain[own as usize]);
        let weight = candidate.weight * by_itself;
        self.graph.choices.push(Choice { pair, slot, own, weight });
    }

    /// What is left of a weight where the call's author is `author`.
    fn by_itself(&self, call: &Call, author: NameId) -> f64 {
        if Some(author) == call.addressee { self.puzzle.self_answer } else { 1.0 }
    }
}

/// The length from which lists are too long to tell a call's author apart by
/// all of their names: a comment that half of a page answers would otherwise
/// cost the square of that.
fn long_from(puzzle: &Puzzle, call: &Call) -> usize {
    let most = (NAMES / puzzle.calls.len()).max(FEWEST_NAMES);
    let lengths = call.candidates.iter().map(|c| puzzle.pieces[c.parent as usize].listed.len());
    if lengths.clone().sum::<usize>() <= most {
        return usize::MAX;
    }
    let mut lengths: Vec<usize> = lengths.collect();
    lengths.sort_unstable();
    let mut names = 0;
    let first = lengths.into_iter().find(|length| {
        names += length;
        names > most
    });
    first.unwrap_or(usize::MAX)
}

/// The names that each unsigned comment may be by: those listed where it may
/// answer, and those by which an answer may address it.
fn domains(puzzle: &Puzzle, long_from: &[usize]) -> (Vec<u32>, Vec<NameId>) {
    let mut possible: Vec<Vec<NameId>> = vec![Vec::new(); puzzle.pieces.len()];
    for (call, &long_from) in puzzle.calls.iter().zip(long_from) {
        let is_unsigned = puzzle.pieces[call.comment as usize].author.is_none();
        for candidate in &call.candidates {
            let parent = &puzzle.pieces[candidate.parent as usize];
            if is_unsigned && parent.listed.len() < long_from {
                possible[call.comment as usize].extend(&parent.listed);
            }
            if let Some(name) = call.addressee
                && parent.author.is_none()
            {
                possible[candidate.parent as usize].push(name);
            }
        }
        // Long lists of repeats cost memory before they are thinned.
        let own = &mut possible[call.comment as usize];
        own.sort_unstable();
        own.dedup();
    }
    for names in &mut possible {
        names.sort_unstable();
        names.dedup();
    }
    (starts(possible.iter().map(Vec::len)), possible.concat())
}

fn starts(lengths: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut at = 0;
    std::iter::once(0)
        .chain(lengths.map(|len| {
            at += len as u32;
            at
        }))
        .collect()
}
