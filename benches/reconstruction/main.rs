//! What rebuilding a large page costs, beside reading it for the ledger:
//! `cargo bench --bench reconstruction`. What may be asked stands in [`HELP`],
//! what came out in `benches/README.md`.

#![expect(clippy::print_stdout, reason = "figures are for people")]

mod page;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, bail};
use page::{Layout, Plan};

const HELP: &str = "\
cargo bench --bench reconstruction                       time pages of 25,000 and 50,000 comments
cargo bench --bench reconstruction -- page 50000 NAME    make NAME.txt and NAME.gold.csv instead
  --layout numbered|flat  how headers and links are shown [default: numbered]
  --seed N                another page [default: 1]
  --people N              people for a hundred comments [default: 8]
  --signed N              numbered headers in a hundred that keep their author [default: 20]
  --sentences N           sentences that a comment has at most [default: 12]
  --runs N                how often each command runs [default: 5]
";

/// Comments of the smaller page; the other has twice as many.
const COMMENTS: usize = 25_000;

/// The commands that are timed: reading for the ledger, and two that rebuild.
const COMMANDS: [&str; 3] = ["ledger", "tree", "analyze"];

fn main() -> anyhow::Result<()> {
    let mut plan = Plan {
        comments: 0,
        seed: 1,
        layout: Layout::Numbered,
        people: 8,
        signed: 20,
        sentences: 12,
    };
    let (mut runs, mut name) = (5, None);
    // Cargo adds one of its own.
    let mut arguments = std::env::args().skip(1).filter(|a| a != "--bench");
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} what?\n\n{HELP}"));
        match argument.as_str() {
            "page" => {
                plan.comments = value()?.parse()?;
                name = Some(value()?);
            }
            "--seed" => plan.seed = value()?.parse()?,
            "--people" => plan.people = value()?.parse()?,
            "--signed" => plan.signed = value()?.parse()?,
            "--sentences" => plan.sentences = value()?.parse()?,
            "--runs" => runs = value()?.parse()?,
            "--layout" => {
                plan.layout = match value()?.as_str() {
                    "numbered" => Layout::Numbered,
                    "flat" => Layout::Flat,
                    other => bail!("no layout {other}\n\n{HELP}"),
                };
            }
            other => bail!("{other} is nothing to ask for\n\n{HELP}"),
        }
    }
    if let Some(name) = name {
        let made = page::make(&plan);
        std::fs::write(format!("{name}.txt"), made.text)?;
        std::fs::write(format!("{name}.gold.csv"), made.gold)?;
        return Ok(());
    }
    compare(&plan, runs)
}

/// Times every command on both pages and prints medians and their ratios.
fn compare(plan: &Plan, runs: usize) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let sizes = [COMMENTS, 2 * COMMENTS];
    let mut medians = Vec::new();
    println!(
        "{:<10}{:>12}{:>10}{:>10}{:>10}   seconds",
        "comments", "page MB", "ledger", "tree", "analyze"
    );
    for comments in sizes {
        let text = page::make(&Plan { comments, ..plan.clone() }).text;
        let path = folder.path().join(format!("{comments}.txt"));
        std::fs::write(&path, &text)?;
        let mut times = COMMANDS.map(|_| Vec::new());
        // In turns, so that what else the machine does slows all alike.
        for _ in 0..runs.max(1) {
            for (command, times) in COMMANDS.iter().zip(&mut times) {
                times.push(seconds(command, &path)?);
            }
        }
        let of_each = times.map(median);
        let megabytes = text.len() as f64 / 1e6;
        println!(
            "{comments:<10}{megabytes:>12.1}{:>10.2}{:>10.2}{:>10.2}",
            of_each[0], of_each[1], of_each[2]
        );
        medians.push(of_each);
    }
    let (one, two) = (medians[0], medians[1]);
    println!(
        "\ntimes the ledger, {} comments: tree {:.1}, analyze {:.1}",
        sizes[1],
        two[1] / two[0],
        two[2] / two[0]
    );
    println!(
        "twice the comments: ledger {:.2}, tree {:.2}, analyze {:.2}",
        two[0] / one[0],
        two[1] / one[1],
        two[2] / one[2]
    );
    Ok(())
}

/// How long a command takes, from its start to its end.
fn seconds(command: &str, page: &Path) -> anyhow::Result<f64> {
    let mut run = Command::new(env!("CARGO_BIN_EXE_rejoinder"));
    run.arg(command).arg(page);
    if command == "analyze" {
        run.arg("-o").arg(page.with_extension("report"));
    }
    let start = Instant::now();
    let status = run.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    let taken = start.elapsed();
    if !status.success() {
        bail!("rejoinder {command} failed: {status}");
    }
    Ok(taken.as_secs_f64())
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let middle = times.len() / 2;
    if times.len() % 2 == 1 {
        times[middle]
    } else {
        f64::midpoint(times[middle - 1], times[middle])
    }
}
