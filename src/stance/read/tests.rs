//! What is wrong with a lexicon is said, all of it, in its place.

use crate::stance::Lexicon;

/// Checks the problems of a lexicon, one a line: `line code: message (help)`.
fn check(text: &str, expected: &[&str]) {
    let shown: Vec<String> = match Lexicon::parse("test", "test.toml", text) {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .list
            .iter()
            .map(|p| {
                let (line, _) = problems.line_column(p.span.start);
                let help = p.help.as_ref().map_or(String::new(), |h| format!(" ({h})"));
                format!("{line} {}: {}{help}", p.code, p.message)
            })
            .collect(),
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn all_problems_are_reported_at_once() {
    check(
        r#"version = 1
colour = "red"
[targets]
us = { cased = ["US"], parnt = "x" }
[rules]
one = { label = "agianst", phrases = ["a"] }
two = { label = "against", phrases = ["a"], target = "uss" }
three = { label = "against", regex = '(' }
four = { label = "against", regex = ')', weight = 0 }
five = { label = "mixed", phrases = "a" }
six = { label = "against" }
seven = { dimension = "stanec", label = "against", phrases = "" }
"#,
        &[
            "1 wrong-type: `version` in the lexicon is a string, not integer (write a string)",
            "2 unknown-key: the lexicon has no key `colour` (known are: version, description, we, dimensions, targets, negation, irony, rules)",
            "4 unknown-key: the target `us` has no key `parnt` (did you mean `parent`?)",
            "6 unknown-label: no label is called `agianst` (did you mean `against`?)",
            "7 unknown-target: no target is called `uss` (did you mean `us`?)",
            "8 bad-regex: bad regex: unclosed group (in '…' a backslash stands for itself)",
            "9 bad-regex: bad regex: unopened group (in '…' a backslash stands for itself)",
            "9 bad-number: `weight` in the rule `four` is a number above 0 and up to 1000, of three decimals at most",
            "10 ambiguous-label: several dimensions have a label `mixed` (add `dimension`: stance or reply)",
            "11 missing-key: the rule `six` has nothing to look for (phrases = [\"some words\"] or regex = '…')",
            "12 unknown-dimension: no dimension is called `stanec` (did you mean `stance`?)",
            "12 empty-phrase: this phrase is empty (delete it)",
        ],
    );
}

#[test]
fn broken_toml_does_not_hide_the_rest() {
    check(
        "[targets]\na = [\"a\"]\n[rules]\nx = { label = \"against\", regex = '(' }\nx = { label = \"against\", phrases = \"b\" }\ny = = 3\n",
        &[
            "4 bad-regex: bad regex: unclosed group (in '…' a backslash stands for itself)",
            "5 duplicate-id: `x` is defined twice (give one of them another name, or put both in one)",
            "6 toml-syntax: this is not TOML: extra `=`, expected nothing",
        ],
    );
    check(
        "[targets]\na = [\"a\"]\n[targets.a]\nnames = [\"b\"]\n",
        &[
            "3 duplicate-id: `a` is defined twice (give one of them another name, or put both in one)",
        ],
    );
}

#[test]
fn targets_nest_without_circles_and_share_no_name() {
    check(
        "[targets]\na = { names = \"x\", parent = \"c\" }\nb = { names = \"X\", parent = \"a\" }\nc = { names = \"z\", parent = \"b\" }\nparent = \"p\"\nd = { cased = \"X\", parent = \"d\" }",
        &[
            "2 cyclic-nesting: targets nest in a circle: a under c under b under a (take one `parent` out)",
            "3 shared-name: `a` and `b` share this name (a name belongs to one target; use `cased` where case tells them apart)",
            "5 reserved: `parent` has a meaning of its own (name the target otherwise)",
            "6 cyclic-nesting: targets nest in a circle: d under d (take one `parent` out)",
        ],
    );
}

#[test]
fn regexes_have_limits() {
    let long = format!("[rules]\na = {{ label = \"agree\", regex = '{}' }}", "x".repeat(1025));
    check(
        &long,
        &["2 regex-too-big: this regex is longer than 1024 bytes (split it into several)"],
    );
    check(
        "[rules]\na = { label = \"agree\", regex = '(?:\\w{900}){900}' }",
        &["2 regex-too-big: this regex takes over 1048576 bytes (use smaller repetitions)"],
    );
    let deep = format!(
        "[rules]\na = {{ label = \"agree\", regex = '{}x{}' }}",
        "(".repeat(60),
        ")".repeat(60)
    );
    check(
        &deep,
        &[
            "2 bad-regex: bad regex: exceed the maximum number of nested parentheses/brackets (50) (in '…' a backslash stands for itself)",
        ],
    );
    check(
        "[rules]\na = { label = \"agree\", regex = 'x*' }",
        &[
            "2 bad-regex: this regex matches where nothing stands (let it match at least one character)",
        ],
    );
}

#[test]
fn phrases_that_can_never_count_are_refused() {
    check(
        "[rules]\na = { label = \"agree\", phrases = [\"oh, yes\", \"!\", \"y*s\"] }\nb = { label = \"agree\", phrases = [\"so true\"], unless = \"true\" }",
        &[
            "2 dead-phrase: `oh, yes` can never match: a phrase is words, and `,` ends it (leave it out, or use `regex`)",
            "2 dead-phrase: `!` can never match: it has no letters or digits (use `regex` for signs)",
            "2 bad-wildcard: a `*` in `y*s` does not end a word (`bomb*` stands for bomb, bombs, bombing; use `regex` for anything else)",
            "3 dead-phrase: `so true` can never count: `unless` holds it",
        ],
    );
}

#[test]
fn dimensions_are_checked() {
    check(
        "[dimensions]\nmood = { labels = { up = \"plus\" }, about = \"parnet\" }\nbare = {}\n[dimensions.stance]\nlabels = [\"a\"]\n",
        &[
            "2 bad-value: `plus` is no direction (write \"+\", \"-\", \"both\" (both sides fire) or \"apart\")",
            "2 bad-value: a dimension is not about `parnet` (did you mean `parent`?)",
            "3 missing-key: the dimension `bare` has no labels (labels = [\"one\", \"two\"])",
            "5 fixed-labels: the labels of `stance` are fixed, so that tables mean the same everywhere (define a dimension of another name)",
        ],
    );
}

#[test]
fn examples_that_do_not_hold_are_reported_with_the_reason() {
    let text = "[rules]\na = { label = \"agree\", phrases = \"yes\", fires = [\"no\", \"never yes\"], quiet = \"yes\" }";
    let lexicon = Lexicon::parse("test", "test.toml", text).expect("sound");
    let problems = lexicon.check_examples().expect_err("three fail").to_string();
    assert_eq!(
        problems,
        "test.toml:2:50: the rule `a` does not fire here (it finds nothing)\n\
         test.toml:2:56: the rule `a` does not fire here (“yes” is negated by “never”)\n\
         test.toml:2:78: the rule `a` fires here (at “yes”)"
    );
}

#[test]
fn a_rule_that_stands_twice_hides_no_other_problem() {
    check(
        r#"colour = "red"
[targets]
us = { cased = ["US"] }
[rules.one]
label = "agianst"
phrases = ["a"]
[rules.one]
label = "favour"
phrases = ["b"]
"#,
        &[
            "1 unknown-key: the lexicon has no key `colour` (known are: version, description, we, dimensions, targets, negation, irony, rules)",
            "5 unknown-label: no label is called `agianst` (did you mean `against`?)",
            "7 duplicate-id: `one` is defined twice (give one of them another name, or put both in one)",
        ],
    );
}
