//! Learns what signs are worth from pages whose answers are known.
//!
//! A comment chooses what it answers among its candidates and the article;
//! how likely it chooses which is a conditional logit (`McFadden` 1974): the
//! exponential of the worth of what is seen, over the sum of all. The worth is
//! fitted by Newton's method to the choices that people made, with a normal
//! prior around 0 that keeps signs seen too rarely from being taken for much.
//!
//! How often comments answer nobody differs from site to site more than how
//! they answer. From pages that were picked or rendered only the choice among
//! comments is learned ([`Teaching::Answers`]).
//!
//! Where names are missing, parents are not chosen one by one, and such a fit
//! does not say what signs are worth to all of them together: weights that were
//! learned on such pages did no better there than those that were judged, and
//! worse on pages of another make. [`Family::Unsigned`] is left as it is.

use crate::model::Page;
use crate::quotes::find_quotes;
use crate::thread::{Family, SIGNS, Sign, Weights, lessons};

use super::gold::{Gold, GoldAuthor, Truth};
use crate::model::{EvidenceSet, Mention};

/// What a page can teach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teaching {
    /// What comments answer, and whether they answer any.
    Everything,
    /// Which comment is answered by those that answer one.
    Answers,
}

/// A page whose answers are known.
#[derive(Debug)]
pub struct Teacher {
    /// The page, with the authors that are known.
    page: Page,
    quotes: Vec<Vec<crate::quotes::Quote>>,
    /// What each comment answers, where known.
    truth: Vec<Option<Truth>>,
    teaching: Teaching,
}

impl Teacher {
    /// What `gold` says of `page`.
    pub fn new(mut page: Page, gold: &Gold, teaching: Teaching) -> Self {
        let mut truth = vec![None; page.postings.len()];
        for row in &gold.rows {
            let Some(posting) = page.postings.get_mut(row.comment.index()) else { continue };
            truth[row.comment.index()] = Some(row.answers.clone());
            if let GoldAuthor::Unstated(name) = &row.author {
                posting.author = Some(Mention::new(name.clone(), posting.place));
            }
        }
        let quotes = find_quotes(&page);
        Self { page, quotes, truth, teaching }
    }

    /// The choices that its comments made, as far as they are known: whether
    /// they answer anybody, and whom.
    fn choices(&self, weights: &Weights, without: EvidenceSet) -> (Family, Vec<Choice>) {
        let (family, lessons) = lessons(&self.page, &self.quotes, weights, without);
        let mut choices = Vec::new();
        if family == Family::Unsigned {
            return (family, choices);
        }
        for lesson in lessons {
            let Some(truth) = &self.truth[lesson.comment.index()] else { continue };
            let is_root = !matches!(truth, Truth::Comments(_));
            let everything = self.teaching == Teaching::Everything && !lesson.candidates.is_empty();
            let mut signs: Vec<_> = lesson.candidates.iter().map(|(_, signs)| signs.0).collect();
            let mut right: Vec<bool> =
                lesson.candidates.iter().map(|(c, _)| truth.parents().contains(c)).collect();
            if everything && is_weighed_alone(family) {
                let mut answers = [0.0; SIGNS];
                answers[Sign::Order as usize] = lesson.worth;
                let signs = vec![lesson.article.0, answers];
                choices.push(Choice { signs, right: vec![is_root, !is_root] });
            } else if everything {
                signs.push(lesson.article.0);
                right.push(is_root);
            }
            if right.contains(&true) && right.contains(&false) {
                choices.push(Choice { signs, right });
            }
        }
        (family, choices)
    }
}

/// Options of which some are right.
struct Choice {
    signs: Vec<[f64; SIGNS]>,
    right: Vec<bool>,
}

/// How often the pages are gone through again: what comments seem to answer,
/// which later ones look at, changes with the weights.
const ROUNDS: usize = 4;
/// Steps of Newton's method at most.
const STEPS: usize = 30;
/// A step that gains less than this in all is the last.
const ENOUGH: f64 = 1e-6;
/// How strongly weights are drawn to 0: one over the prior's variance.
const RIDGE: f64 = 1.0;

/// Signs whose worth is held and not learned. The page's own log odds and those
/// of order count as they are. The rest are judgements about what the pages
/// to learn from do not show, or show only in a rendering: a question is no sign
/// of a root everywhere; who addresses or quotes somebody hardly answers nobody,
/// and who addresses somebody who is not here does; who quotes the article
/// mostly answers it; a greeting without an address is nearly one.
const KNOWN: [(Sign, f64); 8] = [
    (Sign::Expected, std::f64::consts::LN_2),
    (Sign::Order, 1.0),
    (Sign::Asks, 0.0),
    (Sign::QuotesArticle, 2.0),
    (Sign::Addresses, -3.0),
    (Sign::AddressesNobody, 4.0),
    (Sign::Greeted, 2.5),
    (Sign::QuotesSomebody, -1.0),
];

/// Whether the share of roots is read off each page of a family.
fn is_weighed_alone(family: Family) -> bool {
    matches!(family, Family::Signed | Family::Handles)
}

/// What is known of a family.
fn known(family: Family) -> &'static [(Sign, f64)] {
    if is_weighed_alone(family) { &KNOWN } else { &[] }
}

/// Weights, and what they were learned from.
#[derive(Debug)]
pub struct Learned {
    /// The table.
    pub weights: Weights,
    /// How many pages and choices taught each family, in the order of
    /// [`Family::ALL`].
    pub taught: [(usize, usize); Family::ALL.len()],
}

/// The weights that fit the choices on the pages of `teachers` best. Families
/// that none of them belongs to keep what `from` says. Nothing of the kinds in
/// `without` is looked at.
pub fn learn(teachers: &[&Teacher], from: &Weights, without: EvidenceSet) -> Learned {
    let mut learned = Learned { weights: from.clone(), taught: Default::default() };
    for _ in 0..ROUNDS {
        let mut choices: [Vec<Choice>; Family::ALL.len()] = Default::default();
        learned.taught = Default::default();
        for teacher in teachers {
            let (family, mut found) = teacher.choices(&learned.weights, without);
            learned.taught[family as usize].0 += 1;
            learned.taught[family as usize].1 += found.len();
            choices[family as usize].append(&mut found);
        }
        for family in Family::ALL {
            if !choices[family as usize].is_empty() {
                *learned.weights.of_mut(family) = fit(&choices[family as usize], known(family));
            }
        }
    }
    learned
}

/// The weights that fit `choices` best.
fn fit(choices: &[Choice], known: &[(Sign, f64)]) -> [f64; SIGNS] {
    let mut weights = [0.0; SIGNS];
    known.iter().for_each(|&(sign, worth)| weights[sign as usize] = worth);
    let mut now = Slope::at(&weights, choices, known);
    for _ in 0..STEPS {
        let step = now.step();
        // Halved until it gains: several right options make the hill uneven.
        let mut size = 1.0;
        let next = loop {
            let mut tried = weights;
            tried.iter_mut().zip(&step).for_each(|(w, s)| *w += size * s);
            let there = Slope::at(&tried, choices, known);
            if there.height > now.height || size < 1e-3 {
                break (tried, there);
            }
            size /= 2.0;
        };
        let gain = next.1.height - now.height;
        if gain <= 0.0 {
            break;
        }
        (weights, now) = next;
        if gain < ENOUGH {
            break;
        }
    }
    weights
}

/// The likelihood of all choices, and which way it rises.
struct Slope {
    /// Its logarithm, the prior's included.
    height: f64,
    gradient: [f64; SIGNS],
    /// How much the gradient changes with each weight, negated; without the
    /// part of choices with several right options that would bend it back.
    curvature: Vec<[f64; SIGNS]>,
}

impl Slope {
    fn at(weights: &[f64; SIGNS], choices: &[Choice], known: &[(Sign, f64)]) -> Self {
        let mut slope =
            Self { height: 0.0, gradient: [0.0; SIGNS], curvature: vec![[0.0; SIGNS]; SIGNS] };
        for choice in choices {
            slope.add(weights, choice);
        }
        for (at, &weight) in weights.iter().enumerate() {
            slope.height -= RIDGE * weight * weight / 2.0;
            slope.gradient[at] -= RIDGE * weight;
            slope.curvature[at][at] += RIDGE;
        }
        for &(known, _) in known {
            let known = known as usize;
            slope.gradient[known] = 0.0;
            for at in 0..SIGNS {
                slope.curvature[known][at] = 0.0;
                slope.curvature[at][known] = 0.0;
            }
            slope.curvature[known][known] = 1.0;
        }
        slope
    }

    fn add(&mut self, weights: &[f64; SIGNS], choice: &Choice) {
        let worth = |signs: &[f64; SIGNS]| signs.iter().zip(weights).map(|(s, w)| s * w).sum();
        let worths: Vec<f64> = choice.signs.iter().map(worth).collect();
        let most = worths.iter().copied().fold(f64::MIN, f64::max);
        let odds: Vec<f64> = worths.iter().map(|w| (w - most).exp()).collect();
        let all: f64 = odds.iter().sum();
        let right: f64 = odds.iter().zip(&choice.right).filter(|(_, r)| **r).map(|(o, _)| o).sum();
        self.height += (right / all).max(1e-300).ln();
        let mut mean = [0.0; SIGNS];
        for ((signs, odds), is_right) in choice.signs.iter().zip(&odds).zip(&choice.right) {
            let likely = odds / all;
            let chosen = if *is_right { odds / right.max(1e-300) } else { 0.0 };
            let seen: Vec<usize> = (0..SIGNS).filter(|&at| signs[at] != 0.0).collect();
            for &a in &seen {
                mean[a] += likely * signs[a];
                self.gradient[a] += (chosen - likely) * signs[a];
                for &b in &seen {
                    self.curvature[a][b] += likely * signs[a] * signs[b];
                }
            }
        }
        let seen: Vec<usize> = (0..SIGNS).filter(|&at| mean[at] != 0.0).collect();
        for &a in &seen {
            for &b in &seen {
                self.curvature[a][b] -= mean[a] * mean[b];
            }
        }
    }

    /// Newton's step: the gradient through the curvature, by Cholesky's
    /// decomposition.
    fn step(&self) -> [f64; SIGNS] {
        let mut lower = vec![[0.0; SIGNS]; SIGNS];
        for i in 0..SIGNS {
            for j in 0..=i {
                let dot: f64 = (0..j).map(|k| lower[i][k] * lower[j][k]).sum();
                let rest = self.curvature[i][j] - dot;
                lower[i][j] = if i == j { rest.max(1e-9).sqrt() } else { rest / lower[j][j] };
            }
        }
        let mut step = self.gradient;
        for i in 0..SIGNS {
            let dot: f64 = (0..i).map(|k| lower[i][k] * step[k]).sum();
            step[i] = (step[i] - dot) / lower[i][i];
        }
        for i in (0..SIGNS).rev() {
            let dot: f64 = (i + 1..SIGNS).map(|k| lower[k][i] * step[k]).sum();
            step[i] = (step[i] - dot) / lower[i][i];
        }
        step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A choice between two options, the first of which shows `sign` and was
    /// taken or not.
    fn choice(sign: Sign, taken: bool) -> Choice {
        let mut signs = vec![[0.0; SIGNS]; 2];
        signs[0][sign as usize] = 1.0;
        Choice { signs, right: vec![taken, !taken] }
    }

    #[test]
    fn what_is_taken_three_times_in_four_is_worth_its_odds() {
        let choices: Vec<Choice> = (0..4000).map(|i| choice(Sign::Own, i % 4 != 0)).collect();
        let weights = fit(&choices, &[]);
        assert!((weights[Sign::Own as usize] - 3.0_f64.ln()).abs() < 0.01);
        assert!(weights.iter().filter(|&&w| w != 0.0).count() == 1, "no other sign was seen");
    }

    #[test]
    fn few_choices_say_little_and_what_is_held_stays() {
        let weights = fit(&[choice(Sign::Own, true)], &[(Sign::Order, 1.0)]);
        assert!((0.1..1.0).contains(&weights[Sign::Own as usize]));
        assert!((weights[Sign::Order as usize] - 1.0).abs() < 1e-12);
    }
}
