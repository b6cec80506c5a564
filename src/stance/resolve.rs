//! Facts and a tree to labels, without the text; and the account of a label.

use super::dimension::{Dimension, Direction};
use super::facts::{Basis, Facts, Hit, Label, Modifier};
use super::matcher::{Matcher, View};
use crate::model::CommentId;
use crate::text::Span;

/// What one hit does to a label's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine<'m> {
    /// The hit, as an index into the comment's facts.
    pub hit: u32,
    /// The rule that fired.
    pub rule: &'m str,
    /// Where it fired.
    pub span: Span,
    /// The target that it is about, which may be nested under the label's.
    pub target: Option<&'m str>,
    /// The label that the rule gives.
    pub label_before: &'m str,
    /// The label after the modifiers; none where they cancelled it.
    pub label_after: Option<&'m str>,
    /// The rule's weight, in thousandths, always above 0.
    pub before: i32,
    /// The hit's weight after the modifiers, in thousandths, with its sign.
    pub after: i32,
    /// What it adds to the label's score: 0 where its label stands apart from
    /// the one that was chosen, or gives weight to both sides.
    pub counts: i32,
    /// What changed it, with the words that did.
    pub modifiers: Vec<(Modifier, Span)>,
}

/// Why a label has its score: the lines' counts add up to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account<'m> {
    /// One a hit, by place.
    pub lines: Vec<AccountLine<'m>>,
    /// What the lines add up to, in thousandths.
    pub sum: i64,
    /// What a side had to reach, in thousandths.
    pub threshold: i64,
}

/// What one label is for: lexicon, the lexicon's own dimension, target. With a
/// hit it makes a row, without one a mention.
type Key = (u16, usize, Option<u16>);

/// What a dimension says of some hits.
struct Verdict {
    label: Option<usize>,
    score: i64,
}

impl Matcher {
    /// Where each comment stands. `facts` and `parents` run parallel: one a
    /// comment. Labels stand by lexicon, dimension and target.
    ///
    /// A label toward the parent is dropped for a comment that has none.
    pub fn resolve(&self, facts: &[Facts], parents: &[Option<CommentId>]) -> Vec<Vec<Label>> {
        let parents = parents.iter().map(Option::is_some).chain(std::iter::repeat(false));
        facts.iter().zip(parents).map(|(facts, parent)| self.labels(facts, parent)).collect()
    }

    fn labels(&self, facts: &Facts, has_parent: bool) -> Vec<Label> {
        let mut rows: Vec<(Key, Option<u32>)> = Vec::new();
        for (i, hit) in facts.hits.iter().enumerate() {
            let Some(view) = self.views.get(usize::from(hit.lexicon)) else { continue };
            let Some(dimension) = view.dimensions.iter().position(|&d| d == hit.dimension) else {
                continue;
            };
            let row = |target| ((hit.lexicon, dimension, target), Some(i as u32));
            match hit.target {
                None => rows.push(row(None)),
                Some(parent) if view.parent == Some(parent) => {
                    if has_parent {
                        rows.push(row(Some(parent)));
                    }
                }
                Some(target) => rows.extend(view.toward(target).iter().map(|&t| row(Some(t)))),
            }
        }
        for mention in &facts.mentions {
            let Some(view) = self.views.get(usize::from(mention.lexicon)) else { continue };
            for &target in view.toward(mention.target) {
                for &dimension in &view.about_targets {
                    rows.push(((mention.lexicon, dimension, Some(target)), None));
                }
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows.chunk_by(|a, b| a.0 == b.0)
            .map(|rows| {
                let (lexicon, dimension, target) = rows[0].0;
                let hits: Vec<u32> = rows.iter().filter_map(|r| r.1).collect();
                self.label(facts, lexicon, dimension, target, hits)
            })
            .collect()
    }

    fn label(
        &self,
        facts: &Facts,
        lexicon: u16,
        dimension: usize,
        target: Option<u16>,
        hits: Vec<u32>,
    ) -> Label {
        let view = &self.views[usize::from(lexicon)];
        let definition = &self.lexicons[usize::from(lexicon)].dimensions[dimension];
        let of = |&i: &u32| facts.hits.get(i as usize);
        let verdict = verdict(definition, &view.labels[dimension], hits.iter().filter_map(of));
        let basis = if hits.is_empty() {
            Basis::MentionOnly
        } else if verdict.label.is_some() {
            Basis::Hit
        } else if hits.iter().filter_map(of).all(|h| h.label.is_none()) {
            Basis::Cancelled
        } else {
            Basis::BelowThreshold
        };
        Label {
            lexicon,
            dimension: view.dimensions[dimension],
            target,
            label: verdict.label.map(|l| view.labels[dimension][l]),
            score: verdict.score,
            basis,
            hits,
        }
    }

    /// Why `label`, which [`Matcher::resolve`] made of `facts`, has its score.
    pub fn account(&self, facts: &Facts, label: &Label) -> Account<'_> {
        let lexicon = usize::from(label.lexicon);
        let (Some(view), Some(lexicon)) = (self.views.get(lexicon), self.lexicons.get(lexicon))
        else {
            return Account::default();
        };
        let Some(dimension) = view.dimensions.iter().position(|&d| d == label.dimension) else {
            return Account::default();
        };
        let definition = &lexicon.dimensions[dimension];
        let labels = &view.labels[dimension];
        let chosen = label.label.and_then(|l| labels.iter().position(|&o| o == l));
        let mut account = Account { threshold: definition.threshold, ..Account::default() };
        for &index in &label.hits {
            let Some(hit) = facts.hits.get(index as usize) else { continue };
            let Some((_, rule)) = self.rule(hit.rule) else { continue };
            let counts = counts(definition, labels, chosen, hit);
            account.sum += i64::from(counts);
            account.lines.push(AccountLine {
                hit: index,
                rule: &rule.id,
                span: hit.span,
                target: hit.target.map(|t| self.target_id(t)),
                label_before: &definition.labels[rule.label].id,
                label_after: hit.label.map(|l| self.label_id(l)),
                before: rule.weight,
                after: hit.weight,
                counts,
                modifiers: hit.modifiers.iter().copied().zip(hit.cues.iter().copied()).collect(),
            });
        }
        account
    }
}

impl View {
    /// The targets that a label toward `target` counts toward, itself first.
    fn toward(&self, target: u16) -> &[u16] {
        let at = self.targets.iter().position(|&t| t == target);
        at.map_or(&[], |at| &self.counts_toward[at])
    }
}

/// Sums the hits' weights by label and lets the sums decide.
///
/// Both sides at the threshold make the label for both, or, where there is
/// none, the heavier side. One side there makes its label. Neither: of the
/// labels that stand apart, the heaviest at the threshold. Of equal sums, the
/// label that is listed first.
fn verdict<'h>(
    dimension: &Dimension,
    labels: &[u16],
    hits: impl Iterator<Item = &'h Hit> + Clone,
) -> Verdict {
    let mut sums = vec![0_i64; labels.len()];
    for hit in hits.clone() {
        if let Some(at) = hit.label.and_then(|l| labels.iter().position(|&o| o == l)) {
            sums[at] += i64::from(hit.weight).abs();
        }
    }
    let with = |direction: Direction| {
        let of = dimension.labels.iter().enumerate();
        of.filter(move |(_, l)| l.direction == direction).map(|(i, _)| i)
    };
    let side = |direction| with(direction).map(|i| sums[i]).sum::<i64>();
    let both: i64 = side(Direction::Both);
    let (plus, minus) = (side(Direction::Plus) + both, side(Direction::Minus) + both);
    let heaviest = |direction: Direction| with(direction).rev().max_by_key(|&i| sums[i]);
    let reaches = |sum: i64| sum >= dimension.threshold;
    let label = match (reaches(plus), reaches(minus)) {
        (true, true) => with(Direction::Both).next().or_else(|| match plus.cmp(&minus) {
            std::cmp::Ordering::Greater => heaviest(Direction::Plus),
            std::cmp::Ordering::Less => heaviest(Direction::Minus),
            std::cmp::Ordering::Equal => None,
        }),
        (true, false) => heaviest(Direction::Plus),
        (false, true) => heaviest(Direction::Minus),
        (false, false) => heaviest(Direction::Apart).filter(|&i| reaches(sums[i])),
    };
    let score = hits.map(|h| i64::from(counts(dimension, labels, label, h))).sum();
    Verdict { label, score }
}

/// What `hit` adds to the score of the label `chosen`.
fn counts(dimension: &Dimension, labels: &[u16], chosen: Option<usize>, hit: &Hit) -> i32 {
    let Some(at) = hit.label.and_then(|l| labels.iter().position(|&o| o == l)) else { return 0 };
    let apart = |i: usize| dimension.labels[i].direction == Direction::Apart;
    match chosen {
        Some(chosen) if apart(chosen) => i32::from(at == chosen) * hit.weight,
        _ => match dimension.labels[at].direction {
            Direction::Plus | Direction::Minus => hit.weight,
            Direction::Both | Direction::Apart => 0,
        },
    }
}
