//! Threads rebuilt from pages, against what a careful reader finds in them.

mod common;

use std::fs;
use std::path::Path;

use rejoinder::formats;
use rejoinder::model::{CommentId, EvidenceSet, Part, Thread};
use rejoinder::quotes::find_quotes;
use rejoinder::thread::{Corrections, Weights, rebuild};

/// The thread as rows of its gold: `comment`, `kind`, `author`,
/// `author_source`, `parent`, `reply_depth`, and `link_evidence` where it has it.
fn rows(thread: &Thread, with_evidence: bool) -> Vec<Vec<String>> {
    thread
        .iter()
        .map(|(id, comment)| {
            let mut row = vec![
                id.shown().to_string(),
                comment.kind.as_str().to_owned(),
                comment.author.name.clone().unwrap_or_default(),
                comment.author.source.as_str().to_owned(),
                comment.parent().map(|p: CommentId| p.shown().to_string()).unwrap_or_default(),
                comment.reply_depth.map(|d| d.to_string()).unwrap_or_default(),
            ];
            if with_evidence {
                row.push(comment.link.evidence().to_string());
            }
            row
        })
        .collect()
}

#[expect(clippy::expect_used, reason = "a test may fail on what it needs")]
fn check(page: &Path, gold: &Path) {
    let bytes = fs::read(page).expect("the page is readable");
    let reading = formats::read("page", "page", &bytes, &formats::ReadOptions::default())
        .expect("the page is text");
    let page_read = &reading.pages[0];
    let quotes = find_quotes(page_read);
    let (thread, _) = rebuild(
        page_read,
        &quotes,
        &Corrections::default(),
        &Weights::default(),
        EvidenceSet::default(),
    );

    let mut reader = csv::Reader::from_path(gold).expect("the gold is readable");
    let with_evidence = reader.headers().expect("a header").len() == 7;
    let expected: Vec<Vec<String>> =
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect();
    let found = rows(&thread, with_evidence);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{}", page.display());
    }
    assert_eq!(found.len(), expected.len(), "{}", page.display());
    let unplaced = page_read.ledger.stretches().filter(|(_, part)| *part == Part::Unplaced).count();
    assert_eq!(unplaced, 0, "{} has unplaced text", page.display());
}

#[test]
fn every_sample_reads_as_its_gold_says() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut seen = 0;
    for entry in fs::read_dir(&data).expect("data/ is there") {
        let page = entry.expect("an entry").path();
        let gold = page.with_extension("gold.csv");
        if page.extension().is_some_and(|e| e == "txt") && gold.exists() {
            check(&page, &gold);
            seen += 1;
        }
    }
    assert!(seen >= 4, "only {seen} samples have a gold");
}

#[test]
fn the_seed_reads_as_its_gold_says() {
    let (Some(seeds), Some(gold)) = (common::shared("seeds"), common::shared("gold")) else {
        return;
    };
    check(&seeds.join("000_7ed71130ad989152.txt"), &gold.join("seed-thread.csv"));
}
