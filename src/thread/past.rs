//! What the comments so far seem to answer, as far as their own signs go:
//! talks take shape while a page is read from its head.

use super::names::NameId;

/// No comment.
const NONE: u32 = u32::MAX;

/// The talks so far. A talk is a comment that answers none, with all that
/// hangs on it.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// What each comment seems to answer.
    parent: Vec<u32>,
    /// The comment that begins each comment's talk.
    opening: Vec<u32>,
    /// The latest comment of the talk that each comment begins.
    end: Vec<u32>,
    /// How many answers each comment seems to have.
    answers: Vec<u32>,
    /// The comments that seem to answer each name, in order.
    answering: Vec<Vec<u32>>,
}

impl Past {
    /// Nothing yet, on a page with so many names.
    pub(super) fn of(names: usize) -> Self {
        Self { answering: vec![Vec::new(); names], ..Self::default() }
    }

    /// Adds the next comment, which seems to answer `parent`, by `answered`.
    pub(super) fn push(&mut self, parent: Option<u32>, answered: Option<NameId>) {
        let comment = self.parent.len() as u32;
        // A stated parent may come later; the talk then begins here.
        let parent = parent.filter(|&parent| parent < comment);
        let opening = parent.map_or(comment, |p| self.opening[p as usize]);
        self.parent.push(parent.unwrap_or(NONE));
        self.opening.push(opening);
        self.answers.push(0);
        self.end.push(comment);
        self.end[opening as usize] = comment;
        if let Some(parent) = parent {
            self.answers[parent as usize] += 1;
        }
        if let Some(name) = answered.filter(|_| parent.is_some()) {
            self.answering[name.index()].push(comment);
        }
    }

    /// What `comment` seems to answer.
    pub(super) fn parent(&self, comment: u32) -> Option<u32> {
        Some(self.parent[comment as usize]).filter(|&parent| parent != NONE)
    }

    /// The comment that begins the talk of `comment`.
    pub(super) fn opening(&self, comment: u32) -> u32 {
        self.opening[comment as usize]
    }

    /// The latest comment of the talk of `comment`.
    pub(super) fn end(&self, comment: u32) -> u32 {
        self.end[self.opening(comment) as usize]
    }

    /// How many answers `comment` seems to have.
    pub(super) fn answers(&self, comment: u32) -> u32 {
        self.answers[comment as usize]
    }

    /// The comments that seem to answer `name`, in order.
    pub(super) fn answering(&self, name: NameId) -> &[u32] {
        &self.answering[name.index()]
    }
}
