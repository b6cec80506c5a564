//! stances.csv: where each comment stands toward what it mentions, and why.

use std::io;

use crate::reports::column::{Column, Each, Table};
use crate::reports::subject::{Entry, Subject};
use crate::stance::Label;

pub(super) struct Stances;

impl Table for Stances {
    type Row<'r> = (Entry<'r>, &'r Label);
    const NAME: &'static str = "stances";
    const MEANING: &'static str = "A row a comment, dimension and target that it mentions. Nothing said about a target is no row.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("thread", "Name of the thread.", |(e, _), c| c.text(e.thread_name())),
        Column::integer(
            "comment",
            "place",
            "Place in the thread in the order shown, from 1.",
            |(e, _), c| c.integer(e.id.shown()),
        ),
        Column::text("lexicon", "Name of the lexicon.", |(e, l), c| {
            c.text(e.strand.subject.vocabulary.names.lexicon(l.lexicon))
        }),
        Column::text("dimension", "The question that is answered.", |(e, l), c| {
            c.text(e.strand.subject.vocabulary.names.dimension(l.dimension))
        }),
        Column::text(
            "target",
            "Whom or what it is about; empty in a dimension without targets.",
            |(e, l), c| c.maybe_text(l.target.map(|t| e.strand.subject.vocabulary.names.target(t))),
        ),
        Column::text("label", "The answer; empty where nothing can be said.", |(e, l), c| {
            c.maybe_text(l.label.map(|l| e.strand.subject.vocabulary.names.label(l)))
        }),
        Column::number(
            "stance_score",
            "weight",
            "Sum of the weights of the hits; its sign is the label's direction.",
            |(_, l), c| c.thousandths(l.score),
        ),
        Column::text(
            "basis",
            "Why: hit, cancelled, below_threshold, mention_only or inferred.",
            |(_, l), c| c.text(l.basis.as_str()),
        ),
        Column::text(
            "rules",
            "The rules that it rests on, one for each hit, joined by \"; \".",
            |(e, l), c| {
                let names = e.strand.subject.vocabulary.names;
                let hits = l.hits.iter().filter_map(|&h| e.hits().get(h as usize));
                c.joined(hits.map(|hit| names.rule(hit.rule)))
            },
        ),
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Self::Row<'r>>) -> io::Result<()> {
        for entry in subject.postings() {
            for label in entry.labels() {
                each(&(entry, label))?;
            }
        }
        Ok(())
    }
}
