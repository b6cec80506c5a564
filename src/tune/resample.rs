//! Intervals by resampling pages: comments of one page are not independent,
//! pages are.

use crate::measures::Interval;

/// How many times the pages are drawn anew.
pub const RESAMPLES: usize = 1000;

/// The seed of the draws, so that two runs give the same intervals.
const SEED: u64 = 2019;

/// Draws of as many pages as there are, with replacement: indices into them.
/// None for fewer than two pages, of which all draws are alike.
///
/// Source: B. Efron, R. J. Tibshirani, *An Introduction to the Bootstrap*,
/// 1993, chapters 6 and 13.
pub(super) fn draws(pages: usize) -> impl Iterator<Item = Vec<usize>> {
    let mut random = SplitMix64(SEED);
    let rounds = if pages < 2 { 0 } else { RESAMPLES };
    (0..rounds).map(move |_| (0..pages).map(|_| random.below(pages)).collect())
}

/// The 95 % percentile interval of a figure's resampled `values`, of which
/// undefined ones are left out: of 1000, the 25th and the 975th by size.
/// None where more than half of them are undefined.
pub(super) fn percentile_95(values: &mut Vec<f64>) -> Option<Interval> {
    values.retain(|v| v.is_finite());
    let n = values.len();
    if n == 0 || n * 2 < RESAMPLES {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    let low = (n * 25).div_ceil(1000).max(1) - 1;
    let high = (n * 975).div_ceil(1000).max(1) - 1;
    Some(Interval { low: values[low], high: values[high] })
}

/// A small generator that is the same everywhere. Source: G. L. Steele Jr.,
/// D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014, 453–472.
#[derive(Debug)]
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`. Multiplying instead of dividing prefers some
    /// numbers by less than `end` in 2^64.
    fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_published_numbers() {
        // The test vector for seed 1234567 that accompanies the reference
        // implementation (Vigna, splitmix64.c).
        let mut random = SplitMix64(1_234_567);
        assert_eq!(
            [random.next(), random.next(), random.next()],
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn draws_are_the_same_each_time_and_evenly_spread() {
        let first: Vec<_> = draws(7).collect();
        assert_eq!(first, draws(7).collect::<Vec<_>>());
        assert_eq!(first.len(), RESAMPLES);
        let mut seen = [0_usize; 7];
        first.iter().flatten().for_each(|&page| seen[page] += 1);
        assert!(seen.iter().all(|&n| n.abs_diff(RESAMPLES) < 120), "{seen:?}");
        assert_eq!(draws(1).count(), 0);
    }

    #[test]
    fn an_interval_leaves_a_fortieth_on_either_side() {
        let mut values: Vec<f64> = (1..=1000).rev().map(f64::from).collect();
        assert_eq!(percentile_95(&mut values), Some(Interval { low: 25.0, high: 975.0 }));
        assert_eq!(percentile_95(&mut vec![f64::NAN; 1000]), None);
        assert_eq!(percentile_95(&mut Vec::new()), None);
    }
}
