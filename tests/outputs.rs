//! What a run writes, through the binary: two profiles that both lead back to
//! the texts, no cell that a spreadsheet would run, the same bytes on a second
//! run, and corrections that win and are told.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::path::Path;

use common::{folder_with, folder_with_data, rejoinder, rows};
use predicates::prelude::*;
use predicates::str::contains;
use rejoinder::reports::{Profile, ReadReport, read_folder};

/// A page whose names and texts a spreadsheet would take for something else,
/// and one text that no cell holds.
fn hostile_page() -> String {
    let long = "=1+1, and so on and on. ".repeat(4_000);
    let texts = [
        "=HYPERLINK(\"mine\";\"yours\")",
        "+49 30 1234",
        "-1 from me",
        "@ everybody: “a, b”; \"c\"",
        "'tis so",
        "＝1+1",
        "00123",
        "12345678901234567890",
        "_x0041_ is not A",
        "a bell \u{7} and a\ttab",
        long.trim_end(),
    ];
    let mut page = String::from("=Title()\n\nAn article.\n\nTags: none\n");
    for (text, n) in texts.iter().zip(1..) {
        page +=
            &format!("  {n}. ={n}+1 says:\n\n    {text}\n\n    • Replies: @-cmd|' /C calc'!A0\n");
    }
    page
}

/// Runs `analyze` on every page in `folder` and reads the report.
fn report(folder: &Path, pages: &[&str], to: &str, more: &[&str]) -> ReadReport {
    let args = [&["analyze", "-o", to], pages, more].concat();
    rejoinder(folder).args(args).assert().success();
    read_folder(&folder.join(to)).expect("a report")
}

const SAMPLES: [&str; 4] =
    ["data/bridge.txt", "data/kueche.txt", "data/silence.txt", "data/truce.txt"];

#[test]
fn both_profiles_lead_back_to_the_same_texts() {
    let folder = folder_with_data();
    std::fs::write(folder.path().join("hostile.txt"), hostile_page()).expect("written");
    let pages = [&SAMPLES[..], &["hostile.txt"]].concat();
    let more = ["--lexicon", "ceasefire"];
    let mut safe = report(folder.path(), &pages, "safe", &more);
    let mut raw = report(folder.path(), &pages, "raw", &[&more[..], &["--raw"]].concat());
    assert_eq!(safe.manifest.profile, Profile::Spreadsheet);
    assert_eq!(raw.manifest.profile, Profile::Raw);
    // The long text gives a notice where it does not fit a cell.
    safe.tables.remove("notices");
    raw.tables.remove("notices");
    assert!(safe.tables == raw.tables, "the profiles tell different things");

    let comments = &raw.tables["comments"];
    let texts: Vec<&str> = comments.column("text").collect();
    assert!(texts.contains(&"=HYPERLINK(\"mine\";\"yours\")"));
    assert!(texts.iter().any(|t| t.len() > 90_000), "the long text is whole");
    assert!(comments.column("author").any(|a| a == "=1+1"));
    assert!(folder.path().join("safe/overflow.csv").exists());
    assert!(!folder.path().join("raw/overflow.csv").exists());
}

#[test]
fn the_raw_profile_is_the_text_byte_for_byte() {
    let page = "T\n\nAn article.\n\n  1. Ann says:\n\n    =1+1, 'tis \u{7} \u{feff}it.\n\n";
    let folder = folder_with(&[("page.txt", page.as_bytes())]);
    report(folder.path(), &["page.txt"], "raw", &["--raw"]);
    let comments = std::fs::read(folder.path().join("raw/comments.csv")).expect("a table");
    assert!(comments.starts_with(b"thread,"), "no mark stands first");
    let text = String::from_utf8(comments).expect("UTF-8");
    assert!(text.ends_with(",\"=1+1, 'tis \u{7} \u{feff}it.\"\r\n"), "{text:?}");
}

#[test]
fn no_cell_for_a_spreadsheet_begins_as_a_formula_does() {
    let folder = folder_with_data();
    std::fs::write(folder.path().join("=hostile.txt"), hostile_page()).expect("written");
    let pages = [&SAMPLES[..], &["=hostile.txt"]].concat();
    report(folder.path(), &pages, "safe", &["--lexicon", "ceasefire"]);
    let tables =
        common::pages_below(&folder.path().join("safe"), |name| common::ends(name, ".csv"));
    let mut cells = 0;
    for table in tables {
        for row in rows(&table) {
            for (column, cell) in row {
                cells += 1;
                let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
                    || cell.starts_with(['＝', '＋', '－', '＠']);
                let number = cell.parse::<f64>().is_ok();
                assert!(!formula || number, "{} {column}: {cell:?}", table.display());
                assert!(cell.encode_utf16().count() <= 32_767, "{} {column}", table.display());
            }
        }
    }
    assert!(cells > 1_000, "only {cells} cells");
}

#[test]
fn a_second_run_gives_the_same_bytes_in_another_folder() {
    let folder = folder_with_data();
    for to in ["one", "two"] {
        report(folder.path(), &SAMPLES, to, &["-l", "ceasefire", "-c", "data/corrections.csv"]);
    }
    let [one, two] = ["one", "two"].map(|name| common::files_below(&folder.path().join(name)));
    assert!(one == two, "two runs differ");
}

#[test]
fn corrections_win_show_and_decide_what_hangs_on_them() {
    let folder = folder_with_data();
    let corrections = folder.path().join("data/corrections.csv");
    let report = |to: &str, more: &[&str]| {
        let args = [&["analyze", "data/truce.txt", "-o", to], more].concat();
        let done = rejoinder(folder.path()).args(args).assert().success();
        let said = String::from_utf8_lossy(&done.get_output().stderr).into_owned();
        (rows(&folder.path().join(to).join("comments.csv")), said)
    };
    let (before, _) = report("before", &[]);
    let (after, said) = report("after", &["--corrections", "data/corrections.csv"]);
    assert_eq!(said, "", "every row has its comment");
    let cells = |rows: &[std::collections::BTreeMap<String, String>], shown: usize| {
        ["author", "author_source", "parent", "link_evidence", "reply_depth"]
            .map(|column| rows[shown - 1][column].clone())
    };
    assert_eq!(cells(&before, 3), ["", "unknown", "", "", "0"]);
    assert_eq!(cells(&after, 3), ["Oakapple", "corrected", "", "", "0"]);
    assert_eq!(cells(&before, 12), ["", "unknown", "", "", "0"]);
    // 11 lists one answer, by Lena Kowalczyk. The parent is the analyst's; that
    // she wrote it follows, and is recovered.
    assert_eq!(cells(&after, 12), ["Lena Kowalczyk", "recovered", "11", "analyst+backlink", "1"]);
    assert_eq!(cells(&after, 14)[3], "analyst");

    let explained = |comment: &str| {
        let args = ["explain", "data/truce.txt", comment, "-c", "data/corrections.csv"];
        rejoinder(folder.path()).args(args).assert().success()
    };
    explained("3").stdout(contains("Oakapple: the analyst’s corrections say so."));
    explained("12")
        .stdout(contains("analyst: the corrections say “11” (line 3 of the corrections)"));

    let stray = "truce,99,author,Nobody,mk,\nelsewhere,1,author,Nobody,mk,\ntruce,4,parent,4,mk,\n";
    let text = std::fs::read_to_string(&corrections).expect("corrections");
    std::fs::write(&corrections, text + stray).expect("written");
    let (same, said) = report("stray", &["--corrections", "data/corrections.csv"]);
    assert!(same == after, "rows that match nothing change nothing");
    assert!(
        contains("data/corrections.csv:5: no comment 99 in thread truce")
            .and(contains("data/corrections.csv:6: no thread elsewhere"))
            .and(contains("data/corrections.csv:7: comment 4 of thread truce cannot answer 4"))
            .eval(&said),
        "{said}"
    );
}
