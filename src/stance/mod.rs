//! Where each comment stands, by a lexicon of rules that the analyst owns.
//!
//! [`Lexicon::parse`] reads and checks a file, [`Matcher::new`] compiles
//! several. [`Matcher::scan`] turns one text into facts without a tree;
//! [`Matcher::resolve`] turns the facts of a thread into labels without the
//! text; [`Matcher::account`] shows the arithmetic of one label.
//!
//! The language is in `docs/lexicon.md`.

mod dimension;
mod examples;
mod facts;
mod fold;
mod found;
mod judge;
mod lexicon;
pub mod limits;
mod matcher;
mod names;
mod phrase;
mod read;
mod resolve;
mod scan;
mod tokens;
mod trie;
mod windows;

#[cfg(test)]
mod tests;

pub use dimension::{About, Dimension, Direction, LabelDef};
pub use facts::{Basis, Facts, Hit, Label, Mention, Modifier};
pub use lexicon::Lexicon;
pub use matcher::Matcher;
pub use names::Names;
pub use resolve::{Account, AccountLine};

/// The lexicons that are shipped: name, file, text. `reply` is on by default.
pub fn builtin() -> &'static [(&'static str, &'static str, &'static str)] {
    &[
        ("reply", "data/lexicons/reply.toml", include_str!("../../data/lexicons/reply.toml")),
        (
            "ceasefire",
            "data/lexicons/ceasefire.toml",
            include_str!("../../data/lexicons/ceasefire.toml"),
        ),
    ]
}
