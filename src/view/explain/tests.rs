//! Accounts of comments, as a reader would check them.

use super::*;
use crate::model::Mention;
use crate::stance::{Basis, Label};
use crate::text::Span;
use crate::view::testing::{TestNames, forest, plain, seed, sure};

fn explained(analysis: &ThreadAnalysis, source: &Decoded, shown: u32) -> String {
    let text = text(analysis, source, &TestNames, CommentId(shown - 1), 100);
    plain(&text.expect("a comment"))
}

#[test]
fn four_pieces_of_evidence_are_told_with_their_words() {
    let (analysis, source) = seed();
    let expected = "\
Comment 11 answers comment 4 (confidence 0.99).
It begins “Great post, Pat the Rat. Yes, “moronic student radicals” it…”, on line 27.

Author
anti_republocrat (confidence 0.99). The page does not state it; it was recovered from what other
comments say:
  • backlink: comment 4 says “Replies: @anti_republocrat” (line 12)

Parent
Comment 4, by Pat the Rat (recovered). It stands at reply depth 1. For it:
  • addressee: this comment calls on “@Pat the Rat”, a name that leads to comment 4 (line 28)
  • backlink: comment 4 says “Replies: @anti_republocrat” (line 12)
  • quote: this comment quotes “moronic student radicals” from comment 4 (line 30)
  • salutation: this comment greets by name: “Great post, Pat the Rat”, which speaks to the author
    of comment 4 (line 29)
Against it: nothing that the page shows.
Next best: the article (confidence 0.01); the margin is 0.98.

Quotes
1 quote; it counts neither among its own words nor for its labels.
  • “moronic student radicals”: 3 words, in quotation marks, first said in comment 4, by Pat the Rat
    (recovered)

Labels
The rules read 8 words of its own, 3 quoted ones left aside.
  • reply: agree (rules fired and their sum reaches the threshold; lexicon ceasefire)
      +1.5    rule praise: “Great post” → agree
      −0.5    rule reject: “Yes”, negated by “Yes” → disagree
      = +1.0  the score
";
    assert_eq!(explained(&analysis, &source, 11), expected);
}

#[test]
fn an_unknown_author_and_a_root_say_what_was_looked_for() {
    let (mut analysis, source) = seed();
    let shown = explained(&analysis, &source, 5);
    for part in [
        "Comment 5 answers the article (confidence 0.90).",
        "Unknown: the page states no name.",
        "addressee: no “@name” line stands at its head",
        "quote: it quotes no earlier comment",
        "no rule fired in them",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    analysis.page.postings[4].author = Some(Mention::new("Guest", Span::default()));
    let shown = explained(&analysis, &source, 5);
    assert!(shown.contains("The page prints “Guest”, which is no identity"), "{shown}");
}

#[test]
fn a_recovered_name_that_others_call_by_is_told_from_their_side() {
    let (analysis, source) = seed();
    let shown = explained(&analysis, &source, 4);
    assert!(
        shown.contains("addressee: comment 11 calls on “@Pat the Rat”, a name that leads here")
    );
    assert!(shown.contains("Answered by comment 11."), "{shown}");
}

#[test]
fn ties_pingbacks_and_strangers() {
    let (mut analysis, source) = seed();
    let choice = Answers::Comment(CommentId(1));
    let tie = RunnerUp { choice, confidence: sure(9_000), clues: Vec::new() };
    analysis.thread.comments[4].link.runner_up = Some(tie);
    let shown = explained(&analysis, &source, 5);
    assert!(
        shown.contains("A tie: comment 2, by an unknown author is as likely (confidence 0.90)."),
        "{shown}"
    );
    assert!(explained(&analysis, &source, 12).starts_with("Comment 12 is a pingback"));
    assert!(text(&analysis, &source, &TestNames, CommentId(12), 80).is_none());
}

/// The account of comment `shown` between its parent and what comes next.
fn parent_of(analysis: &ThreadAnalysis, source: &Decoded, shown: u32) -> String {
    let told = explained(analysis, source, shown);
    let from = told.find("Parent\n").expect("a heading");
    let to = told[from..].find("\n\n").map_or(told.len(), |at| from + at);
    told[from..to].to_owned()
}

#[test]
fn what_speaks_against_a_link_is_told() {
    let (mut analysis, source) = seed();
    // As if 11 had been put below 3, whose list names its author, too.
    let link = &mut analysis.thread.comments[10].link;
    link.answers = Answers::Comment(CommentId(2));
    link.clues.clear();
    let told = parent_of(&analysis, &source, 11);
    for part in [
        "Against it:",
        "addressee: this comment calls on “@Pat the Rat”, who did not write comment 3 (line 28)",
        "quote: this comment quotes “moronic student radicals” from comment 4 (line 30)",
    ] {
        assert!(told.contains(part), "{part} in {told}");
    }
    analysis.thread.comments[10].link.answers = Answers::Comment(CommentId(8));
    let told = parent_of(&analysis, &source, 11);
    let part = "backlink: no “Replies:” line stands under comment 9, and the page has such lines";
    assert!(told.contains(part), "{told}");
    analysis.page.postings[8].backlinks = vec![Mention::new("Bob", Span::default())];
    let told = parent_of(&analysis, &source, 11);
    assert!(told.contains("backlink: comment 9 lists “@Bob” and not anti_republocrat"), "{told}");
    analysis.thread.comments[8].author.name = Some("anti_republocrat".into());
    let told = parent_of(&analysis, &source, 11);
    assert!(told.contains("order: comment 9 is by the same author, and few answer"), "{told}");

    // As a root, it has all of its signs against it.
    analysis.thread.comments[10].link.answers = Answers::Article;
    let told = parent_of(&analysis, &source, 11);
    for part in [
        "addressee: this comment calls on “@Pat the Rat” (line 28)",
        "backlink: comment 4 says “Replies: @anti_republocrat”, the author of this (line 12)",
        "quote: this comment quotes “moronic student radicals” from comment 4",
    ] {
        let (before, after) = told.split_once("Against it:").expect("there is much");
        assert!(after.contains(part) && !before.contains(part), "{part} in {told}");
    }
}

#[test]
fn a_runner_up_comes_with_what_speaks_for_it() {
    let (mut analysis, source) = seed();
    let link = &mut analysis.thread.comments[10].link;
    let clues = std::mem::take(&mut link.clues);
    let choice = std::mem::replace(&mut link.answers, Answers::Article);
    link.runner_up = Some(RunnerUp { choice, confidence: sure(4_000), clues });
    let told = parent_of(&analysis, &source, 11);
    let (_, last) = told.split_once("Next best: comment 4").expect("a runner-up");
    assert!(last.contains("(confidence 0.40); the margin is 0.59. For that\none:"), "{told}");
    assert!(last.contains("  • backlink: comment 4 says “Replies: @anti_republocrat”"), "{told}");
    analysis.thread.comments[10].link.runner_up = None;
    let told = parent_of(&analysis, &source, 11);
    assert!(told.ends_with("Nothing else comes into question."), "{told}");
}

#[test]
fn what_is_less_sure_than_was_asked_for_is_told_with_its_reasons() {
    let (mut analysis, source) = seed();
    let page = analysis.page.clone();
    crate::thread::restrict(&mut analysis.thread, &page, sure(10_000));
    let shown = explained(&analysis, &source, 11);
    for part in [
        "Comment 11 is unattached: what it answers is undecided.",
        "Unknown: the best guess, anti_republocrat (confidence 0.99), is less sure than was",
        "The likeliest is comment 4, by an unknown author (confidence 0.99). For it:",
        "  • addressee: this comment calls on “@Pat the Rat”",
        "Next best: the article (confidence 0.01); the margin is 0.98.",
    ] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    let shown = explained(&analysis, &source, 5);
    assert!(shown.contains("The likeliest is the article (confidence 0.90). For it:"), "{shown}");
    // Its own parent, as the page has it.
    analysis.thread.comments[4].link.withheld = None;
    let shown = explained(&analysis, &source, 5);
    assert!(
        shown.contains("its parent is said to be the comment itself, or to answer it"),
        "{shown}"
    );
}

#[test]
fn nothing_raw_gets_through() {
    let mut analysis = forest(&[None]);
    let source = Decoded::new(b"x").expect("text");
    let bad = "a\u{1b}]0;x\u{7}\u{202e}";
    analysis.thread.comments[0].author.name = Some(bad.into());
    analysis.thread.comments[0].author.source = AuthorSource::Stated;
    analysis.page.postings[0].body = crate::model::Body::detached(bad);
    let shown = explained(&analysis, &source, 1);
    assert!(!shown.replace('\n', "").contains(safe::is_unsafe), "{shown:?}");
}

#[test]
fn what_is_only_mentioned_takes_one_bullet() {
    let (mut analysis, source) = seed();
    let mention = |dimension| Label {
        lexicon: 0,
        dimension,
        target: Some(0),
        label: None,
        score: 0,
        basis: Basis::MentionOnly,
        hits: Vec::new(),
    };
    analysis.labels[4] = vec![mention(0), mention(1)];
    let expected = "  • mentioned, and no rule about it fired: the United States (reply, blame; \
                    lexicon ceasefire)\n";
    let shown = explained(&analysis, &source, 5);
    assert!(shown.ends_with(expected), "{shown}");
}
