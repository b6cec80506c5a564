//! What speaks against a decision: signs on the page that lead elsewhere, and
//! signs that the page gives of other answers and not of this one.

use super::{Explainer, WORDS_COLUMNS, clues};
use crate::measures::latency_s;
use crate::model::{Answers, Clue, CommentId, Evidence, Mention, Place};
use crate::quotes::QuoteSource;
use crate::view::safe;

/// Names that a sentence lists.
const LISTED: usize = 5;

/// What speaks against the comment answering `answers`, for which `for_it`
/// speaks.
pub(super) fn sentences(about: &Explainer<'_>, answers: Answers, for_it: &[Clue]) -> Vec<String> {
    let mut all = Vec::new();
    match answers {
        Answers::Comment(parent) => {
            all.extend(addresses(about, Some(parent), for_it));
            all.extend(not_listed(about, parent, for_it));
            all.extend(quotes(about, Some(parent)));
            all.extend(order(about, parent));
        }
        Answers::Article => {
            all.extend(addresses(about, None, for_it));
            all.extend(listed(about));
            all.extend(quotes(about, None));
        }
        Answers::Missing => all.extend(quotes(about, None)),
        Answers::Unattached => {}
    }
    all
}

/// The names that it calls on and that lead elsewhere or nowhere. Where one of
/// them leads to the parent, the others are called on as well, and not instead.
fn addresses<'a>(
    about: &'a Explainer<'_>,
    parent: Option<CommentId>,
    for_it: &[Clue],
) -> impl Iterator<Item = String> + 'a {
    let leads_there = for_it.iter().any(|c| c.evidence == Evidence::Addressee);
    let secondary = about.comment.secondary.iter().flat_map(|s| &s.clues);
    let explained: Vec<&str> = secondary.map(|c| c.words.as_str()).collect();
    let mentions = about.posting.addressees.iter();
    let open = mentions.filter(move |m| !leads_there && !explained.contains(&m.name.as_str()));
    open.map(move |mention| {
        let line = clues::place(Place::Source(about.id, mention.place), about);
        let why = match parent.map(|parent| (parent, author(about, parent))) {
            None => String::new(),
            Some((parent, Some(name))) if name == mention.name => {
                format!(", a name that others than the author of comment {} have", parent.shown())
            }
            Some((parent, Some(_))) => format!(", who did not write comment {}", parent.shown()),
            Some((parent, None)) => {
                format!(", and nobody knows who wrote comment {}", parent.shown())
            }
        };
        format!("addressee: this comment calls on {}{why}{line}", at(mention))
    })
}

/// That the parent lists others, or nobody, on a page that lists answers.
fn not_listed(about: &Explainer<'_>, parent: CommentId, for_it: &[Clue]) -> Option<String> {
    let postings = &about.analysis.page.postings;
    let lists = postings.iter().any(|p| !p.backlinks.is_empty());
    if !lists || for_it.iter().any(|c| c.evidence == Evidence::Backlink) {
        return None;
    }
    let theirs = &postings.get(parent.index())?.backlinks;
    let shown = parent.shown();
    Some(match (theirs.is_empty(), author(about, about.id)) {
        (true, _) => format!(
            "backlink: no “Replies:” line stands under comment {shown}, and the page has such \
             lines"
        ),
        (false, Some(name)) => {
            format!(
                "backlink: comment {shown} lists {} and not {}",
                names(theirs),
                safe::name(name)
            )
        }
        (false, None) => format!(
            "backlink: comment {shown} lists {}, and none of them is known to have written this",
            names(theirs)
        ),
    })
}

/// An earlier comment that lists the author of this one.
pub(super) fn listed(about: &Explainer<'_>) -> Option<String> {
    let name = author(about, about.id)?;
    let earlier = about.analysis.page.postings.iter().take(about.id.index()).enumerate();
    let mut found = earlier.rev().filter_map(|(at, posting)| {
        let mention = posting.backlinks.iter().find(|m| m.name == name)?;
        Some((CommentId(at as u32), mention))
    });
    let (id, mention) = found.next()?;
    let line = clues::place(Place::Source(id, mention.place), about);
    let (shown, name) = (id.shown(), safe::name(&mention.name));
    Some(format!("backlink: comment {shown} says “Replies: @{name}”, the author of this{line}"))
}

/// The words that it has from other comments, one sentence for each of these.
fn quotes<'a>(
    about: &'a Explainer<'_>,
    parent: Option<CommentId>,
) -> impl Iterator<Item = String> + 'a {
    let mut seen: Vec<CommentId> = parent.into_iter().collect();
    seen.extend(about.comment.secondary.iter().map(|s| s.parent));
    about.quotes_here().iter().filter_map(move |quote| {
        let QuoteSource::Comment(said) = quote.source else {
            return None;
        };
        if seen.contains(&said) {
            return None;
        }
        seen.push(said);
        let words = safe::snippet(quote.span.of_text(about.posting.body.text()), WORDS_COLUMNS);
        let line = clues::place(Place::Body(about.id, quote.span), about);
        let words = clues::in_marks(&words);
        Some(format!("quote: this comment quotes {words} from comment {}{line}", said.shown()))
    })
}

/// What the order and the names make unlikely.
fn order(about: &Explainer<'_>, parent: CommentId) -> Option<String> {
    let shown = parent.shown();
    if parent > about.id {
        return Some(format!("order: comment {shown} comes later"));
    }
    let answered = about.analysis.page.postings.get(parent.index())?;
    if latency_s(about.posting, answered).is_some_and(|seconds| seconds < 0) {
        return Some(format!("order: by its time, comment {shown} is from after this one"));
    }
    let own = author(about, about.id)?;
    let same = author(about, parent) == Some(own) && about.analysis.page.format != "chat";
    same.then(|| format!("order: comment {shown} is by the same author, and few answer themselves"))
}

/// The name of the author of `id`.
fn author<'a>(about: &'a Explainer<'_>, id: CommentId) -> Option<&'a str> {
    about.analysis.thread.comments.get(id.index())?.author.name.as_deref()
}

/// `“@Ann”`.
fn at(mention: &Mention) -> String {
    format!("“@{}”", safe::name(&mention.name))
}

/// `“@Ann”, “@Ben”`, not all of them where they are many.
fn names(mentions: &[Mention]) -> String {
    let mut all: Vec<String> = mentions.iter().take(LISTED).map(at).collect();
    if mentions.len() > LISTED {
        all.push("…".to_owned());
    }
    all.join(", ")
}
