//! Which words of a comment are somebody else's, and whose.
//!
//! A quote is marked (from three words: fewer are a title, a nickname or
//! irony) or stands word for word in the article or an earlier comment (from
//! eight words). Its source is where the words were first said, not another
//! comment that quotes them. Case, punctuation, accents and what a conversion
//! left of them do not matter, nor whether `ceasefire` is written as two words.
//!
//! A quote may leave words out and have a few changed: it goes on behind the
//! change as long as four words in five are in common. Sentences that stand in
//! between are the quoting comment's own. Where changes leave no eight words in
//! a row, it takes twelve in common, five of them in a row: people often say
//! again what they said before, in nearly the same words.

mod beside;
mod folded;
mod heads;
mod index;
mod marked;
mod near;
mod plain;
mod tags;

use std::collections::VecDeque;
use std::ops::Range;

use crate::model::{CommentId, Page};
use crate::text::{Span, words};
use index::{Run, WordIndex};
use plain::Plain;

/// Fewest words between marks that count as a quote.
const FEWEST_MARKED: usize = 3;

/// Words by which a comment ascribes a quote to somebody.
const ASCRIBING: [&str; 20] = [
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
    "sagte",
    "sagt",
    "schrieb",
    "schreibt",
    "laut",
];

/// How far before or behind a quote, in words, an ascription may stand.
const ASCRIBING_REACH: usize = 8;

/// Where quoted words were first said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum QuoteSource {
    /// In the article.
    Article,
    /// In an earlier comment of the same page.
    Comment(CommentId),
    /// Elsewhere: the comment says who or where.
    Outside,
    /// Nowhere on the page, and the comment does not say.
    #[default]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum QuoteMark {
    /// It stands in quotation marks.
    Marks,
    /// Its lines begin with `>`.
    Prefix,
    /// It stands between tags such as `[quote]` or `<blockquote>`.
    Tags,
    /// The same words, or nearly the same, stand earlier on the page.
    #[default]
    Verbatim,
}

impl QuoteMark {
    /// The word that the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Marks => "marks",
            Self::Prefix => "prefix",
            Self::Tags => "tags",
            Self::Verbatim => "verbatim",
        }
    }
}

/// Comments that quote the same words, too: later than the source and earlier
/// than the quote, no more than [`Also::MOST`], the latest ones, the latest
/// first. Known for quotes from five words on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Also([Option<CommentId>; Self::MOST]);

impl Also {
    /// How many are kept.
    pub const MOST: usize = 4;

    /// The comments.
    pub fn comments(&self) -> impl Iterator<Item = CommentId> {
        self.0.iter().flatten().copied()
    }

    /// Whether `comment` is one of them.
    pub fn contains(&self, comment: CommentId) -> bool {
        self.0.contains(&Some(comment))
    }
}

impl FromIterator<CommentId> for Also {
    /// The first [`Also::MOST`] of `comments`.
    fn from_iter<I: IntoIterator<Item = CommentId>>(comments: I) -> Self {
        let mut also = Self::default();
        for (place, comment) in also.0.iter_mut().zip(comments) {
            *place = Some(comment);
        }
        also
    }
}

/// A stretch of a comment's text that is a quote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quote {
    /// Where it stands in the comment's text, its marks included.
    pub span: Span,
    /// Where the words were first said.
    pub source: QuoteSource,
    /// How it shows.
    pub mark: QuoteMark,
    /// How many words it has.
    pub words: u32,
    /// Who quotes the same words, too.
    pub also: Also,
    /// The name in the comment's text that the quote is ascribed to, by a tag
    /// or a line above it: `[quote=Ann]`, `Ann wrote:`.
    pub attributed: Option<Span>,
}

/// The quotes of each posting of `page`, by where they stand, apart from one
/// another.
pub fn find_quotes(page: &Page) -> Vec<Vec<Quote>> {
    read(page).0
}

/// The quotes of each posting of `page`, and the index by which they were
/// found.
fn read(page: &Page) -> (Vec<Vec<Quote>>, WordIndex) {
    let mut index = WordIndex::new();
    let article = page.article.as_ref();
    let title = article.and_then(|a| a.title.as_deref()).unwrap_or_default();
    let article = format!("{title}\n\n{}", article.map_or("", |a| a.body.text()));
    index.push(Plain::of(&article).text());
    index.index_pushed();
    let mut all = Vec::with_capacity(page.postings.len());
    for (i, posting) in page.postings.iter().enumerate() {
        let plain = Plain::of(posting.body.text());
        index.push(plain.text());
        let mut quotes = quotes_of(plain.text(), i + 1, &mut index);
        for quote in &mut quotes {
            quote.span = plain.back(quote.span);
            quote.attributed = quote.attributed.map(|name| plain.back(name));
        }
        all.push(quotes);
        index.index_pushed();
    }
    (all, index)
}

/// Words of a text that are a quote.
#[derive(Debug)]
struct Quoted {
    words: Range<usize>,
    span: Span,
    mark: QuoteMark,
    /// The text that said them first.
    source: Option<usize>,
    attributed: Option<Span>,
}

/// The quotes of the text that the index has as number `text`.
fn quotes_of(body: &str, text: usize, index: &mut WordIndex) -> Vec<Quote> {
    let found = quoted_in(body, text, index);
    let mut quotes = Vec::with_capacity(found.len());
    for quoted in found {
        let also = index.latest_with(text, &quoted.words).into_iter();
        let also = also.filter(|&t| t > 0 && Some(t) > quoted.source);
        let source = match quoted.source {
            Some(source) => {
                index.trace(text, quoted.words.clone(), source);
                source_of(source)
            }
            None if is_ascribed(body, &quoted, index.spans(text)) => QuoteSource::Outside,
            None => QuoteSource::Unknown,
        };
        quotes.push(Quote {
            span: quoted.span,
            source,
            mark: quoted.mark,
            words: quoted.words.len() as u32,
            also: also.map(comment_of).collect(),
            attributed: quoted.attributed.or_else(|| heads::find(body, quoted.span.start)),
        });
    }
    set_apart(&mut quotes);
    quotes
}

/// The quotes in that text, the marked ones before the others.
fn quoted_in(body: &str, text: usize, index: &WordIndex) -> Vec<Quoted> {
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
        let source = index
            .find(text, &pieces(body, &within, spans))
            .or(touching)
            .or_else(|| index.find_near(text, &within));
        quotes.push(Quoted {
            words: within,
            span: marked.span,
            mark: marked.mark,
            source,
            attributed: marked.attributed,
        });
    }
    quotes.extend(unmarked.into_iter().chain(runs).map(|run| {
        let (first, last) = (spans[run.first], spans[run.end() - 1]);
        Quoted {
            words: run.first..run.end(),
            span: with_punctuation(body, Span::new(first.start, last.end)),
            mark: QuoteMark::Verbatim,
            source: Some(run.source),
            attributed: None,
        }
    }));
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

/// Text 0 is the article.
const fn source_of(text: usize) -> QuoteSource {
    if text == 0 { QuoteSource::Article } else { QuoteSource::Comment(comment_of(text)) }
}

const fn comment_of(text: usize) -> CommentId {
    CommentId(text as u32 - 1)
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
fn is_ascribed(body: &str, quoted: &Quoted, spans: &[Span]) -> bool {
    let (within, span) = (&quoted.words, quoted.span);
    let from = spans[within.start.saturating_sub(ASCRIBING_REACH)].start;
    let last = (within.end + ASCRIBING_REACH).min(spans.len()) - 1;
    let around = [
        Span::new(from.min(span.start), span.start),
        Span::new(span.end, spans[last].end.max(span.end)),
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
