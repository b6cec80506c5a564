//! TOML to a checked [`Lexicon`]: every problem at once, each with its place.

mod dimensions;
mod marks;
mod rules;
mod table;
mod targets;

use toml::de::DeTable;

use self::table::{Sink, Table};
use super::lexicon::{Lexicon, Marks};
use crate::notice::{Problem, Problems};
use crate::text::Span;

const KEYS: [&str; 8] =
    ["version", "description", "we", "dimensions", "targets", "negation", "irony", "rules"];

/// The words that every lexicon starts with.
pub(super) const DEFAULTS: &str = include_str!("../../../data/lexicons/defaults.toml");

impl Lexicon {
    /// Reads the lexicon `name` from `text`, which came from `file`.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, each with its place. Whether its
    /// examples hold is another question: [`Lexicon::check_examples`].
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self, Problems> {
        read(name, file, text)
    }
}

fn read(name: &str, file: &str, text: &str) -> Result<Lexicon, Problems> {
    let problems = |list| Problems { file: file.to_owned(), text: text.to_owned(), list };
    if u32::try_from(text.len()).is_err() {
        let problem = Problem::new("too-long", Span::default(), "the file is over 4 GiB long");
        return Err(problems(vec![problem]));
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut sink = Sink::default();
    for error in &errors {
        sink.syntax(text, document.get_ref(), error);
    }
    let top = Table::new("the lexicon", document.get_ref(), Span::default());
    top.known(&KEYS, &mut sink);
    let version = top.string("version", &mut sink).map(|(v, _)| v);
    let description = top.string("description", &mut sink).map(|(d, _)| d);
    let mut marks = default_marks();
    marks::read(&top, &mut marks, &mut sink);
    let targets = targets::read(&top, &mut sink);
    let declared = dimensions::read(&top, &mut sink);
    let (rules, dimensions) = rules::read(&top, declared, &targets, &mut sink);
    let list = sink.finish(errors.iter().any(|e| !table::is_duplicate(e)));
    if !list.is_empty() {
        return Err(problems(list));
    }
    Ok(Lexicon {
        name: name.to_owned(),
        file: file.to_owned(),
        text: text.to_owned(),
        version,
        description,
        dimensions,
        targets,
        rules,
        marks,
    })
}

/// The marks that are shipped. A test reads them without a problem.
fn default_marks() -> Marks {
    let mut marks = Marks::default();
    let (document, _) = DeTable::parse_recoverable(DEFAULTS);
    let top = Table::new("the defaults", document.get_ref(), Span::default());
    marks::read(&top, &mut marks, &mut Sink::default());
    marks
}

/// Whether `id` can name something in a table's column.
fn check_id(what: &str, id: &str, span: Span, sink: &mut Sink) {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if id.is_empty() || !id.chars().all(fits) {
        sink.push(
            Problem::new("bad-id", span, format!("`{id}` cannot be the id of a {what}"))
                .help("an id is made of letters, digits, `-` and `_`"),
        );
    }
}

#[cfg(test)]
mod tests;

#[cfg(test)]
mod shipped {
    use super::*;

    #[test]
    fn the_shipped_marks_are_sound() {
        let lexicon = Lexicon::parse("defaults", "defaults.toml", DEFAULTS).expect("sound");
        assert_eq!(lexicon.marks.within, 4);
        assert!(lexicon.marks.negations.len() > 40);
    }
}
