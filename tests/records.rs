//! Tables of comments, through the binary: several threads in a file, parents
//! that a table states, and tables judged by a gold or by themselves.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use common::{folder_with, rejoinder, rows, shared};
use predicates::prelude::*;
use predicates::str::contains;
use serde_json::Value;

/// Two threads, with their rows mixed.
const TABLE: &str = "\
talk,id,reply_to,who,said
boats,b1,,Nell,The red boat leaks.
oars,o1,,Abe,Ash makes the best oars.
boats,b2,b1,Abe,@Nell Only at the stern.
oars,o2,o1,Nell,@Abe Spruce does.
boats,b3,b2,Nell,@Abe At the bow as well.
oars,o3,,Mo,Who makes them here?
";
const MAP: &str = "thread=talk,id=id,author=who,text=said";

/// What `args` print in a folder that holds the table, which ends with `code`.
#[track_caller]
fn said(files: &[(&str, &[u8])], args: &[&str], code: i32) -> (String, String) {
    let folder = folder_with(files);
    let done = rejoinder(folder.path()).args(args).assert().code(code);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
    (text(&done.get_output().stdout), text(&done.get_output().stderr))
}

#[test]
fn all_threads_of_a_table_are_in_one_report() {
    let folder = folder_with(&[("posts.csv", TABLE.as_bytes())]);
    let args = ["analyze", "posts.csv", "--map", &format!("{MAP},parent=reply_to")];
    rejoinder(folder.path()).args(args).assert().success().stderr("");
    let table = |name: &str| rows(&folder.path().join("reports/posts").join(name));
    let threads = table("threads.csv");
    let count = |i: usize| [&threads[i]["thread"], &threads[i]["roots"], &threads[i]["replies"]];
    assert_eq!(count(0), ["posts/boats", "1", "2"]);
    assert_eq!(count(1), ["posts/oars", "2", "1"]);
    let links = table("links.csv");
    assert!(links.iter().all(|l| l["confidence"] == "1.00" && l["kind"] == "primary"));
    assert!(links.iter().all(|l| l["evidence"].contains("explicit id")), "roots are stated, too");
    let people = table("commenters.csv");
    assert_eq!(people.len(), 3, "one name is one person in a run");
}

#[test]
fn many_threads_are_not_all_summed_up_one_by_one() {
    let mut table = String::from("thread,id,author,text\n");
    for i in 0..30 {
        table += &format!("t{i},a,Ann,One.\nt{i},b,Ben,Two.\n");
    }
    let (out, _) = said(&[("posts.csv", table.as_bytes())], &["analyze", "posts.csv"], 0);
    assert!(out.contains("posts/t9\n") && !out.contains("posts/t10\n"), "{out}");
    assert!(out.contains("… and 20 more threads with 40 comments; threads.csv has a row"), "{out}");
}

#[test]
fn a_thread_of_a_table_can_be_chosen() {
    let files: &[(&str, &[u8])] = &[("posts.csv", TABLE.as_bytes())];
    let map = format!("{MAP},parent=reply_to");
    let run = |args: &[&str], code: i32| {
        said(files, &[&[args[0], "posts.csv"], &args[1..], &["--map", &map]].concat(), code)
    };
    let (out, _) = run(&["tree"], 0);
    assert!(out.contains("posts/boats") && out.contains("posts/oars"), "{out}");
    for name in ["oars", "posts/oars"] {
        let (out, _) = run(&["tree", "--thread", name], 0);
        assert!(out.starts_with("posts/oars") && !out.contains("boats"), "{out}");
    }
    let (out, err) = run(&["tree", "--thread", "sails"], 1);
    assert_eq!(out, "");
    assert!(err.contains("posts.csv has no thread sails; its threads are posts/boats"), "{err}");

    let (out, _) = run(&["explain", "2", "--thread", "oars"], 0);
    assert!(out.contains("the page states the parent’s identifier, “o1”"), "{out}");
    let (out, _) = run(&["explain", "#o3"], 0);
    assert!(out.contains("explicit id: the page states that it answers no comment"), "{out}");
    let (out, err) = run(&["explain", "3"], 1);
    assert_eq!(out, "");
    assert!(err.contains("2 threads have that comment; say with --thread which one"), "{err}");
    let (_, err) = run(&["explain", "4"], 1);
    assert!(err.contains("posts.csv has no comment 4"), "{err}");
}

/// The JSON that `evaluate` prints of the table, with `gold` beside it.
#[track_caller]
fn judged(gold: &str, args: &[&str]) -> Value {
    let files: &[(&str, &[u8])] = &[("p.csv", TABLE.as_bytes()), ("p.gold.csv", gold.as_bytes())];
    let args = [&["evaluate", "p.csv", "--format", "json"], args].concat();
    serde_json::from_str(&said(files, &args, 0).0).expect("JSON")
}

#[test]
fn a_table_of_several_threads_is_judged_by_a_gold_that_names_them() {
    let gold = "thread,number,author,parent,stated_author\n\
                boats,1,Nell,,1\noars,1,Abe,,1\noars,2,Nell,1,1\noars,3,Mo,,1\n\
                boats,2,Abe,1,1\nboats,3,Nell,1,1\n";
    let found = judged(gold, &["--map", &format!("{MAP},parent=reply_to")]);
    assert_eq!((&found["pages"], &found["comments"]), (&Value::from(2), &Value::from(6)));
    assert_eq!(found["parents"]["reply_accuracy"], Value::from(0.666_667));
    let wrong = found["errors"][0]["page"].as_str().unwrap_or_default().to_owned();
    assert_eq!(wrong, "p.csv/boats", "{}", found["errors"]);
    let boats: Vec<&str> = gold.lines().filter(|l| !l.starts_with("oars")).collect();
    let found = judged(&boats.join("\n"), &["--map", MAP]);
    assert_eq!(found["pages"], Value::from(1), "a thread without a gold is not judged");
}

#[test]
fn a_gold_that_fits_no_thread_is_told() {
    let check = |gold: &str, why: &str| {
        let files: &[(&str, &[u8])] =
            &[("p.csv", TABLE.as_bytes()), ("p.gold.csv", gold.as_bytes())];
        let (_, err) = said(files, &["evaluate", "p.csv", "--map", MAP], 2);
        assert!(err.contains(why), "{why} in {err}");
    };
    check("number,author,parent,stated_author\n1,Nell,,1\n", "it holds 2 threads, and the gold");
    check("thread,number,author,parent,stated_author\nx,1,A,,1\n", "about a thread x, which is");
    let short = "thread,number,author,parent,stated_author\noars,1,Abe,,1\n";
    check(short, "p.csv/oars: 3 comments were read and the gold has 1");
}

#[test]
fn a_table_can_be_judged_by_the_parents_that_it_states() {
    let found = judged("", &["--map", MAP, "--gold-parent", "reply_to"]);
    assert_eq!((&found["pages"], &found["comments"]), (&Value::from(2), &Value::from(6)));
    assert_eq!(found["parents"]["reply_accuracy"], Value::from(1.0), "by their addresses");
    let inferred: u64 = found["reliability"]
        .as_array()
        .map_or(0, |bins| bins.iter().filter_map(|b| b["decisions"].as_u64()).sum());
    assert_eq!(inferred, 6, "nothing was read off the column: {}", found["reliability"]);
    let without = judged(
        "",
        &[
            "--map",
            MAP,
            "--gold-parent",
            "reply_to",
            "--without",
            "addressee",
            "--without",
            "salutation",
        ],
    );
    assert_ne!(without["parents"]["reply_accuracy"], Value::from(1.0));
}

#[test]
fn a_column_without_parents_is_no_truth() {
    let files: &[(&str, &[u8])] = &[("p.csv", b"id,up,text\n1,,a\n2,,b\n")];
    let (_, err) = said(files, &["evaluate", "p.csv", "--gold-parent", "up"], 2);
    assert!(err.contains("its column of parents names no parent"), "{err}");
    let (_, err) = said(files, &["evaluate", "p.csv", "--gold-parent", "down"], 2);
    assert!(err.contains("`--map parent=down`: there is no such column"), "{err}");
    let both = ["evaluate", "p.csv", "--gold-parent", "up", "--map", "parent=up"];
    let (_, err) = said(files, &both, 2);
    assert!(err.contains("leave parent= out of --map"), "{err}");
}

#[test]
fn threads_of_tweets_come_back_without_their_parents() {
    let Some(table) = shared("data/structure/tweets_train.csv") else { return };
    let folder = folder_with(&[]);
    let map = "thread=thread,id=id,author=author,time=time,text=text";
    let done = rejoinder(folder.path())
        .arg("evaluate")
        .arg(&table)
        .args(["--map", map, "--gold-parent", "parent_id", "--format", "json"])
        .assert()
        .success();
    let found: Value = serde_json::from_slice(&done.get_output().stdout).expect("JSON");
    assert_eq!((&found["pages"], &found["comments"]), (&Value::from(272), &Value::from(4238)));
    let right = found["parents"]["reply_accuracy"].as_f64().expect("a figure");
    assert!(right > 0.78, "{right}");
    let done = rejoinder(folder.path())
        .arg("analyze")
        .arg(&table)
        .args(["-o", "tweets"])
        .assert()
        .success()
        .stderr(predicate::str::is_empty().or(contains("warning")));
    drop(done);
    let links = rows(&folder.path().join("tweets/links.csv"));
    assert!(links.len() == 4238 && links.iter().all(|l| l["confidence"] == "1.00"));
}
