//! How tests find data that the project does not carry, and what they do
//! without it.

mod common;

use std::fs;
use std::path::Path;

#[test]
fn what_is_there_is_found_beside_the_project() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let project = folder.path().join("project");
    fs::create_dir_all(folder.path().join("shared/pages")).expect("a folder");
    let found = common::find(&project, "pages", true);
    assert_eq!(found, Some(folder.path().join("shared/pages")));
}

#[test]
#[should_panic(expected = "needs ../shared/nothing, which is not here")]
fn what_is_absent_fails_a_test_that_requires_it() {
    let _ = common::find(Path::new("/nowhere/project"), "nothing", true);
}

#[test]
fn the_real_folder_is_beside_this_project() {
    if let Some(pages) = common::shared("data/pages") {
        assert!(pages.ends_with("shared/data/pages"));
    }
}
