//! What each format states of small pages, against dumps that a person can
//! read: `tests/formats/FORMAT/PAGE` beside `PAGE.expected`. A new page, or a
//! new format's folder, needs no line here. `just fixtures` writes the dumps
//! anew; read the difference before you commit it.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rejoinder::formats::{self, FORMATS, ReadOptions};
use rejoinder::model::{Mention, Page, Posting};
use rejoinder::notice::Notice;

/// Set to 1, this variable has the dumps written anew.
const UPDATE: &str = "REJOINDER_UPDATE";

/// Characters of a text that a dump shows.
const SHOWN_CHARS: usize = 48;

fn begins(text: &str) -> String {
    let line = text.replace("\r\n", "⏎").replace(['\n', '\r'], "⏎");
    let more = if line.chars().count() > SHOWN_CHARS { "…" } else { "" };
    format!("“{}{more}”", line.chars().take(SHOWN_CHARS).collect::<String>())
}

fn names(mentions: &[Mention]) -> String {
    mentions.iter().map(|m| m.name.as_str()).collect::<Vec<_>>().join(" | ")
}

/// `key: value` on a line of its own, where there is a value.
fn line(out: &mut String, key: &str, value: Option<String>) {
    if let Some(value) = value.filter(|v| !v.is_empty()) {
        let _ = writeln!(out, "  {key}: {value}");
    }
}

fn dump_posting(out: &mut String, posting: &Posting, shown: usize) {
    let number = posting.number.map(|n| format!(", number {n}")).unwrap_or_default();
    let _ = writeln!(out, "{shown} {}{number}", posting.kind.as_str());
    line(out, "id", posting.source_id.clone());
    line(out, "author", posting.author.as_ref().map(|m| m.name.clone()));
    line(out, "time", posting.time.clone());
    let none = posting.stated_root.then(|| "none".to_owned());
    line(out, "parent", posting.platform_parent.clone().or(none));
    line(out, "nesting", posting.nesting.map(|n| n.to_string()));
    line(out, "addressees", Some(names(&posting.addressees)));
    line(out, "backlinks", Some(names(&posting.backlinks)));
    line(out, "likes", posting.likes.map(|n| n.to_string()));
    line(out, "text", Some(begins(posting.body.text())));
}

fn dump_page(out: &mut String, page: &Page, source: &str) {
    let _ = writeln!(out, "format {}", page.format);
    if let Some(article) = &page.article {
        out.push_str("article\n");
        line(out, "title", article.title.clone());
        line(out, "author", article.author.clone());
        line(out, "text", Some(begins(article.body.text())));
    }
    for (posting, shown) in page.postings.iter().zip(1..) {
        dump_posting(out, posting, shown);
    }
    out.push_str("ledger\n");
    for (span, part) in page.ledger.stretches() {
        let text = span.of_text(source);
        let _ = writeln!(out, "  {}, {} bytes: {}", part.as_str(), text.len(), begins(text));
    }
}

fn dump_notice(out: &mut String, notice: &Notice) {
    let place = notice.place.map(|p| format!(", line {}", p.line)).unwrap_or_default();
    let _ =
        writeln!(out, "{} {}{place}: {}", notice.severity.as_str(), notice.code, notice.message);
}

/// What reading `page` states.
fn dump(page: &Path) -> String {
    let bytes = fs::read(page).expect("the page");
    let reading =
        formats::read("page", "page", &bytes, &ReadOptions::default()).expect("the page is text");
    let mut out = String::new();
    for page in &reading.pages {
        dump_page(&mut out, page, &reading.source.text);
    }
    out.push_str("notices\n");
    // The scores of other layouts are nobody's promise.
    for notice in reading.notices.iter().filter(|n| n.code != "layout") {
        out.push_str("  ");
        dump_notice(&mut out, notice);
    }
    out
}

/// Compares a page's dump with the one beside it, or writes that one.
fn check(page: &Path, update: bool) -> Result<(), String> {
    let beside = page.with_file_name(format!(
        "{}.expected",
        page.file_name().expect("a name").to_string_lossy()
    ));
    let found = dump(page);
    if update {
        fs::write(&beside, &found).expect("the dump is writable");
        return Ok(());
    }
    let expected = fs::read_to_string(&beside).unwrap_or_default();
    if found == expected {
        return Ok(());
    }
    let same = expected.lines().zip(found.lines()).take_while(|(a, b)| a == b).count();
    Err(format!(
        "{}:{}: `just fixtures` writes it anew\n  expected: {:?}\n  found:    {:?}",
        beside.display(),
        same + 1,
        expected.lines().nth(same),
        found.lines().nth(same)
    ))
}

#[test]
fn every_page_states_what_its_dump_says() {
    let folder = common::project().join("tests/formats");
    let update = std::env::var_os(UPDATE).is_some_and(|value| value == "1");
    let mut wrong = Vec::new();
    for format in FORMATS {
        let pages =
            common::pages_below(&folder.join(format.id()), |n| !common::ends(n, ".expected"));
        assert!(!pages.is_empty(), "tests/formats/{} holds no page", format.id());
        for page in pages {
            let reading = formats::read(
                "page",
                "page",
                &fs::read(&page).expect("the page"),
                &ReadOptions::default(),
            )
            .expect("text");
            for read in &reading.pages {
                assert_eq!(read.format, format.id(), "{} is read as another", page.display());
            }
            wrong.extend(check(&page, update).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_dump_is_left_without_its_page() {
    let folder = common::project().join("tests/formats");
    for dump in common::pages_below(&folder, |name| common::ends(name, ".expected")) {
        assert!(dump.with_extension("").exists(), "{} has no page", dump.display());
    }
}
