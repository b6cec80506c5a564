//! What stands in the tables of a small analysis.

use std::path::Path;

use super::files;
use crate::analysis::Analysis;
use crate::reports::fixtures::{Words, roots, two_threads};
use crate::reports::read::read_files;
use crate::reports::{Profile, Subject, TABLES, TableText, table_bytes};

/// Columns of a table, a line a row, cells parted by ` | `.
fn check(table: &str, columns: &[&str], expected: &[&str]) {
    let (_, files) = files(&two_threads(), Profile::Raw);
    let report = read_files(Path::new("r"), |name| Ok(files[name].clone())).expect("a report");
    let rows = select(&report.tables[table], columns);
    assert_eq!(rows, expected, "{table}");
}

fn select(table: &TableText, columns: &[&str]) -> Vec<String> {
    let at: Vec<usize> = columns
        .iter()
        .map(|name| {
            table.columns.iter().position(|c| c == name).unwrap_or_else(|| panic!("no {name}"))
        })
        .collect();
    let line = |row: &Vec<String>| -> Vec<String> { at.iter().map(|&i| row[i].clone()).collect() };
    table.rows.iter().map(|row| line(row).join(" | ")).collect()
}

#[test]
fn comments_say_who_and_to_whom() {
    check(
        "comments",
        &[
            "thread",
            "comment",
            "number",
            "kind",
            "commenter",
            "author",
            "author_source",
            "author_confidence",
            "author_evidence",
            "stated_author",
        ],
        &[
            "crimea | 1 | 1 | comment | P1 | Ann | stated | 1.00 |  | Ann",
            "crimea | 2 |  | comment | P2 | Bob | recovered | 0.97 | backlink \"Bob\" (comment 1) | ",
            "crimea | 3 |  | pingback |  |  | none |  |  | ",
            "crimea | 4 |  | deleted | P3 |  | unknown |  |  | ",
            "crimea | 5 |  | comment | P4 |  | unknown |  |  | Anonymous",
            "minsk | 1 |  | comment | P1 | Ann | corrected | 1.00 |  | ",
        ],
    );
    check(
        "comments",
        &[
            "answers",
            "parent",
            "parent_author",
            "link_confidence",
            "link_evidence",
            "reply_depth",
            "replies",
            "time_utc",
            "likes",
            "addressees",
            "backlinks",
        ],
        &[
            "article |  |  | 1.00 |  | 0 | 1 | 2014-03-01T11:00:00Z |  |  | Bob",
            "comment | 1 | Ann | 0.971 | addressee+quote | 1 | 0 | 2014-03-01T11:01:30Z | -3 | Ann | ",
            "article |  |  | 1.00 |  |  | 0 |  |  |  | ",
            "article |  |  | 1.00 |  | 0 | 0 |  |  |  | ",
            "missing |  |  | 1.00 |  |  | 0 |  |  |  | ",
            "article |  |  | 1.00 |  | 0 | 0 |  |  |  | ",
        ],
    );
    check(
        "comments",
        &["words", "quoted_words", "stance_us", "stance_russia_putin", "reply_stance", "own_text"],
        &[
            "4 | 0 | against |  |  | =The US lies, é!",
            "4 | 7 |  | favour | disagree | No. Good Russia, says .",
            " |  |  |  |  | Somewhere else",
            " |  |  |  |  | ",
            "3 | 0 |  |  |  | @Zoe I agree",
            "1 | 0 |  |  |  | hello",
        ],
    );
}

#[test]
fn commenters_are_people_and_undefined_is_empty() {
    check(
        "commenters",
        &[
            "commenter",
            "author",
            "author_source",
            "thread",
            "threads",
            "comments",
            "words",
            "mean_words",
            "replies_sent",
            "replies_received",
            "distinct_partners",
            "mean_depth",
            "max_depth",
        ],
        &[
            "P1 | Ann | stated |  | 2 | 2 | 5 | 2.5 | 0 | 1 | 1 | 0 | 0",
            "P2 | Bob | recovered | crimea | 1 | 1 | 4 | 4 | 1 | 0 | 1 | 1 | 1",
            "P3 |  | unknown | crimea | 1 | 1 | 0 |  | 0 | 0 | 0 | 0 | 0",
            "P4 |  | unknown | crimea | 1 | 1 | 3 | 3 | 0 | 0 | 0 |  | ",
        ],
    );
    check(
        "commenters",
        &[
            "share_of_comments",
            "share_low",
            "share_high",
            "stance_us_against",
            "stance_russia_putin_favour",
            "reply_disagree",
        ],
        &[
            "0.4 | 0.1176 | 0.7693 | 1 | 0 | 0",
            "0.2 | 0.0362 | 0.6245 | 0 | 1 | 1",
            "0.2 | 0.0362 | 0.6245 | 0 | 0 | 0",
            "0.2 | 0.0362 | 0.6245 | 0 | 0 | 0",
        ],
    );
}

#[test]
fn what_is_stated_is_counted_beside_what_is_inferred() {
    check(
        "commenters",
        &[
            "author",
            "comments_stated",
            "replies_sent_stated",
            "replies_received",
            "replies_received_stated",
            "distinct_partners_stated",
        ],
        &[
            "Ann | 2 | 0 | 1 | 0 | 0",
            "Bob | 0 | 0 | 0 | 0 | 0",
            " | 1 | 0 | 0 | 0 | 0",
            " | 1 | 0 | 0 | 0 | 0",
        ],
    );
    check(
        "threads",
        &["commenters_known_stated", "roots_stated", "replies_stated", "max_depth_stated"],
        &["1 | 2 | 0 | 0", "1 | 1 | 0 | 0"],
    );
}

#[test]
fn threads_can_be_kept_apart() {
    let analysis = two_threads();
    let subject = Subject::new(&analysis, &Words, true);
    let commenters = TABLES.iter().find(|t| t.name() == "commenters").expect("a table");
    let (bytes, _) = table_bytes(*commenters, &subject, Profile::Raw).expect("bytes");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let last = text.lines().last().expect("a row");
    assert!(last.starts_with("P5,Ann,corrected,minsk,1,1,1,1,1,0,0,0,0,0,0,0,0,0,1,"), "{last}");
}

#[test]
fn links_say_why() {
    check(
        "links",
        &[
            "child",
            "parent",
            "kind",
            "answers",
            "confidence",
            "evidence",
            "reasons",
            "runner_up",
            "runner_up_confidence",
            "runner_up_reasons",
        ],
        &[
            "1 |  | primary | article | 1.00 |  |  |  |  | ",
            "2 | 1 | primary | comment | 0.971 | addressee+quote | quote \"The US lies\" (comment 1); addressee \"Ann\" (comment 1) | article | 0.029 | adjacency (comment 1)",
            "3 |  | primary | article | 1.00 |  |  |  |  | ",
            "4 |  | primary | article | 1.00 |  |  |  |  | ",
            "5 |  | primary | missing | 1.00 |  |  |  |  | ",
            "5 | 2 | secondary | comment | 0.50 | adjacency | adjacency (comment 2) |  |  | ",
            "1 |  | primary | article | 1.00 |  |  |  |  | ",
        ],
    );
    check(
        "links",
        &["child_author", "parent_author", "child_stance", "parent_stance", "depth", "latency_s"],
        &[
            "Ann |  | us:against |  | 0 | ",
            "Bob | Ann | Russia.Putin:favour | us:against | 1 | 90",
            " |  |  |  |  | ",
            " |  |  |  | 0 | ",
            " |  |  |  |  | ",
            " | Bob |  | Russia.Putin:favour |  | ",
            "Ann |  |  |  | 0 | ",
        ],
    );
}

#[test]
fn labels_and_hits_name_rules_words_and_places() {
    check(
        "stances",
        &[
            "thread",
            "comment",
            "lexicon",
            "dimension",
            "target",
            "label",
            "stance_score",
            "basis",
            "rules",
        ],
        &[
            "crimea | 1 | ukraine | stance | us | against | -1 | hit | us-lies",
            "crimea | 2 | ukraine | stance | Russia.Putin | favour | 1.5 | hit | good-russia",
            "crimea | 2 | ukraine | reply |  | disagree | 0 | inferred | ",
        ],
    );
    check(
        "hits",
        &["comment", "rule", "target", "label", "start", "end", "matched", "weight", "modifiers"],
        &[
            "1 | us-lies | us | against | 5 | 12 | US lies | -1 | ",
            "2 | good-russia | Russia.Putin | favour | 22 | 33 | Good Russia | 1.5 | negated; irony",
        ],
    );
}

#[test]
fn quotes_count_characters() {
    check(
        "quotes",
        &["comment", "start", "end", "source", "source_comment", "how", "words", "quoted"],
        &[
            "2 | 0 | 17 | comment | 1 | marks | 4 | “The US lies, é!”",
            "2 | 40 | 52 | unknown |  | marks | 3 | “a wise man”",
        ],
    );
}

#[test]
fn threads_add_up() {
    check(
        "threads",
        &[
            "thread",
            "input",
            "title",
            "format",
            "comments",
            "pingbacks",
            "deleted",
            "system",
            "commenters_known",
            "commenters_min",
            "commenters_max",
        ],
        &[
            "crimea | crimea.txt | Crimea | numbered | 3 | 1 | 1 | 0 | 2 | 2 | 4",
            "minsk | minsk.txt |  | numbered | 1 | 0 | 0 | 0 | 1 | 1 | 1",
        ],
    );
    check(
        "threads",
        &[
            "roots",
            "replies",
            "unattached",
            "missing",
            "max_depth",
            "mean_depth",
            "max_width",
            "words",
            "quoted_words",
            "authors_stated",
            "authors_recovered",
            "authors_unknown",
            "authors_none",
            "evidence_addressee",
            "evidence_explicit_id",
            "evidence_turn_taking",
        ],
        &[
            "2 | 1 | 0 | 1 | 1 | 0.3333 | 2 | 11 | 7 | 1 | 1 | 2 | 1 | 1 | 0 | 0",
            "1 | 0 | 0 | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0",
        ],
    );
}

#[test]
fn notices_show_no_absolute_path() {
    check(
        "notices",
        &["input", "thread", "comment", "severity", "code", "line", "byte", "message", "help"],
        &[
            "crimea.txt | crimea | 2 | warning | odd-number | 12 | 340 | Number 7 follows 5 | check the page",
        ],
    );
}

#[test]
fn a_spreadsheet_takes_no_text_for_a_formula() {
    let (_, files) = files(&two_threads(), Profile::Spreadsheet);
    let comments = std::str::from_utf8(&files["comments.csv"]).expect("UTF-8");
    assert!(comments.starts_with("\u{FEFF}thread,comment,number,source_id,kind,"));
    assert!(comments.contains("\"'=The US lies, é!\"\r\n"));
    assert!(comments.contains(",'@Zoe I agree\r\n"));
    assert!(comments.contains(",'12345678901234567,"));
}

#[test]
fn a_run_without_comments_or_lexicons_has_its_headers() {
    for analysis in
        [Analysis::default(), Analysis { threads: vec![roots("empty", &[])], notices: vec![] }]
    {
        let (manifest, files) = files(&analysis, Profile::Raw);
        assert!(files["comments.csv"].starts_with(b"thread,comment,"));
        assert_eq!(manifest.files[0].rows, Some(0));
    }
}

#[test]
fn a_page_whose_thread_was_never_built_is_written_as_it_is() {
    let mut thread = roots("bare", &["one", "two"]);
    thread.thread = crate::model::Thread::default();
    thread.facts.clear();
    thread.labels.clear();
    thread.quotes.clear();
    let (manifest, _) =
        files(&Analysis { threads: vec![thread], notices: vec![] }, Profile::Spreadsheet);
    assert_eq!(manifest.files[0].rows, Some(2));
}

#[test]
fn the_codebook_has_every_column_and_the_manifest_every_file() {
    let (manifest, files) = files(&two_threads(), Profile::Spreadsheet);
    let codebook = std::str::from_utf8(&files["codebook.md"]).expect("UTF-8");
    for table in TABLES {
        let header = std::str::from_utf8(&files[&format!("{}.csv", table.name())]).expect("UTF-8");
        let header = header.trim_start_matches('\u{FEFF}').lines().next().expect("a header");
        assert!(codebook.contains(&format!("## {}.csv", table.name())));
        for column in header.split(',') {
            assert!(codebook.contains(&format!("| `{column}` | ")), "{column}");
        }
    }
    let mut listed: Vec<&str> = manifest.files.iter().map(|f| f.name.as_str()).collect();
    listed.push("manifest.json");
    listed.sort_unstable();
    assert!(listed.iter().eq(files.keys()));
}
