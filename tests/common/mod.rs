//! What several test files need.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeMap;
use std::fs;
use std::io::{Write, stderr};
use std::path::{Path, PathBuf};

/// Set to 1, this variable turns tests that would skip into failures.
const REQUIRE: &str = "REJOINDER_REQUIRE_SHARED";

/// The file or folder `../shared/<path>` beside the project: data that a test
/// wants and that the project does not carry. Where it is absent, the test
/// skips itself, and says so even though it passes.
///
/// # Panics
///
/// Where it is absent and `REJOINDER_REQUIRE_SHARED=1`.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let required = std::env::var_os(REQUIRE).is_some_and(|value| value == "1");
    find(root, path, required)
}

/// The same for a project in `root`.
pub(crate) fn find(root: &Path, path: &str, required: bool) -> Option<PathBuf> {
    let wanted = root.parent().unwrap_or(root).join("shared").join(path);
    if wanted.exists() {
        return Some(wanted);
    }
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let message = format!("{test} needs ../shared/{path}, which is not here");
    assert!(!required, "{message}");
    // Not `eprintln!`: a test that passes would keep that to itself.
    let _ = writeln!(stderr(), "SKIPPED: {message}");
    None
}

/// The project's folder.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program's path.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_rejoinder");

/// The program, to be run in `folder`.
pub(crate) fn rejoinder(folder: &Path) -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(BINARY);
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

/// A temporary folder with these files.
pub(crate) fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

/// A temporary folder with a copy of `data/` in it.
pub(crate) fn folder_with_data() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in files_below(&project().join("data")) {
        let path = folder.path().join("data").join(name);
        fs::create_dir_all(path.parent().expect("inside")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    folder
}

/// All files below `folder`, by their path from there with `/`.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((above, path)) = open.pop() {
        let entries = fs::read_dir(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        for entry in entries.map(|entry| entry.expect("an entry").path()) {
            let name = entry.file_name().expect("a name").to_string_lossy().into_owned();
            if entry.is_dir() {
                open.push((format!("{above}{name}/"), entry));
            } else {
                files.insert(format!("{above}{name}"), fs::read(&entry).expect("a file"));
            }
        }
    }
    files
}

/// Whether a file's `name` ends like this.
pub(crate) fn ends(name: &str, ending: &str) -> bool {
    name.ends_with(ending)
}

/// The pages below `folder` whose path `wanted` takes, in order.
pub(crate) fn pages_below(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let files = files_below(folder);
    files.keys().filter(|name| wanted(name)).map(|name| folder.join(name)).collect()
}

/// A CSV file of a report, its cells as they stand in it: a row a map.
pub(crate) fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    csv::Reader::from_reader(bytes)
        .deserialize()
        .collect::<Result<_, _>>()
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// A page of `count` comments, each addressed to an earlier one.
pub(crate) fn long_page(count: usize) -> String {
    let mut page = String::from("A long page\n\nAn article of a few words.\n\n");
    for i in 1..=count {
        let (name, other) = (i % 50, (i + 43) % 50);
        page += &format!("  {i}. Name{name} says:\n\n    @Name{other}\n\n    Day {i} was wet.\n\n");
    }
    page
}
