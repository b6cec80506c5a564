//! An evaluation on one screen: figures, plain rules, reliability, what each
//! kind of evidence is worth, and the worst errors with their reasons.

use std::fmt::Write as _;

use super::{safe, summary};
use crate::measures::Interval;
use crate::model::{Answers, Clue, Confidence, EvidenceSet};
use crate::tune::{
    DECISION_FIGURES, Estimate, Evaluation, FIGURES, Precision, RESAMPLES, Truth, WrongLink,
    WrongName, divided,
};

/// Combinations of evidence that are shown; scripts get them all.
const COMBINATIONS: usize = 8;

/// `evaluation` as a person reads it, with at most `errors` of the wrong links
/// and as many of the wrong names, in lines of at most `width` columns.
pub fn text(evaluation: &Evaluation, errors: usize, width: usize) -> String {
    let mut out = String::new();
    let pages = summary::count(evaluation.pages.len(), "page", "pages");
    let comments = summary::count(evaluation.comments as usize, "comment", "comments");
    let _ = write!(out, "{pages}, {comments} judged");
    if evaluation.pages.len() > 1 {
        let _ = write!(out, "; 95 % intervals from {RESAMPLES} resamples of the pages");
    }
    out.push('\n');
    figures(evaluation, &mut out);
    baselines(evaluation, &mut out);
    reliability(evaluation, &mut out);
    evidence(evaluation, &mut out);
    wrong_links(evaluation, errors, &mut out);
    wrong_names(evaluation, errors, &mut out);
    if !evaluation.failed.is_empty() {
        let _ = writeln!(out, "\nnot judged ({})", evaluation.failed.len());
    }
    for page in &evaluation.failed {
        let why = page.why.lines().next().unwrap_or_default();
        let _ = writeln!(out, "  {}: {}", file_name(&page.name), safe::line(why));
    }
    let cut: Vec<String> = out.lines().map(|line| safe::cut(line.trim_end(), width)).collect();
    cut.join("\n") + "\n"
}

/// The columns of [`table`]: what they are called, and the figure.
const COLUMNS: [(&str, &str); 7] = [
    ("all", "parents.accuracy"),
    ("replies", "parents.reply_accuracy"),
    ("link F1", "links.f1"),
    ("names", "authors.precision"),
    ("named", "authors.recall"),
    ("ECE", "ece"),
    ("Brier", "brier"),
];

/// Several evaluations by their names, as a table in Markdown: how much of
/// what was decided is right, and in parentheses the interval.
pub fn table(evaluations: &[(String, Evaluation)]) -> String {
    let heads = COLUMNS.map(|(head, _)| head).join(" | ");
    let mut out = format!("| pages | | comments | {heads} |\n| --- | ---: | ---: |");
    out.push_str(&" --- |".repeat(COLUMNS.len()));
    for (name, evaluation) in evaluations {
        let (pages, comments) = (evaluation.pages.len(), evaluation.comments);
        let _ = write!(out, "\n| {} | {pages} | {comments} |", safe::line(name));
        for (_, id) in COLUMNS {
            let figures = FIGURES.iter().zip(&evaluation.figures);
            let estimate = figures.into_iter().find(|(f, _)| f.id == id).map(|(_, e)| e);
            let value =
                estimate.and_then(|e| e.value).map_or("–".to_owned(), |v| format!("{v:.3}"));
            let interval = estimate.and_then(|e| e.value.and(e.interval));
            match interval {
                Some(i) if id.contains('.') => {
                    let _ = write!(out, " {value} ({:.3}–{:.3}) |", i.low, i.high);
                }
                _ => {
                    let _ = write!(out, " {value} |");
                }
            }
        }
    }
    out.push('\n');
    out
}

fn figures(evaluation: &Evaluation, out: &mut String) {
    let _ = writeln!(out, "\n{:<24}{:>7}   {:<13}  {:>13}", "", "value", "interval", "counts");
    for (figure, estimate) in FIGURES.iter().zip(&evaluation.figures) {
        let counts = match estimate.hits {
            Some(hits) => format!("{hits} / {}", estimate.all),
            None => format!("of {}", estimate.all),
        };
        let _ = writeln!(
            out,
            "{:<24}{:>7}   {:<13}  {counts:>13}",
            figure.id,
            number(estimate.value),
            interval(estimate.interval),
        );
    }
}

fn baselines(evaluation: &Evaluation, out: &mut String) {
    let _ = write!(out, "\n{:<24}", "plain rules");
    for (name, _) in DECISION_FIGURES {
        let _ = write!(out, "{:>15}", name.split_once('.').map_or(name, |(_, name)| name));
    }
    out.push('\n');
    for baseline in &evaluation.baselines {
        let _ = write!(out, "  {:<22}", baseline.id);
        baseline.figures.iter().for_each(|e| value(out, e));
        out.push('\n');
    }
    let _ = write!(out, "  {:<22}", "rejoinder");
    for (name, _) in DECISION_FIGURES {
        let own = FIGURES.iter().position(|f| f.id == name);
        own.into_iter().for_each(|at| value(out, &evaluation.figures[at]));
    }
    out.push('\n');
}

fn value(out: &mut String, estimate: &Estimate) {
    let _ = write!(out, "{:>15}", number(estimate.value));
}

fn reliability(evaluation: &Evaluation, out: &mut String) {
    if evaluation.bins.is_empty() {
        return;
    }
    let head = ["confidence", "mean", "accuracy", "interval", "n"];
    let [name, mean, accuracy, within, n] = head;
    let _ = writeln!(out, "\n{name:<24}{mean:>7}  {accuracy:>8}   {within:<13}{n:>7}");
    for bin in &evaluation.bins {
        let range = format!("{:.3}–{:.3}", bin.least.fraction(), bin.most.fraction());
        let _ = writeln!(
            out,
            "  {range:<22}{:>7}  {:>8}   {:<13}{:>7}",
            number(Some(bin.mean_confidence())),
            number(Some(bin.accuracy())),
            interval(bin.interval()),
            bin.decisions,
        );
    }
}

fn evidence(evaluation: &Evaluation, out: &mut String) {
    let head = |out: &mut String, name: &str| {
        let [precision, within, counts] = ["precision", "interval", "counts"];
        let _ = writeln!(out, "\n{name:<44}{precision:>9}   {within:<13}  {counts:>13}");
    };
    if !evaluation.evidence.is_empty() {
        head(out, "links by a kind of evidence");
        for row in &evaluation.evidence {
            precision(out, &row.evidence, row);
        }
    }
    if evaluation.combinations.is_empty() {
        return;
    }
    head(out, "decisions by all their evidence");
    for row in evaluation.combinations.iter().take(COMBINATIONS) {
        let kinds = if row.evidence.is_empty() { "none" } else { &row.evidence };
        precision(out, &format!("{}: {kinds}", row.answers), row);
    }
    let rest = evaluation.combinations.len().saturating_sub(COMBINATIONS);
    if rest > 0 {
        let _ = writeln!(out, "  … and {rest} more; --format json lists them all");
    }
}

fn precision(out: &mut String, name: &str, row: &Precision) {
    let counts = format!("{} / {}", row.right, row.decisions);
    let _ = writeln!(
        out,
        "  {:<42}{:>9}   {:<13}  {counts:>13}",
        safe::cut(name, 42),
        number(divided((row.right, row.decisions))),
        interval(row.interval),
    );
}

fn wrong_links(evaluation: &Evaluation, errors: usize, out: &mut String) {
    let all = evaluation.wrong_links();
    if all.is_empty() {
        return;
    }
    let kind = |wanted: fn(&Truth, Answers) -> bool| {
        all.iter().filter(|(_, w)| wanted(&w.truth, w.link.answers)).count()
    };
    let other = kind(|t, a| matches!((t, a), (Truth::Comments(_), Answers::Comment(_))));
    let root = kind(|t, a| matches!((t, a), (Truth::Comments(_), Answers::Article)));
    let reply = kind(|t, a| matches!((t, a), (Truth::Article, Answers::Comment(_))));
    let rest = all.len() - other - root - reply;
    let parts = [
        (other, "another comment"),
        (root, "reply as root"),
        (reply, "root as reply"),
        (rest, "otherwise"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let _ = writeln!(out, "\nwrong links: {parts}; `rejoinder explain PAGE COMMENT` says why");
    let head = ["page", "comment", "decided", "truth", "sure", "else", "because of"];
    link_row(out, head.map(str::to_owned));
    for (page, wrong) in all.iter().take(errors) {
        link_row(out, link_cells(page, wrong));
    }
}

fn link_cells(page: &str, wrong: &WrongLink) -> [String; 7] {
    let link = &wrong.link;
    let truth = match &wrong.truth {
        Truth::Article => Answers::Article.as_str().to_owned(),
        Truth::Missing => Answers::Missing.as_str().to_owned(),
        Truth::Comments(all) => {
            all.iter().map(|p| p.shown().to_string()).collect::<Vec<_>>().join("|")
        }
    };
    let next = link.next_best().map_or_else(String::new, |next| {
        format!("{} {:.3}", answered(next.choice), next.confidence.fraction())
    });
    [
        safe::cut(&file_name(page), 18),
        wrong.comment.shown().to_string(),
        answered(link.answers),
        truth,
        number(Some(link.confidence.fraction())),
        next,
        reasons(&link.clues),
    ]
}

fn link_row(out: &mut String, cells: [String; 7]) {
    let [page, comment, decided, truth, sure, next, why] = cells;
    let page = padded(&page, 18);
    let _ = writeln!(out, "  {page}{comment:>8}{decided:>9}{truth:>9}{sure:>7}{next:>15}  {why}");
}

fn wrong_names(evaluation: &Evaluation, errors: usize, out: &mut String) {
    let all = evaluation.wrong_names();
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nwrong names: {}", all.len());
    let head = ["page", "comment", "decided", "truth", "sure", "because of"];
    name_row(out, head.map(str::to_owned));
    for (page, wrong) in all.iter().take(errors) {
        name_row(out, name_cells(page, wrong));
    }
}

fn name_cells(page: &str, wrong: &WrongName) -> [String; 6] {
    let author = &wrong.author;
    // A name from right to left is isolated, and a cut would lose the end.
    let name = |name: &str| safe::name(&safe::snippet(name, 16)).into_owned();
    [
        safe::cut(&file_name(page), 18),
        wrong.comment.shown().to_string(),
        author.name.as_deref().map_or_else(String::new, name),
        wrong.truth.as_deref().map_or_else(|| "unknown".to_owned(), name),
        number(author.confidence.map(Confidence::fraction)),
        reasons(&author.clues),
    ]
}

fn name_row(out: &mut String, cells: [String; 6]) {
    let [page, comment, decided, truth, sure, why] = cells;
    let [page, decided, truth] =
        [(page, 18), (decided, 17), (truth, 17)].map(|(t, n)| padded(&t, n));
    let _ = writeln!(out, "  {page}{comment:>8}  {decided}{truth}{sure:>6}  {why}");
}

/// `text` with spaces behind it up to `columns`, however wide its letters.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(safe::width(text))))
}

/// The kinds of evidence, and the first words that show it.
fn reasons(clues: &[Clue]) -> String {
    let kinds: EvidenceSet = clues.iter().map(|c| c.evidence).collect();
    let words = clues.iter().map(|c| safe::snippet(&c.words, 24)).find(|w| !w.is_empty());
    match words {
        Some(words) => format!("{kinds} “{words}”"),
        None => kinds.to_string(),
    }
}

fn answered(answers: Answers) -> String {
    answers.parent().map_or_else(|| answers.as_str().to_owned(), |p| p.shown().to_string())
}

/// The last part of a path.
fn file_name(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path);
    safe::line(name).into_owned()
}

/// Three decimals; a dash for what is undefined.
fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |v| format!("{v:.3}"))
}

fn interval(interval: Option<Interval>) -> String {
    interval.map_or_else(String::new, |i| format!("{:.3}–{:.3}", i.low, i.high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Config, ThreadAnalysis};
    use crate::formats;
    use crate::tune::{FailedPage, Gold, JudgedPage, judge};

    const PAGE: &str = "A title\nAn article.\n\n  1. Ann says:\n\n    Hello.\n\n  2. Ben says:\n\n    \
                        @Ann\n\n    Well.\n\n    • Replies: @Cid\u{1b}[31m\n\n  3.  @Ben\n\n    No.\n";

    fn evaluation(gold: &str) -> Evaluation {
        let reading = formats::read("p", "p", PAGE.as_bytes(), &formats::ReadOptions::default())
            .expect("text");
        let page = reading.pages.into_iter().next().expect("a page");
        let (thread, _) = ThreadAnalysis::of(page, &Config::default());
        let head = "number,author,parent,stated_author\n";
        let gold = Gold::parse("g", &format!("{head}{gold}")).expect("gold").remove(0).1;
        let judgement = judge(&thread, PAGE, &gold).expect("as many comments");
        let failed = FailedPage { name: "x/q.txt".into(), why: "no\u{1b} gold\nhelp".into() };
        let page = JudgedPage { name: "dir/p.txt".into(), judgement };
        Evaluation::of(vec![page], vec![failed])
    }

    #[test]
    fn what_is_wrong_is_listed_with_its_reason_and_nothing_raw_is_shown() {
        let found = text(&evaluation("1,Ann,,1\n2,Ben,,1\n3,Dora,2,0\n"), 10, 100);
        assert!(found.contains("1 page, 3 comments judged\n"), "{found}");
        assert!(found.contains("wrong links: 1 root as reply"), "{found}");
        let row = found.lines().find(|l| l.contains("addressee “Ann”")).expect("an error");
        let cells: Vec<&str> = row.split_whitespace().take(4).collect();
        assert_eq!(cells, ["p.txt", "2", "1", "article"]);
        assert!(found.contains("not judged (1)\n  q.txt: no␛ gold\n"), "{found}");
        assert!(!found.replace('\n', "").contains(safe::is_unsafe), "{found:?}");
        assert!(found.lines().all(|l| safe::width(l) <= 100));
    }

    #[test]
    fn lists_of_errors_end_where_asked_and_undefined_figures_are_dashes() {
        let found = evaluation("1,Ann,,1\n2,Ben,,1\n3,,,1\n");
        let (all, none) = (text(&found, 10, 100), text(&found, 0, 100));
        assert!(all.contains("addressee “Ann”") && !none.contains("addressee “Ann”"));
        let row = all.lines().find(|l| l.starts_with("authors.recall ")).expect("a figure");
        assert_eq!(
            row.split_whitespace().collect::<Vec<_>>(),
            ["authors.recall", "–", "0", "/", "0"]
        );
    }
}
