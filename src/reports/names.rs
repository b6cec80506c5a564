//! What lexicons call their rules, dimensions, targets and labels, and the
//! columns that follow from it.

use crate::stance::Matcher;

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

/// A label whose comments are counted in a column of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedLabel {
    /// The dimension.
    pub dimension: u16,
    /// The target, in the stance dimension; elsewhere all are counted as one.
    pub target: Option<u16>,
    /// The label.
    pub label: u16,
}

/// The names of a run and what the tables' columns take from them.
pub struct Vocabulary<'a> {
    /// The names.
    pub names: &'a dyn Names,
    /// The targets that have a stance column, in its order.
    pub targets: Vec<u16>,
    /// The labels that have a column of counts, in its order.
    pub counted: Vec<CountedLabel>,
    /// The dimension of the stance columns.
    pub stance: Option<u16>,
    /// The dimension of the reply column.
    pub reply: Option<u16>,
}

impl<'a> Vocabulary<'a> {
    /// What the columns take from `names`.
    pub fn of(names: &'a dyn Names) -> Self {
        let stance = names.stance_dimension();
        let targets = if stance.is_some() { names.targets() } else { Vec::new() };
        let mut counted = Vec::new();
        for dimension in names.dimensions() {
            let labels = names.labels_of(dimension);
            let columns = |target: Option<u16>| {
                labels.iter().map(move |&label| CountedLabel { dimension, target, label })
            };
            if stance == Some(dimension) && !targets.is_empty() {
                counted.extend(targets.iter().flat_map(|&target| columns(Some(target))));
            } else {
                counted.extend(columns(None));
            }
        }
        Self { names, targets, counted, stance, reply: names.reply_dimension() }
    }
}

/// `words` as part of a column's name: lower case, `_` for all that is
/// neither letter nor digit.
pub(super) fn snake_case(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with('_') && !out.is_empty() {
            out.push('_');
        }
    }
    out.truncate(out.trim_end_matches('_').len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_words_become_part_of_a_name() {
        let shown = ["US", "Russia.Putin", " the  EU!", "Владимир", "=1"].map(snake_case);
        assert_eq!(shown, ["us", "russia_putin", "the_eu", "владимир", "1"]);
    }
}
