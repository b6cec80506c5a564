//! What is told about a thread that is odd.

use super::{check, page, rebuilt};

/// The findings about a page, each as its comment and code.
fn findings(text: &str, corrections: &str) -> Vec<String> {
    let (_, notices) = rebuilt(text, corrections);
    notices.iter().map(|n| format!("{} {}", n.comment.unwrap_or(0), n.code)).collect()
}

/// The findings about names on a page, in words.
fn about_names(text: &str, corrections: &str) -> Vec<String> {
    let (_, notices) = rebuilt(text, corrections);
    let codes = ["two-spellings", "one-name-two-people", "one-person-two-names"];
    let found = notices.into_iter().filter(|n| codes.contains(&n.code));
    found.map(|n| format!("{} {}: {}", n.comment.unwrap_or(0), n.code, n.message)).collect()
}

#[test]
fn names_that_are_hardly_two_are_told_with_their_comments() {
    let text = page(&[
        &["Max says:", "One."],
        &["max says:", "Two."],
        &["anti_republocrat says:", "Three."],
        &["Anti Republocrat says:", "Four."],
        &["Max says:", "Five."],
        &["Pat Reed says:", "Six."],
        &["Рat Reed says:", "Seven, with a Cyrillic letter."],
        &["Ann says:", "Eight."],
        &["Anna says:", "Nine."],
    ]);
    assert_eq!(
        about_names(&text, ""),
        [
            "2 two-spellings: “Max” (comments 1, 5) and “max” (comment 2) differ in case, accents \
             or spaces only and are counted as 2 people",
            "4 two-spellings: “anti_republocrat” (comment 3) and “Anti Republocrat” (comment 4) \
             differ in signs and spaces only and are counted as 2 people",
            "7 two-spellings: “Pat Reed” (comment 6) and “Рat Reed” (comment 7) look the same and \
             are spelt with different letters and are counted as 2 people",
        ]
    );
    let (_, notices) = rebuilt(&text, "");
    let help = notices[0].help.as_deref().unwrap_or_default();
    assert!(help.ends_with("`page,2,author,Max`"), "{help}");
    let fixed =
        "page,2,author,Max,me,\npage,4,author,anti_republocrat,me,\npage,7,author,Pat Reed,me,";
    assert_eq!(about_names(&text, fixed), [""; 0], "what the analyst has settled is settled");
}

#[test]
fn a_mention_that_is_taken_for_a_name_spelt_otherwise_is_told() {
    let signed = page(&[
        &["Zoë says:", "One.", "• Replies: @Bob"],
        &["anti_republocrat says:", "Two.", "• Replies: @Bob"],
        &["Bob says:", "@ZOE", "Three."],
        &["Bob says:", "@anti", "Four."],
    ]);
    assert_eq!(
        about_names(&signed, ""),
        [
            "3 two-spellings: “ZOE” (in comment 3) is taken for Zoë (comment 1): they differ in \
             case, accents or spaces only",
            "4 two-spellings: “anti” (in comment 4) is taken for anti_republocrat (comment 2): \
             they are short for one another or a letter apart",
        ]
    );
    // Where one is unsigned, Jon may be theirs.
    let text = page(&[&["Jon Pike says:", "First."], &["Second."], &["@Jon", "I agree."]]);
    let found = about_names(&text, "");
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("3 two-spellings: “Jon” (in comment 3) is taken for Jon Pike"));
    let names = ["Ann says:", "Ben says:"];
    let plain = page(&[&[names[0], "One."], &[names[1], "@Ann", "Two, as “@Anna” has it."]]);
    assert_eq!(about_names(&plain, ""), [""; 0]);
}

#[test]
fn a_name_that_two_identifiers_have_is_that_of_two_people() {
    let table = "id,author,author_id,text\n\
                 a,Bob,17,One.\nb,Bob,23,Two.\nc,Bob,17,Three.\nd,Robert,23,Four.\n\
                 e,Cid,0,Five.\nf,Dee,0,Six.\ng,Guest,31,Seven.\nh,Guest,37,Eight.\n\
                 i,Eve,9,Nine.\nk,Fay,9,Ten.\nl,Gus,9,Eleven.\nm,Hal,9,Twelve.\n";
    assert_eq!(
        about_names(table, ""),
        [
            "2 one-name-two-people: 2 people have the name “Bob” and are counted as one: their \
             identifiers are 17 (comments 1, 3) and 23 (comment 2)",
            "4 one-person-two-names: one person, of the identifier 23, has 2 names and is counted \
             as so many people: “Bob” (comment 2) and “Robert” (comment 4)",
        ]
    );
}

#[test]
fn who_parts_from_a_namesake_is_told() {
    let found = |words: &str| {
        let text = page(&[
            &["Bob Lee says:", "The first."],
            &["Bob Lee says:", words],
            &["Ann says:", "I am not the other Bob Lee either."],
        ]);
        about_names(&text, "")
    };
    for words in [
        "Different Bob Lee here.",
        "I’m not the same Bob Lee as above.",
        "Ich bin ein anderer Bob Lee.",
        "Not me, the other bob lee!",
    ] {
        let found = found(words);
        assert_eq!(found.len(), 1, "{words}: {found:?}");
        assert!(found[0].starts_with(
            "2 one-name-two-people: two people seem to have the name “Bob Lee” (comments 1, 2)"
        ));
    }
    for words in [
        "Bob Lee here.",
        "The other Bob Leeman.",
        "It is the same Bob Lee.",
        "@Bob Lee",
        "Be kind to each other. Bob Lee",
    ] {
        assert_eq!(found(words), [""; 0], "{words}");
    }
}

#[test]
fn who_takes_another_name_in_a_chat_is_told() {
    let text = "[12:00] <ann> hello all\n\
                === ann is now known as ann_away\n\
                === bob is now known as rob\n\
                [12:01] <cleo> where is she\n\
                [12:02] <ann_away> back in a minute\n\
                === ann_away is now known as ann\n\
                [12:03] <rob> good evening\n";
    assert_eq!(
        about_names(text, ""),
        ["2 one-person-two-names: one person has the names “ann” (comment 1) and “ann_away” \
          (comment 5), as the server says, and is counted as two people"]
    );
}

#[test]
fn an_address_that_leads_nowhere_is_a_finding() {
    let text = page(&[
        &["Ann says:", "@Tim", "Where are you?"],
        &["Bob says:", "@Cleo", "You will say so, too."],
        &["Cleo says:", "@Cleo", "As I was going to say."],
        &["Cleo says:", "@Cleo", "As I said."],
        &["Dora says:", "@Anonymous", "Who are you?"],
    ]);
    let expected =
        ["1 missing-parent", "2 answer-before-question", "3 self-address", "5 missing-parent"];
    assert_eq!(findings(&text, ""), expected);
    check(&text, "", &["Ann missing", "Bob missing", "Cleo missing", "Cleo 3", "Dora missing"]);
}
