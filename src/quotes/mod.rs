//! Which words of a comment are somebody else's, and whose.

use crate::model::CommentId;
use crate::text::Span;

/// Where quoted words were first said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteSource {
    /// In the article.
    Article,
    /// In an earlier comment of the same page.
    Comment(CommentId),
    /// Elsewhere: the comment says who or where.
    Outside,
    /// Nowhere on the page, and the comment does not say.
    Unknown,
}

impl QuoteSource {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Comment(_) => "comment",
            Self::Outside => "outside",
            Self::Unknown => "unknown",
        }
    }
}

/// How a quote shows that it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteMark {
    /// It stands in quotation marks.
    Marks,
    /// Its lines begin with `>`.
    Prefix,
    /// The same words stand earlier on the page.
    Verbatim,
}

impl QuoteMark {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Prefix => "prefix",
            Self::Verbatim => "verbatim",
        }
    }
}

/// A stretch of a comment's text that is a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Where it stands in the comment's text, its marks included.
    pub span: Span,
    /// Where the words were first said.
    pub source: QuoteSource,
    /// How it shows.
    pub mark: QuoteMark,
    /// How many words it has.
    pub words: u32,
}
