//! What several test files need.

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
