//! One thread in numbers.

use super::{StatedPlace, WordCounts};
use crate::model::{Answers, AuthorSource, Comment, Evidence, Kind};

/// What is counted while walking the comments of a thread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThreadSums {
    kinds: [u64; Kind::ALL.len()],
    sources: [u64; AuthorSource::ALL.len()],
    evidence: [u64; Evidence::ALL.len()],
    roots: u64,
    replies: u64,
    missing: u64,
    unattached: u64,
    /// How many stand at each reply depth.
    levels: Vec<u64>,
    /// Sizes of the subtrees below and with each comment whose depth is known.
    subtrees: u64,
    /// The same, squared.
    subtrees_squared: u128,
    words: u64,
    quoted_words: u64,
    named: Vec<u32>,
    unknown: u64,
    named_stated: Vec<u32>,
    roots_stated: u64,
    replies_stated: u64,
    max_depth_stated: Option<u64>,
}

/// A thread's numbers. Pingbacks and server's lines enter the counts by kind
/// and by author source, and no other.
#[derive(Debug, Clone, PartialEq)]
pub struct ThreadMeasures {
    sums: ThreadSums,
    /// People with a name, recovered ones included.
    pub commenters_known: u64,
    /// The least number of people who can have written this.
    pub commenters_min: u64,
    /// The most.
    pub commenters_max: u64,
    /// People with a name that the page or the analyst states.
    pub commenters_known_stated: u64,
    /// Deepest reply depth; none where no depth is known.
    pub max_depth: Option<u64>,
    /// Mean reply depth of the comments whose depth is known.
    pub mean_depth: Option<f64>,
    /// Most comments at one reply depth; none where no depth is known.
    pub max_width: Option<u64>,
    /// Mean distance of two nodes of the tree of the article and the comments
    /// whose depth is known; none without such a comment.
    pub structural_virality: Option<f64>,
}

impl ThreadSums {
    /// Takes a comment in, and its place among what is stated. `named` says
    /// whether its commenter has a name.
    pub fn observe(
        &mut self,
        comment: &Comment,
        words: WordCounts,
        named: bool,
        stated: StatedPlace,
    ) {
        self.kinds[comment.kind as usize] += 1;
        self.sources[comment.author.source as usize] += 1;
        if !comment.kind.has_author() {
            return;
        }
        match comment.author.commenter {
            Some(id) if named => {
                self.named.push(id.0);
                if comment.author.is_stated() {
                    self.named_stated.push(id.0);
                }
            }
            _ => self.unknown += 1,
        }
        if comment.link.is_stated() {
            self.roots_stated += u64::from(comment.link.answers == Answers::Article);
            self.replies_stated += u64::from(comment.parent().is_some());
        }
        self.max_depth_stated = self.max_depth_stated.max(stated.reply_depth.map(u64::from));
        for evidence in comment.link.evidence().iter() {
            self.evidence[evidence as usize] += 1;
        }
        match comment.link.answers {
            Answers::Article => self.roots += 1,
            Answers::Comment(_) => self.replies += 1,
            Answers::Missing => self.missing += 1,
            Answers::Unattached => self.unattached += 1,
        }
        if let Some(depth) = comment.reply_depth {
            let depth = depth as usize;
            if self.levels.len() <= depth {
                self.levels.resize(depth + 1, 0);
            }
            self.levels[depth] += 1;
            let subtree = u64::from(comment.descendants) + 1;
            self.subtrees += subtree;
            self.subtrees_squared += u128::from(subtree) * u128::from(subtree);
        }
        self.words += u64::from(words.own);
        self.quoted_words += u64::from(words.quoted);
    }

    /// Takes in what was counted in another part of the same thread.
    pub fn merge(&mut self, other: &Self) {
        add(&mut self.kinds, &other.kinds);
        add(&mut self.sources, &other.sources);
        add(&mut self.evidence, &other.evidence);
        self.levels.resize(self.levels.len().max(other.levels.len()), 0);
        add(&mut self.levels, &other.levels);
        self.roots += other.roots;
        self.replies += other.replies;
        self.missing += other.missing;
        self.unattached += other.unattached;
        self.subtrees += other.subtrees;
        self.subtrees_squared += other.subtrees_squared;
        self.words += other.words;
        self.quoted_words += other.quoted_words;
        self.named.extend_from_slice(&other.named);
        self.unknown += other.unknown;
        self.named_stated.extend_from_slice(&other.named_stated);
        self.roots_stated += other.roots_stated;
        self.replies_stated += other.replies_stated;
        self.max_depth_stated = self.max_depth_stated.max(other.max_depth_stated);
    }

    /// Divides.
    ///
    /// Of U comments by unknown authors and K people with names, at least K
    /// people wrote them (one, where K is 0) and at most K + U. Depth and
    /// width as in S. González-Bailón, A. Kaltenbrunner and R. E. Banchs, "The
    /// structure of political discussion networks", Journal of Information
    /// Technology 25 (2010), whose levels count from the article: level =
    /// reply depth + 1.
    ///
    /// Structural virality of n nodes is Σᵢⱼ dᵢⱼ / (n(n−1)), which on a tree is
    /// Σ 2s(n−s) / (n(n−1)) over its edges, s being the size of the subtree
    /// below an edge: S. Goel, A. Anderson, J. Hofman and D. J. Watts, "The
    /// structural virality of online diffusion", Management Science 62 (2016).
    pub fn finish(mut self) -> ThreadMeasures {
        self.named.sort_unstable();
        self.named.dedup();
        self.named_stated.sort_unstable();
        self.named_stated.dedup();
        let known = self.named.len() as u64;
        let placed: u64 = self.levels.iter().sum();
        let depths: u64 = (0_u64..).zip(&self.levels).map(|(depth, count)| depth * count).sum();
        ThreadMeasures {
            commenters_known: known,
            commenters_min: known.max(u64::from(self.unknown > 0)),
            commenters_max: known + self.unknown,
            commenters_known_stated: self.named_stated.len() as u64,
            max_depth: (self.levels.len() as u64).checked_sub(1),
            mean_depth: (placed > 0).then(|| depths as f64 / placed as f64),
            max_width: self.levels.iter().max().copied(),
            structural_virality: self.structural_virality(placed + 1),
            sums: self,
        }
    }

    /// For a tree of `nodes`, the article included.
    fn structural_virality(&self, nodes: u64) -> Option<f64> {
        let pairs = u128::from(nodes) * u128::from(nodes - 1);
        let crossings =
            (u128::from(nodes) * u128::from(self.subtrees)).saturating_sub(self.subtrees_squared);
        (pairs > 0).then(|| 2.0 * crossings as f64 / pairs as f64)
    }
}

impl ThreadMeasures {
    /// How many postings are of `kind`.
    pub const fn of_kind(&self, kind: Kind) -> u64 {
        self.sums.kinds[kind as usize]
    }

    /// How many postings have an author from `source`.
    pub const fn with_author(&self, source: AuthorSource) -> u64 {
        self.sums.sources[source as usize]
    }

    /// How many comments rest on `evidence` for what they answer.
    pub const fn with_evidence(&self, evidence: Evidence) -> u64 {
        self.sums.evidence[evidence as usize]
    }

    /// Comments that answer the article.
    pub const fn roots(&self) -> u64 {
        self.sums.roots
    }

    /// Comments that answer a comment of the thread.
    pub const fn replies(&self) -> u64 {
        self.sums.replies
    }

    /// Comments whose parent is not here.
    pub const fn missing(&self) -> u64 {
        self.sums.missing
    }

    /// Comments of which it is undecided what they answer.
    pub const fn unattached(&self) -> u64 {
        self.sums.unattached
    }

    /// Comments that are stated to answer the article.
    pub const fn roots_stated(&self) -> u64 {
        self.sums.roots_stated
    }

    /// Comments that are stated to answer a comment of the thread.
    pub const fn replies_stated(&self) -> u64 {
        self.sums.replies_stated
    }

    /// Deepest reply depth by stated links alone; none where none is known.
    pub const fn max_depth_stated(&self) -> Option<u64> {
        self.sums.max_depth_stated
    }

    /// Words that are the commenters' own.
    pub const fn words(&self) -> u64 {
        self.sums.words
    }

    /// Words that they quote.
    pub const fn quoted_words(&self) -> u64 {
        self.sums.quoted_words
    }
}

fn add(sums: &mut [u64], others: &[u64]) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum += other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Authorship, CommentId, CommenterId, Confidence, Link};

    fn comment(
        kind: Kind,
        commenter: Option<u32>,
        answers: Answers,
        depth: Option<u32>,
    ) -> Comment {
        Comment {
            kind,
            author: Authorship { commenter: commenter.map(CommenterId), ..Authorship::default() },
            link: Link { answers, ..Link::default() },
            reply_depth: depth,
            ..Comment::default()
        }
    }

    fn sums(comments: &[(Comment, bool)]) -> ThreadSums {
        let mut sums = ThreadSums::default();
        for (comment, named) in comments {
            let place = StatedPlace { reply_depth: comment.reply_depth, ..StatedPlace::default() };
            sums.observe(comment, WordCounts { own: 2, quoted: 1 }, *named, place);
        }
        sums
    }

    #[test]
    fn people_are_counted_once_and_have_a_least_and_a_most() {
        let root = |who| comment(Kind::Comment, who, Answers::Article, Some(0));
        let found = |list: &[(Comment, bool)]| {
            let m = sums(list).finish();
            (m.commenters_known, m.commenters_min, m.commenters_max)
        };
        assert_eq!(found(&[]), (0, 0, 0));
        assert_eq!(found(&[(root(Some(0)), true), (root(Some(0)), true)]), (1, 1, 1));
        assert_eq!(found(&[(root(Some(0)), false), (root(Some(1)), false)]), (0, 1, 2));
        assert_eq!(found(&[(root(Some(0)), true), (root(None), false)]), (1, 1, 2));
        let ping = comment(Kind::Pingback, None, Answers::Article, None);
        assert_eq!(found(&[(ping, false)]), (0, 0, 0));
    }

    #[test]
    fn undefined_is_none() {
        let lost = comment(Kind::Comment, None, Answers::Missing, None);
        let found = sums(&[(lost, false)]).finish();
        assert_eq!((found.max_depth, found.mean_depth, found.max_width), (None, None, None));
        assert_eq!((found.missing(), found.roots()), (1, 0));
    }

    #[test]
    fn what_is_stated_is_counted_apart() {
        let by = |source, confidence, answers| {
            let mut one = comment(Kind::Comment, Some(0), answers, None);
            one.author.source = source;
            one.link.confidence = Confidence::from_ten_thousandths(confidence);
            (one, true)
        };
        let answer = Answers::Comment(CommentId(0));
        let found = sums(&[
            by(AuthorSource::Stated, 10_000, Answers::Article),
            by(AuthorSource::Stated, 9_990, Answers::Article),
            by(AuthorSource::Corrected, 10_000, answer),
            by(AuthorSource::Recovered, 9_990, answer),
        ])
        .finish();
        assert_eq!((found.commenters_known, found.commenters_known_stated), (1, 1));
        assert_eq!((found.roots(), found.roots_stated()), (2, 1));
        assert_eq!((found.replies(), found.replies_stated()), (2, 1));
        let found = sums(&[by(AuthorSource::Recovered, 10_000, answer)]).finish();
        assert_eq!((found.commenters_known, found.commenters_known_stated), (1, 0));
    }

    #[test]
    fn structural_virality_is_the_mean_distance() {
        let found = |descendants: &[u32]| {
            let all: Vec<(Comment, bool)> = descendants
                .iter()
                .map(|&descendants| {
                    let root = comment(Kind::Comment, None, Answers::Article, Some(0));
                    (Comment { descendants, ..root }, false)
                })
                .collect();
            sums(&all).finish().structural_virality
        };
        assert_eq!(found(&[]), None);
        assert_eq!(found(&[0]), Some(1.0));
        // A star of the article and three: 3 pairs at 1, 3 at 2.
        assert_eq!(found(&[0, 0, 0]), Some(1.5));
        // A path of four: 3 pairs at 1, 2 at 2, 1 at 3.
        assert_eq!(found(&[2, 1, 0]), Some(10.0 / 6.0));
    }

    #[test]
    fn parts_merge_to_the_whole() {
        let all: Vec<(Comment, bool)> = (0..12)
            .map(|i| {
                let answers = match i % 4 {
                    0 => Answers::Article,
                    1 => Answers::Unattached,
                    _ => Answers::Comment(CommentId(0)),
                };
                (
                    comment(
                        Kind::ALL[i as usize % 4],
                        Some(i % 5),
                        answers,
                        (i % 4 != 1).then_some(i % 3),
                    ),
                    i % 2 == 0,
                )
            })
            .collect();
        let mut parts = sums(&all[..5]);
        parts.merge(&sums(&all[5..]));
        assert_eq!(parts.finish(), sums(&all).finish());
    }
}
