//! The figures that an evaluation prints, each with its formula.

use super::tally::{Ratio, Tally};
use crate::measures::Interval;

/// A figure: its name, what it says, and how it is made.
#[derive(Debug)]
pub struct Figure {
    /// Its name in output: a group and a name in it, or a name.
    pub id: &'static str,
    /// What it says.
    pub about: &'static str,
    formula: Formula,
}

#[derive(Debug)]
enum Formula {
    Ratio(fn(&Tally) -> Ratio),
    Ece,
    Brier,
}

/// Every figure, in the order that output lists them.
pub const FIGURES: [Figure; 13] = [
    Figure {
        id: "parents.accuracy",
        about: "comments whose parent, or the article, was decided rightly, of all",
        formula: Formula::Ratio(|t| t.decisions.accuracy()),
    },
    Figure {
        id: "parents.reply_accuracy",
        about: "comments whose parent was found, of those that have one",
        formula: Formula::Ratio(|t| t.decisions.reply_accuracy()),
    },
    Figure {
        id: "roots.precision",
        about: "comments on the article, of those decided to be",
        formula: Formula::Ratio(|t| (t.decisions.roots_right, t.decisions.roots_predicted)),
    },
    Figure {
        id: "roots.recall",
        about: "comments decided to be on the article, of those that are",
        formula: Formula::Ratio(|t| (t.decisions.roots_right, t.decisions.roots)),
    },
    Figure {
        id: "links.precision",
        about: "links that are there, of those decided on",
        formula: Formula::Ratio(|t| t.decisions.link_precision()),
    },
    Figure {
        id: "links.recall",
        about: "links decided on, of those that are there",
        formula: Formula::Ratio(|t| t.decisions.link_recall()),
    },
    Figure {
        id: "links.f1",
        about: "the harmonic mean of both (Kummerfeld et al. 2019)",
        formula: Formula::Ratio(|t| t.decisions.link_f1()),
    },
    Figure {
        id: "authors.precision",
        about: "right names, of those given where the page states none",
        formula: Formula::Ratio(|t| (t.names.right, t.names.named)),
    },
    Figure {
        id: "authors.recall",
        about: "right names, of all that the page does not state",
        formula: Formula::Ratio(|t| (t.names.right, t.names.unstated)),
    },
    Figure {
        id: "authors.recall_present",
        about: "the same where the name stands somewhere on the page",
        formula: Formula::Ratio(|t| (t.names.present_right, t.names.present)),
    },
    Figure {
        id: "authors.stated",
        about: "names read rightly, of those that the page states",
        formula: Formula::Ratio(|t| (t.names.stated_right, t.names.stated)),
    },
    Figure {
        id: "ece",
        about: "mean distance of confidence and accuracy, 10 equal-mass bins; inferred ones only",
        formula: Formula::Ece,
    },
    Figure {
        id: "brier",
        about: "mean squared distance of confidence and outcome; inferred ones only",
        formula: Formula::Brier,
    },
];

impl Figure {
    /// Its value; none where its denominator is 0.
    pub fn value(&self, tally: &Tally) -> Option<f64> {
        match self.formula {
            Formula::Ratio(of) => divided(of(tally)),
            Formula::Ece => tally.inferred.ece(),
            Formula::Brier => tally.inferred.brier(),
        }
    }

    /// What is divided, where it is a count, and by how many.
    pub fn counts(&self, tally: &Tally) -> (Option<u64>, u64) {
        match self.formula {
            Formula::Ratio(of) => {
                let (hits, all) = of(tally);
                (Some(hits), all)
            }
            Formula::Ece | Formula::Brier => (None, tally.inferred.decisions()),
        }
    }
}

/// A proportion; none of nothing.
pub fn divided((hits, all): Ratio) -> Option<f64> {
    (all > 0).then(|| hits as f64 / all as f64)
}

/// A figure's value with what it was made from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value; none where it is undefined.
    pub value: Option<f64>,
    /// What is divided, where it is a count.
    pub hits: Option<u64>,
    /// By how many.
    pub all: u64,
    /// The 95 % interval from resampled pages; none for a single page.
    pub interval: Option<Interval>,
}
