//! The reports in `reports/` are what the program makes of the samples today,
//! byte for byte. `just samples` makes them anew; what it runs stands in the
//! justfile alone.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::collections::BTreeMap;
use std::fs;

/// What the recipe `samples` runs after `cargo run … --`, a call a line.
fn recipe() -> Vec<Vec<String>> {
    let justfile = fs::read_to_string(common::project().join("justfile")).expect("a justfile");
    let body = justfile.split("\nsamples:\n").nth(1).expect("a recipe `samples`");
    body.lines()
        .take_while(|line| line.starts_with("    "))
        .map(|line| {
            let call = line.trim().strip_prefix("cargo run --release --quiet -- ");
            let call = call.unwrap_or_else(|| panic!("no run of the program: {line}"));
            call.split(' ').map(str::to_owned).collect()
        })
        .collect()
}

/// Names the first file that differs, and in it the first line.
#[track_caller]
fn assert_same(expected: &BTreeMap<String, Vec<u8>>, found: &BTreeMap<String, Vec<u8>>) {
    const NEXT: &str = "if that is right, run `just samples` and commit the difference";
    let names: [Vec<&String>; 2] = [expected.keys().collect(), found.keys().collect()];
    assert_eq!(names[0], names[1], "reports/ holds other files; {NEXT}");
    for (name, expected) in expected {
        let found = &found[name];
        if expected == found {
            continue;
        }
        let line_of = |bytes: &[u8], at: usize| {
            let line = bytes.split(|&b| b == b'\n').nth(at).unwrap_or_default();
            String::from_utf8_lossy(line).into_owned()
        };
        let pairs = expected.split(|&b| b == b'\n').zip(found.split(|&b| b == b'\n'));
        let at = pairs.take_while(|(a, b)| a == b).count();
        panic!(
            "reports/{name}:{}: {NEXT}\n  committed: {:?}\n  made now:  {:?}",
            at + 1,
            line_of(expected, at),
            line_of(found, at)
        );
    }
}

fn made() -> (tempfile::TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = common::folder_with_data();
    for call in recipe() {
        common::rejoinder(folder.path()).args(&call).assert().success();
    }
    let files = common::files_below(&folder.path().join("reports"));
    (folder, files)
}

#[test]
fn committed_reports_are_what_is_made_today() {
    let committed = common::files_below(&common::project().join("reports"));
    assert_same(&committed, &made().1);
}

#[test]
fn every_sample_has_a_report_of_the_plain_call() {
    let calls: Vec<String> = recipe().iter().map(|call| call.join(" ")).collect();
    let data = common::project().join("data");
    let pages = common::pages_below(&data, |name| common::ends(name, ".txt"));
    assert!(pages.len() >= 4, "{pages:?}");
    for page in pages {
        let name = page.file_name().expect("a name").to_string_lossy();
        let plain = format!("analyze data/{name}");
        assert!(calls.contains(&plain), "`just samples` leaves out {plain}");
    }
}

#[test]
fn a_second_run_replaces_the_first_with_the_same_bytes() {
    let (folder, first) = made();
    for call in recipe() {
        common::rejoinder(folder.path()).args(&call).assert().success();
    }
    assert_same(&first, &common::files_below(&folder.path().join("reports")));
}

#[test]
#[should_panic(expected = "reports/a/b.csv:2: if that is right")]
fn a_difference_is_named_by_file_and_line() {
    let files = |text: &str| BTreeMap::from([("a/b.csv".to_owned(), text.into())]);
    assert_same(&files("same\r\none\r\n"), &files("same\r\ntwo\r\n"));
}
