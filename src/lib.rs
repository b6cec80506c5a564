//! Rejoinder rebuilds who answered whom in comment threads, labels where each
//! comment stands by a lexicon that the analyst owns, and writes tables for a
//! spreadsheet with the evidence for everything it inferred.
//!
//! Data goes one way, and the modules below stand in that order: a module
//! imports only from those above it. `tests/layers.rs` holds them to it.

pub mod text;

pub mod notice;

pub mod model;

pub mod formats;

pub mod quotes;

pub mod thread;

pub mod stance;

pub mod measures;

pub mod analysis;

pub mod tune;

pub mod reports;

pub mod view;

pub mod cli;
