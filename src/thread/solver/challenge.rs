//! A world (one parent for each call, one author for each comment) and what
//! speaks against it.
//!
//! Beliefs may grow too sure where evidence runs in circles: of two worlds
//! that explain a page equally well, the messages can talk each other into
//! one. So each decision of the world that was read off is challenged: the call
//! is made to choose otherwise, the calls around it may adapt, and the two
//! worlds are compared as wholes. A better one is adopted; the best of the
//! others are the rivals, and how close they come bounds the confidence.

use super::NameId;
use super::graph::{Address, Graph, NONE};

/// Trials that adapting to one challenge may take.
const TRIALS: usize = 48;
/// How much better a world must be for a call to adapt: keeps rounding from
/// moving between equal ones.
const BETTER: f64 = 1.000_1;
/// How much better a whole world must be to be adopted. The beliefs weigh all
/// worlds, not the likeliest one alone, and are overruled only by a clear case.
const CLEARLY_BETTER: f64 = 4.0;
/// Rounds in which better worlds are looked for.
const ROUNDS: usize = 2;
/// Likelihoods stop here, so that a few of them multiply without becoming 0.
const LEAST: f64 = 1e-60;
/// Odds stop here.
const MOST: f64 = 1e100;
/// What two own calls that name different authors cost.
const TORN: f64 = 1e-6;

/// A world over a graph.
pub(super) struct World<'g> {
    graph: &'g Graph,
    /// One a call: its option; `NONE` for the article.
    chosen: Vec<u32>,
    /// A domain entry: calls that address the comment by this name.
    addressed: Vec<u32>,
    /// A comment: its domain entries that somebody addresses or claims.
    active: Vec<Vec<u32>>,
    /// A comment: calls that address it by any name.
    addresses: Vec<u32>,
    /// A domain entry: own calls that list the comment under this name.
    claimed: Vec<u32>,
    /// A comment: own calls that list it under any name.
    claims: Vec<u32>,
    /// A listed name: calls that fill it.
    filled: Vec<u32>,
    neighbours: Neighbours,
}

/// Who else is concerned by a list or a comment.
struct Neighbours {
    /// The calls that may fill each listed name.
    fillers_of: Vec<u32>,
    fillers: Vec<u32>,
    /// The calls that may answer each comment.
    answerers_of: Vec<u32>,
    answerers: Vec<u32>,
}

/// Another world that comes close: a changed decision, and how likely the
/// best world with it is in relation to this one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rival<T> {
    pub(super) choice: Option<T>,
    pub(super) odds: f64,
}

/// What speaks against each decision.
#[derive(Debug, Default)]
pub(super) struct Rivals {
    /// One list a call.
    pub(super) parents: Vec<Vec<Rival<u32>>>,
    /// One list a comment.
    pub(super) authors: Vec<Vec<Rival<NameId>>>,
}

impl<'g> World<'g> {
    /// The world in which each call has the option in `chosen`.
    pub(super) fn new(graph: &'g Graph, chosen: &[Option<u32>]) -> Self {
        let mut world = Self {
            graph,
            chosen: vec![NONE; graph.calls()],
            addressed: vec![0; graph.domain.len()],
            active: vec![Vec::new(); graph.comments()],
            addresses: vec![0; graph.comments()],
            claimed: vec![0; graph.domain.len()],
            claims: vec![0; graph.comments()],
            filled: vec![0; graph.slots],
            neighbours: Neighbours::of(graph),
        };
        for (call, choice) in chosen.iter().enumerate() {
            world.set(call, choice.unwrap_or(NONE));
        }
        world
    }

    /// The parent that `call` has in this world.
    pub(super) fn parent(&self, call: usize) -> Option<u32> {
        self.parent_of(self.chosen[call])
    }

    fn parent_of(&self, choice: u32) -> Option<u32> {
        let choice = self.graph.choices.get(choice as usize)?;
        Some(self.graph.pairs[choice.pair as usize].parent)
    }

    /// The author that `comment` has in this world.
    pub(super) fn author(&self, comment: usize) -> Option<NameId> {
        if let Some(known) = self.graph.known[comment] {
            return Some(known);
        }
        let mut best: Option<(u32, u32, f64, usize)> = None;
        for &entry in &self.active[comment] {
            let at = entry as usize;
            let new = (self.claimed[at], self.addressed[at], self.graph.prior[at], at);
            // Of equal ones the first name, whatever the order they came in.
            let wins = best.is_none_or(|b| {
                (new.0, new.1).cmp(&(b.0, b.1)).then(new.2.total_cmp(&b.2)).then(b.3.cmp(&new.3))
                    == std::cmp::Ordering::Greater
            });
            if wins {
                best = Some(new);
            }
        }
        best.map(|(_, _, _, at)| self.graph.domain[at])
    }

    /// Challenges every decision, adopts what is clearly better, and says
    /// which rivals come how close to the world that stands in the end.
    pub(super) fn challenge_all(&mut self) -> Rivals {
        for _ in 0..ROUNDS {
            let (rivals, adopted) = self.challenge_each(true);
            if !adopted {
                return rivals;
            }
        }
        self.challenge_each(false).0
    }

    fn challenge_each(&mut self, adopt: bool) -> (Rivals, bool) {
        let mut rivals = Rivals {
            parents: vec![Vec::new(); self.graph.calls()],
            authors: vec![Vec::new(); self.graph.comments()],
        };
        let mut adopted = false;
        for call in 0..self.graph.calls() {
            for to in self.others(call) {
                let (odds, changes) = self.challenge(call, to);
                if adopt && odds > CLEARLY_BETTER {
                    adopted = true;
                    break;
                }
                self.note(odds, &changes, &mut rivals);
                self.undo(&changes);
            }
        }
        (rivals, adopted)
    }

    /// The options that `call` does not have, and the article. A call to
    /// which one option is left is settled.
    fn others(&self, call: usize) -> impl Iterator<Item = u32> + use<> {
        let mut range = self.graph.choice_range(call);
        if range.len() == 1 {
            range.end = range.start;
        }
        let chosen = self.chosen[call];
        let article = self.graph.article[call] > 0.0 && chosen != NONE && !range.is_empty();
        let options = range.start as u32..range.end as u32;
        options.filter(move |&at| at != chosen).chain(article.then_some(NONE))
    }

    /// Makes `call` choose `to` and lets the calls around it adapt. Gives the
    /// odds of the new world to the old, and every change as (call, before).
    fn challenge(&mut self, call: usize, to: u32) -> (f64, Vec<(u32, u32)>) {
        let before = self.chosen[call];
        let mut odds = self.switch(call, to);
        let mut changes = vec![(call as u32, before)];
        let mut concerned = self.concerned(call, before, to);
        let mut trials = 0;
        let mut at = 0;
        while at < concerned.len() && trials < TRIALS {
            let other = concerned[at] as usize;
            at += 1;
            if changes.iter().any(|&(changed, _)| changed as usize == other) {
                continue;
            }
            let before = self.chosen[other];
            let mut best = (BETTER, before);
            for option in self.others(other) {
                trials += 1;
                let better = self.switch(other, option);
                self.switch(other, before);
                if better > best.0 {
                    best = (better, option);
                }
            }
            if best.1 != before {
                odds = (odds * self.switch(other, best.1)).min(MOST);
                changes.push((other as u32, before));
                concerned.extend(self.concerned(other, before, best.1));
            }
        }
        (odds, changes)
    }

    fn undo(&mut self, changes: &[(u32, u32)]) {
        for &(call, before) in changes.iter().rev() {
            self.set(call as usize, before);
        }
    }

    /// Writes down what differs between this world and the one before
    /// `changes`.
    fn note(&mut self, odds: f64, changes: &[(u32, u32)], rivals: &mut Rivals) {
        let mut comments = Vec::new();
        for &(call, before) in changes {
            let now = self.parent(call as usize);
            if now != self.parent_of(before) {
                add(&mut rivals.parents[call as usize], now, odds);
            }
            comments.push(self.graph.call_comment[call as usize]);
            comments.extend(now);
            comments.extend(self.parent_of(before));
        }
        comments.sort_unstable();
        comments.dedup();
        let now: Vec<_> = comments.iter().map(|&c| self.author(c as usize)).collect();
        let chosen: Vec<u32> =
            changes.iter().map(|&(call, _)| self.chosen[call as usize]).collect();
        self.undo(changes);
        for (&comment, now) in comments.iter().zip(now) {
            if now != self.author(comment as usize) {
                add(&mut rivals.authors[comment as usize], now, odds);
            }
        }
        for (&(call, _), chosen) in changes.iter().zip(chosen) {
            self.set(call as usize, chosen);
        }
    }

    /// The calls whose reasons change when `call` goes from one option to
    /// another.
    fn concerned(&self, call: usize, from: u32, to: u32) -> Vec<u32> {
        let mut calls = Vec::new();
        if let Some(choice) = self.graph.choices.get(from as usize)
            && choice.slot != NONE
        {
            calls.extend(self.neighbours.fillers(choice.slot));
        }
        let comments = self.parent_of(to).into_iter().chain([self.graph.call_comment[call]]);
        for comment in comments {
            let answers = |&&other: &&u32| self.parent(other as usize) == Some(comment);
            calls.extend(self.neighbours.answerers(comment).iter().filter(answers));
        }
        calls
    }

    /// Gives `call` the option `to`; the odds of the new world to the old.
    fn switch(&mut self, call: usize, to: u32) -> f64 {
        let from = self.chosen[call];
        let comments =
            [Some(self.graph.call_comment[call]), self.parent_of(from), self.parent_of(to)];
        let slots = [self.slot_of(from), self.slot_of(to)];
        let before = self.likelihood(call, &comments, slots);
        self.set(call, to);
        let after = self.likelihood(call, &comments, slots);
        (after / before.max(f64::MIN_POSITIVE)).min(MOST)
    }

    /// How likely the parts are that a switch of `call` changes.
    fn likelihood(&self, call: usize, comments: &[Option<u32>; 3], slots: [u32; 2]) -> f64 {
        let mut all = match self.graph.choices.get(self.chosen[call] as usize) {
            None => self.graph.article[call],
            Some(choice) => match self.graph.pairs[choice.pair as usize].address {
                Address::Known(fits) => choice.weight * fits,
                _ => choice.weight,
            },
        };
        for (i, comment) in comments.iter().enumerate() {
            if let Some(comment) = comment
                && !comments[..i].contains(&Some(*comment))
            {
                all *= self.author_likelihood(*comment as usize);
            }
        }
        for (i, &slot) in slots.iter().enumerate() {
            let empty = slot != NONE && self.filled[slot as usize] == 0;
            if empty && !slots[..i].contains(&slot) {
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
        let missed = |times: u32| {
            (0..times.min(40)).fold(1.0, |all, _| all * self.graph.misaddressed.max(1e-6))
        };
        let (addresses, claims) = (self.addresses[comment], self.claims[comment]);
        let mut named = 0.0;
        let mut left = 1.0;
        for &entry in &self.active[comment] {
            let entry = entry as usize;
            let prior = self.graph.prior[entry];
            let torn = if self.claimed[entry] < claims { TORN } else { 1.0 };
            named += prior * torn * missed(addresses - self.addressed[entry]);
            left -= prior;
        }
        let unnamed = if claims > 0 { 0.0 } else { left.max(0.0) * missed(addresses) };
        (named + unnamed).max(LEAST)
    }

    fn slot_of(&self, choice: u32) -> u32 {
        self.graph.choices.get(choice as usize).map_or(NONE, |c| c.slot)
    }

    fn set(&mut self, call: usize, to: u32) {
        let from = std::mem::replace(&mut self.chosen[call], to);
        self.count(call, from, u32::wrapping_sub);
        self.count(call, to, u32::wrapping_add);
    }

    /// Counts one more or one less of what `choice` says.
    fn count(&mut self, call: usize, choice: u32, step: fn(u32, u32) -> u32) {
        let Some(choice) = self.graph.choices.get(choice as usize) else {
            return;
        };
        let pair = &self.graph.pairs[choice.pair as usize];
        let change = |count: &mut u32| *count = step(*count, 1);
        if let Address::Open(entry) = pair.address {
            change(&mut self.addressed[entry as usize]);
            change(&mut self.addresses[pair.parent as usize]);
            self.activate(pair.parent, entry);
        }
        if choice.own != NONE {
            let comment = self.graph.call_comment[call];
            change(&mut self.claimed[choice.own as usize]);
            change(&mut self.claims[comment as usize]);
            self.activate(comment, choice.own);
        }
        if choice.slot != NONE {
            change(&mut self.filled[choice.slot as usize]);
        }
    }

    /// Keeps the list of entries that anybody speaks of.
    fn activate(&mut self, comment: u32, entry: u32) {
        let active = &mut self.active[comment as usize];
        let spoken_of = self.addressed[entry as usize] > 0 || self.claimed[entry as usize] > 0;
        match active.iter().position(|&e| e == entry) {
            None if spoken_of => active.push(entry),
            Some(at) if !spoken_of => drop(active.swap_remove(at)),
            _ => {}
        }
    }
}

impl Neighbours {
    fn of(graph: &Graph) -> Self {
        let mut fillers = vec![Vec::new(); graph.slots];
        let mut answerers = vec![Vec::new(); graph.comments()];
        for call in 0..graph.calls() {
            for choice in &graph.choices[graph.choice_range(call)] {
                if choice.slot != NONE {
                    fillers[choice.slot as usize].push(call as u32);
                }
            }
            for pair in &graph.pairs[graph.pair_range(call)] {
                answerers[pair.parent as usize].push(call as u32);
            }
        }
        let (fillers_of, fillers) = flat(&fillers);
        let (answerers_of, answerers) = flat(&answerers);
        Self { fillers_of, fillers, answerers_of, answerers }
    }

    fn fillers(&self, slot: u32) -> &[u32] {
        let at = slot as usize;
        &self.fillers[self.fillers_of[at] as usize..self.fillers_of[at + 1] as usize]
    }

    fn answerers(&self, comment: u32) -> &[u32] {
        let at = comment as usize;
        &self.answerers[self.answerers_of[at] as usize..self.answerers_of[at + 1] as usize]
    }
}

fn flat(lists: &[Vec<u32>]) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0];
    for list in lists {
        starts.push(starts[starts.len() - 1] + list.len() as u32);
    }
    (starts, lists.concat())
}

/// Keeps the best odds of each choice.
fn add<T: Copy + PartialEq>(rivals: &mut Vec<Rival<T>>, choice: Option<T>, odds: f64) {
    match rivals.iter_mut().find(|r| r.choice == choice) {
        Some(rival) => rival.odds = rival.odds.max(odds),
        None => rivals.push(Rival { choice, odds }),
    }
}
