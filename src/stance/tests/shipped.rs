//! The shipped lexicons, and the language's page.

use super::super::{Lexicon, Matcher, builtin};
use super::check;

#[test]
fn every_example_of_a_shipped_lexicon_holds() {
    for (name, file, text) in builtin() {
        let lexicon = Lexicon::parse(name, file, text).unwrap_or_else(|p| panic!("{p}"));
        lexicon.check_examples().unwrap_or_else(|p| panic!("{p}"));
        for rule in &lexicon.rules {
            assert!(!rule.fires.is_empty(), "{name}: {} shows nothing that it finds", rule.id);
            assert!(!rule.quiet.is_empty(), "{name}: {} shows nothing that it leaves", rule.id);
        }
    }
}

#[test]
fn every_example_of_the_page_holds() {
    let page = include_str!("../../../docs/lexicon.md");
    let mut blocks = 0;
    for (i, rest) in page.split("```toml\n").skip(1).enumerate() {
        let text = rest.split("```").next().unwrap_or_default();
        let lexicon = Lexicon::parse("page", &format!("block {}", i + 1), text)
            .unwrap_or_else(|p| panic!("{p}"));
        lexicon.check_examples().unwrap_or_else(|p| panic!("{p}"));
        blocks += 1;
    }
    assert!(blocks >= 5);
}

fn shipped(name: &str) -> Matcher {
    let of = builtin().iter().filter(|l| l.0 == name);
    let parse =
        |(n, f, t): &(&str, &str, &str)| Lexicon::parse(n, f, t).unwrap_or_else(|p| panic!("{p}"));
    Matcher::new(of.map(parse).collect())
}

#[test]
fn a_reply_that_grants_and_objects_is_mixed() {
    let reply = shipped("reply");
    check(
        &reply,
        "Good point. But the winter was mild, you forget.",
        &["reply parent mixed 400 hit"],
    );
    check(&reply, "I agree. Still, you are wrong on the dates.", &["reply parent mixed 0 hit"]);
    check(&reply, "Yes, but who paid?", &["reply parent mixed 400 hit"]);
    check(&reply, "The river is long.", &[]);
}

#[test]
fn who_is_nested_counts_toward_the_country() {
    let ceasefire = shipped("ceasefire");
    check(
        &ceasefire,
        "Kerry is a liar.",
        &[
            "stance us against -1000 hit",
            "stance kerry against -1000 hit",
            "blame us - 0 mention_only",
            "blame kerry - 0 mention_only",
        ],
    );
}
