//! An analysis as tables, and tables as files.
//!
//! [`write()`] makes a whole report folder or none. Below it, [`render`] writes
//! the same files to any [`Shelf`], and [`table_bytes`] one table to memory.
//! [`read_folder`] has the texts back as they were. This module asks nothing
//! of the command line and prints nothing.

mod codebook;
mod column;
mod content;
mod csv;
#[cfg(test)]
mod fixtures;
mod folder;
pub mod guard;
mod manifest;
mod number;
mod overflow;
mod profile;
mod read;
mod render;
mod subject;
mod tables;
#[cfg(test)]
mod tests;
mod vocabulary;
mod write;

pub use codebook::{CODEBOOK, write_codebook};
pub use column::{AnyTable, Sink, Spec, Type};
pub use csv::{table_bytes, write_table};
pub use folder::{ReportFolder, WriteError};
pub use manifest::{MANIFEST, Manifest, RunInfo, SourceFile, WrittenFile};
pub use overflow::{CELL_UNITS, CONTINUED, OVERFLOW, Part, SHEET_ROWS};
pub use profile::Profile;
pub use read::{ReadError, ReadReport, TableText, read_folder};
pub use render::{Shelf, render};
pub use subject::Subject;
pub use tables::TABLES;
pub use vocabulary::Vocabulary;
pub use write::{WriteOptions, WrittenReport, write};
