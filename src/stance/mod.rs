//! Where each comment stands, by a lexicon of rules that the analyst owns.
//!
//! `scan` turns one text into facts without a tree; `resolve` turns the facts
//! of a thread into labels without the text.

mod facts;

pub use facts::{Basis, Facts, Hit, Label, Modifier};

/// A lexicon's file as it was read.
#[derive(Debug)]
pub struct Lexicon {}

impl Lexicon {
    /// Its name.
    pub fn name(&self) -> &'static str {
        ""
    }

    /// The file, as the caller named it.
    pub fn file(&self) -> &'static str {
        ""
    }

    /// The file's text.
    pub fn text(&self) -> &'static str {
        ""
    }
}

/// The rules of all lexicons, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    lexicons: Vec<Lexicon>,
}

impl Matcher {
    /// The lexicons, in the order given.
    pub fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// The name of a lexicon.
    pub fn lexicon_name(&self, lexicon: u16) -> &str {
        self.lexicons.get(usize::from(lexicon)).map_or("", Lexicon::name)
    }

    /// The identifier of a rule.
    pub fn rule_id(&self, _rule: u32) -> &str {
        self.lexicon_name(0)
    }

    /// The identifier of a dimension.
    pub fn dimension_id(&self, dimension: u16) -> &str {
        self.lexicon_name(dimension)
    }

    /// The identifier of a target.
    pub fn target_id(&self, target: u16) -> &str {
        self.lexicon_name(target)
    }

    /// The name of a target, for people.
    pub fn target_name(&self, target: u16) -> &str {
        self.lexicon_name(target)
    }

    /// The identifier of a label.
    pub fn label_id(&self, label: u16) -> &str {
        self.lexicon_name(label)
    }

    /// The dimensions, in the order defined.
    pub fn dimensions(&self) -> impl Iterator<Item = u16> {
        0..self.lexicons.len() as u16
    }

    /// The targets, in the order defined.
    pub fn targets(&self) -> impl Iterator<Item = u16> {
        0..self.lexicons.len() as u16
    }

    /// The labels of a dimension, in the order defined.
    pub fn labels_of(&self, _dimension: u16) -> impl Iterator<Item = u16> {
        0..self.lexicons.len() as u16
    }

    /// The dimension that asks where a comment stands.
    pub fn stance_dimension(&self) -> Option<u16> {
        self.dimensions().next()
    }

    /// The dimension that asks how a comment takes what it answers.
    pub fn reply_dimension(&self) -> Option<u16> {
        self.dimensions().nth(1)
    }
}
