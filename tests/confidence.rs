//! `--min-confidence` through the binary: what is less sure is unattached or
//! unknown, every count follows, and what is stated is counted apart.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use common::{folder_with_data, rejoinder, rows};
use predicates::str::contains;

type Row = BTreeMap<String, String>;

/// A table of the report on `data/truce.txt` with `args`.
fn report(folder: &Path, args: &[&str]) -> impl Fn(&str) -> Vec<Row> + use<> {
    let run = ["analyze", "data/truce.txt", "-o", "truce", "--force"];
    rejoinder(folder).args(run).args(args).assert().success();
    let tables = folder.join("truce");
    move |name| rows(&tables.join(name))
}

fn count(rows: &[Row], column: &str, value: &str) -> usize {
    rows.iter().filter(|r| r[column] == value).count()
}

fn number(cell: &str) -> u64 {
    cell.parse().expect("a number")
}

#[test]
fn what_is_less_sure_is_unattached_or_unknown_and_every_count_follows() {
    let folder = folder_with_data();
    let mut undecided = Vec::new();
    for asked in ["0", "0.5", "0.95", "0.999", "1"] {
        let table = report(folder.path(), &["--min-confidence", asked]);
        let least: f64 = asked.parse().expect("a number");
        let (comments, links) = (table("comments.csv"), table("links.csv"));
        let people: Vec<&Row> = comments.iter().filter(|c| c["kind"] == "comment").collect();
        for comment in &people {
            let (answers, sure) = (&comment["answers"], &comment["link_confidence"]);
            assert_eq!(answers == "unattached", sure.is_empty(), "{asked}: {comment:?}");
            assert!(sure.is_empty() || sure.parse::<f64>().expect("a number") >= least);
            let name = &comment["author_confidence"];
            assert_eq!(name.is_empty(), comment["author_source"] == "unknown");
            assert!(name.is_empty() || name.parse::<f64>().expect("a number") >= least);
            let answered = links.iter().filter(|l| l["parent"] == comment["comment"]);
            assert_eq!(number(&comment["replies"]), answered.count() as u64, "{asked}");
            assert_eq!(comment["reply_depth"].is_empty(), answers == "unattached", "{asked}");
        }
        for link in links.iter().filter(|l| l["answers"] == "unattached") {
            assert_eq!([&link["confidence"], &link["evidence"]], ["", ""]);
            assert!(!link["runner_up"].is_empty(), "what was not taken is shown");
            assert!(link["runner_up_confidence"].parse::<f64>().expect("a number") < least);
        }
        let thread = &table("threads.csv")[0];
        for (column, answers) in [("roots", "article"), ("replies", "comment")] {
            let found = people.iter().filter(|c| c["answers"] == answers).count();
            assert_eq!(number(&thread[column]), found as u64, "{asked}: {column}");
        }
        let unattached = count(&comments, "answers", "unattached");
        assert_eq!(number(&thread["unattached"]), unattached as u64);
        let commenters = table("commenters.csv");
        assert_eq!(number(&thread["commenters_max"]), commenters.len() as u64);
        let written: u64 = commenters.iter().map(|c| number(&c["comments"])).sum();
        assert_eq!(written, people.len() as u64, "nobody is lost");
        let sent: u64 = commenters.iter().map(|c| number(&c["replies_sent"])).sum();
        assert_eq!(sent, number(&thread["replies"]));
        undecided.push(unattached);
    }
    assert!(undecided.is_sorted() && undecided[0] == 0, "{undecided:?}");
    assert_eq!(undecided.last(), Some(&15), "a page of text states no link");
}

#[test]
fn counts_of_what_is_stated_do_not_change_with_the_asked_confidence() {
    let folder = folder_with_data();
    let corrected = ["--corrections", "data/corrections.csv"];
    let stated = |args: &[&str]| {
        let table = report(folder.path(), &[&corrected[..], args].concat());
        let cells = |name: &str, key: &str| -> Vec<String> {
            let mut cells = Vec::new();
            for row in table(name) {
                let of = row.iter().filter(|(column, _)| column.ends_with("_stated"));
                cells.extend(of.map(|(column, cell)| format!("{} {column} {cell}", row[key])));
            }
            cells
        };
        (cells("comments.csv", "comment"), cells("threads.csv", "thread"), table("commenters.csv"))
    };
    let (comments, threads, people) = stated(&[]);
    let (same_comments, same_threads, only) = stated(&["--min-confidence", "1"]);
    assert_eq!((&comments, &threads), (&same_comments, &same_threads));
    // Comment 12 was put below 11, 14 on the article, and 3 has its author.
    assert!(comments.contains(&"11 replies_stated 1".into()), "{comments:?}");
    assert!(threads.contains(&"truce roots_stated 1".into()), "{threads:?}");
    assert!(threads.contains(&"truce replies_stated 1".into()), "{threads:?}");
    assert!(threads.contains(&"truce max_depth_stated 0".into()), "{threads:?}");
    // With nothing inferred, both counts are one.
    for person in &only {
        for column in ["comments", "replies_sent", "replies_received", "distinct_partners"] {
            assert_eq!(person[column], person[&format!("{column}_stated")], "{person:?}");
        }
    }
    let names: BTreeSet<&str> = only.iter().map(|p| p["author"].as_str()).collect();
    assert_eq!(names.len(), 4, "Harrowgate, Priya N., Oakapple and nobody: {names:?}");
    let hen = people.iter().find(|p| p["author"] == "marsh_hen").expect("she is recovered");
    assert_eq!([&hen["comments"], &hen["comments_stated"]], ["2", "0"]);
}

#[test]
fn the_manifest_records_the_asked_confidence_and_the_views_follow_it() {
    let folder = folder_with_data();
    let run = |args: &[&str]| rejoinder(folder.path()).args(args).assert();
    run(&["analyze", "data/truce.txt", "--min-confidence", "1"])
        .success()
        .stdout(contains("0 roots, 0 replies, 15 undecided"));
    let manifest = std::fs::read_to_string(folder.path().join("reports/truce/manifest.json"));
    assert!(manifest.expect("a manifest").contains("\"min-confidence\": \"1.00\""));
    run(&["tree", "data/truce.txt", "--min-confidence", "1"])
        .success()
        .stdout(contains("0 roots, 0 replies, 15 undecided"))
        .stdout(contains("(its parent is undecided)"));
    run(&["explain", "data/truce.txt", "13", "--min-confidence", "1"])
        .success()
        .stdout(contains("Comment 13 is unattached: what it answers is undecided."))
        .stdout(contains("is comment 11, by Priya N. (confidence 0."))
        .stdout(contains("Next best: "));
    run(&["evaluate", "data", "--min-confidence", "1"])
        .success()
        .stdout(contains("parents.reply_accuracy    0.000"));
    for wrong in ["1.5", "-1", "high"] {
        run(&["tree", "data/truce.txt", &format!("--min-confidence={wrong}")])
            .code(2)
            .stderr(contains("a confidence is a number from 0 to 1, such as 0.9"));
    }
}
