//! What formats emit, and the collector that makes pages of it.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::model::{Article, Page, Part, Posting};
use crate::notice::{Notice, Place, Severity};
use crate::text::{Decoded, Span};

/// Something that a format found.
#[derive(Debug)]
pub enum Event {
    /// The article that the postings stand below.
    Article(Article),
    /// The next posting, in the order shown.
    Posting(Posting),
    /// A stretch of the decoded source belongs to a part. Stretches rise;
    /// white space between two of them goes to the former.
    Stretch(Span, Part),
    /// Something worth knowing, and the place in the decoded source.
    Notice(Notice, Option<u32>),
}

/// How a format accounts for its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// Each byte belongs to a part, and the parts add up to the input.
    Bytes,
    /// Each record is read or named in a notice; pages have no ledger.
    Records,
}

/// Takes the events of a format. Each belongs to the thread that was last
/// opened.
pub trait Sink {
    /// Takes one event.
    fn event(&mut self, event: Event);

    /// What follows belongs to the thread with this key: a file may hold
    /// several. A format of single pages need not call it.
    fn thread(&mut self, key: &str);
}

/// Builds pages out of events.
#[derive(Debug)]
pub struct Collector<'s> {
    input: &'s str,
    name: &'s str,
    format: &'static str,
    account: Account,
    source: &'s Decoded,
    pages: Vec<(String, Page)>,
    keys: HashMap<String, usize, FixedState>,
    open: usize,
    notices: Vec<Notice>,
}

impl<'s> Collector<'s> {
    /// A collector of what `format` finds in `source`, the decoded `input`.
    pub fn new(
        input: &'s str,
        name: &'s str,
        format: &'static str,
        account: Account,
        source: &'s Decoded,
    ) -> Self {
        let mut new = Self {
            input,
            name,
            format,
            account,
            source,
            pages: Vec::new(),
            keys: HashMap::default(),
            open: 0,
            notices: Vec::new(),
        };
        new.thread("");
        new
    }

    /// Says which encoding was used, where that is no matter of course.
    pub fn notices_of_decoding(&mut self) {
        let source = self.source;
        if source.detected {
            let message = format!("not UTF-8; read as {}, by its byte statistics", source.encoding);
            let help = "convert the file to UTF-8 if letters look wrong";
            let notice = Notice::new("encoding", Severity::Warning, message).help(help);
            self.event(Event::Notice(notice, None));
        }
        if source.replaced > 0 {
            let at = source.text.find(char::REPLACEMENT_CHARACTER).map(|at| at as u32);
            let message = format!(
                "{} place{} did not decode as {} and {} U+FFFD",
                source.replaced,
                if source.replaced == 1 { "" } else { "s" },
                source.encoding,
                if source.replaced == 1 { "became" } else { "became, each," },
            );
            let notice = Notice::new("undecodable-bytes", Severity::Warning, message);
            self.event(Event::Notice(notice, at));
        }
    }

    /// The pages, and the notices about them.
    pub fn finish(mut self) -> (Vec<Page>, Vec<Notice>) {
        // The first thread opens by itself; formats that name theirs leave it empty.
        if self.pages.len() > 1 {
            let nobodys = self.name;
            self.pages.retain(|(key, page)| !key.is_empty() || !page.postings.is_empty());
            if self.pages.iter().all(|(key, _)| !key.is_empty()) {
                // What was said before any thread opened is about the input.
                let notices = self.notices.iter_mut();
                notices
                    .filter(|n| n.thread.as_deref() == Some(nobodys))
                    .for_each(|n| n.thread = None);
            }
        }
        let by_bytes = self.account == Account::Bytes;
        for (_, page) in self.pages.iter_mut().filter(|_| by_bytes) {
            let part = page.ledger.last_part().unwrap_or(Part::Furniture);
            page.ledger.extend_to(self.source.text.len() as u32, part);
        }
        (self.pages.into_iter().map(|(_, page)| page).collect(), self.notices)
    }

    fn page(&mut self) -> &mut Page {
        &mut self.pages[self.open].1
    }
}

impl Sink for Collector<'_> {
    fn thread(&mut self, key: &str) {
        self.open = self.keys.get(key).copied().unwrap_or_else(|| {
            let thread =
                if key.is_empty() { self.name.to_owned() } else { format!("{}/{key}", self.name) };
            let page = Page {
                thread,
                input: self.input.to_owned(),
                format: self.format,
                ..Page::default()
            };
            self.keys.insert(key.to_owned(), self.pages.len());
            self.pages.push((key.to_owned(), page));
            self.pages.len() - 1
        });
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Article(article) => self.page().article = Some(article),
            Event::Posting(posting) => self.page().postings.push(posting),
            Event::Stretch(span, part) => {
                let ledger = &mut self.page().ledger;
                if let Some(before) = ledger.last_part() {
                    ledger.extend_to(span.start, before);
                }
                ledger.extend_to(span.end, part);
            }
            Event::Notice(mut notice, at) => {
                self.input.clone_into(&mut notice.input);
                notice.thread = Some(self.page().thread.clone());
                notice.place = at.map(|at| place_of(self.source, at));
                self.notices.push(notice);
            }
        }
    }
}

/// Line and byte of offset `at` of the decoded text.
fn place_of(source: &Decoded, at: u32) -> Place {
    Place { line: source.line_of(at), byte: source.source_byte(at) }
}

#[cfg(test)]
mod tests {

    use crate::formats::{ReadOptions, read};

    #[test]
    fn each_notice_on_a_long_page_used_to_count_its_lines_from_the_top() {
        let mut page = "T\n\nText.\n\n3 comments\n".to_owned();
        for n in 1..=5_000 {
            page += &format!(
                "\n  {n}. @Ann\n\n    I want\n\n      1. tea\n      2. cake\n\n    now.\n"
            );
        }
        let reading = read("test", "test", page.as_bytes(), &ReadOptions::default()).expect("text");
        let inner: Vec<u32> = reading
            .notices
            .iter()
            .filter(|n| n.code == "inner-list")
            .filter_map(|n| Some(n.place?.line))
            .collect();
        assert_eq!(inner.len(), 5_000);
        assert_eq!(inner[..2], [11, 20]);
    }
}
