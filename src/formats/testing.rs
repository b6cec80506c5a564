//! What the tests of several layouts share: a page read, and its postings as
//! short lines.

use super::{ReadOptions, Reading, read};
use crate::model::{Kind, Page, Posting};

/// Reads `text` as its layout, which must be `expected` wherever there are
/// comments, and its ledger must add up.
#[track_caller]
pub(super) fn page(expected: &str, text: &str) -> Page {
    let Reading { mut pages, source, .. } =
        read("test", "test", text.as_bytes(), &ReadOptions::default()).expect("text");
    let page = pages.remove(0);
    assert!(page.postings.is_empty() || page.format == expected, "read as {}", page.format);
    assert_eq!(page.ledger.end() as usize, source.text.len());
    for posting in &page.postings {
        for mention in posting.author.iter().chain(&posting.addressees).chain(&posting.backlinks) {
            assert_eq!(mention.place.of_text(&source.text), mention.name);
        }
    }
    page
}

/// Each posting as `level number author time @addressee: text`, as far as it
/// has them.
pub(super) fn shown(page: &Page) -> Vec<String> {
    page.postings.iter().map(posting).collect()
}

fn posting(posting: &Posting) -> String {
    let mut words = Vec::new();
    words.extend(posting.nesting.map(|level| ">".repeat(level.into())).filter(|w| !w.is_empty()));
    words.extend(posting.number.map(|n| n.to_string()));
    words.extend(posting.source_id.iter().map(|id| format!("#{id}")));
    words.extend(posting.platform_parent.iter().map(|id| format!("^{id}")));
    if posting.kind != Kind::Comment {
        words.push(posting.kind.as_str().to_owned());
    }
    words.extend(posting.author.iter().map(|m| m.name.clone()));
    words.extend(posting.time.clone());
    words.extend(posting.addressees.iter().map(|m| {
        let number = m.number.map(|n| format!("@{n}")).unwrap_or_default();
        format!("@{}{number}", m.name)
    }));
    format!("{}: {}", words.join(" "), posting.body.text())
}
