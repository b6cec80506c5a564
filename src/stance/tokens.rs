//! The words of one comment, with what stands between them.

use super::fold::{ends_clause, is_quotation_mark, parts};
use super::phrase::{gap_joins, own_stop};
use super::trie::{Trie, WordIds, Words};
use crate::text::{Span, sentence_ends, words};

/// One own word.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one word")]
pub(super) struct Token {
    pub(super) span: Span,
    pub(super) ids: WordIds,
    /// Whether a phrase may go on from the word before.
    pub(super) joined: bool,
    /// The sentence, from 0.
    pub(super) sentence: u32,
    /// The clause, from 0.
    pub(super) clause: u32,
    /// Whether it is the first own word of its sentence.
    pub(super) starts: bool,
    /// Whether a quotation mark opens directly before it.
    pub(super) opens: bool,
    /// Whether a quotation mark closes directly after it.
    pub(super) closes: bool,
}

/// The own words of one comment.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    pub(super) prefixes: Vec<u32>,
    /// Words of an address at the comment's head ("@name"), not counted when
    /// its opening is looked for.
    pub(super) address: usize,
    pub(super) own_words: u32,
    pub(super) quoted_words: u32,
}

impl Tokens {
    /// Reads `text` without what `quoted` covers; `quoted` rises and lies
    /// apart.
    pub(super) fn read(text: &str, quoted: &[Span], trie: &Trie) -> Self {
        let mut out = Self::default();
        if trie.is_empty() {
            out.count(text, quoted);
            return out;
        }
        out.list.reserve(text.len() / 6);
        let ends = sentence_ends(text);
        let (mut sentence, mut clause, mut quote) = (0_usize, 0_u32, 0_usize);
        let (mut end, mut last_sentence, mut cut) = (0_u32, None, true);
        for word in words(text) {
            while quoted.get(quote).is_some_and(|q| q.end <= word.span.start) {
                quote += 1;
                cut = true;
            }
            if quoted.get(quote).is_some_and(|q| q.overlaps(word.span)) {
                out.quoted_words += 1;
                cut = true;
                continue;
            }
            out.own_words += 1;
            for (at, part) in parts(word.text) {
                let start = word.span.start + at as u32;
                let span = Span::new(start, start + part.len() as u32);
                while ends.get(sentence).is_some_and(|&e| e <= start) {
                    sentence += 1;
                }
                let before = out.list.last().map_or("", |t| t.span.of_text(text));
                let gap =
                    own_stop(before, text.get(end as usize..start as usize).unwrap_or_default());
                let joined = !cut && !out.list.is_empty() && gap_joins(gap);
                let starts = last_sentence != Some(sentence);
                clause += u32::from(cut || starts || gap.contains(ends_clause));
                out.list.push(Token {
                    span,
                    ids: trie.look_up(part, &mut out.prefixes),
                    joined,
                    sentence: sentence as u32,
                    clause,
                    starts,
                    opens: opens(text, start),
                    closes: closes(text, span.end),
                });
                if out.address + 1 == out.list.len() && text[..start as usize].ends_with('@') {
                    out.address += 1;
                }
                (end, last_sentence, cut) = (span.end, Some(sentence), false);
            }
        }
        out
    }

    /// Counts the words only.
    fn count(&mut self, text: &str, quoted: &[Span]) {
        let mut quote = 0;
        for word in words(text) {
            while quoted.get(quote).is_some_and(|q| q.end <= word.span.start) {
                quote += 1;
            }
            if quoted.get(quote).is_some_and(|q| q.overlaps(word.span)) {
                self.quoted_words += 1;
            } else {
                self.own_words += 1;
            }
        }
    }

    /// The span of words `first..=last`.
    pub(super) fn span(&self, first: u32, last: u32) -> Span {
        Span::new(self.list[first as usize].span.start, self.list[last as usize].span.end)
    }

    /// The words that `span` touches, or the one after it; none where no word
    /// is.
    pub(super) fn around(&self, span: Span) -> Option<(u32, u32)> {
        let last = self.list.len().checked_sub(1)?;
        let first = self.list.partition_point(|t| t.span.end <= span.start).min(last);
        let end = self.list.partition_point(|t| t.span.start < span.end);
        Some((first as u32, end.saturating_sub(1).clamp(first, last) as u32))
    }

    /// The quotation marks' words around `first..=last`, where they stand in
    /// scare quotes: marks around three words at most.
    pub(super) fn scare_quotes(&self, first: u32, last: u32) -> Option<Span> {
        let (first, last) = (first as usize, last as usize);
        let open = (first.saturating_sub(2)..=first).rev().find(|&i| self.list[i].opens)?;
        let close = (open..open + 3).find(|&i| self.list.get(i).is_some_and(|t| t.closes))?;
        (close >= last).then(|| self.span(open as u32, close as u32))
    }
}

impl Words for Tokens {
    fn ids(&self, i: usize) -> Option<WordIds> {
        self.list.get(i).map(|t| t.ids)
    }

    fn joined(&self, i: usize) -> bool {
        self.list[i].joined
    }

    fn prefixes(&self) -> &[u32] {
        &self.prefixes
    }
}

fn opens(text: &str, start: u32) -> bool {
    let mut before = text[..start as usize].chars().rev();
    before.next().is_some_and(is_quotation_mark)
        && before.next().is_none_or(|c| !c.is_alphanumeric())
}

fn closes(text: &str, end: u32) -> bool {
    let mut after = text[end as usize..].chars();
    after.next().is_some_and(is_quotation_mark) && after.next().is_none_or(|c| !c.is_alphanumeric())
}
