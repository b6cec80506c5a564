//! Dimensions and their labels: the well-known ones, and how a label's
//! direction makes a score.

/// Which way a label pulls the score of its dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Adds to the score: favour, blames, agree.
    Plus,
    /// Takes from it: against, exonerates, disagree.
    Minus,
    /// Stands where both sides reach the threshold: mixed.
    Both,
    /// Neither: neutral, a category. Such labels compete by their sums.
    Apart,
}

impl Direction {
    /// How a lexicon writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Both => "both",
            Self::Apart => "apart",
        }
    }

    /// Every direction.
    pub const ALL: [Self; 4] = [Self::Plus, Self::Minus, Self::Both, Self::Apart];
}

/// A label and its direction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelDef {
    /// Its id, as tables print it.
    pub id: String,
    /// Which way it pulls.
    pub direction: Direction,
}

/// What a dimension's rules are about where they do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The target named nearest in the same sentence.
    Nearest,
    /// The comment that is answered.
    Parent,
    /// Nothing: the comment itself carries the label.
    Nothing,
}

/// A question that a lexicon asks, with its own labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// Its id.
    pub id: String,
    /// What it asks, in a sentence.
    pub description: String,
    /// Its labels, in the order that breaks ties.
    pub labels: Vec<LabelDef>,
    /// What a side must add up to, in thousandths.
    pub threshold: i64,
    /// What its rules are about where they do not say.
    pub about: About,
}

/// A side must add up to this, where a dimension does not say otherwise.
pub(super) const THRESHOLD: i64 = 1000;

type Known = (&'static str, &'static str, About, &'static [(&'static str, Direction)]);

const KNOWN: [Known; 3] = [
    (
        "stance",
        "Whether the comment is for or against the target.",
        About::Nearest,
        &[
            ("favour", Direction::Plus),
            ("against", Direction::Minus),
            ("mixed", Direction::Both),
            ("neutral", Direction::Apart),
        ],
    ),
    (
        "blame",
        "Whether the comment holds the target at fault.",
        About::Nearest,
        &[("blames", Direction::Plus), ("exonerates", Direction::Minus)],
    ),
    (
        "reply",
        "How the comment meets the comment that it answers.",
        About::Parent,
        &[
            ("agree", Direction::Plus),
            ("disagree", Direction::Minus),
            ("mixed", Direction::Both),
            ("query", Direction::Apart),
            ("comment", Direction::Apart),
        ],
    ),
];

/// The dimensions that every lexicon may use without defining them.
pub(super) fn known() -> impl Iterator<Item = Dimension> {
    KNOWN.iter().map(|&(id, description, about, labels)| Dimension {
        id: id.to_owned(),
        description: description.to_owned(),
        labels: labels
            .iter()
            .map(|&(id, direction)| LabelDef { id: id.to_owned(), direction })
            .collect(),
        threshold: THRESHOLD,
        about,
    })
}
