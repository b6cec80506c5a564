//! What is a quote, and whose.

mod near;

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
fn what_a_run_has_outside_the_marks_that_it_touches_stays_quoted() {
    let article = "one two three four five six seven eight nine ten lastword is not what \
                   they wanted to hear from us today";
    let verbatim = |words| (words, QuoteSource::Article, QuoteMark::Verbatim);
    check(
        article,
        &["One two three four five six seven eight nine ten “lastword is not what we need”. So."],
        &[
            verbatim("One two three four five six seven eight nine ten"),
            ("“lastword is not what we need”", QuoteSource::Article, QuoteMark::Marks),
        ],
    );
    check(
        article,
        &["Ten “lastword is not what they wanted to hear”from (really)."],
        &[
            verbatim("Ten"),
            ("“lastword is not what they wanted to hear”", QuoteSource::Article, QuoteMark::Marks),
            verbatim("from"),
        ],
    );
}

#[test]
fn words_shared_by_two_runs_do_not_cost_the_second_its_end() {
    let first = "The mayor has said so in every paper.";
    let second = "Well, the mayor has said so in every paper since May.";
    check(
        "",
        &[first, second, "The mayor has said so in every paper since May. Ha!"],
        &[
            (
                "The mayor has said so in every paper",
                QuoteSource::Comment(CommentId(0)),
                QuoteMark::Verbatim,
            ),
            ("since May.", QuoteSource::Comment(CommentId(1)), QuoteMark::Verbatim),
        ],
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

#[test]
fn two_places_of_a_text_are_not_one_stretch_because_a_word_fits_both() {
    let article = "Nobody in town will ever pay for the bridge.\n\nIt rained. \
                   It is hard to see how the town can do without.";
    let title = "Nobody in town will ever pay for the bridge.";
    let quote = "“It is hard to see how the town can do without”";
    check(
        article,
        &[&format!("As I read: {title} {quote}")],
        &[
            (title, QuoteSource::Article, QuoteMark::Verbatim),
            (quote, QuoteSource::Article, QuoteMark::Marks),
        ],
    );
}

/// For each quote of the last of `comments`: its words, the comment that said
/// them first, and those that quote them, too, as they are shown.
#[track_caller]
fn check_also(comments: &[&str], expected: &[(&str, u32, &[u32])]) {
    let all = find_quotes(&page("", comments));
    let text = comments.last().expect("a comment");
    let found: Vec<(&str, u32, Vec<u32>)> = all
        .last()
        .expect("a comment")
        .iter()
        .map(|q| {
            let QuoteSource::Comment(said) = q.source else { panic!("{q:?}") };
            (q.span.of_text(text), said.shown(), q.also.comments().map(CommentId::shown).collect())
        })
        .collect();
    let expected: Vec<_> = expected.iter().map(|&(q, s, also)| (q, s, also.to_vec())).collect();
    assert_eq!(found, expected);
}

#[test]
fn who_quotes_the_same_words_is_told() {
    let first = "I have walked across it every day since nineteen eighty two.";
    let second =
        "“I have walked across it every day” you say. And so have half the people of this town.";
    let third = "“I have walked across it every day”

And so have half the people of this town.

True.";
    check_also(
        &[first, "Nothing new here.", second, third],
        &[
            ("“I have walked across it every day”", 1, &[3]),
            ("And so have half the people of this town.", 3, &[]),
        ],
    );
    check_also(
        &[first, second, third, "“walked across it every day since nineteen” – how old are you?"],
        &[("“walked across it every day since nineteen”", 1, &[])],
    );
    check_also(
        &[first, second, third, "“walked across it every day”? Sure."],
        &[("“walked across it every day”", 1, &[3, 2])],
    );
}

#[test]
fn only_the_latest_who_quote_the_same_words_are_told() {
    let first = "I have walked across it every day since nineteen eighty two.";
    let others: Vec<String> = (0..7).map(|i| format!("Number{i}: {first}")).collect();
    let mut comments = vec![first];
    comments.extend(others.iter().map(String::as_str));
    check_also(&comments, &[(first, 1, &[7, 6, 5, 4])]);
}

/// Compares what the quotes of a comment are ascribed to, by their words.
#[track_caller]
fn check_attributed(comment: &str, expected: &[(&str, &str)]) {
    let all = find_quotes(&page(ARTICLE, &[comment]));
    let found: Vec<(&str, &str)> = all[0]
        .iter()
        .map(|q| {
            let name = q.attributed.map_or("", |name| name.of_text(comment));
            (q.span.of_text(comment), name)
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_quote_is_ascribed_to_the_name_at_its_head() {
    check_attributed(
        "[quote=&quot;Ann Lee&quot;]I can&#39;t swim[/quote] Learn it.",
        &[("[quote=&quot;Ann Lee&quot;]I can&#39;t swim[/quote]", "Ann Lee")],
    );
    check_attributed(
        "AT&amp;T Ann wrote:\n&gt; I can&#39;t swim\nLearn it.",
        &[("&gt; I can&#39;t swim", "AT&amp;T Ann")],
    );
    check_attributed(
        "Ann wrote:\nThe old bridge will be closed to cars from May.\n\nSo?",
        &[("The old bridge will be closed to cars from May.", "Ann")],
    );
}

#[test]
fn what_a_quoted_comment_quotes_has_a_source_of_its_own() {
    let first = "Nobody in town will ever pay for the bridge.";
    let second = "It is hard to see how the town can do without.";
    let third = format!("[quote=Ben][quote=Ann]{first}[/quote]{second}[/quote]Both true.");
    let all = find_quotes(&page("", &[first, second, &third]));
    let sources: Vec<_> = all[2].iter().map(|q| (q.source, q.mark)).collect();
    let tags = |said| (QuoteSource::Comment(CommentId(said)), QuoteMark::Tags);
    assert_eq!(sources, [tags(0), tags(1)]);
}

/// For each word of the last text, whether it lies in a run of at least eight
/// words from an earlier one.
fn in_a_run(texts: &[&str]) -> Vec<bool> {
    let folded = |text: &str| words(text).map(|w| w.text.to_lowercase()).collect::<Vec<_>>();
    let (last, earlier) = texts.split_last().expect("a text");
    let last = folded(last);
    let mut found = vec![false; last.len()];
    for source in earlier.iter().map(|t| folded(t)) {
        for (at, run) in last.windows(8).enumerate() {
            if source.windows(8).any(|w| w == run) {
                found[at..at + 8].fill(true);
            }
        }
    }
    found
}

proptest! {
    #[test]
    fn words_from_an_earlier_text_are_quoted(
        texts in proptest::collection::vec(
            "([a-c] |[a-c][“”\"’‘ .…]|[“\"][a-c]|a b c a b c a b c |b c a a b c b a |\n\n|> ){0,25}",
            1..6,
        ),
    ) {
        let article = "\n\na b c a b c a b c b c a a b c b";
        // None is another once more, which would be no quote.
        let texts: Vec<String> =
            texts.iter().enumerate().map(|(i, text)| format!("x{i} {text}")).collect();
        let refs: Vec<&str> = texts.iter().map(String::as_str).collect();
        let all = find_quotes(&page(article, &refs));
        for (i, quotes) in all.iter().enumerate() {
            let mut said = vec![article];
            said.extend(&refs[..i]);
            said.push(refs[i]);
            for (word, in_run) in words(refs[i]).zip(in_a_run(&said)) {
                let quoted = quotes.iter().any(|q| q.span.contains(word.span));
                prop_assert!(quoted || !in_run, "{word:?} in {:?}: {quotes:?}", refs[i]);
            }
        }
    }

    #[test]
    fn quotes_lie_inside_apart_and_on_characters(
        texts in proptest::collection::vec("([a-c“”\"’‘ .…]|a b c a b c a b c |\n\n|> |&quot;|&#8217;|\\[b\\]|\\[/?quote\\]|<q>){0,30}", 1..6),
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
