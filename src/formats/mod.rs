//! Bytes to pages. A format says what the page states and infers nothing.
//!
//! Adding one is a file here, a line in [`FORMATS`] and a folder of fixtures
//! under `tests/formats/`.
//!
//! Which format reads a page is decided for the whole page: all of them score
//! it on one scale ([`Score`]), and the best one reads.

mod address;
mod chat;
mod date;
mod event;
mod flat;
mod footer;
mod furniture;
mod headers;
mod item;
mod lines;
mod nested;
mod numbered;
mod prose;
mod records;
mod rest_of_page;
mod score;
#[cfg(test)]
mod testing;

use std::cmp::Reverse;

use crate::model::Page;
use crate::notice::{Notice, Severity};
use crate::text::{Decoded, Undecodable};

pub use event::{Account, Collector, Event, Sink};
pub use lines::{Line, Lines};
pub use records::{Map, MapError, Role, TableError};
pub use score::Score;

/// A way in which pages are laid out.
pub trait Format: Sync {
    /// Its stable name.
    fn id(&self) -> &'static str;

    /// What it reads, in half a sentence.
    fn about(&self) -> &'static str;

    /// How well it explains the input; `None` where it cannot read it.
    fn score(&self, lines: &Lines<'_>, options: &ReadOptions<'_>) -> Option<Score>;

    /// Reads the input into `sink`. What it cannot explain is unplaced, with
    /// a notice.
    ///
    /// # Errors
    ///
    /// Where the input as a whole is nothing that it can read. A comment that
    /// is broken is no error.
    fn read(
        &self,
        lines: &Lines<'_>,
        options: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError>;

    /// How it accounts for the input.
    fn account(&self) -> Account {
        Account::Bytes
    }

    /// Whether `--map` says something to it.
    fn takes_map(&self) -> bool {
        false
    }
}

/// Every format. Where two score the same, the earlier one reads.
pub const FORMATS: &[&dyn Format] = &[
    &numbered::Numbered,
    &nested::Nested,
    &flat::Flat,
    &footer::Footer,
    &chat::Chat,
    &records::Records,
    &prose::Prose,
];

/// What a caller knows about an input beforehand.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// The id of the format that shall read it, whatever the scores say.
    pub layout: Option<&'a str>,
    /// Which columns of a table hold what. It asks for a format of tables.
    pub map: Option<&'a Map>,
}

/// Why an input cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Its bytes are no text.
    #[error(transparent)]
    Text(#[from] Undecodable),
    /// The layout asked for is none.
    #[error("there is no layout `{asked}`; the layouts are {}", layouts().join(", "))]
    NoSuchLayout {
        /// What was asked for.
        asked: String,
    },
    /// The layout asked for has no columns, and columns were named.
    #[error("`--map` names columns of a table, and the layout `{layout}` has none; leave one out")]
    NoColumns {
        /// The layout asked for.
        layout: &'static str,
    },
    /// Its table lacks what was asked for, or anything to read.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// The ids of all formats.
pub fn layouts() -> Vec<&'static str> {
    FORMATS.iter().map(|format| format.id()).collect()
}

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
/// Where the bytes are no text, or `options` ask for what it cannot be read
/// as.
pub fn read(
    name: &str,
    thread: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> Result<Reading, ReadError> {
    let source = Decoded::new(bytes)?;
    let lines = Lines::new(&source.text);
    let (format, how) = choose(&lines, options)?;

    let mut collector = Collector::new(name, thread, format.id(), format.account(), &source);
    collector.notices_of_decoding();
    collector.event(Event::Notice(Notice::new("layout", Severity::Info, how), None));
    format.read(&lines, options, &mut collector)?;
    let (pages, notices) = collector.finish();
    Ok(Reading { pages, source, notices })
}

/// The format that shall read the input, and why in a sentence.
fn choose(
    lines: &Lines<'_>,
    options: &ReadOptions<'_>,
) -> Result<(&'static dyn Format, String), ReadError> {
    if let Some(asked) = options.layout {
        let format = FORMATS.iter().find(|format| format.id() == asked);
        let format = *format.ok_or_else(|| ReadError::NoSuchLayout { asked: asked.to_owned() })?;
        if options.map.is_some() && !format.takes_map() {
            return Err(ReadError::NoColumns { layout: format.id() });
        }
        return Ok((format, format!("read as {}, as asked", format.about())));
    }
    let page_lines = lines.filled(0..lines.all().len());
    let mut scores: Vec<(u32, Score, &dyn Format)> = FORMATS
        .iter()
        .filter(|format| options.map.is_none() || format.takes_map())
        .map(|format| {
            let score = format.score(lines, options);
            (score.map_or(0, |s| s.value(page_lines)), score.unwrap_or_default(), *format)
        })
        .collect();
    scores.sort_by_key(|&(value, ..)| Reverse(value));
    let (value, score, format) = scores[0];
    let mut how = format!("read as {}: ", format.about());
    if score.comments > 0 {
        how += &format!("{} found, ", score.comments);
    }
    how += &format!("score {value}");
    if let Some((next_value, _, next)) = scores.get(1) {
        how += &format!("; next best: {}, score {next_value}", next.about());
    }
    Ok((format, how))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_accounted_for(text in "((([ ]{0,6}([0-9]{1,2}\\. |• |[*] )?)(@[a-c]{1,2}|[a-c]{1,2} @[0-9]: [a-c]|[a-c]{1,2} says:|• Replies: @[a-c]|[a-c]{1,3}|\\[…\\])|May [1-9], 2012|1[12]\\. May, 2012 / [a-c] says:|Posted by: [a-c] \\| May [1-9] 2012( \\| [0-9])?|by [a-c] on May [1-9], 2012|\\[1[0-9]:[0-5][0-9]\\] (<[a-c ]{0,2}> ?[a-c]?| [*] [a-c] [a-c])|=== [a-c]|Reply|Leave a Reply|[0-9] comments|)\r?\n){0,40}") {
            let reading = read("test", "test", text.as_bytes(), &ReadOptions::default()).expect("text");
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

    proptest! {
        #[test]
        fn any_text_can_be_read_as_any_layout(
            text in "([ ]{0,3}([1-9]\\. |• |id,text|[a-c\"]{1,2},|\"|[a-c]\t|[a-c] says:|by [a-cé] on May 1, 2012|<[a-c]>|\\[1:11\\] |@|é| ){0,5}[\r\n]{1,2}){0,12}",
            layout in 0..FORMATS.len(),
        ) {
            let format = FORMATS[layout];
            let options = ReadOptions { layout: Some(format.id()), map: None };
            match read("test", "test", text.as_bytes(), &options) {
                Ok(reading) => for page in &reading.pages {
                    let end = page.ledger.end() as usize;
                    match format.account() {
                        Account::Bytes => prop_assert_eq!(end, reading.source.text.len()),
                        Account::Records => prop_assert_eq!(end, 0),
                    }
                },
                Err(why) => prop_assert!(format.takes_map(), "{}: {why}", format.id()),
            }
        }
    }

    #[test]
    fn a_layout_can_be_asked_for() {
        let ask = |layout, map| {
            let options = ReadOptions { layout: Some(layout), map };
            read("test", "test", b"Ann says:\n\nHi.\n", &options)
        };
        assert_eq!(ask("flat", None).expect("text").pages[0].postings.len(), 0);
        assert_eq!(ask("article", None).expect("text").pages[0].format, "article");
        let why = ask("blocks", None).expect_err("no layout").to_string();
        assert!(
            why.starts_with("there is no layout `blocks`; the layouts are numbered, "),
            "{why}"
        );
        let map = Map::parse("text=1").expect("a map");
        let why = ask("flat", Some(&map)).expect_err("no columns");
        assert_eq!(why, ReadError::NoColumns { layout: "flat" });
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
