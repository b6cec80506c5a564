//! The README's examples are real: every command in a `console` block is run
//! in a copy of `data/`, and prints what the block says.
//!
//! `$ ` begins a command for a shell, where `cargo run --release --` is the
//! program. A line `…` alone stands for any lines. A `toml` block that begins
//! with `# NAME` is that file.

#![cfg(unix)]
#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

/// A fenced block: its language, the line of its first line, its lines.
type Block = (String, usize, Vec<String>);

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for (line, at) in text.lines().zip(1..) {
        if let Some(language) = line.strip_prefix("```") {
            inside = !inside;
            if inside {
                blocks.push((language.to_owned(), at + 1, Vec::new()));
            }
        } else if inside && let Some((_, _, lines)) = blocks.last_mut() {
            lines.push(line.to_owned());
        }
    }
    assert!(!inside, "a block is not closed");
    blocks
}

/// Whether `found` is what `expected` says.
fn matches(expected: &[String], found: &[&str]) -> bool {
    let Some((first, rest)) = expected.split_first() else {
        return found.is_empty();
    };
    if first == "…" {
        return (0..=found.len()).any(|skip| matches(rest, &found[skip..]));
    }
    found.split_first().is_some_and(|(line, more)| line == first && matches(rest, more))
}

/// Runs `command` in a shell that finds the program.
fn run(command: &str, folder: &Path) -> String {
    let command = command.replace("cargo run --release -- ", "rejoinder ");
    let beside = Path::new(common::BINARY).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    let done = Command::new("sh")
        .args(["-c", &command])
        .current_dir(folder)
        .env("PATH", format!("{}:{path}", beside.display()))
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{command}: {:?}: {said}", done.status.code());
    String::from_utf8(done.stdout).expect("UTF-8")
}

fn check(document: &str) -> usize {
    let text = fs::read_to_string(common::project().join(document)).expect("the document");
    let folder = common::folder_with_data();
    let mut run_so_far = 0;
    for (language, first, lines) in blocks(&text) {
        let named = lines.first().and_then(|l| l.strip_prefix("# ")).filter(|_| language == "toml");
        if let Some(name) = named {
            fs::write(folder.path().join(name), lines.join("\n") + "\n").expect("written");
        }
        if language != "console" {
            continue;
        }
        let starts: Vec<usize> =
            (0..lines.len()).filter(|&at| lines[at].starts_with("$ ")).collect();
        assert_eq!(starts.first(), Some(&0), "{document}:{first} begins with no command");
        for (n, &at) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(lines.len());
            let found = run(&lines[at][2..], folder.path()).replace('\r', "");
            let found: Vec<&str> = found.lines().collect();
            let expected = &lines[at + 1..end];
            assert!(
                matches(expected, &found),
                "{document}:{}: {}\n--- it says\n{}\n--- it prints\n{}",
                first + at,
                lines[at],
                expected.join("\n"),
                found.join("\n")
            );
            run_so_far += 1;
        }
    }
    run_so_far
}

#[test]
fn the_readme_shows_what_happens() {
    assert!(check("README.md") >= 6);
}

#[test]
fn an_elision_stands_for_any_lines_and_nothing_else_does() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(matches(&lines("a\n…\nc"), &["a", "b", "b", "c"]));
    assert!(matches(&lines("…"), &[]));
    assert!(!matches(&lines("a\n…\nc"), &["a", "b"]));
    assert!(!matches(&lines("a"), &["a", "b"]));
}

#[test]
fn the_readme_names_both_commands_every_table_and_every_command() {
    let text = fs::read_to_string(common::project().join("README.md")).expect("a README");
    let mut wanted: Vec<String> =
        ["cargo run --release -- analyze data/truce.txt", "cargo test"].map(str::to_owned).into();
    wanted.extend(rejoinder::reports::TABLES.iter().map(|t| format!("`{}.csv`", t.name())));
    let cli = <rejoinder::cli::Cli as clap::CommandFactory>::command();
    wanted.extend(cli.get_subcommands().map(|c| format!("rejoinder {} ", c.get_name())));
    // `analyze` is shown as cargo runs it, too.
    for part in wanted {
        assert!(text.contains(&part), "README.md does not show {part}");
    }
}
