//! Where a command reads and prints, and what it leaves the shell.

use std::io::{Read, Write};
use std::process::ExitCode;

/// The streams of a run; tests pass their own.
pub struct Console<'c> {
    /// Standard input, which a page named `-` is read from.
    pub input: &'c mut dyn Read,
    /// Where data goes.
    pub out: &'c mut dyn Write,
    /// Where messages go.
    pub err: &'c mut dyn Write,
    /// Columns of the terminal that `out` is; none where it is none.
    pub width: Option<usize>,
}

impl Console<'_> {
    /// Columns for text: as asked, else the terminal's, else 100, which suits
    /// a file and an editor.
    pub fn columns(&self, asked: Option<u16>) -> usize {
        asked.map(usize::from).or(self.width).unwrap_or(100).max(40)
    }
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    Done,
    /// A check failed, or nothing matched.
    Nothing,
    /// An input failed or the call was wrong; what could be written was.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Nothing => 1,
            Exit::Failed => 2,
        })
    }
}
