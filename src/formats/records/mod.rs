//! Tables of comments: CSV and TSV with a header. The caller says with
//! `--map` which columns hold what, by name or number; for the rest the names
//! that exports commonly use are tried.
//!
//! Tables account by record: each row becomes a posting or is named in a
//! notice.

mod columns;
mod moment;
mod survey;
mod table;
mod told;

use super::address::leading_all;
use super::item::kind_of;
use super::score::points;
use super::{Account, Event, Format, Lines, ReadError, ReadOptions, Score, Sink};
use crate::model::{Body, Mention, Posting};

use columns::{Columns, resolve};
pub use columns::{Map, MapError, Role};
use survey::Survey;
use table::{Row, Rows};
use told::Told;

/// Tables with a header.
pub(super) struct Records;

/// What stands between cells, the likeliest first.
const DELIMITERS: [u8; 4] = *b",\t;|";

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// It has no columns that could be comments.
    #[error(
        "its first line names no column that holds the comments' text; say which with \
         `--map text=COLUMN` (it has: {header})"
    )]
    NoText {
        /// The first line, cut.
        header: String,
    },
    /// A column that `--map` names is not there.
    #[error("`--map {role}={column}`: there is no such column; it has: {header}")]
    NoSuchColumn {
        /// What the column was to hold.
        role: &'static str,
        /// What was asked for.
        column: String,
        /// The first line, cut.
        header: String,
    },
}

impl Format for Records {
    fn id(&self) -> &'static str {
        "records"
    }

    fn about(&self) -> &'static str {
        "a table with a row for each comment"
    }

    fn score(&self, lines: &Lines<'_>, options: &ReadOptions<'_>) -> Option<Score> {
        let Ok((delimiter, columns)) = header_of(lines, options.map) else {
            return None;
        };
        // A text alone is what any list has.
        if options.map.is_none() && columns.named() < 2 {
            return None;
        }
        let (mut whole, mut broken, mut covered) = (0_u32, 0_u32, 0_u32);
        let mut rows = Rows::new(lines.text(), delimiter);
        for row in rows.by_ref().skip(1) {
            let fits = row.cells.len() == columns.width && row.fault.is_none();
            *(if fits { &mut whole } else { &mut broken }) += 1;
            if fits {
                covered += row.lines;
            }
        }
        (whole > broken).then(|| Score {
            comments: whole,
            points: whole.saturating_mul(points::ROW.unsigned_abs()),
            // The header belongs to it.
            lines: covered + 1,
        })
    }

    fn read(
        &self,
        lines: &Lines<'_>,
        options: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        let (delimiter, columns) = header_of(lines, options.map)?;
        let mut told = Told::default();
        let survey = Survey::of(lines, delimiter, &columns);
        for row in Rows::new(lines.text(), delimiter).skip(1) {
            told.hear(&row, &columns);
            if columns.has(Role::Thread) {
                // A row that names no thread is of none that others name.
                sink.thread(columns.cell(&row, Role::Thread).unwrap_or_default());
            }
            sink.event(Event::Posting(posting(lines.text(), &row, &columns, &survey)));
        }
        told.say(&columns, &survey, sink);
        Ok(())
    }

    fn account(&self) -> Account {
        Account::Records
    }

    fn takes_map(&self) -> bool {
        true
    }
}

/// The delimiter with which the header makes most sense, and its columns.
fn header_of(lines: &Lines<'_>, map: Option<&Map>) -> Result<(u8, Columns), TableError> {
    let mut best: Option<(u8, Columns)> = None;
    let mut why = None;
    for delimiter in DELIMITERS {
        let Some(header) = Rows::new(lines.text(), delimiter).next() else {
            continue;
        };
        let names: Vec<&str> = header.cells.iter().map(|cell| cell.text.trim()).collect();
        match resolve(&names, map) {
            Ok(columns) => {
                let rank = |c: &Columns| (c.named(), c.width);
                if best.as_ref().is_none_or(|(_, b)| rank(&columns) > rank(b)) {
                    best = Some((delimiter, columns));
                }
            }
            Err(error) => why = why.or(Some(error)),
        }
    }
    let nothing = || TableError::NoText { header: "nothing".to_owned() };
    best.ok_or_else(|| why.unwrap_or_else(nothing))
}

fn posting(text: &str, row: &Row<'_>, columns: &Columns, survey: &Survey<'_>) -> Posting {
    let owned = |role| columns.cell(row, role).map(str::to_owned);
    let body = Body::detached(columns.raw(row, Role::Text).unwrap_or_default());
    let author = columns.place(row, Role::Author).map(|(name, place)| Mention::new(name, place));
    let addressees = columns.place(row, Role::Text).map(|(_, place)| place);
    let platform_parent = owned(Role::Parent).filter(|parent| !survey.is_nobody(parent));
    Posting {
        kind: kind_of(&body),
        source_id: owned(Role::Id),
        author,
        author_id: owned(Role::AuthorId),
        time: owned(Role::Time),
        // A row that is too short says nothing of its parent.
        stated_root: survey.states_parents
            && platform_parent.is_none()
            && columns.raw(row, Role::Parent).is_some(),
        platform_parent,
        addressees: addressees
            .map(|place| leading_all(text, place, &survey.authors))
            .unwrap_or_default(),
        likes: columns.cell(row, Role::Likes).and_then(|likes| likes.parse().ok()),
        body,
        place: row.place,
        ..Posting::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::testing::shown;
    use crate::formats::{Reading, read};

    fn reading(text: &str, map: Option<&str>) -> Result<Reading, ReadError> {
        let map = map.map(|map| Map::parse(map).expect("a map"));
        read("test", "test", text.as_bytes(), &ReadOptions { layout: None, map: map.as_ref() })
    }

    #[track_caller]
    fn check(text: &str, map: Option<&str>, expected: &[&[&str]], codes: &[&str]) {
        let reading = reading(text, map).expect("a table");
        let found: Vec<Vec<String>> = reading.pages.iter().map(shown).collect();
        assert_eq!(found, expected, "{text}");
        assert!(reading.pages.iter().all(|p| p.format == "records" && p.ledger.end() == 0));
        let notices: Vec<&str> = reading.notices.iter().map(|n| n.code).collect();
        assert_eq!(notices[2..], *codes, "{text}");
    }

    #[test]
    fn common_names_of_columns_are_known() {
        check(
            "id,parent_id,author,created_at,text\n1,,Ann,2016-09-20,\"Hi, you\"\n2,1,Ben,,\"She \
             said \"\"hi\"\"\nand left\"\n",
            None,
            &[&["#1 Ann 2016-09-20: Hi, you", "#2 ^1 Ben: She said \"hi\"\nand left"]],
            &[],
        );
    }

    #[test]
    fn columns_are_named_or_numbered() {
        check(
            "a\tb\tc\tsaid by\nx\t0\thello\tAnn\ny\tx\thello back\tBen\n",
            Some("id=1,parent=b,text=3,author=Said By"),
            &[&["#x Ann: hello", "#y ^x Ben: hello back"]],
            &[],
        );
    }

    #[test]
    fn one_file_may_hold_several_threads() {
        check(
            "thread;id;comment\nt1;1;a\nt2;1;b\nt1;2;c\n",
            None,
            &[&["#1: a", "#2: c"], &["#1: b"]],
            &[],
        );
    }

    #[test]
    fn a_row_without_a_thread_used_to_join_the_one_above() {
        check(
            "thread,id,text\nt1,1,a\n,2,b\nt2,3,c\n,4,d\n",
            None,
            &[&["#2: b", "#4: d"], &["#1: a"], &["#3: c"]],
            &["no-thread"],
        );
    }

    #[test]
    fn a_column_of_parents_says_who_answers_nobody() {
        let roots = |text: &str| -> Vec<bool> {
            let reading = reading(text, None).expect("a table");
            reading.pages[0].postings.iter().map(|p| p.stated_root).collect()
        };
        assert_eq!(
            roots("id,parent,text\n1,,a\n2,1,b\n3,NULL,c\n4,0,d\n5,9,e\n6\n"),
            [true, false, true, true, false, false]
        );
        assert_eq!(roots("id,parent,text\n0,,a\n1,0,b\n"), [true, false]);
        // No parents at all: the export does not have them.
        assert_eq!(roots("id,parent,text\n1,,a\n2,0,b\n"), [false, false]);
        assert_eq!(roots("id,author,text\n1,Ann,a\n2,Ben,b\n"), [false, false]);
        let table = "id,parent,author,text\n1,,Ann,a\n2,,Ben,@Ann b\n";
        check(table, None, &[&["#1 Ann: a", "#2 Ben @Ann: @Ann b"]], &["no-parents"]);
    }

    #[test]
    fn names_at_the_head_of_a_text_are_called() {
        let table = "id,author,text\n1,Ann Lee,a\n2,Ben,\"  @Ann Lee @cid no \"\"no\"\"\"\n";
        check(
            table,
            None,
            &[&["#1 Ann Lee: a", "#2 Ben @Ann Lee @cid:   @Ann Lee @cid no \"no\""]],
            &[],
        );
        for posting in &reading(table, None).expect("a table").pages[0].postings {
            assert!(posting.addressees.iter().all(|m| m.place.of_text(table) == m.name));
        }
    }

    #[test]
    fn rows_that_run_back_in_time_are_told_where_it_matters() {
        let table = |thread: &str, parents: &str, days: &[u32]| {
            let head = format!("{thread},id,{parents},date,text\n");
            days.iter().fold(head, |table, d| table + &format!("t,{d},,2020-05-{d:02},x\n"))
        };
        let codes = |text: &str| -> Vec<&str> {
            let notices = reading(text, None).expect("a table").notices;
            notices.iter().map(|n| n.code).filter(|&c| c == "time-order").collect()
        };
        assert_eq!(codes(&table("thread", "x", &[5, 4, 3, 2, 1])), ["time-order"]);
        assert_eq!(codes(&table("thread", "x", &[1, 2, 4, 3, 6, 5, 9])), [""; 0]);
        let stated = table("thread", "parent", &[5, 4, 3, 2, 1]).replace("t,1,,", "t,1,5,");
        assert_eq!(codes(&stated), [""; 0]);
    }

    #[test]
    fn bad_rows_are_read_as_far_as_they_go_and_told() {
        check(
            "id,author,text\n1,Ann,a\n2,Ben\n3,Cem,c,d\n4,Dee,\"e\" f\n5,Eve,say \"no\"\n6,Fay,\"g\n7,Gus,h\n8,Hal,i\n9,Ida,k\n",
            Some("id=id"),
            &[&[
                "#1 Ann: a",
                "#2 Ben: ",
                "#3 Cem: c",
                "#4 Dee: e f",
                "#5 Eve: say \"no\"",
                "#6 Fay: \"g",
                "#7 Gus: h",
                "#8 Hal: i",
                "#9 Ida: k",
            ]],
            &["ragged-records", "bad-quoting", "bad-quoting", "bad-quoting"],
        );
    }

    #[test]
    fn what_is_missing_is_an_error_that_names_the_columns() {
        let why = reading("a,b\n1,2\n", Some("text=c")).expect_err("no such column").to_string();
        assert_eq!(why, "`--map text=c`: there is no such column; it has: a, b");
        let why = reading("a,b\n1,2\n", Some("id=a")).expect_err("no text").to_string();
        assert!(why.contains("--map text=COLUMN"), "{why}");
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        let text = "Text, by an author\nOnce, in a wood, there was a fox.\nIt ran, it did.\n";
        assert_eq!(reading(text, None).expect("text").pages[0].format, "article");
    }
}
