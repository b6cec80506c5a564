//! A page as it states itself: nothing here is inferred.

use super::{Body, Ledger};
use crate::text::Span;

/// One input as read: an article, which may be absent, and its postings in
/// the order shown.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The thread's name, unique within a run.
    pub thread: String,
    /// The input it came from, as the caller named it.
    pub input: String,
    /// Identifier of the format that read it.
    pub format: &'static str,
    /// The article that the comments stand below.
    pub article: Option<Article>,
    /// The postings, in the order shown.
    pub postings: Vec<Posting>,
    /// The account of the input's bytes, from formats that have offsets.
    pub ledger: Ledger,
}

/// What the comments are about.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// Its title: the first line, where the format has no better.
    pub title: Option<String>,
    /// Its author, where stated.
    pub author: Option<String>,
    /// Its text, the title excluded.
    pub body: Body,
}

/// What a posting is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// Something a person wrote. Only these count as people's.
    #[default]
    Comment,
    /// Another site's link to the article.
    Pingback,
    /// A comment whose text was removed and whose place is kept.
    Deleted,
    /// A line that a chat's server wrote.
    System,
}

impl Kind {
    /// Every kind, in the order that the tables' columns stand.
    pub const ALL: [Self; 4] = [Self::Comment, Self::Pingback, Self::Deleted, Self::System];

    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Pingback => "pingback",
            Self::Deleted => "deleted",
            Self::System => "system",
        }
    }

    /// Whether a person stands behind it, known or not.
    pub const fn has_author(self) -> bool {
        matches!(self, Self::Comment | Self::Deleted)
    }
}

/// A name that the page shows in a link line, and where it stands in the
/// source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name, without its `@`.
    pub name: String,
    /// Where the name stands in the decoded source.
    pub place: Span,
    /// The number of the comment that it points at, as printed: `NAME @25:`.
    /// It may stand on another page.
    pub number: Option<u64>,
}

impl Mention {
    /// A name at `place` that points at no number.
    pub fn new(name: impl Into<String>, place: Span) -> Self {
        Self { name: name.into(), place, number: None }
    }
}

/// A comment as the page states it.
#[derive(Debug, Clone, Default)]
pub struct Posting {
    /// What it is.
    pub kind: Kind,
    /// Its number as printed; numbers may skip or restart.
    pub number: Option<u64>,
    /// The platform's own identifier.
    pub source_id: Option<String>,
    /// Its author as printed, "Anonymous" included.
    pub author: Option<Mention>,
    /// The platform's own identifier of its author.
    pub author_id: Option<String>,
    /// Its time as printed.
    pub time: Option<String>,
    /// The parent that the platform states, by its `source_id`.
    pub platform_parent: Option<String>,
    /// Whether the platform states that it answers no comment.
    pub stated_root: bool,
    /// The level at which the page shows it, from 0, where it nests at all.
    pub nesting: Option<u16>,
    /// Names that its head calls on: `@name` on a line of its own, or before
    /// the text, which then keeps it.
    pub addressees: Vec<Mention>,
    /// Names below it under "Replies:": they answered this posting.
    pub backlinks: Vec<Mention>,
    /// Likes, votes or points, where shown.
    pub likes: Option<i64>,
    /// Its text, what it quotes included, link lines excluded.
    pub body: Body,
    /// All of it in the decoded source, from its number to its last line.
    pub place: Span,
}
