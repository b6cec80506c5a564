//! Reading what the arguments name, with errors that say what to do.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use clap::builder::PossibleValuesParser;

use super::Console;
use crate::formats::{self, Map, ReadOptions, Role};
use crate::model::Confidence;
use crate::text::{Decoded, MOST_BYTES};
use crate::view::safe;

/// Most bytes to reserve at once for what a file says that it holds.
const MOST_RESERVED: u64 = 64 << 20;

/// What the caller says about how pages are laid out.
#[derive(Debug, Clone, Args)]
pub(super) struct Layout {
    /// Read the page as this layout, whatever it looks like
    #[arg(long, value_name = "ID", value_parser = PossibleValuesParser::new(formats::layouts()))]
    layout: Option<String>,
    /// Which columns of a table hold what, by name or number:
    /// `id=…,parent=…,author=…,author_id=…,time=…,text=…,thread=…,likes=…`.
    /// What is not named is guessed by the columns' names, and `parent=` with
    /// nothing behind it leaves a column out
    #[arg(long, value_name = "ROLE=COLUMN,…")]
    map: Option<Map>,
}

impl Layout {
    /// The same as `formats::read` takes it.
    pub(super) fn options(&self) -> ReadOptions<'_> {
        ReadOptions { layout: self.layout.as_deref(), map: self.map.as_ref() }
    }

    /// The same with `column` as a table's parents, or none.
    pub(super) fn with_parents(&self, column: Option<&str>) -> Self {
        let map = self.map.clone().unwrap_or_default().with(Role::Parent, column);
        Self { map: Some(map), ..self.clone() }
    }

    /// Whether it names the column of a table's parents.
    pub(super) fn names_parents(&self) -> bool {
        self.map.as_ref().is_some_and(|map| map.names(Role::Parent))
    }

    /// What of it was given, for the record of a run.
    pub(super) fn told(&self) -> impl Iterator<Item = (String, String)> {
        let layout = self.layout.iter().map(|id| ("layout".to_owned(), id.clone()));
        let map = self.map.iter().map(|map| ("map".to_owned(), map.to_string()));
        layout.chain(map)
    }
}

/// How sure a link or a name must be.
#[derive(Debug, Default, Clone, Copy, Args)]
pub(super) struct Least {
    /// Leave undecided what is less sure than P, from 0 to 1: such a comment
    /// is unattached, such an author unknown, and all counts follow. 1 keeps
    /// what the page or a correction states
    #[arg(long, value_name = "P")]
    min_confidence: Option<Confidence>,
}

impl Least {
    /// The least confidence.
    pub(super) fn confidence(self) -> Confidence {
        self.min_confidence.unwrap_or_default()
    }

    /// What of it was given, for the record of a run.
    pub(super) fn told(self) -> impl Iterator<Item = (String, String)> {
        self.min_confidence.map(|p| ("min-confidence".to_owned(), p.to_string())).into_iter()
    }
}

/// A file that was read: what the caller named it, and what it holds.
#[derive(Debug, Clone)]
pub(super) struct Input {
    /// As given.
    pub(super) name: String,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

impl Input {
    /// Its text; `what` says what the file is meant to be.
    pub(super) fn text(&self, what: &str) -> anyhow::Result<String> {
        let decoded = Decoded::new(&self.bytes)
            .with_context(|| format!("cannot read {} as {what}", shown(&self.name)))?;
        Ok(decoded.text)
    }
}

/// Reads the page at `path`. One without a byte in it is an error.
pub(super) fn read_page(path: &Path, console: &mut Console) -> anyhow::Result<Input> {
    let input = read(path, console)?;
    if input.bytes.is_empty() {
        bail!("{} is empty; save the page again", shown(&input.name));
    }
    Ok(input)
}

/// Reads `path`; `-` is standard input.
pub(super) fn read(path: &Path, console: &mut Console) -> anyhow::Result<Input> {
    let name = path.to_string_lossy().into_owned();
    let bytes = if name == "-" { from(console.input, 0) } else { from_file(path) };
    let bytes = bytes.map_err(|e| explained(&name, &e))?;
    Ok(Input { name, bytes })
}

/// Refuses a call that names standard input twice, since it can be read once.
pub(super) fn check_stdin_once(paths: &[PathBuf]) -> anyhow::Result<()> {
    if paths.iter().filter(|p| p.as_os_str() == "-").count() > 1 {
        bail!("`-` is named twice, and standard input can be read once; name one page `-`");
    }
    Ok(())
}

/// A name as messages show it.
pub(super) fn shown(name: &str) -> String {
    if name == "-" { "standard input".to_owned() } else { safe::line(name).into_owned() }
}

fn from_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    from(&mut file, about.len())
}

fn from(source: &mut dyn Read, expected: u64) -> io::Result<Vec<u8>> {
    let most = MOST_BYTES as u64;
    if expected > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = Vec::with_capacity(expected.min(MOST_RESERVED) as usize);
    source.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() > MOST_BYTES {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Why it cannot be read, and what to do. The cause is told, not chained: a
/// pipe that breaks while reading is no reader of ours gone.
fn explained(name: &str, error: &io::Error) -> anyhow::Error {
    let name = shown(name);
    match error.kind() {
        io::ErrorKind::NotFound => {
            anyhow!("cannot read {name}: there is no such file; check its name and folder")
        }
        io::ErrorKind::IsADirectory => {
            anyhow!("cannot read {name}: it is a folder; name the pages in it, such as {name}/*")
        }
        io::ErrorKind::PermissionDenied => {
            anyhow!("cannot read {name}: permission denied; ask for the right to read it")
        }
        io::ErrorKind::FileTooLarge => {
            let limit = MOST_BYTES >> 30;
            anyhow!(
                "cannot read {name}: it is over the limit of {limit} GiB for one page; split it"
            )
        }
        _ => anyhow!("cannot read {name}: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_over_the_limit_is_refused_before_a_byte_of_it_is_read() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        file.as_file().set_len(MOST_BYTES as u64 + 1).expect("a sparse file");
        let error = from_file(file.path()).expect_err("too long");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        let told = explained("page.txt", &error).to_string();
        assert_eq!(
            told,
            "cannot read page.txt: it is over the limit of 1 GiB for one page; split it"
        );
    }

    #[test]
    fn a_size_that_is_not_so_reserves_little_and_harms_nothing() {
        let bytes = from(&mut &b"short"[..], MOST_BYTES as u64).expect("bytes");
        assert_eq!(bytes, b"short");
        assert!(bytes.capacity() as u64 <= MOST_RESERVED);
    }
}
