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
