//! Quotes that are not quite the same.

use super::*;

/// What the comment that answers `text` has in quotes, where it says `pasted`
/// behind words of its own and before others.
#[track_caller]
fn check_pasted(text: &str, pasted: &str, quoted: &[&str]) {
    let comment = format!("As I read it:\n\n{pasted}\n\nWho would have thought that?");
    let all = find_quotes(&page("", &[text, &comment]));
    let found: Vec<&str> = all[1].iter().map(|q| q.span.of_text(&comment)).collect();
    assert_eq!(found, quoted, "{pasted}");
    assert!(all[1].iter().all(|q| q.source == QuoteSource::Comment(CommentId(0))), "{all:?}");
}

/// The same where all that is pasted is one quote.
#[track_caller]
fn check_whole(text: &str, pasted: &str) {
    check_pasted(text, pasted, &[pasted]);
}

const SAID: &str = "We were told that the ferry would run twice a day in winter, and it has not \
                    been seen since the second week of November.";

#[test]
fn a_word_changed_dropped_or_added_leaves_one_quote() {
    check_whole(SAID, &SAID.replace("twice", "three times"));
    check_whole(SAID, &SAID.replace("seen", "sene"));
    check_whole(SAID, &SAID.replace("second ", ""));
    check_whole(SAID, &SAID.replace("winter", "any winter"));
    check_whole(SAID, &SAID.replace("told", "promised").replace("week", "wekk"));
    check_whole(SAID, &SAID.replace("ferry would run", "ferry, they said, would run"));
}

#[test]
fn dress_and_typography_change_no_word() {
    check_whole(SAID, &SAID.to_uppercase().replace("FERRY", "**FERRY**"));
    let text = "He said that they’re “not our people”, and that 3,000 euros wasn’t theirs.";
    for (from, to) in [
        ("’", "'"),
        ("’", "&#8217;"),
        ("“not our people”", "&quot;not our people&quot;"),
        ("3,000", "3000"),
        ("3,000", "3 000"),
        ("they’re", "[b]they're[/b]"),
        ("that", "<em>that</em>"),
        ("’", "\\'"),
        ("’", ""),
    ] {
        check_whole(text, &text.replace(from, to));
    }
}

#[test]
fn dress_of_the_article_changes_no_word() {
    check(
        "They don&#8217;t know &quot;what the <b>people</b>&quot; who live here want.",
        &["They don't know “what the people” who live here want. Do they?"],
        &[(
            "They don't know “what the people” who live here want.",
            QuoteSource::Article,
            QuoteMark::Verbatim,
        )],
    );
}

#[test]
fn words_joined_or_parted_are_the_same_words() {
    let text = "The ceasefire was broken by the rebels again";
    check_whole(text, "The cease-fire was broken by the rebels again");
    check_whole(text, "The cease fire was broken by the rebels again");
    check_whole(
        "A cease-fire was broken by them, and again",
        "A ceasefire was broken by them, and again",
    );
}

#[test]
fn a_cut_that_shows_leaves_one_quote() {
    check_whole(SAID, "We were told that the ferry would run … since the second week of November.");
    check_whole(
        SAID,
        "We were told that the ferry would run […] since the second week of November.",
    );
    check_whole(SAID, "We were told that the ferry [...] since the second week of November.");
}

#[test]
fn a_cut_that_does_not_show_leaves_two() {
    let text = "The ferry has not run at all since November. I saw it at the yard. \
                Nobody at the office picks up the telephone either.";
    check_pasted(
        text,
        "The ferry has not run at all since November. \
         Nobody at the office picks up the telephone either.",
        &[
            "The ferry has not run at all since November.",
            "Nobody at the office picks up the telephone either.",
        ],
    );
}

#[test]
fn answers_between_quoted_sentences_stay_own() {
    let text = "The ferry has not run at all since November. Nobody at the office picks up the \
                telephone either.";
    let quoted = [
        "The ferry has not run at all since November.",
        "Nobody at the office picks up the telephone either.",
    ];
    check_pasted(text, &quoted.join(" True! "), &quoted);
    check_pasted(text, &quoted.join("\n\nNot once\n\n"), &quoted);
    check_pasted(
        text,
        "The ferry has not run at all since November. Nobody at the (closed) office picks up the telephone either.",
        &["The ferry has not run at all since November. Nobody at the"],
    );
}

#[test]
fn what_goes_on_like_the_quote_behind_its_end_stays_own() {
    check_pasted(
        "The ferry has not run at all since November. And I think it is a shame.",
        "The ferry has not run at all since November. But I think it works.",
        &["The ferry has not run at all since November."],
    );
}

#[test]
fn words_that_people_share_are_no_quote() {
    // Seven in common, five in a row.
    check_pasted(SAID, "I think that the ferry would run just twice a year", &[]);
    // Nine in common, four in a row.
    check_pasted(SAID, "told that the ferry may run twice a day every winter and it", &[]);
    // Ten in common, but of seventeen.
    check_pasted(
        SAID,
        "it has not been seen here or there or elsewhere since the second very last week of",
        &[],
    );
}

#[test]
fn the_same_comment_mended_is_no_quote() {
    for mended in [SAID.replace("seen", "sene"), SAID.replace("of November", "of last November")] {
        check("", &[SAID, &mended], &[]);
    }
}

#[test]
fn a_mended_quote_leads_to_who_said_it_first() {
    let answer =
        format!("{}\n\nMine too.", SAID.replace("twice", "once").replace("since", "after"));
    let third = "told that the ferry would run once a day in winter, and it has not been seen \
                 after the second week? No.";
    let all = find_quotes(&page("", &[SAID, &answer, third]));
    let sources: Vec<_> = all[2].iter().map(|q| q.source).collect();
    assert_eq!(sources, [QuoteSource::Comment(CommentId(0))]);
    assert!(all[2][0].also.contains(CommentId(1)));
}

#[test]
fn a_marked_quote_may_have_a_word_changed() {
    check(
        "",
        &[SAID, "“that the ferry would run thrice” they said"],
        &[(
            "“that the ferry would run thrice”",
            QuoteSource::Comment(CommentId(0)),
            QuoteMark::Marks,
        )],
    );
    check(
        "",
        &[SAID, "“the ferry would run over my dog” they said"],
        &[("“the ferry would run over my dog”", QuoteSource::Outside, QuoteMark::Marks)],
    );
}

/// A word that stands nowhere else.
fn word(number: usize) -> String {
    format!("w{number}")
}

fn joined(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// How many words are compared for what is not quite the same on a page of
/// `comments`, for each word of it.
fn compared_a_word(comments: &[String]) -> f64 {
    let refs: Vec<&str> = comments.iter().map(String::as_str).collect();
    let page = page("", &refs);
    let (_, index) = read(&page);
    let all: u32 = comments.iter().map(|c| crate::text::count_words(c)).sum();
    index.compared() as f64 / f64::from(all)
}

#[test]
fn a_page_that_repeats_itself_takes_no_more_for_each_word() {
    // The same words over and over, never eight of them in a row, so that each
    // stretch could go on in any of thousands of places.
    let over_and_over = |comments: usize, phrase: &str| -> Vec<String> {
        let said = |c: usize| joined((0..20).map(|i| format!("{phrase} n{c}x{i}")));
        (0..comments).map(said).collect()
    };
    for phrase in
        ["so it goes again and", "a a a a a", "a b a b a b a", "so they say now as before"]
    {
        let few = compared_a_word(&over_and_over(40, phrase));
        let many = compared_a_word(&over_and_over(400, phrase));
        assert!(few > 1.0, "{phrase}: nothing was compared");
        assert!(many < few * 1.5 && many < 500.0, "{phrase}: {few} words, then {many}");
    }
    // The same comment, a little different each time.
    let mended = |comments: usize| -> Vec<String> {
        (0..comments).map(|c| SAID.replace("ferry", &format!("ferry{c}"))).collect()
    };
    let (few, many) = (compared_a_word(&mended(40)), compared_a_word(&mended(400)));
    assert!(many < few * 1.5 && many < 500.0, "{few} words, then {many}");
    // One quote as long as a book.
    let long = |words: usize| -> Vec<String> {
        let copy = joined((0..words).filter(|i| i % 6 != 5).map(word));
        vec![joined((0..words).map(word)), format!("> {copy}\n\nno"), format!("{copy}\n\nno")]
    };
    let (few, many) = (compared_a_word(&long(400)), compared_a_word(&long(4000)));
    assert!(many < few * 1.5 && many < 500.0, "{few} words, then {many}");
}

proptest! {
    #[test]
    fn small_changes_inside_leave_one_quote(
        changes in proptest::collection::vec((0..3_usize, 5..8_usize), 0..6),
        own in 0..4_usize,
    ) {
        // Six words in common or more, and a change, by turns.
        let mut said: Vec<String> = (0..8).map(word).collect();
        let mut copied = said.clone();
        for &(kind, alike) in &changes {
            let next = said.len();
            match kind {
                0 => said.push(word(next)),
                1 => copied.push(format!("c{next}")),
                _ => {
                    said.push(word(next));
                    copied.push(format!("c{next}"));
                }
            }
            for at in said.len()..=said.len() + alike {
                said.push(word(at));
                copied.push(word(at));
            }
        }
        let quote = copied.join(" ");
        let before = joined((0..own).map(|i| format!("own{i}")));
        let comment = format!("{before} {quote}\n\nNo");
        let all = find_quotes(&page("", &[&said.join(" "), &comment]));
        let found: Vec<&str> = all[1].iter().map(|q| q.span.of_text(&comment)).collect();
        prop_assert_eq!(found, [quote.as_str()]);
    }

    #[test]
    fn sentences_between_quotes_stay_own(
        answers in proptest::collection::vec(0..6_usize, 1..6),
    ) {
        let sentence = |at: usize| joined((0..9).map(|i| word(at * 9 + i)));
        let said: Vec<String> = (0..=answers.len()).map(|at| sentence(at) + ".").collect();
        let mut comment = said[0].clone();
        let mut own = Vec::new();
        for (at, &count) in answers.iter().enumerate() {
            for i in 0..count {
                comment += " ";
                let start = comment.len() as u32;
                comment += &format!("own{at}x{i}");
                own.push(Span::new(start, comment.len() as u32));
            }
            comment += if count > 0 { ". " } else { " " };
            comment += &said[at + 1];
        }
        let all = find_quotes(&page("Nothing.", &[&said.join(" "), &format!("{comment} No")]));
        for place in own {
            prop_assert!(!all[1].iter().any(|q| q.span.overlaps(place)), "{:?} {comment}", all[1]);
        }
    }
}
