//! What is worth telling about the rows of a table.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Event, Sink};
use super::columns::{Columns, Role};
use super::moment::Moment;
use super::survey::Survey;
use super::table::{Fault, Row};
use crate::notice::{Notice, Severity};
use crate::text::Span;

/// Steps back in time from which on rows are told to be out of order: a clock
/// that was set, or two comments of one second, make a few.
const FEW: usize = 3;

/// What is worth telling about the rows, told once.
#[derive(Debug, Default)]
pub(super) struct Told {
    records: usize,
    threads: BTreeSet<String>,
    threadless: usize,
    ragged: usize,
    first_ragged: Option<Span>,
    faults: Vec<(Fault, usize, Span)>,
    /// The latest row of each thread that says when.
    latest: BTreeMap<String, Moment>,
    /// Rows that can be compared with the one before them in their thread.
    steps: usize,
    /// Of these, the rows that are from before it.
    back: usize,
    first_back: Option<Span>,
}

impl Told {
    /// Takes a row in.
    pub(super) fn hear(&mut self, row: &Row<'_>, columns: &Columns) {
        self.records += 1;
        let thread = columns.cell(row, Role::Thread);
        match thread {
            Some(thread) if !self.threads.contains(thread) => {
                self.threads.insert(thread.to_owned());
            }
            Some(_) => {}
            None => self.threadless += 1,
        }
        if let Some(moment) = columns.cell(row, Role::Time).and_then(Moment::parse) {
            self.time(thread.unwrap_or_default(), moment, row.place);
        }
        if row.cells.len() != columns.width {
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

    fn time(&mut self, thread: &str, moment: Moment, place: Span) {
        let Some(before) = self.latest.get_mut(thread) else {
            self.latest.insert(thread.to_owned(), moment);
            return;
        };
        if let Some(order) = moment.compare(*before) {
            self.steps += 1;
            if order.is_lt() {
                self.back += 1;
                self.first_back = self.first_back.or(Some(place));
            }
        }
        *before = moment;
    }

    /// Says it all, about the file as a whole.
    pub(super) fn say(&self, columns: &Columns, survey: &Survey<'_>, sink: &mut dyn Sink) {
        sink.thread("");
        let threads = match self.threads.len() {
            0 | 1 => String::new(),
            n => format!(" in {n} threads"),
        };
        let message =
            format!("{} records{threads}; the columns are {}", self.records, columns.shown());
        let help = "`--map id=COLUMN,parent=COLUMN,…` names others; `parent=` with nothing behind \
                    it leaves a column out";
        let notice = Notice::new("records", Severity::Info, message).help(help);
        sink.event(Event::Notice(notice, None));
        if !self.threads.is_empty() && self.threadless > 0 {
            let message = format!(
                "{} of {} records name no thread and are read as one by themselves",
                self.threadless, self.records
            );
            let notice = Notice::new("no-thread", Severity::Warning, message);
            sink.event(Event::Notice(notice, None));
        }
        if columns.has(Role::Parent) && !survey.states_parents {
            let message = "no record has anything in the column of parents; who answers whom is \
                           worked out from the texts";
            sink.event(Event::Notice(Notice::new("no-parents", Severity::Info, message), None));
        }
        self.say_order(survey, sink);
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

    /// Whoever answers comes later. Where parents have to be worked out, rows
    /// in another order than that of time lead to nothing good.
    fn say_order(&self, survey: &Survey<'_>, sink: &mut dyn Sink) {
        let Some(first) = self.first_back else {
            return;
        };
        if self.back < FEW || survey.states_parents {
            return;
        }
        let what = if self.back * 2 > self.steps {
            "the rows seem to run from the newest to the oldest"
        } else {
            "the rows are not in the order of time"
        };
        let message = format!(
            "{what}: {} of {} are from before the row above them, and comments are taken to \
             answer rows above them only",
            self.back, self.steps
        );
        let help = "sort the table by its time and read it again, or name the column of parents";
        let notice = Notice::new("time-order", Severity::Warning, message).help(help);
        sink.event(Event::Notice(notice, Some(first.start)));
    }
}
