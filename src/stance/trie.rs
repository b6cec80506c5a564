//! All phrases of all lexicons as one trie over words. A text's word is walked
//! once, byte by byte, and yields the ids of all words that it matches; phrases
//! are walked over those ids. No match hides another.

use std::collections::BTreeMap;

use super::fold::{fold_char, possessive_start};
use super::phrase::Phrase;

/// No word, no node.
pub(super) const NONE: u32 = u32::MAX;

/// The words that phrases are made of, as a trie over bytes.
#[derive(Debug, Default)]
struct Vocabulary {
    nodes: Vec<ByteNode>,
    /// (byte, child), those of a node next to each other, rising.
    edges: Vec<(u8, u32)>,
    /// The root's children, for a first step without a search.
    root: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct ByteNode {
    edges: (u32, u32),
    /// The word that ends here.
    exact: u32,
    /// The word with a `*` that ends here.
    prefix: u32,
}

/// What one word of a text is to the phrases.
#[derive(Debug, Clone, Copy)]
pub(super) struct WordIds {
    /// The word itself.
    pub(super) exact: u32,
    /// The word without its possessive `'s`.
    pub(super) stem: u32,
    /// Range of the words with a `*` that it begins with, in the caller's list.
    pub(super) prefixes: (u32, u32),
}

impl WordIds {
    /// Whether no phrase has such a word.
    pub(super) const fn is_unknown(self) -> bool {
        self.exact == NONE && self.stem == NONE && self.prefixes.0 == self.prefixes.1
    }
}

impl Vocabulary {
    fn new(words: &BTreeMap<(String, bool), u32>) -> Self {
        // Built with maps, then laid out flat.
        let mut built: Vec<(BTreeMap<u8, u32>, u32, u32)> = vec![(BTreeMap::new(), NONE, NONE)];
        for ((word, prefix), &id) in words {
            let mut at = 0_usize;
            for byte in word.bytes() {
                let next = built.len() as u32;
                at = *built[at].0.entry(byte).or_insert(next) as usize;
                if at == built.len() {
                    built.push((BTreeMap::new(), NONE, NONE));
                }
            }
            if *prefix { built[at].2 = id } else { built[at].1 = id }
        }
        let mut out = Self { root: vec![NONE; 256], ..Self::default() };
        for (&byte, &child) in &built[0].0 {
            out.root[usize::from(byte)] = child;
        }
        for (children, exact, prefix) in built {
            let start = out.edges.len() as u32;
            out.edges.extend(children);
            let edges = (start, out.edges.len() as u32);
            out.nodes.push(ByteNode { edges, exact, prefix });
        }
        out
    }

    fn step(&self, node: u32, byte: u8) -> u32 {
        if node == 0 {
            return self.root[usize::from(byte)];
        }
        let (start, end) = self.nodes[node as usize].edges;
        let edges = &self.edges[start as usize..end as usize];
        edges.iter().find(|e| e.0 >= byte).filter(|e| e.0 == byte).map_or(NONE, |e| e.1)
    }

    fn step_char(&self, node: u32, c: char) -> u32 {
        if c.is_ascii() {
            return self.step(node, c.to_ascii_lowercase() as u8);
        }
        let mut at = node;
        let mut buffer = [0; 4];
        for folded in fold_char(c) {
            for &byte in folded.encode_utf8(&mut buffer).as_bytes() {
                if at != NONE {
                    at = self.step(at, byte);
                }
            }
        }
        at
    }

    fn look_up(&self, word: &str, prefixes: &mut Vec<u32>) -> WordIds {
        let start = prefixes.len() as u32;
        let stem_end = possessive_start(word);
        let (mut node, mut stem, mut complete) = (0, NONE, true);
        for (at, c) in word.char_indices() {
            if stem_end == Some(at) {
                stem = self.nodes[node as usize].exact;
            }
            let next = self.step_char(node, c);
            if next == NONE {
                complete = false;
                break;
            }
            node = next;
            let prefix = self.nodes[node as usize].prefix;
            if prefix != NONE {
                prefixes.push(prefix);
            }
        }
        let exact = if complete { self.nodes[node as usize].exact } else { NONE };
        WordIds { exact, stem, prefixes: (start, prefixes.len() as u32) }
    }
}

/// One place where a phrase stands: words `first..=last` of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Match {
    /// The entry that the phrase was added with.
    pub(super) entry: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    /// Whether a possessive `'s` had to be left out.
    pub(super) stem: bool,
}

/// A text's words as the trie sees them.
pub(super) trait Words {
    /// Word `i`; none past the last.
    fn ids(&self, i: usize) -> Option<WordIds>;
    /// Whether word `i` goes on where word `i - 1` ends.
    fn joined(&self, i: usize) -> bool;
    /// The words with a `*`, for the ranges in [`WordIds`].
    fn prefixes(&self) -> &[u32];
}

/// Phrases with what they stand for.
#[derive(Debug, Default)]
pub(super) struct Trie {
    vocabulary: Vocabulary,
    nodes: Vec<Node>,
    /// (word, child), those of a node next to each other, rising.
    edges: Vec<(u32, u32)>,
    entries: Vec<u32>,
    /// Children of the root, by word.
    root: Vec<u32>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    edges: (u32, u32),
    entries: (u32, u32),
}

impl Trie {
    /// The trie of `phrases`, whose index is their entry.
    pub(super) fn new<'p>(phrases: impl Iterator<Item = &'p Phrase> + Clone) -> Self {
        let mut words: BTreeMap<(String, bool), u32> = BTreeMap::new();
        for word in phrases.clone().flat_map(|p| &p.words) {
            let next = words.len() as u32;
            words.entry((word.folded.clone(), word.prefix)).or_insert(next);
        }
        let mut built: Vec<(BTreeMap<u32, u32>, Vec<u32>)> = vec![Default::default()];
        for (entry, phrase) in phrases.enumerate() {
            let mut at = 0_usize;
            for word in &phrase.words {
                let id = words[&(word.folded.clone(), word.prefix)];
                let next = built.len() as u32;
                at = *built[at].0.entry(id).or_insert(next) as usize;
                if at == built.len() {
                    built.push(Default::default());
                }
            }
            built[at].1.push(entry as u32);
        }
        let mut out = Self {
            vocabulary: Vocabulary::new(&words),
            root: vec![NONE; words.len()],
            ..Self::default()
        };
        for (&word, &child) in &built[0].0 {
            out.root[word as usize] = child;
        }
        for (children, entries) in built {
            let edges = out.edges.len() as u32;
            out.edges.extend(children);
            let first = out.entries.len() as u32;
            out.entries.extend(entries);
            out.nodes.push(Node {
                edges: (edges, out.edges.len() as u32),
                entries: (first, out.entries.len() as u32),
            });
        }
        out
    }

    /// Whether nothing can match.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What `word` is to the phrases; words with a `*` go to `prefixes`.
    pub(super) fn look_up(&self, word: &str, prefixes: &mut Vec<u32>) -> WordIds {
        self.vocabulary.look_up(word, prefixes)
    }

    /// All places where phrases stand, by their first word.
    pub(super) fn find(&self, words: &impl Words, out: &mut Vec<Match>) {
        let mut open: Vec<(u32, usize, bool)> = Vec::new();
        let mut first = 0;
        while let Some(ids) = words.ids(first) {
            if !ids.is_unknown() {
                open.push((0, first, false));
            }
            while let Some((node, at, stem)) = open.pop() {
                let Some(ids) = words.ids(at) else { continue };
                if at > first && !words.joined(at) {
                    continue;
                }
                let mut take = |word: u32, stem: bool| {
                    let child = self.child(node, word);
                    if child != NONE {
                        let (start, end) = self.nodes[child as usize].entries;
                        for &entry in &self.entries[start as usize..end as usize] {
                            out.push(Match { entry, first: first as u32, last: at as u32, stem });
                        }
                        open.push((child, at + 1, stem));
                    }
                };
                take(ids.exact, stem);
                take(ids.stem, true);
                for &word in &words.prefixes()[ids.prefixes.0 as usize..ids.prefixes.1 as usize] {
                    take(word, stem);
                }
            }
            first += 1;
        }
    }

    fn child(&self, node: u32, word: u32) -> u32 {
        if word == NONE {
            return NONE;
        }
        if node == 0 {
            return self.root[word as usize];
        }
        let (start, end) = self.nodes[node as usize].edges;
        let edges = &self.edges[start as usize..end as usize];
        edges.binary_search_by_key(&word, |e| e.0).map_or(NONE, |at| edges[at].1)
    }
}
