//! A report folder appears whole or not at all, and nobody's files are lost.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::analysis::Analysis;
use crate::reports::fixtures::{Words, roots, two_threads};
use crate::reports::{
    ReportFolder, RunInfo, Shelf, SourceFile, WriteError, WriteOptions, WrittenReport, read_folder,
    write,
};

fn place() -> (TempDir, PathBuf) {
    let dir = TempDir::new().expect("a folder");
    let target = dir.path().join("report");
    (dir, target)
}

fn run(target: &Path, analysis: &Analysis, force: bool) -> Result<WrittenReport, WriteError> {
    let info = RunInfo {
        inputs: vec![SourceFile::of("/home/ann/crimea.txt", b"text")],
        ..RunInfo::default()
    };
    write(analysis, &Words, &info, target, WriteOptions { force, ..WriteOptions::default() })
}

/// Names in a folder, rising.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
    names.sort();
    names
}

fn bytes(folder: &Path) -> Vec<(String, Vec<u8>)> {
    names(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.join(name)).expect("a file")))
        .collect()
}

#[test]
fn a_second_run_is_the_same_to_the_byte() {
    let (dir, target) = place();
    let first = run(&target, &two_threads(), false).expect("a report");
    let before = bytes(&target);
    let second = run(&target, &two_threads(), false).expect("replaced");
    assert_eq!(bytes(&target), before);
    assert_eq!(first.manifest, second.manifest);
    assert_eq!((first.kept, second.kept), (None, None));
    assert_eq!(names(dir.path()), ["report"], "nothing is left beside");
    let manifest = fs::read_to_string(target.join("manifest.json")).expect("a manifest");
    assert!(manifest.contains("\"crimea.txt\"") && !manifest.contains("/home"));
    assert_eq!(first.manifest.files[0].rows, Some(6));
    read_folder(&target).expect("reads back");
}

#[test]
fn another_report_takes_the_place_of_the_old_one_whole() {
    let (dir, target) = place();
    let long = "x".repeat(40_000);
    let analysis = Analysis { threads: vec![roots("t", &[&long])], notices: vec![] };
    let found = run(&target, &analysis, false).expect("a report");
    assert_eq!(found.notices.len(), 1);
    assert!(target.join("overflow.csv").exists());
    run(&target, &two_threads(), false).expect("replaced");
    assert!(!target.join("overflow.csv").exists());
    assert_eq!(names(dir.path()), ["report"]);
}

#[test]
fn an_empty_folder_is_fine() {
    let (dir, target) = place();
    fs::create_dir(&target).expect("a folder");
    run(&target, &two_threads(), false).expect("a report");
    assert_eq!(names(dir.path()), ["report"]);
}

#[test]
fn a_folder_with_foreign_files_is_refused_by_name_and_kept_with_force() {
    let (dir, target) = place();
    run(&target, &two_threads(), false).expect("a report");
    fs::write(target.join("notes\u{1b}.txt"), "mine").expect("a file");
    fs::create_dir(target.join("sub")).expect("a folder");
    let before = names(&target);
    let error = run(&target, &two_threads(), false).expect_err("refused");
    let message = error.to_string();
    assert!(message.contains("sub") && message.contains("notes\\u{1b}.txt"), "{message}");
    assert_eq!(names(&target), before);
    assert_eq!(names(dir.path()), ["report"]);

    let forced = run(&target, &two_threads(), true).expect("forced");
    assert_eq!(names(dir.path()), ["report", "report.before-1"]);
    assert_eq!(forced.kept.as_deref(), Some(dir.path().join("report.before-1").as_path()));
    assert_eq!(names(&dir.path().join("report.before-1")), before);
    read_folder(&target).expect("a whole report");
}

#[test]
fn a_report_that_was_edited_is_refused() {
    let (_dir, target) = place();
    run(&target, &two_threads(), false).expect("a report");
    fs::write(target.join("comments.csv"), "hours of work").expect("a file");
    let error = run(&target, &two_threads(), false).expect_err("refused");
    assert!(
        matches!(&error, WriteError::Occupied { foreign, changed, .. }
            if foreign.is_empty() && changed == &["comments.csv"]),
        "{error}"
    );
}

#[test]
fn a_folder_with_somebody_elses_manifest_is_foreign() {
    let (_dir, target) = place();
    fs::create_dir(&target).expect("a folder");
    fs::write(target.join("manifest.json"), "{\"files\":[]}").expect("a file");
    let error = run(&target, &two_threads(), false).expect_err("refused");
    assert!(error.to_string().contains("manifest.json"), "{error}");
}

#[test]
fn a_file_or_a_link_is_refused_even_with_force() {
    let (dir, target) = place();
    fs::write(&target, "mine").expect("a file");
    let error = run(&target, &two_threads(), true).expect_err("refused");
    assert!(matches!(error, WriteError::NotAFolder { what: "a file", .. }), "{error}");
    #[cfg(unix)]
    {
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(dir.path(), &link).expect("a link");
        let error = run(&link, &two_threads(), true).expect_err("refused");
        assert!(matches!(error, WriteError::NotAFolder { what: "a link", .. }), "{error}");
    }
    assert_eq!(fs::read(&target).expect("a file"), b"mine");
    let error = run(&dir.path().join(".."), &two_threads(), true).expect_err("refused");
    assert!(matches!(error, WriteError::NoName { .. }), "{error}");
    // Folders above the target are made, but not where a file stands.
    run(&dir.path().join("new/report"), &two_threads(), true).expect("made with its parent");
    let error = run(&target.join("report"), &two_threads(), true).expect_err("refused");
    assert!(matches!(error, WriteError::Io { .. }), "{error}");
}

#[test]
fn a_report_given_up_leaves_nothing() {
    let (dir, target) = place();
    let mut folder = ReportFolder::begin(&target, false).expect("begun");
    let file = folder.open("comments.csv").expect("a file");
    folder.close("comments.csv", file).expect("closed");
    assert_eq!(names(dir.path()).len(), 1);
    drop(folder);
    assert!(names(dir.path()).is_empty());
}

#[test]
fn a_file_that_appears_while_writing_is_not_lost() {
    let (dir, target) = place();
    run(&target, &two_threads(), false).expect("a report");
    let folder = ReportFolder::begin(&target, false).expect("begun");
    fs::write(target.join("notes.txt"), "mine").expect("a file");
    let error = folder.commit().expect_err("refused");
    assert!(matches!(error, WriteError::Occupied { .. }), "{error}");
    assert!(target.join("notes.txt").exists());
    assert_eq!(names(dir.path()), ["report"]);
}

#[test]
fn leftovers_of_dead_runs_go_and_all_else_stays() {
    let (dir, target) = place();
    let beside = |name: &str| dir.path().join(name);
    let make = |name: &str, files: &[&str]| {
        fs::create_dir(beside(name)).expect("a folder");
        for file in files {
            fs::write(beside(name).join(file), "").expect("a file");
        }
    };
    make("report.partial-dead", &[".rejoinder-partial", "comments.csv", "codebook.md"]);
    make("report.partial-odd", &[".rejoinder-partial", "thesis.docx"]);
    make("report.partial-mine", &["comments.csv"]);
    make("other.partial-dead", &[".rejoinder-partial"]);
    let alive = ReportFolder::begin(&target, false).expect("begun");
    run(&target, &two_threads(), false).expect("a report");
    let left: Vec<String> = names(dir.path())
        .into_iter()
        .filter(|n| !n.contains("-odd") && !n.contains("-mine"))
        .collect();
    assert_eq!(left.len(), 3, "the living run's, the other report's, the report: {left:?}");
    assert!(beside("report.partial-odd").exists() && beside("report.partial-mine").exists());
    assert!(!beside("report.partial-dead").exists());
    drop(alive);
}

#[test]
fn a_report_moved_aside_by_a_dead_run_comes_back() {
    let (dir, target) = place();
    run(&target, &two_threads(), false).expect("a report");
    fs::rename(&target, dir.path().join("report.replaced-x")).expect("moved");
    drop(ReportFolder::begin(&target, false).expect("begun"));
    assert_eq!(names(dir.path()), ["report"]);
    read_folder(&target).expect("whole");
}
