//! What link rules look at: the names, addresses, lists and quotes of one
//! page, gathered once.

use std::collections::BTreeMap;

use super::corrections::Verdicts;
use super::names::{NameId, Names, is_nobody};
use super::{salutation, weights};
use crate::model::{CommentId, Evidence, EvidenceSet, Mention, Page};
use crate::quotes::{Quote, QuoteSource};
use crate::text::Span;

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
    /// Whether people chat: in lines rather than comments, going on from what
    /// they said last.
    pub(super) is_chat: bool,
    /// Whether anybody is listed as having answered: then everybody should be.
    pub(super) lists_answers: bool,
}

impl<'p> ThreadIndex<'p> {
    pub(super) fn new(
        page: &'p Page,
        quotes: &'p [Vec<Quote>],
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
        let signed = |(author, posting): (&Option<NameId>, &crate::model::Posting)| {
            author.is_some() || !posting.kind.has_author()
        };
        if author.iter().zip(&page.postings).all(signed) {
            names.close();
        }
        let mut mentions = |list: &[Mention], evidence: Evidence| -> Vec<NameId> {
            let used = list.iter().filter(|_| !without.contains(evidence));
            used.map(|m| names.mentioned(&m.name)).collect()
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

        let mut by = vec![Vec::new(); names.len()];
        for (i, name) in author.iter().enumerate() {
            if let Some(name) = name {
                by[name.index()].push(i as u32);
            }
        }
        let mut greeted = salutation::find(page, quotes, &names);
        if without.contains(Evidence::Salutation) {
            greeted.iter_mut().for_each(Vec::clear);
        }
        call_on_greeted(page, &author, &by, &greeted, &mut addressees);
        let of_comments = |(i, quotes): (usize, &Vec<Quote>)| -> Vec<Quote> {
            let used = quotes.iter().filter(|_| !without.contains(Evidence::Quote));
            let earlier =
                |q: &&Quote| matches!(q.source, QuoteSource::Comment(source) if source.index() < i);
            used.filter(earlier).copied().collect()
        };
        let quotes: Vec<Vec<Quote>> = quotes.iter().enumerate().map(of_comments).collect();
        let spoken_to = spoken_to(&names, &author, &addressees, &greeted, &quotes);
        let (listing, with_list) = listing(&names, &listed);
        let alias = aliases(&names, &author, &listed);
        Self {
            listing,
            with_list,
            spoken_to,
            unsigned: (0..page.postings.len())
                .filter(|&i| {
                    author[i].is_none()
                        && page.postings[i].kind.has_author()
                        && (!lists_answers || !listed[i].is_empty())
                })
                .map(|i| i as u32)
                .collect(),
            prior: name_priors(&author, &addressees, &listed, &alias),
            alias,
            is_chat: page.format == "chat",
            lists_answers,
            page,
            quotes,
            numbered: numbered(page, without),
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
        is_nobody(self.names.name(name))
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
            let near = weights::nearness(comment - parent - 1);
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

/// How likely each name is to stand behind an unsigned comment: the more often
/// the page names it as an author, the likelier. The sum is below 1; the rest
/// is for people whom nobody names.
fn name_priors(
    author: &[Option<NameId>],
    addressees: &[Vec<NameId>],
    listed: &[Vec<NameId>],
    alias: &[Option<NameId>],
) -> Vec<f64> {
    let mut written = vec![0.0_f64; alias.len()];
    for (author, listed) in author.iter().zip(listed) {
        for (at, name) in listed.iter().enumerate() {
            if !listed[..at].contains(name) {
                written[name.index()] += 1.0;
            }
        }
        if let Some(name) = author {
            written[name.index()] += 1.0;
        }
    }
    for name in addressees.iter().flatten() {
        // One that may be short for another's is hardly somebody more.
        let person = if alias[name.index()].is_some() { weights::ALIAS_IS_NEW } else { 1.0 };
        written[name.index()] = written[name.index()].max(person);
    }
    let named = written.iter().fold(0.0, |sum, w| sum + w);
    let all = (author.len() as f64).max(named + 1.0);
    written.iter().map(|w| w / all).collect()
}

/// The comments that speak to each name.
fn spoken_to(
    names: &Names,
    author: &[Option<NameId>],
    addressees: &[Vec<NameId>],
    greeted: &[Vec<(NameId, Span)>],
    quotes: &[Vec<Quote>],
) -> Vec<Vec<u32>> {
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); names.len()];
    for i in 0..author.len() {
        let quoted = quotes[i].iter().filter_map(|q| match q.source {
            QuoteSource::Comment(source) => author[source.index()],
            _ => None,
        });
        let all = addressees[i].iter().copied().chain(greeted[i].iter().map(|g| g.0)).chain(quoted);
        for name in all {
            let row = &mut rows[name.index()];
            if row.last() != Some(&(i as u32)) {
                row.push(i as u32);
            }
        }
    }
    rows
}

/// For each address of each comment the earlier comment whose printed number
/// it points at: the latest, since numbers may start again.
fn numbered(page: &Page, without: EvidenceSet) -> Vec<Vec<Option<u32>>> {
    let mut latest: BTreeMap<u64, u32> = BTreeMap::new();
    let mut all = Vec::with_capacity(page.postings.len());
    for (i, posting) in page.postings.iter().enumerate() {
        let addresses =
            posting.addressees.iter().filter(|_| !without.contains(Evidence::Addressee));
        let pointed = addresses.map(|mention| latest.get(&mention.number?).copied());
        all.push(pointed.collect());
        if let Some(number) = posting.number {
            latest.insert(number, i as u32);
        }
    }
    all
}

/// The comments that list each name, and those that list anybody.
fn listing(names: &Names, listed: &[Vec<NameId>]) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut rows: Vec<Vec<u32>> = vec![Vec::new(); names.len()];
    let mut any = Vec::new();
    for (i, listed) in listed.iter().enumerate() {
        for name in listed {
            if rows[name.index()].last() != Some(&(i as u32)) {
                rows[name.index()].push(i as u32);
            }
        }
        if !listed.is_empty() {
            any.push(i as u32);
        }
    }
    (rows, any)
}

/// For each name that nobody signed with and no list holds: the only signed
/// name that it may be short for, or a letter away from.
fn aliases(
    names: &Names,
    author: &[Option<NameId>],
    listed: &[Vec<NameId>],
) -> Vec<Option<NameId>> {
    let mut known = vec![false; names.len()];
    let mut signed = Vec::new();
    for name in author.iter().flatten() {
        if !std::mem::replace(&mut known[name.index()], true) {
            signed.push(*name);
        }
    }
    listed.iter().flatten().for_each(|name| known[name.index()] = true);
    let near = names.near(&signed);
    (0..names.len())
        .map(|i| if known[i] { None } else { near.only(names.folded_name(NameId(i as u32))) })
        .collect()
}

/// A comment whose first words call somebody who has spoken before addresses
/// them, link line or not: "Zoë, that is not so."
fn call_on_greeted(
    page: &Page,
    author: &[Option<NameId>],
    by: &[Vec<u32>],
    greeted: &[Vec<(NameId, Span)>],
    addressees: &mut [Vec<NameId>],
) {
    for (i, called) in addressees.iter_mut().enumerate() {
        let Some(&(name, span)) = greeted[i].first() else {
            continue;
        };
        let head = &page.postings[i].body.text()[..span.start as usize];
        let spoke = by[name.index()].first().is_some_and(|&first| (first as usize) < i);
        if called.is_empty() && spoke && author[i] != Some(name) && matches!(head, "" | "@") {
            called.push(name);
        }
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
