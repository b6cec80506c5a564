//! comments.csv: what was posted, by whom, to whom, and where it stands.

use std::io;

use crate::measures::{Instant, write_own_text};
use crate::model::{Answers, CommentId, Mention};
use crate::reports::column::{Column, Each, Spec, Table, Type};
use crate::reports::subject::{Entry, Subject};
use crate::reports::vocabulary::{Vocabulary, snake_case};

pub(super) struct Comments;

impl Table for Comments {
    type Row<'r> = Entry<'r>;
    const NAME: &'static str = "comments";
    const MEANING: &'static str =
        "A row a posting, in the order of the threads and in the order shown.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("thread", "Name of the thread.", |e, c| c.text(e.thread_name())),
        Column::integer(
            "comment",
            "place",
            "Place in the thread in the order shown, from 1.",
            |e, c| c.integer(e.id.shown()),
        ),
        Column::integer(
            "number",
            "number",
            "Number as printed on the page, where it may restart or skip.",
            |e, c| c.maybe_integer(e.posting.number),
        ),
        Column::text("source_id", "The platform's own identifier.", |e, c| {
            c.maybe_text(e.posting.source_id.as_deref())
        }),
        Column::text(
            "kind",
            "comment, pingback (another site's link), deleted (text removed, place kept) or system (a line of the chat's server).",
            |e, c| c.text(e.posting.kind.as_str()),
        ),
        Column::text(
            "commenter",
            "Who wrote it, as in commenters.csv. Empty for a pingback or a server's line.",
            |e, c| match e.person() {
                Some(person) => c.shown(person),
                None => c.empty(),
            },
        ),
        Column::text("author", "The author's name; empty where unknown.", |e, c| {
            c.maybe_text(e.author())
        }),
        Column::text(
            "author_source",
            "How the name is known: stated by the page, recovered from what other comments say, corrected by the analyst, unknown, or none (nobody wrote it).",
            |e, c| c.text(e.comment.author.source.as_str()),
        ),
        Column::number(
            "author_confidence",
            "probability",
            "How sure the name is, from 0 to 1; empty where unknown.",
            |e, c| c.maybe_confidence(e.comment.author.confidence),
        ),
        Column::text(
            "author_evidence",
            "What a recovered or corrected name rests on: kinds of evidence, the words in quotation marks, and the other comment.",
            |e, c| c.joined(e.comment.author.clues.iter().map(super::links::Reason)),
        ),
        Column::text(
            "author_runner_up",
            "The best name that was not given: the next best, or one less sure than was asked for.",
            |e, c| c.maybe_text(e.comment.author.next_best().map(|r| r.choice.as_str())),
        ),
        Column::text(
            "stated_author",
            "The author as the page prints it. \"Anonymous\" and the like stand here and are no identity.",
            |e, c| c.maybe_text(e.posting.author.as_ref().map(|m| m.name.as_str())),
        ),
        Column::text("time", "Time as printed.", |e, c| c.maybe_text(e.posting.time.as_deref())),
        Column::text(
            "time_utc",
            "The same in UTC (ISO 8601), where the page states the zone beyond doubt; empty otherwise.",
            |e, c| match e.posting.time.as_deref().and_then(Instant::parse) {
                Some(instant) => c.shown(instant),
                None => c.empty(),
            },
        ),
        Column::text(
            "answers",
            "What it answers: article, comment, missing (a parent that is not here) or unattached (undecided at the asked confidence).",
            |e, c| c.text(e.comment.link.answers.as_str()),
        ),
        Column::integer(
            "parent",
            "place",
            "The comment that it answers, by its place in the thread; empty where it answers none.",
            |e, c| c.maybe_integer(e.comment.parent().map(CommentId::shown)),
        ),
        Column::text("parent_author", "The name of the parent's author.", |e, c| {
            c.maybe_text(e.parent().and_then(Entry::author))
        }),
        Column::text(
            "platform_parent",
            "The parent that the platform states, by its source_id.",
            |e, c| c.maybe_text(e.posting.platform_parent.as_deref()),
        ),
        Column::number(
            "link_confidence",
            "probability",
            "How sure it is what the comment answers, from 0 to 1; empty where it is unattached.",
            |e, c| {
                let link = &e.comment.link;
                c.maybe_confidence((link.answers != Answers::Unattached).then_some(link.confidence))
            },
        ),
        Column::text(
            "link_evidence",
            "Kinds of evidence for what it answers, joined by +; links.csv has the words. Empty for a root that nothing ties to a comment.",
            |e, c| c.shown(e.comment.link.evidence()),
        ),
        Column::integer(
            "reply_depth",
            "levels",
            "0 for an answer to the article, the parent's + 1 otherwise; empty below a missing or undecided parent.",
            |e, c| c.maybe_integer(e.comment.reply_depth),
        ),
        Column::integer("replies", "comments", "Direct answers to it.", |e, c| {
            c.integer(e.comment.replies)
        }),
        Column::integer(
            "replies_stated",
            "comments",
            "Of these the ones that the page or a correction states to answer it.",
            |e, c| c.integer(e.stated().replies),
        ),
        Column::integer("descendants", "comments", "Answers to it at any depth.", |e, c| {
            c.integer(e.comment.descendants)
        }),
        Column::integer(
            "descendants_stated",
            "comments",
            "The same by stated links alone.",
            |e, c| c.integer(e.stated().descendants),
        ),
        Column::integer(
            "words",
            "words",
            "Words that are the commenter's own, those of own_text; empty for what is no comment.",
            |e, c| c.maybe_integer(e.counted_words().map(|w| w.own)),
        ),
        Column::integer(
            "quoted_words",
            "words",
            "Words inside quotes; empty for what is no comment.",
            |e, c| c.maybe_integer(e.counted_words().map(|w| w.quoted)),
        ),
        Column::integer("likes", "likes", "Likes, votes or points, where shown.", |e, c| {
            c.maybe_integer(e.posting.likes)
        }),
        Column::text("addressees", "Names in link lines at its head, joined by \"; \".", |e, c| {
            c.joined(names(&e.posting.addressees))
        }),
        Column::text(
            "backlinks",
            "Names below it under \"Replies:\", joined by \"; \": they answered it.",
            |e, c| c.joined(names(&e.posting.backlinks)),
        ),
        Column::Family {
            expand: stances,
            value: |e, i, c| {
                let vocabulary = &e.strand.subject.vocabulary;
                let target = vocabulary.targets.get(i).copied();
                c.joined(e.labels_in(vocabulary.stance, target))
            },
        },
        Column::text(
            "reply_stance",
            "How it takes what it answers, by the lexicon's reply dimension; empty where nothing was said.",
            |e, c| c.joined(e.labels_in(e.strand.subject.vocabulary.reply, None)),
        ),
        Column::text("own_text", "The text without its quotes, white space tidied.", |e, c| {
            c.built(|out| write_own_text(e.text(), e.quotes(), out))
        }),
        Column::text("text", "The whole text, quotes included.", |e, c| c.text(e.text())),
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Entry<'r>>) -> io::Result<()> {
        subject.postings().try_for_each(|entry| each(&entry))
    }
}

fn names(mentions: &[Mention]) -> impl Iterator<Item = &str> {
    mentions.iter().map(|m| m.name.as_str())
}

fn stances(vocabulary: &Vocabulary<'_>) -> Vec<Spec> {
    let column = |&target: &u16| Spec {
        name: format!("stance_{}", snake_case(vocabulary.names.target(target))),
        kind: Type::Text,
        unit: None,
        meaning: format!(
            "Stance toward {}; empty where nothing was said of it.",
            vocabulary.names.target_name(target)
        ),
    };
    vocabulary.targets.iter().map(column).collect()
}
