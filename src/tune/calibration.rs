//! Whether a confidence means what it says: reliability, the expected
//! calibration error and the Brier score.
//!
//! Confidences are ten-thousandths, so a histogram keeps every one of them
//! exactly, and sums of pages are integers.

use crate::measures::{Interval, wilson_95};
use crate::model::Confidence;

/// How many bins of equal mass reliability is shown in.
pub const BINS: usize = 10;

/// A confidence of 1, in ten-thousandths.
const CERTAIN: u64 = Confidence::CERTAIN.ten_thousandths() as u64;

/// How often decisions at one confidence were made, and how often right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// The confidence.
    pub confidence: Confidence,
    /// Decisions.
    pub decisions: u64,
    /// Right ones.
    pub right: u64,
}

/// Decisions by their confidence.
#[derive(Debug, Clone, Default)]
pub struct Histogram {
    /// Decisions and right ones, one place a ten-thousandth; empty at first.
    counts: Vec<(u32, u32)>,
}

impl Histogram {
    /// Adds decisions.
    pub fn add(&mut self, cell: &Cell) {
        if self.counts.is_empty() {
            self.counts.resize(CERTAIN as usize + 1, (0, 0));
        }
        let at = &mut self.counts[usize::from(cell.confidence.ten_thousandths())];
        at.0 = at.0.saturating_add(u32::try_from(cell.decisions).unwrap_or(u32::MAX));
        at.1 = at.1.saturating_add(u32::try_from(cell.right).unwrap_or(u32::MAX));
    }

    /// Forgets all decisions and keeps the room.
    pub fn clear(&mut self) {
        self.counts.fill((0, 0));
    }

    /// The decisions at each confidence that occurs, least sure first.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        self.counts.iter().enumerate().filter(|(_, c)| c.0 > 0).map(|(at, &(decisions, right))| {
            Cell {
                confidence: Confidence::from_ten_thousandths(at as u16),
                decisions: decisions.into(),
                right: right.into(),
            }
        })
    }

    /// How many decisions there are.
    pub fn decisions(&self) -> u64 {
        self.counts.iter().map(|c| u64::from(c.0)).sum()
    }

    /// The mean squared distance of confidence and outcome; none where there
    /// is nothing. Source: G. W. Brier, "Verification of forecasts expressed
    /// in terms of probability", Monthly Weather Review 78 (1950), 1–3, in
    /// its form for one event.
    pub fn brier(&self) -> Option<f64> {
        let (mut sum, mut decisions) = (0_u64, 0);
        for cell in self.cells() {
            let sure = u64::from(cell.confidence.ten_thousandths());
            let unsure = CERTAIN - sure;
            sum += cell.right * unsure * unsure + (cell.decisions - cell.right) * sure * sure;
            decisions += cell.decisions;
        }
        let whole = (CERTAIN * CERTAIN) as f64;
        (decisions > 0).then(|| sum as f64 / whole / decisions as f64)
    }

    /// The expected calibration error: the mean over decisions of how far a
    /// bin's accuracy is from its mean confidence, in [`BINS`] bins of equal
    /// mass; none where there is nothing. Source: M. P. Naeini, G. F. Cooper,
    /// M. Hauskrecht, "Obtaining well calibrated probabilities using Bayesian
    /// binning", AAAI 2015, 2901–2907; of equal mass after K. Nguyen,
    /// B. O'Connor, "Posterior calibration and exploratory analysis for
    /// natural language processing models", EMNLP 2015, 1587–1598.
    pub fn ece(&self) -> Option<f64> {
        let decisions = self.decisions();
        if decisions == 0 {
            return None;
        }
        let mut sum = 0.0;
        for bin in self.bins() {
            sum += (bin.right - bin.sure).abs();
        }
        Some(sum / decisions as f64)
    }

    /// The decisions in [`BINS`] bins of equal mass, least sure first; fewer
    /// where there are fewer decisions.
    ///
    /// Decisions of one confidence that a border parts are dealt out pro
    /// rata: each bin gets right ones in the proportion that they have among
    /// all of that confidence. So no order of pages or comments plays a part.
    pub fn bins(&self) -> Vec<Bin> {
        let total = self.decisions();
        let border = |bin: usize| bin as u64 * total / BINS as u64;
        let mut bins: Vec<Bin> = Vec::with_capacity(BINS);
        let mut bin = Bin::default();
        let (mut number, mut seen) = (1, 0);
        for cell in self.cells() {
            let share = cell.right as f64 / cell.decisions as f64;
            let sure = cell.confidence.fraction();
            let mut left = cell.decisions;
            while left > 0 {
                let taken = left.min(border(number) - seen);
                if taken > 0 {
                    bin.least = if bin.decisions == 0 { cell.confidence } else { bin.least };
                    bin.most = cell.confidence;
                    bin.decisions += taken;
                    bin.right += share * taken as f64;
                    bin.sure += sure * taken as f64;
                    left -= taken;
                    seen += taken;
                }
                if seen == border(number) {
                    bins.push(std::mem::take(&mut bin));
                    number += 1;
                }
            }
        }
        bins.retain(|b| b.decisions > 0);
        bins
    }
}

/// Decisions of like confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bin {
    /// The least confidence in it.
    pub least: Confidence,
    /// The greatest.
    pub most: Confidence,
    /// How many decisions.
    pub decisions: u64,
    /// How many right ones, broken where a border parts equals.
    right: f64,
    /// The sum of the confidences, as fractions.
    sure: f64,
}

impl Bin {
    /// The mean confidence.
    pub fn mean_confidence(&self) -> f64 {
        self.sure / self.decisions as f64
    }

    /// The proportion of right decisions.
    pub fn accuracy(&self) -> f64 {
        self.right / self.decisions as f64
    }

    /// The 95 % score interval of the accuracy, as if decisions were
    /// independent.
    pub fn interval(&self) -> Option<Interval> {
        wilson_95((self.right + 0.5) as u64, self.decisions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn histogram(decisions: impl IntoIterator<Item = (u16, bool)>) -> Histogram {
        let mut histogram = Histogram::default();
        for (confidence, right) in decisions {
            let confidence = Confidence::from_ten_thousandths(confidence);
            histogram.add(&Cell { confidence, decisions: 1, right: right.into() });
        }
        histogram
    }

    fn near(found: Option<f64>, expected: f64) {
        let found = found.expect("defined");
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    #[test]
    fn nothing_has_no_figure() {
        let empty = Histogram::default();
        assert_eq!((empty.ece(), empty.brier(), empty.bins().len()), (None, None, 0));
    }

    #[test]
    fn a_single_decision_is_its_own_bin() {
        let one = histogram([(9_000, true)]);
        near(one.ece(), 0.1);
        near(one.brier(), 0.01);
    }

    #[test]
    fn worked_by_hand() {
        // Twenty decisions, two a bin. The first bin: 0.10 wrong and 0.20
        // right, |1/2 − 0.15| = 0.35; the others: 0.90 and right, 0.1 each.
        let mut given = vec![(1_000, false), (2_000, true)];
        given.extend([(9_000, true); 18]);
        let found = histogram(given);
        near(found.ece(), (2.0 * 0.35 + 18.0 * 0.1) / 20.0);
        near(found.brier(), (0.01 + 0.64 + 18.0 * 0.01) / 20.0);
        let bins = found.bins();
        assert_eq!(bins.len(), BINS);
        assert!((bins[0].mean_confidence() - 0.15).abs() < 1e-12);
        assert!((bins[0].accuracy() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn equal_confidences_are_dealt_out_in_proportion() {
        // Thirty at 0.8, 24 of them right: perfectly calibrated in every bin.
        let found = histogram((0..30).map(|i| (8_000, i < 24)));
        near(found.ece(), 0.0);
        assert!(found.bins().iter().all(|b| b.decisions == 3 && (b.accuracy() - 0.8).abs() < 1e-9));
    }

    proptest! {
        #[test]
        fn bins_hold_every_decision_once_and_in_order(
            given in proptest::collection::vec((0_u16..=10_000, any::<bool>()), 0..200),
        ) {
            let found = histogram(given.clone());
            let bins = found.bins();
            let sum: u64 = bins.iter().map(|b| b.decisions).sum();
            prop_assert_eq!(sum, given.len() as u64);
            let right: f64 = bins.iter().map(|b| b.right).sum();
            prop_assert!((right - given.iter().filter(|g| g.1).count() as f64).abs() < 1e-6);
            prop_assert!(bins.windows(2).all(|w| w[0].most <= w[1].least));
            let most = bins.iter().map(|b| b.decisions).max().unwrap_or(0);
            prop_assert!(bins.iter().all(|b| b.decisions + 1 >= most || given.len() < BINS));
            if let (Some(ece), Some(brier)) = (found.ece(), found.brier()) {
                prop_assert!((0.0..=1.0).contains(&ece) && (0.0..=1.0).contains(&brier));
                // The root of the Brier score is no less than any mean gap.
                prop_assert!(ece <= brier.sqrt() + 1e-9);
            }
        }
    }
}
