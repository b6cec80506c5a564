//! Tables and their columns. A column is defined once, as data with the
//! function that fills it: CSV, codebook and whatever else shows a table
//! all read the same list, so that none can drift from another.

use std::io;

use super::number::{write_number, write_thousandths};
use super::subject::Subject;
use super::vocabulary::Vocabulary;
use crate::model::Confidence;

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number with decimals.
    Number,
}

impl Type {
    /// The word that the codebook uses; Frictionless's, but for text, which
    /// it calls `string`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }
}

/// What is said about a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// Its name, in `snake_case`, unique in its table.
    pub name: String,
    /// What its cells hold.
    pub kind: Type,
    /// What its numbers count.
    pub unit: Option<&'static str>,
    /// What it means, in a sentence.
    pub meaning: String,
}

/// What filling a cell gives.
pub(super) type Filled = io::Result<Written>;

/// Proof that a cell was filled: a column's function can come by one only by
/// filling its cell, and only once.
#[derive(Debug)]
pub struct Written(());

/// A table: one file in `tables/` and one line in [`super::TABLES`].
pub trait Table: Sync + 'static {
    /// What its columns look at.
    type Row<'r>;
    /// Its name: the file's without the ending.
    const NAME: &'static str;
    /// What a row is.
    const MEANING: &'static str;
    /// Its columns, in their order.
    const COLUMNS: &'static [Column<Self>];

    /// Hands each row to `each`, in the table's order.
    ///
    /// # Errors
    ///
    /// What `each` fails with.
    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Self::Row<'r>>) -> io::Result<()>;
}

/// What takes a table's rows, one by one.
pub(super) type Each<'e, Row> = &'e mut dyn FnMut(&Row) -> io::Result<()>;

/// A column, or a family of columns that follow from lexicons or from a
/// registry.
pub enum Column<T: Table + ?Sized> {
    /// A column that always stands.
    One {
        /// Its name.
        name: &'static str,
        /// What its cells hold.
        kind: Type,
        /// What its numbers count.
        unit: Option<&'static str>,
        /// What it means.
        meaning: &'static str,
        /// Fills its cell.
        value: for<'r> fn(&T::Row<'r>, Cell<'_>) -> Filled,
    },
    /// Columns side by side.
    Family {
        /// The columns.
        expand: fn(&Vocabulary<'_>) -> Vec<Spec>,
        /// Fills the cell of the column with that index in the family.
        value: for<'r> fn(&T::Row<'r>, usize, Cell<'_>) -> Filled,
    },
}

impl<T: Table> Column<T> {
    /// A column of text.
    pub const fn text(
        name: &'static str,
        meaning: &'static str,
        value: for<'r> fn(&T::Row<'r>, Cell<'_>) -> Filled,
    ) -> Self {
        Self::One { name, kind: Type::Text, unit: None, meaning, value }
    }

    /// A column of whole numbers.
    pub const fn integer(
        name: &'static str,
        unit: &'static str,
        meaning: &'static str,
        value: for<'r> fn(&T::Row<'r>, Cell<'_>) -> Filled,
    ) -> Self {
        Self::One { name, kind: Type::Integer, unit: Some(unit), meaning, value }
    }

    /// A column of numbers with decimals.
    pub const fn number(
        name: &'static str,
        unit: &'static str,
        meaning: &'static str,
        value: for<'r> fn(&T::Row<'r>, Cell<'_>) -> Filled,
    ) -> Self {
        Self::One { name, kind: Type::Number, unit: Some(unit), meaning, value }
    }
}

/// Where a table's cells go, from left to right, row by row.
pub trait Sink {
    /// Takes text, however long and whatever is in it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn text(&mut self, text: &str) -> io::Result<()>;

    /// Takes a number as it is to be shown; empty where it is undefined.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn number(&mut self, digits: &str) -> io::Result<()>;

    /// Ends the row.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    fn end_row(&mut self) -> io::Result<()>;
}

/// One cell that waits to be filled.
pub struct Cell<'s> {
    sink: &'s mut dyn Sink,
    scratch: &'s mut String,
}

impl Cell<'_> {
    /// Fills it with `text`.
    pub fn text(self, text: &str) -> Filled {
        self.sink.text(text).map(Written)
    }

    /// Fills it with `text`, or leaves it empty.
    pub fn maybe_text(self, text: Option<&str>) -> Filled {
        self.text(text.unwrap_or_default())
    }

    /// Leaves it empty.
    pub fn empty(self) -> Filled {
        self.sink.number("").map(Written)
    }

    /// Fills it with the text that `build` adds to an empty string.
    pub fn built(self, build: impl FnOnce(&mut String)) -> Filled {
        self.scratch.clear();
        build(self.scratch);
        self.sink.text(self.scratch).map(Written)
    }

    /// Fills it with text as it displays.
    pub fn shown(self, value: impl std::fmt::Display) -> Filled {
        self.built(|out| push_shown(out, value))
    }

    /// Fills it with `items`, `; ` between them.
    pub fn joined<I: IntoIterator<Item: std::fmt::Display>>(self, items: I) -> Filled {
        self.built(|out| {
            for (i, item) in items.into_iter().enumerate() {
                out.push_str(if i > 0 { "; " } else { "" });
                push_shown(out, item);
            }
        })
    }

    /// Fills it with a whole number.
    pub fn integer(self, value: impl Into<i128>) -> Filled {
        self.maybe_integer(Some(value))
    }

    /// Fills it with a whole number, or leaves it empty.
    pub fn maybe_integer(self, value: Option<impl Into<i128>>) -> Filled {
        self.digits(|out| {
            if let Some(value) = value {
                push_shown(out, value.into());
            }
        })
    }

    /// Fills it with a number as [`super::number`] shows it, or leaves it
    /// empty.
    pub fn maybe_number(self, value: Option<f64>) -> Filled {
        self.digits(|out| {
            if let Some(value) = value {
                write_number(value, out);
            }
        })
    }

    /// Fills it with thousandths of one.
    pub fn thousandths(self, value: i64) -> Filled {
        self.digits(|out| write_thousandths(value, out))
    }

    /// Fills it with a confidence, or leaves it empty.
    pub fn maybe_confidence(self, value: Option<Confidence>) -> Filled {
        self.digits(|out| {
            if let Some(value) = value {
                push_shown(out, value);
            }
        })
    }

    fn digits(self, build: impl FnOnce(&mut String)) -> Filled {
        self.scratch.clear();
        build(self.scratch);
        self.sink.number(self.scratch).map(Written)
    }
}

fn push_shown(out: &mut String, value: impl std::fmt::Display) {
    use std::fmt::Write as _;
    // Writing to a string cannot fail.
    let _ = write!(out, "{value}");
}

/// A table whose row type is out of sight, so that a registry can hold it.
pub trait AnyTable: Sync {
    /// Its name: the file's without the ending.
    fn name(&self) -> &'static str;
    /// What a row is.
    fn meaning(&self) -> &'static str;
    /// Its columns, in their order.
    fn columns(&self, vocabulary: &Vocabulary<'_>) -> Vec<Spec>;
    /// Writes the rows and says how many there were.
    ///
    /// # Errors
    ///
    /// Where the sink cannot take more.
    fn write(&self, subject: &Subject<'_>, sink: &mut dyn Sink) -> io::Result<u64>;
}

impl<T: Table> AnyTable for T {
    fn name(&self) -> &'static str {
        T::NAME
    }

    fn meaning(&self) -> &'static str {
        T::MEANING
    }

    fn columns(&self, vocabulary: &Vocabulary<'_>) -> Vec<Spec> {
        let mut specs: Vec<Spec> = Vec::new();
        for column in T::COLUMNS {
            match column {
                Column::One { name, kind, unit, meaning, .. } => specs.push(Spec {
                    name: (*name).into(),
                    kind: *kind,
                    unit: *unit,
                    meaning: (*meaning).into(),
                }),
                Column::Family { expand, .. } => specs.extend(expand(vocabulary)),
            }
        }
        set_apart(&mut specs);
        specs
    }

    fn write(&self, subject: &Subject<'_>, sink: &mut dyn Sink) -> io::Result<u64> {
        let widths: Vec<usize> = T::COLUMNS
            .iter()
            .map(|column| match column {
                Column::One { .. } => 1,
                Column::Family { expand, .. } => expand(&subject.vocabulary).len(),
            })
            .collect();
        let mut rows = 0;
        let mut scratch = String::new();
        T::rows(subject, &mut |row| {
            for (column, &width) in T::COLUMNS.iter().zip(&widths) {
                for i in 0..width {
                    let cell = Cell { sink, scratch: &mut scratch };
                    let Written(()) = match column {
                        Column::One { value, .. } => value(row, cell)?,
                        Column::Family { value, .. } => value(row, i, cell)?,
                    };
                }
            }
            rows += 1;
            sink.end_row()
        })?;
        Ok(rows)
    }
}

/// Numbers the names that two targets of different lexicons share.
fn set_apart(specs: &mut [Spec]) {
    let mut taken = std::collections::HashSet::new();
    for spec in specs {
        let mut name = spec.name.clone();
        let mut next = 2;
        while !taken.insert(name.clone()) {
            name = format!("{}_{next}", spec.name);
            next += 1;
        }
        spec.name = name;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_one_name_are_numbered() {
        let column = |name: &str| Spec {
            name: name.into(),
            kind: Type::Text,
            unit: None,
            meaning: String::new(),
        };
        let mut specs = ["stance_us", "stance_us_2", "stance_us"].map(column);
        set_apart(&mut specs);
        let names = specs.map(|spec| spec.name);
        assert_eq!(names, ["stance_us", "stance_us_2", "stance_us_3"]);
    }
}
