//! `rejoinder tree`: who answered whom.

use std::path::PathBuf;

use clap::Args;

use super::exit::exit_codes;
use super::work::{self, Rules, Which};
use super::{Console, Exit};
use crate::view::summary::{self, Summary};
use crate::view::tree::{Drawing, Look, rows};

/// Draws the reply tree of a page: who answered whom, and where each stands.
#[derive(Debug, Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  rejoinder tree page.txt\n",
    "  rejoinder tree page.txt --lexicon ceasefire --width 120\n",
    "  rejoinder tree posts.csv --thread t17      one thread of a table of many\n",
    "  xclip -o | rejoinder tree - --ascii        what was just copied\n",
    exit_codes!(),
))]
pub(super) struct Tree {
    /// The page; `-` is standard input
    page: PathBuf,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    rules: Rules,
    /// Columns of a line [default: the terminal's; 100 where there is none]
    #[arg(long, short, value_name = "N")]
    width: Option<u16>,
    /// Draw lines with ASCII only
    #[arg(long)]
    ascii: bool,
}

impl Tree {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        let work = match work::one_page(&self.page, &self.which, &self.rules, console)? {
            Ok(work) => work,
            Err(exit) => return Ok(exit),
        };
        let look = Look { width: console.columns(self.width), ascii: self.ascii };
        for (i, analysis) in work.analysis.threads.iter().enumerate() {
            if i > 0 {
                writeln!(console.out)?;
            }
            writeln!(console.out, "{}", summary::heading(analysis, look.width))?;
            let counts = Summary::of(analysis);
            if analysis.thread.comments.is_empty() {
                writeln!(console.out, "No comments on this page.")?;
                continue;
            }
            writeln!(console.out, "{}: {}\n", counts.what(), counts.tree())?;
            let mut drawing = Drawing::new(analysis, &work.ready.config.matcher, look);
            for row in rows(analysis) {
                writeln!(console.out, "{}", drawing.line(&row))?;
            }
            let legend = drawing.legend();
            if !legend.is_empty() {
                writeln!(console.out, "\n{legend}")?;
            }
        }
        Ok(Exit::Done)
    }
}
