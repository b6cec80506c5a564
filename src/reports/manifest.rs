//! manifest.json: what was made of what, by which version, with which
//! options. No clock and no absolute path, so that the same run writes the
//! same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::profile::Profile;
use super::tables::shown_input;

/// The file's name.
pub const MANIFEST: &str = "manifest.json";

/// The tool's name, by which its manifests are known.
pub(super) const TOOL: &str = "rejoinder";

/// A file that a run read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// Its name, as the caller gave it; of an absolute path, the last part.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its hash, in hexadecimal.
    pub sha256: String,
}

impl SourceFile {
    /// The file called `name` that holds `bytes`.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: shown_input(name).into(),
            bytes: bytes.len() as u64,
            sha256: hex(&Sha256::digest(bytes)),
        }
    }
}

/// A file that a run wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Its name within the folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its rows, the header not counted; none for a file that is no table.
    pub rows: Option<u64>,
    /// Its hash, in hexadecimal.
    pub sha256: String,
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
    /// Options by name: all that changes what is written, besides the above.
    pub options: BTreeMap<String, String>,
}

/// The manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The tool.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// How the tables are written.
    pub profile: Profile,
    /// Options by name.
    pub options: BTreeMap<String, String>,
    /// What was read.
    pub inputs: Vec<SourceFile>,
    /// The lexicons.
    pub lexicons: Vec<SourceFile>,
    /// The corrections.
    pub corrections: Vec<SourceFile>,
    /// What was written, the manifest itself excepted.
    pub files: Vec<WrittenFile>,
}

impl Manifest {
    /// The manifest of a run. Names of files lose their absolute paths.
    pub fn new(run: &RunInfo, profile: Profile, files: Vec<WrittenFile>) -> Self {
        let shown = |files: &[SourceFile]| -> Vec<SourceFile> {
            files
                .iter()
                .map(|f| SourceFile { name: shown_input(&f.name).into(), ..f.clone() })
                .collect()
        };
        Self {
            tool: TOOL.into(),
            version: env!("CARGO_PKG_VERSION").into(),
            profile,
            options: run.options.clone(),
            inputs: shown(&run.inputs),
            lexicons: shown(&run.lexicons),
            corrections: shown(&run.corrections),
            files,
        }
    }

    /// Reads a manifest; `None` where `bytes` are none of this tool's.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let manifest: Self = serde_json::from_slice(bytes).ok()?;
        (manifest.tool == TOOL).then_some(manifest)
    }
}

/// `bytes` in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
