//! A seeded page of as many comments as wanted, in the layout of
//! `data/truce.txt` or with `NAME says:` headers.
//!
//! Words and names are made up; how people answer is not far from what pages
//! show: a few write much, most answer what was said lately, some dig up what
//! is long past, and two talk back and forth. The same plan gives the same
//! bytes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What a page should be like.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    /// Comments on it.
    pub(crate) comments: usize,
    /// Another seed makes another page.
    pub(crate) seed: u64,
    /// How headers and links are shown.
    pub(crate) layout: Layout,
    /// People for a hundred comments.
    pub(crate) people: usize,
    /// Headers in a hundred that keep their author, in the numbered layout.
    pub(crate) signed: usize,
    /// Sentences that a comment has at most; most have fewer than four.
    pub(crate) sentences: usize,
}

/// How headers and links are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Numbers, few names, a line above an answer and one below what was
    /// answered.
    Numbered,
    /// `NAME says:` and a date; most answers begin with a name.
    Flat,
}

/// A page and what is true of it.
pub(crate) struct Made {
    /// The text of the page.
    pub(crate) text: String,
    /// Authors and parents, as `rejoinder evaluate` takes them.
    pub(crate) gold: String,
}

/// Makes the page.
pub(crate) fn make(plan: &Plan) -> Made {
    let mut dice = Dice(plan.seed);
    let people = names(&mut dice, (plan.comments * plan.people / 100).max(3));
    let comments = talk(&mut dice, plan, people.len());
    let mut out = String::from("A page that a program wrote\n\n");
    for _ in 0..12 {
        let paragraph: Vec<String> = (0..5).map(|_| sentence(&mut dice)).collect();
        let _ = writeln!(out, "{}\n", paragraph.join(" "));
    }
    if plan.layout == Layout::Numbered {
        out.push_str("Tags: Council, Harbour, Lighthouse\n");
    }
    let mut gold = String::from("number,author,parent,stated_author\n");
    for (i, comment) in comments.iter().enumerate() {
        let parent = comment.parent.map(|parent| &comments[parent]);
        let text = text(&mut dice, comment, parent, &people);
        let author = &people[comment.author];
        let called = parent.map(|parent| people[parent.author].as_str());
        match plan.layout {
            Layout::Numbered => {
                let signed = dice.percent(plan.signed);
                add_gold(&mut gold, i, author, comment.parent, signed);
                let mut parts = Vec::new();
                parts.extend(signed.then(|| format!("{author} says:")));
                parts.extend(called.filter(|_| dice.percent(97)).map(|name| format!("@{name}")));
                parts.push(text);
                let answered: Vec<String> =
                    comment.answered_by.iter().map(|&by| format!("@{}", people[by])).collect();
                if !answered.is_empty() {
                    parts.push(format!("• Replies: {}", answered.join(", ")));
                }
                // The last line of a list of answers has no blank one below.
                let end = if answered.is_empty() { "\n" } else { "" };
                let _ = writeln!(out, "  {}. {}{end}", i + 1, parts.join("\n\n    "));
            }
            Layout::Flat => {
                add_gold(&mut gold, i, author, comment.parent, true);
                let (day, hour, minute) = (1 + i / 2000 % 28, 1 + i / 166 % 11, i / 3 % 60);
                let _ = writeln!(out, "\n{author} says:");
                let _ = writeln!(out, "January {day}, 2006 at {hour:02}:{minute:02} PM\n");
                if let Some(name) = called.filter(|_| dice.percent(60)) {
                    let _ = write!(out, "@{name} ");
                }
                let _ = writeln!(out, "{text}");
            }
        }
    }
    Made { text: out, gold }
}

fn add_gold(gold: &mut String, i: usize, author: &str, parent: Option<usize>, signed: bool) {
    let parent = parent.map(|parent| (parent + 1).to_string()).unwrap_or_default();
    let _ = writeln!(gold, "{},{author},{parent},{}", i + 1, u8::from(signed));
}

/// A comment before it is written down; people by their number.
struct Comment {
    author: usize,
    parent: Option<usize>,
    sentences: Vec<String>,
    /// Who answered, each once.
    answered_by: Vec<usize>,
}

/// Who says what to whom.
fn talk(dice: &mut Dice, plan: &Plan, people: usize) -> Vec<Comment> {
    let mut comments: Vec<Comment> = Vec::with_capacity(plan.comments);
    for i in 0..plan.comments {
        let parent = (i > 0 && dice.percent(70)).then(|| {
            let back = if dice.percent(97) { dice.heavy(3, i) } else { dice.below(i) };
            i - 1 - back
        });
        let asked_before = parent.and_then(|p| comments[p].parent).map(|p| comments[p].author);
        let mut author = match asked_before {
            Some(author) if dice.percent(40) => author,
            _ => dice.heavy(people / 16 + 1, people),
        };
        if let Some(parent) = parent {
            let asked = &mut comments[parent];
            if asked.author == author {
                author = (author + 1) % people;
            }
            if !asked.answered_by.contains(&author) {
                asked.answered_by.push(author);
            }
        }
        let sentences = (0..=dice.heavy(2, plan.sentences)).map(|_| sentence(dice)).collect();
        comments.push(Comment { author, parent, sentences, answered_by: Vec::new() });
    }
    comments
}

/// What a comment says; at times with words of the parent, marked or not, or
/// greeting its author.
fn text(dice: &mut Dice, comment: &Comment, parent: Option<&Comment>, people: &[String]) -> String {
    let own = comment.sentences.join(" ");
    let Some(parent) = parent else {
        return own;
    };
    let said = &parent.sentences[dice.below(parent.sentences.len())];
    match dice.below(10) {
        0 | 1 => format!("{said}\n\n    {own}"),
        2 => {
            let words: Vec<&str> = said.trim_end_matches('.').split(' ').collect();
            format!("“{}”? {own}", words[dice.below(words.len() / 2)..].join(" "))
        }
        3 => format!("{}, {}. {own}", dice.one_of(&GREETINGS), people[parent.author]),
        _ => own,
    }
}

fn sentence(dice: &mut Dice) -> String {
    let words: Vec<&str> = (0..5 + dice.below(14)).map(|_| dice.one_of(&WORDS)).collect();
    let text = words.join(" ");
    let (first, rest) = text.split_at(1);
    format!("{}{rest}.", first.to_uppercase())
}

/// So many different names, of one word or two.
fn names(dice: &mut Dice, count: usize) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::with_capacity(count);
    while names.len() < count {
        let mut name = word_of_syllables(dice);
        if dice.percent(60) {
            name = format!("{name} {}", word_of_syllables(dice));
        }
        if taken.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

fn word_of_syllables(dice: &mut Dice) -> String {
    let word: String = (0..2 + dice.below(3)).map(|_| dice.one_of(&SYLLABLES)).collect();
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

/// Random numbers that are the same everywhere: splitmix64 (Steele, Lea and
/// Flood 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, or 0.
    fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    /// True so many times in a hundred.
    fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    /// A number below `end`: half of them below `scale`, and twice as large
    /// ones half as often.
    fn heavy(&mut self, scale: usize, end: usize) -> usize {
        loop {
            let rarity = self.below(1 << 20) + 1;
            let number = (scale << 20) / rarity - scale;
            if number < end.max(1) {
                return number;
            }
        }
    }

    fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        words[self.below(words.len())]
    }
}

const GREETINGS: [&str; 4] = ["Well said", "Sorry", "Thanks", "Not so"];

const SYLLABLES: [&str; 40] = [
    "ba", "bel", "bo", "cor", "da", "del", "do", "fen", "fi", "ga", "gor", "ha", "hel", "ja",
    "jor", "ka", "kel", "la", "len", "lo", "ma", "mer", "mi", "na", "nel", "no", "pa", "per", "ra",
    "ren", "ro", "sa", "sel", "si", "ta", "ten", "to", "va", "vel", "wen",
];

const WORDS: [&str; 160] = [
    "about",
    "after",
    "again",
    "against",
    "all",
    "almost",
    "also",
    "always",
    "and",
    "another",
    "answer",
    "argue",
    "asked",
    "at",
    "away",
    "because",
    "before",
    "believe",
    "better",
    "between",
    "bridge",
    "but",
    "by",
    "came",
    "cannot",
    "careful",
    "certain",
    "change",
    "city",
    "claim",
    "close",
    "council",
    "could",
    "county",
    "day",
    "did",
    "difference",
    "do",
    "down",
    "each",
    "early",
    "either",
    "else",
    "enough",
    "even",
    "evening",
    "every",
    "everybody",
    "evidence",
    "fact",
    "far",
    "few",
    "first",
    "follow",
    "for",
    "forget",
    "found",
    "four",
    "from",
    "gave",
    "good",
    "ground",
    "half",
    "happen",
    "harbour",
    "hard",
    "have",
    "her",
    "here",
    "his",
    "house",
    "how",
    "however",
    "idea",
    "if",
    "in",
    "inside",
    "into",
    "it",
    "keep",
    "kind",
    "knew",
    "last",
    "later",
    "least",
    "less",
    "letter",
    "light",
    "little",
    "long",
    "made",
    "many",
    "matter",
    "may",
    "meant",
    "money",
    "more",
    "morning",
    "most",
    "must",
    "need",
    "never",
    "next",
    "night",
    "nobody",
    "not",
    "nothing",
    "now",
    "of",
    "often",
    "old",
    "on",
    "once",
    "one",
    "only",
    "other",
    "our",
    "over",
    "paper",
    "people",
    "perhaps",
    "place",
    "plain",
    "point",
    "question",
    "quite",
    "rather",
    "reason",
    "right",
    "road",
    "said",
    "same",
    "second",
    "seem",
    "seven",
    "she",
    "should",
    "since",
    "some",
    "still",
    "street",
    "such",
    "than",
    "that",
    "the",
    "their",
    "there",
    "they",
    "thing",
    "this",
    "three",
    "town",
    "true",
    "until",
    "water",
    "week",
    "what",
    "where",
    "with",
    "year",
];
