//! What every command does before its own work: read the page, compile the
//! lexicons, take the analyst's corrections.

use std::path::{Path, PathBuf};

use clap::Args;

use super::inputs::{self, Input};
use super::{Console, Exit, diagnostics, lexicons, names, weigh};
use crate::analysis::{Analysis, Config, ThreadAnalysis, analyze};
use crate::formats::{self, ReadError};
use crate::model::Page;
use crate::notice::{Notice, Place, Problem, Problems, Severity};
use crate::stance::{self, Lexicon, Matcher};
use crate::text::Decoded;
use crate::thread::Corrections;
use crate::view::safe;

/// Rules and corrections, as every command takes them.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// A lexicon: a file, or the name of a built-in one (reply, ceasefire);
    /// may be given several times
    #[arg(long, short, value_name = "FILE|NAME")]
    lexicon: Vec<String>,
    /// Leave out the lexicon `reply`, which every run uses
    #[arg(long)]
    pub(super) no_default_lexicon: bool,
    /// Your own word on authors and parents: a CSV with the columns thread,
    /// comment, field, value, coder, note
    #[arg(long, short, value_name = "FILE")]
    corrections: Option<PathBuf>,
    /// A table of what signs of an answer are worth, as `weigh` prints it
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    #[command(flatten)]
    pub(super) layout: inputs::Layout,
}

/// Rules and corrections, ready.
pub(super) struct Ready {
    /// What `analyze` takes.
    pub(super) config: Config,
    /// The lexicons' texts.
    pub(super) lexicons: Vec<lexicons::Source>,
    /// The corrections as read.
    pub(super) corrections: Option<Input>,
    /// The table of weights as read, if it is not the one that comes along.
    pub(super) weights: Option<Input>,
    /// Examples in the analyst's lexicons that do not hold.
    pub(super) notices: Vec<Notice>,
}

impl Rules {
    /// Reads and compiles. Where a file has problems they are printed and
    /// nothing comes back: the call was wrong.
    pub(super) fn ready(&self, console: &mut Console) -> anyhow::Result<Option<Ready>> {
        let sources = lexicons::sources(&self.lexicon, self.no_default_lexicon, console)?;
        let mut parsed = Vec::new();
        let mut wrong: Vec<Problems> = Vec::new();
        for source in &sources {
            match Lexicon::parse(&source.name, &source.input.name, &source.text) {
                Ok(lexicon) => parsed.push(lexicon),
                Err(problems) => wrong.push(problems),
            }
        }
        let input =
            self.corrections.as_deref().map(|path| inputs::read(path, console)).transpose()?;
        let mut corrections = Corrections::default();
        if let Some(input) = &input {
            match Corrections::parse(&input.name, &input.text("corrections")?) {
                Ok(parsed) => corrections = parsed,
                Err(problems) => wrong.push(problems),
            }
        }
        let width = console.columns(None);
        for problems in &wrong {
            diagnostics::problems(console.err, problems, width);
        }
        if !wrong.is_empty() {
            return Ok(None);
        }
        // A test holds those that are built in to their examples.
        let builtin = |lexicon: &Lexicon| {
            stance::builtin().iter().any(|&(_, _, text)| text == lexicon.text())
        };
        let notices = parsed.iter().filter(|l| !builtin(l)).flat_map(broken_examples).collect();
        let (weights, table) = weigh::weights(self.weights.as_deref(), console)?;
        let matcher = Matcher::new(parsed);
        let config = Config { matcher, corrections, weights, ..Config::default() };
        let ready =
            Ready { config, lexicons: sources, corrections: input, weights: table, notices };
        Ok(Some(ready))
    }
}

/// The examples of `lexicon` that do not hold: no reason not to use it, and
/// worth knowing each time that it is used.
fn broken_examples(lexicon: &Lexicon) -> Vec<Notice> {
    let Err(problems) = lexicon.check_examples() else {
        return Vec::new();
    };
    let notice = |problem: &Problem| {
        let (line, _) = problems.line_column(problem.span.start);
        let place = Place { line: line as u32, byte: problem.span.start.into() };
        let mut notice =
            Notice::new(problem.code, Severity::Warning, problem.message.clone()).at(place);
        notice.help.clone_from(&problem.help);
        notice.input.clone_from(&problems.file);
        notice
    };
    problems.list.iter().map(notice).collect()
}

/// Which thread, of a file that holds several, and how much of it.
#[derive(Debug, Default, Args)]
pub(super) struct Which {
    #[command(flatten)]
    least: inputs::Least,
    /// One thread of a table that holds several, by its cell there
    #[arg(long, value_name = "NAME")]
    thread: Option<String>,
}

/// Threads that a message names.
const NAMED_THREADS: usize = 8;

impl Which {
    /// Leaves `analysis` no other thread than the one asked for; `page` is
    /// what the threads' names begin with. Without such a thread that is told,
    /// and nothing is left.
    fn choose(
        &self,
        analysis: &mut Analysis,
        page: &str,
        input: &str,
        console: &mut Console,
    ) -> anyhow::Result<bool> {
        let Some(asked) = &self.thread else {
            return Ok(true);
        };
        let is_it = |name: &str| {
            let key = name.strip_prefix(page).and_then(|rest| rest.strip_prefix('/'));
            name == asked || key == Some(asked)
        };
        if !analysis.threads.iter().any(|t| is_it(&t.page.thread)) {
            let asked = safe::line(asked);
            let has = named(analysis.threads.iter());
            let input = inputs::shown(input);
            writeln!(console.err, "{input} has no thread {asked}; its threads are {has}")?;
            return Ok(false);
        }
        analysis.threads.retain(|t| is_it(&t.page.thread));
        analysis.notices.retain(|n| n.thread.as_deref().is_none_or(is_it));
        Ok(true)
    }
}

/// The names of `threads`, not all of them where they are many.
pub(super) fn named<'t>(threads: impl Iterator<Item = &'t ThreadAnalysis>) -> String {
    let mut names: Vec<String> = threads
        .take(NAMED_THREADS + 1)
        .map(|thread| safe::name(&thread.page.thread).into_owned())
        .collect();
    if let Some(more) = names.get_mut(NAMED_THREADS) {
        "…".clone_into(more);
    }
    names.join(", ")
}

/// One page, analysed.
pub(super) struct Work {
    /// What was found.
    pub(super) analysis: Analysis,
    /// The decoded page.
    pub(super) source: Decoded,
    /// The rules it was done with.
    pub(super) ready: Ready,
    /// The page as the caller named it.
    pub(super) name: String,
}

/// Reads and analyses the page at `path`; its warnings go to `err`.
///
/// `Err(Exit)` within means that the problems were printed already.
pub(super) fn one_page(
    path: &Path,
    which: &Which,
    rules: &Rules,
    console: &mut Console,
) -> anyhow::Result<Result<Work, Exit>> {
    let Some(mut ready) = rules.ready(console)? else {
        return Ok(Err(Exit::Failed));
    };
    ready.config.min_confidence = which.least.confidence();
    let input = inputs::read_page(path, console)?;
    let name = names::of_page(path);
    let (pages, source, notices) = pages(&input, &name, &rules.layout)?;
    let mut analysis = analyze(pages, &ready.config);
    analysis.notices.splice(0..0, ready.notices.iter().cloned().chain(notices));
    name_inputs(&mut analysis.notices, &input.name);
    if !which.choose(&mut analysis, &name, &input.name, console)? {
        return Ok(Err(Exit::Nothing));
    }
    diagnostics::notices(console.err, &analysis.notices);
    Ok(Ok(Work { analysis, source, ready, name: input.name }))
}

/// The pages of one input, as read and no further.
pub(super) struct Read {
    /// What the input states.
    pub(super) pages: Vec<Page>,
    /// The decoded input.
    pub(super) source: Decoded,
    /// The input as the caller named it.
    pub(super) name: String,
}

/// Reads the page at `path` without rebuilding anything; what is wrong with it
/// or with the rules goes to `err`.
///
/// `Err(Exit)` within means that the problems were printed already.
pub(super) fn read_only(
    path: &Path,
    rules: &Rules,
    console: &mut Console,
) -> anyhow::Result<Result<Read, Exit>> {
    let Some(mut ready) = rules.ready(console)? else {
        return Ok(Err(Exit::Failed));
    };
    let input = inputs::read_page(path, console)?;
    let (pages, source, notices) = pages(&input, &names::of_page(path), &rules.layout)?;
    ready.notices.extend(notices);
    name_inputs(&mut ready.notices, &input.name);
    diagnostics::notices(console.err, &ready.notices);
    Ok(Ok(Read { pages, source, name: input.name }))
}

/// The pages in `input`, its text and what was noticed.
pub(super) fn pages(
    input: &Input,
    thread: &str,
    layout: &inputs::Layout,
) -> anyhow::Result<(Vec<Page>, Decoded, Vec<Notice>)> {
    let options = layout.options();
    let reading = formats::read(&input.name, thread, &input.bytes, &options).map_err(|why| {
        let name = inputs::shown(&input.name);
        match why {
            ReadError::Text(why) => {
                anyhow::anyhow!("cannot read {name}: {why}; save the page as text")
            }
            why => anyhow::anyhow!("cannot read {name}: {why}"),
        }
    })?;
    Ok((reading.pages, reading.source, reading.notices))
}

/// A notice that names no input is about `name`.
pub(super) fn name_inputs(notices: &mut [Notice], name: &str) {
    for notice in notices.iter_mut().filter(|n| n.input.is_empty()) {
        name.clone_into(&mut notice.input);
    }
}
