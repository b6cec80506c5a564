//! Threads as tests of this layer need them: decided, whatever the text says.

use crate::analysis::ThreadAnalysis;
use crate::model::{
    Answers, AuthorSource, Authorship, Clue, Comment, CommentId, Confidence, Evidence, Link, Page,
    Place, Posting, Thread,
};

/// A comment by `author` (nobody known where empty) that answers the comment
/// at `parent`, from 0, with three parts of four certainty: an address tells.
pub(super) fn by(author: &str, parent: Option<u32>) -> Comment {
    let name = Some(author.to_owned()).filter(|a| !a.is_empty());
    let clue = |parent| Clue {
        evidence: Evidence::Addressee,
        place: Place::Order,
        words: String::from("name"),
        other: Some(CommentId(parent)),
    };
    Comment {
        author: Authorship {
            source: if name.is_some() { AuthorSource::Recovered } else { AuthorSource::Unknown },
            name,
            ..Authorship::default()
        },
        link: Link {
            answers: parent.map_or(Answers::Article, |p| Answers::Comment(CommentId(p))),
            confidence: Confidence::from_ten_thousandths(7_500),
            clues: parent.into_iter().map(clue).collect(),
            ..Link::default()
        },
        ..Comment::default()
    }
}

/// A page of these comments, without any text.
pub(super) fn page(comments: &[Comment]) -> ThreadAnalysis {
    let postings = vec![Posting::default(); comments.len()];
    ThreadAnalysis {
        page: Page { postings, ..Page::default() },
        quotes: vec![Vec::new(); comments.len()],
        thread: Thread { comments: comments.to_vec(), commenters: Vec::new() },
        facts: Vec::new(),
        labels: Vec::new(),
    }
}
