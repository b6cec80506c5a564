//! Pages that people saved, in `../shared`: every byte is accounted for,
//! nothing fails, and the two seeds come out as a careful reader has them.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use common::{rejoinder, rows, shared};
use rejoinder::analysis::{Config, analyze};
use rejoinder::formats;
use rejoinder::stance::{self, Lexicon, Matcher};
use rejoinder::view::{explain, ledger, tree};

/// The lexicons that are built in.
fn matcher() -> Matcher {
    let lexicons = stance::builtin().iter().map(|(name, file, text)| {
        Lexicon::parse(name, file, text).unwrap_or_else(|p| panic!("{p:?}"))
    });
    Matcher::new(lexicons.collect())
}

/// Reads, accounts for, draws and explains every comment of every page.
fn check_pages(pages: &[PathBuf]) {
    let config = Config { matcher: matcher(), ..Config::default() };
    let look = tree::Look { width: 100, ascii: false };
    for path in pages {
        let place = path.display();
        let bytes = fs::read(path).expect("the page");
        let reading = formats::read("page", "page", &bytes, &formats::ReadOptions::default())
            .unwrap_or_else(|why| panic!("{place}: {why}"));
        let analysis = analyze(reading.pages, &config);
        for thread in &analysis.threads {
            let account = ledger::of_thread(thread, &reading.source);
            assert_eq!(account.sum(), bytes.len() as u64, "{place}");
            let mut at = 0;
            for stretch in &account.stretches {
                assert_eq!(stretch.bytes.start, at, "{place}: a gap");
                at = stretch.bytes.end;
            }
            let mut drawing = tree::Drawing::new(thread, &config.matcher, look);
            let drawn = tree::rows(thread);
            let seen: BTreeSet<_> = drawn.iter().map(|row| row.comment).collect();
            assert_eq!((drawn.len(), seen.len()), (thread.page.postings.len(), drawn.len()));
            for row in drawn {
                drawing.line(&row);
                let told =
                    explain::text(thread, &reading.source, &config.matcher, row.comment, 100);
                assert!(told.is_some(), "{place} {}", row.comment.shown());
            }
        }
    }
}

/// The same through the binary, all pages in one report.
fn check_binary(pages: &[PathBuf]) {
    let folder = tempfile::tempdir().expect("a folder");
    rejoinder(folder.path())
        .args(["analyze", "--lexicon", "ceasefire", "-o", "all"])
        .args(pages)
        .assert()
        .success();
    rejoinder::reports::read_folder(&folder.path().join("all")).expect("a whole report");
    for page in pages {
        let size = fs::metadata(page).expect("the page").len();
        let verdict = format!("{size}  = the input’s size, every byte accounted for");
        let ledger = rejoinder(folder.path()).args(["ledger", "--parts"]).arg(page).assert();
        let out = String::from_utf8_lossy(&ledger.success().get_output().stdout).into_owned();
        assert!(out.contains(&verdict), "{}: {out}", page.display());
    }
}

#[test]
fn saved_comment_sections_are_accounted_for() {
    let Some(folder) = shared("data/comment_text") else { return };
    let pages = common::pages_below(&folder, |name| common::ends(name, ".txt"));
    assert!(pages.len() >= 100, "{}", pages.len());
    check_pages(&pages);
    check_binary(&pages);
}

#[test]
fn saved_blog_pages_are_accounted_for() {
    let Some(folder) = shared("data/wordpress/text") else { return };
    let pages = common::pages_below(&folder, |name| {
        let file = name.rsplit('/').next().unwrap_or_default();
        file.starts_with("resiliparse-") && common::ends(file, ".txt")
    });
    assert!(pages.len() >= 18, "{}", pages.len());
    check_pages(&pages);
    check_binary(&pages);
}

#[test]
fn both_seeds_are_accounted_for() {
    let Some(folder) = shared("seeds") else { return };
    let pages = common::pages_below(&folder, |name| common::ends(name, ".txt"));
    assert_eq!(pages.len(), 2);
    check_pages(&pages);
    check_binary(&pages);
}

/// The report of the seed whose name begins so, with the ceasefire lexicon.
fn seed(number: &str) -> Option<(PathBuf, tempfile::TempDir)> {
    let folder = shared("seeds")?;
    let page = common::pages_below(&folder, |name| name.starts_with(number)).pop()?;
    let out = tempfile::tempdir().expect("a folder");
    let args = ["--lexicon", "ceasefire", "-o", "seed"];
    rejoinder(out.path()).arg("analyze").arg(&page).args(args).assert().success();
    Some((page, out))
}

fn table(out: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    rows(&out.join("seed").join(name))
}

#[test]
fn the_seed_has_its_people() {
    let Some((_, out)) = seed("000_") else { return };
    let thread = &table(out.path(), "threads.csv")[0];
    let people = ["comments", "pingbacks", "commenters_known", "commenters_min", "commenters_max"]
        .map(|column| thread[column].as_str());
    assert_eq!(people, ["11", "1", "4", "4", "10"]);
    let commenters = table(out.path(), "commenters.csv");
    let twice: Vec<_> = commenters.iter().filter(|c| c["author"] == "anti_republocrat").collect();
    assert_eq!(twice.len(), 1);
    assert_eq!(twice[0]["comments"], "2");
}

#[test]
fn what_the_seed_quotes_from_the_article_is_a_quote_and_moves_no_label() {
    let Some((_, out)) = seed("000_") else { return };
    let quotes = table(out.path(), "quotes.csv");
    let hits = table(out.path(), "hits.csv");
    let of_article = |comment: &str| {
        let quoted = quotes.iter().filter(|q| q["comment"] == comment && q["source"] == "article");
        quoted.map(|q| q["quoted"].clone()).collect::<Vec<_>>().join("\n")
    };
    assert!(of_article("1").starts_with("Indeed, an interesting fact to emerge"));
    assert!(of_article("1").ends_with("the airstrikes were still going on."));
    assert_eq!(
        of_article("9").matches("a high degree of US-Russian military cooperation").count(),
        4
    );
    let number = |row: &BTreeMap<String, String>, column: &str| {
        row[column].parse::<u32>().expect("a number")
    };
    for hit in &hits {
        for quote in quotes.iter().filter(|q| q["comment"] == hit["comment"]) {
            let apart = number(hit, "end") <= number(quote, "start")
                || number(quote, "end") <= number(hit, "start");
            assert!(apart, "{hit:?} lies in {quote:?}");
        }
    }
    assert!(!hits.is_empty());
}

#[test]
fn the_seed_says_why_eleven_answers_four() {
    let Some((page, out)) = seed("000_") else { return };
    let done = rejoinder(out.path()).arg("explain").arg(&page).arg("11").assert().success();
    let told = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
    let parent = told.split("\nParent\n").nth(1).and_then(|t| t.split("\n\n").next());
    let parent = parent.expect("a word on the parent");
    assert!(parent.starts_with("Comment 4, by Pat the Rat (recovered)"), "{parent}");
    for evidence in ["backlink", "addressee", "salutation", "quote"] {
        assert!(parent.contains(&format!("• {evidence}: ")), "no {evidence} in {parent}");
    }
    let parts = rejoinder(out.path()).arg("ledger").arg(&page).assert().success();
    let parts = String::from_utf8_lossy(&parts.get_output().stdout).into_owned();
    assert!(parts.contains("Nothing is unplaced."), "{parts}");
}

#[test]
fn an_article_without_comments_gives_tables_without_rows() {
    let Some((_, out)) = seed("003_") else { return };
    for name in ["comments", "commenters", "links", "stances", "hits", "quotes"] {
        let path = out.path().join("seed").join(format!("{name}.csv"));
        let text = fs::read_to_string(path).expect("a table");
        assert_eq!(text.lines().count(), 1, "{name}: {text}");
    }
    let notices = table(out.path(), "notices.csv");
    assert!(notices.iter().any(|n| n["code"] == "no-comments"), "{notices:?}");
}

/// How the ceasefire lexicon does on the seed, as of now. Not a target: rules
/// written for this page's very words are worth nothing elsewhere.
#[test]
fn labels_on_the_seed_hold_as_far_as_they_do() {
    /// Sure rows that hold today.
    const FLOOR: usize = 11;
    let (Some((_, out)), Some(gold)) = (seed("000_"), shared("gold/seed-stance.csv")) else {
        return;
    };
    let found: BTreeMap<_, _> = table(out.path(), "stances.csv")
        .into_iter()
        .filter(|row| !row["label"].is_empty())
        .map(|row| {
            let [comment, dimension, target, label] =
                ["comment", "dimension", "target", "label"].map(|c| row[c].clone());
            let target = if target.is_empty() { "parent".to_owned() } else { target };
            ((comment, dimension, target), label)
        })
        .collect();
    let gold = rows(&gold);
    let (mut held, mut sure) = (0, 0);
    for row in gold.iter().filter(|row| row["sure"] == "yes") {
        let key = ["comment", "dimension", "target"].map(|c| row[c].clone());
        let [comment, dimension, target] = key.clone();
        let label = found.get(&key.into()).map_or("nothing", String::as_str);
        sure += 1;
        if label == row["label"] {
            held += 1;
        } else {
            println!("{comment} {dimension} {target}: {} in the gold, {label} found", row["label"]);
        }
    }
    let coded: BTreeMap<(String, String, String), &str> = gold
        .iter()
        .map(|row| {
            let key = ["comment", "dimension", "target"].map(|c| row[c].clone());
            (key.into(), row["label"].as_str())
        })
        .collect();
    for (key, label) in &found {
        match coded.get(key) {
            Some(right) if right == label => {}
            Some(right) => println!("{key:?}: {label} found, {right} in the gold"),
            None => println!("{key:?}: {label} found, nothing in the gold"),
        }
    }
    println!("{held} of {sure} sure rows hold");
    assert!(held >= FLOOR, "{held} of {sure} sure rows hold; it was {FLOOR} once");
}
