//! Two people with one name, and one person with two, where the page says so.
//!
//! Calling on one's own name is no such sign: on labelled forums it is mostly
//! people who go on from their own comment.

use std::collections::{BTreeMap, BTreeSet};

use super::{Signed, author_row, places};
use crate::model::{CommentId, Kind};
use crate::notice::{Notice, Severity};
use crate::text::{Word, words};
use crate::thread::index::ThreadIndex;
use crate::thread::names::{NameId, fold};
use crate::thread::shape::about;

/// Names that an identifier may have. One with more is that of all guests.
const NAMES_OF_ONE: usize = 3;

/// Identifiers that are nobody's.
const NO_ID: [&str; 5] = ["0", "-1", "null", "none", "nan"];

/// Words before their own name by which people part from a namesake.
const OTHER: [&str; 12] = [
    "different",
    "other",
    "anderer",
    "andere",
    "anderen",
    "autre",
    "otro",
    "otra",
    "altro",
    "altra",
    "outro",
    "outra",
];

/// What a chat's server says of somebody who takes another name.
const RENAMED: &str = " is now known as ";

/// The findings, each about a comment.
pub(super) fn find(index: &ThreadIndex<'_>, by: &Signed) -> Vec<Notice> {
    let mut notices = by_identifiers(index, by);
    notices.extend(by_their_word(index, by));
    notices.extend(renamed(index, by));
    notices
}

/// A name with two identifiers of authors, and an identifier with two names.
fn by_identifiers(index: &ThreadIndex<'_>, by: &Signed) -> Vec<Notice> {
    let mut of_names: BTreeMap<NameId, BTreeMap<&str, Vec<CommentId>>> = BTreeMap::new();
    let mut of_ids: BTreeMap<&str, BTreeMap<NameId, Vec<CommentId>>> = BTreeMap::new();
    for (i, posting) in index.page.postings.iter().enumerate() {
        let id = posting.author_id.as_deref();
        let id = id.filter(|id| !NO_ID.iter().any(|no| id.eq_ignore_ascii_case(no)));
        let name = index.author[i].filter(|name| by.contains_key(name));
        if let (Some(id), Some(name)) = (id, name) {
            let at = CommentId(i as u32);
            of_names.entry(name).or_default().entry(id).or_default().push(at);
            of_ids.entry(id).or_default().entry(name).or_default().push(at);
        }
    }
    let mut notices = Vec::new();
    for (name, ids) in of_names.iter().filter(|(_, ids)| ids.len() > 1) {
        let name = index.names.name(*name);
        let shown: Vec<String> =
            ids.iter().map(|(id, comments)| format!("{id} ({})", places(comments))).collect();
        let message = format!(
            "{} people have the name “{name}” and are counted as one: their identifiers are {}",
            ids.len(),
            shown.join(" and ")
        );
        let Some((id, at)) = ids.iter().map(|(id, at)| (id, at[0])).max_by_key(|&(_, at)| at)
        else {
            continue;
        };
        let help = format!(
            "correct the author of each comment of one of them: `{}`",
            author_row(index, at, &format!("{name} ({id})"))
        );
        notices.push(about(index.page, at, "one-name-two-people", message).help(help));
    }
    for (id, names) in of_ids.iter().filter(|(_, n)| (2..=NAMES_OF_ONE).contains(&n.len())) {
        let shown: Vec<String> = names
            .iter()
            .map(|(name, at)| format!("“{}” ({})", index.names.name(*name), places(at)))
            .collect();
        let message = format!(
            "one person, of the identifier {id}, has {} names and is counted as so many people: {}",
            names.len(),
            shown.join(" and ")
        );
        let later = names.values().map(|at| at[0]).max();
        let (Some(at), Some((first, _))) = (later, names.iter().next()) else {
            continue;
        };
        notices.push(two_names(index, at, index.names.name(*first), message));
    }
    notices.sort_by_key(|notice| notice.comment);
    notices
}

/// That one person has two names, and how to make them one.
fn two_names(index: &ThreadIndex<'_>, at: CommentId, name: &str, message: String) -> Notice {
    let row = author_row(index, at, name);
    let help = format!("correct the author of each comment under the other name: `{row}`");
    about(index.page, at, "one-person-two-names", message).help(help)
}

/// "Different Bob here", says Bob.
fn by_their_word(index: &ThreadIndex<'_>, by: &Signed) -> Vec<Notice> {
    let mut notices = Vec::new();
    for (&name, comments) in by.iter().filter(|(_, comments)| comments.len() > 1) {
        let own = index.names.folded_name(name);
        let Some(first_word) = words(own).next() else {
            continue;
        };
        let parts = |id: &&CommentId| {
            let text = index.page.postings[id.index()].body.text();
            parts_from_namesake(text, own, first_word.text)
        };
        let Some(&at) = comments.iter().find(parts) else {
            continue;
        };
        let name = index.names.name(name);
        let message = format!(
            "two people seem to have the name “{name}” ({}) and are counted as one: this comment \
             parts from a namesake",
            places(comments)
        );
        let row = author_row(index, at, &format!("{name} (2)"));
        let help = format!("correct the author of each comment of one of them: `{row}`");
        notices.push(about(index.page, at, "one-name-two-people", message).help(help));
    }
    notices.sort_by_key(|notice| notice.comment);
    notices
}

/// Whether `text` says that its author is not the other one of their name,
/// which is `own`, folded, and begins with the word `first`.
fn parts_from_namesake(text: &str, own: &str, first: &str) -> bool {
    let is = |word: &Word<'_>, other: &str| word.text.eq_ignore_ascii_case(other);
    let mut before: [Option<Word<'_>>; 3] = [None; 3];
    for word in words(text) {
        let [further, middle, last] = before;
        before = [middle, last, Some(word)];
        // "… to each other.\nBob" is signed by Bob.
        let between = |last: &Word<'_>| &text[last.span.end as usize..word.span.start as usize];
        let near = last.filter(|last| between(last) == " ");
        let other = near.is_some_and(|near| {
            let not = || [further, middle].iter().flatten().any(|w| is(w, "not"));
            OTHER.iter().any(|other| is(&near, other)) || is(&near, "same") && not()
        });
        if other && fold(word.text) == first {
            let from = word.span.start as usize;
            // Folded letters may be shorter, and no name is longer by much.
            let to = text.len().min(from + own.len() * 4 + 16);
            let rest = fold(&text[from..text.floor_char_boundary(to)]);
            let behind = rest.strip_prefix(own);
            if behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric)) {
                return true;
            }
        }
    }
    false
}

/// Who took another name in a chat, and spoke under both.
fn renamed(index: &ThreadIndex<'_>, by: &Signed) -> Vec<Notice> {
    let known: BTreeMap<&str, NameId> =
        by.keys().map(|&name| (index.names.name(name), name)).collect();
    let mut told: BTreeSet<(NameId, NameId)> = BTreeSet::new();
    let mut notices = Vec::new();
    for (i, posting) in index.page.postings.iter().enumerate() {
        if posting.kind != Kind::System {
            continue;
        }
        let names = posting.body.text().split_once(RENAMED);
        let both = names.and_then(|(old, new)| {
            Some((*known.get(old.trim())?, *known.get(new.trim().trim_end_matches('.'))?))
        });
        let Some((old, new)) = both.filter(|(old, new)| old != new) else {
            continue;
        };
        if !told.insert((old.min(new), old.max(new))) {
            continue;
        }
        let (from, to) = (index.names.name(old), index.names.name(new));
        let message = format!(
            "one person has the names “{from}” ({}) and “{to}” ({}), as the server says, and is \
             counted as two people",
            places(&by[&old]),
            places(&by[&new])
        );
        let mut notice = two_names(index, by[&new][0], from, message);
        notice.comment = Some(i as u32 + 1);
        notice.severity = Severity::Info;
        notices.push(notice);
    }
    notices
}
