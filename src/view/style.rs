//! The few styles that the views use. Colour never says what words do not.

use anstyle::{AnsiColor, Style};

use crate::notice::Severity;

/// A person's name, a heading.
pub(crate) const STRONG: Style = Style::new().bold();
/// What stands back: lines of the tree, legends.
pub(crate) const FAINT: Style = Style::new().dimmed();
/// What was inferred.
pub(crate) const INFERRED: Style = AnsiColor::Yellow.on_default();
/// A label.
pub(crate) const LABEL: Style = AnsiColor::Cyan.on_default();

/// `text` in `style`.
pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

/// The style for how much a notice matters.
pub const fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Info => AnsiColor::Blue.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Error => AnsiColor::Red.on_default().bold(),
    }
}
