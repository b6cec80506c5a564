//! `rejoinder analyze`: pages in, tables out.

use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::exit_codes;
use super::inputs::{self, Input};
use super::names::{self, Distinct};
use super::work::{self, Ready, Rules};
use super::{Console, Exit, diagnostics};
use crate::analysis::{Analysis, analyze};
use crate::model::Page;
use crate::notice::Notice;
use crate::reports::{self, RunInfo, SourceFile, WriteOptions, WrittenReport};
use crate::view::safe;
use crate::view::summary::{self, Summary};

/// Where reports go unless told otherwise.
const REPORTS: &str = "reports";

/// Rebuilds the threads of pages, labels the comments and writes tables for a
/// spreadsheet.
#[derive(Debug, Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  rejoinder analyze page.txt                    tables in reports/page/\n",
    "  rejoinder analyze pages/*.txt -o study        all pages in the tables of study/\n",
    "  rejoinder analyze page.txt --lexicon my-rules.toml --corrections mine.csv --force\n",
    "  rejoinder analyze - -o out < page.txt\n",
    exit_codes!(),
))]
pub(super) struct Analyze {
    /// The pages; `-` is standard input
    #[arg(required = true, value_name = "PAGE")]
    pages: Vec<PathBuf>,
    /// One folder for the tables of all pages [default: reports/NAME/ for each]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    rules: Rules,
    #[command(flatten)]
    least: inputs::Least,
    /// Replace any folder; one that holds more than an earlier run wrote is
    /// kept beside it, as NAME.before-1
    #[arg(long)]
    force: bool,
    /// Write cells byte for byte, unguarded: not for spreadsheets
    #[arg(long)]
    raw: bool,
    /// Count a person apart in each thread, even under one stated name
    #[arg(long)]
    per_thread: bool,
}

/// Pages that go into one report.
struct Batch {
    target: PathBuf,
    inputs: Vec<SourceFile>,
    pages: Vec<Page>,
    notices: Vec<Notice>,
    threads: Distinct,
    names: Vec<String>,
}

impl Analyze {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        inputs::check_stdin_once(&self.pages)?;
        let Some(mut ready) = self.rules.ready(console)? else {
            return Ok(Exit::Failed);
        };
        ready.config.min_confidence = self.least.confidence();
        let mut exit = Exit::Done;
        let mut first = None;
        let mut names = Distinct::default();
        let mut together = self.output.clone().map(Batch::new);
        for path in &self.pages {
            let name = names.name(&names::of_page(path));
            let target = Path::new(REPORTS).join(&name);
            let mut alone = Batch::new(target);
            let batch = together.as_mut().unwrap_or(&mut alone);
            if let Err(error) = batch.add(path, &name, &self.rules.layout, console) {
                diagnostics::error(console.err, &error);
                exit = Exit::Failed;
                continue;
            }
            first = first.or(Some(path));
            if together.is_none() {
                exit = exit.max(self.report(alone, &ready, console)?);
            }
        }
        if let Some(batch) = together.filter(|b| !b.inputs.is_empty()) {
            exit = exit.max(self.report(batch, &ready, console)?);
        }
        // What stood on standard input cannot be asked for again.
        if let Some(path) = first.filter(|path| *path != Path::new("-")) {
            let page = safe::line(&path.to_string_lossy()).into_owned();
            writeln!(console.out, "Next: rejoinder tree {}", quoted(&page))?;
        }
        Ok(exit)
    }

    /// Analyses and writes, then prints: what reads our output may go away.
    fn report(&self, batch: Batch, ready: &Ready, console: &mut Console) -> anyhow::Result<Exit> {
        let mut analysis = analyze(batch.pages, &ready.config);
        let before = ready.notices.iter().cloned().chain(batch.notices);
        analysis.notices.splice(0..0, before);
        if let [only] = &batch.names[..] {
            work::name_inputs(&mut analysis.notices, only);
        }
        let run = self.run_info(batch.inputs, ready);
        let options =
            WriteOptions { raw: self.raw, force: self.force, per_thread: self.per_thread };
        let written =
            reports::write(&analysis, &ready.config.matcher, &run, &batch.target, options);
        diagnostics::notices(console.err, &analysis.notices);
        print_threads(&analysis, console)?;
        match written {
            Ok(written) => {
                diagnostics::notices(console.err, &written.notices);
                print_written(&written, console)?;
                Ok(Exit::Done)
            }
            Err(why) => {
                let why = anyhow::Error::new(why)
                    .context(format!("nothing was written to {}", batch.target.display()));
                diagnostics::error(console.err, &why);
                Ok(Exit::Failed)
            }
        }
    }

    fn run_info(&self, inputs: Vec<SourceFile>, ready: &Ready) -> RunInfo {
        let file = |input: &Input| SourceFile::of(&input.name, &input.bytes);
        let options = [("no-default-lexicon", self.rules.no_default_lexicon), ("raw", self.raw)];
        let options = options.map(|(name, on)| (name.to_owned(), on.to_string()));
        let weights = ready.weights.as_ref().map(file).map(|table| {
            let file = Path::new(&table.name).file_name().unwrap_or_default();
            ("weights".to_owned(), format!("{} {}", file.to_string_lossy(), table.sha256))
        });
        RunInfo {
            inputs,
            lexicons: ready.lexicons.iter().map(|l| file(&l.input)).collect(),
            corrections: ready.corrections.iter().map(file).collect(),
            options: options
                .into_iter()
                .chain(self.rules.layout.told())
                .chain(self.least.told())
                .chain(weights)
                .collect(),
        }
    }
}

impl Batch {
    fn new(target: PathBuf) -> Self {
        Self {
            target,
            inputs: Vec::new(),
            pages: Vec::new(),
            notices: Vec::new(),
            threads: Distinct::default(),
            names: Vec::new(),
        }
    }

    /// Reads the page at `path`, whose thread is `name`.
    fn add(
        &mut self,
        path: &Path,
        name: &str,
        layout: &inputs::Layout,
        console: &mut Console,
    ) -> anyhow::Result<()> {
        let input = inputs::read_page(path, console)?;
        let (mut pages, _, mut notices) = work::pages(&input, name, layout)?;
        // A dump names its threads itself, and two dumps may share one.
        for page in &mut pages {
            page.thread = self.threads.name(&page.thread);
        }
        work::name_inputs(&mut notices, &input.name);
        self.pages.extend(pages);
        self.notices.extend(notices);
        self.names.push(input.name.clone());
        self.inputs.push(SourceFile::of(&input.name, &input.bytes));
        Ok(())
    }
}

/// Threads that are summed up one by one; a table may hold thousands.
const SHOWN_THREADS: usize = 10;

/// A summary of each thread, with the number of its notices.
fn print_threads(analysis: &Analysis, console: &mut Console) -> anyhow::Result<()> {
    let width = console.columns(None);
    let all = &analysis.threads;
    let (shown, more) = if all.len() > SHOWN_THREADS + 1 {
        all.split_at(SHOWN_THREADS)
    } else {
        (&all[..], &all[..0])
    };
    for thread in shown {
        write!(console.out, "{}", summary::text(thread, width))?;
        let page = &thread.page;
        let about = analysis.notices.iter().filter(|n| match &n.thread {
            Some(name) => *name == page.thread,
            None => n.input == page.input,
        });
        let counted = diagnostics::counted(about);
        if !counted.is_empty() {
            writeln!(console.out, "  notices   {counted}")?;
        }
    }
    if !more.is_empty() {
        let comments = more.iter().map(|t| Summary::of(t).comments).sum();
        let comments = summary::count(comments, "comment", "comments");
        writeln!(
            console.out,
            "… and {} more threads with {comments}; threads.csv has a row for each",
            more.len()
        )?;
    }
    Ok(())
}

fn print_written(written: &WrittenReport, console: &mut Console) -> anyhow::Result<()> {
    let folder = written.folder.display().to_string();
    writeln!(console.out, "  written   {}/", safe::line(folder.trim_end_matches('/')))?;
    let widest = written.manifest.files.iter().map(|f| safe::width(&f.name)).max().unwrap_or(0);
    for file in &written.manifest.files {
        let rows = file.rows.map(|n| summary::count(n as usize, "row", "rows")).unwrap_or_default();
        let name = safe::line(&file.name);
        let line = format!("            {name:<widest$}  {rows}");
        writeln!(console.out, "{}", line.trim_end())?;
    }
    if let Some(kept) = &written.kept {
        let kept = kept.strip_prefix(".").unwrap_or(kept).display().to_string();
        writeln!(console.out, "  kept      {}/, which stood there before", safe::line(&kept))?;
    }
    Ok(())
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ',');
    if !path.is_empty() && path.chars().all(plain) {
        return path.to_owned();
    }
    format!("'{}'", path.replace('\'', r"'\''"))
}
