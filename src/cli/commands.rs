//! The registry of commands. Parser and help are made from it.

use clap::{Parser, Subcommand};

use super::exit::exit_codes;
use super::{Console, Exit, analyze, evaluate, explain, ledger, tree, weigh};

/// Rebuilds who answered whom in comment threads, labels where each comment
/// stands, and writes spreadsheets that explain themselves.
#[derive(Debug, Parser)]
#[command(
    name = "rejoinder",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = concat!(
        "Examples:\n",
        "  rejoinder analyze page.txt          tables in reports/page/\n",
        "  rejoinder tree page.txt             who answered whom\n",
        "  rejoinder explain page.txt 11       why comment 11 stands where it stands\n",
        "  rejoinder ledger page.txt           what each byte of the page was taken for\n",
        "  rejoinder evaluate pages/           how much is right, where the truth is known\n",
        exit_codes!(),
    )
)]
pub struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// The commands, in the order that help lists them.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Analyze(analyze::Analyze),
    Tree(tree::Tree),
    Explain(explain::Explain),
    Ledger(ledger::Ledger),
    Evaluate(evaluate::Evaluate),
    Weigh(weigh::Weigh),
}

impl Command {
    /// Does it.
    pub(super) fn run(self, console: &mut Console) -> anyhow::Result<Exit> {
        match self {
            Self::Analyze(args) => args.run(console),
            Self::Tree(args) => args.run(console),
            Self::Explain(args) => args.run(console),
            Self::Ledger(args) => args.run(console),
            Self::Evaluate(args) => args.run(console),
            Self::Weigh(args) => args.run(console),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn every_command_has_a_word_on_itself_examples_and_exit_codes() {
        let cli = Cli::command();
        cli.clone().debug_assert();
        for command in cli.get_subcommands().chain(std::iter::once(&cli)) {
            let name = command.get_name();
            assert!(command.get_about().is_some(), "{name} says nothing of itself");
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            for part in ["Examples:", "Exit codes:", &format!("rejoinder {name} ")[..10]] {
                assert!(after.contains(part), "{name}: no {part} in {after}");
            }
            for argument in command.get_arguments() {
                let id = argument.get_id();
                assert!(argument.get_help().is_some(), "{name} {id} has no help");
            }
        }
    }
}
