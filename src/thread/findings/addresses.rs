//! Addresses that lead nowhere.

use crate::model::{Answers, Comment, CommentId};
use crate::notice::Notice;
use crate::thread::index::ThreadIndex;
use crate::thread::rules::Decided;
use crate::thread::shape::about;

/// One finding for each comment that calls on somebody who has written nothing
/// before it. A parent that the page states by its id is told elsewhere.
pub(super) fn find(
    index: &ThreadIndex<'_>,
    decided: &Decided<'_>,
    comments: &[Comment],
) -> Vec<Notice> {
    let page = index.page;
    let last = last_comments(index, decided);
    let mut notices = Vec::new();
    for (i, (comment, posting)) in comments.iter().zip(&page.postings).enumerate() {
        let id = CommentId(i as u32);
        let stated = posting.platform_parent.is_some();
        let called = index.addressees[i].first().zip(posting.addressees.first());
        let Some((&name, mention)) = called.filter(|_| comment.link.answers == Answers::Missing)
        else {
            continue;
        };
        if stated {
            continue;
        }
        let words = &mention.name;
        let (code, message) = match last.get(name.index()).copied().flatten() {
            _ if decided.authors[i] == Some(name) => (
                "self-address",
                format!("it calls on “@{words}”, its own author, who wrote nothing before it"),
            ),
            Some(last) if last > id && !index.is_nobody(name) => (
                "answer-before-question",
                format!("it calls on “@{words}”, who writes only further down"),
            ),
            _ => (
                "missing-parent",
                format!("it calls on “@{words}”, and no comment before it is known to be theirs"),
            ),
        };
        let help = "the text may have lost comments or be in another order; a correction can \
                    name the parent";
        notices.push(about(page, id, code, message).help(help));
    }
    notices
}

/// The last comment of each name, by the names' numbers.
fn last_comments(index: &ThreadIndex<'_>, decided: &Decided<'_>) -> Vec<Option<CommentId>> {
    let mut last = vec![None; index.names.len()];
    for (i, author) in decided.authors.iter().enumerate() {
        if let Some(slot) = author.and_then(|name| last.get_mut(name.index())) {
            *slot = Some(CommentId(i as u32));
        }
    }
    last
}
