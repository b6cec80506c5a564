//! `rejoinder ledger`: what each byte of a page was taken for.

use std::path::PathBuf;

use clap::Args;

use super::exit::exit_codes;
use super::work::{self, Rules};
use super::{Console, Exit, inputs};
use crate::quotes::find_quotes;
use crate::view::{ledger, summary};

/// Accounts for every byte of a page: article, own words, quotes, metadata,
/// furniture, or unplaced.
#[derive(Debug, Args)]
#[command(after_help = concat!(
    "Examples:\n",
    "  rejoinder ledger page.txt             the parts, and what no rule explains\n",
    "  rejoinder ledger page.txt --parts     the parts only\n",
    "  rejoinder ledger page.txt --lines     every stretch with its place\n",
    exit_codes!(),
))]
pub(super) struct Ledger {
    /// The page; `-` is standard input
    page: PathBuf,
    #[command(flatten)]
    rules: Rules,
    /// Only the table of parts
    #[arg(long, conflicts_with = "lines")]
    parts: bool,
    /// Every stretch of the page, with its part and place
    #[arg(long)]
    lines: bool,
}

impl Ledger {
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        let read = match work::read_only(&self.page, &self.rules, console)? {
            Ok(read) => read,
            Err(exit) => return Ok(exit),
        };
        let width = console.columns(None);
        let source = &read.source;
        let mut exit = Exit::Done;
        for (i, page) in read.pages.iter().enumerate() {
            if i > 0 {
                writeln!(console.out)?;
            }
            let records = page.postings.len();
            if records > 0 && page.ledger.end() == 0 {
                let name = inputs::shown(&read.name);
                let count = summary::count(records, "record", "records");
                let format = page.format;
                writeln!(console.out, "{name}: {count}, read as {format}; each became a comment")?;
                continue;
            }
            let account = ledger::of_page(page, &find_quotes(page), source);
            writeln!(
                console.out,
                "{}: {}, {}, read as {}",
                inputs::shown(&read.name),
                summary::count(account.input_bytes as usize, "byte", "bytes"),
                source.encoding,
                if page.format.is_empty() { "an unknown format" } else { page.format },
            )?;
            write!(console.out, "{}", ledger::parts_text(&account))?;
            if !account.adds_up() {
                exit = Exit::Nothing;
            }
            if self.lines {
                write!(console.out, "\n{}", ledger::lines_text(&account, source, width))?;
            } else if !self.parts {
                write!(console.out, "\n{}", ledger::unplaced_text(&account, source, width))?;
            }
        }
        Ok(exit)
    }
}
