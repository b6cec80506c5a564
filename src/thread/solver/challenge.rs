//! What speaks against a world.
//!
//! Beliefs may grow too sure where evidence runs in circles: of two worlds
//! that explain a page equally well, the messages can talk each other into
//! one. So each decision of the world that was read off is challenged: the call
//! is made to choose otherwise, the calls around it may adapt, and the two
//! worlds are compared as wholes. A better one is adopted; the best of the
//! others are the rivals, and how close they come bounds the confidence.

use std::ops::Range;

use super::NameId;
use super::graph::{Graph, NONE};
use super::world::{MOST, World};

/// Trials that adapting to one challenge may take.
const TRIALS: usize = 16;
/// How much better a world must be for a call to adapt: keeps rounding from
/// moving between equal ones.
const BETTER: f64 = 1.000_1;
/// How much better a whole world must be to be adopted. The beliefs weigh all
/// worlds, not the likeliest one alone, and are overruled only by a clear case.
const CLEARLY_BETTER: f64 = 4.0;
/// Rounds in which better worlds are looked for.
const ROUNDS: usize = 2;
/// Calls before a call, and as many behind it, that a change of it may concern.
const NEAR: usize = 64;
/// Odds below which a rival changes no confidence, which has four digits.
const NO_RIVAL: f64 = 1e-6;

/// Another world that comes close: a changed decision, and how likely the
/// best world with it is in relation to this one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rival<T> {
    /// The call or the comment whose decision it is.
    pub(super) of: u32,
    pub(super) choice: Option<T>,
    pub(super) odds: f64,
}

/// What speaks against the decisions of a world, by calls and by comments.
#[derive(Debug, Default)]
pub(super) struct Rivals {
    parents: Vec<Rival<u32>>,
    authors: Vec<Rival<NameId>>,
}

impl Rivals {
    /// The other parents of a call.
    pub(super) fn parents(&self, call: usize) -> &[Rival<u32>] {
        &self.parents[of(&self.parents, call as u32)]
    }

    /// The other authors of a comment.
    pub(super) fn authors(&self, comment: usize) -> &[Rival<NameId>] {
        &self.authors[of(&self.authors, comment as u32)]
    }
}

/// Challenges every decision of `world`, adopts what is clearly better, and
/// says which rivals come how close to the world that stands in the end.
pub(super) fn challenge_all(world: &mut World<'_>) -> Rivals {
    let mut challenge = Challenge {
        neighbours: Neighbours::of(world.graph),
        changes: Vec::new(),
        concerned: Vec::new(),
        notes: Vec::new(),
        world,
    };
    let mut asked: Vec<u32> = (0..challenge.world.graph.calls() as u32).collect();
    for round in 0..=ROUNDS {
        // What was adopted changes the odds around it, and nowhere else.
        challenge.notes.retain(|note| asked.binary_search(&note.by).is_err());
        let mut touched = Vec::new();
        for &call in &asked {
            for to in challenge.world.others(call as usize) {
                let odds = challenge.ask(call, to);
                if round < ROUNDS && odds > CLEARLY_BETTER {
                    challenge.touched(&mut touched);
                    break;
                }
                challenge.note(call, odds);
            }
        }
        touched.sort_unstable();
        touched.dedup();
        asked = touched;
    }
    rivals(&challenge.notes)
}

/// A world as it is challenged.
struct Challenge<'w, 'g> {
    world: &'w mut World<'g>,
    neighbours: Neighbours,
    /// The calls that the challenge at hand changed, and their options before.
    changes: Vec<(u32, u32)>,
    /// The calls whose reasons these changes concern.
    concerned: Vec<u32>,
    notes: Vec<Note>,
}

/// What a challenge came to.
struct Note {
    /// The call that was challenged.
    by: u32,
    decision: Decision,
    odds: f64,
}

/// A decision that a challenge changed.
#[derive(Clone, Copy)]
enum Decision {
    /// A call's parent.
    Parent(u32, Option<u32>),
    /// A comment's author.
    Author(u32, Option<NameId>),
}

impl Challenge<'_, '_> {
    /// Makes `call` choose `to` and lets the calls around it adapt. Gives the
    /// odds of the new world to the old.
    fn ask(&mut self, call: u32, to: u32) -> f64 {
        self.changes.clear();
        self.concerned.clear();
        let mut odds = self.change(call as usize, to);
        let mut trials = 0;
        let mut at = 0;
        while at < self.concerned.len() && trials < TRIALS {
            let other = self.concerned[at] as usize;
            at += 1;
            if self.changes.iter().any(|&(changed, _)| changed as usize == other) {
                continue;
            }
            let before = self.world.chosen(other);
            let mut best = (BETTER, before);
            for option in self.world.others(other) {
                trials += 1;
                let better = self.world.switch(other, option);
                self.world.set(other, before);
                if better > best.0 {
                    best = (better, option);
                }
            }
            if best.1 != before {
                odds = (odds * self.change(other, best.1)).min(MOST);
            }
        }
        odds
    }

    /// Switches a call and puts down whom that concerns.
    fn change(&mut self, call: usize, to: u32) -> f64 {
        let from = self.world.chosen(call);
        let odds = self.world.switch(call, to);
        self.changes.push((call as u32, from));
        if let Some(slot) = self.world.slot_of(from) {
            self.concerned.extend(near(self.neighbours.fillers.row(slot), call));
        }
        let own = self.world.graph.call_comment[call];
        for comment in self.world.parent_of(to).into_iter().chain([own]) {
            let answers = |&&other: &&u32| self.world.parent(other as usize) == Some(comment);
            let answerers = near(self.neighbours.answerers.row(comment), call);
            self.concerned.extend(answerers.iter().filter(answers));
        }
        odds
    }

    /// The calls that see another world now that the changes stay.
    fn touched(&self, touched: &mut Vec<u32>) {
        for &(call, from) in &self.changes {
            let to = self.world.chosen(call as usize);
            for slot in [from, to].into_iter().filter_map(|choice| self.world.slot_of(choice)) {
                touched.extend(near(self.neighbours.fillers.row(slot), call as usize));
            }
            let parents = [from, to].into_iter().filter_map(|choice| self.world.parent_of(choice));
            for comment in parents.chain([self.world.graph.call_comment[call as usize]]) {
                touched.extend(near(self.neighbours.answerers.row(comment), call as usize));
                touched.extend(self.world.graph.calls_of(comment));
            }
        }
    }

    /// Takes the changes back, and writes down what they changed.
    fn note(&mut self, by: u32, odds: f64) {
        let first = self.notes.len();
        if odds >= NO_RIVAL {
            self.note_parents(by, odds);
            self.note_authors(by, odds);
        }
        for &(call, before) in self.changes.iter().rev() {
            self.world.set(call as usize, before);
        }
        // Only now it shows whose author was the same.
        let mut at = first;
        while at < self.notes.len() {
            match self.notes[at].decision {
                Decision::Author(comment, then) if self.world.author(comment as usize) == then => {
                    self.notes.swap_remove(at);
                }
                _ => at += 1,
            }
        }
    }

    fn note_parents(&mut self, by: u32, odds: f64) {
        for &(call, before) in &self.changes {
            let now = self.world.parent(call as usize);
            if now != self.world.parent_of(before) {
                self.notes.push(Note { by, decision: Decision::Parent(call, now), odds });
            }
        }
    }

    /// The authors of all comments that the changes touch.
    fn note_authors(&mut self, by: u32, odds: f64) {
        let comments = &mut self.concerned;
        comments.clear();
        for &(call, before) in &self.changes {
            comments.push(self.world.graph.call_comment[call as usize]);
            comments.extend(self.world.parent(call as usize));
            comments.extend(self.world.parent_of(before));
        }
        comments.sort_unstable();
        comments.dedup();
        for &comment in &*comments {
            let author = self.world.author(comment as usize);
            self.notes.push(Note { by, decision: Decision::Author(comment, author), odds });
        }
    }
}

/// Sorts notes by what they are about, and keeps the best odds of each choice.
fn rivals(notes: &[Note]) -> Rivals {
    let mut rivals = Rivals::default();
    for note in notes {
        let odds = note.odds;
        match note.decision {
            Decision::Parent(of, choice) => rivals.parents.push(Rival { of, choice, odds }),
            Decision::Author(of, choice) => rivals.authors.push(Rival { of, choice, odds }),
        }
    }
    best_of_each(&mut rivals.parents);
    best_of_each(&mut rivals.authors);
    rivals
}

fn best_of_each<T: Copy + Ord>(rivals: &mut Vec<Rival<T>>) {
    rivals.sort_by(|a, b| (a.of, a.choice).cmp(&(b.of, b.choice)).then(b.odds.total_cmp(&a.odds)));
    rivals.dedup_by_key(|rival| (rival.of, rival.choice));
}

/// Where the rivals of one call or comment stand among all.
fn of<T>(rivals: &[Rival<T>], of: u32) -> Range<usize> {
    let start = rivals.partition_point(|rival| rival.of < of);
    start..start + rivals[start..].iter().take_while(|rival| rival.of == of).count()
}

/// Who else is concerned by a list or a comment.
struct Neighbours {
    /// The calls that may fill each listed name.
    fillers: Rows,
    /// The calls that may answer each comment.
    answerers: Rows,
}

impl Neighbours {
    fn of(graph: &Graph) -> Self {
        let calls = || 0..graph.calls();
        let slots = calls().flat_map(|call| {
            let options = &graph.choices[graph.choice_range(call)];
            options.iter().filter(|c| c.slot != NONE).map(move |c| (c.slot, call as u32))
        });
        let parents = calls().flat_map(|call| {
            let pairs = &graph.pairs[graph.pair_range(call)];
            pairs.iter().map(move |pair| (pair.parent, call as u32))
        });
        Self {
            fillers: Rows::of(graph.slots, slots),
            answerers: Rows::of(graph.comments(), parents),
        }
    }
}

/// The part of the rising `calls` that is near `call`: everybody may be
/// concerned by a comment that half of a page may answer.
fn near(calls: &[u32], call: usize) -> &[u32] {
    let at = calls.partition_point(|&other| (other as usize) < call);
    let start = at.saturating_sub(NEAR).min(calls.len().saturating_sub(2 * NEAR));
    &calls[start..calls.len().min(start + 2 * NEAR)]
}

/// Lists, one after another.
struct Rows {
    starts: Vec<u32>,
    entries: Vec<u32>,
}

impl Rows {
    /// Puts each entry into the row beside it, in their order.
    fn of(rows: usize, entries: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut starts = vec![0; rows + 2];
        for (row, _) in entries.clone() {
            starts[row as usize + 2] += 1;
        }
        for row in 2..starts.len() {
            starts[row] += starts[row - 1];
        }
        let mut all = vec![0; starts[rows + 1] as usize];
        for (row, entry) in entries {
            let end = &mut starts[row as usize + 1];
            all[*end as usize] = entry;
            *end += 1;
        }
        Self { starts, entries: all }
    }

    fn row(&self, row: u32) -> &[u32] {
        let at = row as usize;
        &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rows_hold_what_was_put_into_each(
            entries in proptest::collection::vec((0..8_u32, any::<u32>()), 0..40),
        ) {
            let rows = Rows::of(8, entries.iter().copied());
            for row in 0..8 {
                let expected: Vec<u32> =
                    entries.iter().filter(|e| e.0 == row).map(|e| e.1).collect();
                prop_assert_eq!(rows.row(row), expected);
            }
        }

        #[test]
        fn near_calls_are_all_of_a_short_list_and_as_many_of_a_long_one(
            count in 0..400_u32,
            call in 0..500_usize,
        ) {
            let calls: Vec<u32> = (0..count).collect();
            let found = near(&calls, call);
            prop_assert_eq!(found.len(), calls.len().min(2 * NEAR));
            // Nobody left out is nearer than the farthest that is in.
            let distance = |other: &&u32| (**other as usize).abs_diff(call);
            let farthest = found.iter().map(|other| distance(&other)).max();
            let left_out = calls.iter().filter(|other| !found.contains(other));
            if let Some(nearest) = left_out.map(|other| distance(&other)).min() {
                prop_assert!(farthest <= Some(nearest + 1));
            }
        }
    }
}
