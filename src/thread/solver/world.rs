//! A world (one option for each call), and how likely it is beside another.

use std::cmp::Reverse;

use super::NameId;
use super::graph::{Address, Choice, Graph, NONE};

/// Likelihoods stop here, so that a few of them multiply without becoming 0.
const LEAST: f64 = 1e-60;
/// Odds stop here.
pub(super) const MOST: f64 = 1e100;
/// What two own calls that name different authors cost.
const TORN: f64 = 1e-6;
/// Wrong addresses of one comment that count, each against it.
const MOST_MISSED: usize = 40;

/// A world over a graph.
pub(super) struct World<'g> {
    pub(super) graph: &'g Graph,
    /// One a call: its option; `NONE` for the article.
    chosen: Vec<u32>,
    /// A domain entry: who says it.
    said: Vec<Said>,
    /// A comment: its domain entries that anybody says.
    active: Vec<Vec<u32>>,
    /// A comment: the same under any name.
    said_of: Vec<Said>,
    /// A listed name: calls that fill it.
    filled: Vec<u32>,
    /// How likely so many wrong addresses are.
    missed: [f64; MOST_MISSED + 1],
}

/// How many calls say that a comment is by somebody.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Said {
    /// Calls that address the comment by this name.
    addressed: u32,
    /// Own calls that list the comment under it.
    claimed: u32,
}

impl<'g> World<'g> {
    /// The world in which each call has the option in `chosen`.
    pub(super) fn new(graph: &'g Graph, chosen: &[Option<u32>]) -> Self {
        let mut missed = [1.0; MOST_MISSED + 1];
        for times in 1..missed.len() {
            missed[times] = missed[times - 1] * graph.misaddressed.max(1e-6);
        }
        let mut world = Self {
            graph,
            chosen: vec![NONE; graph.calls()],
            said: vec![Said::default(); graph.domain.len()],
            active: vec![Vec::new(); graph.comments()],
            said_of: vec![Said::default(); graph.comments()],
            filled: vec![0; graph.slots],
            missed,
        };
        for (call, choice) in chosen.iter().enumerate() {
            world.set(call, choice.unwrap_or(NONE));
        }
        world
    }

    /// The option that `call` has; `NONE` for the article.
    pub(super) fn chosen(&self, call: usize) -> u32 {
        self.chosen[call]
    }

    /// The parent that `call` has in this world.
    pub(super) fn parent(&self, call: usize) -> Option<u32> {
        self.parent_of(self.chosen[call])
    }

    /// The parent that an option stands for.
    pub(super) fn parent_of(&self, choice: u32) -> Option<u32> {
        Some(self.graph.pairs[self.choice(choice)?.pair as usize].parent)
    }

    /// The listed name that an option fills.
    pub(super) fn slot_of(&self, choice: u32) -> Option<u32> {
        self.choice(choice).map(|c| c.slot).filter(|&slot| slot != NONE)
    }

    fn choice(&self, choice: u32) -> Option<&'g Choice> {
        self.graph.choices.get(choice as usize)
    }

    /// The author that `comment` has in this world: the name that most of its
    /// own calls claim, then most addresses; of equals the likelier before
    /// anything was said, then the first.
    pub(super) fn author(&self, comment: usize) -> Option<NameId> {
        if let Some(known) = self.graph.known[comment] {
            return Some(known);
        }
        let rank = |entry: u32| {
            let said = self.said[entry as usize];
            (said.claimed, said.addressed, self.graph.prior[entry as usize], Reverse(entry))
        };
        let named = self.active[comment].iter().copied();
        let best = named.reduce(|best, entry| if rank(entry) > rank(best) { entry } else { best });
        best.map(|entry| self.graph.domain[entry as usize])
    }

    /// The options that `call` does not have, and the article. A call to
    /// which one option is left is settled.
    pub(super) fn others(&self, call: usize) -> impl Iterator<Item = u32> + use<> {
        let mut range = self.graph.choice_range(call);
        if range.len() == 1 {
            range.end = range.start;
        }
        let chosen = self.chosen[call];
        let article = self.graph.article[call] > 0.0 && chosen != NONE && !range.is_empty();
        let options = range.start as u32..range.end as u32;
        options.filter(move |&at| at != chosen).chain(article.then_some(NONE))
    }

    /// Gives `call` the option `to`.
    pub(super) fn set(&mut self, call: usize, to: u32) {
        let from = std::mem::replace(&mut self.chosen[call], to);
        self.count(call, from, u32::wrapping_sub);
        self.count(call, to, u32::wrapping_add);
    }

    /// Gives `call` the option `to`; the odds of the new world to the old.
    pub(super) fn switch(&mut self, call: usize, to: u32) -> f64 {
        let from = self.chosen[call];
        let parts = Parts {
            comments: [
                Some(self.graph.call_comment[call]),
                self.parent_of(from),
                self.parent_of(to),
            ],
            slots: [self.slot_of(from), self.slot_of(to)],
        };
        let before = self.likelihood(call, &parts);
        self.set(call, to);
        let after = self.likelihood(call, &parts);
        (after / before.max(f64::MIN_POSITIVE)).min(MOST)
    }

    /// How likely `call`'s option and the parts that it touches are.
    fn likelihood(&self, call: usize, parts: &Parts) -> f64 {
        let mut all = match self.choice(self.chosen[call]) {
            None => self.graph.article[call],
            Some(choice) => match self.graph.pairs[choice.pair as usize].address {
                Address::Known(fits) => choice.weight * fits,
                _ => choice.weight,
            },
        };
        let [own, from, to] = parts.comments;
        for comment in [own, from, to.filter(|_| to != from)].into_iter().flatten() {
            all *= self.author_likelihood(comment as usize);
        }
        let [from, to] = parts.slots;
        for slot in [from, to.filter(|_| to != from)].into_iter().flatten() {
            if self.filled[slot as usize] == 0 {
                all *= self.graph.answered_elsewhere;
            }
        }
        all
    }

    /// How likely what others say of the author of `comment` is.
    fn author_likelihood(&self, comment: usize) -> f64 {
        if self.graph.known[comment].is_some() {
            return 1.0;
        }
        let missed = |times: u32| self.missed[(times as usize).min(MOST_MISSED)];
        let of = self.said_of[comment];
        let mut named = 0.0;
        let mut left = 1.0;
        for &entry in &self.active[comment] {
            let said = self.said[entry as usize];
            let prior = self.graph.prior[entry as usize];
            let torn = if said.claimed < of.claimed { TORN } else { 1.0 };
            named += prior * torn * missed(of.addressed - said.addressed);
            left -= prior;
        }
        let unnamed = if of.claimed > 0 { 0.0 } else { left.max(0.0) * missed(of.addressed) };
        (named + unnamed).max(LEAST)
    }

    /// Counts one more or one less of what `choice` says.
    fn count(&mut self, call: usize, choice: u32, step: fn(u32, u32) -> u32) {
        let Some(choice) = self.choice(choice) else {
            return;
        };
        let change = |count: &mut u32| *count = step(*count, 1);
        let pair = &self.graph.pairs[choice.pair as usize];
        if let Address::Open(entry) = pair.address {
            change(&mut self.said[entry as usize].addressed);
            change(&mut self.said_of[pair.parent as usize].addressed);
            self.activate(pair.parent, entry);
        }
        if choice.own != NONE {
            let comment = self.graph.call_comment[call];
            change(&mut self.said[choice.own as usize].claimed);
            change(&mut self.said_of[comment as usize].claimed);
            self.activate(comment, choice.own);
        }
        if choice.slot != NONE {
            change(&mut self.filled[choice.slot as usize]);
        }
    }

    /// Keeps the list of entries that anybody says.
    fn activate(&mut self, comment: u32, entry: u32) {
        let active = &mut self.active[comment as usize];
        let is_said = self.said[entry as usize] != Said::default();
        match active.iter().position(|&e| e == entry) {
            None if is_said => active.push(entry),
            Some(at) if !is_said => drop(active.swap_remove(at)),
            _ => {}
        }
    }
}

/// What a switch of a call touches.
struct Parts {
    /// Its own comment, the parent that it had, the one that it gets.
    comments: [Option<u32>; 3],
    /// The listed name that it filled, and the one that it fills.
    slots: [Option<u32>; 2],
}
