//! Small pages, and what is rebuilt of them.

use proptest::prelude::*;

mod confidence;
mod findings;

use super::*;
use crate::formats;
use crate::model::{Answers, AuthorSource, CommentId, Confidence, Evidence};
use crate::quotes::find_quotes;

/// Reads and rebuilds a page of numbered comments.
fn rebuilt(text: &str, corrections: &str) -> (Thread, Vec<Notice>) {
    let reading = formats::read("page", "page", text.as_bytes(), &formats::ReadOptions::default())
        .expect("text");
    let page = &reading.pages[0];
    let corrections = match corrections {
        "" => Corrections::default(),
        rows => {
            let file = format!("thread,comment,field,value,coder,note\n{rows}");
            Corrections::parse("fix.csv", &file).expect("good corrections")
        }
    };
    rebuild(page, &find_quotes(page), &corrections, &Weights::default(), EvidenceSet::default())
}

/// One string a comment: its author with a mark for the source, and what it
/// answers: `Ann`, `Zoë* 1`, `? missing`.
fn told(thread: &Thread) -> Vec<String> {
    let tell = |comment: &Comment| {
        let name = comment.author.name.as_deref().unwrap_or("?");
        let mark = match comment.author.source {
            AuthorSource::Recovered => "*",
            AuthorSource::Corrected => "!",
            _ => "",
        };
        let answers = match comment.link.answers {
            Answers::Article => String::new(),
            Answers::Comment(parent) => format!(" {}", parent.shown()),
            other => format!(" {}", other.as_str()),
        };
        format!("{name}{mark}{answers}")
    };
    thread.comments.iter().map(tell).collect()
}

fn check(text: &str, corrections: &str, expected: &[&str]) -> Thread {
    let (thread, _) = rebuilt(text, corrections);
    assert_eq!(told(&thread), expected, "{text}");
    thread
}

/// A page of comments in the numbered layout, from their lines.
fn page(comments: &[&[&str]]) -> String {
    let mut text = String::from("Title\n\nThe article.\n\nTags: Test\n");
    for (i, lines) in comments.iter().enumerate() {
        text.push_str(&format!("  {}. {}\n", i + 1, lines[0]));
        for line in &lines[1..] {
            text.push_str(&format!("\n    {line}\n"));
        }
        text.push('\n');
    }
    text
}

#[test]
fn a_name_nobody_signed_comes_from_list_and_address() {
    let text = page(&[
        &["Ann says:", "First.", "• Replies: @Bob"],
        &["Nobody asked.", "• Replies: @Bob"],
        &["@Cleo", "No, Cleo, somebody did."],
        &["@Ann", "Second."],
    ]);
    let thread = check(&text, "", &["Ann", "Cleo*", "Bob* 2", "Bob* 1"]);
    let evidence = thread.comments[2].link.evidence();
    assert!(evidence.contains(Evidence::Addressee) && evidence.contains(Evidence::Backlink));
    assert_eq!(thread.commenters.len(), 3, "the two by Bob are one commenter");
}

#[test]
fn an_address_to_nobody_here_has_a_missing_parent() {
    let text = page(&[&["Ann says:", "First."], &["@Tim", "Where are you?"]]);
    let thread = check(&text, "", &["Ann", "? missing"]);
    assert_eq!(thread.comments[1].reply_depth, None);
}

#[test]
fn ann_is_not_anna() {
    let text = page(&[
        &["Ann says:", "First.", "• Replies: @Cleo"],
        &["Second.", "• Replies: @Cleo"],
        &["@Anna", "To the second."],
        &["@Ann", "To the first."],
    ]);
    check(&text, "", &["Ann", "Anna*", "Cleo* 2", "Cleo* 1"]);
}

#[test]
fn a_correction_decides_what_hangs_on_it() {
    // Two unsigned comments, each answered once: either may be Cleo's.
    let text = page(&[
        &["First.", "• Replies: @Bob"],
        &["Second.", "• Replies: @Bob"],
        &["@Cleo", "One."],
        &["@Dora", "Two."],
    ]);
    check(&text, "page,1,author,Dora,me,", &["Dora!", "Cleo*", "Bob* 2", "Bob* 1"]);
    check(&text, "page,1,author,Cleo,me,", &["Cleo!", "Dora*", "Bob* 1", "Bob* 2"]);
    let thread = check(&text, "page,3,parent,2,me,", &["Dora*", "Cleo*", "Bob* 2", "Bob* 1"]);
    assert!(thread.comments[2].link.evidence().contains(Evidence::Analyst));
}

#[test]
fn a_tie_stays_a_tie() {
    let text = page(&[
        &["First.", "• Replies: @Bob"],
        &["Second.", "• Replies: @Bob"],
        &["@Cleo", "One."],
        &["@Dora", "Two."],
    ]);
    let (thread, _) = rebuilt(&text, "");
    for comment in &thread.comments[2..] {
        let runner_up = comment.link.runner_up.as_ref().expect("the other one");
        assert!(comment.link.confidence.fraction() < 0.8, "{:?}", comment.link);
        assert!(matches!(runner_up.choice, Answers::Comment(_)));
        let clues: Vec<Evidence> = runner_up.clues.iter().map(|c| c.evidence).collect();
        assert_eq!(clues, [Evidence::Backlink], "the other list names its author, too");
    }
    assert_ne!(thread.comments[2].parent(), thread.comments[3].parent(), "each list is answered");
}

#[test]
fn corrections_that_form_a_circle_are_cut_and_said() {
    let text = page(&[&["Ann says:", "A."], &["Bob says:", "B."], &["Cleo says:", "C."]]);
    let (thread, notices) =
        rebuilt(&text, "page,1,parent,3,me,\npage,2,parent,1,me,\npage,3,parent,2,me,");
    assert_eq!(thread.comments[0].link.answers, Answers::Unattached);
    assert_eq!(thread.comments[2].parent(), Some(CommentId(1)));
    assert_eq!(notices.iter().filter(|n| n.code == "cycle").count(), 1);
}

#[test]
fn corrections_about_what_is_not_there_are_said() {
    let text = page(&[&["Ann says:", "A."]]);
    let (_, notices) = rebuilt(&text, "page,7,author,Bob,me,\npage,1,parent,9,me,");
    assert_eq!(notices.len(), 2);
    assert!(notices.iter().all(|n| n.code == "correction-unmatched" && n.place.is_some()));
}

#[test]
fn all_that_is_wrong_with_a_corrections_file_is_said_at_once() {
    let file = "thread,comment,feld,value\n";
    let problems = Corrections::parse("fix.csv", file).unwrap_err();
    assert_eq!(problems.list.len(), 2, "{problems}");

    let file = "thread,comment,field,value\nt,0,author,Bob\nt,2,parent,x\nt,3,mood,bad\n\
                t,4,author,Ann\nt,4,author,Bob\n";
    let problems = Corrections::parse("fix.csv", file).unwrap_err();
    let places: Vec<(usize, usize)> =
        problems.list.iter().map(|p| problems.line_column(p.span.start)).collect();
    assert_eq!(places, [(2, 3), (3, 12), (4, 5), (6, 5)], "{problems}");
}

#[test]
fn a_corrections_file_is_read_strictly() {
    let check = |text: &str, code: &str| {
        let problems = Corrections::parse("fix.csv", text).unwrap_err();
        assert_eq!(problems.list.iter().map(|p| p.code).collect::<Vec<_>>(), [code], "{problems}");
    };
    check("thread,comment,field,value\nt,1,author,\"Ann\nt,2,author,Bob\n", "unclosed-quote");
    check("thread;comment;field;value\nt;1;author;Ann\n", "separator");
    let quoted = "thread,comment,field,value\nt,1,author,\"Ann \"\"Red\"\" Lee\"\n";
    assert!(Corrections::parse("fix.csv", quoted).is_ok());
}

#[test]
fn every_rule_has_its_own_kind_of_evidence() {
    let mut seen = std::collections::BTreeSet::new();
    for rule in rules::LINK_RULES {
        assert!(seen.insert(rule.evidence()), "{:?} has two rules", rule.evidence());
    }
    assert_eq!(rules::LINK_RULES.last().map(|r| r.evidence()), Some(Evidence::Adjacency));
}

/// Pages of comments that address and list each other at random.
fn random_page() -> impl Strategy<Value = String> {
    const NAMES: &[&str] = &["Ann", "Anna", "Bob", "Anonymous", "Zoë"];
    let name = || proptest::sample::select(NAMES);
    let comment = (
        proptest::option::of(name()),
        proptest::collection::vec(name(), 0..3),
        proptest::collection::vec(name(), 0..4),
        proptest::sample::select(&["Yes.", "Zoë, no.", "“a quote of four words” is mine", ""][..]),
    );
    proptest::collection::vec(comment, 0..24).prop_map(|comments| {
        let mut text = String::from("Title\n\nTags: Test\n");
        for (i, (author, addressees, replies, words)) in comments.into_iter().enumerate() {
            let header = author.map_or(String::new(), |a| format!("{a} says:"));
            text.push_str(&format!("  {}. {header}\n", i + 1));
            addressees.iter().for_each(|a| text.push_str(&format!("\n    @{a}\n")));
            text.push_str(&format!("\n    {words}\n"));
            if !replies.is_empty() {
                text.push_str(&format!("\n    • Replies: @{}\n", replies.join(", @")));
            }
        }
        text
    })
}

proptest! {
    #[test]
    fn a_thread_is_a_forest_whatever_the_page_says(
        text in random_page(),
        fixes in proptest::collection::vec((1_u32..20, 1_u32..20), 0..4),
    ) {
        let mut rows = std::collections::BTreeMap::new();
        rows.extend(fixes);
        let fixes: Vec<String> =
            rows.iter().map(|(c, p)| format!("page,{c},parent,{p},me,\n")).collect();
        let fixes = fixes.concat();
        let (thread, _) = rebuilt(&text, &fixes);

        let order = thread.depth_first();
        let mut seen: Vec<u32> = order.iter().map(|id| id.0).collect();
        seen.sort_unstable();
        prop_assert!(seen.iter().copied().eq(0..thread.comments.len() as u32), "each once");
        for (id, comment) in thread.iter() {
            match comment.link.answers {
                Answers::Article => prop_assert_eq!(comment.reply_depth, Some(0)),
                Answers::Comment(parent) => {
                    let above = thread.comments[parent.index()].reply_depth;
                    prop_assert_eq!(comment.reply_depth, above.map(|d| d + 1));
                    prop_assert!(parent < id || !fixes.is_empty());
                }
                Answers::Missing | Answers::Unattached => {
                    prop_assert_eq!(comment.reply_depth, None);
                }
            }
            prop_assert_eq!(comment.author.commenter.is_some(), comment.kind.has_author());
        }
        let (again, _) = rebuilt(&text, &fixes);
        prop_assert_eq!(thread, again, "the same page twice is the same thread");
    }
}

#[test]
fn a_short_name_is_hardly_a_bystander() {
    let text = page(&[&["Jon Pike says:", "First."], &["Second."], &["@Jon", "I agree."]]);
    let (thread, _) = rebuilt(&text, "");
    assert_eq!(thread.comments[2].parent(), Some(CommentId(0)), "{:?}", thread.comments[2].link);
    assert_eq!(thread.comments[1].author.name, None);
}

#[test]
fn who_is_listed_answered_even_without_an_address() {
    let text = page(&[
        &["Ann says:", "Open it.", "• Replies: @Bob"],
        &["Cy says:", "I do not care."],
        &["Bob says:", "Close it."],
    ]);
    let thread = check(&text, "", &["Ann", "Cy", "Bob 1"]);
    assert!(thread.comments[2].link.evidence().contains(Evidence::Backlink));
}

#[test]
fn a_comment_with_many_addresses_and_answers_is_no_overflow() {
    const CALLED: usize = 33;
    let mut comments: Vec<Vec<String>> = (0..CALLED)
        .map(|i| vec![format!("Person{i} says:"), "Mine.".into(), "• Replies: @Xaver".into()])
        .collect();
    let mut long: Vec<String> = vec![String::new()];
    long.extend((0..CALLED).map(|i| format!("@Person{i}")));
    long.push("You all are wrong.".into());
    let readers: Vec<String> = (0..100).map(|i| format!("@Reader{i}")).collect();
    long.push(format!("• Replies: {}", readers.join(", ")));
    comments.push(long);
    comments.extend(
        (0..100).map(|i| vec![format!("Reader{i} says:"), "@Xaver".into(), "Well.".into()]),
    );
    let lines: Vec<Vec<&str>> =
        comments.iter().map(|c| c.iter().map(String::as_str).collect()).collect();
    let slices: Vec<&[&str]> = lines.iter().map(Vec::as_slice).collect();
    let (thread, _) = rebuilt(&page(&slices), "");
    assert_eq!(thread.comments[CALLED].author.name.as_deref(), Some("Xaver"));
    assert_eq!(thread.comments[CALLED].replies, 100);
    assert_eq!(thread.comments[CALLED].secondary.len(), CALLED - 1);
}

#[test]
fn a_correction_of_what_nobody_wrote_is_said() {
    let text = page(&[&["Ann says:", "A."], &["[…] Elsewhere: Title. The article. […]"]]);
    let (thread, notices) = rebuilt(&text, "page,2,author,Bob,me,\npage,2,parent,1,me,");
    assert_eq!(notices.iter().filter(|n| n.code == "correction-unmatched").count(), 2);
    assert_eq!(thread.comments[1].author.source, AuthorSource::None);
}

#[test]
fn who_chats_goes_on_from_their_own_line_and_answers_whoever_spoke_to_them() {
    let text = "[12:00] <ann> does anybody know how to mount a disk?\n\
                [12:00] <bob> has anyone a good recipe for plum cake here\n\
                [12:01] <cleo> ann: which system do you use\n\
                [12:02] <ann> the newest one\n\
                [12:03] <ann> and the disk is an old one\n";
    let (thread, _) = rebuilt(text, "");
    let parents: Vec<Option<u32>> =
        thread.comments.iter().map(|c| c.parent().map(CommentId::shown)).collect();
    assert_eq!(parents[2..], [Some(1), Some(3), Some(4)], "{:?}", told(&thread));
    for comment in &thread.comments[2..] {
        assert!(!comment.link.clues.is_empty(), "a link shows its evidence");
    }
}

#[test]
fn whoever_is_called_first_is_addressed_without_a_link_line() {
    let text = page(&[
        &["Ann says:", "First thing."],
        &["Cleo says:", "A fine article."],
        &["Bob says:", "Ann, that is not so."],
    ]);
    check(&text, "", &["Ann", "Cleo", "Bob 1"]);
}

#[test]
fn stated_parents_that_are_broken_are_findings_and_lose_nobody() {
    let table = "id,parent_id,author,text\n\
                 a,,Ann,First of all.\n\
                 b,a,Bob,\"No, Ann.\"\n\
                 c,zz,Cleo,To somebody who is gone.\n\
                 d,d,Dora,To myself.\n\
                 e,f,Eve,To what comes later.\n\
                 f,a,Finn,Later.\n\
                 a,b,Gus,With an identifier that is taken.\n";
    let (thread, notices) = rebuilt(table, "");
    assert_eq!(
        told(&thread),
        ["Ann", "Bob 1", "Cleo missing", "Dora unattached", "Eve 6", "Finn 1", "Gus 2"]
    );
    let mut codes: Vec<&str> = notices.iter().map(|n| n.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["answer-before-question", "duplicate-id", "missing-parent", "self-parent"]);
    assert_eq!(thread.comments[3].link.confidence.ten_thousandths(), 0);
    assert!(thread.comments[1].link.evidence().contains(Evidence::ExplicitId));
}

#[test]
fn a_circle_used_to_be_cut_at_what_the_analyst_had_said() {
    let text = page(&[
        &["Ann says:", "First."],
        &["Bob says:", "@Ann", "Second."],
        &["Cleo says:", "@Bob", "Third."],
    ]);
    let (thread, notices) = rebuilt(&text, "page,1,parent,3,me,");
    assert_eq!(told(&thread), ["Ann 3", "Bob 1", "Cleo unattached"]);
    assert!(notices[0].message.starts_with("3 comments answer each other in a circle"));
}

#[test]
fn a_greeting_alone_states_no_parent() {
    let text = page(&[&["Ann says:", "One."], &["Bob says:", "Ann, no."]]);
    let (thread, _) = rebuilt(&text, "page,2,parent,article,me,");
    assert_eq!(thread.comments[1].link.answers, Answers::Article);
    for comment in rebuilt(&text, "").0.comments {
        assert_ne!(comment.link.answers, Answers::Missing);
    }
}
