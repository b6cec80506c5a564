//! Pages whose truth is known: where they are, and their gold.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::{Console, inputs, names, work};
use crate::analysis::{Config, ThreadAnalysis};
use crate::model::Page;
use crate::tune::Gold;
use crate::view::safe;

/// What the gold of a page is called: its name with this for an ending.
const GOLD: &str = "gold.csv";

/// A path as the caller wrote it.
pub(super) fn named(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The gold of a page.
fn gold_of(page: &Path) -> PathBuf {
    page.with_extension(GOLD)
}

/// Whether a page has its gold beside it.
pub(super) fn has_gold(page: &Path) -> bool {
    gold_of(page).exists()
}

fn is_gold(path: &Path) -> bool {
    path.file_name().is_some_and(|n| n.to_string_lossy().ends_with(".gold.csv"))
}

/// The pages that an argument names: a folder's are those with a gold, and a
/// gold's is the page that it stands beside. A gold without a page is named
/// itself, so that it is told of.
pub(super) fn pages(argument: &Path) -> anyhow::Result<Vec<PathBuf>> {
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
pub(super) enum Source<'a> {
    /// In a file beside the page.
    Beside,
    /// In this column of the page, which is a table.
    Column(&'a str),
}

/// A thread and what is true of it.
#[derive(Debug)]
pub(super) struct Judged {
    /// Its page as the caller named it, with the thread where it holds several.
    pub(super) name: String,
    /// The thread's page.
    pub(super) page: Page,
    /// What is true of it.
    pub(super) gold: Gold,
}

/// The threads of a page with their gold, and the decoded text of the page.
pub(super) fn read(
    page: &Path,
    source: &Source<'_>,
    layout: &inputs::Layout,
    console: &mut Console,
) -> anyhow::Result<(Vec<Judged>, String)> {
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
    for (thread, gold) in golds {
        let place = places.get(&thread).copied().or(only.filter(|_| thread.is_empty()));
        let Some(found) = place.and_then(|at| pages.get_mut(at)?.take()) else {
            bail!("{}", no_thread(&thread, &places));
        };
        let name = match (places.len(), thread.as_str()) {
            (1, _) | (_, "") => named(page),
            (_, thread) => format!("{}/{thread}", named(page)),
        };
        judged.push(Judged { name, page: found, gold });
    }
    Ok((judged, source.text))
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
