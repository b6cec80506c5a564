//! Bad input, through the binary: it says what is wrong, where, and what to
//! do; it leaves with the documented code; and no report is ever half there.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{folder_with, rejoinder};
use predicates::prelude::*;
use predicates::str::contains;

const PAGE: &[u8] =
    b"A title\n\nAn article.\n\n  1. Ann says:\n\n    Hello.\n\n  2. @Ann\n\n    Well.\n";

/// Runs `args` in a folder that holds `files`; they must fail with 2, print
/// nothing, and say all of `parts`.
#[track_caller]
fn check(files: &[(&str, &[u8])], args: &[&str], parts: &[&str]) {
    let folder = folder_with(files);
    let before = common::files_below(folder.path());
    let done = rejoinder(folder.path()).args(args).assert().code(2).stdout("");
    let said = String::from_utf8(done.get_output().stderr.clone()).expect("messages are UTF-8");
    for part in parts {
        assert!(said.contains(part), "{args:?}: no {part:?} in:\n{said}");
    }
    let after = common::files_below(folder.path());
    let names: Vec<_> = after.keys().collect();
    assert!(before == after, "{args:?} left something behind: {names:?}");
}

#[test]
fn what_is_no_page_is_refused_by_every_command() {
    let files: &[(&str, &[u8])] = &[
        ("empty.txt", b""),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0"),
        ("pages/a.txt", PAGE),
    ];
    let cases = [
        ("none.txt", "cannot read none.txt: there is no such file; check its name and folder"),
        ("pages", "cannot read pages: it is a folder; name the pages in it, such as pages/*"),
        ("empty.txt", "empty.txt is empty; save the page again"),
        ("photo.jpg", "cannot read photo.jpg: it is a binary file"),
    ];
    for (page, why) in cases {
        check(files, &["analyze", page], &[why]);
        check(files, &["tree", page], &[why]);
        check(files, &["ledger", page], &[why]);
        check(files, &["explain", page, "1"], &[why]);
    }
}

#[test]
fn bytes_that_are_no_utf8_are_kept_counted_and_accounted_for() {
    let mut page = PAGE.to_vec();
    page.extend_from_slice("\n  3. Zoë says:\n\n    Straße, Größe, Łódź, \u{4e2d}".as_bytes());
    page.extend_from_slice(b"\xff\xfe and more.\n");
    let folder = folder_with(&[("page.txt", &page)]);
    rejoinder(folder.path())
        .args(["analyze", "page.txt"])
        .assert()
        .success()
        .stderr(contains("warning[undecodable-bytes]: page.txt:15: 2 places did not decode"));
    let size = format!("{}  = the input’s size, every byte accounted for", page.len());
    rejoinder(folder.path()).args(["ledger", "page.txt"]).assert().success().stdout(contains(size));
}

#[test]
fn a_lexicon_tells_all_its_problems_at_once_with_their_places() {
    let lexicon = br#"colour = "red"

[targets]
council = ["council"]

[rules.liar]
label = "agianst"
phrases = ["liar*"]

[rules.maths]
label = "against"
regex = "(unclosed"

[rules.liar]
label = "favour"
phrases = ["x"]
"#;
    check(
        &[("page.txt", PAGE), ("mine.toml", lexicon)],
        &["analyze", "page.txt", "--lexicon", "mine.toml"],
        &[
            "mine.toml:1:1",
            "mine.toml:7:9",
            "mine.toml:12:9",
            "mine.toml:14:8",
            "help: ",
            "4 problems in mine.toml; nothing was done",
        ],
    );
}

#[test]
fn an_example_that_does_not_hold_is_told_and_stops_nothing() {
    let lexicon = b"[targets]\ncouncil = \"council\"\n[rules.liar]\nlabel = \"against\"\n\
        phrases = \"lied\"\nfires = \"They lied.\"\nquiet = \"The council lied.\"\n";
    let folder = folder_with(&[("page.txt", PAGE), ("mine.toml", lexicon)]);
    let told = contains("warning[example-fails]: mine.toml:6: the rule `liar` does not fire here")
        .and(contains("warning[example-fails]: mine.toml:7: the rule `liar` fires here"));
    rejoinder(folder.path())
        .args(["analyze", "page.txt", "-l", "mine.toml"])
        .assert()
        .success()
        .stderr(told);
    let notices = common::rows(&folder.path().join("reports/page/notices.csv"));
    assert_eq!(notices.iter().filter(|n| n["code"] == "example-fails").count(), 2);
}

#[test]
fn corrections_tell_all_their_problems_at_once_with_their_places() {
    let corrections = b"thread,comment,field,value\n\
        page,0,author,Ann\n\
        page,1,colour,red\n\
        page,2,parent,first\n\
        page,2,author,\n\
        page,1,author,Ann\n\
        page,1,author,Ben\n";
    check(
        &[("page.txt", PAGE), ("mine.csv", corrections)],
        &["explain", "page.txt", "1", "--corrections", "mine.csv"],
        &[
            "mine.csv:2:6",
            "mine.csv:3:8",
            "mine.csv:4:15",
            "mine.csv:5:",
            "mine.csv:7:8",
            "5 problems in mine.csv; nothing was done",
        ],
    );
    check(
        &[("page.txt", PAGE), ("mine.csv", b"thread,comment\npage,1\n")],
        &["tree", "page.txt", "--corrections", "mine.csv"],
        &["the column `field` is missing", "the column `value` is missing"],
    );
}

#[test]
fn a_lexicon_and_corrections_are_both_told_of_in_one_run() {
    check(
        &[("page.txt", PAGE), ("a.toml", b"colour = 1\n"), ("b.csv", b"thread\n")],
        &["analyze", "page.txt", "-l", "a.toml", "-c", "b.csv"],
        &["a.toml:1:1", "b.csv:1:"],
    );
}

#[test]
fn a_folder_with_files_of_somebody_else_is_refused_by_name_and_left_alone() {
    let folder = folder_with(&[("page.txt", PAGE), ("out/thesis.doc", b"years of work")]);
    let refused = |args: &[&str], why: &str| {
        let before = common::files_below(folder.path());
        rejoinder(folder.path())
            .args(args)
            .assert()
            .code(2)
            .stderr(contains("nothing was written to out").and(contains(why.to_owned())));
        assert!(common::files_below(folder.path()) == before, "{args:?} changed something");
    };
    let run = ["analyze", "page.txt", "-o", "out"];
    refused(&run, "files that no run of this tool wrote (\"thesis.doc\")");

    fs::remove_file(folder.path().join("out/thesis.doc")).expect("removed");
    rejoinder(folder.path()).args(run).assert().success();
    fs::write(folder.path().join("out/notes.txt"), "mine").expect("written");
    fs::write(folder.path().join("out/hits.csv"), "edited by hand").expect("written");
    refused(&run, "files that no run of this tool wrote (\"notes.txt\")");
    refused(&run, "files that were changed since (\"hits.csv\")");

    rejoinder(folder.path())
        .args(["analyze", "page.txt", "-o", "out", "--force"])
        .assert()
        .success()
        .stdout(contains("kept      out.before-1/, which stood there before"));
    let kept = fs::read_to_string(folder.path().join("out.before-1/notes.txt")).expect("kept");
    assert_eq!(kept, "mine");
    assert!(!folder.path().join("out/notes.txt").exists());
}

#[test]
fn a_place_that_cannot_be_written_to_is_named() {
    let files: &[(&str, &[u8])] = &[("page.txt", PAGE), ("file", b"")];
    let folder = folder_with(files);
    for target in ["file", "file/below"] {
        rejoinder(folder.path())
            .args(["analyze", "page.txt", "-o", target])
            .assert()
            .code(2)
            .stderr(contains("nothing was written to").and(contains("file")));
    }
    assert_eq!(common::files_below(folder.path()).len(), 2);
}

#[test]
fn codes_are_as_the_help_says() {
    let folder = folder_with(&[("page.txt", PAGE)]);
    let code = |args: &[&str], code: i32| {
        rejoinder(folder.path()).args(args).assert().code(code);
    };
    code(&["tree", "page.txt"], 0);
    code(&["explain", "page.txt", "2"], 0);
    code(&["explain", "page.txt", "3"], 1);
    code(&["explain", "page.txt", "#9"], 1);
    code(&["explain", "page.txt", "x"], 2);
    code(&["tree", "page.txt", "--lexicon", "nowhere"], 2);
    code(&["dance"], 2);
    code(&[], 2);
    let help = rejoinder(folder.path()).arg("--help").assert().success();
    let help = String::from_utf8_lossy(&help.get_output().stdout).into_owned();
    for line in ["  0  done", "  1  a check failed, or nothing matched", "  2  a page could not be"]
    {
        assert!(help.contains(line), "{line} in {help}");
    }
}

/// Folders of unfinished runs in `reports`.
fn partial(reports: &Path) -> Vec<String> {
    let entries = fs::read_dir(reports).into_iter().flatten();
    let names = entries.filter_map(|e| e.ok()?.file_name().into_string().ok());
    names.filter(|name| name.contains(".partial") || name.contains(".replaced")).collect()
}

/// Whether a whole report stands at `folder`, or nothing does.
#[track_caller]
fn assert_whole_or_absent(folder: &Path) {
    if folder.exists() {
        rejoinder::reports::read_folder(folder).expect("a report that stands is whole");
    }
}

#[test]
fn a_run_that_is_killed_leaves_no_half_report_and_the_next_one_tidies_up() {
    let folder = folder_with(&[("page.txt", common::long_page(400).as_bytes())]);
    let reports = folder.path().join("reports");
    let target = reports.join("page");
    let mut caught = 0;
    // Later and later into the writing, until a run is quicker than its end.
    for round in 0..12 {
        let mut run = Command::new(common::BINARY)
            .args(["analyze", "page.txt"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let started = Instant::now();
        while run.try_wait().expect("its state").is_none() {
            if !partial(&reports).is_empty() || started.elapsed() > Duration::from_mins(1) {
                sleep(Duration::from_millis(round));
                break;
            }
            sleep(Duration::from_micros(200));
        }
        // It may have ended by itself in the meantime.
        let _ = run.kill();
        run.wait().expect("it ended");
        assert_whole_or_absent(&target);
        caught += usize::from(!partial(&reports).is_empty());
    }
    println!("{caught} of 12 runs were killed in the middle");
    rejoinder(folder.path()).args(["analyze", "page.txt"]).assert().success();
    assert_whole_or_absent(&target);
    assert!(target.exists());
    assert_eq!(partial(&reports), Vec::<String>::new());
}

/// Runs the program where no file may grow beyond `blocks` of 512 or 1024
/// bytes, which to a program is a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_leaves_what_was_there() {
    let folder = folder_with(&[("page.txt", common::long_page(400).as_bytes())]);
    let run = |blocks: u32| {
        // Ignored, the signal becomes an error like that of a full disk.
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" analyze page.txt");
        let output = Command::new("sh")
            .args(["-c", &script, common::BINARY])
            .current_dir(folder.path())
            .output()
            .expect("a shell");
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let reports = folder.path().join("reports");
    let (code, said) = run(4);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("error: nothing was written to reports/page: cannot write"), "{said}");
    assert!(!reports.join("page").exists() && partial(&reports).is_empty());

    rejoinder(folder.path()).args(["analyze", "page.txt"]).assert().success();
    let before = common::files_below(&reports);
    assert_eq!(run(4).0, Some(2));
    assert!(common::files_below(&reports) == before, "the old report has changed");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let folder = folder_with(&[("page.txt", PAGE)]);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let done = Command::new(common::BINARY)
        .args(["tree", "page.txt"])
        .current_dir(folder.path())
        .stdout(full)
        .output()
        .expect("it runs");
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(said.starts_with("error: cannot write the output: "), "{said}");
}
