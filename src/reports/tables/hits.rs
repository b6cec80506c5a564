//! hits.csv: every place where a rule fired.

use std::io;

use crate::reports::column::{Column, Each, Table};
use crate::reports::subject::{Entry, Subject};
use crate::stance::Hit;
use crate::text::CharIndex;

pub(super) struct Hits;

/// A hit with its place in characters.
pub(super) struct Row<'r> {
    entry: Entry<'r>,
    hit: &'r Hit,
    start: usize,
    end: usize,
}

impl Table for Hits {
    type Row<'r> = Row<'r>;
    const NAME: &'static str = "hits";
    const MEANING: &'static str =
        "A row for each place where a rule fired in a comment's own words.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("thread", "Name of the thread.", |r, c| c.text(r.entry.thread_name())),
        Column::integer(
            "comment",
            "place",
            "Place in the thread in the order shown, from 1.",
            |r, c| c.integer(r.entry.id.shown()),
        ),
        Column::text("lexicon", "Name of the lexicon.", |r, c| {
            c.text(r.entry.strand.subject.vocabulary.names.lexicon(r.hit.lexicon))
        }),
        Column::text("rule", "The rule.", |r, c| {
            c.text(r.entry.strand.subject.vocabulary.names.rule(r.hit.rule))
        }),
        Column::text("dimension", "The question that the rule speaks to.", |r, c| {
            c.text(r.entry.strand.subject.vocabulary.names.dimension(r.hit.dimension))
        }),
        Column::text(
            "target",
            "Whom or what it is about; empty in a dimension without targets.",
            |r, c| {
                c.maybe_text(
                    r.hit.target.map(|t| r.entry.strand.subject.vocabulary.names.target(t)),
                )
            },
        ),
        Column::text(
            "label",
            "The label as it counts here, negation applied; empty where a modifier cancelled it.",
            |r, c| {
                c.maybe_text(r.hit.label.map(|l| r.entry.strand.subject.vocabulary.names.label(l)))
            },
        ),
        Column::integer(
            "start",
            "characters",
            "First character in the text column of comments.csv, from 0.",
            |r, c| c.integer(r.start as u64),
        ),
        Column::integer("end", "characters", "One past the last character.", |r, c| {
            c.integer(r.end as u64)
        }),
        Column::text("matched", "The words.", |r, c| c.text(r.hit.span.of_text(r.entry.text()))),
        Column::number("weight", "weight", "What it counts for, modifiers applied.", |r, c| {
            c.thousandths(i64::from(r.hit.weight))
        }),
        Column::text("modifiers", "What changed it, joined by \"; \": negated, irony.", |r, c| {
            c.joined(r.hit.modifiers.iter().map(|m| m.as_str()))
        }),
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Row<'r>>) -> io::Result<()> {
        for entry in subject.postings() {
            let mut index = CharIndex::new(entry.text());
            for hit in entry.hits() {
                let start = index.chars_before(hit.span.start);
                // Hits may overlap; measured on its own, none sends the walk back.
                let end = start + hit.span.of_text(entry.text()).chars().count();
                each(&Row { entry, hit, start, end })?;
            }
        }
        Ok(())
    }
}
