//! Broken threads through the binary: each oddity has its finding, every
//! comment stands in the tree once, and depth costs no stack.

mod common;

use std::fmt::Write as _;

use common::{folder_with, rejoinder, rows};
use predicates::str::contains;

const HEAD: &str = "id,parent_id,author,text\n";
const DEEP: usize = 100_000;

/// Reads `page` with every command that draws or writes a thread. Its findings
/// must be `expected` (comment and code), with the comments' parents as in
/// `parents`: a place, `article`, `missing` or `unattached`.
#[track_caller]
fn check(name: &str, page: &str, parents: &[&str], expected: &[(&str, &str)]) {
    let folder = folder_with(&[(name, page.as_bytes())]);
    rejoinder(folder.path()).args(["analyze", name, "-o", "report"]).assert().success();
    let comments = rows(&folder.path().join("report/comments.csv"));
    let found: Vec<&str> = comments
        .iter()
        .map(|c| if c["parent"].is_empty() { c["answers"].as_str() } else { c["parent"].as_str() })
        .collect();
    assert_eq!(found, parents);
    for comment in &comments {
        let above =
            comment["parent"].parse::<usize>().ok().map(|p| &comments[p - 1]["reply_depth"]);
        let due = match (comment["answers"].as_str(), above) {
            ("article", _) => "0".to_owned(),
            (_, Some(depth)) => depth.parse::<u32>().map_or(String::new(), |d| (d + 1).to_string()),
            _ => String::new(),
        };
        assert_eq!(comment["reply_depth"], due, "{comment:?}");
    }
    let notices = rows(&folder.path().join("report/notices.csv"));
    let findings: Vec<(&str, &str)> = notices
        .iter()
        .filter(|n| !n["comment"].is_empty())
        .map(|n| (n["comment"].as_str(), n["code"].as_str()))
        .collect();
    assert_eq!(findings, expected);
    assert!(notices.iter().all(|n| !n["message"].is_empty()));

    let drawn = rejoinder(folder.path()).args(["tree", name, "--ascii"]).assert().success();
    let drawn = String::from_utf8_lossy(&drawn.get_output().stdout).into_owned();
    for (at, comment) in comments.iter().enumerate() {
        let text = comment["text"].as_str();
        assert_eq!(drawn.matches(text).count(), 1, "comment {} in {drawn}", at + 1);
        rejoinder(folder.path())
            .args(["explain", name, &(at + 1).to_string()])
            .assert()
            .success()
            .stdout(contains(text));
    }
}

#[test]
fn a_circle_of_two_is_cut() {
    check(
        "t.csv",
        &format!("{HEAD}a,b,Ann,One.\nb,a,Ben,Two.\nc,b,Cid,Three.\n"),
        &["unattached", "1", "2"],
        &[("1", "answer-before-question"), ("1", "cycle")],
    );
}

#[test]
fn a_circle_of_a_thousand_is_cut_once() {
    let mut page = HEAD.to_owned();
    for i in 0..1000 {
        let _ = writeln!(page, "c{i},c{},P{i},Number {i}.", (i + 999) % 1000);
    }
    page += "x,c500,Xaver,Below the circle.\n";
    let folder = folder_with(&[("t.csv", page.as_bytes())]);
    rejoinder(folder.path())
        .args(["tree", "t.csv"])
        .assert()
        .success()
        .stdout(contains("1001 comments: 0 roots, 1000 replies, 1 undecided"))
        .stderr(contains("1000 comments answer each other in a circle, which is cut at this one"));
    rejoinder(folder.path())
        .args(["explain", "t.csv", "1"])
        .assert()
        .success()
        .stdout(contains("its parent is said to be the comment itself, or to answer it in turn"));
    rejoinder(folder.path()).args(["analyze", "t.csv"]).assert().success();
    let comments = rows(&folder.path().join("reports/t/comments.csv"));
    assert_eq!(comments[0]["descendants"], "1000");
    assert!(comments.iter().all(|c| c["reply_depth"].is_empty()));
}

#[test]
fn an_answer_to_its_own_id_is_unattached() {
    check(
        "t.csv",
        &format!("{HEAD}a,a,Ann,To myself.\nb,a,Ben,To Ann.\n"),
        &["unattached", "1"],
        &[("1", "self-parent")],
    );
}

#[test]
fn an_answer_to_its_own_name_goes_to_an_earlier_comment_or_nowhere() {
    let page = "Title\n\nText.\n\n  1. Ann says:\n\n    @Ann\n\n    Well begun.\n\n  2. Ben says:\n\n    \
                Anything else?\n\n  3. Ann says:\n\n    @Ann\n\n    Half done.\n\n  4. Ben says:\n\n    @Ann\n\n    True.\n";
    check("t.txt", page, &["missing", "article", "1", "3"], &[("1", "self-address")]);
}

#[test]
fn a_missing_parent_is_told_by_id_and_by_name() {
    check(
        "t.csv",
        &format!("{HEAD}a,zz,Ann,One.\nb,a,Ben,Two.\nc,yy,Cid,Three.\n"),
        &["missing", "1", "missing"],
        &[("1", "missing-parent"), ("3", "missing-parent")],
    );
    let page =
        "Title\n\nText.\n\n  1. Ann says:\n\n    One.\n\n  2. Ben says:\n\n    @Tim\n\n    Two.\n";
    check("t.txt", page, &["article", "missing"], &[("2", "missing-parent")]);
}

#[test]
fn answers_to_an_id_that_several_have_go_to_the_first() {
    check(
        "t.csv",
        &format!(
            "{HEAD}a,,Ann,One.\nb,a,Ben,Two.\na,b,Cid,Three.\nc,a,Dee,Four.\na,a,Eve,Five.\na,c,Fay,Six.\n"
        ),
        &["article", "1", "2", "1", "1", "4"],
        &[("3", "duplicate-id"), ("5", "duplicate-id"), ("6", "duplicate-id")],
    );
}

#[test]
fn an_answer_before_its_question_keeps_its_place_below_it() {
    check(
        "t.csv",
        &format!("{HEAD}b,a,Ben,Two.\na,,Ann,One.\nc,b,Cid,Three.\n"),
        &["2", "article", "1"],
        &[("1", "answer-before-question")],
    );
    let head = "id,parent_id,author,time,text\n";
    check(
        "t.csv",
        &format!("{head}a,,Ann,2020-05-01T10:00:00Z,One.\nb,a,Ben,2020-05-01T09:00:00Z,Two.\n"),
        &["article", "1"],
        &[("2", "answer-before-question")],
    );
}

/// Runs `commands` on a page of `deep` comments that answer one another, all
/// but one.
#[track_caller]
fn check_deep(name: &str, page: &str, deep: usize, commands: &[&str]) {
    let folder = folder_with(&[(name, page.as_bytes())]);
    for command in commands {
        let mut run = rejoinder(folder.path());
        run.args([command, name, "--no-default-lexicon"]);
        match *command {
            "explain" => {
                run.arg("20000").assert().success().stdout(contains("Comment 20000 answers"));
            }
            "analyze" => {
                run.args(["-o", "report"]).assert().success();
                let thread = &rows(&folder.path().join("report/threads.csv"))[0];
                assert_eq!(thread["comments"].parse(), Ok(deep));
                assert_eq!(thread["replies"].parse(), Ok(deep - 1));
            }
            "ledger" => {
                run.arg("--parts").assert().success().stdout(contains("every byte accounted for"));
            }
            _ => {
                let done = run.assert().success();
                let drawn = String::from_utf8_lossy(&done.get_output().stdout).into_owned();
                assert!(drawn.lines().count() >= deep, "{}", drawn.lines().count());
            }
        }
    }
}

#[test]
fn a_chain_of_100_000_is_read_whichever_way_it_runs() {
    let mut down = HEAD.to_owned();
    let mut up = HEAD.to_owned();
    let mut round = HEAD.to_owned();
    for i in 0..DEEP {
        let before = if i > 0 { (i - 1).to_string() } else { String::new() };
        let after = if i + 1 < DEEP { (i + 1).to_string() } else { String::new() };
        let _ = writeln!(down, "{i},{before},P{},Number {i}.", i % 97);
        let _ = writeln!(up, "{i},{after},P{},Number {i}.", i % 97);
        let _ = writeln!(round, "{i},{},P{},Number {i}.", (i + DEEP - 1) % DEEP, i % 97);
    }
    check_deep("down.csv", &down, DEEP, &["tree", "explain", "analyze"]);
    check_deep("up.csv", &up, DEEP, &["analyze"]);
    check_deep("round.csv", &round, DEEP, &["tree"]);
}

#[test]
fn a_long_chain_of_addresses_is_worked_out() {
    const LONG: usize = 30_000;
    let mut page = String::from("Title\n\nText.\n\n");
    for i in 1..=LONG {
        let _ = write!(page, "  {i}. P{i} says:\n\n");
        if i > 1 {
            let _ = write!(page, "    @P{}\n\n", i - 1);
        }
        let _ = write!(page, "    Day {i} was wet.\n\n");
    }
    check_deep("deep.txt", &page, LONG, &["analyze", "ledger", "explain"]);
}
