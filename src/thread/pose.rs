//! From the index to the puzzle: which questions a page asks, and with what
//! odds.

use std::ops::Range;

use super::asker::Asker;
use super::corrections::Verdicts;
use super::index::ThreadIndex;
use super::past::Past;
use super::solver::{Call, Candidate, Piece, Puzzle};
use super::stated::Stated;
use super::weights::{self, Weights};
use crate::model::CommentId;

/// Options that all questions of a page may have together: what the solver's
/// memory and time are bounded by.
const OPTIONS: usize = 1_000_000;
/// Candidates that a question always may have.
const FEWEST: usize = 16;
/// Candidates that a question never has more of.
const MOST: usize = 512;

/// The puzzle, and which of its calls are whose.
pub(super) struct Posed {
    pub(super) puzzle: Puzzle,
    /// What the comments seemed to answer, by their own signs.
    pub(super) past: Past,
    /// Where each comment's calls begin, and the end of the last.
    call_of: Vec<usize>,
}

impl Posed {
    /// The calls of comment `i`, in the order of its addresses.
    pub(super) fn calls_of(&self, i: usize) -> Range<usize> {
        self.call_of[i]..self.call_of[i + 1]
    }
}

/// Asks the link rules what each comment may answer.
pub(super) fn pose(
    index: &ThreadIndex<'_>,
    weights: &Weights,
    verdicts: &Verdicts,
    stated: &[Option<Stated>],
) -> Posed {
    let pieces: Vec<Piece> = (0..index.len())
        .map(|i| {
            let mut listed = index.listed[i].clone();
            listed.sort_unstable();
            listed.dedup();
            Piece { author: index.author[i], listed }
        })
        .collect();
    let lists: usize = pieces.iter().map(|p| p.listed.len() + 1).sum();
    let most = (OPTIONS / lists.max(1)).clamp(FEWEST, MOST);

    let mut asker = Asker::new(index, weights, most);
    let mut posed = Posed { puzzle: Puzzle::default(), past: Past::default(), call_of: vec![0] };
    for (i, stated) in stated.iter().enumerate() {
        let verdict = verdicts.parent(i).map(|v| v.parent);
        let settled = verdict.or(stated.as_ref().map(|s| s.answers.parent()));
        let first = posed.puzzle.calls.len();
        if index.page.postings[i].kind.has_author() {
            for question in asker.questions(i) {
                posed.puzzle.calls.push(asker.call(question));
            }
            if let (Some(parent), Some(call)) = (settled, posed.puzzle.calls.get_mut(first)) {
                settle(call, parent);
            }
        }
        asker.remember(posed.puzzle.calls.get(first));
        posed.call_of.push(posed.puzzle.calls.len());
    }
    posed.past = asker.past();
    posed.puzzle.names.clone_from(&index.prior);
    posed.puzzle.aliases.clone_from(&index.alias);
    posed.puzzle.alias = weights::ALIAS;
    posed.puzzle.pieces = pieces;
    posed.puzzle.answered_elsewhere = weights::ANSWERED_ELSEWHERE;
    posed.puzzle.misaddressed = weights::MISADDRESSED;
    posed.puzzle.self_answer = weights::SELF_ANSWER;
    posed
}

/// Leaves the call no other parent than the one that is settled.
pub(super) fn settle(call: &mut Call, parent: Option<CommentId>) {
    call.article = f64::from(u8::from(parent.is_none()));
    call.candidates = parent
        .map(|parent| Candidate { parent: parent.0, weight: 1.0, unlisted: weights::UNLISTED })
        .into_iter()
        .collect();
}
