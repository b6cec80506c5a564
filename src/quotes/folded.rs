//! Words as they are compared: without regard to case, accents, apostrophes,
//! separators in numbers, and whether two words are written as one.

use unicode_normalization::char::decompose_compatible;

use crate::text::{fold_char, is_apostrophe};

/// What a word is multiplied by for each letter that stands behind it.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// A word: its letters and digits as one number, which almost certainly no
/// other word has, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) letters: u64,
    pub(super) count: u32,
}

impl Folded {
    /// The two words written as one: `cease` and `fire` are `ceasefire`.
    pub(super) const fn joined(self, behind: Self) -> Self {
        Self {
            letters: self
                .letters
                .wrapping_mul(BASE.wrapping_pow(behind.count))
                .wrapping_add(behind.letters),
            count: self.count + behind.count,
        }
    }

    fn push(&mut self, letter: char) {
        self.letters = self.letters.wrapping_mul(BASE).wrapping_add(u64::from(letter) + 1);
        self.count += 1;
    }
}

/// `word` as it is compared. `Don’t` is `dont`, `3,000` is `3000`, `U.S` is
/// `us`, `naïve` is `naive`, and a soft hyphen is nothing.
pub(super) fn fold(word: &str) -> Folded {
    let mut folded = Folded { letters: 0, count: 0 };
    for c in word.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                folded.push(c.to_ascii_lowercase());
            }
        } else if !is_apostrophe(c) {
            decompose_compatible(c, |part| {
                for letter in fold_char(part).filter(|l| l.is_alphanumeric()) {
                    folded.push(letter);
                }
            });
        }
    }
    folded
}

/// What the characters between two words say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Joint(u8);

impl Joint {
    const ENDS_SENTENCE: u8 = 1;
    const SHOWS_CUT: u8 = 2;
    const OPENS_BRACKET: u8 = 4;
    const CLOSES_BRACKET: u8 = 8;
    const ENDS_LINE: u8 = 16;

    /// What `between` says.
    pub(super) fn of(between: &str) -> Self {
        // Most words are parted by nothing else.
        if between == " " {
            return Self(0);
        }
        let mut said = 0;
        for c in between.chars() {
            said |= match c {
                '.' | '!' | '?' | '。' | '！' | '？' => Self::ENDS_SENTENCE,
                '\n' => Self::ENDS_SENTENCE | Self::ENDS_LINE,
                '…' => Self::ENDS_SENTENCE | Self::SHOWS_CUT,
                '[' | ']' => Self::SHOWS_CUT,
                '(' => Self::OPENS_BRACKET,
                ')' => Self::CLOSES_BRACKET,
                _ => 0,
            };
        }
        if between.contains("...") {
            said |= Self::SHOWS_CUT;
        }
        Self(said)
    }

    /// Whether a sentence or a line ends there.
    pub(super) const fn ends_sentence(self) -> bool {
        self.0 & Self::ENDS_SENTENCE != 0
    }

    /// Whether a line ends there.
    pub(super) const fn ends_line(self) -> bool {
        self.0 & Self::ENDS_LINE != 0
    }

    /// Whether there is an ellipsis or a square bracket, as where something was
    /// left out.
    pub(super) const fn shows_cut(self) -> bool {
        self.0 & Self::SHOWS_CUT != 0
    }

    /// Whether a bracket opens there.
    pub(super) const fn opens_bracket(self) -> bool {
        self.0 & Self::OPENS_BRACKET != 0
    }

    /// Whether a bracket closes there.
    pub(super) const fn closes_bracket(self) -> bool {
        self.0 & Self::CLOSES_BRACKET != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str) {
        assert_eq!(fold(one), fold(other), "{one} {other}");
    }

    #[test]
    fn what_is_written_differently_and_read_the_same_is_the_same() {
        check("Don’t", "dont");
        check("DONʼT", "don't");
        check("3,000", "3000");
        check("U.S", "US");
        check("nai\u{308}ve", "naïve");
        check("ﬁre", "FIRE");
        check("cease\u{ad}fire", "ceasefire");
        check("_really_", "really");
    }

    #[test]
    fn order_and_number_of_letters_matter() {
        for (one, other) in [("abc", "acb"), ("a", "aa"), ("3", "30"), ("war", "raw")] {
            assert_ne!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn what_stands_between_words_ends_sentences_and_shows_cuts() {
        let of = |between| {
            let joint = Joint::of(between);
            (joint.ends_sentence(), joint.shows_cut())
        };
        assert_eq!([" ", "-", ", “"].map(of), [(false, false); 3]);
        assert_eq!([". ", "!) ", "\n"].map(of), [(true, false); 3]);
        assert_eq!([" … ", "... ", ".] [."].map(of), [(true, true); 3]);
        assert_eq!(of(" ["), (false, true));
    }

    #[test]
    fn two_words_are_one_where_their_letters_are() {
        assert_eq!(fold("Cease").joined(fold("fire")), fold("ceasefire"));
        assert_eq!(fold("3").joined(fold("000")), fold("3,000"));
        assert_ne!(fold("fire").joined(fold("cease")), fold("ceasefire"));
    }
}
