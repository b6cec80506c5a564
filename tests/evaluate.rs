//! `rejoinder evaluate` as a shell calls it.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::path::Path;

use assert_cmd::Command;
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

const PAGE: &str = "A title\nAn article.\n\n  1. Ann says:\n\n    Hello.\n\n  2. Ben says:\n\n    @Ann\n\n    Well.\n";
const GOLD: &str = "number,author,parent,stated_author\n1,Ann,,1\n2,Ben,1,1\n";

fn rejoinder(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("rejoinder").expect("built");
    command.current_dir(folder).env_remove("CLICOLOR_FORCE").arg("evaluate");
    command
}

fn folder_with(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("writable");
    }
    folder
}

/// The JSON of a run that ends with `code`.
#[track_caller]
fn json(folder: &Path, args: &[&str], code: i32) -> Value {
    let done = rejoinder(folder).args(args).args(["--format", "json"]).assert().code(code);
    serde_json::from_slice(&done.get_output().stdout).expect("JSON")
}

#[test]
fn the_samples_are_rebuilt_without_an_error() {
    let found = json(Path::new(env!("CARGO_MANIFEST_DIR")), &["data"], 0);
    assert!(found["pages"].as_u64() >= Some(4), "{}", found["pages"]);
    for pointer in ["/parents/accuracy", "/roots/recall", "/links/f1", "/authors/recall"] {
        assert_eq!(found.pointer(pointer), Some(&Value::from(1.0)), "{pointer}");
    }
    assert_eq!(found["errors"], Value::Array(Vec::new()));
}

#[test]
fn a_page_counts_once_however_it_is_named() {
    let folder = folder_with(&[("p.txt", PAGE), ("p.gold.csv", GOLD)]);
    let found = json(folder.path(), &["p.txt", "p.gold.csv", "./p.txt"], 0);
    assert_eq!((&found["pages"], &found["comments"]), (&Value::from(1), &Value::from(2)));
}

#[test]
fn what_cannot_be_judged_is_listed_and_the_rest_counts() {
    let short = "number,author,parent,stated_author\n1,Ann,,1\n";
    let wrong = "number,author,parent,stated_author\n1,Ann,,1\n2,Ben,one,1\n";
    let folder = folder_with(&[
        ("good.txt", PAGE),
        ("good.gold.csv", GOLD),
        ("short.txt", PAGE),
        ("short.gold.csv", short),
        ("wrong.txt", PAGE),
        ("wrong.gold.csv", wrong),
        ("alone.gold.csv", GOLD),
        ("page.txt", PAGE),
    ]);
    let why = contains("2 comments were read and the gold has 1")
        .and(contains("wrong.gold.csv:3:7: `one` is no comment's number"))
        .and(contains("no page stands beside this gold"))
        .and(contains("page.txt: there is no page.gold.csv beside it"))
        .and(contains("none.txt: there is no such file"));
    let args = [".", "page.txt", "none.txt"];
    rejoinder(folder.path())
        .args(args)
        .assert()
        .code(2)
        .stderr(why)
        .stdout(contains("1 page, 2 comments judged").and(contains("not judged (5)")));
    let found = json(folder.path(), &args, 2);
    assert_eq!(found["failed"].as_array().map(Vec::len), Some(5));
    assert_eq!(found["parents"]["accuracy"], Value::from(1.0));
}

#[test]
fn two_runs_print_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = || rejoinder(root).arg("data").assert().success().get_output().stdout.clone();
    assert_eq!(run(), run());
}

#[test]
fn a_folder_of_shared_pages_is_judged_whole() {
    let Some(pages) = common::shared("data/pages/unz") else { return };
    let folder = pages.to_string_lossy().into_owned();
    let found = json(Path::new("."), &[&folder, "--errors", "1000"], 0);
    assert_eq!((&found["pages"], &found["comments"]), (&Value::from(120), &Value::from(3978)));
    let wrong = found["errors"].as_array().map(Vec::len).unwrap_or_default();
    let right = found["figures"][0]["hits"].as_u64().unwrap_or_default();
    assert_eq!(right as usize + wrong, 3978);
}
