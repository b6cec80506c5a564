//! The command line: arguments, one file a command, exit codes. The only
//! place that prints.
//!
//! Data goes to `out`, messages to `err`. A command returns an [`Exit`] or an
//! error with its context; [`run`] turns both into what the shell sees.

mod analyze;
mod commands;
mod console;
mod diagnostics;
mod evaluate;
mod exit;
mod explain;
mod inputs;
mod judged;
mod ledger;
mod lexicons;
mod names;
#[cfg(test)]
mod tests;
mod tree;
mod weigh;
mod work;

use std::ffi::OsString;
use std::io;

use clap::Parser as _;

pub use commands::Cli;
pub use console::{Console, Exit};

/// Parses `args`, the program's name first, and does what they say.
pub fn run(args: impl IntoIterator<Item = OsString>, console: &mut Console) -> Exit {
    let done = match Cli::try_parse_from(args) {
        Ok(cli) => cli.command.run(console),
        Err(refusal) => refuse(&refusal, console),
    };
    let done = done.and_then(|exit| {
        console.out.flush()?;
        Ok(exit)
    });
    match done {
        Ok(exit) => exit,
        Err(error) if is_broken_pipe(&error) => Exit::Done,
        Err(error) => {
            // Reading tells what it read; what comes bare is from our output.
            let error = match error.downcast_ref::<io::Error>() {
                Some(_) => error.context("cannot write the output"),
                None => error,
            };
            diagnostics::error(console.err, &error);
            Exit::Failed
        }
    }
}

/// Prints help, the version or what is wrong with the arguments.
fn refuse(refusal: &clap::Error, console: &mut Console) -> anyhow::Result<Exit> {
    let text = refusal.render();
    if refusal.use_stderr() {
        // A closed stderr leaves nobody to tell.
        let _ = write!(console.err, "{}", text.ansi());
        return Ok(Exit::Failed);
    }
    write!(console.out, "{}", text.ansi())?;
    Ok(Exit::Done)
}

/// Whether the reader of our output went away, as `head` does.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}
