//! A clue as a sentence.

use super::{Explainer, WORDS_COLUMNS};
use crate::model::{Clue, CommentId, Evidence, Place};
use crate::view::safe;

/// What `clue` says about the comment that is explained.
pub(super) fn sentence(clue: &Clue, about: &Explainer) -> String {
    let words = safe::snippet(&clue.words, WORDS_COLUMNS);
    let here = match clue.place {
        Place::Body(at, _) | Place::Source(at, _) => at,
        Place::Corrections(_) | Place::Order => about.id,
    };
    let who = comment(here, about.id);
    let other = clue.other.filter(|&o| o != here);
    let said = match clue.evidence {
        Evidence::Addressee => {
            let whose = match other {
                Some(o) => {
                    let taken = about.taken_for(o, &clue.words);
                    match taken.as_str() {
                        "" => format!(", a name that leads to {}", comment(o, about.id)),
                        taken => format!("{taken} leads to {}", comment(o, about.id)),
                    }
                }
                None if here == about.id => String::new(),
                None => ", a name that leads here".to_owned(),
            };
            format!("{who} calls on “@{}”{whose}", words.trim_start_matches('@'))
        }
        Evidence::Backlink => {
            format!("{who} says “Replies: @{}”", words.trim_start_matches('@'))
        }
        Evidence::Salutation => {
            let whose =
                other.map(|o| format!(", which speaks to the author of {}", comment(o, about.id)));
            format!("{who} greets by name: {}{}", in_marks(&words), whose.unwrap_or_default())
        }
        Evidence::Quote => match other {
            Some(o) => format!("{who} quotes {} from {}", in_marks(&words), comment(o, about.id)),
            None => format!("{who} quotes {}", in_marks(&words)),
        },
        Evidence::ExplicitId => match words.as_str() {
            "" => "the page states that it answers no comment".to_owned(),
            id => format!("the page states the parent’s identifier, “{id}”"),
        },
        Evidence::Nesting => match other {
            Some(o) => format!("the page shows it below {}", comment(o, about.id)),
            None => "the page shows it at this level".to_owned(),
        },
        Evidence::Adjacency => match other {
            Some(o) => match about.id.0.saturating_sub(o.0) {
                0 | 1 => format!("it follows {} directly", comment(o, about.id)),
                2 => format!("it follows {}, with one between them", comment(o, about.id)),
                n => format!("it follows {}, with {} between them", comment(o, about.id), n - 1),
            },
            None => "of its place: what stands directly before it".to_owned(),
        },
        Evidence::Question => match other {
            Some(o) => format!("{} asks something, and it does not", comment(o, about.id)),
            None => "it may answer a question".to_owned(),
        },
        Evidence::SharedWords => match other {
            Some(o) => format!("{who} shares {} with {}", in_marks(&words), comment(o, about.id)),
            None => format!("{who} says {}", in_marks(&words)),
        },
        Evidence::TurnTaking => match other {
            Some(o) => {
                format!("its author and that of {} answer each other in turn", comment(o, about.id))
            }
            None => "its author answers in turn".to_owned(),
        },
        Evidence::Analyst => match words.as_str() {
            "" => "the corrections say so".to_owned(),
            words => format!("the corrections say “{words}”"),
        },
    };
    format!("{}: {said}{}", clue.evidence.as_str(), place(clue.place, about))
}

/// `this comment`, `comment 4`.
fn comment(id: CommentId, about: CommentId) -> String {
    if id == about { "this comment".to_owned() } else { format!("comment {}", id.shown()) }
}

/// ` (line 113)`; empty where nothing has a line.
pub(super) fn place(place: Place, about: &Explainer) -> String {
    let line = match place {
        Place::Order => None,
        Place::Corrections(line) => return format!(" (line {line} of the corrections)"),
        Place::Source(_, span) => Some(about.source.line_of(span.start)),
        Place::Body(id, span) => about
            .analysis
            .page
            .postings
            .get(id.index())
            .and_then(|p| p.body.places(span).next())
            .map(|span| about.source.line_of(span.start)),
    };
    line.map(|line| format!(" (line {line})")).unwrap_or_default()
}

/// `words` in quotation marks, once.
pub(super) fn in_marks(words: &str) -> String {
    if words.starts_with(['“', '"', '«', '„', '‘', '>']) {
        words.to_owned()
    } else {
        format!("“{words}”")
    }
}
