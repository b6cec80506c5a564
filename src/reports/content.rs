//! What a folder holds: files that a run of this tool wrote, and others.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::manifest::{MANIFEST, Manifest, hex};
use super::render::is_report_file;

/// A file that says "a run is, or was, writing here". The run holds a lock
/// on it for as long as it lives.
pub(super) const MARKER: &str = ".rejoinder-partial";

/// The entries of a folder, told apart. Names rise.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    /// Files that its manifest lists, just as they were written, and the
    /// manifest.
    pub(super) ours: Vec<String>,
    /// Files that its manifest lists and that were changed since.
    pub(super) changed: Vec<String>,
    /// All else.
    pub(super) foreign: Vec<String>,
}

impl Content {
    /// Looks into `folder`.
    pub(super) fn of(folder: &Path) -> io::Result<Self> {
        let manifest = match fs::read(folder.join(MANIFEST)) {
            Ok(bytes) => Manifest::parse(&bytes),
            Err(_) => None,
        };
        let mut content = Self::default();
        for (name, is_file) in entries(folder)? {
            let listed = manifest.as_ref().and_then(|m| m.files.iter().find(|f| f.name == name));
            let own = name == MARKER || name == MANIFEST && manifest.is_some();
            if is_file && own {
                content.ours.push(name);
            } else if let (true, Some(file)) = (is_file, listed) {
                let same = hash(&folder.join(&name))? == file.sha256;
                if same { &mut content.ours } else { &mut content.changed }.push(name);
            } else {
                content.foreign.push(name);
            }
        }
        Ok(content)
    }

    /// Whether nothing would be lost with the folder but what a run wrote.
    pub(super) fn is_replaceable(&self) -> bool {
        self.changed.is_empty() && self.foreign.is_empty()
    }
}

/// Removes `names` from `folder`, the manifest last, so that a removal that
/// was cut short is known for what it is; then the folder, if it is empty.
/// Never removes anything else.
pub(super) fn remove(folder: &Path, names: &[String]) -> io::Result<()> {
    let (last, first): (Vec<_>, Vec<_>) = names.iter().partition(|n| *n == MANIFEST);
    for name in first.into_iter().chain(last) {
        match fs::remove_file(folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    fs::remove_dir(folder)
}

/// Tidies what interrupted runs left beside the report `name` in `parent`.
/// A report that was moved aside and not yet replaced comes back. Whatever is
/// not surely a dead run's stays, and so does what cannot be removed.
pub(super) fn reclaim(parent: &Path, name: &OsStr) -> io::Result<()> {
    let target = parent.join(name);
    for folder in beside(parent, &replaced_prefix(name))? {
        if Content::of(&folder).is_ok_and(|c| c.is_replaceable() && !c.ours.is_empty())
            && fs::symlink_metadata(&target).is_err()
        {
            fs::rename(&folder, &target)?;
        }
    }
    let partial = beside(parent, &partial_prefix(name))?;
    for folder in partial.into_iter().chain(beside(parent, &replaced_prefix(name))?) {
        // Tidying is a courtesy: the run goes on without it.
        let _ = reclaim_one(&folder);
    }
    Ok(())
}

fn reclaim_one(folder: &Path) -> io::Result<()> {
    match File::open(folder.join(MARKER)) {
        Ok(marker) => {
            match marker.try_lock() {
                Ok(()) => {}
                // A run is writing there.
                Err(TryLockError::WouldBlock) => return Ok(()),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            let found = entries(folder)?;
            let known = |(name, is_file): &(String, bool)| {
                *is_file && (name == MARKER || is_report_file(name))
            };
            if found.iter().all(known) {
                let (marker_name, mut names): (Vec<_>, Vec<_>) =
                    found.into_iter().map(|(name, _)| name).partition(|n| n == MARKER);
                names.extend(marker_name);
                remove(folder, &names)?;
            }
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let content = Content::of(folder)?;
            // An empty one may be a run's that has only just begun, which
            // makes itself another then.
            if content.is_replaceable() {
                remove(folder, &content.ours)?;
            }
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// What a folder in the making is called, but for its last letters.
pub(super) fn partial_prefix(name: &OsStr) -> std::ffi::OsString {
    [name, OsStr::new(".partial-")].into_iter().collect()
}

/// What a report is called while another takes its place.
pub(super) fn replaced_prefix(name: &OsStr) -> std::ffi::OsString {
    [name, OsStr::new(".replaced-")].into_iter().collect()
}

/// Folders in `parent` whose names begin with `prefix`, by their names.
fn beside(parent: &Path, prefix: &OsStr) -> io::Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let begins = entry.file_name().as_encoded_bytes().starts_with(prefix.as_encoded_bytes());
        if begins && entry.file_type()?.is_dir() {
            found.insert(entry.path());
        }
    }
    Ok(found)
}

/// Names in `folder`, rising, and whether each is a plain file. A name that
/// is no UTF-8 is shown as well as can be; none of ours is such.
fn entries(folder: &Path) -> io::Result<BTreeSet<(String, bool)>> {
    fs::read_dir(folder)?
        .map(|entry| {
            let entry = entry?;
            let is_file = entry.file_type()?.is_file();
            match entry.file_name().into_string() {
                Ok(name) => Ok((name, is_file)),
                Err(odd) => Ok((odd.to_string_lossy().into_owned(), false)),
            }
        })
        .collect()
}

fn hash(path: &Path) -> io::Result<String> {
    let mut sha256 = Hash(Sha256::new());
    io::copy(&mut File::open(path)?, &mut sha256)?;
    Ok(hex(&sha256.0.finalize()))
}

struct Hash(Sha256);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
