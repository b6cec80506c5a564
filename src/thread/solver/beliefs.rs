//! The messages between the parents' and the authors' variables, and the
//! beliefs that they amount to.

use super::NameId;
use super::graph::{Active, Address, Graph, Kept, NONE, sum};

/// Share of its old value that a message keeps: lets loops settle.
const DAMPING: f64 = 0.5;
/// Products stop here: what is that sure stays so, and a few of them multiply
/// without leaving the range of numbers.
const MOST: f64 = 1e60;
/// A probability of 1 that can still be divided by.
const ALMOST: f64 = 1.0 - 1e-9;

/// What a call that is settled says for the name under which it lists its
/// comment: more than anybody can say against it.
const CLAIM: f64 = 1e9;

/// The messages of one sweep.
#[derive(Debug)]
pub(super) struct Beliefs {
    /// A pair: how likely the call answers this parent, apart from what the
    /// parent's author has to say about it.
    answers: Vec<f64>,
    /// A pair: how much that favours the name that the call addresses.
    favours: Vec<f64>,
    /// An option: how likely it is, apart from what its listed name has to say.
    fills: Vec<f64>,
    /// A domain entry: how much more likely the comment's own calls make this
    /// name than an unlisted one. One row a call.
    own: Vec<f64>,
    own_of: Vec<u32>,
    /// What arrives at each name and each list.
    arrived: Arrived,
    /// The same of settled calls alone, once there are any.
    settled: Option<Arrived>,
    /// A comment: what the beliefs of its names add up to.
    total: Vec<f64>,
    /// An option's weight by everything that speaks for or against it.
    weights: Vec<f64>,
    /// Room to work in: a number for each name of the comment at hand, and for
    /// each pair and each option of the call at hand.
    apart: Vec<f64>,
    names: Vec<f64>,
    fits: Vec<f64>,
    wants: Vec<f64>,
}

/// Messages multiplied up.
#[derive(Debug)]
struct Arrived {
    /// A domain entry: the product of what all calls to it say.
    addressed: Vec<f64>,
    /// A domain entry: the product of its rows in `own`.
    listed: Vec<f64>,
    /// A listed name: how likely it is that nobody fills it.
    empty: Vec<f64>,
}

impl Arrived {
    /// Nothing yet.
    fn none(graph: &Graph) -> Self {
        Self {
            addressed: vec![1.0; graph.domain.len()],
            listed: vec![1.0; graph.domain.len()],
            empty: vec![1.0; graph.slots],
        }
    }
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
            favours: vec![1.0; graph.pairs.len()],
            fills: vec![0.0; graph.choices.len()],
            own: vec![1.0; own_of[own_of.len() - 1] as usize],
            own_of,
            arrived: Arrived::none(graph),
            settled: None,
            total: vec![1.0; graph.comments()],
            weights: vec![0.0; graph.choices.len()],
            apart: Vec::new(),
            names: Vec::new(),
            fits: Vec::new(),
            wants: Vec::new(),
        };
        // What nobody has a word in stays as it is now.
        for comment in 0..graph.comments() {
            new.add_up(graph, comment);
        }
        for call in 0..graph.calls() {
            new.believe_apart(graph, call);
            new.weigh(graph, call);
        }
        new
    }

    /// The messages about what was kept of `old` in `graph`.
    pub(super) fn kept(&self, old: &Graph, graph: &Graph, kept: &Kept) -> Self {
        let mut new = Self::new(graph);
        let of = |kept: &[u32], values: &[f64]| -> Vec<f64> {
            kept.iter().map(|&at| values[at as usize]).collect()
        };
        new.answers = of(&kept.pairs, &self.answers);
        new.favours = of(&kept.pairs, &self.favours);
        new.fills = of(&kept.choices, &self.fills);
        new.weights = of(&kept.choices, &self.weights);
        for (call, &comment) in graph.call_comment.iter().enumerate() {
            let first = old.domain_range(comment as usize).start;
            let row = self.own_of[call] as usize;
            let to = new.own_of[call] as usize;
            for (at, entry) in graph.domain_range(comment as usize).enumerate() {
                new.own[to + at] = self.own[row + kept.names[entry] as usize - first];
            }
        }
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
            if order.len() > most {
                order.sort_by(|&a, &b| self.weights[b].total_cmp(&self.weights[a]).then(a.cmp(&b)));
                order.truncate(most);
            }
            order.iter().for_each(|&at| among[at] = true);
        }
        among
    }

    /// Passes every message of these calls once.
    pub(super) fn sweep(&mut self, graph: &Graph, active: &Active) {
        self.gather(graph, active);
        for &call in &active.calls {
            let call = call as usize;
            self.believe_apart(graph, call);
            self.weigh(graph, call);
            self.send(graph, call);
        }
    }

    /// Multiplies up what arrives at each name and each list that these calls
    /// have a word in; what settled calls say is known.
    pub(super) fn gather(&mut self, graph: &Graph, active: &Active) {
        let Arrived { addressed, listed, empty } = &mut self.arrived;
        if let Some(settled) = &self.settled {
            for &comment in &active.comments {
                let range = graph.domain_range(comment as usize);
                addressed[range.clone()].copy_from_slice(&settled.addressed[range.clone()]);
                listed[range.clone()].copy_from_slice(&settled.listed[range]);
            }
            for &slot in &active.slots {
                empty[slot as usize] = settled.empty[slot as usize];
            }
        } else {
            [&mut *addressed, &mut *listed, &mut *empty].into_iter().for_each(|of| of.fill(1.0));
        }
        for &call in &active.calls {
            let call = call as usize;
            for pair in graph.pair_range(call) {
                if let Address::Open(entry) = graph.pairs[pair].address {
                    let entry = &mut addressed[entry as usize];
                    *entry = (*entry * self.favours[pair]).min(MOST);
                }
            }
            let range = graph.domain_range(graph.call_comment[call] as usize);
            let row = &self.own[self.own_of[call] as usize..self.own_of[call + 1] as usize];
            for (entry, message) in listed[range].iter_mut().zip(row) {
                *entry = (*entry * message).min(MOST);
            }
            for at in graph.choice_range(call) {
                let slot = graph.choices[at].slot;
                if slot != NONE {
                    empty[slot as usize] *= 1.0 - self.fills[at];
                }
            }
        }
        for &comment in &active.comments {
            self.add_up(graph, comment as usize);
        }
    }

    /// Adds up the beliefs in the names of a comment.
    fn add_up(&mut self, graph: &Graph, comment: usize) {
        let names = graph.domain_range(comment).map(|entry| self.belief(graph, entry));
        self.total[comment] = names.fold(graph.outside[comment], |sum, b| sum + b);
    }

    /// Takes the option at `choice` of a call as given from now on.
    pub(super) fn settle(&mut self, graph: &Graph, choice: usize) {
        let settled = self.settled.get_or_insert_with(|| Arrived::none(graph));
        let choice = &graph.choices[choice];
        if let Address::Open(entry) = graph.pairs[choice.pair as usize].address {
            let entry = &mut settled.addressed[entry as usize];
            *entry = (*entry * favours(graph, ALMOST)).min(MOST);
        }
        if choice.own != NONE {
            let entry = &mut settled.listed[choice.own as usize];
            *entry = (*entry * CLAIM).min(MOST);
        }
        if choice.slot != NONE {
            settled.empty[choice.slot as usize] *= 1.0 - ALMOST;
        }
    }

    /// What all that is said of a domain entry amounts to; its comment's total
    /// makes it a share.
    fn belief(&self, graph: &Graph, entry: usize) -> f64 {
        graph.prior[entry] * self.arrived.addressed[entry] * self.arrived.listed[entry]
    }

    /// Weighs the options of `call` by everything that others say.
    fn weigh(&mut self, graph: &Graph, call: usize) {
        let start = graph.domain_range(graph.call_comment[call] as usize).start;
        let pairs = graph.pair_range(call);
        self.fits.clear();
        for pair in pairs.clone() {
            let fits = self.fits(graph, pair);
            self.fits.push(fits);
        }
        self.wants.clear();
        for at in graph.choice_range(call) {
            let choice = &graph.choices[at];
            let author = match choice.own {
                NONE => 1.0,
                entry => self.apart[entry as usize - start],
            };
            let wanted = self.wanted(graph, at);
            let fits = self.fits[choice.pair as usize - pairs.start];
            self.wants.push(wanted);
            self.weights[at] = choice.weight * author * fits * wanted;
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
        let share = 1.0 / (sum(&self.apart) + graph.outside[comment]);
        self.apart.iter_mut().for_each(|belief| *belief *= share);
    }

    /// How well the address of a pair's call fits the parent's author, apart
    /// from what this call says of them.
    fn fits(&self, graph: &Graph, pair: usize) -> f64 {
        let entry = match graph.pairs[pair].address {
            Address::Silent => return 1.0,
            Address::Known(fits) => return fits,
            Address::Open(entry) => entry as usize,
        };
        let parent = graph.pairs[pair].parent as usize;
        let whole = self.belief(graph, entry);
        let others = (self.total[parent] - whole).max(0.0) * self.favours[pair];
        let likely = whole / (whole + others).max(f64::MIN_POSITIVE);
        likely + graph.misaddressed * (1.0 - likely)
    }

    /// How much the listed name of an option wants to be filled: by a lot,
    /// where nobody else does.
    fn wanted(&self, graph: &Graph, at: usize) -> f64 {
        let slot = graph.choices[at].slot;
        if slot == NONE {
            return 1.0;
        }
        // All are empty where this one does not fill it and the others do not.
        let not_by_this = 1.0 - self.fills[at];
        let empty = self.arrived.empty[slot as usize].min(not_by_this);
        not_by_this / (not_by_this - (1.0 - graph.answered_elsewhere) * empty)
    }

    /// Sends what `call`, whose options were just weighed, has to say to
    /// authors and lists.
    fn send(&mut self, graph: &Graph, call: usize) {
        let choices = graph.choice_range(call);
        let total = sum(&self.weights[choices.clone()]) + graph.article[call];
        let total = total.max(f64::MIN_POSITIVE);
        // How likely what weighs `weight` is, apart from the part of it that
        // who is asked has said.
        let apart = |weight: f64, said: f64| {
            let others = (total - weight).max(0.0) * said;
            (weight / (weight + others).max(f64::MIN_POSITIVE)).min(ALMOST)
        };

        // To the candidates' authors: how likely this is an answer to theirs.
        let mut at = choices.start;
        for (pair, fits) in graph.pair_range(call).zip(&self.fits) {
            let mut weight = 0.0;
            while at < choices.end && graph.choices[at].pair as usize == pair {
                weight += self.weights[at];
                at += 1;
            }
            if let Address::Open(_) = graph.pairs[pair].address {
                mix(&mut self.answers[pair], apart(weight, *fits));
                self.favours[pair] = favours(graph, self.answers[pair]);
            }
        }

        // To the lists: how likely this fills them.
        let range = graph.domain_range(graph.call_comment[call] as usize);
        let row = self.own_of[call] as usize;
        let first_pair = graph.pair_range(call).start;
        let mut base = graph.article[call];
        self.names.clear();
        self.names.resize(range.len(), 0.0);
        for (at, wanted) in choices.zip(&self.wants) {
            let choice = &graph.choices[at];
            let weight = self.weights[at];
            if choice.own == NONE {
                base += weight;
            } else {
                // Its weight apart from what is believed of the author.
                let fits = self.fits[choice.pair as usize - first_pair];
                self.names[choice.own as usize - range.start] += choice.weight * fits * wanted;
            }
            if choice.slot != NONE {
                mix(&mut self.fills[at], apart(weight, *wanted));
            }
        }
        // To its own author: how much more likely each listed name makes it.
        let share = 1.0 / base.max(total * 1e-9).max(f64::MIN_POSITIVE);
        let messages = &mut self.own[row..row + range.len()];
        for (message, sent) in messages.iter_mut().zip(&self.names) {
            mix(message, (1.0 + sent * share).min(MOST));
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
        let mut total = graph.article[call];
        let mut best = (None, total);
        let mut at = graph.choice_range(call).start;
        for pair in graph.pair_range(call) {
            let mut weight = 0.0;
            while at < graph.choice_range(call).end && graph.choices[at].pair as usize == pair {
                weight += self.weights[at];
                at += 1;
            }
            total += weight;
            if weight >= best.1 {
                best = (Some(graph.pairs[pair].parent), weight);
            }
        }
        (best.0, best.1 / total.max(f64::MIN_POSITIVE))
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
