//! Proportions and how far to trust them.

use std::sync::LazyLock;

use statrs::distribution::{ContinuousCDF, Normal};

/// A closed interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

/// The quantile that leaves 2.5 % of the standard normal above it.
static Z_95: LazyLock<f64> = LazyLock::new(|| Normal::standard().inverse_cdf(0.975));

/// The 95 % score interval of the proportion `hits` / `trials`, without
/// continuity correction; `None` without trials.
///
/// (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Source: E. B. Wilson,
/// "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209–212.
pub fn wilson_95(hits: u64, trials: u64) -> Option<Interval> {
    if trials == 0 {
        return None;
    }
    let z = *Z_95;
    let n = trials as f64;
    let p = hits.min(trials) as f64 / n;
    let middle = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    // At the ends the bounds are 0 and 1; rounding may miss them.
    let low = if hits == 0 { 0.0 } else { (middle - spread) / scale };
    let high = if hits >= trials { 1.0 } else { (middle + spread) / scale };
    Some(Interval { low: low.max(0.0), high: high.min(1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn agrees_with_published_values() {
        // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        for (hits, trials, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let found = wilson_95(hits, trials).expect("trials");
            assert!((found.low - low).abs() < 0.000_05, "{hits}/{trials}: {found:?}");
            assert!((found.high - high).abs() < 0.000_05, "{hits}/{trials}: {found:?}");
        }
        assert_eq!(wilson_95(0, 0), None);
    }

    proptest! {
        #[test]
        fn holds_the_proportion(trials in 1_u64..100_000, share in 0.0..=1.0_f64) {
            let hits = (trials as f64 * share) as u64;
            let found = wilson_95(hits, trials).expect("trials");
            let p = hits as f64 / trials as f64;
            prop_assert!(0.0 <= found.low && found.low <= p && p <= found.high && found.high <= 1.0);
        }
    }
}
