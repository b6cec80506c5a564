//! What is true of a page: who wrote each comment and what it answers, as a
//! careful reader or the platform's own records say.
//!
//! Two shapes of CSV are read, told apart by their first line:
//!
//! - `number,author,parent,stated_author`: the comment in the order shown,
//!   from 1; its author, empty where nobody is known; the comments that it
//!   answers, parted by `|`, empty for the article; 1 where the page states
//!   the author, 0 where not.
//! - `comment,kind,author,author_source,parent,reply_depth`, with
//!   `link_evidence` or without: a row as the tables write it. An empty parent
//!   with a reply depth answers the article, one without a depth a comment
//!   that is not here.
//!
//! Rows may begin after the first comment: earlier comments are context, which
//! nobody judges. From the first row on each comment has one. Whatever else a
//! file says is a problem, and no part of such a file is used.
//!
//! A further column `thread` says which thread of a table a row is about;
//! comments then count from 1 within each, and threads that no row names are
//! not judged.

mod stated;

use std::collections::BTreeMap;

use crate::model::{AuthorSource, CommentId, Kind};
use crate::notice::{Problem, Problems};
use crate::text::Span;

/// The columns of the two shapes; a file has all of one, in any order.
const NUMBERED: [&str; 4] = ["number", "author", "parent", "stated_author"];
const TABLE: [&str; 6] = ["comment", "kind", "author", "author_source", "parent", "reply_depth"];
/// A column of the second shape that may be missing.
const EXTRA: &str = "link_evidence";
/// A column of both shapes that may be missing.
const THREAD: &str = "thread";

/// What a comment answers in truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// The article.
    Article,
    /// These comments, by their order; at least one.
    Comments(Vec<CommentId>),
    /// A comment that is not on the page.
    Missing,
}

impl Truth {
    /// The comments that it answers, if any.
    pub fn parents(&self) -> &[CommentId] {
        match self {
            Self::Comments(parents) => parents,
            Self::Article | Self::Missing => &[],
        }
    }
}

/// Who wrote a comment in truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoldAuthor {
    /// The page states this name.
    Stated(String),
    /// The page does not state it, and it is this one.
    Unstated(String),
    /// The page does not state it, and nobody can know.
    Unknown,
    /// Nobody: a pingback or a server's line.
    Nobody,
}

/// What is true of one comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoldRow {
    /// The comment.
    pub comment: CommentId,
    /// Who wrote it.
    pub author: GoldAuthor,
    /// What it answers.
    pub answers: Truth,
}

/// What is true of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gold {
    /// A row a comment, in the order shown, without a gap.
    pub rows: Vec<GoldRow>,
    /// How many comments the page must have, those before the rows included.
    pub comments: usize,
}

impl Gold {
    /// Reads the gold in `text`; `file` is its name. Each thread that the rows
    /// name has its own, in the order of their first rows; rows that name none
    /// are about the thread without a name.
    ///
    /// # Errors
    ///
    /// All that is wrong with the file, at once.
    pub fn parse(file: &str, text: &str) -> Result<Vec<(String, Self)>, Problems> {
        let mut parser = Parser {
            text,
            threads: vec![(String::new(), Vec::new())],
            places: BTreeMap::from([(String::new(), 0)]),
            open: 0,
            named: false,
            problems: Vec::new(),
        };
        parser.parse();
        if parser.problems.is_empty() {
            let named = parser.named;
            let filled = parser.threads.into_iter().filter(|(_, rows)| !named || !rows.is_empty());
            let gold = |(thread, rows): (String, Vec<(GoldRow, Span)>)| {
                let rows: Vec<GoldRow> = rows.into_iter().map(|(row, _)| row).collect();
                let comments = rows.last().map_or(0, |r| r.comment.index() + 1);
                (thread, Self { rows, comments })
            };
            return Ok(filled.map(gold).collect());
        }
        parser.problems.sort_by_key(|p| p.span);
        Err(Problems { file: file.to_owned(), text: text.to_owned(), list: parser.problems })
    }
}

/// A row of cells with the place of each in the file.
struct Cells<'r> {
    record: &'r csv::StringRecord,
    spans: Vec<Span>,
    row: Span,
}

impl<'r> Cells<'r> {
    fn get(&self, column: usize) -> &'r str {
        self.record.get(column).unwrap_or_default()
    }

    /// Where the cell stands; the row where it is empty.
    fn span(&self, column: usize) -> Span {
        self.spans.get(column).copied().filter(|s| !s.is_empty()).unwrap_or(self.row)
    }
}

struct Parser<'t> {
    text: &'t str,
    /// The threads with their rows so far, and where each row names its
    /// parents.
    threads: Vec<(String, Vec<(GoldRow, Span)>)>,
    /// Where each thread stands among them.
    places: BTreeMap<String, usize>,
    /// The thread of the row that is read.
    open: usize,
    /// Whether there is a column of threads.
    named: bool,
    problems: Vec<Problem>,
}

/// Where the columns of a gold stand.
struct Columns {
    /// Those of its shape, in the order of [`NUMBERED`] or [`TABLE`].
    shape: Vec<usize>,
    thread: Option<usize>,
}

impl Parser<'_> {
    fn parse(&mut self) {
        let start = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .from_reader(&self.text.as_bytes()[start..]);
        let mut columns: Option<Columns> = None;
        let mut width = 0;
        for record in reader.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let at = start + error.position().map_or(0, |p| p.byte() as usize);
                    let why = format!("not readable as CSV: {error}");
                    self.problem("unreadable", Span::of(&(at..at)), why);
                    continue;
                }
            };
            let at = start + record.position().map_or(0, |p| p.byte() as usize);
            let (row, spans) = places(self.text, at);
            let cells = Cells { record: &record, spans, row };
            let Some(columns) = &columns else {
                width = record.len();
                let Some(found) = self.header(&cells) else { return };
                columns = Some(found);
                continue;
            };
            if record.len() != width {
                let found = record.len();
                self.problem(
                    "cells",
                    row,
                    format!("the row has {found} cells, the first line {width}"),
                );
                continue;
            }
            self.open_thread(columns.thread.map_or("", |at| cells.get(at)));
            match <[usize; 4]>::try_from(columns.shape.as_slice()) {
                Ok(columns) => self.numbered(&cells, columns),
                Err(_) => self.table(&cells, &columns.shape),
            }
        }
        if columns.is_none() {
            self.problem("empty", Span::default(), "there is no first line".to_owned());
        }
        self.check_parents();
    }

    /// What follows is about this thread.
    fn open_thread(&mut self, thread: &str) {
        self.open = self.places.get(thread).copied().unwrap_or(self.threads.len());
        if self.open == self.threads.len() {
            self.places.insert(thread.to_owned(), self.open);
            self.threads.push((thread.to_owned(), Vec::new()));
        }
    }

    /// Where the columns stand, if all that one shape needs are there.
    fn header(&mut self, cells: &Cells<'_>) -> Option<Columns> {
        let has = |name: &str| cells.record.iter().any(|c| c == name);
        let wanted = if has(TABLE[0]) { &TABLE[..] } else { &NUMBERED[..] };
        let before = self.problems.len();
        for (i, name) in cells.record.iter().enumerate() {
            let extra = name == THREAD || (wanted.len() == TABLE.len() && name == EXTRA);
            let known = extra || wanted.contains(&name);
            if !known {
                self.problem("unknown-column", cells.span(i), format!("unknown column `{name}`"));
            } else if cells.record.iter().take(i).any(|c| c == name) {
                let twice = format!("the column `{name}` stands twice");
                self.problem("column-twice", cells.span(i), twice);
            }
        }
        let mut found = Vec::new();
        for name in wanted {
            if let Some(at) = cells.record.iter().position(|c| c == *name) {
                found.push(at);
            } else {
                let missing = format!("the column `{name}` is missing");
                self.problem("missing-column", cells.row, missing);
            }
        }
        if self.problems.len() > before {
            let shapes = format!("a gold has the columns {}", NUMBERED.join(","));
            let or = format!("{shapes}, or {}", TABLE.join(","));
            self.problems[before..].iter_mut().for_each(|p| p.help = Some(or.clone()));
            return None;
        }
        let thread = cells.record.iter().position(|c| c == THREAD);
        self.named = thread.is_some();
        Some(Columns { shape: found, thread })
    }

    fn numbered(&mut self, cells: &Cells<'_>, [number, author, parent, stated]: [usize; 4]) {
        let Some(comment) = self.comment(cells, number) else { return };
        let answers = self.parents(cells, parent, comment);
        let name = cells.get(author);
        let author = match (cells.get(stated), name.is_empty()) {
            ("1", false) => GoldAuthor::Stated(name.to_owned()),
            ("1", true) => GoldAuthor::Nobody,
            ("0", false) => GoldAuthor::Unstated(name.to_owned()),
            ("0", true) => GoldAuthor::Unknown,
            (other, _) => {
                let message = format!("`{other}` is neither 0 nor 1");
                return self.problem("bad-stated-author", cells.span(stated), message);
            }
        };
        let Some(parents) = answers else { return };
        let answers = if parents.is_empty() { Truth::Article } else { Truth::Comments(parents) };
        self.push(GoldRow { comment, author, answers }, cells.span(parent));
    }

    fn table(&mut self, cells: &Cells<'_>, columns: &[usize]) {
        let at = |i: usize| columns.get(i).copied().unwrap_or_default();
        let Some(comment) = self.comment(cells, at(0)) else { return };
        let (kind, name, source, depth) =
            (cells.get(at(1)), cells.get(at(2)), cells.get(at(3)), cells.get(at(5)));
        if !Kind::ALL.iter().any(|k| k.as_str() == kind) {
            self.problem("bad-kind", cells.span(at(1)), format!("`{kind}` is no kind of comment"));
        }
        if !depth.is_empty() && depth.parse::<u32>().is_err() {
            self.problem("bad-depth", cells.span(at(5)), format!("`{depth}` is no reply depth"));
        }
        let named = |name: &str| Some(name.to_owned()).filter(|n| !n.is_empty());
        let source = AuthorSource::ALL.into_iter().find(|s| s.as_str() == source);
        let author = match (source, named(name)) {
            (Some(AuthorSource::Stated), Some(name)) => Some(GoldAuthor::Stated(name)),
            (Some(AuthorSource::Recovered | AuthorSource::Corrected), Some(name)) => {
                Some(GoldAuthor::Unstated(name))
            }
            (Some(AuthorSource::Unknown), None) => Some(GoldAuthor::Unknown),
            (Some(AuthorSource::None), None) => Some(GoldAuthor::Nobody),
            _ => None,
        };
        let Some(author) = author else {
            let source = cells.get(at(3));
            let message = format!("an author `{name}` does not go with the source `{source}`");
            return self.problem("bad-author", cells.span(at(3)), message);
        };
        let Some(parents) = self.parents(cells, at(4), comment) else { return };
        let answers = match (parents.is_empty(), depth.is_empty()) {
            (false, _) => Truth::Comments(parents),
            (true, false) => Truth::Article,
            (true, true) => Truth::Missing,
        };
        self.push(GoldRow { comment, author, answers }, cells.span(at(4)));
    }

    /// Adds a row to the thread that is open; `parents` is where it names its
    /// parents.
    fn push(&mut self, row: GoldRow, parents: Span) {
        self.threads[self.open].1.push((row, parents));
    }

    /// The comment of a row: the one after the last row's.
    fn comment(&mut self, cells: &Cells<'_>, column: usize) -> Option<CommentId> {
        let cell = cells.get(column);
        let Some(comment) = shown(cell) else {
            let message = format!("`{cell}` is no comment's number");
            self.problem("bad-number", cells.span(column), message);
            return None;
        };
        let rows = &self.threads[self.open].1;
        let due = rows.last().map_or(comment.shown(), |(r, _)| r.comment.shown() + 1);
        // After a problem the count is lost, and a second complaint no help.
        if comment.shown() != due && self.problems.is_empty() {
            let message = format!("comment {cell} stands where {due} is due");
            self.problem("out-of-order", cells.span(column), message);
        }
        Some(comment)
    }

    /// The parents in a cell; none where one of them is wrong.
    fn parents(
        &mut self,
        cells: &Cells<'_>,
        column: usize,
        comment: CommentId,
    ) -> Option<Vec<CommentId>> {
        let cell = cells.get(column);
        let mut parents = Vec::new();
        for part in cell.split('|').filter(|_| !cell.is_empty()) {
            let wrong = match shown(part) {
                None => format!("`{part}` is no comment's number"),
                Some(parent) if parent == comment => format!("comment {part} answers itself"),
                Some(parent) if parents.contains(&parent) => format!("{part} stands twice"),
                Some(parent) => {
                    parents.push(parent);
                    continue;
                }
            };
            self.problem("bad-parent", cells.span(column), wrong);
            return None;
        }
        parents.sort_unstable();
        Some(parents)
    }

    /// A parent must be on the page, and the last row says how long that is.
    fn check_parents(&mut self) {
        let last = |rows: &[(GoldRow, Span)]| rows.last().map(|(row, _)| row.comment);
        let of_threads = self.threads.iter().filter_map(|(_, rows)| Some((last(rows)?, rows)));
        for (last, (row, span)) in of_threads.flat_map(|(l, rows)| rows.iter().map(move |r| (l, r)))
        {
            if let Some(parent) = row.answers.parents().iter().find(|p| **p > last) {
                let message = format!(
                    "comment {} answers {}, and {} is the last",
                    row.comment.shown(),
                    parent.shown(),
                    last.shown()
                );
                self.problems.push(Problem::new("bad-parent", *span, message));
            }
        }
    }

    fn problem(&mut self, code: &'static str, span: Span, message: String) {
        self.problems.push(Problem::new(code, span, message));
    }
}

/// A number in the order shown, from 1, in plain digits.
fn shown(cell: &str) -> Option<CommentId> {
    let digits = !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
    let number: u32 = cell.parse().ok().filter(|_| digits)?;
    number.checked_sub(1).map(CommentId)
}

/// The row that begins at byte `at` or at the first line that is not blank
/// behind it, and its cells.
fn places(text: &str, at: usize) -> (Span, Vec<Span>) {
    let rest = text.get(at..).unwrap_or_default();
    let start = text.len() - rest.trim_start_matches(['\r', '\n']).len();
    let (mut cells, mut from, mut quoted) = (Vec::new(), start, false);
    let mut end = text.len();
    for (i, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => {
                cells.push(Span::of(&(from..i)));
                from = i + 1;
            }
            b'\r' | b'\n' if !quoted => {
                end = i;
                break;
            }
            _ => {}
        }
    }
    cells.push(Span::of(&(from..end)));
    (Span::of(&(start..end)), cells)
}

#[cfg(test)]
mod tests;
