//! A lexicon as read and checked: dimensions, targets, rules and the words
//! that change them.

use regex::Regex;

use super::dimension::Dimension;
use super::phrase::Phrase;
use crate::text::Span;

/// One lexicon: a file that an analyst edits, read and checked.
#[derive(Debug, Clone)]
pub struct Lexicon {
    pub(super) name: String,
    pub(super) file: String,
    pub(super) text: String,
    pub(super) version: Option<String>,
    pub(super) description: Option<String>,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) targets: Vec<Target>,
    pub(super) rules: Vec<Rule>,
    pub(super) marks: Marks,
}

impl Lexicon {
    /// Its name, as tables print it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file it came from, as the caller named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Its text as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its version, where it states one.
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// What it is for, where it says so.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The dimensions that it defines or uses.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// The ids and places of its rules, in the order of the file.
    pub fn rules(&self) -> impl Iterator<Item = (&str, Span)> {
        self.rules.iter().map(|r| (r.id.as_str(), r.span))
    }
}

/// Whom or what rules are about.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) id: String,
    pub(super) span: Span,
    /// As tables print it.
    pub(super) name: String,
    pub(super) parent: Option<usize>,
    /// Whether labels toward it count toward its parent, too.
    pub(super) rolls_up: bool,
    pub(super) names: Vec<Name>,
    /// Phrases that hold one of its names and do not mean it.
    pub(super) except: Vec<Phrase>,
}

/// One of the names of a target.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) phrase: Phrase,
    pub(super) span: Span,
    /// Whether its case matters.
    pub(super) cased: bool,
}

/// Whom or what a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Aim {
    Nothing,
    Parent,
    Target(usize),
    Nearest { side: Side, among: Option<Vec<usize>> },
}

/// On which side of a hit its target is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Any,
    Before,
    After,
}

/// What a negation before a hit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Negation {
    Cancels,
    Turns,
    Ignored,
}

/// Where a hit must stand to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Anywhere,
    /// Among the first two own words of the comment.
    Opening,
    /// At the start of a sentence.
    Sentence,
}

/// One rule.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) span: Span,
    pub(super) dimension: usize,
    /// Index into the dimension's labels.
    pub(super) label: usize,
    pub(super) aim: Aim,
    pub(super) phrases: Vec<Phrase>,
    pub(super) patterns: Vec<Regex>,
    pub(super) cased: bool,
    /// In thousandths, above 0.
    pub(super) weight: i32,
    pub(super) negation: Negation,
    /// How far a negation reaches, in words, where not the lexicon's reach.
    pub(super) within: Option<u32>,
    pub(super) at: At,
    pub(super) unless: Vec<Phrase>,
    pub(super) fires: Vec<(String, Span)>,
    pub(super) quiet: Vec<(String, Span)>,
}

/// A word or sign of irony: words, or signs such as `/s`.
#[derive(Debug, Clone)]
pub(super) enum Sign {
    Words(Phrase),
    Literal(String),
}

/// How far a mark of irony reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// The next three words.
    Words,
    Sentence,
    Comment,
}

/// Words that change what stands near them.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    pub(super) negations: Vec<Phrase>,
    /// Phrases that hold a negation and negate nothing ("not only").
    pub(super) no_negations: Vec<Phrase>,
    /// Words at which a negation stops ("but").
    pub(super) stops: Vec<Phrase>,
    /// How far a negation reaches, in words.
    pub(super) within: u32,
    pub(super) irony: Vec<(Sign, Reach)>,
}
