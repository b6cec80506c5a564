//! A subject as files, wherever those are kept.

use std::collections::BTreeMap;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

use super::codebook::{CODEBOOK, write_codebook};
use super::csv::{write_overflow, write_table};
use super::manifest::{MANIFEST, Manifest, RunInfo, WrittenFile, hex};
use super::overflow::{CELL_UNITS, OVERFLOW, Part, SHEET_ROWS};
use super::profile::Profile;
use super::subject::Subject;
use super::tables::TABLES;
use crate::notice::{Notice, Severity};

/// Where files are kept. Names come from this module alone.
pub trait Shelf {
    /// A file that is being written.
    type File: Write;

    /// Begins a file.
    ///
    /// # Errors
    ///
    /// Where it cannot be made.
    fn open(&mut self, name: &str) -> io::Result<Self::File>;

    /// Ends a file: from here on it is safe.
    ///
    /// # Errors
    ///
    /// Where it cannot be kept.
    fn close(&mut self, name: &str, file: Self::File) -> io::Result<()>;
}

/// Files in memory, by their names.
impl Shelf for BTreeMap<String, Vec<u8>> {
    type File = Vec<u8>;

    fn open(&mut self, _name: &str) -> io::Result<Vec<u8>> {
        Ok(Vec::new())
    }

    fn close(&mut self, name: &str, file: Vec<u8>) -> io::Result<()> {
        self.insert(name.into(), file);
        Ok(())
    }
}

/// Whether a report may hold a file of that name.
pub(super) fn is_report_file(name: &str) -> bool {
    let table = |table: &str| name.strip_suffix(".csv") == Some(table);
    name == MANIFEST
        || name == CODEBOOK
        || table(OVERFLOW)
        || TABLES.iter().any(|t| table(t.name()))
}

/// Writes every file of a report to `shelf`, the manifest last. Notices of
/// the writing are added to the subject's.
///
/// # Errors
///
/// What the shelf fails with.
pub fn render<S: Shelf>(
    subject: &mut Subject<'_>,
    run: &RunInfo,
    profile: Profile,
    shelf: &mut S,
) -> io::Result<Manifest> {
    let mut files = Vec::new();
    let mut overflow = Vec::new();
    for table in TABLES {
        let before = overflow.len();
        let name = format!("{}.csv", table.name());
        let file = keep(shelf, &name, |out| {
            write_table(*table, subject, profile, &mut overflow, out).map(Some)
        })?;
        subject.notices.extend(too_many_rows(&file, profile));
        subject.notices.extend(continued(&name, &overflow[before..]));
        files.push(file);
    }
    if !overflow.is_empty() {
        let columns: BTreeMap<&str, Vec<_>> =
            TABLES.iter().map(|t| (t.name(), t.columns(&subject.vocabulary))).collect();
        let column = |part: &Part| {
            let of = columns.get(part.table).and_then(|c| c.get(part.column));
            of.map(|c| c.name.clone()).unwrap_or_default()
        };
        files.push(keep(shelf, &format!("{OVERFLOW}.csv"), |out| {
            write_overflow(&overflow, column, out).map(Some)
        })?);
    }
    files.push(keep(shelf, CODEBOOK, |out| {
        write_codebook(&subject.vocabulary, profile, out).map(|()| None)
    })?);
    let manifest = Manifest::new(run, profile, files);
    keep(shelf, MANIFEST, |out| {
        serde_json::to_writer_pretty(&mut *out, &manifest)?;
        out.write_all(b"\n").map(|()| None)
    })?;
    Ok(manifest)
}

/// Writes one file and says what is in it.
fn keep<S: Shelf>(
    shelf: &mut S,
    name: &str,
    fill: impl FnOnce(&mut Tally<S::File>) -> io::Result<Option<u64>>,
) -> io::Result<WrittenFile> {
    let mut tally = Tally { inner: shelf.open(name)?, sha256: Sha256::new(), bytes: 0 };
    let rows = fill(&mut tally)?;
    tally.flush()?;
    shelf.close(name, tally.inner)?;
    let sha256 = hex(&tally.sha256.finalize());
    Ok(WrittenFile { name: name.into(), bytes: tally.bytes, rows, sha256 })
}

/// Counts and hashes what passes through.
struct Tally<W> {
    inner: W,
    sha256: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Tally<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.inner.write(bytes)?;
        self.sha256.update(&bytes[..taken]);
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

fn too_many_rows(file: &WrittenFile, profile: Profile) -> Option<Notice> {
    let rows = file.rows? + 1;
    (profile == Profile::Spreadsheet && rows > SHEET_ROWS).then(|| {
        Notice::new(
            "sheet-too-long",
            Severity::Warning,
            format!("{} has {rows} rows, and a spreadsheet shows {SHEET_ROWS}", file.name),
        )
        .help("load it with a program, or split the input")
    })
}

fn continued(file: &str, parts: &[Part]) -> Option<Notice> {
    let cells = parts.iter().filter(|p| p.part == 2).count();
    (cells > 0).then(|| {
        let what = if cells == 1 { "text" } else { "texts" };
        Notice::new(
            "cell-too-long",
            Severity::Info,
            format!("{cells} {what} in {file} exceed a cell's {CELL_UNITS} UTF-16 units and go on in overflow.csv"),
        )
        .help("codebook.md says how to join them; the raw profile does not cut")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_longer_than_a_sheet_gives_a_notice() {
        let file = |rows| WrittenFile {
            name: "comments.csv".into(),
            bytes: 0,
            rows: Some(rows),
            sha256: String::new(),
        };
        assert_eq!(too_many_rows(&file(SHEET_ROWS - 1), Profile::Spreadsheet), None);
        let notice = too_many_rows(&file(SHEET_ROWS), Profile::Spreadsheet).expect("a notice");
        assert_eq!(notice.code, "sheet-too-long");
        assert_eq!(too_many_rows(&file(SHEET_ROWS), Profile::Raw), None);
    }

    #[test]
    fn a_shelf_that_is_full_fails_the_report() {
        struct Full;
        impl Shelf for Full {
            type File = io::Sink;
            fn open(&mut self, _: &str) -> io::Result<io::Sink> {
                Ok(io::sink())
            }
            fn close(&mut self, _: &str, _: io::Sink) -> io::Result<()> {
                Err(io::ErrorKind::StorageFull.into())
            }
        }
        let analysis = crate::analysis::Analysis::default();
        let mut subject = Subject::new(&analysis, &crate::reports::fixtures::Words, false);
        let found = render(&mut subject, &RunInfo::default(), Profile::Raw, &mut Full);
        assert_eq!(found.expect_err("full").kind(), io::ErrorKind::StorageFull);
    }
}
