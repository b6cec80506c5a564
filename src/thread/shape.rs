//! The forest that the links make: no cycle, depths, counts, commenters. All
//! of it in loops; a chain may be as deep as the page is long.

use std::collections::BTreeMap;

use crate::model::{
    Answers, AuthorSource, Comment, CommentId, Commenter, CommenterId, Confidence, Evidence, Page,
    Thread,
};
use crate::notice::{Notice, Severity};

/// Cuts each cycle at one comment, which is left unattached. Only corrections
/// and stated parents can make one.
pub(super) fn break_cycles(thread: &mut Thread, page: &Page) -> Vec<Notice> {
    const NEW: u32 = 0;
    let mut notices = Vec::new();
    // The walk that saw a comment, from 1.
    let mut seen = vec![NEW; thread.comments.len()];
    for start in 0..thread.comments.len() {
        let walk = start as u32 + 1;
        let mut at = Some(CommentId(start as u32));
        while let Some(comment) = at {
            let mark = &mut seen[comment.index()];
            if *mark == walk {
                let (cut, length) = weakest_of_cycle(&thread.comments, comment);
                let link = &mut thread.comments[cut.index()].link;
                link.answers = Answers::Unattached;
                link.confidence = Confidence::default();
                let message = format!(
                    "{length} comments answer each other in a circle, which is cut at this one; \
                     it is left unattached"
                );
                let help = "correct the parent of one comment of the circle";
                notices.push(about(page, cut, "cycle", message).help(help));
                break;
            }
            if *mark != NEW {
                break;
            }
            *mark = walk;
            at = thread.comments[comment.index()].parent();
        }
    }
    notices
}

/// The comment of a cycle whose link is the least to be relied on, and how
/// many comments the cycle has. What was inferred goes before what the page
/// states, and that before the analyst's word; of equals the earliest goes.
fn weakest_of_cycle(comments: &[Comment], on_cycle: CommentId) -> (CommentId, usize) {
    let weight = |id: CommentId| {
        let link = &comments[id.index()].link;
        (link.evidence().contains(Evidence::Analyst), link.confidence, id)
    };
    let mut weakest = weight(on_cycle);
    let mut length = 1;
    let mut at = comments[on_cycle.index()].parent();
    while let Some(comment) = at.filter(|&c| c != on_cycle) {
        weakest = weakest.min(weight(comment));
        length += 1;
        at = comments[comment.index()].parent();
    }
    (weakest.2, length)
}

/// A finding about the comment `id` of `page`.
pub(super) fn about(
    page: &Page,
    id: CommentId,
    code: &'static str,
    message: impl Into<String>,
) -> Notice {
    let mut notice = Notice::new(code, Severity::Warning, message).about(id.shown());
    notice.input.clone_from(&page.input);
    notice.thread = Some(page.thread.clone());
    notice
}

/// Depths, and how many answers each comment has.
pub(super) fn measure(thread: &mut Thread) {
    let order = thread.depth_first();
    for &id in &order {
        let comment = &thread.comments[id.index()];
        let depth = match comment.link.answers {
            Answers::Article => Some(0),
            Answers::Comment(parent) => {
                thread.comments[parent.index()].reply_depth.map(|depth| depth + 1)
            }
            Answers::Missing | Answers::Unattached => None,
        };
        let comment = &mut thread.comments[id.index()];
        comment.reply_depth = depth;
        comment.replies = 0;
        comment.descendants = 0;
    }
    for &id in order.iter().rev() {
        let comment = &thread.comments[id.index()];
        let below = comment.descendants + 1;
        if let Some(parent) = comment.parent() {
            let parent = &mut thread.comments[parent.index()];
            parent.replies += 1;
            parent.descendants += below;
        }
    }
}

/// One commenter a name, and one for each comment whose author is unknown.
pub(super) fn gather_commenters(thread: &mut Thread, page: &Page) {
    let mut known: BTreeMap<String, CommenterId> = BTreeMap::new();
    for (comment, posting) in thread.comments.iter_mut().zip(&page.postings) {
        if !posting.kind.has_author() {
            continue;
        }
        let new = CommenterId(thread.commenters.len() as u32);
        let source = comment.author.source;
        let id = match &comment.author.name {
            Some(name) => *known.entry(name.clone()).or_insert(new),
            None => new,
        };
        if id == new {
            let name = comment.author.name.clone();
            thread.commenters.push(Commenter { name, source });
        }
        let commenter = &mut thread.commenters[id.index()];
        if rank(source) < rank(commenter.source) {
            commenter.source = source;
        }
        comment.author.commenter = Some(id);
    }
}

/// The order in which a commenter takes on the source of a comment.
const fn rank(source: AuthorSource) -> u8 {
    match source {
        AuthorSource::Stated => 0,
        AuthorSource::Corrected => 1,
        AuthorSource::Recovered => 2,
        AuthorSource::Unknown | AuthorSource::None => 3,
    }
}
