//! The `rejoinder` binary: hands the process's streams to the library.

use std::io::{self, BufWriter};
use std::process::ExitCode;

use anstream::AutoStream;
use rejoinder::cli::{self, Console};

fn main() -> ExitCode {
    let (out, err) = (io::stdout(), io::stderr());
    // Colour follows NO_COLOR, CLICOLOR_FORCE, TERM and what the stream is.
    let (out_choice, err_choice) = (AutoStream::choice(&out), AutoStream::choice(&err));
    let mut out = BufWriter::new(AutoStream::new(out, out_choice));
    let mut err = AutoStream::new(err, err_choice);
    let mut console = Console {
        input: &mut io::stdin(),
        out: &mut out,
        err: &mut err,
        width: terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into()),
    };
    cli::run(std::env::args_os(), &mut console).into()
}
