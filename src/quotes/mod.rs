//! Which words of a comment are somebody else's, and whose.
//!
//! A quote is marked (from three words: fewer are a title, a nickname or
//! irony) or stands word for word in the article or an earlier comment (from
//! eight words). Its source is where the words were first said, not another
//! comment that quotes them. Case, punctuation and the kind of apostrophe do
//! not matter, and an elision in a marked quote may leave words out.

mod index;
mod marked;

use std::collections::VecDeque;
use std::ops::Range;

use crate::model::{CommentId, Page};
use crate::text::{Span, words};
use index::{Run, WordIndex};
use marked::Marked;

/// Fewest words between marks that count as a quote.
const FEWEST_MARKED: usize = 3;

/// Words by which a comment ascribes a quote to somebody.
const ASCRIBING: [&str; 24] = [
    "said",
    "says",
    "saying",
    "told",
    "wrote",
    "writes",
    "written",
    "stated",
    "claimed",
    "claims",
    "according",
    "reported",
    "reports",
    "declared",
    "announced",
    "quote",
    "quoted",
    "quoting",
    "source",
    "sagte",
    "sagt",
    "schrieb",
    "schreibt",
    "laut",
];

/// How far before or behind a quote, in words, an ascription may stand.
const ASCRIBING_REACH: usize = 8;

/// Where quoted words were first said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteSource {
    /// In the article.
    Article,
    /// In an earlier comment of the same page.
    Comment(CommentId),
    /// Elsewhere: the comment says who or where.
    Outside,
    /// Nowhere on the page, and the comment does not say.
    Unknown,
}

impl QuoteSource {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Comment(_) => "comment",
            Self::Outside => "outside",
            Self::Unknown => "unknown",
        }
    }
}

/// How a quote shows that it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QuoteMark {
    /// It stands in quotation marks.
    Marks,
    /// Its lines begin with `>`.
    Prefix,
    /// The same words stand earlier on the page.
    Verbatim,
}

impl QuoteMark {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Prefix => "prefix",
            Self::Verbatim => "verbatim",
        }
    }
}

/// A stretch of a comment's text that is a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// Where it stands in the comment's text, its marks included.
    pub span: Span,
    /// Where the words were first said.
    pub source: QuoteSource,
    /// How it shows.
    pub mark: QuoteMark,
    /// How many words it has.
    pub words: u32,
}

/// The quotes of each posting of `page`, by where they stand, apart from one
/// another.
pub fn find_quotes(page: &Page) -> Vec<Vec<Quote>> {
    let mut index = WordIndex::new();
    let article = page.article.as_ref();
    let title = article.and_then(|a| a.title.as_deref()).unwrap_or_default();
    index.push(&format!("{title}\n\n{}", article.map_or("", |a| a.body.text())));
    index.index_pushed();
    let mut all = Vec::with_capacity(page.postings.len());
    for (i, posting) in page.postings.iter().enumerate() {
        index.push(posting.body.text());
        all.push(quotes_of(posting.body.text(), i + 1, &index));
        index.index_pushed();
    }
    all
}

/// The quotes of the text that the index has as number `text`.
fn quotes_of(body: &str, text: usize, index: &WordIndex) -> Vec<Quote> {
    let spans = index.spans(text);
    // Posting the same comment twice is no quoting.
    let mut runs = index.runs_in(text);
    runs.retain(|run| !run.whole);

    let mut quotes = Vec::new();
    let mut runs: VecDeque<Run> = runs.into();
    let mut unmarked = Vec::new();
    for marked in marked::find(body) {
        let within = words_within(spans, marked.inner);
        if within.len() < FEWEST_MARKED {
            continue;
        }
        while let Some(run) = runs.pop_front_if(|run| run.end() <= within.start) {
            unmarked.push(run);
        }
        // Marks inside a longer stretch of another's words belong to it.
        let inside = |run: &Run| {
            run.first <= within.start
                && within.end <= run.end()
                && run.len >= within.len() + FEWEST_MARKED
        };
        if runs.front().is_some_and(inside) {
            continue;
        }
        // The part of a run that stands inside the marks is part of this quote;
        // the rest is known to be another's, however little it is.
        let mut touching = None;
        while let Some(run) = runs.pop_front_if(|run| run.first < within.end) {
            touching.get_or_insert(run.source);
            unmarked.extend(run.part(run.first..within.start));
            if let Some(rest) = run.part(within.end..run.end()) {
                runs.push_front(rest);
            }
        }
        let source = match index.find(text, &pieces(body, &within, spans)).or(touching) {
            Some(found) => source_of(found),
            None if is_ascribed(body, &within, spans, &marked) => QuoteSource::Outside,
            None => QuoteSource::Unknown,
        };
        quotes.push(Quote {
            span: marked.span,
            source,
            mark: marked.mark,
            words: within.len() as u32,
        });
    }
    quotes.extend(unmarked.into_iter().chain(runs).map(|run| {
        let (first, last) = (spans[run.first], spans[run.end() - 1]);
        Quote {
            span: with_punctuation(body, Span::new(first.start, last.end)),
            source: source_of(run.source),
            mark: QuoteMark::Verbatim,
            words: run.len as u32,
        }
    }));
    set_apart(&mut quotes);
    quotes
}

/// Sorts `quotes`, and gives what two of them have in common to one: marks to
/// the quote that they mark, and other punctuation to the earlier.
fn set_apart(quotes: &mut Vec<Quote>) {
    quotes.sort_by_key(|q| q.span);
    for i in 1..quotes.len() {
        let next = quotes[i];
        let before = &mut quotes[i - 1];
        if before.mark == QuoteMark::Verbatim && next.mark != QuoteMark::Verbatim {
            before.span.end = before.span.end.min(next.span.start);
        }
    }
    let mut end = 0;
    quotes.retain_mut(|q| {
        q.span.start = q.span.start.max(end);
        end = end.max(q.span.end);
        !q.span.is_empty()
    });
}

fn source_of(text: usize) -> QuoteSource {
    match text.checked_sub(1) {
        None => QuoteSource::Article,
        Some(comment) => QuoteSource::Comment(CommentId(comment as u32)),
    }
}

/// The words that lie within `inner`, as a range of `spans`.
fn words_within(spans: &[Span], inner: Span) -> Range<usize> {
    let first = spans.partition_point(|w| w.start < inner.start);
    let end = spans.partition_point(|w| w.end <= inner.end);
    first..end.max(first)
}

/// The words of a quote, cut where it leaves something out: at an ellipsis or
/// at brackets.
fn pieces(body: &str, within: &Range<usize>, spans: &[Span]) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = within.start;
    for at in within.start + 1..within.end {
        let gap = Span::new(spans[at - 1].end, spans[at].start).of_text(body);
        if gap.contains(['…', '[', ']']) || gap.contains("...") {
            pieces.push(start..at);
            start = at;
        }
    }
    pieces.push(start..within.end);
    pieces
}

/// Whether the words around a quote say who or what it is from.
fn is_ascribed(body: &str, within: &Range<usize>, spans: &[Span], marked: &Marked) -> bool {
    let from = spans[within.start.saturating_sub(ASCRIBING_REACH)].start;
    let last = (within.end + ASCRIBING_REACH).min(spans.len()) - 1;
    let around = [
        Span::new(from.min(marked.span.start), marked.span.start),
        Span::new(marked.span.end, spans[last].end.max(marked.span.end)),
    ];
    around.iter().any(|span| {
        let text = span.of_text(body);
        text.contains("://")
            || words(text).any(|w| ASCRIBING.iter().any(|a| w.text.eq_ignore_ascii_case(a)))
    })
}

/// `span` with the punctuation that closes it, and the marks that open it.
fn with_punctuation(body: &str, span: Span) -> Span {
    let before = &body[..span.start as usize];
    let opening = before.trim_end_matches(['“', '"', '„', '«', '(', '[', '…', '‘']);
    let after = &body[span.end as usize..];
    let rest = after
        .trim_start_matches(['.', ',', ';', ':', '!', '?', '…', '”', '"', '“', '»', '’', ')', ']']);
    Span::new(opening.len() as u32, (body.len() - rest.len()) as u32)
}

#[cfg(test)]
mod tests;
