//! What link rules look at: the names, addresses, lists and quotes of one
//! page, gathered once.

mod gather;

use super::corrections::Verdicts;
use super::names::{NameId, Names, is_nobody};
use super::topics::Topics;
use super::weights::Family;
use super::{clock, openings, salutation, weights};
use crate::model::{CommentId, Evidence, EvidenceSet, Mention, Page, Posting};
use crate::quotes::{Quote, QuoteSource};
use crate::text::{Span, count_words};

/// How many comments that list a name are looked at to see whether another may
/// be by that name.
const LISTS_LOOKED_AT: usize = 4;
/// How likely an unsigned comment is by whom an answer addresses, at first
/// sight.
const UNSIGNED: f64 = 0.2;
/// What the nearness of all names that are listed above a comment comes to,
/// about.
const LISTED_NEARBY: f64 = 4.0;

/// The shared index over one page.
#[derive(Debug)]
pub(super) struct ThreadIndex<'p> {
    pub(super) page: &'p Page,
    /// The quotes of each comment, whatever their source.
    pub(super) all_quotes: &'p [Vec<Quote>],
    /// The quotes of each comment whose words an earlier one said first.
    pub(super) quotes: Vec<Vec<Quote>>,
    /// The kinds of evidence that are left out.
    pub(super) without: EvidenceSet,
    pub(super) names: Names,
    /// A comment's author, where stated or corrected; "Anonymous" included.
    pub(super) author: Vec<Option<NameId>>,
    /// The names in its link lines.
    pub(super) addressees: Vec<Vec<NameId>>,
    /// The comments that these point at by their numbers.
    pub(super) numbered: Vec<Vec<Option<u32>>>,
    /// The names listed under it as having answered, one a mention.
    pub(super) listed: Vec<Vec<NameId>>,
    /// The names that its own words greet, and where.
    pub(super) greeted: Vec<Vec<(NameId, Span)>>,
    /// Comments by a known author, in order, one row a name.
    pub(super) by: Vec<Vec<u32>>,
    /// Comments that list each name as having answered, in order.
    pub(super) listing: Vec<Vec<u32>>,
    /// Comments that list anybody, in order.
    pub(super) with_list: Vec<u32>,
    /// The author whom a name that is nobody's may stand for, shortened or
    /// misspelt.
    pub(super) alias: Vec<Option<NameId>>,
    /// Comments that address, greet or quote somebody whose name is known, in
    /// order, one row a name.
    pub(super) spoken_to: Vec<Vec<u32>>,
    /// Comments without an author that may have been answered, in order: where
    /// answers are listed, one without a list has none.
    pub(super) unsigned: Vec<u32>,
    /// How likely each name is to stand behind an unsigned comment.
    pub(super) prior: Vec<f64>,
    /// What is known of the page, and how people answer on such pages.
    pub(super) family: Family,
    /// How many comments that people wrote come before each.
    pub(super) order: Vec<u32>,
    /// Which names stand for nobody in particular.
    nobody: Vec<bool>,
    /// The first comment that a person wrote.
    pub(super) first: Option<u32>,
    /// When each comment was written, in minutes from the first that says so.
    pub(super) minutes: Vec<Option<u32>>,
    /// How many words each comment has.
    pub(super) words: Vec<u32>,
    /// Comments that ask something, in order.
    pub(super) asking: Vec<u32>,
    /// Whether each comment opens by greeting everybody.
    pub(super) hails: Vec<bool>,
    /// Whether each comment opens as answers do.
    pub(super) replies: Vec<bool>,
    /// Whether each comment says you, and whether it speaks of the page.
    pub(super) speaks: Vec<(bool, bool)>,
    /// Whether each comment quotes the article.
    pub(super) quotes_article: Vec<bool>,
    /// The names that its own words speak of, and where.
    pub(super) named: Vec<Vec<(NameId, Span)>>,
    /// The names that it ascribes quotes to.
    pub(super) ascribed: Vec<Vec<NameId>>,
    /// The names that stand after an `@` in it, in what it quotes, too.
    pub(super) at_named: Vec<Vec<NameId>>,
    /// The rare words of each comment.
    pub(super) topics: Topics,
    /// Whether a comment answers one and no more, as records do: further names
    /// at a record's head are kept in the talk by the platform.
    pub(super) has_one_parent: bool,
    /// Whether anybody is listed as having answered: then everybody should be.
    pub(super) lists_answers: bool,
}

impl<'p> ThreadIndex<'p> {
    pub(super) fn new(
        page: &'p Page,
        all_quotes: &'p [Vec<Quote>],
        verdicts: &Verdicts,
        without: EvidenceSet,
    ) -> Self {
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
        let signed = |(author, posting): (&Option<NameId>, &Posting)| {
            author.is_some() || !posting.kind.has_author()
        };
        if author.iter().zip(&page.postings).all(signed) {
            names.close();
        }
        let opener = gather::opener(page, &author, &names);
        let mut mentions = |list: &[Mention], evidence: Evidence| -> Vec<NameId> {
            let used = list.iter().filter(|_| !without.contains(evidence));
            let name = |m: &Mention| match opener {
                Some(opener) if gather::calls_opener(&m.name) => opener,
                _ => names.mentioned(&m.name),
            };
            used.map(name).collect()
        };
        let (mut addressees, listed): (Vec<Vec<NameId>>, Vec<Vec<NameId>>) = page
            .postings
            .iter()
            .map(|posting| {
                let addressees = mentions(&posting.addressees, Evidence::Addressee);
                (addressees, mentions(&posting.backlinks, Evidence::Backlink))
            })
            .unzip();
        let lists_answers = listed.iter().any(|l| !l.is_empty());

        let by = gather::by(&names, &author);
        let salutation::Calls { greeted, named, at_named } =
            gather::calls(page, all_quotes, &names, &author, without);
        gather::call_on_greeted(page, &author, &by, &greeted, &mut addressees);
        let quotes = gather::earlier_quotes(all_quotes, without);
        let spoken_to = gather::spoken_to(&names, &author, &addressees, &greeted, &quotes);
        let (listing, with_list) = gather::listing(&names, &listed);
        let alias = gather::aliases(&names, &author, &listed);
        let everybody_signed = author.iter().zip(&page.postings).all(signed);
        let family = match page.format {
            "chat" => Family::Chat,
            "records" if everybody_signed && gather::has_handles(page) => Family::Handles,
            _ if everybody_signed && !lists_answers => Family::Signed,
            _ => Family::Unsigned,
        };
        let bodies = || page.postings.iter().map(|p| p.body.text());
        Self {
            all_quotes,
            first: gather::first(page),
            nobody: names.all().map(is_nobody).collect(),
            order: gather::order(page),
            minutes: clock::minutes(page),
            words: bodies().map(count_words).collect(),
            asking: gather::asking(page, all_quotes),
            hails: bodies().zip(&greeted).map(|(b, g)| openings::hails(b, !g.is_empty())).collect(),
            speaks: bodies().map(openings::speaks).collect(),
            replies: bodies().map(openings::replies).collect(),
            quotes_article: all_quotes
                .iter()
                .map(|quotes| gather::quotes_article(quotes))
                .collect(),
            named,
            at_named,
            ascribed: gather::ascribed(page, all_quotes, &names),
            topics: match family {
                Family::Unsigned => Topics::default(),
                _ if without.contains(Evidence::SharedWords) => Topics::default(),
                _ => Topics::of(page, all_quotes),
            },
            family,
            listing,
            with_list,
            spoken_to,
            unsigned: (0..page.postings.len())
                .filter(|&i| !signed((&author[i], &page.postings[i])))
                .filter(|&i| !lists_answers || !listed[i].is_empty())
                .map(|i| i as u32)
                .collect(),
            prior: gather::name_priors(&author, &addressees, &listed, &alias),
            alias,
            has_one_parent: page.format == "records",
            lists_answers,
            page,
            quotes,
            numbered: gather::numbered(page, without),
            without,
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
        self.nobody[name.index()]
    }

    /// Whether comment `i` addresses people, none of whom is known to have
    /// written before, and points at no comment that is here.
    pub(super) fn calls_nobody_here(&self, i: usize) -> bool {
        let wrote =
            |name: &NameId| self.by[name.index()].first().is_some_and(|&c| (c as usize) < i);
        self.addressees[i].iter().any(|&name| !gather::calls_all(self.names.folded_name(name)))
            && !self.addressees[i].iter().any(wrote)
            && self.numbered[i].iter().all(Option::is_none)
    }

    /// Whether comment `i` addresses, greets and quotes nobody.
    pub(super) fn is_silent(&self, i: usize) -> bool {
        self.addressees[i].is_empty() && self.greeted[i].is_empty() && self.quotes[i].is_empty()
    }

    /// Whether the author of comment `i` has not written before, as far as is
    /// known.
    pub(super) fn is_newcomer(&self, i: usize) -> bool {
        let known = self.author[i].filter(|&name| !self.is_nobody(name));
        let first = known.and_then(|name| self.by[name.index()].first());
        first.is_none_or(|&first| first as usize >= i)
    }

    /// How likely the unsigned `comment` is by `name`, at first sight: as
    /// likely as any comment of the page where it addresses nobody, and else
    /// as likely as it answers one of the last comments above that list the
    /// name.
    pub(super) fn may_be_by(&self, comment: u32, name: NameId) -> f64 {
        let addressees = &self.addressees[comment as usize];
        let prior = self.prior[name.index()];
        if addressees.is_empty() || !self.lists_answers {
            return prior;
        }
        let listing = &self.listing[name.index()];
        let before = listing.partition_point(|&c| c < comment);
        let answers = |&parent: &u32| {
            let near = 2.0 / f64::from(comment - parent + 1);
            match self.author[parent as usize] {
                None => near * UNSIGNED,
                Some(author) if addressees.contains(&author) => near,
                Some(_) => 0.0,
            }
        };
        let lists = listing[..before].iter().rev().take(LISTS_LOOKED_AT).map(answers);
        lists.fold(prior * weights::UNLISTED, |sum, answers| sum + answers / LISTED_NEARBY)
    }

    /// The quotes in comment `child` whose words `parent` said first.
    pub(super) fn quotes_of(&self, child: usize, parent: u32) -> impl Iterator<Item = &Quote> {
        let source = QuoteSource::Comment(CommentId(parent));
        self.quotes[child].iter().filter(move |q| q.source == source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats;
    use crate::quotes::find_quotes;
    use crate::thread::Corrections;

    #[test]
    fn who_is_listed_above_may_have_written_an_answer() {
        let text = "T\n\nA.\n\nTags: x\n  1. Ann says:\n\n    One.\n\n    • Replies: @Bob\n  \
                    2. Dee says:\n\n    Two.\n\n    • Replies: @Cleo, @Eve\n  \
                    3. @Ann\n\n    Three.\n\n  4. @Dee\n\n    Four.\n\n  5. Five.\n";
        let options = formats::ReadOptions::default();
        let reading = formats::read("p", "p", text.as_bytes(), &options).expect("text");
        let page = &reading.pages[0];
        let quotes = find_quotes(page);
        let (verdicts, _) = Corrections::default().verdicts(page);
        let index = ThreadIndex::new(page, &quotes, &verdicts, EvidenceSet::default());
        let may_be = |comment: u32, name: &str| {
            let &[name] = index.names.folding_to(name) else { panic!("no {name}") };
            (index.may_be_by(comment, name), index.prior[name.index()])
        };
        let (answers_ann, prior) = may_be(2, "bob");
        assert!(answers_ann > prior, "Ann lists Bob: {answers_ann}");
        let (answers_dee, prior) = may_be(3, "bob");
        assert!(0.0 < answers_dee && answers_dee < prior, "Dee does not: {answers_dee}");
        let (answers_nobody, prior) = may_be(4, "bob");
        assert!((answers_nobody - prior).abs() < 1e-12, "{answers_nobody}");
    }
}
