//! The binary itself: exit codes, streams, colour, and where reports go.

mod common;

use common::{folder_with, rejoinder};
use predicates::prelude::*;
use predicates::str::contains;

const PAGE: &[u8] = b"A title\nAn article.\n\n  1. Ann says:\n\n    Hello.\n\n  2. Ben says:\n\n    @Ann\n\n    Well.\n";

#[test]
fn a_page_that_cannot_be_read_does_not_stop_the_others() {
    let folder = folder_with(&[("a/page.txt", PAGE), ("b/PAGE.html", PAGE), ("empty.txt", b"")]);
    rejoinder(folder.path())
        .args(["analyze", "a/page.txt", "none.txt", "empty.txt", "b/PAGE.html"])
        .assert()
        .code(2)
        .stderr(contains("none.txt: there is no such file").and(contains("empty.txt is empty")))
        .stdout(
            contains("reports/page/")
                .and(contains("reports/PAGE-2/"))
                .and(contains("Next: rejoinder tree a/page.txt")),
        );
}

#[test]
fn pages_with_one_stem_have_threads_of_their_own_in_one_folder() {
    let folder = folder_with(&[("a/page.txt", PAGE), ("b/page.txt", PAGE)]);
    rejoinder(folder.path())
        .args(["analyze", "a/page.txt", "b/page.txt", "-o", "study"])
        .assert()
        .success()
        .stdout(contains("page\n").or(contains("page  ")).and(contains("page-2")))
        .stdout(contains("written   study/").count(1));
}

#[test]
fn standard_input_is_a_page() {
    let folder = folder_with(&[]);
    rejoinder(folder.path())
        .args(["analyze", "-"])
        .write_stdin(PAGE)
        .assert()
        .success()
        .stdout(contains("reports/stdin/"));
}

#[test]
fn colour_is_there_where_it_is_wanted_only() {
    let folder = folder_with(&[("page.txt", PAGE)]);
    let tree = |key: &str, value: &str| {
        let mut command = rejoinder(folder.path());
        command.args(["tree", "page.txt"]).env(key, value).assert().success()
    };
    tree("TERM", "xterm").stdout(contains("\u{1b}[").not());
    tree("CLICOLOR_FORCE", "1").stdout(contains("\u{1b}[1m"));
    let mut both = rejoinder(folder.path());
    both.args(["tree", "page.txt"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    both.assert().success().stdout(contains("\u{1b}[").not());
}

#[test]
fn a_closed_output_is_no_panic() {
    let folder = folder_with(&[("page.txt", PAGE)]);
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let done = std::process::Command::new(common::BINARY)
        .args(["ledger", "page.txt", "--lines"])
        .current_dir(folder.path())
        .stdout(writer)
        .output()
        .expect("it runs");
    assert_eq!((done.status.code(), done.stderr), (Some(0), Vec::new()));
}

#[test]
fn a_table_is_read_by_the_columns_that_the_caller_names() {
    let table = "nr,re,wer,was\n1,,Ann,Hello there\n2,1,Ben,Well\n";
    let folder = folder_with(&[("talk.csv", table.as_bytes())]);
    rejoinder(folder.path())
        .args(["tree", "talk.csv", "--map", "id=nr,parent=re,author=wer,text=4"])
        .assert()
        .success()
        .stdout(contains("Ann").and(contains("Ben")));
    rejoinder(folder.path())
        .args(["ledger", "talk.csv", "--map", "id=nr,text=was"])
        .assert()
        .success()
        .stdout(contains("talk.csv: 2 records, read as records"));
    rejoinder(folder.path())
        .args(["tree", "talk.csv", "--map", "text=what"])
        .assert()
        .code(2)
        .stderr(contains("there is no such column; it has: nr, re, wer, was"));
}

#[test]
fn a_layout_is_asked_for_by_its_id() {
    let folder = folder_with(&[("page.txt", PAGE)]);
    rejoinder(folder.path())
        .args(["ledger", "page.txt", "--layout", "article"])
        .assert()
        .stdout(contains("read as article"));
    rejoinder(folder.path())
        .args(["ledger", "page.txt", "--layout", "letters"])
        .assert()
        .code(2)
        .stderr(contains("numbered, nested, flat, footer, chat, records, article"));
    rejoinder(folder.path())
        .args(["ledger", "page.txt", "--layout", "flat", "--map", "text=1"])
        .assert()
        .code(2)
        .stderr(contains("the layout `flat` has none"));
}
