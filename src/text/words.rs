//! Words and sentence ends. A word is what Unicode Standard Annex 29 calls
//! one: `don’t` is one word, `US-Russian` two.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// A word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word as written.
    pub text: &'t str,
    /// Where it stands in the text.
    pub span: Span,
}

/// The words of `text`, in order, without allocating.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.unicode_word_indices()
        .map(|(start, word)| Word { text: word, span: Span::of(&(start..start + word.len())) })
}

/// How many words `text` has.
pub fn count_words(text: &str) -> u32 {
    words(text).count() as u32
}

/// Byte offsets just past each sentence, rising, the text's end included.
///
/// A sentence ends at `.`, `!`, `?`, `…` or a CJK full stop that white space
/// or the end follows (closing quotes and brackets in between belong to it),
/// and at a line break. A full stop after a single letter ("J. Smith", "U.S.")
/// ends none.
pub fn sentence_ends(text: &str) -> Vec<u32> {
    let mut ends = Vec::new();

    let mut letters_before = 0_u32;
    let mut pending = false;
    for (at, c) in text.char_indices() {
        let stop = match c {
            '\n' => {
                pending = false;
                letters_before = 0;
                push_rising(&mut ends, at as u32);
                continue;
            }
            '.' => letters_before != 1,
            '!' | '?' | '…' | '。' | '！' | '？' => true,
            _ => false,
        };
        if stop {
            pending = true;
        } else if pending && !matches!(c, '.' | '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '“')
        {
            pending = c.is_whitespace();
            if pending {
                push_rising(&mut ends, at as u32);
            }
            pending = false;
        }
        letters_before = if c.is_alphabetic() { letters_before + 1 } else { 0 };
    }
    push_rising(&mut ends, text.len() as u32);
    ends
}

fn push_rising(ends: &mut Vec<u32>, at: u32) {
    if ends.last().is_none_or(|&last| last < at) {
        ends.push(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_apostrophe_and_loses_its_hyphen() {
        let found: Vec<&str> =
            words("Don’t say US-Russian, 3,000 times!").map(|w| w.text).collect();
        assert_eq!(found, ["Don’t", "say", "US", "Russian", "3,000", "times"]);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        let text = "The U.S. lied. “Really?” he said\nNext one";
        let ends = sentence_ends(text);
        let mut start = 0;
        let mut found = Vec::new();
        for end in ends {
            found.push(text[start..end as usize].trim());
            start = end as usize;
        }
        assert_eq!(found, ["The U.S. lied.", "“Really?”", "he said", "Next one"]);
    }
}
