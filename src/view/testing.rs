//! Threads built by hand, and names for labels, for the views' tests.

use crate::analysis::ThreadAnalysis;
use crate::model::{
    Answers, Article, AuthorSource, Authorship, Body, Clue, Comment, CommentId, Commenter,
    CommenterId, Confidence, Evidence, Kind, Ledger, Link, Mention, Page, Part, Place, Posting,
    RunnerUp, Thread,
};
use crate::quotes::{Quote, QuoteMark, QuoteSource};
use crate::stance::{Basis, Facts, Hit, Label, Modifier, Names};
use crate::text::{Decoded, Span};

/// `text` without styles.
pub(crate) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Names that tests can read.
pub(crate) struct TestNames;

impl Names for TestNames {
    fn lexicon(&self, _: u16) -> &'static str {
        "ceasefire"
    }
    fn rule(&self, rule: u32) -> &'static str {
        ["praise", "reject"][rule as usize]
    }
    fn dimension(&self, dimension: u16) -> &'static str {
        ["reply", "blame"][usize::from(dimension)]
    }
    fn target(&self, _: u16) -> &'static str {
        "usa"
    }
    fn target_name(&self, _: u16) -> &'static str {
        "the United States"
    }
    fn label(&self, label: u16) -> &'static str {
        ["agree", "disagree", "blames"][usize::from(label)]
    }
    fn dimensions(&self) -> Vec<u16> {
        vec![0, 1]
    }
    fn targets(&self) -> Vec<u16> {
        vec![0]
    }
    fn labels_of(&self, dimension: u16) -> Vec<u16> {
        if dimension == 0 { vec![0, 1] } else { vec![2] }
    }
    fn stance_dimension(&self) -> Option<u16> {
        None
    }
    fn reply_dimension(&self) -> Option<u16> {
        Some(0)
    }
}

/// Writes a source and the page that a reader would make of it.
pub(crate) struct Builder {
    source: String,
    page: Page,
}

impl Builder {
    pub(crate) fn new(thread: &str) -> Self {
        let page =
            Page { thread: thread.into(), input: format!("{thread}.txt"), ..Page::default() };
        Self { source: String::new(), page }
    }

    pub(crate) fn article(mut self, title: &str, text: &str) -> Self {
        self.line(title, Part::Article);
        let place = self.line(text, Part::Article);
        let mut body = Body::default();
        body.push_line(&self.source, place, false);
        self.page.article = Some(Article { title: Some(title.into()), author: None, body });
        self
    }

    /// A comment with its author, the name on its `@` line, and the name under
    /// "Replies:"; empty for none.
    pub(crate) fn comment(mut self, author: &str, at: &str, text: &str, backlink: &str) -> Self {
        let number = self.page.postings.len() as u64 + 1;
        let mut posting = Posting { number: Some(number), ..Posting::default() };
        let start = self.source.len() as u32;
        let says = if author.is_empty() { "" } else { " says:" };
        let head = self.line(&format!("{number}. {author}{says}"), Part::Metadata);
        let mention = |name: &str, line: Span, lead: u32| {
            let begin = line.start + lead;
            let place = Span::new(begin, begin + name.len() as u32);
            Mention::new(name, place)
        };
        if !author.is_empty() {
            let lead = number.to_string().len() as u32 + 2;
            posting.author = Some(mention(author, head, lead));
        }
        if !at.is_empty() {
            let line = self.line(&format!("@{at}"), Part::Metadata);
            posting.addressees.push(mention(at, line, 1));
        }
        for line in text.lines() {
            let place = self.line(line, Part::Own);
            posting.body.push_line(&self.source, place, false);
        }
        if !backlink.is_empty() {
            let line = self.line(&format!("• Replies: @{backlink}"), Part::Metadata);
            posting.backlinks.push(mention(backlink, line, 14));
        }
        posting.place = Span::new(start, self.source.len() as u32);
        self.page.postings.push(posting);
        self
    }

    /// The analysis so far: every comment on the article, nobody inferred.
    pub(crate) fn build(mut self) -> (ThreadAnalysis, Decoded) {
        let count = self.page.postings.len();
        let mut thread = Thread::default();
        for posting in &self.page.postings {
            let name = posting.author.as_ref().map(|m| m.name.clone());
            let source = name.as_ref().map_or(AuthorSource::Unknown, |_| AuthorSource::Stated);
            let confidence = name.as_ref().map(|_| Confidence::CERTAIN);
            let commenter = CommenterId(thread.commenters.len() as u32);
            thread.commenters.push(Commenter { name: name.clone(), source });
            thread.comments.push(Comment {
                author: Authorship {
                    name,
                    source,
                    confidence,
                    commenter: Some(commenter),
                    ..Authorship::default()
                },
                link: Link { confidence: sure(9_000), ..Link::default() },
                reply_depth: Some(0),
                ..Comment::default()
            });
        }
        self.page.ledger.extend_to(self.source.len() as u32, Part::Own);
        let analysis = ThreadAnalysis {
            page: self.page,
            quotes: vec![Vec::new(); count],
            thread,
            facts: vec![Facts::default(); count],
            labels: vec![Vec::new(); count],
        };
        (analysis, Decoded::new(self.source.as_bytes()).expect("text"))
    }

    /// Appends a line, set in by two, and says where it stands.
    fn line(&mut self, text: &str, part: Part) -> Span {
        self.source.push_str("  ");
        let start = self.source.len() as u32;
        self.source.push_str(text);
        let end = self.source.len() as u32;
        self.source.push('\n');
        self.page.ledger.extend_to(end + 1, part);
        Span::new(start, end)
    }
}

/// A confidence in ten-thousandths.
pub(crate) fn sure(ten_thousandths: u16) -> Confidence {
    Confidence::from_ten_thousandths(ten_thousandths)
}

/// No article, no comments.
pub(crate) fn empty() -> ThreadAnalysis {
    let page = Page { thread: "empty".into(), ledger: Ledger::default(), ..Page::default() };
    ThreadAnalysis {
        page,
        quotes: Vec::new(),
        thread: Thread::default(),
        facts: Vec::new(),
        labels: Vec::new(),
    }
}

/// A thread of `parents.len()` unsigned comments; `None` is the article.
pub(crate) fn forest(parents: &[Option<u32>]) -> ThreadAnalysis {
    let mut builder = Builder::new("forest");
    for i in 0..parents.len() {
        builder = builder.comment("", "", &format!("text {}", i + 1), "");
    }
    let (mut analysis, _) = builder.build();
    for (i, parent) in parents.iter().enumerate() {
        if let Some(parent) = *parent {
            analysis.thread.comments[i].link.answers = Answers::Comment(CommentId(parent));
            analysis.thread.comments[parent as usize].replies += 1;
        }
    }
    analysis
}

/// A thread of the shape that a page had whose headers lost their names: 12
/// comments, 10 answers 3, 11 answers 4, 12 is a pingback.
pub(crate) fn seed() -> (ThreadAnalysis, Decoded) {
    let (mut analysis, source) = Builder::new("seed")
        .article("Who Is at Fault?", "The truce has broken down.")
        .comment("Ghostship", "", "As usual, somewhat disingenuous.", "")
        .comment("", "", "This was clearly deliberate.", "")
        .comment("Diogenes", "", "All this over a pipeline.", "anti_republocrat")
        .comment("", "", "It put moronic student radicals in charge.", "anti_republocrat")
        .comment("", "", "The fault lies with anyone dumb enough.", "")
        .comment("", "", "Are we bombing the wrong side again?", "")
        .comment("", "", "They are in no mood to desist.", "")
        .comment("", "", "Not exactly a crowded area.", "")
        .comment("", "", "“The truce has broken down.”\nWho broke it?", "")
        .comment("", "Diogenes", "The pipeline is just an excuse.", "")
        .comment(
            "",
            "Pat the Rat",
            "Great post, Pat the Rat.\nYes, “moronic student radicals” it is.",
            "",
        )
        .comment("", "", "[…] The Review: Who Is at Fault? […]", "")
        .build();

    let name = |analysis: &mut ThreadAnalysis, at: usize, name: &str, clues: Vec<Clue>| {
        let author = &mut analysis.thread.comments[at].author;
        author.name = Some(name.into());
        author.source = AuthorSource::Recovered;
        author.confidence = Some(sure(9_900));
        author.clues = clues;
        if let Some(commenter) = author.commenter {
            let commenter = &mut analysis.thread.commenters[commenter.index()];
            commenter.name = Some(name.into());
            commenter.source = AuthorSource::Recovered;
        }
    };
    let backlink =
        |of: u32| clue(&analysis_place(&source, of, "anti_republocrat"), Evidence::Backlink, of);
    name(&mut analysis, 9, "anti_republocrat", vec![backlink(2)]);
    name(&mut analysis, 10, "anti_republocrat", vec![backlink(3)]);
    let calls = clue(&analysis_place(&source, 10, "Pat the Rat"), Evidence::Addressee, 10);
    name(&mut analysis, 3, "Pat the Rat", vec![calls.clone()]);
    let writer = analysis.thread.comments[9].author.commenter;
    analysis.thread.comments[10].author.commenter = writer;
    // Comment 11 no longer has a commenter of its own, nor has the pingback.
    analysis.thread.commenters.truncate(10);

    let calls_diogenes = analysis_place(&source, 9, "Diogenes");
    link(&mut analysis, 9, 2, vec![clue(&calls_diogenes, Evidence::Addressee, 2), backlink(2)]);
    let text = analysis.page.postings[10].body.text().to_owned();
    let within = |words: &str| {
        let at = text.find(words).expect("in the text");
        Span::of(&(at..at + words.len()))
    };
    let quoted = within("“moronic student radicals”");
    let in_body = |evidence, span: Span| Clue {
        evidence,
        place: Place::Body(CommentId(10), span),
        words: span.of_text(&text).trim_matches(['“', '”']).into(),
        other: Some(CommentId(3)),
    };
    let clues = vec![
        Clue { other: Some(CommentId(3)), ..calls },
        backlink(3),
        in_body(Evidence::Quote, quoted),
        in_body(Evidence::Salutation, within("Great post, Pat the Rat")),
    ];
    link(&mut analysis, 10, 3, clues);
    analysis.thread.comments[10].link.runner_up =
        Some(RunnerUp { choice: Answers::Article, confidence: sure(100), clues: Vec::new() });
    analysis.quotes[10].push(Quote {
        span: quoted,
        source: QuoteSource::Comment(CommentId(3)),
        mark: QuoteMark::Marks,
        words: 3,
        ..Quote::default()
    });
    let whole = "“The truce has broken down.”".len() as u32;
    analysis.quotes[8].push(Quote {
        span: Span::new(0, whole),
        source: QuoteSource::Article,
        mark: QuoteMark::Marks,
        words: 5,
        ..Quote::default()
    });
    stance(&mut analysis, within("Great post"), within("Yes"));
    pingback(&mut analysis, 11);
    (analysis, source)
}

fn stance(analysis: &mut ThreadAnalysis, praise: Span, reject: Span) {
    let hit = |rule, span, weight, modifiers: Vec<Modifier>| Hit {
        cues: modifiers.iter().map(|_| Span::new(25, 28)).collect(),
        lexicon: 0,
        rule,
        dimension: 0,
        target: None,
        label: Some(rule as u16),
        span,
        weight,
        modifiers,
    };
    analysis.facts[10] = Facts {
        hits: vec![
            hit(0, praise, 1_500, Vec::new()),
            hit(1, reject, -500, vec![Modifier::Negated]),
        ],
        mentions: Vec::new(),
        own_words: 8,
        quoted_words: 3,
    };
    analysis.labels[10].push(Label {
        lexicon: 0,
        dimension: 0,
        target: None,
        label: Some(0),
        score: 1_000,
        basis: Basis::Hit,
        hits: vec![0, 1],
    });
}

fn pingback(analysis: &mut ThreadAnalysis, at: usize) {
    analysis.page.postings[at].kind = Kind::Pingback;
    let comment = &mut analysis.thread.comments[at];
    comment.kind = Kind::Pingback;
    comment.author.commenter = None;
    comment.author.source = AuthorSource::None;
}

fn link(analysis: &mut ThreadAnalysis, child: usize, parent: u32, clues: Vec<Clue>) {
    let comments = &mut analysis.thread.comments;
    comments[parent as usize].replies += 1;
    comments[parent as usize].descendants += 1;
    comments[child].reply_depth = Some(1);
    comments[child].link = Link {
        answers: Answers::Comment(CommentId(parent)),
        confidence: sure(9_900),
        clues,
        ..Link::default()
    };
}

/// The `@name` line of comment `of`, by its index.
fn analysis_place(source: &Decoded, of: u32, name: &str) -> (CommentId, Span, String) {
    let header = format!("  {}. ", of + 1);
    let from = source.text.find(&header).expect("its header");
    let at = source.text[from..].find(&format!("@{name}")).expect("its name") + from + 1;
    (CommentId(of), Span::of(&(at..at + name.len())), name.to_owned())
}

fn clue(at: &(CommentId, Span, String), evidence: Evidence, other: u32) -> Clue {
    Clue {
        evidence,
        place: Place::Source(at.0, at.1),
        words: at.2.clone(),
        other: Some(CommentId(other)),
    }
}
