//! Who answered whom, and who wrote what nobody signed.
//!
//! [`rebuild`] gathers what the page shows into an index, asks the link rules
//! for candidates, has the solver decide parents and missing authors together,
//! and lays the decisions out as a [`Thread`] with the words that speak for
//! each. The analyst's corrections come first and constrain all of it. Stance
//! is never looked at.

mod asker;
mod clock;
mod corrections;
mod findings;
mod index;
mod layout;
mod lessons;
mod names;
mod openings;
mod past;
mod pose;
mod restrict;
mod rules;
mod salutation;
mod shape;
mod signs;
mod solver;
mod stated;
mod topics;
mod unseen;
mod weights;

use crate::model::{Comment, EvidenceSet, Page, Thread};
use crate::notice::Notice;
use crate::quotes::Quote;
pub use corrections::{Correction, Corrections};
use index::ThreadIndex;
use layout::Layout;
pub use lessons::{Lesson, lessons};
use names::NameId;
pub use restrict::restrict;
use rules::{Decided, Scene};
pub use signs::{SIGNS, Sign, Signs};
use solver::Solution;
pub use weights::{Family, Weights, WeightsError};

/// Rebuilds the thread of `page`, whose quotes are `quotes`, by what `weights`
/// say that signs are worth; without the kinds of evidence in `without`, which
/// shows what they are worth.
pub fn rebuild(
    page: &Page,
    quotes: &[Vec<Quote>],
    corrections: &Corrections,
    weights: &Weights,
    without: EvidenceSet,
) -> (Thread, Vec<Notice>) {
    let (verdicts, mut notices) = corrections.verdicts(page);
    let stated = stated::find(page, &mut notices);
    let index = ThreadIndex::new(page, quotes, &verdicts, without);
    let posed = pose::pose(&index, weights, &verdicts, &stated);
    let solution = solver::solve(&posed.puzzle);
    let authors = decide_authors(&index, &solution);
    let scene = Scene { index: &index, past: &posed.past };
    let layout = Layout {
        index: &index,
        scene,
        verdicts: &verdicts,
        stated: &stated,
        posed: &posed,
        solution: &solution,
    };

    let decided = Decided { authors: &authors };
    let mut comments: Vec<Comment> = (0..index.len())
        .map(|i| {
            let (link, secondary) = layout.links(i, &decided);
            Comment { kind: page.postings[i].kind, link, secondary, ..Comment::default() }
        })
        .collect();
    notices.extend(findings::find(&index, &decided, &comments));
    let authors = layout.authorships(&decided, &comments);
    for (comment, author) in comments.iter_mut().zip(authors) {
        comment.author = author;
    }
    let mut thread = Thread { comments, commenters: Vec::new() };
    notices.extend(shape::break_cycles(&mut thread, page));
    shape::measure(&mut thread);
    shape::gather_commenters(&mut thread, page);
    (thread, notices)
}

/// The author of each comment, where one is known well enough.
fn decide_authors(index: &ThreadIndex<'_>, solution: &Solution) -> Vec<Option<NameId>> {
    (0..index.len())
        .map(|i| {
            let choice = &solution.authors[i];
            let sure = index.author[i].is_some() || choice.belief > weights::NAMED;
            choice.best.filter(|_| sure && index.page.postings[i].kind.has_author())
        })
        .collect()
}

#[cfg(test)]
mod tests;
