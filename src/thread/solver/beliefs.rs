//! The messages between the parents' and the authors' variables, and the
//! beliefs that they amount to.

use super::NameId;
use super::graph::{Address, Graph, Kept, NONE, sum};

/// Share of its old value that a message keeps: lets loops settle.
const DAMPING: f64 = 0.5;
/// Products stop here: what is that sure stays so, and a few of them multiply
/// without leaving the range of numbers.
const MOST: f64 = 1e60;
/// A probability of 1 that can still be divided by.
const ALMOST: f64 = 1.0 - 1e-9;

/// The messages of one sweep.
#[derive(Debug)]
pub(super) struct Beliefs {
    /// A pair: how likely the call answers this parent, apart from what the
    /// parent's author has to say about it.
    answers: Vec<f64>,
    /// An option: how likely it is, apart from what its listed name has to say.
    fills: Vec<f64>,
    /// A domain entry: how much more likely the comment's own calls make this
    /// name than an unlisted one. One row a call.
    own: Vec<f64>,
    own_of: Vec<u32>,
    /// A domain entry: the product of what all calls to it say.
    addressed: Vec<f64>,
    /// A domain entry: the product of its rows in `own`.
    listed: Vec<f64>,
    /// A comment: what the beliefs of its names add up to.
    total: Vec<f64>,
    /// A listed name: how likely it is that nobody fills it.
    empty: Vec<f64>,
    /// An option's weight by everything that speaks for or against it.
    weights: Vec<f64>,
    /// Room to work in: one number a name of the comment at hand.
    apart: Vec<f64>,
    names: Vec<f64>,
}

impl Beliefs {
    pub(super) fn new(graph: &Graph) -> Self {
        let mut own_of = vec![0];
        for &comment in &graph.call_comment {
            let last = own_of[own_of.len() - 1];
            own_of.push(last + graph.domain_range(comment as usize).len() as u32);
        }
        let mut new = Self {
            answers: vec![0.0; graph.pairs.len()],
            fills: vec![0.0; graph.choices.len()],
            own: vec![1.0; own_of[own_of.len() - 1] as usize],
            own_of,
            addressed: vec![1.0; graph.domain.len()],
            listed: vec![1.0; graph.domain.len()],
            total: vec![1.0; graph.comments()],
            empty: vec![1.0; graph.slots],
            weights: vec![0.0; graph.choices.len()],
            apart: Vec::new(),
            names: Vec::new(),
        };
        new.gather(graph);
        new
    }

    /// The messages about what was kept of `old` in `graph`.
    pub(super) fn kept(&self, old: &Graph, graph: &Graph, kept: &Kept) -> Self {
        let mut new = Self::new(graph);
        new.answers = kept.pairs.iter().map(|&p| self.answers[p]).collect();
        new.fills = kept.choices.iter().map(|&c| self.fills[c]).collect();
        new.weights = kept.choices.iter().map(|&c| self.weights[c]).collect();
        for (call, &comment) in graph.call_comment.iter().enumerate() {
            let first = old.domain_range(comment as usize).start;
            let row = self.own_of[call] as usize;
            let to = new.own_of[call] as usize;
            for (at, entry) in graph.domain_range(comment as usize).enumerate() {
                new.own[to + at] = self.own[row + kept.names[entry] - first];
            }
        }
        new.gather(graph);
        new
    }

    /// Whether an option has at least this share of its call's belief.
    pub(super) fn is_likely(&self, graph: &Graph, share: f64) -> Vec<bool> {
        let mut likely = vec![false; graph.choices.len()];
        for call in 0..graph.calls() {
            let range = graph.choice_range(call);
            let least = (sum(&self.weights[range.clone()]) + graph.article[call]) * share;
            for at in range {
                likely[at] = self.weights[at] >= least && self.weights[at] > 0.0;
            }
        }
        likely
    }

    /// Whether an option is among the `most` likeliest of its call.
    pub(super) fn likeliest(&self, graph: &Graph, most: usize) -> Vec<bool> {
        let mut among = vec![false; graph.choices.len()];
        let mut order: Vec<usize> = Vec::new();
        for call in 0..graph.calls() {
            order.clear();
            order.extend(graph.choice_range(call));
            order.sort_by(|&a, &b| self.weights[b].total_cmp(&self.weights[a]).then(a.cmp(&b)));
            order.iter().take(most).for_each(|&at| among[at] = true);
        }
        among
    }

    /// Passes every message once.
    pub(super) fn sweep(&mut self, graph: &Graph) {
        for call in 0..graph.calls() {
            self.believe_apart(graph, call);
            self.weigh(graph, call);
            self.send(graph, call);
        }
        self.gather(graph);
    }

    /// Multiplies up what arrives at each name and each list.
    fn gather(&mut self, graph: &Graph) {
        self.addressed.fill(1.0);
        for (pair, &answers) in graph.pairs.iter().zip(&self.answers) {
            if let Address::Open(entry) = pair.address {
                let entry = &mut self.addressed[entry as usize];
                *entry = (*entry * favours(graph, answers)).min(MOST);
            }
        }
        self.listed.fill(1.0);
        for (call, &comment) in graph.call_comment.iter().enumerate() {
            let range = graph.domain_range(comment as usize);
            let row = &self.own[self.own_of[call] as usize..self.own_of[call + 1] as usize];
            for (entry, message) in self.listed[range].iter_mut().zip(row) {
                *entry = (*entry * message).min(MOST);
            }
        }
        for comment in 0..graph.comments() {
            let names = graph.domain_range(comment).map(|entry| self.belief(graph, entry));
            self.total[comment] = names.fold(graph.outside[comment], |sum, b| sum + b);
        }
        self.empty.fill(1.0);
        for (choice, &fills) in graph.choices.iter().zip(&self.fills) {
            if choice.slot != NONE {
                self.empty[choice.slot as usize] *= 1.0 - fills;
            }
        }
    }

    /// What all that is said of a domain entry amounts to; its comment's total
    /// makes it a share.
    fn belief(&self, graph: &Graph, entry: usize) -> f64 {
        graph.prior[entry] * self.addressed[entry] * self.listed[entry]
    }

    /// Weighs the options of `call` by everything that others say.
    fn weigh(&mut self, graph: &Graph, call: usize) {
        let start = graph.domain_range(graph.call_comment[call] as usize).start;
        for at in graph.choice_range(call) {
            let choice = &graph.choices[at];
            let author = match choice.own {
                NONE => 1.0,
                entry => self.apart[entry as usize - start],
            };
            let fits = self.fits(graph, choice.pair as usize);
            self.weights[at] = choice.weight * author * fits * self.wanted(graph, at);
        }
    }

    /// Puts into `apart` the belief in each name of the call's author, apart
    /// from what this call says.
    fn believe_apart(&mut self, graph: &Graph, call: usize) {
        let comment = graph.call_comment[call] as usize;
        let row = self.own_of[call] as usize;
        self.apart.clear();
        for (at, entry) in graph.domain_range(comment).enumerate() {
            self.apart.push(self.belief(graph, entry) / self.own[row + at]);
        }
        let total = sum(&self.apart) + graph.outside[comment];
        self.apart.iter_mut().for_each(|belief| *belief /= total);
    }

    /// How well the address of a pair's call fits the parent's author, apart
    /// from what this call says of them.
    fn fits(&self, graph: &Graph, pair: usize) -> f64 {
        let Address::Open(entry) = graph.pairs[pair].address else {
            return match graph.pairs[pair].address {
                Address::Known(fits) => fits,
                _ => 1.0,
            };
        };
        let parent = graph.pairs[pair].parent as usize;
        let entry = entry as usize;
        let whole = self.belief(graph, entry);
        let apart = whole / favours(graph, self.answers[pair]);
        let others = (self.total[parent] - whole).max(0.0);
        let likely = apart / (apart + others).max(f64::MIN_POSITIVE);
        likely + graph.misaddressed * (1.0 - likely)
    }

    /// How much the listed name of an option wants to be filled: by a lot,
    /// where nobody else does.
    fn wanted(&self, graph: &Graph, at: usize) -> f64 {
        let slot = graph.choices[at].slot;
        if slot == NONE {
            return 1.0;
        }
        let others_empty = self.empty[slot as usize] / (1.0 - self.fills[at]);
        1.0 / (1.0 - (1.0 - graph.answered_elsewhere) * others_empty.min(1.0))
    }

    /// Sends what `call` has to say to authors and lists.
    fn send(&mut self, graph: &Graph, call: usize) {
        let choices = graph.choice_range(call);
        let total = sum(&self.weights[choices.clone()]) + graph.article[call];
        let total = total.max(f64::MIN_POSITIVE);

        // To the candidates' authors: how likely this is an answer to theirs.
        let mut at = choices.start;
        for pair in graph.pair_range(call) {
            let mut weight = 0.0;
            while at < choices.end && graph.choices[at].pair as usize == pair {
                weight += self.weights[at];
                at += 1;
            }
            let apart = weight / self.fits(graph, pair).max(f64::MIN_POSITIVE);
            let sent = apart / (apart + (total - weight).max(0.0)).max(f64::MIN_POSITIVE);
            mix(&mut self.answers[pair], sent.min(ALMOST));
        }

        // To the lists: how likely this fills them.
        let range = graph.domain_range(graph.call_comment[call] as usize);
        let row = self.own_of[call] as usize;
        let mut base = graph.article[call];
        self.names.clear();
        self.names.resize(range.len(), 0.0);
        for at in choices {
            let choice = &graph.choices[at];
            let weight = self.weights[at];
            if choice.own == NONE {
                base += weight;
            } else {
                let name = choice.own as usize - range.start;
                self.names[name] += weight / self.apart[name].max(f64::MIN_POSITIVE);
            }
            if choice.slot != NONE {
                let apart = weight / self.wanted(graph, at);
                let sent = apart / (apart + (total - weight).max(0.0)).max(f64::MIN_POSITIVE);
                mix(&mut self.fills[at], sent.min(ALMOST));
            }
        }
        // To its own author: how much more likely each listed name makes it.
        let base = base.max(total * 1e-9).max(f64::MIN_POSITIVE);
        let messages = &mut self.own[row..row + range.len()];
        for (message, sent) in messages.iter_mut().zip(&self.names) {
            mix(message, (1.0 + sent / base).min(MOST));
        }
    }

    /// What `call` may answer and how likely each is; the article first, then
    /// comments in order.
    pub(super) fn parents(&self, graph: &Graph, call: usize) -> Vec<(Option<u32>, f64)> {
        let total = sum(&self.weights[graph.choice_range(call)]) + graph.article[call];
        let total = total.max(f64::MIN_POSITIVE);
        let mut found = vec![(None, graph.article[call] / total)];
        let mut last = NONE;
        for at in graph.choice_range(call) {
            let pair = graph.choices[at].pair;
            if pair != last {
                found.push((Some(graph.pairs[pair as usize].parent), 0.0));
                last = pair;
            }
            let belief = found.len() - 1;
            found[belief].1 += self.weights[at] / total;
        }
        found
    }

    /// The likeliest parent; of equal ones the nearest.
    pub(super) fn best_parent(&self, graph: &Graph, call: usize) -> (Option<u32>, f64) {
        let mut best = (None, -1.0);
        for (parent, belief) in self.parents(graph, call) {
            if belief >= best.1 {
                best = (parent, belief);
            }
        }
        best
    }

    /// The likeliest option of `call`, by its place among all.
    pub(super) fn best_option(&self, graph: &Graph, call: usize) -> (usize, f64) {
        let range = graph.choice_range(call);
        let total = sum(&self.weights[range.clone()]).max(f64::MIN_POSITIVE);
        let mut best = (range.start, -1.0);
        for at in range {
            let belief = self.weights[at] / total;
            if graph.choices[at].weight > 0.0 && belief > best.1 {
                best = (at, belief);
            }
        }
        best
    }

    /// Who may have written `comment` and how likely each is: first a person
    /// whom nobody names.
    pub(super) fn authors(&self, graph: &Graph, comment: usize) -> Vec<(Option<NameId>, f64)> {
        if let Some(known) = graph.known[comment] {
            return vec![(Some(known), 1.0)];
        }
        let total = self.total[comment];
        let names = graph
            .domain_range(comment)
            .map(|e| (Some(graph.domain[e]), self.belief(graph, e) / total));
        std::iter::once((None, graph.outside[comment] / total)).chain(names).collect()
    }
}

/// How much a call that answers a comment with probability `answers` favours
/// the name that it addresses over every other.
fn favours(graph: &Graph, answers: f64) -> f64 {
    1.0 / (1.0 - answers * (1.0 - graph.misaddressed))
}

fn mix(message: &mut f64, sent: f64) {
    *message = DAMPING * *message + (1.0 - DAMPING) * sent;
}
