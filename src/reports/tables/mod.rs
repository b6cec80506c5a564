//! The tables. A new one is a file here and a line in [`TABLES`]; tests walk
//! the list.

mod commenters;
mod comments;
mod hits;
mod links;
mod notices;
mod quotes;
mod stances;
mod threads;

use super::column::AnyTable;

/// Every table, in the order in which they are written. Notices come last,
/// because writing the others may give some.
pub const TABLES: &[&dyn AnyTable] = &[
    &comments::Comments,
    &commenters::Commenters,
    &links::Links,
    &stances::Stances,
    &hits::Hits,
    &quotes::Quotes,
    &threads::Threads,
    &notices::Notices,
];

/// The part of `input` that may stand in a report: an absolute path says
/// where on somebody's disk, and would differ from machine to machine.
pub(super) fn shown_input(input: &str) -> &str {
    let drive = matches!(input.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    if drive || input.starts_with(['/', '\\']) {
        input.rsplit(['/', '\\']).next().unwrap_or(input)
    } else {
        input
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::fixtures::Words;
    use crate::reports::vocabulary::Vocabulary;
    use std::collections::HashSet;

    #[test]
    fn every_table_has_documented_columns_with_names_of_their_own() {
        let words = Words;
        let vocabulary = Vocabulary::of(&words);
        let mut tables = HashSet::new();
        for table in TABLES {
            assert!(tables.insert(table.name()), "{} stands twice", table.name());
            assert!(table.meaning().ends_with('.'), "{} is undocumented", table.name());
            let columns = table.columns(&vocabulary);
            let mut names = HashSet::new();
            for column in &columns {
                let place = format!("{}.{}", table.name(), column.name);
                assert!(names.insert(column.name.as_str()), "{place} stands twice");
                assert!(column.meaning.ends_with('.'), "{place} is undocumented");
                assert_eq!(
                    column.unit.is_some(),
                    column.kind != super::super::Type::Text,
                    "{place}"
                );
                let fine = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(column.name.starts_with(char::is_lowercase), "{place} is no snake_case");
                assert!(column.name.chars().all(fine), "{place} is no snake_case");
                assert!(!column.name.contains("__"), "{place} is no snake_case");
            }
        }
    }

    #[test]
    fn inputs_show_no_absolute_path() {
        for (input, shown) in [
            ("/home/ann/a.txt", "a.txt"),
            ("C:\\data\\a.txt", "a.txt"),
            ("data/a.txt", "data/a.txt"),
            ("-", "-"),
        ] {
            assert_eq!(shown_input(input), shown);
        }
    }
}
