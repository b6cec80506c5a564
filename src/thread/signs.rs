//! Signs: what can be seen of a comment and another that it may answer, as
//! numbers. Link rules see them, [`Weights`](super::weights::Weights) say what
//! they are worth.

/// Defines the signs once: name, word in the table of weights, meaning.
macro_rules! signs {
    ($($name:ident $id:literal $about:literal)*) => {
        /// One thing that can be seen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Sign {
            $(#[doc = $about] $name,)*
        }

        impl Sign {
            /// Every sign, in the order of the table of weights.
            pub const ALL: [Self; [$($id),*].len()] = [$(Self::$name),*];

            /// The word that the table of weights uses.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// What it means.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$name => $about,)* }
            }
        }
    };
}

signs! {
    Previous "previous" "it stands directly below the parent"
    Second "second" "one comment stands between it and the parent"
    Distance "distance" "how many comments stand in between, as the binary logarithm of one more"
    Unhinted "unhinted" "the same, for a comment that addresses nobody"
    SilentPrevious "silent-previous" "it addresses and quotes nobody, and stands directly below the parent"
    SilentDistance "silent-distance" "the distance, for a comment that addresses and quotes nobody"
    Gap "gap" "how many minutes lie in between, as the binary logarithm of one more"
    First "first" "the parent is the first comment"
    Own "own" "the parent is by the same author"
    OwnLatest "own-latest" "the parent is what the author wrote last"
    OwnGoesOn "own-goes-on" "the parent is what the author wrote last, and nobody has spoken to them since"
    OwnGap "own-gap" "how many minutes lie between it and a parent by the same author"
    OwnDistance "own-distance" "the distance to a parent by the same author"
    Addressed "addressed" "it addresses the parent's author first"
    AddressedToo "addressed-too" "it addresses the parent's author after somebody else"
    AddressedLatest "addressed-latest" "the parent is what the addressed person wrote last"
    AddressedPassed "addressed-passed" "how many comments the addressed person wrote in between, as the binary logarithm of one more"
    AddressesOther "addresses-other" "it addresses people, and the parent's author is none of them"
    SameCircle "same-circle" "whomever the parent addresses, it addresses, too"
    WholeCircle "whole-circle" "it addresses the parent's author and whomever the parent addresses, and nobody else"
    OwnCircle "own-circle" "the parent is by the same author and addresses the same people"
    Numbered "numbered" "it points at the parent's number"
    NumberedOther "numbered-other" "it points at another comment's number"
    Listed "listed" "the parent lists its author as having answered"
    Greeted "greeted" "its own words call the parent's author by name, and this is the latest by them"
    GreetedEarlier "greeted-earlier" "its own words call the parent's author by name, and they have written since"
    Named "named" "its own words name the parent's author"
    NamedLatest "named-latest" "the same, and this is the latest by them"
    AtNamed "at-named" "it has the parent's author's name after an @, in quotes, too"
    AtNamedFirst "at-named-first" "the first name after an @ in it is that of the parent's author"
    AtNamedOther "at-named-other" "it has names after an @, and the parent's author's is none of them"
    QuoteShare "quote-share" "of the words that it quotes of comments, the share that is the parent's"
    QuoteHead "quote-head" "it opens with words of the parent"
    ShortQuote "short-quote" "it marks words of the parent as quoted"
    LongQuote "long-quote" "it repeats at least eight words of the parent"
    QuoteWords "quote-words" "how many words it repeats of the parent, as the binary logarithm of one more"
    QuoteFirst "quote-first" "the first words that it quotes are the parent's"
    QuoteLatest "quote-latest" "of the comments that it quotes the parent is the latest"
    QuotesOther "quotes-other" "it quotes other comments and not the parent"
    QuotesAuthor "quotes-author" "it quotes another comment by the parent's author"
    QuotesSame "quotes-same" "the parent quotes the same words"
    QuotesSameLatest "quotes-same-latest" "the parent is the latest that quotes the same words"
    QuoteCover "quote-cover" "of the words that it quotes of comments, the share that stands in the parent, as its own or quoted"
    QuoteAscribed "quote-ascribed" "it ascribes a quote to the parent's author"
    SpokeToMe "spoke-to-me" "the parent addresses, greets or quotes its author"
    SpokeToMeLast "spoke-to-me-last" "and nobody has done so since"
    SpokeUnanswered "spoke-unanswered" "and its author has written nothing since"
    AnsweredMe "answered-me" "the parent seems to answer its author"
    AnsweredMeLast "answered-me-last" "and nobody has since"
    AnsweredUnanswered "answered-unanswered" "and its author has written nothing since"
    Exchange "exchange" "its author spoke to the parent's the last time that they wrote"
    SameTalk "same-talk" "the parent seems to belong to the talk that its author took part in last"
    InTalk "in-talk" "its author has taken part in the parent's talk before"
    TalkEnd "talk-end" "the parent is the latest of its talk"
    Opening "opening" "the parent seems to begin a talk"
    Answered "answered" "how many answers the parent seems to have, as the binary logarithm of one more"
    AnsweredByMe "answered-by-me" "its author seems to have answered the parent before"
    Asked "asked" "the parent asks something"
    AskedOpen "asked-open" "the parent asks something and seems to have no answer"
    AskedBoth "asked-both" "both ask something"
    SharedWords "shared-words" "how much rare words they share, from 0 to 1"
    SharedRare "shared-rare" "they share a word that only two comments have"
    ParentLength "parent-length" "how many words the parent has, as the binary logarithm of one more"
    Article "article" "the article is answered, or nothing on the page"
    Expected "expected" "how likely a comment without a sign answers nobody here: log odds, from what the page shows"
    Order "order" "what all candidates are worth by order alone: a logarithm of odds"
    Newcomer "newcomer" "the article; the author has written nothing before"
    Asks "asks" "the article; the comment asks something"
    Length "length" "the article; how many words the comment has, as the binary logarithm of one more"
    Silence "silence" "the article; how many minutes after the comment before, as the binary logarithm of one more"
    Spoken "spoken" "the article; somebody has spoken to the author since they wrote last"
    Hails "hails" "the article; the comment opens by greeting everybody"
    Replies "replies" "the article; the comment opens as answers do: yes, no, thanks"
    SecondPerson "second-person" "the article; the comment says you"
    OfPage "of-page" "the article; the comment speaks of the article, the post, the recipe"
    Addresses "addresses" "the article; the comment addresses somebody who wrote before"
    AddressesNobody "addresses-nobody" "the article; it addresses people, and none of them wrote before"
    QuotesSomebody "quotes-somebody" "the article; the comment quotes another"
    NamesSomebody "names-somebody" "the article; the comment's own words name somebody who wrote before"
    QuotesArticle "quotes-article" "the article; the comment quotes it"
}

/// Signs of order, which every pair of comments shows, one way or the other.
const OF_ORDER: [Sign; 13] = [
    Sign::Previous,
    Sign::Second,
    Sign::Distance,
    Sign::Unhinted,
    Sign::SilentPrevious,
    Sign::SilentDistance,
    Sign::Gap,
    Sign::Own,
    Sign::OwnLatest,
    Sign::OwnDistance,
    Sign::TalkEnd,
    Sign::Opening,
    Sign::Answered,
];

/// How many signs there are.
pub const SIGNS: usize = Sign::ALL.len();

/// What is seen: one number a sign, 0 where it is absent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Signs(pub [f64; SIGNS]);

impl Default for Signs {
    fn default() -> Self {
        Self([0.0; SIGNS])
    }
}

impl Signs {
    /// What is seen of `sign`.
    pub const fn get(&self, sign: Sign) -> f64 {
        self.0[sign as usize]
    }

    /// Sets what is seen of `sign`.
    pub const fn set(&mut self, sign: Sign, value: f64) {
        self.0[sign as usize] = value;
    }

    /// The signs of order alone.
    pub(super) fn of_order(&self) -> Self {
        let mut order = Self::default();
        OF_ORDER.iter().for_each(|&sign| order.set(sign, self.get(sign)));
        order
    }

    /// Sets `sign` to 1 where `seen`.
    pub const fn mark(&mut self, sign: Sign, seen: bool) {
        if seen {
            self.set(sign, 1.0);
        }
    }
}

/// About the binary logarithm of `count` + 1: right at powers of two and
/// straight in between, so that every machine has the same.
pub(super) fn magnitude(count: u32) -> f64 {
    let n = count.saturating_add(1);
    let whole = n.ilog2();
    f64::from(whole) + f64::from(n - (1 << whole)) / f64::from(1_u32 << whole)
}

/// The binary logarithm of `x`, which is above 0, by addition,
/// multiplication and division alone, so that every machine has the same.
pub(super) fn log2(x: f64) -> f64 {
    let (mut rest, mut whole) = (x.clamp(1e-300, 1e300), 0.0);
    while rest >= 2.0 {
        rest /= 2.0;
        whole += 1.0;
    }
    while rest < 1.0 {
        rest *= 2.0;
        whole -= 1.0;
    }
    // ln x = 2 artanh((x - 1) / (x + 1)), a series that converges fast here.
    let t = (rest - 1.0) / (rest + 1.0);
    let series = (0..16).rev().fold(0.0, |sum, k| sum * t * t + 1.0 / f64::from(2 * k + 1));
    whole + 2.0 * t * series / std::f64::consts::LN_2
}

/// e to the power of `x`, by addition, multiplication and division alone, so
/// that every machine has the same: the system's differ in the last digit.
/// Right to about 13 digits between -700 and 700, and held there.
pub(super) fn exp(x: f64) -> f64 {
    // Cut into 1024 parts, the series needs few terms; then square ten times.
    let x = x.clamp(-690.0, 690.0) / 1024.0;
    let series = (1..=12).rev().fold(1.0, |sum, term| 1.0 + x / f64::from(term) * sum);
    (0..10).fold(series, |power, _| power * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logarithm_and_power_are_close_to_the_true_ones() {
        for (count, expected) in [(0, 0.0), (1, 1.0), (2, 1.5), (3, 2.0), (7, 3.0), (11, 3.5)] {
            assert!((magnitude(count) - expected).abs() < 1e-12, "{count}");
        }
        assert!(magnitude(u32::MAX).is_finite());
        for x in [0.001, 0.5, 1.0, 1.5, 3.0, 1e9_f64] {
            assert!((log2(x) - x.log2()).abs() < 1e-12, "{x}");
        }
        for x in [-600.0, -20.5, -1.0, 0.0, 0.001, 1.0, 3.7, 50.0, 600.0_f64] {
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-9, "{x}");
        }
    }

    #[test]
    fn each_sign_has_a_word_of_its_own() {
        let words: std::collections::BTreeSet<_> = Sign::ALL.iter().map(|s| s.as_str()).collect();
        assert_eq!(words.len(), SIGNS);
        assert!(Sign::ALL.iter().enumerate().all(|(at, &sign)| sign as usize == at));
    }
}
