//! The puzzle as flat arrays: calls have candidates, candidates have options
//! (one for each listed name that the call's author may be), comments without
//! an author have a domain of names.

use super::{NameId, Puzzle};

/// No entry of an array.
pub(super) const NONE: u32 = u32::MAX;

/// What an address says about a candidate's author.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Address {
    /// Nothing: the call has no address.
    Silent,
    /// The author is known; this is how well the address fits.
    Known(f64),
    /// The author is open; this entry of their domain is the address.
    Open(u32),
}

/// A call and a comment that it may answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(super) parent: u32,
    pub(super) address: Address,
}

/// A pair, and the name under which the call's author is listed there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) pair: u32,
    /// The listed name's place among all lists; `NONE` where not listed.
    pub(super) slot: u32,
    /// The listed name in the domain of the call's own comment; `NONE` where
    /// that author is known or the option is unlisted.
    pub(super) own: u32,
    pub(super) weight: f64,
}

/// What of a graph was kept: places in the old arrays, rising.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) choices: Vec<usize>,
    pub(super) pairs: Vec<usize>,
    pub(super) names: Vec<usize>,
}

/// The flat arrays. `x_of` gives where the entries of each begin.
#[derive(Debug, Clone)]
pub(super) struct Graph {
    pub(super) known: Vec<Option<NameId>>,
    /// Domain entries of each comment: its possible names, rising.
    pub(super) domain_of: Vec<u32>,
    pub(super) domain: Vec<NameId>,
    pub(super) prior: Vec<f64>,
    /// What the prior leaves to names outside each comment's domain.
    pub(super) outside: Vec<f64>,
    pub(super) slots: usize,
    pub(super) call_comment: Vec<u32>,
    pub(super) article: Vec<f64>,
    pub(super) pair_of: Vec<u32>,
    pub(super) pairs: Vec<Pair>,
    pub(super) choice_of: Vec<u32>,
    pub(super) choices: Vec<Choice>,
    pub(super) answered_elsewhere: f64,
    pub(super) misaddressed: f64,
}

impl Graph {
    pub(super) fn new(puzzle: &Puzzle) -> Self {
        let slot_of: Vec<u32> = starts(puzzle.pieces.iter().map(|p| p.listed.len()));
        let (domain_of, domain) = domains(puzzle);
        let prior: Vec<f64> = domain.iter().map(|n| puzzle.names[n.index()]).collect();
        let outside = domain_of
            .windows(2)
            .map(|w| (1.0 - sum(&prior[w[0] as usize..w[1] as usize])).max(1e-6))
            .collect();
        let mut graph = Self {
            known: puzzle.pieces.iter().map(|p| p.author).collect(),
            domain_of,
            domain,
            prior,
            outside,
            slots: slot_of.last().map_or(0, |&n| n as usize),
            call_comment: puzzle.calls.iter().map(|c| c.comment).collect(),
            article: puzzle.calls.iter().map(|c| c.article).collect(),
            pair_of: vec![0],
            pairs: Vec::new(),
            choice_of: vec![0],
            choices: Vec::new(),
            answered_elsewhere: puzzle.answered_elsewhere,
            misaddressed: puzzle.misaddressed,
        };
        for call in &puzzle.calls {
            graph.add(puzzle, call, &slot_of);
        }
        graph
    }

    fn add(&mut self, puzzle: &Puzzle, call: &super::Call, slot_of: &[u32]) {
        let author = self.known[call.comment as usize];
        for candidate in &call.candidates {
            let parent = candidate.parent;
            let address = match (call.addressee, self.known[parent as usize]) {
                (None, _) => Address::Silent,
                (Some(name), Some(known)) if name == known => Address::Known(1.0),
                (Some(name), Some(known)) => {
                    let alias = puzzle.aliases.get(name.index()).copied().flatten();
                    Address::Known(if alias == Some(known) {
                        puzzle.alias
                    } else {
                        self.misaddressed
                    })
                }
                (Some(name), None) => match self.entry(parent, name) {
                    NONE => Address::Known(self.misaddressed),
                    entry => Address::Open(entry),
                },
            };
            let pair = self.pairs.len() as u32;
            self.pairs.push(Pair { parent, address });
            let by_itself = |author| {
                if Some(author) == call.addressee { puzzle.self_answer } else { 1.0 }
            };
            let listed = &puzzle.pieces[parent as usize].listed;
            for (at, &name) in listed.iter().enumerate() {
                let own = match author {
                    Some(author) if author == name => NONE,
                    Some(_) => continue,
                    None => match self.entry(call.comment, name) {
                        NONE => continue,
                        entry => entry,
                    },
                };
                let slot = slot_of[parent as usize] + at as u32;
                let weight = candidate.weight * by_itself(name);
                self.choices.push(Choice { pair, slot, own, weight });
            }
            let is_listed = author.is_some_and(|author| listed.contains(&author));
            if !is_listed && candidate.unlisted > 0.0 {
                let weight = candidate.weight * candidate.unlisted * author.map_or(1.0, by_itself);
                self.choices.push(Choice { pair, slot: NONE, own: NONE, weight });
            }
        }
        self.pair_of.push(self.pairs.len() as u32);
        self.choice_of.push(self.choices.len() as u32);
    }

    /// The entry of `name` in the domain of `comment`.
    fn entry(&self, comment: u32, name: NameId) -> u32 {
        let range = self.domain_range(comment as usize);
        let found = self.domain[range.clone()].binary_search(&name);
        found.map_or(NONE, |at| (range.start + at) as u32)
    }

    pub(super) fn domain_range(&self, comment: usize) -> std::ops::Range<usize> {
        self.domain_of[comment] as usize..self.domain_of[comment + 1] as usize
    }

    pub(super) fn pair_range(&self, call: usize) -> std::ops::Range<usize> {
        self.pair_of[call] as usize..self.pair_of[call + 1] as usize
    }

    pub(super) fn choice_range(&self, call: usize) -> std::ops::Range<usize> {
        self.choice_of[call] as usize..self.choice_of[call + 1] as usize
    }

    pub(super) fn calls(&self) -> usize {
        self.call_comment.len()
    }

    pub(super) fn comments(&self) -> usize {
        self.known.len()
    }

    /// The same graph with the options for which `keep` holds, and with the
    /// names that they can tell of; says which pairs and names were kept.
    pub(super) fn pruned(&self, keep: impl Fn(usize) -> bool) -> (Self, Kept) {
        let choices: Vec<usize> = (0..self.choices.len()).filter(|&c| keep(c)).collect();
        let mut pairs: Vec<usize> =
            choices.iter().map(|&c| self.choices[c].pair as usize).collect();
        pairs.dedup();

        let mut told = vec![false; self.domain.len()];
        for &choice in &choices {
            if let Some(entry) = told.get_mut(self.choices[choice].own as usize) {
                *entry = true;
            }
        }
        for &pair in &pairs {
            if let Address::Open(entry) = self.pairs[pair].address {
                told[entry as usize] = true;
            }
        }
        let names: Vec<usize> = (0..told.len()).filter(|&e| told[e]).collect();
        let place = |of: &[usize], at: usize| of.partition_point(|&x| x < at) as u32;
        let entry = |at: u32| if at == NONE { NONE } else { place(&names, at as usize) };

        let new_choices = choices.iter().map(|&c| {
            let old = self.choices[c];
            Choice { pair: place(&pairs, old.pair as usize), own: entry(old.own), ..old }
        });
        let new_pairs = pairs.iter().map(|&p| {
            let old = self.pairs[p];
            let address = match old.address {
                Address::Open(at) => Address::Open(entry(at)),
                other => other,
            };
            Pair { address, ..old }
        });
        let pruned = Self {
            known: self.known.clone(),
            domain_of: self.domain_of.iter().map(|&at| place(&names, at as usize)).collect(),
            domain: names.iter().map(|&e| self.domain[e]).collect(),
            prior: names.iter().map(|&e| self.prior[e]).collect(),
            outside: (0..self.comments())
                .map(|c| {
                    let lost = self.domain_range(c).filter(|&e| !told[e]).map(|e| self.prior[e]);
                    lost.fold(self.outside[c], |sum, prior| sum + prior)
                })
                .collect(),
            slots: self.slots,
            call_comment: self.call_comment.clone(),
            article: self.article.clone(),
            pair_of: self.pair_of.iter().map(|&at| place(&pairs, at as usize)).collect(),
            pairs: new_pairs.collect(),
            choice_of: self.choice_of.iter().map(|&at| place(&choices, at as usize)).collect(),
            choices: new_choices.collect(),
            answered_elsewhere: self.answered_elsewhere,
            misaddressed: self.misaddressed,
        };
        (pruned, Kept { choices, pairs, names })
    }

    /// Leaves the call only the options with this parent.
    pub(super) fn fix_parent(&mut self, call: usize, parent: Option<u32>) {
        if parent.is_some() {
            self.article[call] = 0.0;
        }
        for at in self.choice_range(call) {
            let choice = &mut self.choices[at];
            if Some(self.pairs[choice.pair as usize].parent) != parent {
                choice.weight = 0.0;
            }
        }
    }

    /// Whether more than one parent is left to the call.
    pub(super) fn is_parent_open(&self, call: usize) -> bool {
        let mut pairs = self.live(call).map(|c| c.pair);
        let first = pairs.next();
        match first {
            None => false,
            Some(_) if self.article[call] > 0.0 => true,
            Some(first) => pairs.any(|pair| pair != first),
        }
    }

    /// Leaves the call only the option at `choice` of all options.
    pub(super) fn fix_option(&mut self, call: usize, choice: usize) {
        for at in self.choice_range(call) {
            if at != choice {
                self.choices[at].weight = 0.0;
            }
        }
    }

    /// Whether more than one option is left to the call.
    pub(super) fn is_option_open(&self, call: usize) -> bool {
        self.live(call).nth(1).is_some()
    }

    /// The option of `call` here that is the one left to it in `other`, a
    /// graph of the same puzzle.
    pub(super) fn same_choice(&self, other: &Self, call: usize) -> Option<u32> {
        let left = other.live(call).next()?;
        let parent = other.pairs[left.pair as usize].parent;
        let same = |choice: &Choice| {
            choice.slot == left.slot && self.pairs[choice.pair as usize].parent == parent
        };
        self.choice_range(call).find(|&at| same(&self.choices[at])).map(|at| at as u32)
    }

    /// How many options are left to all calls.
    pub(super) fn live_options(&self) -> usize {
        self.choices.iter().filter(|c| c.weight > 0.0).count()
    }

    fn live(&self, call: usize) -> impl Iterator<Item = &Choice> {
        self.choices[self.choice_range(call)].iter().filter(|c| c.weight > 0.0)
    }
}

/// The names that each unsigned comment may be by: those listed where it may
/// answer, and those by which an answer may address it.
fn domains(puzzle: &Puzzle) -> (Vec<u32>, Vec<NameId>) {
    let mut possible: Vec<Vec<NameId>> = vec![Vec::new(); puzzle.pieces.len()];
    for call in &puzzle.calls {
        for candidate in &call.candidates {
            let parent = &puzzle.pieces[candidate.parent as usize];
            if puzzle.pieces[call.comment as usize].author.is_none() {
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

pub(super) fn sum(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value)
}
