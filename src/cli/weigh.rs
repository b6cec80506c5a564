//! `rejoinder weigh`: what signs of an answer are worth, learned from pages
//! whose answers are known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};

use super::evaluate::{evidence, fail};
use super::exit::exit_codes;
use super::inputs::{self, Input};
use super::judged::{self, Judged, Source, named};
use super::{Console, Exit};
use crate::analysis::{Config, ThreadAnalysis};
use crate::model::{Evidence, Page};
use crate::thread::{Family, Weights};
use crate::tune::{
    Evaluation, Gold, JudgedPage, Learned, Teacher, Teaching, WrongCount, judge, learn, to_json,
};
use crate::view::evaluation;

/// Learns what each sign of an answer is worth from pages with a gold.
///
/// Prints the table of weights that `--weights` of other commands takes. With
/// `--folds N` it prints how well that does instead: each page is judged by
/// weights that were learned without it, and without pages of the same name in
/// the other folders that are given.
#[derive(Debug, Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  rejoinder weigh blogs/ > weights.toml                  a table of one's own\n",
    "  rejoinder weigh blogs/ --answers-only forums/ --folds 5  how well that does\n",
    "  rejoinder analyze page.txt --weights weights.toml      and its use\n",
    exit_codes!(),
))]
pub(super) struct Weigh {
    /// Pages with their gold beside them, or folders of both
    #[arg(value_name = "PAGE|DIR")]
    pages: Vec<PathBuf>,
    /// More of them, whose share of comments that answer nobody is not the
    /// usual one: only which comment is answered is learned from these; may
    /// be given several times
    #[arg(long, value_name = "PAGE|DIR")]
    answers_only: Vec<PathBuf>,
    /// Judge each page by weights learned from the others, in N parts
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(2..))]
    folds: Option<u16>,
    /// Kinds of evidence to leave out, to see what they are worth; may be
    /// given several times
    #[arg(long, value_name = "EVIDENCE", value_parser = evidence)]
    without: Vec<Evidence>,
    /// With --folds: for people or for scripts
    #[arg(long, value_enum, default_value_t = Format::Text, requires = "folds")]
    format: Format,
    /// The table whose weights stay where no page says otherwise, instead of
    /// the one that comes with the program
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Take this column of tables that have no gold beside them for the truth
    #[arg(long, value_name = "COLUMN")]
    gold_parent: Option<String>,
    #[command(flatten)]
    layout: inputs::Layout,
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

/// A page that teaches and is judged.
struct Pupil {
    name: String,
    /// What it is called without its folder and ending: one page may stand in
    /// several dressings.
    stem: String,
    /// The argument that named it.
    set: usize,
    teacher: Teacher,
    page: Page,
    source: Rc<str>,
    gold: Gold,
}

impl Weigh {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        let (from, _) = weights(self.weights.as_deref(), console)?;
        let without = self.without.iter().copied().collect();
        let (mut pupils, mut failed) = (Vec::new(), Vec::new());
        let everything = self.pages.iter().map(|path| (path, Teaching::Everything));
        let answers = self.answers_only.iter().map(|path| (path, Teaching::Answers));
        let sets: Vec<(&PathBuf, Teaching)> = everything.chain(answers).collect();
        for (set, &(argument, teaching)) in sets.iter().enumerate() {
            for path in judged::pages(argument)? {
                let column = self.gold_parent.as_deref().filter(|_| !judged::has_gold(&path));
                let source = column.map_or(Source::Beside, Source::Column);
                match judged::read(&path, &source, &self.layout, console) {
                    Ok((threads, text)) => {
                        let text: Rc<str> = text.into();
                        for Judged { name, page, gold } in threads {
                            if page.postings.len() != gold.comments {
                                let (found, expected) = (page.postings.len(), gold.comments);
                                let why = anyhow!(WrongCount { found, expected });
                                fail(Path::new(&name), &why, &mut failed, console);
                                continue;
                            }
                            let teacher = Teacher::new(page.clone(), &gold, teaching);
                            let source = Rc::clone(&text);
                            let stem = stem(&path, &name);
                            pupils.push(Pupil { name, stem, set, teacher, page, source, gold });
                        }
                    }
                    Err(error) => fail(&path, &error, &mut failed, console),
                }
            }
        }
        let stems: BTreeSet<&String> = pupils.iter().map(|p| &p.stem).collect();
        if let Some(folds) = self.folds.filter(|&folds| stems.len() < usize::from(folds)) {
            let pages = stems.len();
            bail!("{folds} folds need as many pages of different names; there are {pages}");
        }
        if pupils.is_empty() {
            bail!("no page to learn from; name pages or folders with a gold beside each page");
        }
        let exit = if failed.is_empty() { Exit::Done } else { Exit::Failed };
        let Some(folds) = self.folds else {
            let teachers: Vec<&Teacher> = pupils.iter().map(|p| &p.teacher).collect();
            let learned = learn(&teachers, &from, without);
            write!(console.out, "{}", header(&sets, &learned))?;
            write!(console.out, "{}", learned.weights.to_toml())?;
            return Ok(exit);
        };
        let mut judged: Vec<Vec<JudgedPage>> = sets.iter().map(|_| Vec::new()).collect();
        let fold_of = folds_of(&pupils, usize::from(folds));
        for fold in 0..usize::from(folds) {
            let is_in = |pupil: &Pupil| fold_of[&pupil.stem] == fold;
            let teachers: Vec<&Teacher> =
                pupils.iter().filter(|p| !is_in(p)).map(|p| &p.teacher).collect();
            let Learned { weights, .. } = learn(&teachers, &from, without);
            let config = Config { weights, without, ..Config::default() };
            for pupil in pupils.iter().filter(|p| is_in(p)) {
                let (thread, _) = ThreadAnalysis::of(pupil.page.clone(), &config);
                let judgement = judge(&thread, &pupil.source, &pupil.gold)?;
                judged[pupil.set].push(JudgedPage { name: pupil.name.clone(), judgement });
            }
        }
        let evaluations: Vec<(String, Evaluation)> = sets
            .iter()
            .zip(judged)
            .map(|((argument, _), judged)| {
                let name = argument.file_stem().unwrap_or(argument.as_os_str());
                (name.to_string_lossy().into_owned(), Evaluation::of(judged, Vec::new()))
            })
            .collect();
        match self.format {
            Format::Json => {
                for (_, evaluation) in &evaluations {
                    writeln!(console.out, "{}", to_json(evaluation, 0)?)?;
                }
            }
            Format::Text => write!(console.out, "{}", evaluation::table(&evaluations))?,
        }
        Ok(exit)
    }
}

/// What the table was learned from, as its first lines.
fn header(sets: &[(&PathBuf, Teaching)], learned: &Learned) -> String {
    let mut text =
        String::from("# What signs of an answer are worth. Learned by `rejoinder weigh` from\n");
    for (argument, teaching) in sets {
        let name = argument.file_name().unwrap_or(argument.as_os_str()).to_string_lossy();
        let what = match teaching {
            Teaching::Everything => "",
            Teaching::Answers => ", whom answers answer alone",
        };
        text.push_str(&format!("#   {}{what}\n", inputs::shown(&name)));
    }
    for (family, (pages, choices)) in Family::ALL.into_iter().zip(learned.taught) {
        let taught = match pages {
            0 => "nothing new".to_owned(),
            _ => format!("{pages} pages, {choices} choices"),
        };
        text.push_str(&format!("# {}: {taught}\n", family.as_str()));
    }
    text.push('\n');
    text
}

/// The table at `path` and the file, or the table that comes with the program.
pub(super) fn weights(
    path: Option<&Path>,
    console: &mut Console,
) -> anyhow::Result<(Weights, Option<Input>)> {
    let Some(path) = path else {
        return Ok((Weights::default(), None));
    };
    let input = inputs::read(path, console)?;
    let weights = Weights::parse(&input.text("a table of weights")?)
        .with_context(|| format!("{} is no table of weights", inputs::shown(&input.name)))?;
    Ok((weights, Some(input)))
}

/// What the thread `name` of the page at `path` is called without folder and
/// ending.
fn stem(path: &Path, name: &str) -> String {
    let of_page = path.file_stem().unwrap_or_default().to_string_lossy();
    let thread = name.strip_prefix(named(path).as_str()).unwrap_or_default();
    format!("{of_page}{thread}")
}

/// The part that each stem is in, in turn.
fn folds_of(pupils: &[Pupil], folds: usize) -> BTreeMap<String, usize> {
    let stems: BTreeSet<&String> = pupils.iter().map(|p| &p.stem).collect();
    stems.into_iter().enumerate().map(|(at, stem)| (stem.clone(), at % folds)).collect()
}
