//! What has to be known of a whole table before its first row is read.

use std::collections::BTreeSet;

use super::super::Lines;
use super::super::address::Known;
use super::columns::{Columns, Role};
use super::table::Rows;

/// What exports write where there is no parent, in lower case.
const NOBODY: [&str; 9] = ["0", "-1", "null", "none", "nan", "na", "n/a", "nil", "<na>"];

/// A look at all rows.
#[derive(Debug)]
pub(super) struct Survey<'t> {
    /// Who signs anywhere in the table.
    pub(super) authors: Known<'t>,
    /// Whether any record has a parent. A column in which none has says
    /// nothing, and an empty cell in any other says that there is none.
    pub(super) states_parents: bool,
    /// The ids that would else mean nobody.
    odd_ids: BTreeSet<&'static str>,
}

impl<'t> Survey<'t> {
    /// Looks at the rows of `lines`, whose cells `delimiter` parts.
    pub(super) fn of(lines: &Lines<'t>, delimiter: u8, columns: &Columns) -> Self {
        let text: &'t str = lines.text();
        let mut names = BTreeSet::new();
        let mut odd_ids = BTreeSet::new();
        let mut odd_parents = BTreeSet::new();
        let mut plain_parents = false;
        for row in Rows::new(text, delimiter).skip(1) {
            names.extend(columns.place(&row, Role::Author).map(|(_, place)| place.of_text(text)));
            let id = columns.cell(&row, Role::Id).and_then(nobody);
            odd_ids.extend(id);
            let parent = columns.cell(&row, Role::Parent);
            match parent.map(nobody) {
                Some(Some(odd)) => {
                    odd_parents.insert(odd);
                }
                Some(None) => plain_parents = true,
                None => {}
            }
        }
        Self {
            authors: names.into_iter().collect(),
            states_parents: plain_parents || odd_parents.iter().any(|&p| odd_ids.contains(p)),
            odd_ids,
        }
    }

    /// Whether `parent` means that there is none: no record has such an id.
    pub(super) fn is_nobody(&self, parent: &str) -> bool {
        nobody(parent).is_some_and(|odd| !self.odd_ids.contains(odd))
    }
}

/// The word for nobody that `cell` is.
fn nobody(cell: &str) -> Option<&'static str> {
    NOBODY.into_iter().find(|word| cell.eq_ignore_ascii_case(word))
}
