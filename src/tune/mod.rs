//! How good the tool's decisions are: pages beside what is true of them.
//!
//! [`Gold`] is what is true of a page. Pure: no files, no clock, no printing.

mod gold;

pub use gold::{Gold, GoldAuthor, GoldRow, Truth};
