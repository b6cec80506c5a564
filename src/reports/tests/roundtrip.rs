//! Nothing is lost on the way to disk and back, in either profile.

use std::io;
use std::path::Path;

use proptest::prelude::*;

use super::files;
use crate::analysis::Analysis;
use crate::reports::fixtures::roots;
use crate::reports::guard::nasty;
use crate::reports::overflow::CELL_UNITS;
use crate::reports::read::{ReadReport, read_files};
use crate::reports::{CONTINUED, Profile, ReadError};

fn read_back(analysis: &Analysis, profile: Profile) -> Result<ReadReport, ReadError> {
    let (_, files) = files(analysis, profile);
    read_files(Path::new("report"), |name| {
        files.get(name).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    })
}

fn check(texts: &[&str], profile: Profile) {
    let mut thread = roots("t", texts);
    for (posting, text) in thread.page.postings.iter_mut().zip(texts) {
        posting.source_id = Some((*text).into());
        posting.likes = Some(-1);
    }
    let analysis = Analysis { threads: vec![thread], notices: Vec::new() };
    let report = read_back(&analysis, profile).expect("a report");
    let comments = &report.tables["comments"];
    assert!(comments.column("text").eq(texts.iter().copied()), "{profile:?} text");
    assert!(comments.column("source_id").eq(texts.iter().copied()), "{profile:?} source_id");
    assert!(comments.column("likes").all(|cell| cell == "-1"), "numbers are never guarded");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_texts_come_back(texts in proptest::collection::vec(nasty(), 1..5)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        check(&texts, Profile::Spreadsheet);
        check(&texts, Profile::Raw);
    }

    #[test]
    fn long_texts_come_back(piece in nasty(), times in 1_usize..12_000) {
        let text = format!("{}{}{}", piece, "=é\0\r\n".repeat(times), CONTINUED);
        check(&["short", &text, CONTINUED], Profile::Spreadsheet);
        check(&["short", &text, CONTINUED], Profile::Raw);
    }
}

#[test]
fn a_long_text_goes_on_in_sight() {
    let text = "x".repeat(CELL_UNITS * 2 + 10);
    let analysis = Analysis { threads: vec![roots("t", &["a", &text])], notices: Vec::new() };
    let (manifest, files) = files(&analysis, Profile::Spreadsheet);
    let names: Vec<&str> = manifest.files.iter().map(|f| f.name.as_str()).collect();
    assert!(names.contains(&"overflow.csv"));
    let comments = String::from_utf8(files["comments.csv"].clone()).expect("UTF-8");
    assert!(comments.trim_end().ends_with(CONTINUED));
    let overflow = String::from_utf8(files["overflow.csv"].clone()).expect("UTF-8");
    let keys: Vec<&str> =
        overflow.lines().skip(1).filter_map(|l| l.rsplit_once(',').map(|(key, _)| key)).collect();
    assert_eq!(
        keys,
        [
            "comments,2,own_text,2",
            "comments,2,own_text,3",
            "comments,2,text,2",
            "comments,2,text,3"
        ]
    );
    let notices = String::from_utf8(files["notices.csv"].clone()).expect("UTF-8");
    assert!(notices.contains("cell-too-long"));
    let codebook = String::from_utf8(files["codebook.md"].clone()).expect("UTF-8");
    assert!(codebook.contains(CONTINUED));
}

#[test]
fn a_report_that_was_edited_says_so() {
    let analysis = Analysis { threads: vec![roots("t", &["a"])], notices: Vec::new() };
    let (_, mut files) = files(&analysis, Profile::Raw);
    files.entry("comments.csv".into()).or_default().extend_from_slice(b"more\r\n");
    let found = read_files(Path::new("report"), |name| Ok(files[name].clone()));
    assert!(matches!(found, Err(ReadError::Changed { file }) if file == "comments.csv"));
}
