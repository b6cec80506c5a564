//! What holds for any text: against a slow matcher, and of any facts.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{matcher, parse};
use crate::model::CommentId;
use crate::stance::{Lexicon, Matcher};
use crate::text::Span;

const WORDS: [&str; 7] = ["a", "ab", "abc", "b", "ba", "not", "c"];

fn rich() -> Matcher {
    matcher(
        r#"
we = "b"
[targets]
a = ["ab", "ab c"]
b = { names = ["ba*"], parent = "a" }
[dimensions]
f = ["x", "y"]
[rules]
r1 = { label = "against", phrases = ["a*", "b c"] }
r2 = { label = "favour", phrases = "c", negation = "turns", weight = 0.7 }
r3 = { label = "x", regex = 'a.?b|”', unless = "ba" }
r4 = { label = "agree", phrases = "abc", at = "opening" }
r5 = { label = "disagree", phrases = "b*" , weight = 0.4 }
r6 = { dimension = "reply", label = "mixed", phrases = "a" }
r7 = { label = "query", phrases = "c" }
"#,
    )
}

proptest! {
    #[test]
    fn facts_of_any_text_are_sound(
        text in "([ab]{1,3}|c|not|“|”|’s|\"|\n|é|[ .,-]|/s|so-called|\\PC){0,40}",
        quoted in proptest::collection::vec((0_u32..80, 0_u32..80), 0..4),
    ) {
        let m = rich();
        let quoted: Vec<Span> = quoted.into_iter().map(|(a, b)| Span::new(a, b)).collect();
        let facts = m.scan(&text, &quoted);
        let places = facts.hits.iter().map(|h| h.span).chain(facts.mentions.iter().map(|m| m.span));
        for span in places {
            prop_assert!(text.get(span.range()).is_some_and(|t| !t.is_empty()));
            prop_assert!(!quoted.iter().any(|q| !q.is_empty() && q.overlaps(span)));
        }
        for cue in facts.hits.iter().flat_map(|h| &h.cues) {
            prop_assert!(text.get(cue.range()).is_some());
        }
        prop_assert!(facts.hits.windows(2).all(|w| (w[0].span, w[0].rule) <= (w[1].span, w[1].rule)));
        prop_assert_eq!(facts.own_words + facts.quoted_words, crate::text::count_words(&text));
        for label in &m.resolve(std::slice::from_ref(&facts), &[Some(CommentId(0))])[0] {
            let account = m.account(&facts, label);
            prop_assert_eq!(account.sum, label.score);
            prop_assert_eq!(account.lines.len(), label.hits.len());
            let counted: i64 = account.lines.iter().map(|l| i64::from(l.counts)).sum();
            prop_assert_eq!(counted, label.score);
        }
    }

    #[test]
    fn the_trie_finds_what_a_slow_search_finds(
        text in proptest::collection::vec((0..WORDS.len(), 0..4_usize), 0..20),
        phrases in proptest::collection::vec(
            proptest::collection::vec((0..WORDS.len(), any::<bool>()), 1..4), 1..6),
    ) {
        const GAPS: [&str; 4] = [" ", "-", ", ", "\n"];
        let words: Vec<&str> = text.iter().map(|&(w, _)| WORDS[w]).collect();
        let joined: Vec<bool> = text.iter().map(|&(_, g)| g != 2).collect();
        let whole: String = text.iter().flat_map(|&(w, g)| [WORDS[w], GAPS[g]]).collect();
        // One rule a phrase, so that nothing overlaps within a rule but with
        // itself; those are told apart by the longest-first rule below.
        let mut source = String::from("[dimensions]\nf = [\"x\"]\n[rules]\n");
        for (i, phrase) in phrases.iter().enumerate() {
            let shown: Vec<String> = phrase.iter()
                .map(|&(w, star)| format!("{}{}", WORDS[w], if star { "*" } else { "" })).collect();
            let shown = shown.join(" ");
            writeln!(source, "r{i} = {{ label = \"x\", negation = false, phrases = \"{shown}\" }}").expect("a string");
        }
        let m = Matcher::new(vec![parse(&source)]);
        let facts = m.scan(&whole, &[]);
        let mut found: Vec<(u32, u32)> = facts.hits.iter().map(|h| (h.rule, h.span.start)).collect();
        found.sort_unstable();
        let mut starts = Vec::new();
        let mut at = 0_u32;
        for &(w, g) in &text {
            starts.push(at);
            at += (WORDS[w].len() + GAPS[g].len()) as u32;
        }
        let mut expected = Vec::new();
        for (i, phrase) in phrases.iter().enumerate() {
            let mut free = 0;
            for first in 0..words.len() {
                let fits = first >= free && phrase.iter().enumerate().all(|(k, &(w, star))| {
                    words.get(first + k).is_some_and(|word| {
                        (if star { word.starts_with(WORDS[w]) } else { *word == WORDS[w] })
                            && (k == 0 || joined[first + k - 1])
                    })
                });
                if fits {
                    expected.push((i as u32, starts[first]));
                    free = first + phrase.len();
                }
            }
        }
        expected.sort_unstable();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_text_parses_or_says_where_it_does_not(text in "(\\[rules\\]|\\[targets|\\]|\n|=|\"|a|b|\\{|\\}|,|phrases|label|\\PC){0,30}") {
        if let Err(problems) = Lexicon::parse("x", "x.toml", &text) {
            prop_assert!(!problems.list.is_empty());
            for problem in &problems.list {
                prop_assert!(problem.span.end as usize <= text.len());
                let _ = problems.to_string();
            }
        }
    }
}
