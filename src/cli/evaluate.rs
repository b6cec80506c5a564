//! `rejoinder evaluate`: how much of what was rebuilt is right.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::exit::exit_codes;
use super::judged::{self, Judged, Source, named};
use super::{Console, Exit, diagnostics, inputs, weigh};
use crate::analysis::{Config, ThreadAnalysis};
use crate::model::Evidence;
use crate::tune::{Evaluation, FailedPage, JudgedPage, judge, to_json};
use crate::view::{evaluation, safe};

/// Compares rebuilt threads with what is true of their pages: figures with
/// intervals, plain rules beside them, and the errors with their evidence.
///
/// The truth on NAME.txt stands beside it in NAME.gold.csv, a row a comment in
/// the order shown, with the columns `number,author,parent,stated_author`. An
/// empty parent is the article; `|` parts several; `stated_author` is 1 where
/// the page names the author. Rows may begin after the first comment: what comes
/// before is context. Where NAME.csv holds several threads, a further column
/// `thread` says which a row is about, numbers count in each of them, and each
/// counts as a page.
#[derive(Debug, Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  rejoinder evaluate page.txt                  one page, by page.gold.csv\n",
    "  rejoinder evaluate data/ --errors 30         all pages of a folder that have a gold\n",
    "  rejoinder evaluate posts.csv --gold-parent reply_to\n",
    "                                               a table that states its own truth\n",
    "  rejoinder evaluate data/ --format json | jq .parents.reply_accuracy\n",
    exit_codes!(),
))]
pub(super) struct Evaluate {
    /// Pages with their gold beside them, or folders of both
    #[arg(required = true, value_name = "PAGE|DIR")]
    pages: Vec<PathBuf>,
    /// For people or for scripts, which get every figure in full
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// How many wrong links and wrong names to list, the surest first
    #[arg(long, value_name = "N", default_value_t = 10)]
    errors: usize,
    /// Kinds of evidence to leave out, to see what they are worth; may be
    /// given several times
    #[arg(long, value_name = "EVIDENCE", value_parser = evidence)]
    without: Vec<Evidence>,
    /// A table of what signs are worth, as `weigh` prints it
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Take a table's own column of parents for the truth, and rebuild its
    /// threads without that column
    #[arg(long, value_name = "COLUMN")]
    gold_parent: Option<String>,
    #[command(flatten)]
    least: inputs::Least,
    #[command(flatten)]
    layout: inputs::Layout,
}

/// A kind of evidence by the word that the tables use.
pub(super) fn evidence(word: &str) -> Result<Evidence, String> {
    let found = Evidence::ALL
        .into_iter()
        .find(|e| e.as_str() == word.replace('-', " ") || e.as_str() == word);
    found.ok_or_else(|| format!("the kinds are {}", Evidence::ALL.map(Evidence::as_str).join(", ")))
}

/// How an evaluation is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

impl Evaluate {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        let (mut judged, mut failed) = (Vec::new(), Vec::new());
        let without = self.without.iter().copied().collect();
        let min_confidence = self.least.confidence();
        let (weights, _) = weigh::weights(self.weights.as_deref(), console)?;
        let config = Config { weights, without, min_confidence, ..Config::default() };
        let source = self.gold_parent.as_deref().map_or(Source::Beside, Source::Column);
        if self.gold_parent.is_some() && self.layout.names_parents() {
            bail!("--gold-parent takes the parents for the truth; leave parent= out of --map");
        }
        let mut seen = BTreeSet::new();
        for argument in &self.pages {
            let found = match judged::pages(argument) {
                Ok(found) => found,
                Err(error) => {
                    fail(argument, &error, &mut failed, console);
                    continue;
                }
            };
            for page in found {
                // A page that is named twice, whichever way, counts once.
                if !seen.insert(fs::canonicalize(&page).unwrap_or_else(|_| page.clone())) {
                    continue;
                }
                match judge_page(&page, &source, &config, &self.layout, console) {
                    Ok(threads) => judged.extend(threads),
                    Err(error) => fail(&page, &error, &mut failed, console),
                }
            }
        }
        let exit = if failed.is_empty() { Exit::Done } else { Exit::Failed };
        let evaluation = Evaluation::of(judged, failed);
        match self.format {
            Format::Json => writeln!(console.out, "{}", to_json(&evaluation, self.errors)?)?,
            Format::Text if evaluation.pages.is_empty() => {}
            Format::Text => {
                let width = console.columns(None);
                write!(console.out, "{}", evaluation::text(&evaluation, self.errors, width))?;
            }
        }
        Ok(exit)
    }
}

/// Tells that `path` could not be judged, and keeps it for the account.
pub(super) fn fail(
    path: &Path,
    why: &anyhow::Error,
    failed: &mut Vec<FailedPage>,
    console: &mut Console,
) {
    let name = named(path);
    diagnostics::error(console.err, &anyhow!("cannot judge {}: {why:#}", inputs::shown(&name)));
    failed.push(FailedPage { name, why: format!("{why:#}") });
}

/// Rebuilds the threads of a page and judges them by its gold.
fn judge_page(
    page: &Path,
    source: &Source<'_>,
    config: &Config,
    layout: &inputs::Layout,
    console: &mut Console,
) -> anyhow::Result<Vec<JudgedPage>> {
    let (threads, text) = judged::read(page, source, layout, console)?;
    let judged = threads.into_iter().map(|Judged { name, page: thread, gold }| {
        let (analysis, _) = ThreadAnalysis::of(thread, config);
        let judgement = judge(&analysis, &text, &gold).map_err(|why| match &name {
            name if *name == named(page) => anyhow!(why),
            name => anyhow!(why).context(safe::line(name).into_owned()),
        })?;
        Ok(JudgedPage { name, judgement })
    });
    judged.collect()
}
