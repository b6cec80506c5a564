//! What a scan finds and what labels are made of. Names of lexicons, rules,
//! dimensions, targets and labels are looked up in the matcher by index.

use crate::text::Span;

/// A way in which the words around a hit change what it counts for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    /// "not", "never", "n’t" before it, within reach.
    Negated,
    /// Scare quotes, "so-called", "/s": flagged, never flipped.
    Irony,
    /// Words that the rule's `unless` lists stand in the same sentence.
    Unless,
}

impl Modifier {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Irony => "irony",
            Self::Unless => "unless",
        }
    }
}

/// One place where a rule fired in a comment's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The lexicon's index.
    pub lexicon: u16,
    /// The rule's index in the matcher.
    pub rule: u32,
    /// The dimension's index in the matcher.
    pub dimension: u16,
    /// The target's index in the matcher; none for a dimension without.
    pub target: Option<u16>,
    /// The label's index in the matcher, as it counts here (negation may have
    /// turned it); none where a modifier cancelled it.
    pub label: Option<u16>,
    /// Where it stands in the comment's text.
    pub span: Span,
    /// What it counts for after the modifiers, in thousandths: below 0 where
    /// its label takes from the score, 0 where it is cancelled.
    pub weight: i32,
    /// What changed it, each kind at most once.
    pub modifiers: Vec<Modifier>,
    /// The words that changed it, one a modifier.
    pub cues: Vec<Span>,
}

/// A target that the own words mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mention {
    /// The lexicon whose names it is known by.
    pub lexicon: u16,
    /// The target's index in the matcher.
    pub target: u16,
    /// Where it is first named.
    pub span: Span,
}

/// All that a scan of one comment found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Places where rules fired, by where they stand, then by rule.
    pub hits: Vec<Hit>,
    /// Targets that the own words mention, each once a lexicon, by lexicon
    /// and target.
    pub mentions: Vec<Mention>,
    /// Words that are the commenter's own.
    pub own_words: u32,
    /// Words that are quoted.
    pub quoted_words: u32,
}

/// Why a label stands as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Rules fired and the score reached the threshold.
    Hit,
    /// Rules fired and were cancelled.
    Cancelled,
    /// Rules fired and the score did not reach the threshold.
    BelowThreshold,
    /// The target is mentioned and no rule fired.
    MentionOnly,
    /// Taken over from a comment that this one agrees with.
    Inferred,
}

impl Basis {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Cancelled => "cancelled",
            Self::BelowThreshold => "below_threshold",
            Self::MentionOnly => "mention_only",
            Self::Inferred => "inferred",
        }
    }
}

/// Where one comment stands toward one target in one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The lexicon's index.
    pub lexicon: u16,
    /// The dimension's index in the matcher.
    pub dimension: u16,
    /// The target's index in the matcher; none for a dimension without.
    pub target: Option<u16>,
    /// The label's index in the matcher; none where nothing can be said.
    pub label: Option<u16>,
    /// In thousandths. For a label with a direction, the plus side's weights
    /// less the minus side's; for one that stands apart, the sum of its own.
    pub score: i64,
    /// Why.
    pub basis: Basis,
    /// The hits that it rests on, as indices into the comment's facts.
    pub hits: Vec<u32>,
}
