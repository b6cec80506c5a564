//! What is a quote, and whose.

use proptest::prelude::*;

use super::*;
use crate::model::{Article, Body, Posting};

fn page(article: &str, comments: &[&str]) -> Page {
    Page {
        article: Some(Article { body: Body::detached(article), ..Article::default() }),
        postings: comments
            .iter()
            .map(|c| Posting { body: Body::detached(*c), ..Posting::default() })
            .collect(),
        ..Page::default()
    }
}

/// Compares the quotes of the last comment: its words, source and mark.
fn check(article: &str, comments: &[&str], expected: &[(&str, QuoteSource, QuoteMark)]) {
    let all = find_quotes(&page(article, comments));
    let text = comments.last().expect("a comment");
    let found: Vec<(&str, QuoteSource, QuoteMark)> = all
        .last()
        .expect("a comment")
        .iter()
        .map(|q| (q.span.of_text(text), q.source, q.mark))
        .collect();
    assert_eq!(found, expected, "{text}");
}

const ARTICLE: &str = "The old bridge will be closed to cars from May, said the council, \
                       because nobody can pay for its repair any more.";

#[test]
fn words_of_the_article_need_no_marks() {
    check(
        ARTICLE,
        &["The old bridge will be closed to cars from May! Who asked us?"],
        &[(
            "The old bridge will be closed to cars from May!",
            QuoteSource::Article,
            QuoteMark::Verbatim,
        )],
    );
}

#[test]
fn marks_around_words_of_the_article_are_how_they_show() {
    check(
        ARTICLE,
        &["So “the old bridge will be closed to cars from May” it is."],
        &[(
            "“the old bridge will be closed to cars from May”",
            QuoteSource::Article,
            QuoteMark::Marks,
        )],
    );
}

#[test]
fn seven_words_without_marks_are_nobodys() {
    check(ARTICLE, &["Fine: the old bridge will be closed to bikes."], &[]);
}

#[test]
fn the_source_is_who_said_it_first() {
    let first = "I have walked across it every day since nineteen eighty two and it stands.";
    let second =
        "I have walked across it every day since nineteen eighty two and it stands. Nonsense!";
    check(
        ARTICLE,
        &[first, second, "“walked across it every day” is no proof"],
        &[("“walked across it every day”", QuoteSource::Comment(CommentId(0)), QuoteMark::Marks)],
    );
}

#[test]
fn words_are_the_same_with_any_kind_of_apostrophe() {
    let article = "They don’t know what the people who live here want from them.";
    for pasted in ["They don't", "they donʼt", "They don＇t", "THEY don‘t"] {
        let pasted = format!("{pasted} know what the people who live here want from them.");
        check(
            article,
            &[&format!("{pasted} Do they?")],
            &[(&pasted, QuoteSource::Article, QuoteMark::Verbatim)],
        );
    }
}

#[test]
fn a_cut_in_the_middle_is_followed() {
    check(
        ARTICLE,
        &["They wrote “the old bridge … nobody can pay for its repair”. Sure."],
        &[(
            "“the old bridge … nobody can pay for its repair”",
            QuoteSource::Article,
            QuoteMark::Marks,
        )],
    );
}

#[test]
fn a_quote_from_elsewhere_is_outside_where_the_comment_says_so() {
    check(
        ARTICLE,
        &["As the mayor once said, “roads are for people”."],
        &[("“roads are for people”", QuoteSource::Outside, QuoteMark::Marks)],
    );
    check(
        ARTICLE,
        &["This “all of us together” talk is cheap."],
        &[("“all of us together”", QuoteSource::Unknown, QuoteMark::Marks)],
    );
}

#[test]
fn two_words_in_marks_are_irony_and_stay_own() {
    check(ARTICLE, &["Their “urgent repair” again."], &[]);
}

#[test]
fn the_same_comment_twice_is_no_quote() {
    let comment = "Nobody has asked the people who live here what they want at all.";
    check(ARTICLE, &[comment, comment], &[]);
}

#[test]
fn marks_inside_a_pasted_paragraph_belong_to_it() {
    let article = "He called the plan “a gift to all of us” and then he went home to his dinner.";
    check(
        article,
        &["He called the plan “a gift to all of us” and then he went home to his dinner. Ha."],
        &[(
            "He called the plan “a gift to all of us” and then he went home to his dinner.",
            QuoteSource::Article,
            QuoteMark::Verbatim,
        )],
    );
}

#[test]
fn a_search_that_costs_too_much_leaves_the_source_untold() {
    let far = |words: usize| {
        let article = format!("how it began {}and how it ended", "so ".repeat(words));
        let all = find_quotes(&page(&article, &["“how it began … and how it ended”"]));
        all[0][0].source
    };
    assert_eq!(far(10_000), QuoteSource::Article);
    assert_eq!(far(20_000), QuoteSource::Unknown);
}

proptest! {
    #[test]
    fn quotes_lie_inside_apart_and_on_characters(
        texts in proptest::collection::vec("([a-c“”\"’‘ .…]|a b c a b c a b c |\n\n|> ){0,30}", 1..6),
    ) {
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let page = page("a b c a b c a b c a b c", &refs);
        for (quotes, text) in find_quotes(&page).iter().zip(&texts) {
            let mut end = 0;
            for quote in quotes {
                prop_assert!(quote.span.start >= end && !quote.span.is_empty());
                prop_assert!(text.get(quote.span.range()).is_some());
                end = quote.span.end;
            }
        }
    }
}
