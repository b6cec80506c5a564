//! What signs are worth, and how likely things are that no sign tells.
//!
//! The worth of signs is one table in `data/weights.toml`, a section for each
//! [`Family`] of pages, learned from pages whose answers are known (`rejoinder
//! weigh`). What is below are judgements of the order of magnitude, not fits;
//! `rejoinder evaluate` shows how they fare.

use std::collections::BTreeMap;

use super::signs::{SIGNS, Sign, Signs};

/// Pages that are alike in how people answer each other, and in what is known
/// of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Comments, some of them without an author, or with lists of who answered:
    /// parents and names are one problem.
    Unsigned,
    /// Comments whose authors are all known.
    Signed,
    /// The same, in records whose texts call each other by handles, as on
    /// microblogs.
    Handles,
    /// Lines of a chat.
    Chat,
}

impl Family {
    /// Every family, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Unsigned, Self::Signed, Self::Handles, Self::Chat];

    /// The word that the table uses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unsigned => "unsigned",
            Self::Signed => "signed",
            Self::Handles => "handles",
            Self::Chat => "chat",
        }
    }
}

/// What each sign is worth in each family: how much one more of it adds to the
/// logarithm of the odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights([[f64; SIGNS]; Family::ALL.len()]);

/// The table that comes with the program.
const BUILT_IN: &str = include_str!("../../data/weights.toml");

/// A weight beyond this is a mistake: odds of one to 10²¹.
const MOST_WORTH: f64 = 50.0;

/// A table that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// It is not TOML, or a weight is no number.
    #[error(transparent)]
    Syntax(#[from] toml::de::Error),
    /// It has a family that there is not.
    #[error("there is no family `{0}`; the families are unsigned, signed, handles, chat")]
    Family(String),
    /// It has a weight that is none.
    #[error("`{sign}` (family `{family}`) is {worth}; a weight lies between -50 and 50")]
    Worth {
        /// Where.
        family: String,
        /// Of which sign.
        sign: String,
        /// The weight.
        worth: f64,
    },
    /// It has a sign that there is not.
    #[error("there is no sign `{sign}` (family `{family}`)")]
    Sign {
        /// Where.
        family: String,
        /// What it is called.
        sign: String,
    },
}

impl Default for Weights {
    /// The table that comes with the program.
    fn default() -> Self {
        Self::parse(BUILT_IN).unwrap_or_else(|_| Self::none())
    }
}

impl Weights {
    /// No sign is worth anything.
    pub const fn none() -> Self {
        Self([[0.0; SIGNS]; Family::ALL.len()])
    }

    /// Reads a table: a section a family, a line a sign; what is not there is
    /// worth nothing.
    ///
    /// # Errors
    ///
    /// Where the text is no such table.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let table: BTreeMap<String, BTreeMap<String, f64>> = toml::from_str(text)?;
        let mut weights = Self::none();
        for (family, signs) in table {
            let Some(found) = Family::ALL.into_iter().find(|f| f.as_str() == family) else {
                return Err(WeightsError::Family(family));
            };
            for (sign, worth) in signs {
                let Some(found_sign) = Sign::ALL.into_iter().find(|s| s.as_str() == sign) else {
                    return Err(WeightsError::Sign { family, sign });
                };
                if !worth.is_finite() || worth.abs() > MOST_WORTH {
                    return Err(WeightsError::Worth { family, sign, worth });
                }
                weights.0[found as usize][found_sign as usize] = worth;
            }
        }
        Ok(weights)
    }

    /// The table as text that [`parse`](Self::parse) reads: three decimals, the
    /// meaning of each sign beside it, without signs that are worth nothing.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        for family in Family::ALL {
            text.push_str(&format!("[{}]\n", family.as_str()));
            for (sign, worth) in Sign::ALL.into_iter().zip(self.of(family)) {
                let shown = format!("{worth:.3}");
                if shown.trim_start_matches('-') != "0.000" {
                    let line = format!("{} = {shown}", sign.as_str());
                    text.push_str(&format!("{line:28} # {}\n", sign.about()));
                }
            }
            text.push('\n');
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// What the signs are worth in a family, one a sign.
    pub const fn of(&self, family: Family) -> &[f64; SIGNS] {
        &self.0[family as usize]
    }

    /// The same, to be changed.
    pub const fn of_mut(&mut self, family: Family) -> &mut [f64; SIGNS] {
        &mut self.0[family as usize]
    }

    /// What all of `signs` are worth together: the logarithm of odds.
    pub fn worth(&self, family: Family, signs: &Signs) -> f64 {
        let weights = self.of(family);
        signs.0.iter().zip(weights).fold(0.0, |sum, (seen, worth)| sum + seen * worth)
    }
}

/// How likely a comment that addresses somebody answers nothing on the page.
pub(super) const ADDRESSEE_ELSEWHERE: f64 = 0.02;
/// How likely a comment without an address is an answer, where others have one.
pub(super) const UNADDRESSED: f64 = 0.03;
/// Comments as if they had been met before a page is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Usual {
    /// That answer nobody.
    pub(super) roots: f64,
    /// That answer another.
    pub(super) answers: f64,
}

/// What is usual on blogs: two comments in three are roots, three in four of
/// those by somebody who writes for the first time, and one in seven of others.
/// Pages differ more in the first than in the second.
pub(super) const ANYBODY: Usual = Usual { roots: 0.66, answers: 0.34 };
pub(super) const NEWCOMERS: Usual = Usual { roots: 0.76, answers: 0.24 };
pub(super) const RETURNING: Usual = Usual { roots: 0.2, answers: 1.3 };
/// How many roots quote the article, on pages where any does.
pub(super) const ROOTS_QUOTE: f64 = 0.5;
/// How likely an answer is not listed under its parent, on a page that lists.
pub(super) const UNLISTED: f64 = 0.02;
/// How likely somebody listed has answered elsewhere: on the next page, or in
/// a comment that the page lost.
pub(super) const ANSWERED_ELSEWHERE: f64 = 0.02;
/// How likely an address names somebody else than the parent's author.
pub(super) const MISADDRESSED: f64 = 0.001;
/// How likely somebody writes a name short or a letter wrong.
pub(super) const ALIAS: f64 = 0.2;
/// How likely a name that is short for a known one, or a letter away, is
/// somebody else's.
pub(super) const ALIAS_IS_NEW: f64 = 0.1;
/// How much rarer people answer themselves than others.
pub(super) const SELF_ANSWER: f64 = 0.1;
/// Least belief at which a name is given to a comment.
pub(super) const NAMED: f64 = 0.5;
/// Most belief that anything inferred can have.
pub(super) const MOST_SURE: f64 = 0.999;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_that_comes_with_the_program_is_one() {
        let weights = Weights::parse(BUILT_IN).expect("a table");
        assert_eq!(Weights::parse(&weights.to_toml()).expect("a table"), weights);
        for family in Family::ALL {
            assert!(weights.of(family).iter().any(|&worth| worth != 0.0), "{family:?}");
        }
    }

    #[test]
    fn what_is_no_table_is_named() {
        let told = |text| Weights::parse(text).expect_err("no table").to_string();
        assert!(told("[forum]\nown = 1").contains("no family `forum`"));
        assert!(told("[chat]\nluck = 1").contains("no sign `luck`"));
        assert!(told("[chat]\nown = nan").contains("between -50 and 50"));
        assert!(told("[chat]\nown = -1e308").contains("between -50 and 50"));
        assert!(told("[chat]\nown = 'much'").contains("invalid type"));
    }
}
