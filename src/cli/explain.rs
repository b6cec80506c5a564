//! `rejoinder explain`: why a comment has its author, parent and labels.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::exit::exit_codes;
use super::work::{self, Rules, Which};
use super::{Console, Exit, inputs};
use crate::analysis::ThreadAnalysis;
use crate::model::CommentId;
use crate::view::{explain, safe, summary};

/// Says why a comment has its author, its parent and its labels, with the
/// words that show it.
#[derive(Debug, Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  rejoinder explain page.txt 11         the eleventh comment shown\n",
    "  rejoinder explain page.txt '#7'       the comment that is printed as number 7\n",
    "  rejoinder explain posts.csv '#8842'   the record whose id is 8842\n",
    "  rejoinder explain page.txt 11 --lexicon my-rules.toml\n",
    exit_codes!(),
))]
pub(super) struct Explain {
    /// The page; `-` is standard input
    page: PathBuf,
    /// The comment by its order, from 1, as `tree` shows it; or '#N', the
    /// number that the page prints, or the id that the table states
    #[arg(value_name = "N")]
    comment: Wanted,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    rules: Rules,
    /// Columns of a line [default: the terminal's; 100 where there is none]
    #[arg(long, short, value_name = "COLUMNS")]
    width: Option<u16>,
}

/// Which comment.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// By the order shown, from 1.
    Shown(u32),
    /// By its printed number or the platform's id.
    Printed(String),
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = match text.strip_prefix('#') {
            Some(number) => Some(Self::Printed(number.to_owned())).filter(|_| !number.is_empty()),
            None => text.parse().ok().filter(|&n| n > 0).map(Self::Shown),
        };
        wanted.ok_or_else(|| {
            "a comment is a number from 1, or '#' and a printed number or an id".into()
        })
    }
}

impl Wanted {
    /// The comments of `thread` that it means.
    fn among(&self, thread: &ThreadAnalysis) -> Vec<CommentId> {
        let postings = thread.page.postings.iter().enumerate();
        let ids = postings.filter(|&(at, posting)| match self {
            Self::Shown(n) => at as u64 + 1 == u64::from(*n),
            Self::Printed(name) => {
                let number = posting.number.is_some_and(|n| name.parse() == Ok(n));
                number || posting.source_id.as_ref() == Some(name)
            }
        });
        ids.map(|(at, _)| CommentId(at as u32)).collect()
    }
}

impl Explain {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        let work = match work::one_page(&self.page, &self.which, &self.rules, console)? {
            Ok(work) => work,
            Err(exit) => return Ok(exit),
        };
        let width = console.columns(self.width);
        let threads = work.analysis.threads.iter();
        let found: Vec<(&ThreadAnalysis, Vec<CommentId>)> = threads
            .map(|thread| (thread, self.comment.among(thread)))
            .filter(|(_, ids)| !ids.is_empty())
            .collect();
        match &found[..] {
            [] => self.absent(console, &work)?,
            [(thread, ids)] => {
                let [id] = ids[..] else {
                    ambiguous(console, thread, ids)?;
                    return Ok(Exit::Nothing);
                };
                let names = &work.ready.config.matcher;
                if let Some(text) = explain::text(thread, &work.source, names, id, width) {
                    if work.analysis.threads.len() > 1 {
                        writeln!(console.out, "{}", summary::heading(thread, width))?;
                    }
                    write!(console.out, "{text}")?;
                    return Ok(Exit::Done);
                }
            }
            _ => writeln!(
                console.err,
                "{} threads have that comment; say with --thread which one: {}",
                found.len(),
                work::named(found.iter().map(|(thread, _)| *thread))
            )?,
        }
        Ok(Exit::Nothing)
    }

    fn absent(&self, console: &mut Console, work: &work::Work) -> anyhow::Result<()> {
        let name = inputs::shown(&work.name);
        let most = work.analysis.threads.iter().map(|t| t.page.postings.len()).max().unwrap_or(0);
        let has = match most {
            0 => "it has no comments".to_owned(),
            n => format!(
                "it has {}; `rejoinder tree` lists them",
                summary::count(n, "comment", "comments")
            ),
        };
        let wanted = match &self.comment {
            Wanted::Shown(n) => format!("no comment {n}"),
            Wanted::Printed(n) => {
                format!("no comment that is printed as number {}", safe::line(n))
            }
        };
        writeln!(console.err, "{name} has {wanted}: {has}")?;
        Ok(())
    }
}

/// Lists the comments that share a printed number.
fn ambiguous(
    console: &mut Console,
    thread: &ThreadAnalysis,
    ids: &[CommentId],
) -> anyhow::Result<()> {
    writeln!(
        console.err,
        "The page prints that number {} times; name one of these by its order:",
        ids.len()
    )?;
    for id in ids {
        let text = thread.page.postings.get(id.index()).map_or("", |p| p.body.text());
        writeln!(console.err, "  {}  {}", id.shown(), safe::snippet(text, 60))?;
    }
    Ok(())
}
