//! What one lexicon finds in one text, before it is judged.

use super::lexicon::Reach;
use super::tokens::Tokens;
use crate::text::Span;

/// Words `first..=last` and what they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<T> {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) rank: u32,
    pub(super) is: T,
}

/// A place where a rule may have fired.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fired {
    pub(super) rule: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) span: Span,
    /// Whether the span holds words at all.
    pub(super) words: bool,
}

/// What one lexicon finds in one text.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Targets; none for a phrase that only looks like a name.
    pub(super) names: Vec<Piece<Option<u32>>>,
    pub(super) fired: Vec<Fired>,
    /// (rule, sentence, place).
    pub(super) unless: Vec<(u32, u32, Span)>,
    /// False for a phrase that only looks like a negation.
    pub(super) negations: Vec<Piece<bool>>,
    pub(super) stops: Vec<u32>,
    pub(super) irony: Vec<Irony>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Irony {
    pub(super) cue: Span,
    pub(super) reach: Reach,
    /// Last word of the mark.
    pub(super) last: u32,
    /// Sentences that it reaches, from the first to the last.
    pub(super) sentences: (u32, u32),
}

impl Found {
    /// Lets the longest win where names, negations or hits of one rule
    /// overlap, and sorts everything by its place.
    pub(super) fn settle(&mut self, covered: &mut [u32], tokens: &Tokens) {
        longest(&mut self.names, covered);
        self.names.retain(|n| n.is.is_some());
        longest(&mut self.negations, covered);
        self.negations.retain(|n| n.is);
        self.stops.sort_unstable();
        self.unless.sort_unstable();
        self.irony.sort_unstable_by_key(|i| (i.reach, i.last, i.cue));
        self.fired.sort_unstable_by_key(|f| {
            let words = u32::MAX - (f.last - f.first);
            (f.rule, !f.words, words, f.span.start, u32::MAX - f.span.end)
        });
        if self.fired.len() > 1 {
            let mut taken = vec![u32::MAX; tokens.list.len()];
            self.fired.retain(|f| {
                let words = &mut taken[f.first as usize..=f.last as usize];
                let free = !f.words || words.iter().all(|&t| t != f.rule);
                if free && f.words {
                    words.fill(f.rule);
                }
                free
            });
        }
    }
}

/// Keeps, where pieces overlap, the longest one, then the most exact one, then
/// the first one; sorts what stays by its place.
fn longest<T>(pieces: &mut Vec<Piece<T>>, covered: &mut [u32]) {
    if pieces.len() > 1 {
        pieces.sort_by_key(|p| (u32::MAX - (p.last - p.first), u32::MAX - p.rank, p.first));
        covered.fill(0);
        pieces.retain(|p| {
            let words = &mut covered[p.first as usize..=p.last as usize];
            let free = words.iter().all(|&w| w == 0);
            if free {
                words.fill(1);
            }
            free
        });
        pieces.sort_unstable_by_key(|p| p.first);
    }
}
