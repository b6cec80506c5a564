//! Parents that the page states: by identifier, or by showing a comment below
//! another. They need no solving, and they bound what is left to solve.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::shape::about;
use crate::model::{Answers, Clue, CommentId, Evidence, Page, Place, Posting};
use crate::notice::Notice;

/// What the page states that a comment answers, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// What is stated.
    pub(super) answers: Answers,
    /// How.
    pub(super) clue: Clue,
}

/// The stated parents of `page`, one entry a comment; none where the page
/// states nothing. Findings about broken statements go into `notices`.
pub(super) fn find(page: &Page, notices: &mut Vec<Notice>) -> Vec<Option<Stated>> {
    let ids = by_id(page, notices);
    // The latest comment at each level of nesting.
    let mut open: Vec<u32> = Vec::new();
    let stated: Vec<Option<Stated>> = page
        .postings
        .iter()
        .enumerate()
        .map(|(i, posting)| {
            let nested = posting.nesting.map(|level| nested(i, level, &mut open));
            by_parent_id(page, i, posting, &ids, notices).or(nested).or_else(|| root(posting))
        })
        .collect();
    stated
}

/// The parent above a comment at `level`; `open` holds the latest comment at
/// each level.
fn nested(i: usize, level: u16, open: &mut Vec<u32>) -> Stated {
    // A level may be skipped: the comment then stands below the deepest.
    open.truncate(usize::from(level));
    let parent = open.last().map(|&parent| CommentId(parent));
    open.push(i as u32);
    Stated {
        answers: parent.map_or(Answers::Article, Answers::Comment),
        clue: Clue {
            evidence: Evidence::Nesting,
            place: Place::Order,
            words: String::new(),
            other: parent,
        },
    }
}

/// That there is no parent, where the platform says so.
fn root(posting: &Posting) -> Option<Stated> {
    let clue = Clue {
        evidence: Evidence::ExplicitId,
        place: Place::Order,
        words: String::new(),
        other: None,
    };
    posting.stated_root.then_some(Stated { answers: Answers::Article, clue })
}

/// The comment that each identifier names: the first that has it.
fn by_id<'p>(page: &'p Page, notices: &mut Vec<Notice>) -> HashMap<&'p str, CommentId, FixedState> {
    let mut ids = HashMap::default();
    for (i, posting) in page.postings.iter().enumerate() {
        let Some(id) = posting.source_id.as_deref() else {
            continue;
        };
        let mine = CommentId(i as u32);
        let first = *ids.entry(id).or_insert(mine);
        if first != mine {
            let message = format!("the identifier {id} is also that of comment {}", first.shown());
            notices
                .push(about(page, mine, "duplicate-id", message).help(
                    "answers to this identifier are linked to the first comment that has it",
                ));
        }
    }
    ids
}

fn by_parent_id(
    page: &Page,
    i: usize,
    posting: &Posting,
    ids: &HashMap<&str, CommentId, FixedState>,
    notices: &mut Vec<Notice>,
) -> Option<Stated> {
    let id = posting.platform_parent.as_deref()?;
    let mine = CommentId(i as u32);
    let answers = match ids.get(id) {
        Some(&parent) if parent == mine => {
            let message = "it states itself as its parent and is left unattached";
            notices.push(about(page, mine, "self-parent", message));
            Answers::Unattached
        }
        Some(&parent) => {
            if parent > mine {
                let message = format!("it answers comment {}, which comes later", parent.shown());
                notices.push(about(page, mine, "answer-before-question", message));
            }
            Answers::Comment(parent)
        }
        None => {
            let message = format!("its parent {id} is not on the page");
            notices.push(about(page, mine, "missing-parent", message));
            Answers::Missing
        }
    };
    let clue = Clue {
        evidence: Evidence::ExplicitId,
        place: Place::Order,
        words: id.to_owned(),
        other: answers.parent(),
    };
    Some(Stated { answers, clue })
}
