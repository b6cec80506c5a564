//! Bytes to pages. A format says what the page states and infers nothing.

use crate::model::Page;
use crate::notice::Notice;
use crate::text::{Decoded, Undecodable};

/// What reading one input gave.
#[derive(Debug)]
pub struct Reading {
    /// The pages in it.
    pub pages: Vec<Page>,
    /// The decoded input, which spans of postings and ledger refer to.
    pub source: Decoded,
    /// What was noticed on the way.
    pub notices: Vec<Notice>,
}

/// Reads one input. `name` is what the caller calls it; `thread` names its
/// thread.
///
/// # Errors
///
/// Where the bytes are no text.
pub fn read(name: &str, thread: &str, bytes: &[u8]) -> Result<Reading, Undecodable> {
    let source = Decoded::new(bytes)?;
    let page = Page { thread: thread.into(), input: name.into(), ..Page::default() };
    Ok(Reading { pages: vec![page], source, notices: Vec::new() })
}
