//! Reports read back: the texts as they were before any guard.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::guard;
use super::manifest::{MANIFEST, Manifest, hex};
use super::overflow::{CONTINUED, OVERFLOW};
use super::profile::Profile;

/// A table as read: everything is text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableText {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

impl TableText {
    /// The cells of the column called `name`.
    pub fn column<'t>(&'t self, name: &str) -> impl Iterator<Item = &'t str> {
        let at = self.columns.iter().position(|c| c == name);
        self.rows.iter().filter_map(move |row| Some(row.get(at?)?.as_str()))
    }
}

/// A report folder as read.
#[derive(Debug)]
pub struct ReadReport {
    /// Its manifest.
    pub manifest: Manifest,
    /// Its tables by name; overflow is back in the cells that it is from.
    pub tables: BTreeMap<String, TableText>,
}

/// Why a report could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// There is no manifest, or none of this tool's.
    #[error("{path:?} is no report: it has no manifest.json of this tool")]
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// A file is no longer as it was written.
    #[error("{file} was changed since the report was written")]
    Changed {
        /// The file's name.
        file: String,
    },
    /// A file is no table.
    #[error("{file} is no table: {source}")]
    NotCsv {
        /// The file's name.
        file: String,
        /// What is wrong.
        source: ::csv::Error,
    },
    /// Overflow names a cell that is not there or does not go on.
    #[error("overflow.csv, row {row}: no such cell waits for a further part")]
    Stray {
        /// The row, from 1.
        row: usize,
    },
    /// The system refused something.
    #[error("cannot read {file}: {source}")]
    Io {
        /// The file's name.
        file: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Reads the report at `folder`.
///
/// # Errors
///
/// Where it is no report, or not as it was written.
pub fn read_folder(folder: &Path) -> Result<ReadReport, ReadError> {
    read_files(folder, |name| fs::read(folder.join(name)))
}

/// Reads a report whose files `fetch` gives by name.
pub(super) fn read_files(
    folder: &Path,
    fetch: impl Fn(&str) -> io::Result<Vec<u8>>,
) -> Result<ReadReport, ReadError> {
    let none = || ReadError::NoManifest { path: folder.into() };
    let bytes = fetch(MANIFEST).map_err(|_| none())?;
    let manifest = Manifest::parse(&bytes).ok_or_else(none)?;
    let mut tables = BTreeMap::new();
    for file in &manifest.files {
        // A name that leads elsewhere is none that a run wrote.
        if Path::new(&file.name).file_name() != Some(file.name.as_ref()) {
            return Err(none());
        }
        let bytes = fetch(&file.name)
            .map_err(|source| ReadError::Io { file: file.name.clone(), source })?;
        if hex(&Sha256::digest(&bytes)) != file.sha256 {
            return Err(ReadError::Changed { file: file.name.clone() });
        }
        if let Some(name) = file.name.strip_suffix(".csv") {
            let table = parse(&bytes, manifest.profile)
                .map_err(|source| ReadError::NotCsv { file: file.name.clone(), source })?;
            tables.insert(name.to_owned(), table);
        }
    }
    if manifest.profile == Profile::Spreadsheet {
        let overflow = tables.remove(OVERFLOW).unwrap_or_default();
        restore(&mut tables, &overflow)?;
    }
    Ok(ReadReport { manifest, tables })
}

fn parse(bytes: &[u8], profile: Profile) -> Result<TableText, ::csv::Error> {
    let bytes = bytes.strip_prefix(profile.mark().as_bytes()).unwrap_or(bytes);
    let mut reader = ::csv::ReaderBuilder::new().from_reader(bytes);
    let owned = |record: &::csv::StringRecord| record.iter().map(str::to_owned).collect();
    let columns = owned(reader.headers()?);
    let rows = reader.records().map(|r| r.map(|r| owned(&r))).collect::<Result<_, _>>()?;
    Ok(TableText { columns, rows })
}

/// Takes guards and escapes off every cell, and joins those that go on.
fn restore(
    tables: &mut BTreeMap<String, TableText>,
    overflow: &TableText,
) -> Result<(), ReadError> {
    let mut further: BTreeMap<(&str, usize, usize), String> = BTreeMap::new();
    for (at, row) in overflow.rows.iter().enumerate() {
        let stray = || ReadError::Stray { row: at + 1 };
        let [table, number, column, _, text] = row.as_slice() else { return Err(stray()) };
        let of = tables.get(table.as_str()).ok_or_else(stray)?;
        let column = of.columns.iter().position(|c| c == column).ok_or_else(stray)?;
        let number = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let number = number.ok_or_else(stray)?;
        let cell = of.rows.get(number).and_then(|row| row.get(column)).ok_or_else(stray)?;
        if !cell.ends_with(CONTINUED) {
            return Err(stray());
        }
        let rest = further.entry((table.as_str(), number, column)).or_default();
        rest.push_str(&guard::decode(text));
    }
    for (name, table) in tables.iter_mut() {
        for (number, row) in table.rows.iter_mut().enumerate() {
            for (column, cell) in row.iter_mut().enumerate() {
                let rest = further.get(&(name.as_str(), number, column));
                let first = match rest {
                    Some(_) => cell.strip_suffix(CONTINUED).unwrap_or(cell),
                    None => cell,
                };
                let mut text = guard::decode(first).into_owned();
                text.push_str(rest.map_or("", String::as_str));
                *cell = text;
            }
        }
    }
    Ok(())
}
