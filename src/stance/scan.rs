//! One text to facts. No tree, and no other text, is looked at.

use std::borrow::Cow;

use super::facts::Facts;
use super::found::{Fired, Found, Irony, Piece};
use super::judge::Context;
use super::matcher::{Matcher, Role};
use super::tokens::Tokens;
use super::trie::Match;
use super::windows::windows;
use crate::text::Span;

impl Matcher {
    /// What the rules find in `text` outside the `quoted` spans.
    ///
    /// Hits stand by their place, then by rule. No hit and no mention touches
    /// a quoted span.
    pub fn scan(&self, text: &str, quoted: &[Span]) -> Facts {
        let quoted = tidy(text, quoted);
        let tokens = Tokens::read(text, &quoted, &self.trie);
        let mut facts = Facts {
            own_words: tokens.own_words,
            quoted_words: tokens.quoted_words,
            ..Facts::default()
        };
        let mut found: Vec<Found> = self.lexicons.iter().map(|_| Found::default()).collect();
        let mut matches = Vec::new();
        self.trie.find(&tokens, &mut matches);
        for found_at in &matches {
            self.sort_in(text, &tokens, *found_at, &mut found);
        }
        self.run_patterns(text, &quoted, &tokens, &mut found);
        self.run_signs(text, &quoted, &tokens, &mut found);
        let mut covered = vec![0_u32; if matches.is_empty() { 0 } else { tokens.list.len() }];
        for (index, mut found) in found.into_iter().enumerate() {
            let (lexicon, view) = (&self.lexicons[index], &self.views[index]);
            found.settle(&mut covered, &tokens);
            let context =
                Context { index: index as u16, lexicon, view, tokens: &tokens, found: &found };
            context.mentions(&mut facts.mentions);
            facts.hits.extend(found.fired.iter().filter_map(|f| context.hit(*f)));
        }
        facts.hits.sort_by_key(|h| (h.span, h.rule));
        facts
    }

    /// Gives a match to the lexicon that it belongs to.
    fn sort_in(&self, text: &str, tokens: &Tokens, at: Match, found: &mut [Found]) {
        let entry = &self.entries[at.entry as usize];
        let name = matches!(entry.role, Role::Name(_) | Role::NoName);
        if at.stem && !name {
            return;
        }
        let Match { first, last, .. } = at;
        if let Some(phrase) = &entry.cased {
            let words = tokens.list[first as usize..=last as usize].iter();
            let mut pairs = words.zip(&phrase.words);
            if !pairs.all(|(t, w)| same_case(t.span.of_text(text), &w.written, w.prefix)) {
                return;
            }
        }
        let found = &mut found[usize::from(entry.lexicon)];
        let span = tokens.span(first, last);
        let sentence = tokens.list[first as usize].sentence;
        let rank = entry.rank;
        match entry.role {
            Role::Name(target) => found.names.push(Piece { first, last, rank, is: Some(target) }),
            Role::NoName => found.names.push(Piece { first, last, rank: u32::MAX, is: None }),
            Role::Rule(rule) => found.fired.push(Fired { rule, first, last, span, words: true }),
            Role::Unless(rule) => found.unless.push((rule, sentence, span)),
            Role::Negation => found.negations.push(Piece { first, last, rank, is: true }),
            Role::NoNegation => found.negations.push(Piece { first, last, rank, is: false }),
            Role::Stop => found.stops.push(first),
            Role::Irony(reach) => {
                let alone = tokens.list[first as usize].starts
                    && tokens.list.get(last as usize + 1).is_none_or(|t| t.starts);
                let around = u32::from(alone);
                found.irony.push(Irony {
                    cue: span,
                    reach,
                    last,
                    sentences: (sentence.saturating_sub(around), sentence + around),
                });
            }
        }
    }

    fn run_patterns(&self, text: &str, quoted: &[Span], tokens: &Tokens, found: &mut [Found]) {
        if self.patterns.is_empty() || tokens.list.is_empty() {
            return;
        }
        for window in windows(text, quoted) {
            for pattern in &self.patterns {
                for hit in pattern.regex.find_iter(&window.folded).filter(|m| !m.is_empty()) {
                    let span = window.span(&hit.range());
                    let Some((first, last)) = tokens.around(span) else { continue };
                    let words = tokens.list[first as usize].span.overlaps(span);
                    let fired = Fired { rule: pattern.rule, first, last, span, words };
                    found[usize::from(pattern.lexicon)].fired.push(fired);
                }
            }
        }
    }

    fn run_signs(&self, text: &str, quoted: &[Span], tokens: &Tokens, found: &mut [Found]) {
        let Some(signs) = &self.signs else { return };
        for sign in signs.find_overlapping_iter(text) {
            let span = Span::of(&sign.range());
            let next = text[sign.end()..].chars().next();
            let before = text[..sign.start()].chars().next_back();
            let inside_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '/');
            let edge = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let own = span.of_text(text);
            if edge(own.chars().next_back()) && inside_word(next)
                || own.is_ascii() && inside_word(before)
                || overlaps_any(quoted, span)
            {
                continue;
            }
            let (lexicon, reach) = self.sign_reach[sign.pattern().as_usize()];
            // A sign belongs to the words before it.
            let before = tokens.list.partition_point(|t| t.span.start < span.start);
            let last = before.saturating_sub(1);
            let Some(word) = tokens.list.get(last) else { continue };
            found[usize::from(lexicon)].irony.push(Irony {
                cue: span,
                reach,
                last: last as u32,
                sentences: (word.sentence, word.sentence),
            });
        }
    }
}

/// Whether `span` has a byte in common with one of `quoted`, which rise.
fn overlaps_any(quoted: &[Span], span: Span) -> bool {
    let at = quoted.partition_point(|q| q.end <= span.start);
    quoted.get(at).is_some_and(|q| q.overlaps(span))
}

/// Whether `word` is written as the lexicon writes it, a possessive apart.
fn same_case(word: &str, written: &str, prefix: bool) -> bool {
    let straight = |c: char| if super::fold::is_apostrophe(c) { '\'' } else { c };
    let mut rest = word.chars().map(straight);
    if !written.chars().all(|c| rest.next() == Some(c)) {
        return false;
    }
    let rest: [Option<char>; 3] = [rest.next(), rest.next(), rest.next()];
    prefix || matches!(rest, [None, ..] | [Some('\''), Some('s' | 'S'), None])
}

/// The spans inside `text`, on its characters' boundaries, rising and apart.
fn tidy<'s>(text: &str, spans: &'s [Span]) -> Cow<'s, [Span]> {
    let fits = |s: &Span| {
        !s.is_empty()
            && text.is_char_boundary(s.start as usize)
            && text.is_char_boundary(s.end as usize)
    };
    if spans.iter().all(fits) && spans.windows(2).all(|w| w[0].end <= w[1].start) {
        return Cow::Borrowed(spans);
    }
    let mut whole: Vec<Span> = spans
        .iter()
        .map(|s| {
            let start = text.floor_char_boundary(s.start as usize);
            Span::of(&(start..text.ceil_char_boundary(s.end as usize)))
        })
        .filter(|s| !s.is_empty())
        .collect();
    whole.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(whole.len());
    for span in whole {
        match out.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    Cow::Owned(out)
}
