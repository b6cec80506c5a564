//! An analysis as tables, and tables as files.

use std::path::{Path, PathBuf};

use crate::analysis::Analysis;
use crate::stance::Matcher;

/// A file that went into a run: its name as given, and its bytes.
#[derive(Debug, Clone, Default)]
pub struct RunFile {
    /// As the caller named it.
    pub name: String,
    /// What it held.
    pub bytes: Vec<u8>,
}

/// What a run was given.
#[derive(Debug, Clone, Default)]
pub struct RunInfo {
    /// The pages.
    pub inputs: Vec<RunFile>,
    /// The lexicons.
    pub lexicons: Vec<RunFile>,
    /// The corrections.
    pub corrections: Option<RunFile>,
    /// Options, as name and value.
    pub options: Vec<(String, String)>,
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
