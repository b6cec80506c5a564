//! `rejoinder evaluate`: how much of what was rebuilt is right.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};

use super::exit::exit_codes;
use super::{Console, Exit, diagnostics, inputs, names, work};
use crate::analysis::{Config, ThreadAnalysis};
use crate::model::{Evidence, Page};
use crate::tune::{Evaluation, FailedPage, Gold, JudgedPage, judge, to_json};
use crate::view::{evaluation, safe};

/// What the gold of a page is called: its name with this for an ending.
const GOLD: &str = "gold.csv";

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
        let min_confidence = self.least.confidence();
        let config = Config { without, min_confidence, ..Config::default() };
        let source = self.gold_parent.as_deref().map_or(Source::Beside, Source::Column);
        if self.gold_parent.is_some() && self.layout.names_parents() {
            bail!("--gold-parent takes the parents for the truth; leave parent= out of --map");
        }
        let mut seen = BTreeSet::new();
        for argument in &self.pages {
            let found = match pages(argument) {
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
fn fail(path: &Path, why: &anyhow::Error, failed: &mut Vec<FailedPage>, console: &mut Console) {
    let name = named(path);
    diagnostics::error(console.err, &anyhow!("cannot judge {}: {why:#}", inputs::shown(&name)));
    failed.push(FailedPage { name, why: format!("{why:#}") });
}

fn named(path: &Path) -> String {
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
fn pages(argument: &Path) -> anyhow::Result<Vec<PathBuf>> {
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

/// Where the truth stands.
enum Source<'a> {
    /// In a file beside the page.
    Beside,
    /// In this column of the page, which is a table.
    Column(&'a str),
}

/// Rebuilds the threads of a page and judges them by its gold.
fn judge_page(
    page: &Path,
    source: &Source<'_>,
    config: &Config,
    layout: &inputs::Layout,
    console: &mut Console,
) -> anyhow::Result<Vec<JudgedPage>> {
    if is_gold(page) {
        bail!("no page stands beside this gold; put NAME.txt beside NAME.{GOLD}");
    }
    let gold = gold_of(page);
    if matches!(source, Source::Beside) && page.exists() && !gold.exists() {
        bail!("there is no {} beside it", inputs::shown(&named(&gold)));
    }
    let input = inputs::read_page(page, console)?;
    let name = names::of_page(page);
    let (golds, layout) = match source {
        Source::Beside => {
            let gold = inputs::read(&gold, console)?;
            (Gold::parse(&gold.name, &gold.text("a gold")?)?, layout.clone())
        }
        Source::Column(column) => (
            stated_golds(&input, &name, &layout.with_parents(Some(column)))?,
            layout.with_parents(None),
        ),
    };
    let (pages, source, _) = work::pages(&input, &name, &layout)?;
    let key = |page: &Page| key_of(page, &name).to_owned();
    let places: BTreeMap<String, usize> = pages.iter().map(key).zip(0..).collect();
    let only = (pages.len() == 1 && golds.len() == 1).then_some(0);
    let mut pages: Vec<Option<Page>> = pages.into_iter().map(Some).collect();
    let mut judged = Vec::new();
    for (thread, gold) in &golds {
        let place = places.get(thread).copied().or(only.filter(|_| thread.is_empty()));
        let Some(found) = place.and_then(|at| pages.get_mut(at)?.take()) else {
            bail!("{}", no_thread(thread, &places));
        };
        let (analysis, _) = ThreadAnalysis::of(found, config);
        let name = match (places.len(), thread.as_str()) {
            (1, _) | (_, "") => named(page),
            (_, thread) => format!("{}/{thread}", named(page)),
        };
        let judgement = judge(&analysis, &source.text, gold).map_err(|why| match &name {
            name if *name == named(page) => anyhow!(why),
            name => anyhow!(why).context(safe::line(name).into_owned()),
        })?;
        judged.push(JudgedPage { name, judgement });
    }
    Ok(judged)
}

/// What a table calls the thread of `page`, one of the threads of a file whose
/// own name is `name`.
fn key_of<'p>(page: &'p Page, name: &str) -> &'p str {
    page.thread.strip_prefix(name).map_or("", |rest| rest.strip_prefix('/').unwrap_or(rest))
}

/// Why nothing can be judged by the gold of `thread`.
fn no_thread(thread: &str, places: &BTreeMap<String, usize>) -> String {
    let thread = safe::line(thread);
    match places.len() {
        1 if !thread.is_empty() => {
            format!("the gold is about a thread {thread}, and it holds another one")
        }
        n if thread.is_empty() => format!(
            "it holds {n} threads, and the gold does not say by a column `thread` which of them \
             it is about"
        ),
        _ => format!("the gold is about a thread {thread}, which is not in it"),
    }
}

/// What the threads of a table state of themselves.
fn stated_golds(
    input: &inputs::Input,
    name: &str,
    layout: &inputs::Layout,
) -> anyhow::Result<Vec<(String, Gold)>> {
    let (pages, _, _) = work::pages(input, name, layout)?;
    let mut golds = Vec::new();
    for page in pages {
        let key = key_of(&page, name).to_owned();
        let (thread, _) = ThreadAnalysis::of(page, &Config::default());
        golds.push((key, Gold::stated(&thread)));
    }
    if golds.iter().all(|(_, gold)| gold.rows.is_empty()) {
        bail!("its column of parents names no parent; say with --gold-parent which column does");
    }
    Ok(golds)
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
        let found = pages(folder.path()).expect("readable");
        assert_eq!(found, [at("a.1.html"), at("b.txt"), at("d.gold.csv")]);
        assert_eq!(pages(&at("b.gold.csv")).expect("readable"), [at("b.txt")]);
        assert_eq!(pages(&at("d.gold.csv")).expect("readable"), [at("d.gold.csv")]);
        assert_eq!(pages(&at("none.txt")).expect("no folder"), [at("none.txt")]);
        let empty = tempfile::tempdir().expect("a folder");
        assert!(pages(empty.path()).is_err());
    }
}
