//! `analyze`: pages in, everything that is known about them out. No files, no
//! clock, no printing.

use crate::model::{Page, Thread};
use crate::notice::Notice;
use crate::quotes::Quote;
use crate::stance::{Facts, Label, Matcher};
use crate::thread::Corrections;

/// What a run is asked to do.
#[derive(Debug, Default)]
pub struct Config {
    /// The rules of all lexicons, compiled.
    pub matcher: Matcher,
    /// The analyst's word on authors and parents.
    pub corrections: Corrections,
}

/// Analyses `pages`, whose thread names must differ.
pub fn analyze(pages: Vec<Page>, config: &Config) -> Analysis {
    let _ = config;
    let threads = pages
        .into_iter()
        .map(|page| ThreadAnalysis {
            quotes: vec![Vec::new(); page.postings.len()],
            thread: Thread::default(),
            facts: Vec::new(),
            labels: Vec::new(),
            page,
        })
        .collect();
    Analysis { threads, notices: Vec::new() }
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
