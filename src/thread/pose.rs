//! From the index to the puzzle: which questions a page asks, and with what
//! odds.

use std::ops::Range;

use super::corrections::Verdicts;
use super::index::ThreadIndex;
use super::rules::{LINK_RULES, Proposals, Question, REACH};
use super::solver::{Call, Candidate, Piece, Puzzle};
use super::stated::Stated;
use super::{unseen, weights};
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

    let mut posed = Posed { puzzle: Puzzle::default(), call_of: vec![0] };
    let unseen = unseen::share(index);
    let mut proposals = Proposals::of_at_most(most);
    for (i, stated) in stated.iter().enumerate() {
        if index.page.postings[i].kind.has_author() {
            let names = &index.addressees[i];
            let mut addressees: Vec<_> = names.iter().copied().map(Some).collect();
            if addressees.is_empty() {
                addressees.push(None);
            }
            for (at, addressee) in addressees.into_iter().enumerate() {
                let numbered = index.numbered[i].get(at).copied().flatten();
                let question = Question { comment: i, addressee, numbered };
                for rule in LINK_RULES.iter().filter(|r| !index.without.contains(r.evidence())) {
                    rule.propose(index, question, &mut proposals);
                }
                let candidates = proposals.candidates(index, question);
                let mut call = call(index, question, candidates, unseen);
                if at == 0 {
                    let verdict = verdicts.parent(i).map(|v| v.parent);
                    let settled = verdict.or(stated.as_ref().map(|s| s.answers.parent()));
                    if let Some(parent) = settled {
                        settle(&mut call, parent);
                    }
                }
                posed.puzzle.calls.push(call);
            }
        }
        posed.call_of.push(posed.puzzle.calls.len());
    }
    posed.puzzle.names.clone_from(&index.prior);
    posed.puzzle.aliases.clone_from(&index.alias);
    posed.puzzle.alias = weights::ALIAS;
    posed.puzzle.pieces = pieces;
    posed.puzzle.answered_elsewhere = weights::ANSWERED_ELSEWHERE;
    posed.puzzle.misaddressed = weights::MISADDRESSED;
    posed.puzzle.self_answer = weights::SELF_ANSWER;
    posed
}

/// The question with its odds for the article: an address is hardly ever to
/// nobody, and without one an answer is as likely as the page lets expect.
fn call(
    index: &ThreadIndex<'_>,
    question: Question,
    mut candidates: Vec<Candidate>,
    unseen: f64,
) -> Call {
    let Question { comment, addressee, .. } = question;
    let article = if addressee.is_some() {
        weights::ADDRESSEE_ELSEWHERE / (index.names.len() + 1) as f64
    } else if index.is_chat {
        let author = index.author[comment];
        let spoke = candidates.iter().any(|c| index.author[c.parent as usize] == author);
        let starts = weights::CHAT_STARTS[usize::from(!spoke)];
        let all = candidates.iter().fold(0.0, |sum, c| sum + c.weight);
        for candidate in &mut candidates {
            candidate.weight *= (1.0 - starts) / all;
        }
        if candidates.is_empty() { 1.0 } else { starts }
    } else {
        // As likely as the page lets expect, over all that adjacency reaches.
        let reached = (0..comment.min(REACH)).map(|between| weights::closeness(between as u32));
        let all = reached.fold(0.0, |sum, near| sum + near).max(1.0);
        for candidate in &mut candidates {
            candidate.weight *= unseen / all;
        }
        1.0 - unseen
    };
    Call { comment: comment as u32, addressee, article, candidates }
}

/// Leaves the call no other parent than the one that is settled.
fn settle(call: &mut Call, parent: Option<CommentId>) {
    call.article = f64::from(u8::from(parent.is_none()));
    call.candidates = parent
        .map(|parent| Candidate { parent: parent.0, weight: 1.0, unlisted: weights::UNLISTED })
        .into_iter()
        .collect();
}
