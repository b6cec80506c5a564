//! How sure something is.

use std::fmt;
use std::str::FromStr;

/// How sure, in ten-thousandths, so that results are the same everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Confidence(u16);

impl Confidence {
    /// Stated by the page or by the analyst.
    pub const CERTAIN: Self = Self(10_000);

    /// From ten-thousandths, at most 10,000.
    pub const fn from_ten_thousandths(value: u16) -> Self {
        if value > 10_000 { Self::CERTAIN } else { Self(value) }
    }

    /// In ten-thousandths.
    pub const fn ten_thousandths(self) -> u16 {
        self.0
    }

    /// In thousandths, as it prints: only certainty is a thousand.
    const fn thousandths(self) -> u16 {
        let rounded = (self.0 + 5) / 10;
        if self.0 < Self::CERTAIN.0 && rounded > 999 { 999 } else { rounded }
    }

    /// Whether it is as sure as `least`, going by how both print: what is
    /// shown as 0.90 is not below 0.90.
    pub const fn reaches(self, least: Self) -> bool {
        self.thousandths() >= least.thousandths()
    }

    /// As a fraction of 1.
    pub fn fraction(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }
}

impl fmt::Display for Confidence {
    /// Two decimals, or three where the third is not 0: `1.00`, `0.97`,
    /// `0.971`. Only certainty prints as 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let thousandths = self.thousandths();
        let (whole, rest) = (thousandths / 1000, thousandths % 1000);
        if rest % 10 == 0 {
            write!(f, "{whole}.{:02}", rest / 10)
        } else {
            write!(f, "{whole}.{rest:03}")
        }
    }
}

/// Text that is no confidence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a confidence is a number from 0 to 1, such as 0.9")]
pub struct NoConfidence;

impl FromStr for Confidence {
    type Err = NoConfidence;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let value: f64 = text.trim().parse().map_err(|_| NoConfidence)?;
        if !(0.0..=1.0).contains(&value) {
            return Err(NoConfidence);
        }
        Ok(Self((value * 10_000.0).round() as u16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_prints_no_more_digits_than_it_has() {
        let shown = |v| Confidence::from_ten_thousandths(v).to_string();
        assert_eq!(
            [10_000, 9_999, 9_700, 9_710, 9_714, 0].map(shown),
            ["1.00", "0.999", "0.97", "0.971", "0.971", "0.00"]
        );
    }

    #[test]
    fn what_prints_as_the_asked_confidence_reaches_it() {
        let asked = |text: &str| text.parse::<Confidence>();
        let sure = Confidence::from_ten_thousandths;
        let least = asked("0.9").expect("a confidence");
        assert!(sure(9_000).reaches(least) && sure(8_996).reaches(least));
        assert!(!sure(8_994).reaches(least));
        let all = asked("1").expect("a confidence");
        assert!(Confidence::CERTAIN.reaches(all) && !sure(9_999).reaches(all));
        for text in ["", "1.01", "-0.1", "90", "NaN", "high"] {
            assert_eq!(asked(text), Err(NoConfidence), "{text}");
        }
    }
}
