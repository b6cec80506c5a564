//! The nouns: a [`Page`] as it was read, the [`Thread`] that is rebuilt from
//! it. Plain data; no decision is taken here.

mod body;
mod confidence;
mod ledger;
mod page;
mod thread;

pub use body::Body;
pub use confidence::{Confidence, NoConfidence};
pub use ledger::{Ledger, Part};
pub use page::{Article, Kind, Mention, Page, Posting};
pub use thread::{
    Answers, AuthorSource, Authorship, Clue, Comment, CommentId, Commenter, CommenterId, Evidence,
    EvidenceSet, Link, Place, RunnerUp, SecondaryLink, Thread,
};
