//! An evaluation for scripts: JSON whose keys keep one order.
//!
//! Each figure stands under its own name as a number or null, and again in
//! `figures` with its counts and interval.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::evaluate::{BaselineFigures, DECISION_FIGURES, Evaluation, Precision};
use super::figures::{Estimate, FIGURES};
use super::gold::Truth;
use super::judge::{WrongLink, WrongName};
use super::resample::RESAMPLES;
use crate::measures::Interval;
use crate::model::{Answers, Clue, CommentId, Confidence};

/// The whole document; fields print in this order.
#[derive(Serialize)]
struct Document<'e> {
    pages: usize,
    comments: u64,
    parents: Value,
    roots: Value,
    links: Value,
    authors: Value,
    ece: Value,
    brier: Value,
    resamples: usize,
    figures: Vec<Row<'e>>,
    baselines: Vec<Plain<'e>>,
    evidence: Vec<Worth<'e>>,
    combinations: Vec<Worth<'e>>,
    reliability: Vec<Reliability>,
    confidences: Vec<(u16, u64, u64)>,
    wrong_links: usize,
    wrong_names: usize,
    errors: Vec<LinkError<'e>>,
    name_errors: Vec<NameError<'e>>,
    failed: Vec<Failed<'e>>,
}

#[derive(Serialize)]
struct Row<'e> {
    name: &'e str,
    value: Value,
    low: Value,
    high: Value,
    hits: Option<u64>,
    of: u64,
}

#[derive(Serialize)]
struct Plain<'e> {
    name: &'e str,
    about: &'e str,
    figures: Vec<Row<'e>>,
}

#[derive(Serialize)]
struct Worth<'e> {
    answers: &'e str,
    evidence: &'e str,
    decisions: u64,
    right: u64,
    precision: Value,
    low: Value,
    high: Value,
}

#[derive(Serialize)]
struct Reliability {
    least: Value,
    most: Value,
    decisions: u64,
    mean_confidence: Value,
    accuracy: Value,
    low: Value,
    high: Value,
}

#[derive(Serialize)]
struct LinkError<'e> {
    page: &'e str,
    comment: u32,
    gold: Value,
    predicted: Value,
    confidence: Value,
    runner_up: Value,
    runner_up_confidence: Value,
    evidence: String,
    clues: Vec<Reason<'e>>,
}

#[derive(Serialize)]
struct NameError<'e> {
    page: &'e str,
    comment: u32,
    gold: Option<&'e str>,
    predicted: Option<&'e str>,
    confidence: Value,
    runner_up: Option<&'e str>,
    clues: Vec<Reason<'e>>,
}

#[derive(Serialize)]
struct Reason<'e> {
    evidence: &'e str,
    words: &'e str,
    other: Option<u32>,
}

#[derive(Serialize)]
struct Failed<'e> {
    page: &'e str,
    why: &'e str,
}

/// `evaluation` as JSON with at most `errors` of the wrong links and as many
/// of the wrong names.
///
/// # Errors
///
/// Where serializing fails, which plain numbers and text never do.
pub fn to_json(evaluation: &Evaluation, errors: usize) -> serde_json::Result<String> {
    let (links, names) = (evaluation.wrong_links(), evaluation.wrong_names());
    let document = Document {
        pages: evaluation.pages.len(),
        comments: evaluation.comments,
        parents: group(evaluation, "parents"),
        roots: group(evaluation, "roots"),
        links: group(evaluation, "links"),
        authors: group(evaluation, "authors"),
        ece: number(evaluation.value("ece")),
        brier: number(evaluation.value("brier")),
        resamples: RESAMPLES,
        figures: FIGURES.iter().zip(&evaluation.figures).map(|(f, e)| row(f.id, e)).collect(),
        baselines: evaluation.baselines.iter().map(plain).collect(),
        evidence: evaluation.evidence.iter().map(worth).collect(),
        combinations: evaluation.combinations.iter().map(worth).collect(),
        reliability: evaluation
            .bins
            .iter()
            .map(|bin| Reliability {
                least: sure(Some(bin.least)),
                most: sure(Some(bin.most)),
                decisions: bin.decisions,
                mean_confidence: number(Some(bin.mean_confidence())),
                accuracy: number(Some(bin.accuracy())),
                low: low(bin.interval()),
                high: high(bin.interval()),
            })
            .collect(),
        confidences: evaluation
            .confidences
            .iter()
            .map(|cell| (cell.confidence.ten_thousandths(), cell.decisions, cell.right))
            .collect(),
        wrong_links: links.len(),
        wrong_names: names.len(),
        errors: links.iter().take(errors).map(|(page, w)| link_error(page, w)).collect(),
        name_errors: names.iter().take(errors).map(|(page, w)| name_error(page, w)).collect(),
        failed: evaluation.failed.iter().map(|f| Failed { page: &f.name, why: &f.why }).collect(),
    };
    serde_json::to_string_pretty(&document)
}

/// The figures of one group by their names.
fn group(evaluation: &Evaluation, group: &str) -> Value {
    let figures = FIGURES.iter().zip(&evaluation.figures);
    let of_group = figures.filter_map(|(figure, estimate)| {
        let name = figure.id.strip_prefix(group)?.strip_prefix('.')?;
        Some((name.to_owned(), number(estimate.value)))
    });
    Value::Object(of_group.collect::<Map<_, _>>())
}

/// Six decimals: more than any of these numbers is worth, and the same on
/// every machine.
fn number(value: Option<f64>) -> Value {
    value.map_or(Value::Null, |v| json!((v * 1e6).round() / 1e6))
}

fn sure(confidence: Option<Confidence>) -> Value {
    number(confidence.map(Confidence::fraction))
}

fn low(interval: Option<Interval>) -> Value {
    number(interval.map(|i| i.low))
}

fn high(interval: Option<Interval>) -> Value {
    number(interval.map(|i| i.high))
}

fn row<'e>(name: &'e str, estimate: &Estimate) -> Row<'e> {
    Row {
        name,
        value: number(estimate.value),
        low: low(estimate.interval),
        high: high(estimate.interval),
        hits: estimate.hits,
        of: estimate.all,
    }
}

fn plain(baseline: &BaselineFigures) -> Plain<'_> {
    let figures = DECISION_FIGURES.iter().zip(&baseline.figures);
    Plain {
        name: baseline.id,
        about: baseline.about,
        figures: figures.map(|((name, _), e)| row(name, e)).collect(),
    }
}

fn worth(precision: &Precision) -> Worth<'_> {
    Worth {
        answers: precision.answers,
        evidence: &precision.evidence,
        decisions: precision.decisions,
        right: precision.right,
        precision: number(super::divided((precision.right, precision.decisions))),
        low: low(precision.interval),
        high: high(precision.interval),
    }
}

/// Comments by their numbers, in a list; the word otherwise.
fn answered(answers: Answers) -> Value {
    answers.parent().map_or_else(|| json!(answers.as_str()), |p| json!([p.shown()]))
}

fn link_error<'e>(page: &'e str, wrong: &'e WrongLink) -> LinkError<'e> {
    let link = &wrong.link;
    LinkError {
        page,
        comment: wrong.comment.shown(),
        gold: match &wrong.truth {
            Truth::Article => json!(Answers::Article.as_str()),
            Truth::Missing => json!(Answers::Missing.as_str()),
            Truth::Comments(all) => all.iter().map(|p| p.shown()).collect(),
        },
        predicted: answered(link.answers),
        confidence: sure(Some(link.confidence)),
        runner_up: link.next_best().map_or(Value::Null, |r| answered(r.choice)),
        runner_up_confidence: sure(link.next_best().map(|r| r.confidence)),
        evidence: link.evidence().to_string(),
        clues: reasons(&link.clues),
    }
}

fn name_error<'e>(page: &'e str, wrong: &'e WrongName) -> NameError<'e> {
    let author = &wrong.author;
    NameError {
        page,
        comment: wrong.comment.shown(),
        gold: wrong.truth.as_deref(),
        predicted: author.name.as_deref(),
        confidence: sure(author.confidence),
        runner_up: author.next_best().map(|r| r.choice.as_str()),
        clues: reasons(&author.clues),
    }
}

fn reasons(clues: &[Clue]) -> Vec<Reason<'_>> {
    clues.iter().map(Reason::of).collect()
}

impl<'e> Reason<'e> {
    fn of(clue: &'e Clue) -> Self {
        Self {
            evidence: clue.evidence.as_str(),
            words: &clue.words,
            other: clue.other.map(CommentId::shown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tune::testing::{by, page};
    use crate::tune::{FailedPage, Gold, JudgedPage, judge};

    #[test]
    fn figures_stand_under_their_names_and_undefined_ones_are_null() {
        let thread = page(&[by("Ann", None), by("Ben", Some(0)), by("Cid", Some(0))]);
        let text = "number,author,parent,stated_author\n1,Ann,,1\n2,Ben,1,1\n3,Cid,2,1\n";
        let gold = Gold::parse("g", text).expect("gold").remove(0).1;
        let judgement = judge(&thread, "", &gold).expect("as many comments");
        let pages = vec![JudgedPage { name: "p.txt".into(), judgement }];
        let failed = vec![FailedPage { name: "q.txt".into(), why: "no gold".into() }];
        let text = to_json(&Evaluation::of(pages, failed), 10).expect("plain data");
        let found: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&found["pages"], &found["comments"]), (&json!(1), &json!(3)));
        assert_eq!(found["parents"]["reply_accuracy"], json!(0.5));
        assert_eq!(found["authors"]["precision"], Value::Null);
        assert_eq!(found["roots"]["recall"], json!(1.0));
        for group in ["links.precision", "links.recall", "links.f1"] {
            let name = &group["links.".len()..];
            assert_eq!(found["links"][name], json!(0.666_667));
        }
        let error = &found["errors"][0];
        assert_eq!((&error["gold"], &error["predicted"]), (&json!([2]), &json!([1])));
        assert_eq!(error["evidence"], json!("addressee"));
        assert_eq!(found["failed"][0]["page"], json!("q.txt"));
        assert!(text.find("\"pages\"") < text.find("\"parents\""), "in their order");
        assert!(found["figures"][0]["low"].is_null());
    }
}
