//! The commands as a shell calls them, with their streams caught.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use super::{Console, Exit, run};
use crate::view::safe;

struct Outcome {
    exit: Exit,
    out: String,
    err: String,
}

fn call(args: &[&str], input: &[u8]) -> Outcome {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut reader = input;
    let mut console = Console { input: &mut reader, out: &mut out, err: &mut err, width: Some(80) };
    let args = std::iter::once("rejoinder").chain(args.iter().copied()).map(OsString::from);
    let exit = run(args, &mut console);
    let plain =
        |bytes: &[u8]| anstream::adapter::strip_str(&String::from_utf8_lossy(bytes)).to_string();
    Outcome { exit, out: plain(&out), err: plain(&err) }
}

#[test]
fn help_and_version_are_data_and_a_wrong_call_is_a_message() {
    for args in [&["--help"][..], &["help", "tree"], &["ledger", "--help"]] {
        let done = call(args, b"");
        assert_eq!((done.exit, done.err.as_str()), (Exit::Done, ""));
        assert!(done.out.contains("Examples:") && done.out.contains("Exit codes:"), "{}", done.out);
    }
    assert_eq!(
        call(&["--version"], b"").out.trim(),
        concat!("rejoinder ", env!("CARGO_PKG_VERSION"))
    );
    for args in [&[][..], &["tree"], &["explain", "p", "0"], &["analyze", "-", "-"]] {
        let done = call(args, b"x");
        assert_eq!((done.exit, done.out.as_str()), (Exit::Failed, ""), "{args:?}");
        assert!(!done.err.is_empty());
    }
}

#[test]
fn what_cannot_be_read_says_why_and_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("writable");
        path.to_string_lossy().into_owned()
    };
    let page = |path: &Path| path.to_string_lossy().into_owned();
    let cases = [
        (page(&folder.path().join("none\u{1b}[31m")), "there is no such file"),
        (page(folder.path()), "it is a folder"),
        (write("empty.txt", b""), "is empty"),
        (write("image.gif", b"GIF\0"), "it is a binary file"),
    ];
    for (path, why) in cases {
        for command in ["tree", "ledger"] {
            let done = call(&[command, &path], b"");
            assert_eq!((done.exit, done.out.as_str()), (Exit::Failed, ""));
            assert!(done.err.starts_with("error: ") && done.err.contains(why), "{}", done.err);
            assert!(!done.err.replace('\n', "").contains(safe::is_unsafe), "{:?}", done.err);
        }
    }
    assert!(call(&["tree", "-"], b"").err.contains("standard input is empty"));
}

#[test]
fn a_lexicon_that_is_nowhere_lists_the_built_in_ones() {
    let done = call(&["tree", "-", "--lexicon", "ceasefier"], b"x");
    assert_eq!(done.exit, Exit::Failed);
    assert!(done.err.contains("reply, ceasefire"), "{}", done.err);
}

#[test]
fn a_comment_that_is_not_there_matches_nothing() {
    let done = call(&["explain", "-", "999"], b"An article.\n");
    assert_eq!((done.exit, done.out.as_str()), (Exit::Nothing, ""));
    assert!(done.err.contains("no comment 999"), "{}", done.err);
    let done = call(&["explain", "-", "#999"], b"An article.\n");
    assert!(done.err.contains("printed as number 999"), "{}", done.err);
}

#[test]
fn the_ledger_adds_up_to_the_input() {
    let done = call(&["ledger", "-"], "\u{feff}An article.\n".as_bytes());
    assert_eq!(done.exit, Exit::Done);
    assert!(done.out.contains("15  = the input’s size"), "{}", done.out);
    let lines = call(&["ledger", "-", "--lines"], "\u{feff}An article.\n".as_bytes());
    assert!(lines.out.contains("bytes 3–14") && lines.out.contains("An article."), "{}", lines.out);
}

#[test]
fn the_ledger_reads_and_rebuilds_nothing() {
    let page = "T\n\nA.\n\nTags: x\n  1. Ann says:\n\n    One.\n\n  2. @Ann\n\n    Two.\n";
    let corrections = tempfile::NamedTempFile::new().expect("a file");
    let rows = "thread,comment,field,value,coder,note\nother,1,author,Bob,,\n";
    std::fs::write(&corrections, rows).expect("writable");
    let path = corrections.path().to_string_lossy();
    let told = |command: &str| call(&[command, "-", "--corrections", &path], page.as_bytes()).err;
    assert!(told("tree").contains("no thread other"), "{}", told("tree"));
    assert_eq!(told("ledger"), "", "what corrections come to is no part of reading");
}

/// A reader that went away, as `head` does.
struct Gone;

impl io::Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_broken_pipe_is_no_failure() {
    for args in [&["tree", "-"][..], &["ledger", "-"], &["--help"]] {
        let mut err = Vec::new();
        let mut reader = &b"An article.\n"[..];
        let mut console =
            Console { input: &mut reader, out: &mut Gone, err: &mut err, width: None };
        let args = std::iter::once("rejoinder").chain(args.iter().copied()).map(OsString::from);
        assert_eq!(run(args, &mut console), Exit::Done);
        assert!(err.is_empty());
    }
}
