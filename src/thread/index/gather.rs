//! What the index holds, gathered from a page column by column.

use std::collections::BTreeMap;

use super::super::names::{NameId, Names, fold, only};
use super::super::{openings, salutation, weights};
use crate::model::{Evidence, EvidenceSet, Page, Posting};
use crate::quotes::{Quote, QuoteSource};
use crate::text::Span;

/// The first comment that a person wrote.
pub(super) fn first(page: &Page) -> Option<u32> {
    page.postings.iter().position(|p| p.kind.has_author()).map(|i| i as u32)
}

/// The comments by each known author, in order, one row a name.
pub(super) fn by(names: &Names, author: &[Option<NameId>]) -> Vec<Vec<u32>> {
    let mut rows = vec![Vec::new(); names.len()];
    for (i, name) in author.iter().enumerate() {
        if let Some(name) = name {
            rows[name.index()].push(i as u32);
        }
    }
    rows
}

/// Whether one of `quotes` is from the article.
pub(super) fn quotes_article(quotes: &[Quote]) -> bool {
    quotes.iter().any(|q| q.source == QuoteSource::Article)
}

/// The names that comments call, without those who name themselves: who signs
/// what they wrote greets nobody.
pub(super) fn calls(
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
pub(super) fn earlier_quotes(quotes: &[Vec<Quote>], without: EvidenceSet) -> Vec<Vec<Quote>> {
    let of_comment = |(i, quotes): (usize, &Vec<Quote>)| -> Vec<Quote> {
        let used = quotes.iter().filter(|_| !without.contains(Evidence::Quote));
        let earlier =
            |q: &&Quote| matches!(q.source, QuoteSource::Comment(source) if source.index() < i);
        used.filter(earlier).copied().collect()
    };
    quotes.iter().enumerate().map(of_comment).collect()
}

/// Who opened the thread: the article's author, else that of the first comment.
pub(super) fn opener(page: &Page, author: &[Option<NameId>], names: &Names) -> Option<NameId> {
    match &page.article {
        Some(article) if !article.body.is_empty() => {
            only(names.folding_to(&fold(article.author.as_deref()?)))
        }
        _ => author.first().copied().flatten(),
    }
}

/// Whether `name` means whoever opened the thread.
pub(super) fn calls_opener(name: &str) -> bool {
    ["op", "the op", "original poster"].contains(&fold(name).as_str())
}

/// Whether a folded name means everybody.
pub(super) fn calls_all(name: &str) -> bool {
    ["all", "alle", "everybody", "everyone", "tous", "todos"].contains(&name)
}

/// Whether most texts after the first have a handle, `@name`.
pub(super) fn has_handles(page: &Page) -> bool {
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
pub(super) fn order(page: &Page) -> Vec<u32> {
    let mut before = 0;
    let count = |posting: &Posting| {
        let mine = before;
        before += u32::from(posting.kind.has_author());
        mine
    };
    page.postings.iter().map(count).collect()
}

/// The names that each comment ascribes quotes to.
pub(super) fn ascribed(page: &Page, quotes: &[Vec<Quote>], names: &Names) -> Vec<Vec<NameId>> {
    let of_comment = |(posting, quotes): (&Posting, &Vec<Quote>)| {
        let text = posting.body.text();
        let name = |q: &Quote| only(names.folding_to(&fold(q.attributed?.of_text(text))));
        quotes.iter().filter_map(name).collect()
    };
    page.postings.iter().zip(quotes).map(of_comment).collect()
}

/// The comments that ask something in their own words.
pub(super) fn asking(page: &Page, quotes: &[Vec<Quote>]) -> Vec<u32> {
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
pub(super) fn name_priors(
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
pub(super) fn spoken_to(
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
pub(super) fn numbered(page: &Page, without: EvidenceSet) -> Vec<Vec<Option<u32>>> {
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
pub(super) fn listing(names: &Names, listed: &[Vec<NameId>]) -> (Vec<Vec<u32>>, Vec<u32>) {
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
pub(super) fn aliases(
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
pub(super) fn call_on_greeted(
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
