//! One person in two spellings, or two people whose names look the same.

use std::collections::BTreeMap;

use super::{Signed, author_row, places};
use crate::model::{Comment, CommentId, Evidence};
use crate::notice::{Notice, Severity};
use crate::thread::index::ThreadIndex;
use crate::thread::names::{NameId, fold, looks};
use crate::thread::shape::about;

/// Letters that a name must have for its signs and spaces to say nothing.
const LETTERS: usize = 3;

/// One finding for each group of authors whose names are hardly two, and one
/// for each spelling of a mention that is, or may be, an author's in another.
pub(super) fn find(index: &ThreadIndex<'_>, by: &Signed, comments: &[Comment]) -> Vec<Notice> {
    let mut notices = authors(index, by);
    notices.extend(mentions(index, by, comments));
    notices
}

/// Authors whose names differ in case, accents, signs or look-alike letters
/// only. They are counted as two people.
fn authors(index: &ThreadIndex<'_>, by: &Signed) -> Vec<Notice> {
    let mut spelt: BTreeMap<String, BTreeMap<NameId, &[CommentId]>> = BTreeMap::new();
    for (&name, comments) in by {
        let group = spelt.entry(key(index.names.folded_name(name))).or_default();
        group.insert(name, comments);
    }
    let mut notices: Vec<Notice> = Vec::new();
    for group in spelt.values().filter(|group| group.len() > 1) {
        let names: Vec<&str> = group.keys().map(|&id| index.names.name(id)).collect();
        let shown: Vec<String> = names
            .iter()
            .zip(group.values())
            .map(|(name, comments)| format!("“{name}” ({})", places(comments)))
            .collect();
        let message = format!(
            "{} {} and are counted as {} people",
            shown.join(" and "),
            difference(&names),
            names.len()
        );
        let later = group.values().filter_map(|comments| comments.first()).max();
        let (Some(&at), Some(first)) = (later, names.first()) else {
            continue;
        };
        let help = format!(
            "if they are one, correct the author of each comment: `{}`",
            author_row(index, at, first)
        );
        notices.push(about(index.page, at, "two-spellings", message).help(help));
    }
    notices.sort_by_key(|notice| notice.comment);
    notices
}

/// Spellings in mentions that nobody signed with.
fn mentions(index: &ThreadIndex<'_>, by: &Signed, comments: &[Comment]) -> Vec<Notice> {
    let page = index.page;
    let mut found: BTreeMap<(NameId, &str), Vec<CommentId>> = BTreeMap::new();
    for (i, posting) in page.postings.iter().enumerate() {
        let called = posting.addressees.iter().zip(&index.addressees[i]);
        let listed = posting.backlinks.iter().zip(&index.listed[i]);
        for (mention, &name) in called.chain(listed) {
            found.entry((name, mention.name.as_str())).or_default().push(CommentId(i as u32));
        }
    }
    let mut notices = Vec::new();
    for ((name, written), mut at) in found {
        at.dedup();
        let (author, sure) = match index.alias[name.index()] {
            Some(author) => (author, is_taken(comments, &at, written)),
            None => (name, true),
        };
        let known = index.names.name(author);
        let Some(theirs) = by.get(&author).filter(|_| bare(written) != bare(known)) else {
            continue;
        };
        let verb = if sure { "is taken for" } else { "may be" };
        let message = format!(
            "“{written}” (in {}) {verb} {known} ({}): they {}",
            places(&at),
            places(theirs),
            difference(&[written, known])
        );
        let help = "if somebody else is meant, correct the parent of the comment that says so";
        let mut notice = about(page, at[0], "two-spellings", message).help(help);
        notice.severity = Severity::Info;
        notices.push(notice);
    }
    notices.sort_by_key(|notice| notice.comment);
    notices
}

/// Whether an address in one of `at` that puts a name as `written` led to
/// whom it may be short for.
fn is_taken(comments: &[Comment], at: &[CommentId], written: &str) -> bool {
    at.iter().filter_map(|id| comments.get(id.index())).any(|comment| {
        let secondary = comment.secondary.iter().flat_map(|s| &s.clues);
        let mut clues = comment.link.clues.iter().chain(secondary);
        clues.any(|c| c.evidence == Evidence::Addressee && c.other.is_some() && c.words == written)
    })
}

/// A name without the signs that a sentence puts behind it.
fn bare(name: &str) -> &str {
    name.trim_end_matches(['.', ',', ':', ';', '!', '?']).trim()
}

/// What names have in common that are hardly two: how they look, without
/// signs and spaces. Very short ones keep theirs.
fn key(folded: &str) -> String {
    let letters: String = letters(folded);
    if letters.chars().count() < LETTERS { folded.to_owned() } else { looks(&letters) }
}

fn letters(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What tells `names` apart, which are of one person or nearly.
fn difference(names: &[&str]) -> &'static str {
    let all_the_same = |form: &dyn Fn(&str) -> String| {
        let mut forms = names.iter().map(|name| form(&fold(bare(name))));
        let first = forms.next();
        forms.all(|other| Some(other) == first)
    };
    if all_the_same(&|folded: &str| folded.to_owned()) {
        "differ in case, accents or spaces only"
    } else if all_the_same(&letters) {
        "differ in signs and spaces only"
    } else if all_the_same(&|folded: &str| looks(&letters(folded))) {
        "look the same and are spelt with different letters"
    } else {
        "are short for one another or a letter apart"
    }
}
