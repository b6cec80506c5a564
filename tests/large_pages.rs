//! Pages that a program made, of which the truth is known: the ones that
//! `benches/` times, in a size that a test can wait for.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

#[path = "../benches/reconstruction/page.rs"]
mod page;

use page::{Layout, Plan, make};
use rejoinder::analysis::{Config, ThreadAnalysis};
use rejoinder::formats::{self, ReadOptions};
use rejoinder::model::Part;
use rejoinder::tune::{Evaluation, Gold, JudgedPage, judge};

fn plan(layout: Layout) -> Plan {
    Plan { comments: 700, seed: 7, layout, people: 8, signed: 20, sentences: 12 }
}

/// Reads and rebuilds a made page and holds it against its truth: at least
/// these shares of replies and, where names are missing, of names are right.
#[track_caller]
fn check(layout: Layout, replies: f64, names: Option<f64>) {
    let made = make(&plan(layout));
    let options = ReadOptions::default();
    let reading = formats::read("made.txt", "made", made.text.as_bytes(), &options);
    let mut pages = reading.expect("the page is text").pages;
    assert_eq!((pages.len(), pages[0].postings.len()), (1, 700), "{}", pages[0].format);
    let unplaced = pages[0].ledger.stretches().filter(|(_, part)| *part == Part::Unplaced).count();
    assert_eq!(unplaced, 0, "stretches are unplaced");

    let (analysis, _) = ThreadAnalysis::of(pages.remove(0), &Config::default());
    let gold =
        Gold::parse("made.gold.csv", &made.gold).expect("the gold is as `evaluate` takes it");
    let judgement = judge(&analysis, &made.text, &gold[0].1).expect("as many comments");
    let page = JudgedPage { name: "made".to_owned(), judgement };
    let found = Evaluation::of(vec![page], Vec::new());
    let right = |id: &str| found.value(id);
    assert!(right("parents.reply_accuracy") >= Some(replies), "{:?}", found.figures);
    assert!(right("authors.precision") >= names, "{:?}", found.figures);
}

#[test]
fn a_numbered_page_without_most_names_is_rebuilt() {
    check(Layout::Numbered, 0.8, Some(0.9));
}

#[test]
fn a_page_on_which_everybody_signed_is_rebuilt() {
    check(Layout::Flat, 0.6, None);
}

#[test]
fn a_plan_makes_the_same_page_each_time_and_another_seed_another() {
    let one = make(&plan(Layout::Numbered));
    let again = make(&plan(Layout::Numbered));
    let other = make(&Plan { seed: 8, ..plan(Layout::Numbered) });
    assert_eq!((&one.text, &one.gold), (&again.text, &again.gold));
    assert_ne!(one.text, other.text);
}
