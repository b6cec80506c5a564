//! What a place where a rule fired counts for: its target, and what the words
//! around it change.

use super::dimension::Direction;
use super::facts::{Hit, Mention, Modifier};
use super::found::{Fired, Found, Irony, Piece};
use super::lexicon::{Aim, At, Lexicon, Negation, Reach, Rule, Side};
use super::matcher::View;
use super::tokens::Tokens;
use crate::text::Span;

/// Names of one sentence that are looked at on each side of a hit.
const NAMES_LOOKED_AT: usize = 64;

/// Words that a mark like "so-called" reaches.
const IRONY_WORDS: u32 = 3;

/// Words at its head that are a comment's opening.
const OPENING_WORDS: usize = 2;

/// All that one hit is judged by.
pub(super) struct Context<'c> {
    pub(super) index: u16,
    pub(super) lexicon: &'c Lexicon,
    pub(super) view: &'c View,
    pub(super) tokens: &'c Tokens,
    pub(super) found: &'c Found,
}

impl Context<'_> {
    /// The targets that are named, each once.
    pub(super) fn mentions(&self, out: &mut Vec<Mention>) {
        let start = out.len();
        for name in &self.found.names {
            let Some(target) = name.is else { continue };
            let target = self.view.targets[target as usize];
            let span = self.tokens.span(name.first, name.last);
            out.push(Mention { lexicon: self.index, target, span });
        }
        out[start..].sort_unstable();
        out.dedup_by_key(|m| (m.lexicon, m.target));
    }

    /// The hit that a place makes; none where it stands wrong or no target is
    /// named.
    pub(super) fn hit(&self, fired: Fired) -> Option<Hit> {
        let rule = &self.lexicon.rules[fired.rule as usize];
        if !self.stands(rule, fired) {
            return None;
        }
        let target = match &rule.aim {
            Aim::Nothing => None,
            Aim::Parent => Some(self.view.parent?),
            Aim::Target(target) => Some(self.view.targets[*target]),
            Aim::Nearest { side, among } => {
                let among = among.as_deref();
                Some(self.view.targets[self.nearest(fired, *side, among)? as usize])
            }
        };
        let dimension = &self.lexicon.dimensions[rule.dimension];
        let mut label = Some(rule.label);
        let mut hit = Hit {
            lexicon: self.index,
            rule: self.view.first_rule + fired.rule,
            dimension: self.view.dimensions[rule.dimension],
            target,
            label: None,
            span: fired.span,
            weight: 0,
            modifiers: Vec::new(),
            cues: Vec::new(),
        };
        if rule.negation != Negation::Ignored
            && let Some(cue) = self.negated(rule, fired)
        {
            hit.modifiers.push(Modifier::Negated);
            hit.cues.push(cue);
            let opposite = match dimension.labels[rule.label].direction {
                Direction::Plus => Some(Direction::Minus),
                Direction::Minus => Some(Direction::Plus),
                Direction::Both | Direction::Apart => None,
            };
            label = opposite
                .filter(|_| rule.negation == Negation::Turns)
                .and_then(|o| dimension.labels.iter().position(|l| l.direction == o));
        }
        if let Some(cue) = self.ironic(fired) {
            hit.modifiers.push(Modifier::Irony);
            hit.cues.push(cue);
        }
        if let Some(cue) = self.unless(fired) {
            hit.modifiers.push(Modifier::Unless);
            hit.cues.push(cue);
            label = None;
        }
        if let Some(label) = label {
            hit.label = Some(self.view.labels[rule.dimension][label]);
            let minus = dimension.labels[label].direction == Direction::Minus;
            hit.weight = if minus { -rule.weight } else { rule.weight };
        }
        Some(hit)
    }

    fn stands(&self, rule: &Rule, fired: Fired) -> bool {
        match rule.at {
            At::Anywhere => true,
            At::Opening => (fired.first as usize) < self.tokens.address + OPENING_WORDS,
            At::Sentence => self.tokens.list[fired.first as usize].starts,
        }
    }

    fn sentence(&self, word: u32) -> u32 {
        self.tokens.list[word as usize].sentence
    }

    /// The target named nearest in the sentence; of two equally near, the one
    /// before.
    fn nearest(&self, fired: Fired, side: Side, among: Option<&[usize]>) -> Option<u32> {
        let names = &self.found.names;
        let sentence = self.sentence(fired.first);
        let wanted = |target: u32| {
            among.is_none_or(|ids| {
                let mut at = Some(target as usize);
                while let Some(target) = at {
                    if ids.contains(&target) {
                        return true;
                    }
                    at = self.lexicon.targets[target].parent;
                }
                false
            })
        };
        let fits = |n: &&Piece<Option<u32>>| {
            n.is.is_some_and(wanted) && self.sentence(n.first) == sentence
        };
        // Names stand apart, by their place: the first that ends at or after
        // the hit's first word parts them.
        let split = names.partition_point(|n| n.last < fired.first);
        let before = names[..split].iter().rev().take(NAMES_LOOKED_AT).find(fits);
        let mut later = names[split..].iter().take(NAMES_LOOKED_AT);
        let after = later.find(fits);
        let inside = after.filter(|n| n.first <= fired.last);
        let chosen = match side {
            Side::Before => before,
            Side::After => names[split..]
                .iter()
                .skip_while(|n| n.first <= fired.last)
                .take(NAMES_LOOKED_AT)
                .find(fits),
            Side::Any => match (before, after) {
                _ if inside.is_some() => inside,
                (Some(b), Some(a)) if a.first - fired.last < fired.first - b.last => Some(a),
                (before, after) => before.or(after),
            },
        };
        chosen?.is
    }

    /// The negation that reaches the hit.
    fn negated(&self, rule: &Rule, fired: Fired) -> Option<Span> {
        let reach = rule.within.unwrap_or(self.lexicon.marks.within);
        let next = self.found.negations.partition_point(|n| n.last < fired.first);
        let negation = self.found.negations[..next].last()?;
        let word = |i: u32| &self.tokens.list[i as usize];
        let near = fired.first - negation.last <= reach
            && word(negation.last).sentence == word(fired.first).sentence
            && word(negation.last).clause == word(fired.first).clause;
        let stop = self.found.stops.partition_point(|&s| s <= negation.last);
        let stopped = self.found.stops.get(stop).is_some_and(|&s| s < fired.first);
        (near && !stopped).then(|| self.tokens.span(negation.first, negation.last))
    }

    /// The mark of irony that reaches the hit.
    fn ironic(&self, fired: Fired) -> Option<Span> {
        let marks = &self.found.irony;
        if let Some(quotes) = self.tokens.scare_quotes(fired.first, fired.last) {
            return Some(quotes);
        }
        if marks.is_empty() {
            return None;
        }
        // Marks stand by reach, then by place.
        let of = |reach: Reach| {
            let start = marks.partition_point(|i| i.reach < reach);
            let end = marks.partition_point(|i| i.reach <= reach);
            &marks[start..end]
        };
        let sentence = self.sentence(fired.first);
        let words = of(Reach::Words);
        let near = words[..words.partition_point(|i| i.last < fired.first)].last();
        let near = near
            .filter(|i| fired.first - i.last <= IRONY_WORDS && self.sentence(i.last) == sentence);
        // Of a sentence next to the hit's own, only a mark that fills it counts.
        let of_sentence = of(Reach::Sentence);
        let first_of = |s: u32| {
            let at = of_sentence.partition_point(|i| self.sentence(i.last) < s);
            of_sentence.get(at).filter(|i| i.sentences.0 <= sentence && sentence <= i.sentences.1)
        };
        near.or_else(|| first_of(sentence))
            .or_else(|| first_of(sentence.saturating_sub(1)))
            .or_else(|| first_of(sentence + 1))
            .or_else(|| of(Reach::Comment).first())
            .map(|i: &Irony| i.cue)
    }

    /// The words that cancel the hit's rule in its sentence.
    fn unless(&self, fired: Fired) -> Option<Span> {
        let key = (fired.rule, self.sentence(fired.first));
        let at = self.found.unless.partition_point(|&(rule, sentence, _)| (rule, sentence) < key);
        self.found.unless.get(at).filter(|u| (u.0, u.1) == key).map(|u| u.2)
    }
}
