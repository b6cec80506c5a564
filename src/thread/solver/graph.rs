//! The puzzle as flat arrays: calls have candidates, candidates have options
//! (one for each listed name that the call's author may be), comments without
//! an author have a domain of names.

use super::NameId;

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
    /// The listed name's place among all lists; `NONE` where not listed, or
    /// one of many.
    pub(super) slot: u32,
    /// The listed name in the domain of the call's own comment; `NONE` where
    /// that author is known or the option names nobody.
    pub(super) own: u32,
    pub(super) weight: f64,
}

/// What of a graph was kept: places in the old arrays, rising.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) choices: Vec<u32>,
    pub(super) pairs: Vec<u32>,
    pub(super) names: Vec<u32>,
}

/// Some calls, and what they have a word in.
#[derive(Debug)]
pub(super) struct Active {
    pub(super) calls: Vec<u32>,
    /// The comments whose author they may tell.
    pub(super) comments: Vec<u32>,
    /// The listed names that they may fill.
    pub(super) slots: Vec<u32>,
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
    /// The entry of `name` in the domain of `comment`.
    pub(super) fn entry(&self, comment: u32, name: NameId) -> u32 {
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

    /// The calls of a comment: calls stand in the order of their comments.
    pub(super) fn calls_of(&self, comment: u32) -> std::ops::Range<u32> {
        let start = self.call_comment.partition_point(|&c| c < comment);
        let end = self.call_comment.partition_point(|&c| c <= comment);
        start as u32..end as u32
    }

    pub(super) fn calls(&self) -> usize {
        self.call_comment.len()
    }

    pub(super) fn comments(&self) -> usize {
        self.known.len()
    }

    /// Those of `calls` that have a word in anything that others have one in,
    /// and what that is.
    pub(super) fn active(&self, calls: impl Iterator<Item = usize>) -> Active {
        let mut active = Active { calls: Vec::new(), comments: Vec::new(), slots: Vec::new() };
        let mut is_in = vec![false; self.comments()];
        let mut tell = |comment: u32, comments: &mut Vec<u32>| {
            if !std::mem::replace(&mut is_in[comment as usize], true) {
                comments.push(comment);
            }
        };
        for call in calls {
            let (mut tells, mut claims) = (false, false);
            for pair in &self.pairs[self.pair_range(call)] {
                if let Address::Open(_) = pair.address {
                    tell(pair.parent, &mut active.comments);
                    tells = true;
                }
            }
            for choice in &self.choices[self.choice_range(call)] {
                if choice.slot != NONE {
                    active.slots.push(choice.slot);
                    tells = true;
                }
                claims |= choice.own != NONE;
            }
            if claims {
                tell(self.call_comment[call], &mut active.comments);
            }
            if tells || claims {
                active.calls.push(call as u32);
            }
        }
        active
    }

    /// The same graph with the options that are marked in `keep`, and with the
    /// names that they can tell of; says which pairs and names were kept.
    pub(super) fn pruned(&self, keep: &[bool]) -> (Self, Kept) {
        let mut is_pair_kept = vec![false; self.pairs.len()];
        let mut is_told = vec![false; self.domain.len()];
        for (choice, _) in self.choices.iter().zip(keep).filter(|&(_, &keep)| keep) {
            is_pair_kept[choice.pair as usize] = true;
            if let Some(entry) = is_told.get_mut(choice.own as usize) {
                *entry = true;
            }
        }
        for (pair, _) in self.pairs.iter().zip(&is_pair_kept).filter(|&(_, &keep)| keep) {
            if let Address::Open(entry) = pair.address {
                is_told[entry as usize] = true;
            }
        }
        let (choices, choice_place) = places(keep);
        let (pairs, pair_place) = places(&is_pair_kept);
        let (names, name_place) = places(&is_told);
        let of = |place: &[u32], at: u32| if at == NONE { NONE } else { place[at as usize] };

        let new_choices = choices.iter().map(|&c| {
            let old = self.choices[c as usize];
            Choice { pair: of(&pair_place, old.pair), own: of(&name_place, old.own), ..old }
        });
        let new_pairs = pairs.iter().map(|&p| {
            let old = self.pairs[p as usize];
            let address = match old.address {
                Address::Open(at) => Address::Open(of(&name_place, at)),
                other => other,
            };
            Pair { address, ..old }
        });
        let lost = |comment: usize| {
            let lost = self.domain_range(comment).filter(|&e| !is_told[e]);
            lost.fold(self.outside[comment], |sum, entry| sum + self.prior[entry])
        };
        let starts = |place: &[u32], of: &[u32]| of.iter().map(|&at| place[at as usize]).collect();
        let pruned = Self {
            known: self.known.clone(),
            domain_of: starts(&name_place, &self.domain_of),
            domain: names.iter().map(|&e| self.domain[e as usize]).collect(),
            prior: names.iter().map(|&e| self.prior[e as usize]).collect(),
            outside: (0..self.comments()).map(lost).collect(),
            slots: self.slots,
            call_comment: self.call_comment.clone(),
            article: self.article.clone(),
            pair_of: starts(&pair_place, &self.pair_of),
            pairs: new_pairs.collect(),
            choice_of: starts(&choice_place, &self.choice_of),
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
    pub(super) fn is_open(&self, call: usize) -> bool {
        self.live(call).nth(usize::from(self.article[call] <= 0.0)).is_some()
    }

    /// The option that is left to a call, by its place among all, where it is
    /// not the article.
    pub(super) fn left(&self, call: usize) -> Option<usize> {
        self.choice_range(call).find(|&at| self.choices[at].weight > 0.0)
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

    fn live(&self, call: usize) -> impl Iterator<Item = &Choice> {
        self.choices[self.choice_range(call)].iter().filter(|c| c.weight > 0.0)
    }
}

/// The places of what is kept, and how many are kept before each place.
fn places(keep: &[bool]) -> (Vec<u32>, Vec<u32>) {
    let mut kept = Vec::new();
    let mut before = Vec::with_capacity(keep.len() + 1);
    for (at, &keep) in keep.iter().enumerate() {
        before.push(kept.len() as u32);
        if keep {
            kept.push(at as u32);
        }
    }
    before.push(kept.len() as u32);
    (kept, before)
}

pub(super) fn sum(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value)
}
