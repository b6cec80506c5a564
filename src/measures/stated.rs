//! A thread by what is stated alone: the forest that is left without any
//! inferred link.

use crate::model::{Answers, Thread};

/// A comment's place in that forest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StatedPlace {
    /// 0 for a stated answer to the article, the parent's + 1 below it; none
    /// where a link on the way is not stated.
    pub reply_depth: Option<u32>,
    /// Comments that are stated to answer it.
    pub replies: u32,
    /// The same at any depth.
    pub descendants: u32,
}

impl StatedPlace {
    /// The place of each comment of `thread`. What the analyst's corrections
    /// say is stated, too.
    pub fn all(thread: &Thread) -> Vec<Self> {
        let mut places = vec![Self::default(); thread.comments.len()];
        // Parents come before their answers here, whatever links are left.
        let order = thread.depth_first();
        for id in &order {
            let link = &thread.comments[id.index()].link;
            places[id.index()].reply_depth = match link.answers {
                _ if !link.is_stated() => None,
                Answers::Article => Some(0),
                Answers::Comment(parent) => places[parent.index()].reply_depth.map(|d| d + 1),
                Answers::Missing | Answers::Unattached => None,
            };
        }
        for id in order.iter().rev() {
            let link = &thread.comments[id.index()].link;
            if let Some(parent) = link.answers.parent().filter(|_| link.is_stated()) {
                let below = places[id.index()].descendants + 1;
                places[parent.index()].replies += 1;
                places[parent.index()].descendants += below;
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Comment, CommentId, Confidence, Link};

    /// A thread of these parents, and whether each is stated.
    #[track_caller]
    fn check(links: &[(Option<u32>, bool)], expected: &[(Option<u32>, u32, u32)]) {
        let comment = |&(parent, stated): &(Option<u32>, bool)| {
            let answers = parent.map_or(Answers::Article, |p| Answers::Comment(CommentId(p)));
            let sure = if stated { 10_000 } else { 9_990 };
            let confidence = Confidence::from_ten_thousandths(sure);
            Comment { link: Link { answers, confidence, ..Link::default() }, ..Comment::default() }
        };
        let comments = links.iter().map(comment).collect();
        let thread = Thread { comments, commenters: Vec::new() };
        let found: Vec<_> = StatedPlace::all(&thread)
            .iter()
            .map(|p| (p.reply_depth, p.replies, p.descendants))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn nothing_hangs_on_an_inferred_link() {
        check(
            &[(None, true), (Some(0), true), (Some(1), true)],
            &[(Some(0), 1, 2), (Some(1), 1, 1), (Some(2), 0, 0)],
        );
        check(
            &[(None, true), (Some(0), false), (Some(1), true)],
            &[(Some(0), 0, 0), (None, 1, 1), (None, 0, 0)],
        );
        // The first answers the last.
        check(
            &[(Some(2), true), (None, false), (None, true)],
            &[(Some(1), 0, 0), (None, 0, 0), (Some(0), 1, 1)],
        );
    }
}
