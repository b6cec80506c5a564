//! The truth that a table states itself.

use super::{Gold, GoldAuthor, GoldRow, Truth};
use crate::analysis::ThreadAnalysis;
use crate::model::{Answers, AuthorSource, CommentId, Evidence};

impl Gold {
    /// What `thread` states: the parents that it gives by their ids, or that
    /// there is none, and the authors. A comment whose statement leads nowhere
    /// (to itself, in a circle) is not judged.
    pub fn stated(thread: &ThreadAnalysis) -> Self {
        let comments = &thread.thread.comments;
        let rows = comments.iter().zip(0..).filter_map(|(comment, i)| {
            if !comment.link.evidence().contains(Evidence::ExplicitId) {
                return None;
            }
            let answers = match comment.link.answers {
                Answers::Article => Truth::Article,
                Answers::Comment(parent) => Truth::Comments(vec![parent]),
                Answers::Missing => Truth::Missing,
                Answers::Unattached => return None,
            };
            let author = match (&comment.author.name, comment.author.source) {
                (_, AuthorSource::None) => GoldAuthor::Nobody,
                (Some(name), AuthorSource::Stated) => GoldAuthor::Stated(name.clone()),
                _ => GoldAuthor::Unknown,
            };
            Some(GoldRow { comment: CommentId(i), author, answers })
        });
        Self { rows: rows.collect(), comments: comments.len() }
    }
}
