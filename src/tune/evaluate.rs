//! Judgements of pages put together: figures with intervals, baselines,
//! evidence, reliability and errors.

use std::collections::BTreeMap;

use super::baselines::BASELINES;
use super::calibration::{Bin, Cell};
use super::figures::{Estimate, FIGURES, divided};
use super::judge::{Judgement, WrongLink, WrongName};
use super::resample::{draws, percentile_95};
use super::tally::{Decisions, Ratio, Tally};
use crate::measures::{Interval, wilson_95};
use crate::model::{Answers, Evidence};

/// A page as judged.
#[derive(Debug)]
pub struct JudgedPage {
    /// As the caller named it.
    pub name: String,
    /// What it got right and wrong.
    pub judgement: Judgement,
}

/// A page that could not be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedPage {
    /// As the caller named it.
    pub name: String,
    /// Why.
    pub why: String,
}

/// What plain rules come to on the same pages.
#[derive(Debug)]
pub struct BaselineFigures {
    /// The rule's name.
    pub id: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Figures by their names, in the order of [`DECISION_FIGURES`].
    pub figures: [Estimate; DECISION_FIGURES.len()],
}

/// Right ones of some links or decisions.
#[derive(Debug, Clone, PartialEq)]
pub struct Precision {
    /// What is answered: `article`, `comment`, `missing`, `unattached`.
    pub answers: &'static str,
    /// The kinds of evidence, as they print; empty where there is none.
    pub evidence: String,
    /// Right ones.
    pub right: u64,
    /// All.
    pub decisions: u64,
    /// The 95 % score interval of their proportion, as if they were
    /// independent.
    pub interval: Option<Interval>,
}

/// A figure that is made from decisions alone.
pub type DecisionFigure = (&'static str, fn(&Decisions) -> Ratio);

/// The figures that baselines have, too.
pub const DECISION_FIGURES: [DecisionFigure; 5] = [
    ("parents.accuracy", Decisions::accuracy),
    ("parents.reply_accuracy", Decisions::reply_accuracy),
    ("links.precision", Decisions::link_precision),
    ("links.recall", Decisions::link_recall),
    ("links.f1", Decisions::link_f1),
];

/// All that evaluating some pages found.
#[derive(Debug)]
pub struct Evaluation {
    /// The pages that were judged, in their order.
    pub pages: Vec<JudgedPage>,
    /// Those that could not be.
    pub failed: Vec<FailedPage>,
    /// Comments judged.
    pub comments: u64,
    /// The values of [`FIGURES`], in their order.
    pub figures: [Estimate; FIGURES.len()],
    /// What plain rules come to, in the order of [`BASELINES`].
    pub baselines: Vec<BaselineFigures>,
    /// Links to a comment by each kind of evidence that they have.
    pub evidence: Vec<Precision>,
    /// All decisions by their kinds of evidence together, most first.
    pub combinations: Vec<Precision>,
    /// Reliability of what was inferred, least sure first.
    pub bins: Vec<Bin>,
    /// What was inferred by its confidence, least sure first: enough to fit
    /// another confidence to.
    pub confidences: Vec<Cell>,
}

/// What one draw of pages comes to.
#[derive(Default)]
struct Sums {
    tally: Tally,
    baselines: [Decisions; BASELINES.len()],
}

impl Sums {
    fn clear(&mut self) {
        self.tally.decisions = Decisions::default();
        self.tally.names = super::tally::NameCounts::default();
        self.tally.inferred.clear();
        self.baselines = Default::default();
    }

    fn add(&mut self, page: &Judgement) {
        self.tally.decisions.add(&page.decisions);
        self.tally.names.add(&page.names);
        page.inferred.iter().for_each(|cell| self.tally.inferred.add(cell));
        for (sum, counts) in self.baselines.iter_mut().zip(&page.baselines) {
            sum.add(counts);
        }
    }

    /// The values of all figures, then those of each baseline; undefined ones
    /// are no number.
    fn values(&self) -> impl Iterator<Item = f64> {
        let own = FIGURES.iter().map(|f| f.value(&self.tally));
        let plain = self
            .baselines
            .iter()
            .flat_map(|b| DECISION_FIGURES.iter().map(|(_, of)| divided(of(b))));
        own.chain(plain).map(|value| value.unwrap_or(f64::NAN))
    }
}

impl Evaluation {
    /// Puts the judgements of `pages` together.
    pub fn of(pages: Vec<JudgedPage>, failed: Vec<FailedPage>) -> Self {
        let mut sums = Sums::default();
        pages.iter().for_each(|page| sums.add(&page.judgement));
        let intervals = intervals(&pages);
        let interval = |at: usize| intervals.get(at).copied().flatten();
        let figures = std::array::from_fn(|i| {
            let figure = &FIGURES[i];
            let (hits, all) = figure.counts(&sums.tally);
            let value = figure.value(&sums.tally);
            Estimate { value, hits, all, interval: interval(i).filter(|_| value.is_some()) }
        });
        let baselines = BASELINES.iter().zip(&sums.baselines).enumerate();
        let baselines = baselines.map(|(b, (baseline, counts))| BaselineFigures {
            id: baseline.id,
            about: baseline.about,
            figures: std::array::from_fn(|i| {
                let (hits, all) = (DECISION_FIGURES[i].1)(counts);
                let value = divided((hits, all));
                let at = FIGURES.len() + b * DECISION_FIGURES.len() + i;
                let interval = interval(at).filter(|_| value.is_some());
                Estimate { value, hits: Some(hits), all, interval }
            }),
        });
        Self {
            comments: sums.tally.decisions.comments,
            figures,
            baselines: baselines.collect(),
            evidence: evidence(&pages),
            combinations: combinations(&pages),
            bins: sums.tally.inferred.bins(),
            confidences: sums.tally.inferred.cells().collect(),
            pages,
            failed,
        }
    }

    /// The value of the figure with this name.
    pub fn value(&self, id: &str) -> Option<f64> {
        FIGURES.iter().zip(&self.figures).find(|(f, _)| f.id == id)?.1.value
    }

    /// Every wrong decision with the page's name, the surest first; of equals
    /// in the order of pages and comments.
    pub fn wrong_links(&self) -> Vec<(&str, &WrongLink)> {
        let mut all: Vec<_> = self
            .pages
            .iter()
            .flat_map(|p| p.judgement.wrong_links.iter().map(|w| (p.name.as_str(), w)))
            .collect();
        all.sort_by_key(|(_, wrong)| std::cmp::Reverse(wrong.link.confidence));
        all
    }

    /// Every wrong name with the page's name, the surest first.
    pub fn wrong_names(&self) -> Vec<(&str, &WrongName)> {
        let mut all: Vec<_> = self
            .pages
            .iter()
            .flat_map(|p| p.judgement.wrong_names.iter().map(|w| (p.name.as_str(), w)))
            .collect();
        all.sort_by_key(|(_, wrong)| std::cmp::Reverse(wrong.author.confidence));
        all
    }
}

/// The 95 % interval of each value of [`Sums::values`].
fn intervals(pages: &[JudgedPage]) -> Vec<Option<Interval>> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let mut sums = Sums::default();
    for draw in draws(pages.len()) {
        sums.clear();
        for page in draw {
            sums.add(&pages[page].judgement);
        }
        for (at, value) in sums.values().enumerate() {
            if at == columns.len() {
                columns.push(Vec::new());
            }
            columns[at].push(value);
        }
    }
    columns.iter_mut().map(percentile_95).collect()
}

fn evidence(pages: &[JudgedPage]) -> Vec<Precision> {
    let mut sums: BTreeMap<Evidence, Ratio> = BTreeMap::new();
    for (&kind, ratio) in pages.iter().flat_map(|p| &p.judgement.evidence) {
        add(sums.entry(kind).or_default(), *ratio);
    }
    let answers = Answers::Comment(crate::model::CommentId(0)).as_str();
    sums.into_iter().map(|(kind, ratio)| precision(answers, kind.as_str(), ratio)).collect()
}

fn combinations(pages: &[JudgedPage]) -> Vec<Precision> {
    let mut sums: BTreeMap<(&str, &str), Ratio> = BTreeMap::new();
    for ((answers, kinds), ratio) in pages.iter().flat_map(|p| &p.judgement.combinations) {
        add(sums.entry((answers, kinds)).or_default(), *ratio);
    }
    let mut all: Vec<Precision> = pages
        .iter()
        .flat_map(|p| p.judgement.combinations.keys())
        .filter_map(|(answers, kinds)| {
            let ratio = sums.remove(&(*answers, kinds.as_str()))?;
            Some(precision(answers, kinds, ratio))
        })
        .collect();
    all.sort_by(|a, b| {
        let names = (a.answers, &a.evidence).cmp(&(b.answers, &b.evidence));
        b.decisions.cmp(&a.decisions).then(names)
    });
    all
}

fn add(sum: &mut Ratio, (right, decisions): Ratio) {
    sum.0 += right;
    sum.1 += decisions;
}

fn precision(answers: &'static str, kinds: &str, (right, decisions): Ratio) -> Precision {
    Precision {
        answers,
        evidence: kinds.to_owned(),
        right,
        decisions,
        interval: wilson_95(right, decisions),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tune::gold::Gold;
    use crate::tune::judge::judge;
    use crate::tune::testing::{by, page};

    /// Pages of three comments, of whose two replies `right` were linked well.
    fn pages(right: &[usize]) -> Vec<JudgedPage> {
        let text = "number,author,parent,stated_author\n1,A,,1\n2,B,1,0\n3,C,1,0\n";
        let gold = Gold::parse("g", text).expect("gold").remove(0).1;
        let judged = |(i, &right): (usize, &usize)| {
            let second = Some(u32::from(right < 2));
            let first = if right > 0 { Some(0) } else { None };
            let thread = page(&[by("A", None), by("B", first), by("C", second)]);
            let judgement = judge(&thread, "A B", &gold).expect("as many comments");
            JudgedPage { name: format!("page {i}"), judgement }
        };
        right.iter().enumerate().map(judged).collect()
    }

    #[test]
    fn figures_are_sums_over_pages_with_their_intervals() {
        let found = Evaluation::of(pages(&[2, 2, 1, 0, 2, 2]), Vec::new());
        assert_eq!((found.pages.len(), found.comments), (6, 18));
        assert_eq!(found.value("parents.reply_accuracy"), Some(9.0 / 12.0));
        assert_eq!(found.value("parents.accuracy"), Some(15.0 / 18.0));
        assert_eq!(found.value("roots.precision"), Some(6.0 / 7.0));
        assert_eq!(found.value("authors.recall"), Some(1.0));
        assert_eq!(found.value("authors.recall_present"), Some(1.0));
        let interval = found.figures[1].interval.expect("six pages");
        assert!(interval.low < 0.75 && 0.75 < interval.high && interval.high <= 1.0);
        // All six comments that answer comment 1 or the article are right.
        assert_eq!(found.baselines[0].figures[0].value, Some(6.0 / 18.0));
        assert_eq!(found.baselines[1].figures[1].value, Some(6.0 / 12.0));
    }

    #[test]
    fn two_runs_agree_to_the_last_digit() {
        let run = || {
            let found = Evaluation::of(pages(&[2, 0, 1, 1]), Vec::new());
            format!("{:?}{:?}", found.figures, found.baselines)
        };
        assert_eq!(run(), run());
    }

    #[test]
    fn what_is_undefined_has_no_value_and_one_page_no_interval() {
        let none = Evaluation::of(Vec::new(), Vec::new());
        assert!(none.figures.iter().all(|f| f.value.is_none() && f.interval.is_none()));
        let one = Evaluation::of(pages(&[2]), Vec::new());
        assert_eq!(one.value("parents.accuracy"), Some(1.0));
        assert!(one.figures.iter().all(|f| f.interval.is_none()));
    }

    #[test]
    fn evidence_and_errors_are_put_together_the_weightiest_first() {
        let found = Evaluation::of(pages(&[2, 1, 0]), Vec::new());
        let rows: Vec<_> = found
            .combinations
            .iter()
            .map(|c| (c.answers, c.evidence.as_str(), c.right, c.decisions))
            .collect();
        assert_eq!(rows, [("comment", "addressee", 3, 5), ("article", "", 3, 4)]);
        assert_eq!((found.evidence[0].right, found.evidence[0].decisions), (3, 5));
        let wrong: Vec<_> = found.wrong_links().iter().map(|(p, w)| (*p, w.comment.0)).collect();
        assert_eq!(wrong, [("page 1", 2), ("page 2", 1), ("page 2", 2)]);
        assert!(found.wrong_names().is_empty());
    }
}
