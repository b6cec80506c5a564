//! What link rules look at: the names, addresses, lists and quotes of one
//! page, gathered once.

use std::collections::BTreeMap;

use super::corrections::Verdicts;
use super::names::{NameId, Names, fold, is_nobody, only};
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
        let opener = opener(page, &author, &names);
        let mut mentions = |list: &[Mention], evidence: Evidence| -> Vec<NameId> {
            let used = list.iter().filter(|_| !without.contains(evidence));
            let name = |m: &Mention| match opener {
                Some(opener) if calls_opener(&m.name) => opener,
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

        let mut by = vec![Vec::new(); names.len()];
        for (i, name) in author.iter().enumerate() {
            if let Some(name) = name {
                by[name.index()].push(i as u32);
            }
        }
        let salutation::Calls { greeted, named, at_named } =
            calls(page, all_quotes, &names, &author, without);
        call_on_greeted(page, &author, &by, &greeted, &mut addressees);
        let quotes = earlier_quotes(all_quotes, without);
        let spoken_to = spoken_to(&names, &author, &addressees, &greeted, &quotes);
        let (listing, with_list) = listing(&names, &listed);
        let alias = aliases(&names, &author, &listed);
        let everybody_signed = author.iter().zip(&page.postings).all(signed);
        let family = match page.format {
            "chat" => Family::Chat,
            "records" if everybody_signed && has_handles(page) => Family::Handles,
            _ if everybody_signed && !lists_answers => Family::Signed,
            _ => Family::Unsigned,
        };
        let bodies = || page.postings.iter().map(|p| p.body.text());
        Self {
            all_quotes,
            first: first(page),
            nobody: names.all().map(is_nobody).collect(),
            order: order(page),
            minutes: clock::minutes(page),
            words: bodies().map(count_words).collect(),
            asking: asking(page, all_quotes),
            hails: bodies().zip(&greeted).map(|(b, g)| openings::hails(b, !g.is_empty())).collect(),
            speaks: bodies().map(openings::speaks).collect(),
            replies: bodies().map(openings::replies).collect(),
            quotes_article: all_quotes.iter().map(|quotes| quotes_article(quotes)).collect(),
            named,
            at_named,
            ascribed: ascribed(page, all_quotes, &names),
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
            prior: name_priors(&author, &addressees, &listed, &alias),
            alias,
            has_one_parent: page.format == "records",
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
        self.nobody[name.index()]
    }

    /// Whether comment `i` addresses people, none of whom is known to have
    /// written before, and points at no comment that is here.
    pub(super) fn calls_nobody_here(&self, i: usize) -> bool {
        let wrote =
            |name: &NameId| self.by[name.index()].first().is_some_and(|&c| (c as usize) < i);
        self.addressees[i].iter().any(|&name| !calls_all(self.names.folded_name(name)))
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

/// The first comment that a person wrote.
fn first(page: &Page) -> Option<u32> {
    page.postings.iter().position(|p| p.kind.has_author()).map(|i| i as u32)
}

/// Whether one of `quotes` is from the article.
fn quotes_article(quotes: &[Quote]) -> bool {
    quotes.iter().any(|q| q.source == QuoteSource::Article)
}

/// The names that comments call, without those who name themselves: who signs
/// what they wrote greets nobody.
fn calls(
    page: &Page,
    quotes: &[Vec<Quote>],
    names: &Names,
    author: &[Option<NameId>],
    without: EvidenceSet,
) -> salutation::Calls {
    let mut calls = salutation::find(page, quotes, names);
    for (author, found) in author.iter().zip(calls.greeted.iter_mut().zip(&mut calls.named)) {
        let other = |found: &(NameId, Span)| Some(found.0) != *author;
        found.0.retain(other);
        found.1.retain(other);
    }
    if without.contains(Evidence::Salutation) {
        calls.greeted.iter_mut().chain(&mut calls.named).for_each(Vec::clear);
        calls.at_named.iter_mut().for_each(Vec::clear);
    }
    calls
}

/// The quotes of each comment whose words an earlier one said first.
fn earlier_quotes(quotes: &[Vec<Quote>], without: EvidenceSet) -> Vec<Vec<Quote>> {
    let of_comment = |(i, quotes): (usize, &Vec<Quote>)| -> Vec<Quote> {
        let used = quotes.iter().filter(|_| !without.contains(Evidence::Quote));
        let earlier =
            |q: &&Quote| matches!(q.source, QuoteSource::Comment(source) if source.index() < i);
        used.filter(earlier).copied().collect()
    };
    quotes.iter().enumerate().map(of_comment).collect()
}

/// Who opened the thread: the article's author, else that of the first comment.
fn opener(page: &Page, author: &[Option<NameId>], names: &Names) -> Option<NameId> {
    match &page.article {
        Some(article) if !article.body.is_empty() => {
            only(names.folding_to(&fold(article.author.as_deref()?)))
        }
        _ => author.first().copied().flatten(),
    }
}

/// Whether `name` means whoever opened the thread.
fn calls_opener(name: &str) -> bool {
    ["op", "the op", "original poster"].contains(&fold(name).as_str())
}

/// Whether a folded name means everybody.
fn calls_all(name: &str) -> bool {
    ["all", "alle", "everybody", "everyone", "tous", "todos"].contains(&name)
}

/// Whether most texts after the first have a handle, `@name`.
fn has_handles(page: &Page) -> bool {
    let answers = page.postings.get(1..).unwrap_or_default();
    let handle = |text: &str| {
        let mut before = ' ';
        let mut at = false;
        text.chars().any(|c| {
            let found = at && (c.is_alphanumeric() || c == '_');
            at = c == '@' && !before.is_alphanumeric();
            before = c;
            found
        })
    };
    let with = answers.iter().filter(|p| handle(p.body.text())).count();
    with > 0 && with * 2 >= answers.len()
}

/// How many comments that people wrote come before each.
fn order(page: &Page) -> Vec<u32> {
    let mut before = 0;
    let count = |posting: &Posting| {
        let mine = before;
        before += u32::from(posting.kind.has_author());
        mine
    };
    page.postings.iter().map(count).collect()
}

/// The names that each comment ascribes quotes to.
fn ascribed(page: &Page, quotes: &[Vec<Quote>], names: &Names) -> Vec<Vec<NameId>> {
    let of_comment = |(posting, quotes): (&Posting, &Vec<Quote>)| {
        let text = posting.body.text();
        let name = |q: &Quote| only(names.folding_to(&fold(q.attributed?.of_text(text))));
        quotes.iter().filter_map(name).collect()
    };
    page.postings.iter().zip(quotes).map(of_comment).collect()
}

/// The comments that ask something in their own words.
fn asking(page: &Page, quotes: &[Vec<Quote>]) -> Vec<u32> {
    let asks = |i: &usize| {
        let text = page.postings[*i].body.text();
        let mut from = 0;
        let mut own = quotes[*i]
            .iter()
            .map(|q| q.span)
            .chain([Span::new(text.len() as u32, text.len() as u32)]);
        own.any(|quote| {
            let asks = openings::asks(text.get(from..quote.start as usize).unwrap_or_default());
            from = quote.end as usize;
            asks
        })
    };
    (0..page.postings.len()).filter(asks).map(|i| i as u32).collect()
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
