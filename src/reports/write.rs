//! From an analysis to a report folder.

use std::path::{Path, PathBuf};

use super::folder::{ReportFolder, WriteError};
use super::manifest::{Manifest, RunInfo};
use super::profile::Profile;
use super::render::render;
use super::subject::Subject;
use crate::analysis::Analysis;
use crate::notice::Notice;
use crate::stance::Names;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// The exact bytes, for programs, instead of text that is safe in a
    /// spreadsheet.
    pub raw: bool,
    /// Take the place of any folder; one that is not an unchanged report is
    /// kept beside, as `NAME.before-1`.
    pub force: bool,
    /// The same name in two threads is two people.
    pub per_thread: bool,
}

impl WriteOptions {
    /// For whom the tables are.
    pub const fn profile(self) -> Profile {
        if self.raw { Profile::Raw } else { Profile::Spreadsheet }
    }
}

/// A report that stands.
#[derive(Debug)]
pub struct WrittenReport {
    /// Where.
    pub folder: PathBuf,
    /// What is in it.
    pub manifest: Manifest,
    /// Notices of the writing itself; notices.csv has them, too.
    pub notices: Vec<Notice>,
    /// Where the folder is that stood there before and was kept.
    pub kept: Option<PathBuf>,
}

/// Writes all tables, the codebook and the manifest to a folder at `target`,
/// whole or not at all. `names` is the matcher that the analysis was made
/// with.
///
/// # Errors
///
/// Where the target is taken or the system refuses; it is then as it was.
pub fn write(
    analysis: &Analysis,
    names: &dyn Names,
    run: &RunInfo,
    target: &Path,
    options: WriteOptions,
) -> Result<WrittenReport, WriteError> {
    let mut folder = ReportFolder::begin(target, options.force)?;
    let mut subject = Subject::new(analysis, names, options.per_thread);
    let mut run = run.clone();
    run.options.insert("per-thread".into(), options.per_thread.to_string());
    let manifest =
        render(&mut subject, &run, options.profile(), &mut folder).map_err(|source| {
            WriteError::Io { doing: "write the report to", path: target.into(), source }
        })?;
    let notices = std::mem::take(&mut subject.notices);
    let kept = folder.commit()?;
    Ok(WrittenReport { folder: target.into(), manifest, notices, kept })
}
