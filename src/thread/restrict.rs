//! A thread at an asked confidence: what is less sure stays visible as what
//! was not taken, and nothing rests on it.

use super::shape;
use crate::model::{Answers, AuthorSource, Authorship, Confidence, Link, Page, RunnerUp, Thread};

/// Leaves undecided in `thread`, which was rebuilt from `page`, whatever is
/// less sure than `least`: what a comment answers becomes unattached, that it
/// answers the article included, and a name unknown. Depths, counts and
/// commenters follow. What the page or the analyst states stays.
pub fn restrict(thread: &mut Thread, page: &Page, least: Confidence) {
    for comment in &mut thread.comments {
        withhold_link(&mut comment.link, least);
        comment.secondary.retain(|further| further.confidence.reaches(least));
        withhold_name(&mut comment.author, least);
    }
    shape::measure(thread);
    thread.commenters.clear();
    shape::gather_commenters(thread, page);
}

fn withhold_link(link: &mut Link, least: Confidence) {
    // What states itself as its parent was not decided at all.
    if link.answers == Answers::Unattached || link.confidence.reaches(least) {
        return;
    }
    link.withheld = Some(RunnerUp {
        choice: std::mem::replace(&mut link.answers, Answers::Unattached),
        confidence: std::mem::take(&mut link.confidence),
        clues: std::mem::take(&mut link.clues),
    });
}

fn withhold_name(author: &mut Authorship, least: Confidence) {
    let Some(confidence) = author.confidence.filter(|c| !c.reaches(least)) else {
        return;
    };
    author.withheld = author.name.take().map(|choice| RunnerUp {
        choice,
        confidence,
        clues: std::mem::take(&mut author.clues),
    });
    author.source = AuthorSource::Unknown;
    author.confidence = None;
}
