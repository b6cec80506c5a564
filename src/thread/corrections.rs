//! The analyst's word on authors and parents: a CSV file that every command
//! reads and that wins over all evidence.

use std::collections::BTreeMap;

use crate::model::{CommentId, Page};
use crate::notice::{Notice, Place, Problem, Problems, Severity};
use crate::text::Span;

/// The columns of a corrections file. The first four are needed.
const COLUMNS: [&str; 6] = ["thread", "comment", "field", "value", "coder", "note"];
const NEEDED: usize = 4;

/// What a correction sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Correction {
    /// The author's name.
    Author(String),
    /// The parent, in the order shown from 1.
    Parent(u32),
    /// The comment answers the article.
    Article,
}

/// One row of a corrections file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: u32,
    byte: u64,
    thread: String,
    /// In the order shown, from 1.
    comment: u32,
    set: Correction,
}

/// Corrections as read from a file.
#[derive(Debug, Default)]
pub struct Corrections {
    file: String,
    rows: Vec<Row>,
}

impl Corrections {
    /// Reads a CSV with the columns thread, comment, field, value, coder, note.
    /// `field` is `author`, `parent` (a comment, in the order shown from 1, or
    /// `article`) or `answers` (`article`).
    ///
    /// # Errors
    ///
    /// All that is wrong with the file, at once.
    pub fn parse(file: &str, text: &str) -> Result<Self, Problems> {
        let mut parser =
            Parser { text, rows: Vec::new(), seen: BTreeMap::new(), problems: Vec::new() };
        parser.parse();
        if parser.problems.is_empty() {
            Ok(Self { file: file.to_owned(), rows: parser.rows })
        } else {
            let (file, text) = (file.to_owned(), text.to_owned());
            Err(Problems { file, text, list: parser.problems })
        }
    }

    /// What the rows say of `page`, and notices for rows about comments that
    /// it does not have.
    pub(super) fn verdicts(&self, page: &Page) -> (Verdicts, Vec<Notice>) {
        let mut verdicts = Verdicts {
            authors: vec![None; page.postings.len()],
            parents: vec![None; page.postings.len()],
        };
        let mut notices = Vec::new();
        for row in self.rows.iter().filter(|r| r.thread == page.thread) {
            let shown = page.postings.len();
            let index = (row.comment as usize).wrapping_sub(1);
            if index >= shown {
                notices.push(self.unmatched(
                    row,
                    format!(
                        "no comment {} in thread {}, which has {shown}",
                        row.comment, row.thread
                    ),
                ));
                continue;
            }
            let kind = page.postings[index].kind;
            if !kind.has_author() {
                notices.push(self.unmatched(
                    row,
                    format!(
                        "comment {} of thread {} is a {} line: nobody wrote it, and it answers nobody",
                        row.comment,
                        row.thread,
                        kind.as_str()
                    ),
                ));
                continue;
            }
            match &row.set {
                Correction::Author(name) => {
                    verdicts.authors[index] = Some((row.line, name.clone()));
                }
                Correction::Article => {
                    verdicts.parents[index] =
                        Some(Verdict { line: row.line, parent: None, words: "article".into() });
                }
                Correction::Parent(parent) => {
                    let parent_index = (*parent as usize).wrapping_sub(1);
                    if parent_index >= shown || parent_index == index {
                        notices.push(self.unmatched(
                            row,
                            format!(
                                "comment {} of thread {} cannot answer {parent}: {}",
                                row.comment,
                                row.thread,
                                if parent_index == index {
                                    "that is itself"
                                } else {
                                    "it is not there"
                                }
                            ),
                        ));
                        continue;
                    }
                    verdicts.parents[index] = Some(Verdict {
                        line: row.line,
                        parent: Some(CommentId(parent_index as u32)),
                        words: parent.to_string(),
                    });
                }
            }
        }
        (verdicts, notices)
    }

    /// Notices for rows about threads that are not among `threads`.
    pub fn unmatched_threads(&self, threads: &[&str]) -> Vec<Notice> {
        self.rows
            .iter()
            .filter(|row| !threads.contains(&row.thread.as_str()))
            .map(|row| self.unmatched(row, format!("no thread {} in this run", row.thread)))
            .collect()
    }

    fn unmatched(&self, row: &Row, message: String) -> Notice {
        let mut notice = Notice::new("correction-unmatched", Severity::Warning, message)
            .at(Place { line: row.line, byte: row.byte })
            .help("check the row's thread and comment; `comment` counts from 1 in the order shown");
        notice.input.clone_from(&self.file);
        notice.thread = Some(row.thread.clone());
        notice
    }
}

/// What the corrections say of one page.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    authors: Vec<Option<(u32, String)>>,
    parents: Vec<Option<Verdict>>,
}

/// What a comment answers, by the analyst's word.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    /// The line of the corrections file.
    pub(super) line: u32,
    /// The parent; none for the article.
    pub(super) parent: Option<CommentId>,
    /// The value as written.
    pub(super) words: String,
}

impl Verdicts {
    /// The author of comment `i`.
    pub(super) fn author(&self, i: usize) -> Option<&str> {
        self.authors[i].as_ref().map(|(_, name)| name.as_str())
    }

    /// The author of comment `i` and the line that says so.
    pub(super) fn author_line(&self, i: usize) -> Option<(u32, &str)> {
        self.authors[i].as_ref().map(|(line, name)| (*line, name.as_str()))
    }

    /// What comment `i` answers.
    pub(super) fn parent(&self, i: usize) -> Option<&Verdict> {
        self.parents[i].as_ref()
    }
}

struct Parser<'t> {
    text: &'t str,
    rows: Vec<Row>,
    /// The line that corrects a comment's author, or else its parent.
    seen: BTreeMap<(String, u32, bool), u64>,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn parse(&mut self) {
        let start = if self.text.starts_with('\u{feff}') { 3 } else { 0 };
        if let Some(at) = unclosed_quote(&self.text[start..]) {
            let at = start + at;
            let problem = Problem::new(
                "unclosed-quote",
                Span::of(&(at..at + 1)),
                "this quotation mark opens a cell that is never closed",
            );
            self.problems.push(problem.help("close it, or double each mark inside a cell"));
            return;
        }
        let mut reader =
            csv::ReaderBuilder::new().flexible(true).from_reader(&self.text.as_bytes()[start..]);
        let header = match reader.headers() {
            Ok(header) => header.clone(),
            Err(error) => return self.unreadable(&error, start),
        };
        if header.len() == 1 && header[0].contains([';', '\t']) {
            let end =
                self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |at| start + at);
            let problem = Problem::new(
                "separator",
                Span::of(&(start..end)),
                "the cells are not separated by commas",
            );
            self.problems.push(problem.help("save the file as CSV with commas"));
            return;
        }
        let Some(columns) = self.columns(&header, start) else {
            return;
        };
        for record in reader.records() {
            match record {
                Ok(record) => self.row(&record, &columns, start),
                Err(error) => self.unreadable(&error, start),
            }
        }
    }

    /// Where the needed columns stand.
    fn columns(&mut self, header: &csv::StringRecord, start: usize) -> Option<[usize; NEEDED]> {
        let end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |at| start + at);
        let span = Span::of(&(start..end));
        for name in header.iter().map(str::trim).filter(|name| !COLUMNS.contains(name)) {
            let at = self.text[start..end].find(name).map_or(start, |at| start + at);
            self.problems.push(
                Problem::new(
                    "unknown-column",
                    Span::of(&(at..at + name.len())),
                    format!("unknown column `{name}`"),
                )
                .help(format!("the columns are {}", COLUMNS.join(", "))),
            );
        }
        let found = COLUMNS[..NEEDED].iter().map(|c| header.iter().position(|h| h.trim() == *c));
        let found: Vec<Option<usize>> = found.collect();
        for (column, _) in COLUMNS.iter().zip(&found).filter(|(_, at)| at.is_none()) {
            self.problems.push(
                Problem::new("missing-column", span, format!("the column `{column}` is missing"))
                    .help(format!("the first line is: {}", COLUMNS.join(","))),
            );
        }
        let found: Vec<usize> = found.into_iter().flatten().collect();
        found.try_into().ok()
    }

    fn row(&mut self, record: &csv::StringRecord, columns: &[usize; NEEDED], start: usize) {
        let (byte, line) = record.position().map_or((0, 0), |p| (p.byte(), p.line()));
        let from = start + byte as usize;
        let [thread, comment, field, value] = columns.map(|at| record.get(at).unwrap_or("").trim());
        let Some(comment_number) = comment.parse().ok().filter(|&n: &u32| n > 0) else {
            let message = format!("`{comment}` is no comment");
            let help = "a comment's number in the order shown, from 1";
            return self.problem("bad-comment", from, comment, message, help);
        };
        let set = match (field, value) {
            ("author", "") => {
                let message = "an author has no name".to_owned();
                return self.problem("bad-value", from, field, message, "write the name as value");
            }
            ("author", name) => Correction::Author(name.to_owned()),
            ("parent" | "answers", "article") => Correction::Article,
            ("parent", number) if number.parse::<u32>().is_ok_and(|n| n > 0) => {
                Correction::Parent(number.parse().unwrap_or_default())
            }
            ("parent", _) => {
                let message = format!("`{value}` is no parent");
                let help = "a comment's number in the order shown, from 1, or `article`";
                return self.problem("bad-value", from, value, message, help);
            }
            ("answers", _) => {
                let message = format!("`{value}` is nothing to answer");
                let help = "write `article`, or use the field `parent` for a comment";
                return self.problem("bad-value", from, value, message, help);
            }
            _ => {
                let message = format!("unknown field `{field}`");
                let help = "the fields are author, parent and answers";
                return self.problem("unknown-field", from, field, message, help);
            }
        };
        let key = (thread.to_owned(), comment_number, matches!(set, Correction::Author(_)));
        if let Some(first) = self.seen.insert(key, line) {
            let message = format!("comment {comment_number} of {thread} is corrected twice");
            let help = format!("line {first} has the first one; keep one of them");
            return self.problem("twice", from, field, message, &help);
        }
        self.rows.push(Row {
            line: line as u32,
            byte: from as u64,
            thread: thread.to_owned(),
            comment: comment_number,
            set,
        });
    }

    /// A problem with the cell that holds `cell` in the row that begins at
    /// byte `from`.
    fn problem(
        &mut self,
        code: &'static str,
        from: usize,
        cell: &str,
        message: String,
        help: &str,
    ) {
        // Blank lines may stand between the reader's position and the row.
        let row = &self.text[from..];
        let skipped = row.len() - row.trim_start_matches(['\r', '\n']).len();
        let line = row[skipped..].lines().next().unwrap_or_default();
        let at = from + skipped + line.find(cell).unwrap_or(0);
        let len = if cell.is_empty() { line.len() } else { cell.len() };
        let span = Span::of(&(at..(at + len).min(self.text.len())));
        self.problems.push(Problem::new(code, span, message).help(help));
    }

    fn unreadable(&mut self, error: &csv::Error, start: usize) {
        let at = error.position().map_or(start, |p| start + p.byte() as usize);
        let span = Span::of(&(at..(at + 1).min(self.text.len())));
        self.problems.push(Problem::new(
            "unreadable",
            span,
            format!("not readable as CSV: {error}"),
        ));
    }
}

/// Where a cell begins with a quotation mark that nothing closes: the csv
/// crate takes the rest of the file for that cell and says nothing.
fn unclosed_quote(text: &str) -> Option<usize> {
    let mut open = None;
    let mut cell_starts = true;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match open {
            None if c == '"' && cell_starts => open = Some(at),
            Some(_) if c == '"' => {
                let doubled = chars.peek().is_some_and(|&(_, next)| next == '"');
                if doubled {
                    chars.next();
                } else {
                    open = None;
                }
            }
            _ => {}
        }
        cell_starts = open.is_none() && matches!(c, ',' | '\n' | '\r');
    }
    open
}
