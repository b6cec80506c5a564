//! `rejoinder evaluate`: how much of what was rebuilt is right.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::exit::exit_codes;
use super::{Console, Exit, diagnostics, inputs, names, weigh, work};
use crate::analysis::{Config, ThreadAnalysis};
use crate::model::{Evidence, Page};
use crate::tune::{Evaluation, FailedPage, Gold, JudgedPage, Judgement, judge, to_json};
use crate::view::evaluation;

/// What the gold of a page is called: its name with this for an ending.
const GOLD: &str = "gold.csv";

/// Compares rebuilt threads with what is true of their pages: figures with
/// intervals, plain rules beside them, and the errors with their evidence.
///
/// The truth on NAME.txt stands beside it in NAME.gold.csv, a row a comment in
/// the order shown, with the columns `number,author,parent,stated_author`. An
/// empty parent is the article; `|` parts several; `stated_author` is 1 where
/// the page names the author. Rows may begin after the first comment: what comes
/// before is context.
#[derive(Debug, Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  rejoinder evaluate page.txt                  one page, by page.gold.csv\n",
    "  rejoinder evaluate data/ --errors 30         all pages of a folder that have a gold\n",
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
    #[command(flatten)]
    layout: inputs::Layout,
}

/// A kind of evidence by the word that the tables use.
fn evidence(word: &str) -> Result<Evidence, String> {
    let found = Evidence::ALL.into_iter().find(|e| e.as_str() == word);
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
        let weights = weigh::weights(self.weights.as_deref())?;
        let config = Config { without, weights, ..Config::default() };
        let mut seen = BTreeSet::new();
        for argument in &self.pages {
            let found = match gold_pages(argument) {
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
                match judge_page(&page, &config, &self.layout, console) {
                    Ok(judgement) => judged.push(JudgedPage { name: named(&page), judgement }),
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
pub(super) fn fail(path: &Path, why: &anyhow::Error, failed: &mut Vec<FailedPage>, console: &mut Console) {
    let name = named(path);
    diagnostics::error(console.err, &anyhow!("cannot judge {}: {why:#}", inputs::shown(&name)));
    failed.push(FailedPage { name, why: format!("{why:#}") });
}

pub(super) fn named(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The gold of a page.
fn gold_of(page: &Path) -> PathBuf {
    page.with_extension(GOLD)
}

fn is_gold(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n.to_string_lossy().ends_with(".gold.csv"))
}

/// The pages that an argument names: a folder's are those with a gold, and a
/// gold's is the page that it stands beside. A gold without a page is named
/// itself, so that it is told of.
pub(super) fn gold_pages(argument: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let of_gold = is_gold(argument) && argument.is_file();
    let folder = match argument.parent() {
        _ if argument.is_dir() => argument,
        Some(parent) if of_gold => parent,
        _ => return Ok(vec![argument.to_owned()]),
    };
    let (golds, others) = listed(folder)?;
    let is_wanted = |gold: &PathBuf| !of_gold || gold.file_name() == argument.file_name();
    let golds: BTreeSet<PathBuf> = golds.into_iter().filter(is_wanted).collect();
    let paired: Vec<PathBuf> =
        others.into_iter().filter(|page| golds.contains(&gold_of(page))).collect();
    let with_page: BTreeSet<PathBuf> = paired.iter().map(|page| gold_of(page)).collect();
    let alone = golds.into_iter().filter(|gold| !with_page.contains(gold));
    let all: Vec<PathBuf> = paired.into_iter().chain(alone).collect();
    if all.is_empty() {
        bail!("no page in it has a NAME.{GOLD} beside it; name a folder of pages and golds");
    }
    Ok(all)
}

/// The golds and the other files of a folder, each by their names.
fn listed(folder: &Path) -> anyhow::Result<(Vec<PathBuf>, Vec<PathBuf>)> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut found = Vec::new();
    for entry in fs::read_dir(here)? {
        found.push(folder.join(entry?.file_name()));
    }
    found.sort();
    Ok(found.into_iter().partition(|path| is_gold(path)))
}

/// Rebuilds the thread of a page and judges it by the gold beside it.
fn judge_page(
    page: &Path,
    config: &Config,
    layout: &inputs::Layout,
    console: &mut Console,
) -> anyhow::Result<Judgement> {
    let (page, source, gold) = read_judged(page, layout, console)?;
    let (thread, _) = ThreadAnalysis::of(page, config);
    Ok(judge(&thread, &source, &gold)?)
}

/// A page, its decoded text and the gold beside it.
pub(super) fn read_judged(
    page: &Path,
    layout: &inputs::Layout,
    console: &mut Console,
) -> anyhow::Result<(Page, String, Gold)> {
    if is_gold(page) {
        bail!("no page stands beside this gold; put NAME.txt beside NAME.{GOLD}");
    }
    let gold = gold_of(page);
    if page.exists() && !gold.exists() {
        bail!("there is no {} beside it", inputs::shown(&named(&gold)));
    }
    let input = inputs::read_page(page, console)?;
    let gold = inputs::read(&gold, console)?;
    let gold = Gold::parse(&gold.name, &gold.text("a gold")?)?;
    let (pages, source, _) = work::pages(&input, &names::of_page(page), layout)?;
    let threads = pages.len();
    let Ok([page]) = <[_; 1]>::try_from(pages) else {
        bail!("it holds {threads} threads, and a gold is that of one");
    };
    Ok((page, source.text, gold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_a_gold_lead_to_their_pages() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["b.txt", "b.gold.csv", "a.1.html", "a.1.gold.csv", "c.txt", "d.gold.csv"] {
            fs::write(at(name), "x").expect("writable");
        }
        let found = gold_pages(folder.path()).expect("readable");
        assert_eq!(found, [at("a.1.html"), at("b.txt"), at("d.gold.csv")]);
        assert_eq!(gold_pages(&at("b.gold.csv")).expect("readable"), [at("b.txt")]);
        assert_eq!(gold_pages(&at("d.gold.csv")).expect("readable"), [at("d.gold.csv")]);
        assert_eq!(gold_pages(&at("none.txt")).expect("no folder"), [at("none.txt")]);
        let empty = tempfile::tempdir().expect("a folder");
        assert!(gold_pages(empty.path()).is_err());
    }
}
