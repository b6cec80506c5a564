//! Tests of the stance engine as a whole.

mod engine;
mod properties;
mod shipped;

use super::{Label, Lexicon, Matcher};
use crate::model::CommentId;
use crate::text::Span;

/// The matcher of one lexicon, which must be sound.
fn matcher(lexicon: &str) -> Matcher {
    Matcher::new(vec![parse(lexicon)])
}

fn parse(lexicon: &str) -> Lexicon {
    Lexicon::parse("test", "test.toml", lexicon).unwrap_or_else(|p| panic!("{p}"))
}

/// The quoted spans that `⟦` and `⟧` mark, and the text without the marks.
fn quotes(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '⟦' => start = text.len(),
            '⟧' => spans.push(Span::of(&(start..text.len()))),
            c => text.push(c),
        }
    }
    (text, spans)
}

/// Checks the labels of one comment that answers another, one a line:
/// `dimension target label score basis`.
fn check(matcher: &Matcher, marked: &str, expected: &[&str]) {
    let (text, quoted) = quotes(marked);
    let facts = matcher.scan(&text, &quoted);
    let labels = matcher.resolve(&[facts], &[Some(CommentId(0))]);
    let shown: Vec<String> = labels[0].iter().map(|l| show(matcher, l)).collect();
    assert_eq!(shown, expected, "{marked}");
}

fn show(matcher: &Matcher, label: &Label) -> String {
    let target = label.target.map_or("-", |t| matcher.target_id(t));
    let said = label.label.map_or("-", |l| matcher.label_id(l));
    let dimension = matcher.dimension_id(label.dimension);
    format!("{dimension} {target} {said} {} {}", label.score, label.basis.as_str())
}

/// Checks the hits, one a line: `rule “words” weight modifiers`.
fn check_hits(matcher: &Matcher, marked: &str, expected: &[&str]) {
    let (text, quoted) = quotes(marked);
    let facts = matcher.scan(&text, &quoted);
    let shown: Vec<String> = facts
        .hits
        .iter()
        .map(|h| {
            let cues = h.modifiers.iter().zip(&h.cues);
            let cues: String =
                cues.flat_map(|(m, c)| [" ", m.as_str(), "=", c.of_text(&text)]).collect();
            format!("{} “{}” {}{cues}", matcher.rule_id(h.rule), h.span.of_text(&text), h.weight)
        })
        .collect();
    assert_eq!(shown, expected, "{marked}");
}
