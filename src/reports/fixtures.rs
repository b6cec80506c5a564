//! A small analysis, put together by hand, for the tests of this module.

use crate::analysis::{Analysis, ThreadAnalysis};
use crate::model::{
    Answers, Article, AuthorSource, Authorship, Body, Clue, Comment, CommentId, Commenter,
    CommenterId, Confidence, Evidence, Kind, Link, Mention, Page, Place, Posting, RunnerUp,
    SecondaryLink, Thread,
};
use crate::notice::{Notice, Place as Point, Severity};
use crate::quotes::{Quote, QuoteMark, QuoteSource};
use crate::stance::Names;
use crate::stance::{Basis, Facts, Hit, Label, Modifier};
use crate::text::Span;

/// A lexicon of two targets and two dimensions.
pub(super) struct Words;

impl Names for Words {
    fn lexicon(&self, _: u16) -> &'static str {
        "ukraine"
    }
    fn rule(&self, rule: u32) -> &'static str {
        ["us-lies", "good-russia"][rule as usize]
    }
    fn dimension(&self, dimension: u16) -> &'static str {
        ["stance", "reply"][usize::from(dimension)]
    }
    fn target(&self, target: u16) -> &'static str {
        ["us", "Russia.Putin"][usize::from(target)]
    }
    fn target_name(&self, target: u16) -> &'static str {
        ["the United States", "Vladimir Putin"][usize::from(target)]
    }
    fn label(&self, label: u16) -> &'static str {
        ["favour", "against", "agree", "disagree"][usize::from(label)]
    }
    fn dimensions(&self) -> Vec<u16> {
        vec![0, 1]
    }
    fn targets(&self) -> Vec<u16> {
        vec![0, 1]
    }
    fn labels_of(&self, dimension: u16) -> Vec<u16> {
        vec![dimension * 2, dimension * 2 + 1]
    }
    fn stance_dimension(&self) -> Option<u16> {
        Some(0)
    }
    fn reply_dimension(&self) -> Option<u16> {
        Some(1)
    }
}

/// The place of `words` in `text`.
pub(super) fn place(text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words stand in the text");
    Span::of(&(start..start + words.len()))
}

/// A root that nobody signed.
pub(super) fn posting(text: &str) -> Posting {
    Posting { body: Body::detached(text), ..Posting::default() }
}

/// A thread of unsigned roots with these texts.
pub(super) fn roots(name: &str, texts: &[&str]) -> ThreadAnalysis {
    let ids = 0..texts.len() as u32;
    ThreadAnalysis {
        page: Page {
            thread: name.into(),
            input: format!("{name}.txt"),
            format: "numbered",
            postings: texts.iter().map(|t| posting(t)).collect(),
            ..Page::default()
        },
        quotes: vec![Vec::new(); texts.len()],
        thread: Thread {
            comments: ids
                .clone()
                .map(|i| Comment {
                    author: Authorship { commenter: Some(CommenterId(i)), ..Authorship::default() },
                    link: Link { confidence: Confidence::CERTAIN, ..Link::default() },
                    reply_depth: Some(0),
                    ..Comment::default()
                })
                .collect(),
            commenters: ids
                .map(|_| Commenter { name: None, source: AuthorSource::Unknown })
                .collect(),
        },
        facts: vec![Facts::default(); texts.len()],
        labels: vec![Vec::new(); texts.len()],
    }
}

/// Signs `comment` of `thread`.
fn sign(thread: &mut ThreadAnalysis, comment: usize, name: &str, source: AuthorSource) {
    let author = &mut thread.thread.comments[comment].author;
    author.name = Some(name.into());
    author.source = source;
    author.confidence = Some(Confidence::CERTAIN);
    let commenters = &mut thread.thread.commenters;
    commenters[author.commenter.expect("someone").index()] =
        Commenter { name: Some(name.into()), source };
}

/// Two threads: in the first Ann writes, Bob (recovered) answers, a pingback
/// and a deleted comment follow, and one whose parent is lost; Ann writes in
/// the second, too.
pub(super) fn two_threads() -> Analysis {
    let said = "=The US lies, é!";
    let answer = "“The US lies, é!” No. Good Russia, says “a wise man”.";
    let mut first = roots("crimea", &[said, answer, "Somewhere else", "", "@Zoe I agree"]);
    first.page.article = Some(Article { title: Some("Crimea".into()), ..Article::default() });
    sign(&mut first, 0, "Ann", AuthorSource::Stated);
    sign(&mut first, 1, "Bob", AuthorSource::Recovered);
    let postings = &mut first.page.postings;
    postings[0].number = Some(1);
    postings[0].author = Some(Mention::new("Ann", Span::default()));
    postings[0].time = Some("2014-03-01T12:00:00+01:00".into());
    postings[0].backlinks = vec![Mention::new("Bob", Span::default())];
    postings[1].time = Some("2014-03-01T11:01:30Z".into());
    postings[1].source_id = Some("12345678901234567".into());
    postings[1].likes = Some(-3);
    postings[1].addressees = vec![Mention::new("Ann", Span::default())];
    postings[2].kind = Kind::Pingback;
    postings[3].kind = Kind::Deleted;
    postings[4].author = Some(Mention::new("Anonymous", Span::default()));
    postings[4].time = Some("yesterday".into());
    let comments = &mut first.thread.comments;
    comments[0].replies = 1;
    comments[0].descendants = 1;
    comments[1].reply_depth = Some(1);
    comments[1].author.confidence = Some(Confidence::from_ten_thousandths(9_700));
    comments[1].author.clues = vec![clue(Evidence::Backlink, "Bob", 0)];
    comments[1].link = Link {
        answers: Answers::Comment(CommentId(0)),
        confidence: Confidence::from_ten_thousandths(9_714),
        clues: vec![clue(Evidence::Quote, "The US lies", 0), clue(Evidence::Addressee, "Ann", 0)],
        runner_up: Some(RunnerUp {
            choice: Answers::Article,
            confidence: Confidence::from_ten_thousandths(286),
            clues: vec![clue(Evidence::Adjacency, "", 0)],
        }),
        withheld: None,
    };
    comments[2].kind = Kind::Pingback;
    comments[2].author = Authorship { source: AuthorSource::None, ..Authorship::default() };
    comments[2].reply_depth = None;
    comments[3].kind = Kind::Deleted;
    comments[4].link.answers = Answers::Missing;
    comments[4].reply_depth = None;
    comments[4].secondary = vec![SecondaryLink {
        parent: CommentId(1),
        confidence: Confidence::from_ten_thousandths(5_000),
        clues: vec![clue(Evidence::Adjacency, "", 1)],
    }];
    first.quotes[1] = vec![
        Quote {
            span: place(answer, "“The US lies, é!”"),
            source: QuoteSource::Comment(CommentId(0)),
            mark: QuoteMark::Marks,
            words: 4,
            ..Quote::default()
        },
        Quote {
            span: place(answer, "“a wise man”"),
            source: QuoteSource::Unknown,
            mark: QuoteMark::Marks,
            words: 3,
            ..Quote::default()
        },
    ];
    first.facts[0].hits = vec![hit(0, 0, 1, place(said, "US lies"), -1_000)];
    first.facts[1].hits = vec![Hit {
        modifiers: vec![Modifier::Negated, Modifier::Irony],
        ..hit(1, 1, 0, place(answer, "Good Russia"), 1_500)
    }];
    first.labels[0] = vec![label(0, Some(0), 1, -1_000)];
    first.labels[1] = vec![label(0, Some(1), 0, 1_500), label(1, None, 3, 0)];

    let mut second = roots("minsk", &["hello"]);
    sign(&mut second, 0, "Ann", AuthorSource::Corrected);
    let mut notice = Notice::new("odd-number", Severity::Warning, "Number 7 follows 5")
        .about(2)
        .at(Point { line: 12, byte: 340 })
        .help("check the page");
    notice.input = "/data/crimea.txt".into();
    notice.thread = Some("crimea".into());
    Analysis { threads: vec![first, second], notices: vec![notice] }
}

fn clue(evidence: Evidence, words: &str, other: u32) -> Clue {
    Clue { evidence, place: Place::Order, words: words.into(), other: Some(CommentId(other)) }
}

fn hit(rule: u32, target: u16, label: u16, span: Span, weight: i32) -> Hit {
    Hit {
        lexicon: 0,
        rule,
        dimension: 0,
        target: Some(target),
        label: Some(label),
        span,
        weight,
        modifiers: Vec::new(),
        cues: Vec::new(),
    }
}

fn label(dimension: u16, target: Option<u16>, label: u16, score: i64) -> Label {
    let basis = if score == 0 { Basis::Inferred } else { Basis::Hit };
    let hits = if score == 0 { Vec::new() } else { vec![0] };
    Label { lexicon: 0, dimension, target, label: Some(label), score, basis, hits }
}
