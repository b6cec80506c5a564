//! Bytes to pages. A format says what the page states and infers nothing.
//!
//! Adding one is a file here, a line in [`FORMATS`] and a folder of fixtures
//! under `tests/formats/`.

mod date;
mod event;
mod furniture;
mod lines;
mod numbered;
mod prose;

use crate::model::Page;
use crate::notice::{Notice, Severity};
use crate::text::{Decoded, Undecodable};

pub use event::{Collector, Event, Sink};
pub use lines::{Line, Lines};

/// A way in which pages are laid out.
pub trait Format: Sync {
    /// Its stable name.
    fn id(&self) -> &'static str;

    /// What it reads, in half a sentence.
    fn about(&self) -> &'static str;

    /// How well it explains the input: 0 for not at all, more for better.
    fn score(&self, lines: &Lines<'_>) -> u32;

    /// Reads the input into `sink`. Never fails: what it cannot explain is
    /// unplaced, with a notice.
    fn read(&self, lines: &Lines<'_>, sink: &mut dyn Sink);
}

/// Every format. Where two score the same, the earlier one reads.
pub const FORMATS: &[&dyn Format] = &[&numbered::Numbered, &prose::Prose];

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
    let lines = Lines::new(&source.text);

    let mut scores: Vec<(u32, &dyn Format)> =
        FORMATS.iter().map(|f| (f.score(&lines), *f)).collect();
    scores.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    let (score, format) = scores[0];

    let mut collector = Collector::new(name, thread, format.id(), &source);
    collector.notices_of_decoding();
    let next = scores.get(1).map_or(String::new(), |(next_score, next)| {
        format!("; next best: {}, score {next_score}", next.about())
    });
    let chosen = format!("read as {}, score {score}{next}", format.about());
    collector.event(Event::Notice(Notice::new("layout", Severity::Info, chosen), None));
    format.read(&lines, &mut collector);
    let (pages, notices) = collector.finish();
    Ok(Reading { pages, source, notices })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_accounted_for(text in "([ ]{0,6}([0-9]{1,2}\\. )?(@[a-c]{1,2}|[a-c]{1,2} says:|• Replies: @[a-c]|[a-c]{1,3}|\\[…\\]|)\r?\n){0,40}") {
            let reading = read("test", "test", text.as_bytes()).expect("text");
            for page in &reading.pages {
                prop_assert_eq!(page.ledger.end() as usize, reading.source.text.len());
                for posting in &page.postings {
                    for place in posting.body.all_places() {
                        prop_assert!(posting.place.contains(place));
                    }
                }
            }
        }
    }

    #[test]
    fn every_format_has_a_name_a_description_and_fixtures() {
        let mut seen = std::collections::BTreeSet::new();
        for format in FORMATS {
            assert!(seen.insert(format.id()), "{} stands twice", format.id());
            assert!(!format.about().is_empty());
            let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("tests/formats")
                .join(format.id());
            assert!(folder.is_dir(), "{} has no fixtures: {}", format.id(), folder.display());
        }
    }
}
