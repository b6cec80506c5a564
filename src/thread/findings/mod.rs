//! What is odd about a thread as rebuilt, and worth a look: addresses that
//! lead nowhere, and names of which it is doubtful whose they are.

mod addresses;
mod names;
mod people;

use std::collections::BTreeMap;

use super::index::ThreadIndex;
use super::names::NameId;
use super::rules::Decided;
use crate::model::{Comment, CommentId};
use crate::notice::Notice;

/// All findings, each about a comment.
pub(super) fn find(
    index: &ThreadIndex<'_>,
    decided: &Decided<'_>,
    comments: &[Comment],
) -> Vec<Notice> {
    let by = signed(index);
    let mut notices = addresses::find(index, decided, comments);
    notices.extend(names::find(index, &by, comments));
    notices.extend(people::find(index, &by));
    notices
}

/// The comments of everybody who signed and is somebody.
type Signed = BTreeMap<NameId, Vec<CommentId>>;

fn signed(index: &ThreadIndex<'_>) -> Signed {
    let mut by = Signed::new();
    for (i, author) in index.author.iter().enumerate() {
        if let Some(name) = author {
            by.entry(*name).or_default().push(CommentId(i as u32));
        }
    }
    by.retain(|&name, _| !index.is_nobody(name));
    by
}

/// Comments that a finding lists.
const LISTED: usize = 5;

/// `comment 3`, `comments 1, 4`, not all of them where they are many.
fn places(comments: &[CommentId]) -> String {
    let mut shown: Vec<String> =
        comments.iter().take(LISTED).map(|id| id.shown().to_string()).collect();
    if comments.len() > LISTED {
        shown.push("…".to_owned());
    }
    let noun = if comments.len() == 1 { "comment" } else { "comments" };
    format!("{noun} {}", shown.join(", "))
}

/// The row of a corrections file that sets the author of `comment`.
fn author_row(index: &ThreadIndex<'_>, comment: CommentId, name: &str) -> String {
    let cell = |text: &str| {
        if text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    format!("{},{},author,{}", cell(&index.page.thread), comment.shown(), cell(name))
}
