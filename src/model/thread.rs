//! A thread as rebuilt: comments with their authors and parents, each with
//! its evidence, its confidence and the runner-up.

use std::fmt;

use super::{Confidence, Kind};
use crate::text::Span;

/// A comment's place in its thread, from 0 in the order shown. Tables and
/// messages print it from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommentId(pub u32);

impl CommentId {
    /// The index into a thread's comments.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The number in the order shown, from 1.
    pub const fn shown(self) -> u32 {
        self.0 + 1
    }
}

/// A commenter within one thread, from 0 in the order of their first comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommenterId(pub u32);

impl CommenterId {
    /// The index into a thread's commenters.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A kind of reason for a link or a name. In the order that tables list them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Evidence {
    /// The comment calls on the parent's author in a link line: `@name`.
    Addressee,
    /// It follows the parent closely, and no words speak for another.
    Adjacency,
    /// The analyst's corrections say so.
    Analyst,
    /// "Replies: @name" under the parent names its author.
    Backlink,
    /// The platform states the parent's identifier, or that there is none.
    ExplicitId,
    /// The page shows it below the parent.
    Nesting,
    /// The parent asks something, and it asks nothing.
    Question,
    /// It quotes the parent.
    Quote,
    /// It greets or names the parent's author in its own words.
    Salutation,
    /// It shares rare words with the parent.
    SharedWords,
    /// Its author and the parent's answer each other in turn.
    TurnTaking,
}

impl Evidence {
    /// Every kind, in the order that tables list them.
    pub const ALL: [Self; 11] = [
        Self::Addressee,
        Self::Adjacency,
        Self::Analyst,
        Self::Backlink,
        Self::ExplicitId,
        Self::Nesting,
        Self::Question,
        Self::Quote,
        Self::Salutation,
        Self::SharedWords,
        Self::TurnTaking,
    ];

    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Addressee => "addressee",
            Self::Adjacency => "adjacency",
            Self::Analyst => "analyst",
            Self::Backlink => "backlink",
            Self::ExplicitId => "explicit id",
            Self::Nesting => "nesting",
            Self::Question => "question",
            Self::Quote => "quote",
            Self::Salutation => "salutation",
            Self::SharedWords => "shared words",
            Self::TurnTaking => "turn-taking",
        }
    }

    /// What it says, in half a sentence.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Addressee => "a name at the comment's head is the parent's author",
            Self::Adjacency => "it follows the parent closely, and no words speak for another",
            Self::Analyst => "the analyst's corrections say so",
            Self::Backlink => "a name listed under the parent is the comment's author",
            Self::ExplicitId => {
                "the platform states the parent's identifier, or that there is none"
            }
            Self::Nesting => "the page shows it below the parent",
            Self::Quote => "it repeats words that the parent said first",
            Self::Question => "the parent asks something, and it asks nothing",
            Self::SharedWords => "it shares rare words with the parent",
            Self::Salutation => "its own words call the parent's author by name",
            Self::TurnTaking => "its author and the parent's answer each other in turn",
        }
    }
}

/// Kinds of evidence, each at most once. Displays as `addressee+backlink`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct EvidenceSet(u16);

impl EvidenceSet {
    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether `evidence` is among them.
    pub const fn contains(self, evidence: Evidence) -> bool {
        self.0 & (1 << evidence as u8) != 0
    }

    /// Adds `evidence`.
    pub const fn insert(&mut self, evidence: Evidence) {
        self.0 |= 1 << evidence as u8;
    }

    /// The kinds, in the order that tables list them.
    pub fn iter(self) -> impl Iterator<Item = Evidence> {
        Evidence::ALL.into_iter().filter(move |&e| self.contains(e))
    }
}

impl FromIterator<Evidence> for EvidenceSet {
    fn from_iter<I: IntoIterator<Item = Evidence>>(kinds: I) -> Self {
        let mut set = Self::default();
        kinds.into_iter().for_each(|e| set.insert(e));
        set
    }
}

impl fmt::Display for EvidenceSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, evidence) in self.iter().enumerate() {
            if i > 0 {
                f.write_str("+")?;
            }
            f.write_str(evidence.as_str())?;
        }
        Ok(())
    }
}

/// Where the words of a clue stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the text of a comment.
    Body(CommentId, Span),
    /// In a link line, header or footer of a comment: a span of the decoded
    /// source.
    Source(CommentId, Span),
    /// In a corrections file, on this line (from 1).
    Corrections(u32),
    /// Nowhere in particular: order and distance.
    Order,
}

/// One reason for a link or a name, with the words that show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clue {
    /// What kind of reason.
    pub evidence: Evidence,
    /// Where the words stand.
    pub place: Place,
    /// The words: a name, a quotation, a greeting.
    pub words: String,
    /// The comment that it speaks of besides the one it explains: the one
    /// that the words point to, or the one that points here.
    pub other: Option<CommentId>,
}

/// What a comment answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Answers {
    /// The article: a root of the forest.
    #[default]
    Article,
    /// A comment of this thread.
    Comment(CommentId),
    /// A parent that the page states and does not show.
    Missing,
    /// Not decided at the asked confidence.
    Unattached,
}

impl Answers {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Comment(_) => "comment",
            Self::Missing => "missing",
            Self::Unattached => "unattached",
        }
    }

    /// The parent, where it is a comment of this thread.
    pub const fn parent(self) -> Option<CommentId> {
        match self {
            Self::Comment(id) => Some(id),
            _ => None,
        }
    }
}

/// The next best answer, and how sure that one would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunnerUp<T> {
    /// What was not chosen.
    pub choice: T,
    /// Its confidence. It may equal the chosen one's: a tie.
    pub confidence: Confidence,
    /// What speaks for it.
    pub clues: Vec<Clue>,
}

/// Why a comment answers what it answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// What it answers.
    pub answers: Answers,
    /// How sure.
    pub confidence: Confidence,
    /// The reasons. Empty for a root that nothing ties to another comment.
    pub clues: Vec<Clue>,
    /// The next best answer.
    pub runner_up: Option<RunnerUp<Answers>>,
    /// The best answer, where it is less sure than was asked for.
    pub withheld: Option<RunnerUp<Answers>>,
}

impl Link {
    /// Whether the page or the analyst says what is answered.
    pub fn is_stated(&self) -> bool {
        self.confidence == Confidence::CERTAIN
    }

    /// The best of all that was not taken.
    pub fn next_best(&self) -> Option<&RunnerUp<Answers>> {
        self.withheld.as_ref().or(self.runner_up.as_ref())
    }

    /// The kinds of its clues.
    pub fn evidence(&self) -> EvidenceSet {
        self.clues.iter().map(|c| c.evidence).collect()
    }
}

/// A further comment that a comment answers besides its parent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondaryLink {
    /// The comment that is answered, too.
    pub parent: CommentId,
    /// How sure.
    pub confidence: Confidence,
    /// The reasons.
    pub clues: Vec<Clue>,
}

/// Where an author's name comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum AuthorSource {
    /// The page states it.
    Stated,
    /// Inferred from what other comments say.
    Recovered,
    /// The analyst set it.
    Corrected,
    /// Nobody says who wrote it, or the name is no identity.
    #[default]
    Unknown,
    /// Nobody: a pingback or a server's line.
    None,
}

impl AuthorSource {
    /// Every source, in the order that tables' columns stand.
    pub const ALL: [Self; 5] =
        [Self::Stated, Self::Recovered, Self::Corrected, Self::Unknown, Self::None];

    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Recovered => "recovered",
            Self::Corrected => "corrected",
            Self::Unknown => "unknown",
            Self::None => "none",
        }
    }
}

/// Who wrote a comment, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authorship {
    /// The name; none where unknown.
    pub name: Option<String>,
    /// Where it comes from.
    pub source: AuthorSource,
    /// How sure; none where unknown.
    pub confidence: Option<Confidence>,
    /// The reasons for a recovered or corrected name.
    pub clues: Vec<Clue>,
    /// The next best name.
    pub runner_up: Option<RunnerUp<String>>,
    /// The best name, where it is less sure than was asked for.
    pub withheld: Option<RunnerUp<String>>,
    /// The commenter; none for a pingback or a server's line.
    pub commenter: Option<CommenterId>,
}

impl Authorship {
    /// Whether the page or the analyst says who wrote it, or nobody does.
    pub fn is_stated(&self) -> bool {
        self.source != AuthorSource::Recovered
    }

    /// The best of all names that were not taken.
    pub fn next_best(&self) -> Option<&RunnerUp<String>> {
        self.withheld.as_ref().or(self.runner_up.as_ref())
    }
}

/// A posting placed in its thread. Its text and all that the page states is
/// the posting of the same index in the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comment {
    /// What it is.
    pub kind: Kind,
    /// Who wrote it.
    pub author: Authorship,
    /// What it answers.
    pub link: Link,
    /// What it answers besides, by their order.
    pub secondary: Vec<SecondaryLink>,
    /// 0 for an answer to the article, the parent's + 1 otherwise; none below
    /// a missing or undecided parent.
    pub reply_depth: Option<u32>,
    /// Direct answers to it.
    pub replies: u32,
    /// Answers to it at any depth.
    pub descendants: u32,
}

impl Comment {
    /// The parent, where it is a comment of this thread.
    pub const fn parent(&self) -> Option<CommentId> {
        self.link.answers.parent()
    }
}

/// A person who comments, within one thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commenter {
    /// Their name; none for an unknown one, who wrote one comment.
    pub name: Option<String>,
    /// The best source among their comments: stated before recovered.
    pub source: AuthorSource,
}

/// The comments on one page as a forest whose roots answer the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thread {
    /// One comment a posting, in the order shown.
    pub comments: Vec<Comment>,
    /// Everybody who wrote one, in the order of their first comment.
    pub commenters: Vec<Commenter>,
}

impl Thread {
    /// The comments with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (CommentId, &Comment)> {
        self.comments.iter().enumerate().map(|(i, c)| (CommentId(i as u32), c))
    }

    /// The comments in the order of a tree walk: each parent before its
    /// answers, siblings in the order shown.
    pub fn depth_first(&self) -> Vec<CommentId> {
        let count = self.comments.len();
        let mut first_child = vec![u32::MAX; count];
        let mut next_sibling = vec![u32::MAX; count];
        let mut roots = u32::MAX;
        for (i, comment) in self.comments.iter().enumerate().rev() {
            let head = match comment.parent() {
                Some(parent) => &mut first_child[parent.index()],
                None => &mut roots,
            };
            next_sibling[i] = std::mem::replace(head, i as u32);
        }
        let mut order = Vec::with_capacity(count);
        let mut open = vec![roots];
        while let Some(at) = open.pop() {
            if at != u32::MAX {
                order.push(CommentId(at));
                open.push(next_sibling[at as usize]);
                open.push(first_child[at as usize]);
            }
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_lists_each_kind_once_in_order() {
        let set: EvidenceSet =
            [Evidence::Quote, Evidence::Addressee, Evidence::Quote].into_iter().collect();
        assert_eq!(set.to_string(), "addressee+quote");
    }
}
