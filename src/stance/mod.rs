//! Where each comment stands, by a lexicon of rules that the analyst owns.
//!
//! `scan` turns one text into facts without a tree; `resolve` turns the facts
//! of a thread into labels without the text.

mod facts;
mod lexicon_stub;

pub use facts::{Basis, Facts, Hit, Label, Mention, Modifier};
pub use lexicon_stub::{Lexicon, Matcher, builtin};
