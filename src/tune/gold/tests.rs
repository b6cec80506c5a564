//! What a gold may say, and where it is told to be wrong.

use super::*;

/// Reads `text` and expects either rows that print as `expected`, or
/// problems: `line:column message`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = match Gold::parse("g", text) {
        Ok(threads) => threads
            .iter()
            .flat_map(|(thread, gold)| gold.rows.iter().map(move |row| (thread, row)))
            .map(|(thread, r)| {
                let row = format!("{} {:?} {:?}", r.comment.shown(), r.author, r.answers);
                if thread.is_empty() { row } else { format!("{thread}: {row}") }
            })
            .collect(),
        Err(problems) => problems
            .list
            .iter()
            .map(|p| {
                let (line, column) = problems.line_column(p.span.start);
                format!("{line}:{column} {}", p.message)
            })
            .collect(),
    };
    assert_eq!(found, expected);
}

#[test]
fn rows_may_begin_late_and_name_several_parents() {
    check(
        "\u{feff}number,author,parent,stated_author\r\n7,Ann,,1\r\n8,\"Ben, Jr.\",7|2,0\r\n9,,,1\r\n10,,8,0\r\n",
        &[
            "7 Stated(\"Ann\") Article",
            "8 Unstated(\"Ben, Jr.\") Comments([CommentId(1), CommentId(6)])",
            "9 Nobody Article",
            "10 Unknown Comments([CommentId(7)])",
        ],
    );
}

#[test]
fn the_tables_own_shape_knows_a_missing_parent() {
    check(
        "comment,kind,author,author_source,parent,reply_depth\n1,comment,Ann,stated,,0\n2,comment,Ben,recovered,,\n3,comment,,unknown,2,\n4,pingback,,none,,0\n",
        &[
            "1 Stated(\"Ann\") Article",
            "2 Unstated(\"Ben\") Missing",
            "3 Unknown Comments([CommentId(1)])",
            "4 Nobody Article",
        ],
    );
}

#[test]
fn a_gold_without_rows_is_that_of_a_page_without_comments() {
    check("number,author,parent,stated_author\n", &[]);
}

#[test]
fn rows_may_be_about_several_threads_and_count_in_each() {
    check(
        "number,author,parent,stated_author,thread\n1,Ann,,1,a\n1,Ben,,1,b\n2,Cid,1,1,a\n1,Dee,,1,\n2,Eve,1,1,b\n",
        &[
            "1 Stated(\"Dee\") Article",
            "a: 1 Stated(\"Ann\") Article",
            "a: 2 Stated(\"Cid\") Comments([CommentId(0)])",
            "b: 1 Stated(\"Ben\") Article",
            "b: 2 Stated(\"Eve\") Comments([CommentId(0)])",
        ],
    );
    let head = "thread,number,author,parent,stated_author\n";
    let wrong = format!("{head}a,1,A,,1\nb,1,B,,1\nb,2,C,,1\na,3,D,,1\na,4,E,,1\n");
    check(&wrong, &["5:3 comment 3 stands where 2 is due"]);
    check(
        &format!("{head}a,1,A,2,1\nb,1,B,,1\nb,2,C,,1\n"),
        &["2:7 comment 1 answers 2, and 1 is the last"],
    );
}

#[test]
fn every_problem_has_its_place() {
    check(
        "number,author,parent,stated_author\n1,Ann,,yes\n\n2,\"B\nen\",2,1\n3,C,x,1\n4,D\n+5,E,,1\n6,F,1|1,1\n",
        &[
            "2:8 `yes` is neither 0 nor 1",
            "5:5 comment 2 answers itself",
            "6:5 `x` is no comment's number",
            "7:1 the row has 2 cells, the first line 4",
            "8:1 `+5` is no comment's number",
            "9:5 1 stands twice",
        ],
    );
    let head = "number,author,parent,stated_author\n";
    check(&format!("{head}1,A,,1\n3,B,,1\n"), &["3:1 comment 3 stands where 2 is due"]);
    check(&format!("{head}1,A,,1\n1,A,,1\n"), &["3:1 comment 1 stands where 2 is due"]);
    check(&format!("{head}1,A,9,1\n"), &["2:5 comment 1 answers 9, and 1 is the last"]);
    check("", &["1:1 there is no first line"]);
}

#[test]
fn columns_are_those_of_one_shape() {
    check(
        "number,author,parents\n1,A,\n",
        &[
            "1:1 the column `parent` is missing",
            "1:1 the column `stated_author` is missing",
            "1:15 unknown column `parents`",
        ],
    );
    check(
        "comment,kind,author,author_source,parent,reply_depth\n1,rant,A,none,,x\n",
        &[
            "2:3 `rant` is no kind of comment",
            "2:10 an author `A` does not go with the source `none`",
            "2:16 `x` is no reply depth",
        ],
    );
}
