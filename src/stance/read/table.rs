//! Reading values out of TOML tables, with a problem for each that does not
//! fit.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::notice::Problem;
use crate::text::Span;

/// A text and where it stands.
pub(super) type Text = (String, Span);

/// Where `value` stands.
pub(super) fn span_of<T>(value: &Spanned<T>) -> Span {
    Span::of(&value.span())
}

/// Where problems go.
#[derive(Debug, Default)]
pub(super) struct Sink {
    list: Vec<Problem>,
}

impl Sink {
    /// Adds a problem.
    pub(super) fn push(&mut self, problem: Problem) {
        self.list.push(problem);
    }

    /// Adds what the TOML reader has to say.
    pub(super) fn syntax(&mut self, text: &str, table: &DeTable<'_>, error: &Error) {
        let end = text.trim_end().len();
        let range = error.span().unwrap_or(end..end);
        let span = Span::of(&range);
        if !is_duplicate(error) {
            // What follows on the line follows from the first mistake there.
            let same_line = |p: &Problem| {
                let between = p.span.end.min(span.start)..span.start.max(p.span.end);
                p.code == "toml-syntax"
                    && !Span::new(between.start, between.end).of_text(text).contains('\n')
            };
            if self.list.iter().any(same_line) {
                return;
            }
            let problem =
                Problem::new("toml-syntax", span, format!("this is not TOML: {}", error.message()));
            self.push(problem);
            return;
        }
        if self.list.iter().any(|p| is_below_header(text, p, span)) {
            return;
        }
        let key = span.of_text(text).trim_matches(['"', '\'']);
        let problem = Problem::new("duplicate-id", span, format!("`{key}` is defined twice"))
            .help("give one of them another name, or put both in one");
        self.push(match first_place(table, key, &range) {
            Some(first) => problem.also(first, "first defined here"),
            None => problem,
        });
    }

    /// The problems by their place. Where the TOML is `broken`, parts of the
    /// file are missing, and references into them say nothing.
    pub(super) fn finish(mut self, broken: bool) -> Vec<Problem> {
        if broken {
            // A value that could not be read stands at 0, where none can stand.
            self.list.retain(|p| p.code != "wrong-type" || p.span.start > 0);
            self.list.retain(|p| {
                !matches!(
                    p.code,
                    "unknown-key"
                        | "unknown-target"
                        | "unknown-dimension"
                        | "unknown-label"
                        | "missing-key"
                        | "no-targets"
                )
            });
        }
        self.list.sort_by_key(|p| (p.span, p.code));
        self.list.dedup();
        self.list
    }
}

/// Whether it says that something is defined twice, which leaves the rest of
/// the file readable.
pub(super) fn is_duplicate(error: &Error) -> bool {
    error.message() == "duplicate key"
}

/// Whether `span` stands in the section whose header `problem` found to be
/// there already: its keys are there already, too, and that is told.
fn is_below_header(text: &str, problem: &Problem, span: Span) -> bool {
    let line = text[..problem.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    problem.code == "duplicate-id"
        && text[line..].starts_with('[')
        && problem.span.end <= span.start
        && !Span::new(problem.span.end, span.start).of_text(text).contains("\n[")
}

/// Where `key` stands first, in the document or one of its sections.
fn first_place(table: &DeTable<'_>, key: &str, second: &Range<usize>) -> Option<Span> {
    let sections = table.values().filter_map(|v| v.get_ref().as_table());
    std::iter::once(table)
        .chain(sections)
        .flat_map(|t| t.keys())
        .filter(|k| k.get_ref() == key && k.span().start < second.start)
        .map(span_of)
        .max()
}

/// The one of `known` that `word` may have been meant as.
pub(super) fn closest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let near = |k: &&str| strsim::damerau_levenshtein(&word.to_lowercase(), &k.to_lowercase());
    let limit = (word.chars().count() / 3).max(1);
    known.into_iter().filter(|k| near(k) <= limit).min_by_key(near)
}

/// Advice for `word`, which is none of `known`.
pub(super) fn advice(word: &str, known: &[&str]) -> String {
    match closest(word, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None if known.is_empty() => "none is defined".to_owned(),
        None => format!("known are: {}", known.join(", ")),
    }
}

/// A table being read.
#[derive(Debug, Clone)]
pub(super) struct Table<'t> {
    what: String,
    entries: &'t DeTable<'t>,
    /// Where its key stands.
    pub(super) span: Span,
}

impl<'t> Table<'t> {
    /// `table`, which messages call `what`.
    pub(super) fn new(what: impl Into<String>, table: &'t DeTable<'t>, span: Span) -> Self {
        Self { what: what.into(), entries: table, span }
    }

    /// Reports keys that are none of `known`.
    pub(super) fn known(&self, known: &[&'static str], sink: &mut Sink) {
        for (key, _) in self.entries() {
            let word: &str = key.get_ref();
            if !known.contains(&word) {
                sink.push(
                    Problem::new(
                        "unknown-key",
                        span_of(key),
                        format!("{} has no key `{word}`", self.what),
                    )
                    .help(advice(word, known)),
                );
            }
        }
    }

    /// The entries in the order of the file.
    pub(super) fn entries(
        &self,
    ) -> Vec<(&'t Spanned<std::borrow::Cow<'t, str>>, &'t Spanned<DeValue<'t>>)> {
        let mut entries: Vec<_> = self.entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }

    /// The value of `key`, where it is there.
    pub(super) fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.entries.get(key)
    }

    /// Where the value of `key` stands, or the table's own key.
    pub(super) fn place(&self, key: &str) -> Span {
        self.get(key).map_or(self.span, span_of)
    }

    /// A problem at `value`, which is no `wanted`.
    pub(super) fn wrong(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        wanted: &str,
        sink: &mut Sink,
    ) {
        let found = value.get_ref().type_str();
        sink.push(
            Problem::new(
                "wrong-type",
                span_of(value),
                format!("`{key}` in {} is {wanted}, not {found}", self.what),
            )
            .help(format!("write {wanted}")),
        );
    }

    /// A table below this one.
    pub(super) fn table(&self, key: &str, what: &str, sink: &mut Sink) -> Option<Self> {
        let value = self.get(key)?;
        let Some(table) = value.get_ref().as_table() else {
            self.wrong(key, value, "a table", sink);
            return None;
        };
        Some(Self::new(what, table, span_of(value)))
    }

    /// A string.
    pub(super) fn string(&self, key: &str, sink: &mut Sink) -> Option<Text> {
        let value = self.get(key)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong(key, value, "a string", sink);
            return None;
        };
        Some((text.to_owned(), span_of(value)))
    }

    /// A string or a list of strings; empty where the key is not there.
    pub(super) fn strings(&self, key: &str, sink: &mut Sink) -> Vec<Text> {
        self.get(key).map_or_else(Vec::new, |value| self.strings_of(key, value, sink))
    }

    /// The strings of `value`, which is a string or a list of them.
    pub(super) fn strings_of(
        &self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        sink: &mut Sink,
    ) -> Vec<Text> {
        const WANTED: &str = "a string or a list of strings";
        let one = |v: &Spanned<DeValue<'_>>| Some((v.get_ref().as_str()?.to_owned(), span_of(v)));
        if let Some(text) = one(value) {
            return vec![text];
        }
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(key, value, WANTED, sink);
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in list {
            match one(item) {
                Some(text) => out.push(text),
                None => self.wrong(key, item, WANTED, sink),
            }
        }
        out
    }

    /// `true` or `false`.
    pub(super) fn boolean(&self, key: &str, sink: &mut Sink) -> Option<bool> {
        let value = self.get(key)?;
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong(key, value, "true or false", sink);
        }
        found
    }

    /// A whole number from `least` to `most`.
    pub(super) fn whole(&self, key: &str, least: i64, most: i64, sink: &mut Sink) -> Option<i64> {
        let value = self.get(key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        let fits = number.filter(|n| (least..=most).contains(n));
        if fits.is_none() {
            self.wrong_number(key, value, &format!("a whole number from {least} to {most}"), sink);
        }
        fits
    }

    /// A number above 0 and up to `most`, in thousandths.
    pub(super) fn thousandths(&self, key: &str, most: i32, sink: &mut Sink) -> Option<i32> {
        let value = self.get(key)?;
        let text = match value.get_ref() {
            DeValue::Integer(i) if i.radix() == 10 => Some(i.as_str()),
            DeValue::Float(f) => Some(f.as_str()),
            _ => None,
        };
        let number = text.and_then(|t| t.parse::<f64>().ok()).map(|n| n * 1000.0);
        let whole = number.filter(|n| (n - n.round()).abs() < 1e-6);
        let fits = whole.filter(|n| *n >= 1.0 && *n <= f64::from(most) * 1000.0);
        if fits.is_none() {
            let wanted = format!("a number above 0 and up to {most}, of three decimals at most");
            self.wrong_number(key, value, &wanted, sink);
        }
        fits.map(|n| n.round() as i32)
    }

    fn wrong_number(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str, sink: &mut Sink) {
        if matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
            let message = format!("`{key}` in {} is {wanted}", self.what);
            sink.push(Problem::new("bad-number", span_of(value), message));
        } else {
            self.wrong(key, value, wanted, sink);
        }
    }
}
