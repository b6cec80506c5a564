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
}

impl Modifier {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Irony => "irony",
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
    /// What it counts for, in thousandths, after the modifiers.
    pub weight: i32,
    /// What changed it.
    pub modifiers: Vec<Modifier>,
}

/// All that a scan of one comment found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Places where rules fired, by where they stand.
    pub hits: Vec<Hit>,
    /// Targets that the own words mention, each once, with the first place.
    pub mentions: Vec<(u16, Span)>,
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
    /// Sum of the weights, in thousandths; its sign is the label's direction.
    pub score: i64,
    /// Why.
    pub basis: Basis,
    /// The hits that it rests on, as indices into the comment's facts.
    pub hits: Vec<u32>,
}
