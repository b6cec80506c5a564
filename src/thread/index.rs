//! What link rules look at: the names, addresses, lists and quotes of one
//! page, gathered once.

use super::corrections::Verdicts;
use super::names::{NameId, Names, is_nobody};
use super::salutation;
use crate::model::{CommentId, Page};
use crate::quotes::{Quote, QuoteSource};
use crate::text::Span;

/// The shared index over one page.
#[derive(Debug)]
pub(super) struct ThreadIndex<'p> {
    pub(super) page: &'p Page,
    pub(super) quotes: &'p [Vec<Quote>],
    pub(super) names: Names,
    /// A comment's author, where stated or corrected; "Anonymous" included.
    pub(super) author: Vec<Option<NameId>>,
    /// The names in its link lines.
    pub(super) addressees: Vec<Vec<NameId>>,
    /// The names listed under it as having answered, one a mention.
    pub(super) listed: Vec<Vec<NameId>>,
    /// The names that its own words greet, and where.
    pub(super) greeted: Vec<Vec<(NameId, Span)>>,
    /// Comments by a known author, in order, one row a name.
    pub(super) by: Vec<Vec<u32>>,
    /// Whether anybody is listed as having answered: then everybody should be.
    pub(super) lists_answers: bool,
    /// Whether link lines address anybody: then answers should have one.
    pub(super) addresses: bool,
}

impl<'p> ThreadIndex<'p> {
    pub(super) fn new(page: &'p Page, quotes: &'p [Vec<Quote>], verdicts: &Verdicts) -> Self {
        let mut names = Names::default();
        // Stated names first, so that mentions find their spelling.
        let author: Vec<Option<NameId>> = (0..page.postings.len())
            .map(|i| {
                let posting = &page.postings[i];
                let stated = posting.author.as_ref().map(|a| a.name.as_str());
                let name = verdicts.author(i).or(stated.filter(|_| posting.kind.has_author()))?;
                Some(names.stated(name))
            })
            .collect();
        let mut mentions = |list: &[crate::model::Mention]| -> Vec<NameId> {
            list.iter().map(|m| names.mentioned(&m.name)).collect()
        };
        let (addressees, listed): (Vec<_>, Vec<_>) =
            page.postings.iter().map(|p| (mentions(&p.addressees), mentions(&p.backlinks))).unzip();

        let mut by = vec![Vec::new(); names.len()];
        for (i, name) in author.iter().enumerate() {
            if let Some(name) = name {
                by[name.index()].push(i as u32);
            }
        }
        let greeted = salutation::find(page, quotes, &names);
        Self {
            lists_answers: listed.iter().any(|l| !l.is_empty()),
            addresses: addressees.iter().any(|a| !a.is_empty()),
            page,
            quotes,
            names,
            author,
            addressees,
            listed,
            greeted,
            by,
        }
    }

    /// How many comments there are.
    pub(super) fn len(&self) -> usize {
        self.page.postings.len()
    }

    /// Whether a name is one that stands for nobody in particular.
    pub(super) fn is_nobody(&self, name: NameId) -> bool {
        is_nobody(self.names.name(name))
    }

    /// The quotes in comment `child` whose words `parent` said first.
    pub(super) fn quotes_of(&self, child: usize, parent: u32) -> impl Iterator<Item = &Quote> {
        let source = QuoteSource::Comment(CommentId(parent));
        self.quotes[child].iter().filter(move |q| q.source == source)
    }
}
