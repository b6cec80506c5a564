//! Names, and which of them mean the same person on a page.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name on a page, from 0 in the order of first appearance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameId(pub(super) u32);

impl NameId {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Names that stand for nobody in particular, folded.
const NOBODY: [&str; 14] = [
    "anonymous",
    "anon",
    "anonym",
    "anonyme",
    "anonimo",
    "guest",
    "gast",
    "invite",
    "deleted",
    "[deleted]",
    "[removed]",
    "unknown",
    "a guest",
    "name withheld",
];

/// Whether `name` is no identity: two comments under it need not be by one
/// person.
pub(super) fn is_nobody(name: &str) -> bool {
    NOBODY.contains(&fold(name).as_str())
}

/// A name without regard to case, accents, the kind of apostrophe and the
/// number of spaces. "Zoë" and "ZOE" fold to the same; "Ann" and "Anna" do
/// not.
pub(super) fn fold(name: &str) -> String {
    let letters = name.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    let mut out = String::with_capacity(name.len());
    for c in letters {
        match c {
            '’' | '‘' | '`' | '´' => out.push('\''),
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The names of a page. A mention means the name that is spelt the same, else
/// the only one that folds to the same.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: Vec<String>,
    exact: BTreeMap<String, NameId>,
    folded: BTreeMap<String, Vec<NameId>>,
}

impl Names {
    /// The name spelt exactly like this, new or known: for names that are
    /// stated.
    pub(super) fn stated(&mut self, name: &str) -> NameId {
        if let Some(&id) = self.exact.get(name) {
            return id;
        }
        let id = NameId(self.names.len() as u32);
        self.names.push(name.to_owned());
        self.exact.insert(name.to_owned(), id);
        self.folded.entry(fold(name)).or_default().push(id);
        id
    }

    /// The name that a mention means, new or known.
    pub(super) fn mentioned(&mut self, name: &str) -> NameId {
        if let Some(&id) = self.exact.get(name) {
            return id;
        }
        match self.folded.get(&fold(name)).map(Vec::as_slice) {
            Some(&[only]) => only,
            _ => self.stated(name),
        }
    }

    /// The known names that fold to `folded`.
    pub(super) fn folding_to(&self, folded: &str) -> &[NameId] {
        self.folded.get(folded).map_or(&[], Vec::as_slice)
    }

    /// As first spelt.
    pub(super) fn name(&self, id: NameId) -> &str {
        &self.names[id.index()]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The longest name's length in words.
    pub(super) fn most_words(&self) -> usize {
        self.names.iter().map(|n| crate::text::words(n).count()).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_may_differ_in_case_and_accents_and_in_no_letter() {
        let mut names = Names::default();
        let zoe = names.stated("Zoë");
        let ann = names.stated("Ann");
        assert_eq!(names.mentioned("ZOE"), zoe);
        assert_ne!(names.mentioned("Anna"), ann);
        assert_eq!(fold("Пётр  Д."), fold("петр д."));
    }

    #[test]
    fn two_that_fold_alike_stay_two() {
        let mut names = Names::default();
        let (upper, lower) = (names.stated("Max"), names.stated("max"));
        assert_ne!(upper, lower);
        let third = names.mentioned("MAX");
        assert!(third != upper && third != lower);
    }

    #[test]
    fn nobody_is_no_identity() {
        assert!(is_nobody("Anonymous") && is_nobody("guest") && !is_nobody("Anna"));
    }
}
