//! Which layout a page is read as, and whether every comment on it is found
//! with the author that the page states: the project's own fixtures, and real
//! pages where they are at hand.

#![expect(clippy::expect_used, reason = "a test may fail on what it needs")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rejoinder::formats::{self, FORMATS, ReadOptions, Reading};

fn read(page: &Path) -> Reading {
    let bytes = fs::read(page).expect("the page is readable");
    formats::read("page", "page", &bytes, &ReadOptions::default())
        .unwrap_or_else(|e| panic!("{}: {e}", page.display()))
}

/// Every file below `folder` that ends in one of `endings`, in order.
fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| endings.iter().any(|wanted| e == *wanted)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The parts of each page's account add up to its text.
fn check_ledgers(page: &Path, reading: &Reading) {
    for read in reading.pages.iter().filter(|page| page.format != "records") {
        let end = read.ledger.end() as usize;
        assert_eq!(end, reading.source.text.len(), "{}", page.display());
    }
}

#[test]
fn every_fixture_is_read_as_the_layout_of_its_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    for format in FORMATS {
        let pages = files(&root.join(format.id()), &["txt", "csv", "tsv"]);
        assert!(!pages.is_empty(), "{} has no fixtures", format.id());
        for page in pages {
            let reading = read(&page);
            assert_eq!(reading.pages[0].format, format.id(), "{}", page.display());
            check_ledgers(&page, &reading);
        }
    }
}

/// A page's gold by number: the author where the page states it, and the
/// comment answered.
fn gold(page: &Path) -> BTreeMap<u32, (Option<String>, String)> {
    let mut reader =
        csv::Reader::from_path(page.with_extension("gold.csv")).expect("the gold is readable");
    reader
        .records()
        .map(|row| {
            let row = row.expect("a row");
            let stated = &row[3] == "1" && !row[1].is_empty();
            let author = stated.then(|| row[1].to_owned());
            (row[0].parse().expect("a number"), (author, row[2].to_owned()))
        })
        .collect()
}

/// What is wrong with a page, in a line.
fn wrong_with(page: &Path, layout: &str) -> Option<String> {
    let reading = read(page);
    check_ledgers(page, &reading);
    let read = &reading.pages[0];
    if read.format != layout {
        return Some(format!("read as {}", read.format));
    }
    let gold = gold(page);
    // A chat's gold begins in the middle; its numbers count from the top.
    let last = *gold.keys().last()? as usize;
    if read.postings.len() != last {
        return Some(format!("{} comments, {last} in the gold", read.postings.len()));
    }
    let stated = |number: u32| {
        read.postings[number as usize - 1].author.as_ref().map(|author| author.name.as_str())
    };
    let mut above: Vec<u32> = Vec::new();
    for (number, posting) in (1_u32..).zip(&read.postings) {
        let Some(level) = posting.nesting else {
            continue;
        };
        above.truncate(level.into());
        let parent = above.last().map(u32::to_string).unwrap_or_default();
        above.push(number);
        if gold.get(&number).is_some_and(|(_, answered)| *answered != parent) {
            return Some(format!("{number} nests below {parent:?}"));
        }
    }
    gold.iter().find_map(|(number, (author, _))| {
        let other = author.as_deref().filter(|author| stated(*number) != Some(author))?;
        Some(format!("{number} is by {other}, not {:?}", stated(*number)))
    })
}

#[track_caller]
fn check_folder(folder: &str, layout: &str) {
    let Some(folder) = common::shared(&format!("data/pages/{folder}")) else {
        return;
    };
    let pages = files(&folder, &["txt"]);
    let wrong: Vec<String> = pages
        .iter()
        .filter_map(|page| Some(format!("{}: {}", page.display(), wrong_with(page, layout)?)))
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} pages right:\n{}",
        pages.len() - wrong.len(),
        pages.len(),
        wrong.join("\n")
    );
}

#[test]
fn pages_of_numbered_comments() {
    check_folder("unz", "numbered");
    check_folder("unzbare", "numbered");
}

#[test]
fn pages_of_header_lines() {
    check_folder("flat", "flat");
    check_folder("blog", "flat");
}

#[test]
fn pages_of_footers() {
    check_folder("footer", "footer");
}

#[test]
fn pages_of_nested_lists() {
    check_folder("nested", "nested");
}

#[test]
fn logs_of_chats() {
    check_folder("chat", "chat");
}

#[test]
fn whatever_people_pasted_is_accounted_for() {
    for folder in ["data/comment_text", "data/wordpress/text"] {
        let Some(folder) = common::shared(folder) else {
            continue;
        };
        for page in files(&folder, &["txt", "md"]) {
            check_ledgers(&page, &read(&page));
        }
    }
}
