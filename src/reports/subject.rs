//! What the tables are about: an analysis with the names and counts that
//! several tables look up.

use super::vocabulary::Vocabulary;
use crate::analysis::{Analysis, ThreadAnalysis};
use crate::measures::{People, PersonId, StatedPlace, WordCounts};
use crate::model::{Comment, CommentId, Kind, Page, Posting, Thread};
use crate::notice::Notice;
use crate::quotes::Quote;
use crate::stance::Names;
use crate::stance::{Hit, Label};

/// An analysis, ready to be written as tables.
pub struct Subject<'a> {
    /// What was found.
    pub analysis: &'a Analysis,
    /// Who is who.
    pub people: People<'a>,
    /// What the lexicons call things.
    pub vocabulary: Vocabulary<'a>,
    /// Whether nobody writes in two threads.
    pub per_thread: bool,
    /// Notices of the writing itself, which follow the analysis's.
    pub notices: Vec<Notice>,
    words: Vec<Vec<WordCounts>>,
    stated: Vec<Vec<StatedPlace>>,
    /// What stands in where a thread has fewer comments than postings.
    unplaced: Comment,
}

impl<'a> Subject<'a> {
    /// Looks at `analysis` with the names of `names`; with `per_thread`, the
    /// same name in two threads is two people.
    pub fn new(analysis: &'a Analysis, names: &'a dyn Names, per_thread: bool) -> Self {
        let words = analysis
            .threads
            .iter()
            .map(|t| {
                let quotes = |i: usize| t.quotes.get(i).map_or(&[][..], Vec::as_slice);
                let postings = t.page.postings.iter().enumerate();
                postings
                    .map(|(i, posting)| {
                        // The words of all else are nobody's.
                        let counted = posting.kind == Kind::Comment;
                        counted.then(|| WordCounts::of(posting.body.text(), quotes(i)))
                    })
                    .map(Option::unwrap_or_default)
                    .collect()
            })
            .collect();
        Self {
            analysis,
            people: People::new(analysis.threads.iter().map(|t| &t.thread), per_thread),
            vocabulary: Vocabulary::of(names),
            per_thread,
            notices: Vec::new(),
            words,
            stated: analysis.threads.iter().map(|t| StatedPlace::all(&t.thread)).collect(),
            unplaced: Comment::default(),
        }
    }

    /// The threads, in the order of their pages.
    pub fn threads(&self) -> impl Iterator<Item = Strand<'_>> {
        let threads = self.analysis.threads.iter().enumerate();
        threads.map(|(index, found)| Strand { subject: self, index, found })
    }

    /// Every posting of every thread, in order.
    pub fn postings(&self) -> impl Iterator<Item = Entry<'_>> {
        self.threads().flat_map(Strand::entries)
    }

    /// The analysis's notices and then the writing's.
    pub fn all_notices(&self) -> impl Iterator<Item = &Notice> {
        self.analysis.notices.iter().chain(&self.notices)
    }
}

/// One thread of a subject.
#[derive(Clone, Copy)]
pub struct Strand<'a> {
    /// The whole.
    pub subject: &'a Subject<'a>,
    /// The thread's index.
    pub index: usize,
    found: &'a ThreadAnalysis,
}

impl<'a> Strand<'a> {
    /// The page as read.
    pub const fn page(self) -> &'a Page {
        &self.found.page
    }

    /// Who answered whom.
    pub const fn thread(self) -> &'a Thread {
        &self.found.thread
    }

    /// One posting of it, with its comment.
    pub fn entry(self, id: CommentId) -> Option<Entry<'a>> {
        let posting = self.page().postings.get(id.index())?;
        let comment = self.thread().comments.get(id.index());
        let comment = comment.unwrap_or(&self.subject.unplaced);
        Some(Entry { strand: self, id, posting, comment })
    }

    /// Every posting of it, in order.
    pub fn entries(self) -> impl Iterator<Item = Entry<'a>> {
        (0..self.page().postings.len() as u32).filter_map(move |i| self.entry(CommentId(i)))
    }
}

/// One posting with all that is known of it.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    /// Its thread.
    pub strand: Strand<'a>,
    /// Its place in the thread.
    pub id: CommentId,
    /// What the page states.
    pub posting: &'a Posting,
    /// What was inferred.
    pub comment: &'a Comment,
}

impl<'a> Entry<'a> {
    /// The name of its thread.
    pub const fn thread_name(self) -> &'a str {
        self.strand.page().thread.as_str()
    }

    /// Its whole text.
    pub fn text(self) -> &'a str {
        self.posting.body.text()
    }

    /// Who wrote it; none for a pingback or a server's line.
    pub fn person(self) -> Option<PersonId> {
        let Strand { subject, index, .. } = self.strand;
        subject.people.of(index, self.strand.thread(), self.id)
    }

    /// The author's name, however it is known.
    pub fn author(self) -> Option<&'a str> {
        self.comment.author.name.as_deref()
    }

    /// What it answers, where that is a comment of the thread.
    pub fn parent(self) -> Option<Self> {
        self.strand.entry(self.comment.parent()?)
    }

    /// Its words; zero for what is no comment.
    pub fn words(self) -> WordCounts {
        let Strand { subject, index, .. } = self.strand;
        let counts = subject.words.get(index).and_then(|of| of.get(self.id.index()));
        counts.copied().unwrap_or_default()
    }

    /// Its words; none for what is no comment.
    pub fn counted_words(self) -> Option<WordCounts> {
        (self.posting.kind == Kind::Comment).then(|| self.words())
    }

    /// Its place by what is stated alone.
    pub fn stated(self) -> StatedPlace {
        let Strand { subject, index, .. } = self.strand;
        let place = subject.stated.get(index).and_then(|of| of.get(self.id.index()));
        place.copied().unwrap_or_default()
    }

    /// What it quotes.
    pub fn quotes(self) -> &'a [Quote] {
        self.strand.found.quotes.get(self.id.index()).map_or(&[], Vec::as_slice)
    }

    /// Where rules fired in it.
    pub fn hits(self) -> &'a [Hit] {
        self.strand.found.facts.get(self.id.index()).map_or(&[], |facts| &facts.hits)
    }

    /// Where it stands.
    pub fn labels(self) -> &'a [Label] {
        self.strand.found.labels.get(self.id.index()).map_or(&[], Vec::as_slice)
    }

    /// What it says of `target` in `dimension`: the labels, each once, in
    /// the order of the lexicons. Any target where none is given.
    pub fn labels_in(
        self,
        dimension: Option<u16>,
        target: Option<u16>,
    ) -> impl Iterator<Item = &'a str> {
        let names = self.strand.subject.vocabulary.names;
        let fitting = move |label: &&Label| {
            Some(label.dimension) == dimension && (target.is_none() || label.target == target)
        };
        let labels = self.labels();
        labels.iter().enumerate().filter(move |(_, l)| fitting(l)).filter_map(move |(i, l)| {
            let said = l.label?;
            let earlier = labels[..i].iter().filter(fitting).any(|e| e.label == Some(said));
            (!earlier).then(|| names.label(said))
        })
    }
}
