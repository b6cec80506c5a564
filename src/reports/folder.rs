//! A folder that appears whole or not at all.
//!
//! Everything is written to a folder beside the target, made safe on disk,
//! and then put in the target's place: in one step where the system can
//! exchange two folders, otherwise in two, with the old one moved back if the
//! second fails. A report is replaced only if its folder holds nothing but
//! what its manifest lists, unchanged. With force, any other folder is kept
//! under a name of its own: no file that this tool did not write is ever
//! removed.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::content::{Content, MARKER, partial_prefix, reclaim, remove, replaced_prefix};
use super::render::Shelf;

/// Why a report could not be written. The target is as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The path ends in `..` or is the root of a disk.
    #[error("{path:?} is no name for a new folder")]
    NoName {
        /// The target.
        path: PathBuf,
    },
    /// A file or a link stands there.
    #[error("{path:?} is {what}, and a report is a folder: choose another name")]
    NotAFolder {
        /// The target.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// The folder holds something else than an unchanged report.
    #[error("{path:?} is not replaced, because it holds {}{}{}: move them away, choose another folder, or use force, which keeps the old folder beside the new one", listed("files that no run of this tool wrote", foreign), if foreign.is_empty() || changed.is_empty() { "" } else { " and " }, listed("files that were changed since", changed))]
    Occupied {
        /// The target.
        path: PathBuf,
        /// Files and folders that its manifest does not list.
        foreign: Vec<String>,
        /// Files that it lists and that are no longer as they were written.
        changed: Vec<String>,
    },
    /// The system refused something.
    #[error("cannot {doing} {path:?}")]
    Io {
        /// What was tried.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// At most this many names stand in a message.
const SHOWN_NAMES: usize = 5;

fn listed(what: &str, names: &[String]) -> String {
    if names.is_empty() {
        return String::new();
    }
    // Quoted, so that no control character of a name reaches a terminal.
    let shown: Vec<String> = names.iter().take(SHOWN_NAMES).map(|n| format!("{n:?}")).collect();
    let more = match names.len().saturating_sub(SHOWN_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{what} ({}{more})", shown.join(", "))
}

/// Adds to an error what was being done.
fn failed(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_path_buf();
    move |source| WriteError::Io { doing, path, source }
}

/// A report folder in the making. Dropped before [`commit`](Self::commit),
/// it leaves nothing behind.
#[derive(Debug)]
pub struct ReportFolder {
    target: PathBuf,
    parent: PathBuf,
    name: OsString,
    partial: TempDir,
    marker: File,
    force: bool,
}

impl ReportFolder {
    /// Begins a report at `target`; folders above it are made. Says at once if
    /// the target cannot be replaced, and tidies what interrupted runs left.
    ///
    /// # Errors
    ///
    /// Where the target is taken, or the system refuses.
    pub fn begin(target: &Path, force: bool) -> Result<Self, WriteError> {
        let name = target.file_name().ok_or_else(|| WriteError::NoName { path: target.into() })?;
        let parent = match target.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(failed("make the folder", parent))?;
        reclaim(parent, name).map_err(failed("look into", parent))?;
        standing(target, force)?;
        let mut builder = tempfile::Builder::new();
        let prefix = partial_prefix(name);
        builder.prefix(&prefix);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            // As any other new folder: the umask says who may read it.
            builder.permissions(fs::Permissions::from_mode(0o777));
        }
        let (partial, marker) = marked_folder(&builder, parent)?;
        // Where the disk has no locks, nobody can take the folder for dead.
        let _ = marker.try_lock();
        let (target, parent, name) = (parent.join(name), parent.into(), name.into());
        Ok(Self { target, parent, name, partial, marker, force })
    }

    /// Puts the folder in the target's place. Gives the path of a folder that
    /// stood there and was kept.
    ///
    /// # Errors
    ///
    /// Where the target changed meanwhile, or the system refuses.
    pub fn commit(self) -> Result<Option<PathBuf>, WriteError> {
        let Self { target, parent, name, partial, marker, force } = self;
        sync_folder(partial.path()).map_err(failed("save", partial.path()))?;
        let old = standing(&target, force)?;
        // An open file would keep Windows from renaming its folder.
        #[cfg(windows)]
        drop(marker);
        // From here on the folder is not to be removed with its handle: after
        // an exchange, the old report stands under its name.
        let made = partial.keep();
        let undo = |error| {
            // What cannot be removed now is reclaimed by the next run.
            let _ = Content::of(&made).and_then(|content| remove(&made, &content.ours));
            error
        };
        let aside = match &old {
            None => fs::rename(&made, &target).map(|()| None),
            Some(_) => replace(&made, &target, &parent, &name).map(Some),
        }
        .map_err(failed("put the report at", &target))
        .map_err(undo)?;
        #[cfg(not(windows))]
        drop(marker);
        // The report stands. Nothing below may call it failed.
        let _ = fs::remove_file(target.join(MARKER));
        let _ = sync_folder(&target);
        let kept =
            aside.zip(old).and_then(|(aside, content)| put_away(&aside, &content, &parent, &name));
        let _ = sync_folder(&parent);
        Ok(kept)
    }
}

/// A new folder in `parent` with its marker. Another run may take it for a
/// dead run's while the marker is still to come, and remove it: then the next
/// one is made.
fn marked_folder(
    builder: &tempfile::Builder<'_, '_>,
    parent: &Path,
) -> Result<(TempDir, File), WriteError> {
    const TRIES: usize = 8;
    let mut tries = 0;
    loop {
        let folder = builder.tempdir_in(parent).map_err(failed("make a folder in", parent))?;
        let path = folder.path().join(MARKER);
        tries += 1;
        match File::create_new(&path) {
            Ok(marker) => return Ok((folder, marker)),
            Err(error) if error.kind() == io::ErrorKind::NotFound && tries < TRIES => {}
            Err(error) => return Err(failed("make", &path)(error)),
        }
    }
}

impl Shelf for ReportFolder {
    type File = BufWriter<File>;

    fn open(&mut self, name: &str) -> io::Result<Self::File> {
        let path = self.partial.path().join(name);
        OpenOptions::new().write(true).create_new(true).open(path).map(BufWriter::new)
    }

    fn close(&mut self, _name: &str, mut file: Self::File) -> io::Result<()> {
        file.flush()?;
        file.get_ref().sync_all()
    }
}

/// What stands at `target`; none where nothing does.
fn standing(target: &Path, force: bool) -> Result<Option<Content>, WriteError> {
    let what = match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed("look at", target)(error)),
        Ok(found) if found.is_dir() => None,
        Ok(found) if found.is_symlink() => Some("a link"),
        Ok(found) if found.is_file() => Some("a file"),
        Ok(_) => Some("no folder"),
    };
    if let Some(what) = what {
        return Err(WriteError::NotAFolder { path: target.into(), what });
    }
    let content = Content::of(target).map_err(failed("look into", target))?;
    if force || content.is_replaceable() {
        return Ok(Some(content));
    }
    let Content { foreign, changed, .. } = content;
    Err(WriteError::Occupied { path: target.into(), foreign, changed })
}

/// Puts `made` in the place of `target` and says where the old one is now.
fn replace(made: &Path, target: &Path, parent: &Path, name: &OsStr) -> io::Result<PathBuf> {
    if exchange(made, target).is_ok() {
        return Ok(made.into());
    }
    let letters = made.file_name().unwrap_or_default().as_encoded_bytes();
    let letters = letters.get(partial_prefix(name).len()..).unwrap_or_default();
    let mut aside = replaced_prefix(name);
    aside.push(String::from_utf8_lossy(letters).as_ref());
    let aside = parent.join(aside);
    replace_in_two_steps(made, target, &aside)?;
    Ok(aside)
}

/// Moves `target` to `aside` and `made` to `target`; back, if the second
/// fails.
fn replace_in_two_steps(made: &Path, target: &Path, aside: &Path) -> io::Result<()> {
    fs::rename(target, aside)?;
    fs::rename(made, target).or_else(|error| {
        fs::rename(aside, target)?;
        Err(error)
    })
}

/// Removes the old report, or keeps what is not surely ours under a name of
/// its own, which is given back.
fn put_away(aside: &Path, content: &Content, parent: &Path, name: &OsStr) -> Option<PathBuf> {
    if content.is_replaceable() && remove(aside, &content.ours).is_ok() {
        return None;
    }
    if fs::symlink_metadata(aside).is_err() {
        return None;
    }
    let free = (1_u32..).map(|n| {
        let mut kept = name.to_os_string();
        kept.push(format!(".before-{n}"));
        parent.join(kept)
    });
    let mut free = free.filter(|path| fs::symlink_metadata(path).is_err());
    let kept = free.next()?;
    Some(if fs::rename(aside, &kept).is_ok() { kept } else { aside.into() })
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes the names in `folder` safe against a power cut, where the system
/// can.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_exchange_the_second_step_failing_undoes_the_first() {
        let dir = TempDir::new().expect("a folder");
        let at = |name: &str| dir.path().join(name);
        fs::create_dir(at("report")).expect("a folder");
        fs::write(at("report").join("old"), "").expect("a file");
        replace_in_two_steps(&at("made"), &at("report"), &at("aside")).expect_err("nothing made");
        assert!(at("report").join("old").exists() && !at("aside").exists());

        fs::create_dir(at("made")).expect("a folder");
        replace_in_two_steps(&at("made"), &at("report"), &at("aside")).expect("replaced");
        assert!(at("aside").join("old").exists() && !at("report").join("old").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_report_is_as_readable_as_any_new_folder() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = TempDir::new().expect("a folder");
        fs::create_dir(dir.path().join("plain")).expect("a folder");
        let report = dir.path().join("report");
        ReportFolder::begin(&report, false).expect("begun").commit().expect("made");
        let mode =
            |name: &str| fs::metadata(dir.path().join(name)).expect("there").permissions().mode();
        assert_eq!(mode("report"), mode("plain"));
    }
}
