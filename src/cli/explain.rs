//! `rejoinder explain`: why a comment has its author, parent and labels.

use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::exit::exit_codes;
use super::work::{self, Rules};
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
    "  rejoinder explain page.txt 11 --lexicon my-rules.toml\n",
    exit_codes!(),
))]
pub(super) struct Explain {
    /// The page; `-` is standard input
    page: PathBuf,
    /// The comment by its order, from 1, as `tree` shows it; or '#N', the
    /// number that the page prints
    #[arg(value_name = "N")]
    comment: Wanted,
    #[command(flatten)]
    rules: Rules,
    /// Columns of a line [default: the terminal's; 100 where there is none]
    #[arg(long, short, value_name = "COLUMNS")]
    width: Option<u16>,
}

/// Which comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// By the order shown, from 1.
    Shown(u32),
    /// By its printed number.
    Printed(u64),
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wanted = match text.strip_prefix('#') {
            Some(number) => number.parse().ok().map(Self::Printed),
            None => text.parse().ok().filter(|&n| n > 0).map(Self::Shown),
        };
        wanted.ok_or_else(|| "a comment is a number from 1, or '#' and a printed number".into())
    }
}

impl Wanted {
    /// The comments of `thread` that it means.
    fn among(self, thread: &ThreadAnalysis) -> Vec<CommentId> {
        let postings = thread.page.postings.iter().enumerate();
        let ids = postings.filter(|&(at, posting)| match self {
            Self::Shown(n) => at as u64 + 1 == u64::from(n),
            Self::Printed(n) => posting.number == Some(n),
        });
        ids.map(|(at, _)| CommentId(at as u32)).collect()
    }
}

impl Explain {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        let work = match work::one_page(&self.page, &self.rules, console)? {
            Ok(work) => work,
            Err(exit) => return Ok(exit),
        };
        let width = console.columns(self.width);
        let mut found = 0;
        for thread in &work.analysis.threads {
            let ids = self.comment.among(thread);
            if let [id] = ids[..]
                && let Some(text) =
                    explain::text(thread, &work.source, &work.ready.config.matcher, id, width)
            {
                if found > 0 {
                    writeln!(console.out)?;
                }
                if work.analysis.threads.len() > 1 {
                    writeln!(console.out, "{}", summary::heading(thread, width))?;
                }
                write!(console.out, "{text}")?;
                found += 1;
            } else if ids.len() > 1 {
                ambiguous(console, thread, &ids)?;
            }
        }
        if found > 0 {
            return Ok(Exit::Done);
        }
        if work.analysis.threads.iter().all(|t| self.comment.among(t).is_empty()) {
            self.absent(console, &work)?;
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
        let wanted = match self.comment {
            Wanted::Shown(n) => format!("no comment {n}"),
            Wanted::Printed(n) => format!("no comment that is printed as number {n}"),
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
