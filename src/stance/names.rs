//! What lexicons call their rules, dimensions, targets and labels.

use super::Matcher;

/// Looks names up by the indices that hits and labels carry.
pub trait Names {
    /// The name of a lexicon.
    fn lexicon(&self, lexicon: u16) -> &str;
    /// The identifier of a rule.
    fn rule(&self, rule: u32) -> &str;
    /// The identifier of a dimension.
    fn dimension(&self, dimension: u16) -> &str;
    /// The identifier of a target.
    fn target(&self, target: u16) -> &str;
    /// The name of a target, for people.
    fn target_name(&self, target: u16) -> &str;
    /// The identifier of a label.
    fn label(&self, label: u16) -> &str;
    /// The dimensions, in the order defined.
    fn dimensions(&self) -> Vec<u16>;
    /// The targets, in the order defined.
    fn targets(&self) -> Vec<u16>;
    /// The labels of a dimension, in the order defined.
    fn labels_of(&self, dimension: u16) -> Vec<u16>;
    /// The dimension that asks where a comment stands.
    fn stance_dimension(&self) -> Option<u16>;
    /// The dimension that asks how a comment takes what it answers.
    fn reply_dimension(&self) -> Option<u16>;
}

impl Names for Matcher {
    fn lexicon(&self, lexicon: u16) -> &str {
        self.lexicon_name(lexicon)
    }

    fn rule(&self, rule: u32) -> &str {
        self.rule_id(rule)
    }

    fn dimension(&self, dimension: u16) -> &str {
        self.dimension_id(dimension)
    }

    fn target(&self, target: u16) -> &str {
        self.target_id(target)
    }

    fn target_name(&self, target: u16) -> &str {
        Self::target_name(self, target)
    }

    fn label(&self, label: u16) -> &str {
        self.label_id(label)
    }

    fn dimensions(&self) -> Vec<u16> {
        Self::dimensions(self).collect()
    }

    fn targets(&self) -> Vec<u16> {
        Self::targets(self).collect()
    }

    fn labels_of(&self, dimension: u16) -> Vec<u16> {
        Self::labels_of(self, dimension).collect()
    }

    fn stance_dimension(&self) -> Option<u16> {
        Self::stance_dimension(self)
    }

    fn reply_dimension(&self) -> Option<u16> {
        Self::reply_dimension(self)
    }
}
