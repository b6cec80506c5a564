//! Tables of comments: CSV and TSV with a header. The caller says with
//! `--map` which columns hold what, by name or number; for the rest the names
//! that exports commonly use are tried.
//!
//! Tables account by record: each row becomes a posting or is named in a
//! notice.

mod columns;
mod table;

use std::collections::BTreeSet;

use super::item::kind_of;
use super::score::points;
use super::{Account, Event, Format, Lines, ReadError, ReadOptions, Score, Sink};
use crate::model::{Body, Mention, Posting};
use crate::notice::{Notice, Severity};
use crate::text::Span;

use columns::{Columns, resolve};
pub use columns::{Map, MapError, Role};
use table::{Fault, Row, Rows};

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
        let nobody = nobody_is_zero(lines, delimiter, &columns);
        for row in Rows::new(lines.text(), delimiter).skip(1) {
            told.hear(&row, columns.width);
            if let Some(thread) = columns.cell(&row, Role::Thread) {
                told.threads.insert(thread.to_owned());
                sink.thread(thread);
            }
            sink.event(Event::Posting(posting(&row, &columns, nobody)));
        }
        told.say(&columns, sink);
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

/// Whether "0" as a parent means that there is none, as some exports have it:
/// no record has that id.
fn nobody_is_zero(lines: &Lines<'_>, delimiter: u8, columns: &Columns) -> bool {
    columns.has(Role::Parent)
        && !Rows::new(lines.text(), delimiter)
            .skip(1)
            .any(|row| columns.cell(&row, Role::Id) == Some("0"))
}

fn posting(row: &Row<'_>, columns: &Columns, zero_is_nobody: bool) -> Posting {
    let owned = |role| columns.cell(row, role).map(str::to_owned);
    let none = |parent: &String| {
        zero_is_nobody && parent == "0"
            || ["null", "none", "nan"].iter().any(|none| parent.eq_ignore_ascii_case(none))
    };
    let body = Body::detached(columns.raw(row, Role::Text).unwrap_or_default());
    let author = columns.place(row, Role::Author).map(|(name, place)| Mention::new(name, place));
    Posting {
        kind: kind_of(&body),
        source_id: owned(Role::Id),
        author,
        time: owned(Role::Time),
        platform_parent: owned(Role::Parent).filter(|parent| !none(parent)),
        likes: columns.cell(row, Role::Likes).and_then(|likes| likes.parse().ok()),
        body,
        place: row.place,
        ..Posting::default()
    }
}

/// What is worth telling about the rows, told once.
#[derive(Debug, Default)]
struct Told {
    records: usize,
    threads: BTreeSet<String>,
    ragged: usize,
    first_ragged: Option<Span>,
    faults: Vec<(Fault, usize, Span)>,
}

impl Told {
    fn hear(&mut self, row: &Row<'_>, width: usize) {
        self.records += 1;
        if row.cells.len() != width {
            self.ragged += 1;
            self.first_ragged = self.first_ragged.or(Some(row.place));
        }
        let Some(fault) = row.fault else {
            return;
        };
        match self.faults.iter_mut().find(|(same, ..)| *same == fault) {
            Some((_, count, _)) => *count += 1,
            None => self.faults.push((fault, 1, row.place)),
        }
    }

    fn say(&self, columns: &Columns, sink: &mut dyn Sink) {
        sink.thread("");
        let threads = match self.threads.len() {
            0 | 1 => String::new(),
            n => format!(" in {n} threads"),
        };
        let message =
            format!("{} records{threads}; the columns are {}", self.records, columns.shown());
        let help = "`--map id=COLUMN,parent=COLUMN,…` names others";
        let notice = Notice::new("records", Severity::Info, message).help(help);
        sink.event(Event::Notice(notice, None));
        if let Some(first) = self.first_ragged {
            let message = format!(
                "{} of {} records have more or fewer cells than the header's {}; cells beyond it \
                 are not read, and those that lack are empty",
                self.ragged, self.records, columns.width
            );
            let help = "look at the first of them: a delimiter or a quote may be wrong there";
            let notice = Notice::new("ragged-records", Severity::Warning, message).help(help);
            sink.event(Event::Notice(notice, Some(first.start)));
        }
        for &(fault, count, first) in &self.faults {
            let message = format!("{} ({count} records)", fault.about());
            let notice = Notice::new("bad-quoting", Severity::Warning, message)
                .help("write a cell with quotes in it as \"…\", and quotes in it twice");
            sink.event(Event::Notice(notice, Some(first.start)));
        }
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
