//! commenters.csv: each person in numbers.

use std::io;

use crate::measures::{CommenterMeasures, CommenterSums, Partners, Person, PersonId};
use crate::reports::column::{Column, Each, Spec, Table, Type};
use crate::reports::subject::Subject;
use crate::reports::vocabulary::{Vocabulary, snake_case};

pub(super) struct Commenters;

/// A person with their numbers.
pub(super) struct Row<'r> {
    id: PersonId,
    person: &'r Person<'r>,
    /// Their thread, where they write in one only.
    thread: Option<&'r str>,
    measures: CommenterMeasures,
    partners: u64,
    partners_stated: u64,
    /// Comments with each of the counted labels.
    labels: Vec<u32>,
}

impl Table for Commenters {
    type Row<'r> = Row<'r>;
    const NAME: &'static str = "commenters";
    const MEANING: &'static str = "A row a person, in the order of their first comment. A stated or corrected name is the same person in all threads of a run (unless threads were kept apart), a recovered one in its thread only, and an unknown author is nobody else. Comments here are those whose text was removed, too.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("commenter", "Identifier within this run.", |r, c| c.shown(r.id)),
        Column::text("author", "Their name; empty where unknown.", |r, c| {
            c.maybe_text(r.person.name)
        }),
        Column::text("author_source", "How the name is known, at best.", |r, c| {
            c.text(r.person.source.as_str())
        }),
        Column::text("thread", "Their thread; empty where they write in several.", |r, c| {
            c.maybe_text(r.thread)
        }),
        Column::integer("threads", "threads", "Threads in which they write.", |r, c| {
            c.integer(r.person.threads)
        }),
        Column::integer("comments", "comments", "Comments, deleted ones included.", |r, c| {
            c.integer(r.measures.comments)
        }),
        Column::integer(
            "comments_stated",
            "comments",
            "Of these the ones whose author is not recovered.",
            |r, c| c.integer(r.measures.comments_stated),
        ),
        Column::integer("words", "words", "Own words.", |r, c| c.integer(r.measures.words)),
        Column::number(
            "mean_words",
            "words",
            "Own words a comment, deleted ones left out.",
            |r, c| c.maybe_number(r.measures.mean_words),
        ),
        Column::integer("quoted_words", "words", "Words that they quote.", |r, c| {
            c.integer(r.measures.quoted_words)
        }),
        Column::integer(
            "replies_sent",
            "comments",
            "Comments of theirs that answer a comment, their own included.",
            |r, c| c.integer(r.measures.replies_sent),
        ),
        Column::integer(
            "replies_sent_stated",
            "comments",
            "The same where the page or a correction states both that it is theirs and what it answers.",
            |r, c| c.integer(r.measures.replies_sent_stated),
        ),
        Column::integer(
            "replies_received",
            "comments",
            "Direct answers to their comments, their own included.",
            |r, c| c.integer(r.measures.replies_received),
        ),
        Column::integer(
            "replies_received_stated",
            "comments",
            "The same where both that the comment is theirs and that it is answered is stated.",
            |r, c| c.integer(r.measures.replies_received_stated),
        ),
        Column::integer(
            "distinct_partners",
            "people",
            "Others whom they answered or who answered them.",
            |r, c| c.integer(r.partners),
        ),
        Column::integer(
            "distinct_partners_stated",
            "people",
            "The same by stated links between comments whose authors are not recovered.",
            |r, c| c.integer(r.partners_stated),
        ),
        Column::number(
            "mean_depth",
            "levels",
            "Mean reply depth of the comments whose depth is known.",
            |r, c| c.maybe_number(r.measures.mean_depth),
        ),
        Column::integer("max_depth", "levels", "Deepest reply depth.", |r, c| {
            c.maybe_integer(r.measures.max_depth)
        }),
        Column::number(
            "share_of_comments",
            "proportion",
            "Their part of all comments of the run (of their thread, where threads were kept apart), from 0 to 1.",
            |r, c| c.maybe_number(r.measures.share),
        ),
        Column::number(
            "share_low",
            "proportion",
            "Lower bound of the 95 % interval of that part (Wilson 1927).",
            |r, c| c.maybe_number(r.measures.share_interval.map(|i| i.low)),
        ),
        Column::number("share_high", "proportion", "Its upper bound.", |r, c| {
            c.maybe_number(r.measures.share_interval.map(|i| i.high))
        }),
        Column::Family {
            expand: label_columns,
            value: |r, i, c| c.maybe_integer(r.labels.get(i).copied()),
        },
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Row<'r>>) -> io::Result<()> {
        let count = subject.people.all().len();
        let mut sums = vec![CommenterSums::default(); count];
        let mut partners = Partners::default();
        let mut partners_stated = Partners::default();
        let mut in_thread = vec![0_u64; subject.analysis.threads.len()];
        let counted = &subject.vocabulary.counted;
        let mut labels = vec![0_u32; count * counted.len()];
        for entry in subject.postings() {
            let Some(person) = entry.person() else { continue };
            sums[person.index()].observe(entry.comment, entry.words(), entry.stated());
            in_thread[entry.strand.index] += 1;
            if let Some(parent) = entry.parent()
                && let Some(other) = parent.person()
            {
                partners.observe(person, other);
                let both = [entry, parent].iter().all(|e| e.comment.author.is_stated());
                if both && entry.comment.link.is_stated() {
                    partners_stated.observe(person, other);
                }
            }
            if entry.labels().is_empty() {
                continue;
            }
            let own = &mut labels[person.index() * counted.len()..][..counted.len()];
            for (sum, of) in own.iter_mut().zip(counted) {
                let said = entry.labels().iter().any(|l| {
                    l.dimension == of.dimension
                        && l.label == Some(of.label)
                        && (of.target.is_none() || l.target == of.target)
                });
                *sum += u32::from(said);
            }
        }
        let partners = partners.finish(count);
        let partners_stated = partners_stated.finish(count);
        let run: u64 = in_thread.iter().sum();
        for (id, person) in subject.people.iter() {
            let first = person.thread as usize;
            let of = if subject.per_thread { in_thread[first] } else { run };
            let row = Row {
                id,
                person,
                thread: (person.threads == 1)
                    .then(|| subject.analysis.threads[first].page.thread.as_str()),
                measures: sums[id.index()].finish(of),
                partners: partners[id.index()],
                partners_stated: partners_stated[id.index()],
                labels: labels[id.index() * counted.len()..][..counted.len()].to_vec(),
            };
            each(&row)?;
        }
        Ok(())
    }
}

fn label_columns(vocabulary: &Vocabulary<'_>) -> Vec<Spec> {
    let names = vocabulary.names;
    let column = |of: &crate::reports::vocabulary::CountedLabel| {
        let (dimension, label) = (names.dimension(of.dimension), names.label(of.label));
        let (name, about) = match of.target {
            Some(target) => (
                format!("{dimension}_{}_{label}", names.target(target)),
                format!(" toward {}", names.target_name(target)),
            ),
            None => (format!("{dimension}_{label}"), String::new()),
        };
        Spec {
            name: snake_case(&name),
            kind: Type::Integer,
            unit: Some("comments"),
            meaning: format!("Comments of theirs whose {dimension}{about} is {label}."),
        }
    };
    vocabulary.counted.iter().map(column).collect()
}
