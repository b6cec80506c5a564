//! One commenter in numbers.

use super::{Interval, PersonId, StatedPlace, WordCounts, wilson_95};
use crate::model::{Comment, Kind};

/// What is counted of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CommenterSums {
    comments: u64,
    /// Comments that still have their text.
    texts: u64,
    words: u64,
    quoted_words: u64,
    replies_sent: u64,
    replies_received: u64,
    depths: u64,
    placed: u64,
    max_depth: u64,
    comments_stated: u64,
    replies_sent_stated: u64,
    replies_received_stated: u64,
}

/// A person's numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommenterMeasures {
    /// Comments, deleted ones included.
    pub comments: u64,
    /// Own words.
    pub words: u64,
    /// Words that they quote.
    pub quoted_words: u64,
    /// Own words a comment, over the comments that were not deleted.
    pub mean_words: Option<f64>,
    /// Comments of theirs that answer a comment.
    pub replies_sent: u64,
    /// Direct answers to their comments.
    pub replies_received: u64,
    /// Comments that are theirs beyond inference.
    pub comments_stated: u64,
    /// Of these, the ones that are stated to answer a comment.
    pub replies_sent_stated: u64,
    /// Comments that are stated to answer one of these.
    pub replies_received_stated: u64,
    /// Mean reply depth, over the comments whose depth is known.
    pub mean_depth: Option<f64>,
    /// Deepest reply depth.
    pub max_depth: Option<u64>,
    /// Their part of all comments, from 0 to 1.
    pub share: Option<f64>,
    /// The 95 % interval of that part.
    pub share_interval: Option<Interval>,
}

impl CommenterSums {
    /// Takes in a comment that the person wrote, and its place among what is
    /// stated.
    pub fn observe(&mut self, comment: &Comment, words: WordCounts, stated: StatedPlace) {
        self.comments += 1;
        self.texts += u64::from(comment.kind == Kind::Comment);
        self.words += u64::from(words.own);
        self.quoted_words += u64::from(words.quoted);
        self.replies_sent += u64::from(comment.parent().is_some());
        self.replies_received += u64::from(comment.replies);
        if let Some(depth) = comment.reply_depth {
            self.depths += u64::from(depth);
            self.placed += 1;
            self.max_depth = self.max_depth.max(u64::from(depth));
        }
        if comment.author.is_stated() {
            let answers = comment.parent().is_some() && comment.link.is_stated();
            self.comments_stated += 1;
            self.replies_sent_stated += u64::from(answers);
            self.replies_received_stated += u64::from(stated.replies);
        }
    }

    /// Takes in what was counted of the same person elsewhere.
    pub fn merge(&mut self, other: &Self) {
        self.comments += other.comments;
        self.texts += other.texts;
        self.words += other.words;
        self.quoted_words += other.quoted_words;
        self.replies_sent += other.replies_sent;
        self.replies_received += other.replies_received;
        self.depths += other.depths;
        self.placed += other.placed;
        self.max_depth = self.max_depth.max(other.max_depth);
        self.comments_stated += other.comments_stated;
        self.replies_sent_stated += other.replies_sent_stated;
        self.replies_received_stated += other.replies_received_stated;
    }

    /// Comments counted so far.
    pub const fn comments(&self) -> u64 {
        self.comments
    }

    /// Divides. `all` is how many comments everybody wrote.
    pub fn finish(&self, all: u64) -> CommenterMeasures {
        let ratio = |sum: u64, count: u64| (count > 0).then(|| sum as f64 / count as f64);
        CommenterMeasures {
            comments: self.comments,
            words: self.words,
            quoted_words: self.quoted_words,
            mean_words: ratio(self.words, self.texts),
            replies_sent: self.replies_sent,
            replies_received: self.replies_received,
            comments_stated: self.comments_stated,
            replies_sent_stated: self.replies_sent_stated,
            replies_received_stated: self.replies_received_stated,
            mean_depth: ratio(self.depths, self.placed),
            max_depth: (self.placed > 0).then_some(self.max_depth),
            share: ratio(self.comments, all),
            share_interval: wilson_95(self.comments, all),
        }
    }
}

/// Who exchanged replies with whom, in either direction.
#[derive(Debug, Clone, Default)]
pub struct Partners {
    pairs: Vec<(PersonId, PersonId)>,
}

impl Partners {
    /// Takes in a reply. One to oneself makes nobody a partner.
    pub fn observe(&mut self, from: PersonId, to: PersonId) {
        if from != to {
            self.pairs.push((from, to));
            self.pairs.push((to, from));
        }
    }

    /// Takes in the replies of another part.
    pub fn merge(&mut self, other: &Self) {
        self.pairs.extend_from_slice(&other.pairs);
    }

    /// For each of `people` persons, how many others they exchanged replies
    /// with.
    pub fn finish(mut self, people: usize) -> Vec<u64> {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        let mut counts = vec![0; people];
        for (person, _) in self.pairs {
            if let Some(count) = counts.get_mut(person.index()) {
                *count += 1;
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Answers, AuthorSource, Authorship, CommentId, Confidence, Link};

    #[test]
    fn unknown_depths_leave_the_mean_undefined() {
        let lost = Comment {
            link: Link { answers: Answers::Missing, ..Link::default() },
            ..Comment::default()
        };
        let mut sums = CommenterSums::default();
        sums.observe(&lost, WordCounts { own: 4, quoted: 0 }, StatedPlace::default());
        let found = sums.finish(10);
        assert_eq!((found.mean_depth, found.max_depth), (None, None));
        assert_eq!((found.share, found.mean_words), (Some(0.1), Some(4.0)));
    }

    #[test]
    fn what_is_inferred_stays_out_of_the_counts_of_what_is_stated() {
        let to = |confidence, source| Comment {
            link: Link {
                answers: Answers::Comment(CommentId(0)),
                confidence: Confidence::from_ten_thousandths(confidence),
                ..Link::default()
            },
            author: Authorship { source, ..Authorship::default() },
            ..Comment::default()
        };
        let mut sums = CommenterSums::default();
        let stated = StatedPlace { replies: 1, ..StatedPlace::default() };
        for comment in [
            to(10_000, AuthorSource::Stated),
            to(9_990, AuthorSource::Stated),
            to(10_000, AuthorSource::Recovered),
        ] {
            sums.observe(&comment, WordCounts::default(), stated);
        }
        let found = sums.finish(3);
        assert_eq!((found.comments, found.comments_stated), (3, 2));
        assert_eq!((found.replies_sent, found.replies_sent_stated), (3, 1));
        assert_eq!(found.replies_received_stated, 2);
    }

    #[test]
    fn a_deleted_comment_counts_and_has_no_words_to_average() {
        let mut sums = CommenterSums::default();
        let deleted = Comment { kind: Kind::Deleted, ..Comment::default() };
        sums.observe(&deleted, WordCounts::default(), StatedPlace::default());
        assert_eq!((sums.finish(1).comments, sums.finish(1).mean_words), (1, None));
    }

    #[test]
    fn parts_merge_to_the_whole() {
        let comment = |depth| Comment {
            reply_depth: Some(depth),
            replies: depth,
            link: Link { answers: Answers::Comment(CommentId(0)), ..Link::default() },
            ..Comment::default()
        };
        let sums = |depths: &[u32]| {
            let mut sums = CommenterSums::default();
            for &depth in depths {
                let stated = StatedPlace { replies: depth, ..StatedPlace::default() };
                sums.observe(&comment(depth), WordCounts { own: depth, quoted: 1 }, stated);
            }
            sums
        };
        let mut parts = sums(&[1, 4]);
        parts.merge(&sums(&[2]));
        assert_eq!(parts, sums(&[1, 4, 2]));
    }

    #[test]
    fn partners_are_others_each_once() {
        let mut partners = Partners::default();
        for (from, to) in [(0, 1), (1, 0), (0, 2), (2, 2)] {
            partners.observe(PersonId(from), PersonId(to));
        }
        assert_eq!(partners.finish(4), [2, 1, 1, 0]);
    }
}
