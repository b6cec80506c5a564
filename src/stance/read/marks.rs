//! Phrases, and the sections `[negation]` and `[irony]`.

use super::table::{Sink, Table, Text};
use crate::notice::Problem;
use crate::stance::lexicon::{Marks, Reach, Sign};
use crate::stance::limits;
use crate::stance::phrase::{BadPhrase, Phrase};

const NEGATION: [&str; 5] = ["words", "add", "except", "stops", "within"];
const IRONY: [&str; 3] = ["words", "sentence", "comment"];

/// The phrase that `text` is, or a problem.
pub(super) fn phrase(text: &Text, sink: &mut Sink) -> Option<Phrase> {
    let (written, span) = (&text.0, text.1);
    let problem = match Phrase::parse(written) {
        Ok(phrase) => return Some(phrase),
        Err(BadPhrase::Empty) if written.trim().is_empty() => {
            Problem::new("empty-phrase", span, "this phrase is empty").help("delete it")
        }
        Err(BadPhrase::Empty) => Problem::new(
            "dead-phrase",
            span,
            format!("`{written}` can never match: it has no letters or digits"),
        )
        .help("use `regex` for signs"),
        Err(BadPhrase::Star) => {
            Problem::new("bad-wildcard", span, format!("a `*` in `{written}` does not end a word"))
                .help("`bomb*` stands for bomb, bombs, bombing; use `regex` for anything else")
        }
        Err(BadPhrase::Breaks(c)) => Problem::new(
            "dead-phrase",
            span,
            format!("`{written}` can never match: a phrase is words, and `{c}` ends it"),
        )
        .help("leave it out, or use `regex`"),
        Err(BadPhrase::TooLong) => Problem::new(
            "dead-phrase",
            span,
            format!("this phrase has more than {} words", limits::PHRASE_WORDS),
        ),
    };
    sink.push(problem);
    None
}

/// The phrases that `texts` are.
pub(super) fn phrases(texts: &[Text], sink: &mut Sink) -> Vec<Phrase> {
    texts.iter().filter_map(|t| phrase(t, sink)).collect()
}

/// Reads `[negation]` and `[irony]` over what `marks` holds.
pub(super) fn read(top: &Table<'_>, marks: &mut Marks, sink: &mut Sink) {
    if let Some(table) = top.table("negation", "[negation]", sink) {
        table.known(&NEGATION, sink);
        let list = |key: &str, list: &mut Vec<Phrase>, sink: &mut Sink| {
            if table.get(key).is_some() {
                *list = phrases(&table.strings(key, sink), sink);
            }
        };
        list("words", &mut marks.negations, sink);
        list("except", &mut marks.no_negations, sink);
        list("stops", &mut marks.stops, sink);
        marks.negations.extend(phrases(&table.strings("add", sink), sink));
        if let Some(within) = table.whole("within", 1, limits::REACH_WORDS, sink) {
            marks.within = within as u32;
        }
    }
    if let Some(table) = top.table("irony", "[irony]", sink) {
        table.known(&IRONY, sink);
        for (key, reach) in
            [("words", Reach::Words), ("sentence", Reach::Sentence), ("comment", Reach::Comment)]
        {
            if table.get(key).is_some() {
                marks.irony.retain(|(_, r)| *r != reach);
                let signs = table.strings(key, sink);
                marks.irony.extend(signs.iter().filter_map(|t| Some((sign(t, sink)?, reach))));
            }
        }
    }
}

/// Words where `text` is a phrase; a sign otherwise.
fn sign(text: &Text, sink: &mut Sink) -> Option<Sign> {
    if text.0.trim().is_empty() {
        phrase(text, sink);
        return None;
    }
    Some(match Phrase::parse(&text.0) {
        Ok(phrase) => Sign::Words(phrase),
        Err(_) => Sign::Literal(text.0.trim().to_owned()),
    })
}
