//! threads.csv: each thread in numbers.

use std::io;

use crate::measures::{ThreadMeasures, ThreadSums};
use crate::model::{AuthorSource, Evidence, Kind};
use crate::reports::column::{Column, Each, Spec, Table, Type};
use crate::reports::subject::{Strand, Subject};
use crate::reports::vocabulary::snake_case;

pub(super) struct Threads;

impl Table for Threads {
    type Row<'r> = (Strand<'r>, ThreadMeasures);
    const NAME: &'static str = "threads";
    const MEANING: &'static str = "A row a thread. Pingbacks and server's lines enter the counts of themselves and of author sources, and no other.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("thread", "Name of the thread.", |(s, _), c| c.text(&s.page().thread)),
        Column::text("input", "The input that it was read from.", |(s, _), c| {
            c.text(super::shown_input(&s.page().input))
        }),
        Column::text("title", "Title of the article.", |(s, _), c| {
            c.maybe_text(s.page().article.as_ref().and_then(|a| a.title.as_deref()))
        }),
        Column::text("format", "The format that read it.", |(s, _), c| c.text(s.page().format)),
        Column::integer("comments", "comments", "Comments whose text is there.", |(_, m), c| {
            c.integer(m.of_kind(Kind::Comment))
        }),
        Column::integer("pingbacks", "postings", "Other sites' links.", |(_, m), c| {
            c.integer(m.of_kind(Kind::Pingback))
        }),
        Column::integer("deleted", "comments", "Comments whose text was removed.", |(_, m), c| {
            c.integer(m.of_kind(Kind::Deleted))
        }),
        Column::integer("system", "postings", "Lines of a chat's server.", |(_, m), c| {
            c.integer(m.of_kind(Kind::System))
        }),
        Column::integer(
            "commenters_known",
            "people",
            "People with a name, recovered ones included.",
            |(_, m), c| c.integer(m.commenters_known),
        ),
        Column::integer(
            "commenters_min",
            "people",
            "The least number of people who can have written the comments: those with a name, or 1.",
            |(_, m), c| c.integer(m.commenters_min),
        ),
        Column::integer(
            "commenters_max",
            "people",
            "The most: those with a name, and one more for each comment by an unknown author.",
            |(_, m), c| c.integer(m.commenters_max),
        ),
        Column::integer(
            "commenters_known_stated",
            "people",
            "People with a name that the page or a correction states.",
            |(_, m), c| c.integer(m.commenters_known_stated),
        ),
        Column::integer("roots", "comments", "Comments that answer the article.", |(_, m), c| {
            c.integer(m.roots())
        }),
        Column::integer(
            "roots_stated",
            "comments",
            "Of these the ones of which the page or a correction says so.",
            |(_, m), c| c.integer(m.roots_stated()),
        ),
        Column::integer("replies", "comments", "Comments that answer a comment.", |(_, m), c| {
            c.integer(m.replies())
        }),
        Column::integer(
            "replies_stated",
            "comments",
            "Of these the ones of which the page or a correction says so.",
            |(_, m), c| c.integer(m.replies_stated()),
        ),
        Column::integer(
            "unattached",
            "comments",
            "Comments of which it is undecided what they answer.",
            |(_, m), c| c.integer(m.unattached()),
        ),
        Column::integer(
            "missing",
            "comments",
            "Comments whose parent is not here.",
            |(_, m), c| c.integer(m.missing()),
        ),
        Column::integer(
            "max_depth",
            "levels",
            "Deepest reply depth; empty where none is known.",
            |(_, m), c| c.maybe_integer(m.max_depth),
        ),
        Column::integer(
            "max_depth_stated",
            "levels",
            "The same by stated links alone; empty where they place no comment.",
            |(_, m), c| c.maybe_integer(m.max_depth_stated()),
        ),
        Column::number(
            "mean_depth",
            "levels",
            "Mean reply depth of the comments whose depth is known.",
            |(_, m), c| c.maybe_number(m.mean_depth),
        ),
        Column::integer(
            "max_width",
            "comments",
            "Most comments at one reply depth.",
            |(_, m), c| c.maybe_integer(m.max_width),
        ),
        Column::number(
            "structural_virality",
            "levels",
            "Mean distance of two nodes of the tree of the article and the comments whose depth is known (Goel et al. 2016); empty without such a comment.",
            |(_, m), c| c.maybe_number(m.structural_virality),
        ),
        Column::integer("words", "words", "The commenters' own words.", |(_, m), c| {
            c.integer(m.words())
        }),
        Column::integer("quoted_words", "words", "Words inside quotes.", |(_, m), c| {
            c.integer(m.quoted_words())
        }),
        Column::Family {
            expand: |_| AuthorSource::ALL.map(author_column).into(),
            value: |(_, m), i, c| {
                c.maybe_integer(AuthorSource::ALL.get(i).map(|&s| m.with_author(s)))
            },
        },
        Column::Family {
            expand: |_| Evidence::ALL.map(evidence_column).into(),
            value: |(_, m), i, c| {
                c.maybe_integer(Evidence::ALL.get(i).map(|&e| m.with_evidence(e)))
            },
        },
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Self::Row<'r>>) -> io::Result<()> {
        for strand in subject.threads() {
            let mut sums = ThreadSums::default();
            for entry in strand.entries() {
                let commenter = entry.comment.author.commenter;
                let commenter = commenter.and_then(|c| strand.thread().commenters.get(c.index()));
                let named = commenter.is_some_and(|c| c.name.is_some());
                sums.observe(entry.comment, entry.words(), named, entry.stated());
            }
            each(&(strand, sums.finish()))?;
        }
        Ok(())
    }
}

fn author_column(source: AuthorSource) -> Spec {
    Spec {
        name: format!("authors_{}", source.as_str()),
        kind: Type::Integer,
        unit: Some("postings"),
        meaning: format!("Postings whose author_source is {}.", source.as_str()),
    }
}

fn evidence_column(evidence: Evidence) -> Spec {
    Spec {
        name: format!("evidence_{}", snake_case(evidence.as_str())),
        kind: Type::Integer,
        unit: Some("comments"),
        meaning: format!("Comments whose link_evidence holds {}.", evidence.as_str()),
    }
}
