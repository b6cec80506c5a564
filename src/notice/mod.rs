//! A [`Notice`] is a problem, or a decision worth knowing, that does not stop
//! the work. Notices are collected with their place and shown once at the end.

use std::fmt;

mod problem;

pub use problem::{Problem, Problems};

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing: a choice that was made, a page without comments.
    Info,
    /// Something may be other than the reader expects.
    Warning,
    /// Part of the input could not be used.
    Error,
}

impl Severity {
    /// The word that tables and messages use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where in an input a notice points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Byte offset in the input, from 0.
    pub byte: u64,
}

/// A problem or a choice, with its place and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// Stable name of the kind of notice, in kebab-case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The input (a file's name as given, or `-`).
    pub input: String,
    /// The thread, where it is about one.
    pub thread: Option<String>,
    /// The comment, in the order shown from 1, where it is about one.
    pub comment: Option<u32>,
    /// Where in the input.
    pub place: Option<Place>,
    /// What happened, in a sentence.
    pub message: String,
    /// What to do about it, where something can be done.
    pub help: Option<String>,
}

impl Notice {
    /// A notice about `input` as a whole; narrow it with the methods below.
    pub fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            input: String::new(),
            thread: None,
            comment: None,
            place: None,
            message: message.into(),
            help: None,
        }
    }

    /// The same about the comment shown as number `comment`, from 1.
    #[must_use]
    pub fn about(mut self, comment: u32) -> Self {
        self.comment = Some(comment);
        self
    }

    /// The same pointing at `place`.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// The same with advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.severity.as_str())?;
        write!(f, "[{}]", self.code)?;
        if !self.input.is_empty() {
            write!(f, " {}", self.input)?;
            if let Some(place) = self.place {
                write!(f, ":{}", place.line)?;
            }
        }
        if let Some(comment) = self.comment {
            write!(f, " comment {comment}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}
