//! links.csv: who answered whom, and why that is believed.

use std::fmt;
use std::io;

use crate::measures::latency_s;
use crate::model::{Answers, Clue, CommentId, Confidence, EvidenceSet, RunnerUp};
use crate::reports::column::{Cell, Column, Each, Filled, Table};
use crate::reports::subject::{Entry, Subject};

pub(super) struct Links;

/// A comment's link, or a further one.
pub(super) struct Link<'r> {
    child: Entry<'r>,
    parent: Option<Entry<'r>>,
    kind: &'static str,
    answers: Answers,
    confidence: Confidence,
    clues: &'r [Clue],
    runner_up: Option<&'r RunnerUp<Answers>>,
}

impl Table for Links {
    type Row<'r> = Link<'r>;
    const NAME: &'static str = "links";
    const MEANING: &'static str = "A row for what each posting answers (the primary link, which makes the tree), and one for each further comment that it answers, too.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("thread", "Name of the thread.", |l, c| c.text(l.child.thread_name())),
        Column::integer("child", "place", "The answer, by its place in the thread.", |l, c| {
            c.integer(l.child.id.shown())
        }),
        Column::integer(
            "parent",
            "place",
            "The comment that is answered, by its place in the thread; empty where there is none.",
            |l, c| c.maybe_integer(l.answers.parent().map(CommentId::shown)),
        ),
        Column::text("kind", "primary (one a posting) or secondary.", |l, c| c.text(l.kind)),
        Column::text("answers", "article, comment, missing or unattached.", |l, c| {
            c.text(l.answers.as_str())
        }),
        Column::number(
            "confidence",
            "probability",
            "How sure, from 0 to 1; empty where it is unattached.",
            |l, c| c.maybe_confidence((l.answers != Answers::Unattached).then_some(l.confidence)),
        ),
        Column::text("evidence", "Kinds of evidence, joined by +.", |l, c| {
            c.shown(l.clues.iter().map(|clue| clue.evidence).collect::<EvidenceSet>())
        }),
        Column::text(
            "reasons",
            "The evidence one by one, joined by \"; \": its kind, the words in quotation marks, and the other comment.",
            |l, c| c.joined(l.clues.iter().map(Reason)),
        ),
        Column::text(
            "runner_up",
            "The best answer that was not taken: a comment's place in the thread, or article, missing. Of an unattached comment the answer that is less sure than was asked for.",
            |l, c| match l.runner_up.map(|r| r.choice) {
                Some(Answers::Comment(id)) => c.shown(id.shown()),
                Some(other) => c.text(other.as_str()),
                None => c.empty(),
            },
        ),
        Column::number(
            "runner_up_confidence",
            "probability",
            "How sure that one is; the same as confidence in a tie.",
            |l, c| c.maybe_confidence(l.runner_up.map(|r| r.confidence)),
        ),
        Column::text(
            "runner_up_reasons",
            "What speaks for that one, and so against the answer that was taken; as in reasons.",
            |l, c| c.joined(l.runner_up.iter().flat_map(|r| &r.clues).map(Reason)),
        ),
        Column::text("child_kind", "Kind of the posting that answers.", |l, c| {
            c.text(l.child.posting.kind.as_str())
        }),
        Column::text("child_author", "Name of who answers.", |l, c| c.maybe_text(l.child.author())),
        Column::text("parent_author", "Name of who is answered.", |l, c| {
            c.maybe_text(l.parent.and_then(Entry::author))
        }),
        Column::text(
            "child_stance",
            "Where the answer stands: target:label, joined by \"; \".",
            |l, c| stances(Some(l.child), c),
        ),
        Column::text(
            "parent_stance",
            "Where the comment that is answered stands: target:label, joined by \"; \".",
            |l, c| stances(l.parent, c),
        ),
        Column::integer("depth", "levels", "Reply depth of the answer.", |l, c| {
            c.maybe_integer(l.child.comment.reply_depth)
        }),
        Column::integer(
            "latency_s",
            "seconds",
            "Time from the comment that is answered to the answer, where both are known beyond doubt; negative where the clocks disagree.",
            |l, c| c.maybe_integer(l.parent.and_then(|p| latency_s(l.child.posting, p.posting))),
        ),
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Link<'r>>) -> io::Result<()> {
        for child in subject.postings() {
            let primary = &child.comment.link;
            each(&Link {
                child,
                parent: child.parent(),
                kind: "primary",
                answers: primary.answers,
                confidence: primary.confidence,
                clues: &primary.clues,
                runner_up: primary.next_best(),
            })?;
            for further in &child.comment.secondary {
                each(&Link {
                    child,
                    parent: child.strand.entry(further.parent),
                    kind: "secondary",
                    answers: Answers::Comment(further.parent),
                    confidence: further.confidence,
                    clues: &further.clues,
                    runner_up: None,
                })?;
            }
        }
        Ok(())
    }
}

/// A clue in words: `addressee "Ann" (comment 3)`.
pub(super) struct Reason<'r>(pub(super) &'r Clue);

impl fmt::Display for Reason<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.evidence.as_str())?;
        if !self.0.words.is_empty() {
            write!(f, " \"{}\"", self.0.words)?;
        }
        if let Some(other) = self.0.other {
            write!(f, " (comment {})", other.shown())?;
        }
        Ok(())
    }
}

fn stances(entry: Option<Entry<'_>>, cell: Cell<'_>) -> Filled {
    let Some(entry) = entry else { return cell.empty() };
    let vocabulary = &entry.strand.subject.vocabulary;
    let stood = entry.labels().iter().filter(|l| Some(l.dimension) == vocabulary.stance);
    cell.joined(stood.filter_map(|l| {
        let said = vocabulary.names.label(l.label?);
        Some(TargetLabel { target: l.target.map(|t| vocabulary.names.target(t)), label: said })
    }))
}

struct TargetLabel<'r> {
    target: Option<&'r str>,
    label: &'r str,
}

impl fmt::Display for TargetLabel<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target {
            Some(target) => write!(f, "{target}:{}", self.label),
            None => f.write_str(self.label),
        }
    }
}
