//! The columns that follow from what lexicons name.

use crate::stance::Names;

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
