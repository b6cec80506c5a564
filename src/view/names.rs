//! What a view needs of the lexicons: names by index.

use crate::stance::Matcher;

/// Names of rules, dimensions, targets and labels by their index. A matcher
/// has them.
pub trait Names {
    /// The lexicon's name.
    fn lexicon(&self, lexicon: u16) -> &str;
    /// The rule's identifier.
    fn rule(&self, rule: u32) -> &str;
    /// The dimension's identifier.
    fn dimension(&self, dimension: u16) -> &str;
    /// The target's identifier.
    fn target(&self, target: u16) -> &str;
    /// The target as a reader calls it.
    fn target_name(&self, target: u16) -> &str;
    /// The label's identifier.
    fn label(&self, label: u16) -> &str;
    /// The dimension that says how a comment stands to the one it answers.
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

    fn reply_dimension(&self) -> Option<u16> {
        Self::reply_dimension(self)
    }
}
