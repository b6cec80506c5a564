//! Text without any idea of comments: spans, decoding with a map back to the
//! source bytes, words, sentences, folding.

mod decode;
mod fold;
mod span;
mod words;

pub use decode::{Decoded, MOST_BYTES, Undecodable};
pub use fold::{fold_char, is_apostrophe, straighten};
pub use span::{CharIndex, Span};
pub use words::{Word, count_words, sentence_ends, words};
