//! `analyze`: pages in, everything that is known about them out. No files, no
//! clock, no printing.

use crate::measures::latency_s;
use crate::model::{Comment, CommentId, Confidence, EvidenceSet, Kind, Page, Thread};
use crate::notice::{Notice, Severity};
use crate::quotes::{Quote, find_quotes};
use crate::stance::{Facts, Label, Matcher};
use crate::text::Span;
use crate::thread::{Corrections, Weights, rebuild, restrict};

/// What a run is asked to do.
#[derive(Debug, Default)]
pub struct Config {
    /// The rules of all lexicons, compiled.
    pub matcher: Matcher,
    /// The analyst's word on authors and parents.
    pub corrections: Corrections,
    /// What signs of an answer are worth.
    pub weights: Weights,
    /// Kinds of evidence that rebuilding leaves out, to see what they are
    /// worth.
    pub without: EvidenceSet,
    /// How sure a link or a name must be for anything to rest on it.
    pub min_confidence: Confidence,
}

/// Analyses `pages`, whose thread names must differ.
pub fn analyze(pages: Vec<Page>, config: &Config) -> Analysis {
    let mut analysis = Analysis::default();
    for page in pages {
        let (thread, notices) = ThreadAnalysis::of(page, config);
        analysis.threads.push(thread);
        analysis.notices.extend(notices);
    }
    let threads: Vec<&str> = analysis.threads.iter().map(|t| t.page.thread.as_str()).collect();
    analysis.notices.extend(config.corrections.unmatched_threads(&threads));
    analysis
}

/// All that one run found.
#[derive(Debug, Default)]
pub struct Analysis {
    /// The threads, in the order of their pages.
    pub threads: Vec<ThreadAnalysis>,
    /// Everything worth knowing about the run, in the order of the pages.
    pub notices: Vec<Notice>,
}

/// All that is known of one thread. Vectors run parallel to the page's
/// postings.
#[derive(Debug)]
pub struct ThreadAnalysis {
    /// The page as read.
    pub page: Page,
    /// The quotes of each comment, by where they stand, apart from another.
    pub quotes: Vec<Vec<Quote>>,
    /// Who answered whom.
    pub thread: Thread,
    /// What the rules found in each comment.
    pub facts: Vec<Facts>,
    /// Where each comment stands.
    pub labels: Vec<Vec<Label>>,
}

impl ThreadAnalysis {
    /// Analyses one page by itself.
    pub fn of(page: Page, config: &Config) -> (Self, Vec<Notice>) {
        let quotes = find_quotes(&page);
        let (mut thread, mut notices) =
            rebuild(&page, &quotes, &config.corrections, &config.weights, config.without);
        if config.min_confidence > Confidence::default() {
            restrict(&mut thread, &page, config.min_confidence);
        }
        notices.extend(clocks_against(&page, &thread));
        let facts: Vec<Facts> = page
            .postings
            .iter()
            .zip(&quotes)
            .map(|(posting, quotes)| {
                if posting.kind != Kind::Comment {
                    return Facts::default();
                }
                let quoted: Vec<Span> = quotes.iter().map(|q| q.span).collect();
                config.matcher.scan(posting.body.text(), &quoted)
            })
            .collect();
        let parents: Vec<_> = thread.comments.iter().map(Comment::parent).collect();
        let labels = config.matcher.resolve(&facts, &parents);
        (Self { page, quotes, thread, facts, labels }, notices)
    }
}

/// A finding for each answer whose own time is before that of what it answers.
/// One that stands before it in the order shown has a finding already.
fn clocks_against(page: &Page, thread: &Thread) -> Vec<Notice> {
    let of = |id: CommentId| page.postings.get(id.index());
    let found = thread.iter().filter_map(|(id, comment)| {
        let parent = comment.parent().filter(|&parent| parent < id)?;
        let late = latency_s(of(id)?, of(parent)?)? < 0;
        let message =
            format!("its time is before that of comment {}, which it answers", parent.shown());
        let mut notice = Notice::new("answer-before-question", Severity::Warning, message)
            .about(id.shown())
            .help("one of the two times is wrong, or the link is");
        notice.input.clone_from(&page.input);
        notice.thread = Some(page.thread.clone());
        late.then_some(notice)
    });
    found.collect()
}
