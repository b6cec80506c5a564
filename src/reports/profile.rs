//! The two ways in which tables are written.

use serde::{Deserialize, Serialize};

/// For whom the CSV is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// For people with a spreadsheet: text is guarded, long text goes on in
    /// overflow.csv, and a byte order mark stands first.
    #[default]
    Spreadsheet,
    /// For programs: the exact bytes, nothing before, nothing added.
    Raw,
}

impl Profile {
    /// The word that codebook and manifest use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Spreadsheet => "spreadsheet",
            Self::Raw => "raw",
        }
    }

    /// What stands before the header. Excel takes CSV without a byte order
    /// mark for the local code page and garbles every letter beyond ASCII;
    /// most programs take the mark for part of the first column's name.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::Spreadsheet => "\u{FEFF}",
            Self::Raw => "",
        }
    }
}
