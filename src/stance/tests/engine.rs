//! Matching, targets, negation, irony and the arithmetic, by example.

use super::{check, check_hits, matcher, parse};
use crate::model::CommentId;
use crate::stance::Matcher;
use crate::text::Span;

const PLACES: &str = r#"
we = "us"
[targets]
guinea = ["guinea"]
equatorial = ["equatorial guinea"]
putin = { names = ["putin"], parent = "russia" }
russia = ["russia*"]
[targets.us]
cased = ["US", "U.S."]
names = ["united states"]
except = ["US dollar"]
[targets.obama]
names = ["obama", "barack obama"]
parent = "us"
[targets.aide]
names = ["aide"]
parent = "obama"
rolls_up = false
[rules]
bad = { label = "against", phrases = ["bad", "very bad", "war crime*"] }
good = { label = "favour", phrases = ["good"], negation = "turns" }
"#;

#[test]
fn the_longest_name_wins_and_possessives_are_names() {
    let m = matcher(PLACES);
    check(&m, "In Equatorial\nGuinea’s north", &["stance equatorial - 0 mention_only"]);
    check(&m, "guinean", &[]);
    check(
        &m,
        "RUSSIAN PUTIN'S",
        &["stance putin - 0 mention_only", "stance russia - 0 mention_only"],
    );
}

#[test]
fn case_tells_a_country_from_a_pronoun() {
    let m = matcher(PLACES);
    let us: &[&str] = &["stance us - 0 mention_only"];
    check(&m, "The US did it", us);
    check(&m, "U.S. policy", us);
    check(&m, "the US’s ships", us);
    check(&m, "They told us so", us);
    check(&m, "A US dollar, uS", &[]);
    let other = matcher(
        "[targets]\nus = { cased = [\"US\"] }\n[rules]\na = { label = \"against\", phrases = \"bad\" }",
    );
    check(&other, "They told us", &[]);
}

#[test]
fn labels_and_mentions_roll_up() {
    let m = matcher(PLACES);
    check(
        &m,
        "Barack Obama is bad.",
        &["stance us against -1000 hit", "stance obama against -1000 hit"],
    );
    check(
        &m,
        "Obama is good. The US is bad.",
        &["stance us mixed 0 hit", "stance obama favour 1000 hit"],
    );
    check(&m, "The aide was bad", &["stance aide against -1000 hit"]);
}

#[test]
fn the_nearest_target_of_the_sentence_is_meant() {
    let m = matcher(PLACES);
    check(
        &m,
        "Russia, bad. Obama.",
        &[
            "stance russia against -1000 hit",
            "stance us - 0 mention_only",
            "stance obama - 0 mention_only",
        ],
    );
    check_hits(&m, "Bad. Obama", &[]);
    let before = matcher(
        "[targets]\na = [\"ann\"]\nb = [\"bob\"]\n[rules]\nx = { label = \"blames\", target = \"before\", phrases = \"hit bob\" }\ny = { label = \"blames\", target = \"after\", phrases = \"ann hit\" }\nz = { label = \"against\", target = [\"b\"], phrases = \"ann\" }",
    );
    check(
        &before,
        "Ann hit Bob",
        &[
            "stance a - 0 mention_only",
            "stance b against -1000 hit",
            "blame a blames 1000 hit",
            "blame b blames 1000 hit",
        ],
    );
}

#[test]
fn phrases_are_words_whatever_stands_between() {
    let m = matcher(PLACES);
    check_hits(
        &m,
        "Russia: War-Crimes, “war” crime, war\n crime",
        &["bad “War-Crimes” -1000", "bad “war” crime” -1000", "bad “war\n crime” -1000"],
    );
    check_hits(&m, "Russia: war, crime. warcrime badly", &[]);
    let m2 = matcher("[rules]\na = { label = \"agree\", phrases = \"a* a*\" }");
    check_hits(&m2, "ab ab abc", &["a “ab ab” 1000"]);
    check_hits(&m, "Russia very bad", &["bad “very bad” -1000"]);
}

#[test]
fn quoted_text_never_counts() {
    let m = matcher(PLACES);
    check_hits(&m, "Russia ⟦is bad⟧", &[]);
    check(&m, "⟦Russia⟧ is bad", &[]);
    check_hits(&m, "Russia war ⟦so he⟧ crime", &[]);
    check_hits(&m, "Russia war⟦ ⟧crime", &[]);
    check_hits(&m, "Russia ⟦x⟧ bad", &["bad “bad” -1000"]);
    let facts = m.scan("one two three", &[Span::new(4, 7)]);
    assert_eq!((facts.own_words, facts.quoted_words), (2, 1));
}

#[test]
fn negation_reaches_four_words_in_its_clause() {
    let m = matcher(PLACES);
    check_hits(&m, "Russia is not bad", &["bad “bad” 0 negated=not"]);
    check_hits(&m, "Russia isn’t at all very bad", &["bad “very bad” 0 negated=isn’t"]);
    check_hits(&m, "Russia is not a b c d bad", &["bad “bad” -1000"]);
    check_hits(&m, "No, Russia is bad", &["bad “bad” -1000"]);
    check_hits(&m, "Russia is not big but bad", &["bad “bad” -1000"]);
    check_hits(&m, "Russia is not only bad", &["bad “bad” -1000"]);
    check_hits(&m, "Russia is not good", &["good “good” -1000 negated=not"]);
    check(&m, "Russia is not bad", &["stance russia - 0 cancelled"]);
}

#[test]
fn irony_is_flagged_and_never_flips() {
    let m = matcher(PLACES);
    check_hits(&m, "Russia is “good”", &["good “good” 1000 irony=good"]);
    check_hits(&m, "The so-called good Russia", &["good “good” 1000 irony=so-called"]);
    check_hits(&m, "Russia is good. Yeah, right", &["good “good” 1000"]);
    check_hits(&m, "Russia is good. Yeah right!", &["good “good” 1000 irony=Yeah right"]);
    check_hits(&m, "Russia is good\n\nBye /s", &["good “good” 1000 irony=/s"]);
    check_hits(&m, "Russia is good and/so bad", &["good “good” 1000", "bad “bad” -1000"]);
}

#[test]
fn sums_decide_and_both_sides_are_mixed() {
    let m = matcher(
        "[dimensions]\nframe = [\"war\", \"aid\"]\n[dimensions.frame2]\nlabels = { up = \"+\", down = \"-\" }\nthreshold = 1.5\n[rules]\nw = { label = \"war\", phrases = \"gun*\" }\na = { label = \"aid\", phrases = \"food\" }\nu = { label = \"up\", phrases = \"rise\" }\nd = { label = \"down\", phrases = \"fall\", weight = 1.5 }",
    );
    check(&m, "guns guns food", &["frame - war 2000 hit"]);
    check(&m, "food guns", &["frame - war 1000 hit"]);
    check(&m, "rise", &["frame2 - - 1000 below_threshold"]);
    check(&m, "rise and fall", &["frame2 - down -500 hit"]);
    check(&m, "rise, rise, fall, fall", &["frame2 - down -1000 hit"]);
    check(&m, "rise rise rise fall fall", &["frame2 - - 0 below_threshold"]);
}

#[test]
fn a_root_has_no_reply_label() {
    let m = matcher("[rules]\na = { label = \"agree\", phrases = \"indeed\" }");
    let facts = [m.scan("Indeed", &[]), m.scan("indeed", &[])];
    let labels = m.resolve(&facts, &[None, Some(CommentId(0))]);
    assert_eq!(labels.iter().map(Vec::len).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(m.targets().count(), 0);
    assert_eq!(m.reply_dimension(), Some(0));
    assert_eq!(m.stance_dimension(), None);
}

#[test]
fn regexes_see_straight_quotes_and_give_true_places() {
    let m = matcher(
        "[dimensions]\nf = [\"x\"]\n[rules]\na = { label = \"x\", regex = \"don't \\\"go\\\"|é+\", negation = false }",
    );
    check_hits(&m, "“Oh” – DON’T “go” é", &["a “DON’T “go”” 1000", "a “é” 1000"]);
    check_hits(&m, "don’t⟦ “go”⟧", &[]);
}

#[test]
fn a_lexicon_finds_the_same_whatever_stands_beside_it() {
    let other = "[targets]\nrussia = [\"moscow\"]\nx = [\"new russia\"]\n[dimensions.stance]\nthreshold = 3\n[rules]\nworse = { label = \"against\", phrases = \"bad\" }";
    let both = Matcher::new(vec![parse(PLACES), parse(other)]);
    check(
        &both,
        "New Russia is bad",
        &["stance russia against -1000 hit", "stance x - -1000 below_threshold"],
    );
    assert_eq!(both.rule_id(2), "worse");
    assert_eq!(both.targets().filter(|&t| both.target_id(t) == "russia").count(), 1);
    assert_eq!(Matcher::default().scan("Russia is bad", &[]).own_words, 3);
}

#[test]
fn a_long_comment_of_one_sentence_takes_no_long_time() {
    let m = matcher(PLACES);
    let text = "so-called good Obama 🙄 not bad yeah right ".repeat(10_000);
    let quoted: Vec<Span> =
        text.match_indices("yeah").step_by(2).map(|(i, w)| Span::of(&(i..i + w.len()))).collect();
    let facts = m.scan(&text, &quoted);
    assert_eq!(facts.hits.len(), 20_000);
    assert_eq!(m.resolve(&[facts], &[None])[0].len(), 2);
}
