//! What a person reads in a terminal: the tree, the account of a comment, the
//! ledger, the summary of a run.
//!
//! Pure functions from an analysis to rows and from rows to text. Text carries
//! styles as escape sequences, which the edge strips where they are not
//! wanted; all that a page says goes through [`safe`] first. Knows no files
//! and no arguments.

pub mod evaluation;
pub mod explain;
pub mod ledger;
mod lines;
pub mod safe;
mod style;
pub mod summary;
#[cfg(test)]
pub(crate) mod testing;
pub mod tree;
mod wrap;

pub use style::severity as severity_style;
