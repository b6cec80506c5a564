//! quotes.csv: whose words a comment repeats.

use std::io;

use crate::quotes::{Quote, QuoteSource};
use crate::reports::column::{Column, Each, Table};
use crate::reports::subject::{Entry, Subject};
use crate::text::CharIndex;

pub(super) struct Quotes;

/// A quote with its place in characters.
pub(super) struct Row<'r> {
    entry: Entry<'r>,
    quote: &'r Quote,
    start: usize,
    end: usize,
}

impl Table for Quotes {
    type Row<'r> = Row<'r>;
    const NAME: &'static str = "quotes";
    const MEANING: &'static str = "A row for each stretch of a comment's text that is a quote.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("thread", "Name of the thread.", |r, c| c.text(r.entry.thread_name())),
        Column::integer(
            "comment",
            "place",
            "Place in the thread in the order shown, from 1.",
            |r, c| c.integer(r.entry.id.shown()),
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
        Column::text(
            "source",
            "Where the words were first said: article, comment (an earlier one), outside (the comment says where) or unknown.",
            |r, c| c.text(r.quote.source.as_str()),
        ),
        Column::integer(
            "source_comment",
            "place",
            "That comment, by its place in the thread.",
            |r, c| match r.quote.source {
                QuoteSource::Comment(id) => c.integer(id.shown()),
                _ => c.empty(),
            },
        ),
        Column::text(
            "how",
            "How it shows: marks (quotation marks), prefix (lines begin with >), tags ([quote] or <blockquote>) or verbatim (the same words, or nearly the same, stand earlier on the page).",
            |r, c| c.text(r.quote.mark.as_str()),
        ),
        Column::integer("words", "words", "Words in it.", |r, c| c.integer(r.quote.words)),
        Column::text("quoted", "The words, marks included.", |r, c| {
            c.text(r.quote.span.of_text(r.entry.text()))
        }),
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Row<'r>>) -> io::Result<()> {
        for entry in subject.postings() {
            let mut index = CharIndex::new(entry.text());
            for quote in entry.quotes() {
                let start = index.chars_before(quote.span.start);
                let end = index.chars_before(quote.span.end);
                each(&Row { entry, quote, start, end })?;
            }
        }
        Ok(())
    }
}
