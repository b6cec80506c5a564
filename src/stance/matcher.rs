//! All lexicons compiled into one matcher, and the names behind its indices.
//!
//! Indices are shared by id: a dimension or a target of one id is one column,
//! whichever lexicon speaks of it. What a lexicon finds rests on its own rules,
//! names and thresholds alone, never on which other lexicons are there.

use aho_corasick::AhoCorasick;
use regex::Regex;

use super::dimension::Direction;
use super::lexicon::{Aim, Lexicon, Reach, Rule, Sign};
use super::phrase::Phrase;
use super::trie::Trie;

/// The id of the target that stands for the comment that is answered.
const PARENT: &str = "parent";

/// The rules of all lexicons, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    pub(super) lexicons: Vec<Lexicon>,
    pub(super) views: Vec<View>,
    dimensions: Vec<Shared>,
    targets: Vec<Shared>,
    labels: Vec<SharedLabel>,
    pub(super) trie: Trie,
    pub(super) entries: Vec<Entry>,
    pub(super) patterns: Vec<Pattern>,
    pub(super) signs: Option<AhoCorasick>,
    /// Lexicon and reach of each sign.
    pub(super) sign_reach: Vec<(u16, Reach)>,
}

#[derive(Debug)]
struct Shared {
    id: String,
    name: String,
}

#[derive(Debug)]
struct SharedLabel {
    dimension: u16,
    id: String,
}

/// How one lexicon's own indices translate into the matcher's.
#[derive(Debug, Default)]
pub(super) struct View {
    pub(super) first_rule: u32,
    pub(super) dimensions: Vec<u16>,
    /// By dimension, then label.
    pub(super) labels: Vec<Vec<u16>>,
    pub(super) targets: Vec<u16>,
    /// The targets that a label toward a target also counts toward, itself
    /// first, in the matcher's indices.
    pub(super) counts_toward: Vec<Vec<u16>>,
    /// Own indices of the dimensions that are about named targets.
    pub(super) about_targets: Vec<usize>,
    /// The pseudo target, where a rule is about the parent.
    pub(super) parent: Option<u16>,
}

/// What a phrase in the trie is to its lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Names this target of the lexicon.
    Name(u32),
    /// Holds a name and names nobody.
    NoName,
    /// Fires this rule of the lexicon.
    Rule(u32),
    /// Cancels this rule of the lexicon.
    Unless(u32),
    Negation,
    NoNegation,
    Stop,
    Irony(Reach),
}

/// A phrase in the trie.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) lexicon: u16,
    pub(super) role: Role,
    /// How exact it is: decides between matches of one length.
    pub(super) rank: u32,
    /// The phrase, where its case matters.
    pub(super) cased: Option<Phrase>,
}

/// A regular expression of a rule.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) lexicon: u16,
    /// The rule's index in its lexicon.
    pub(super) rule: u32,
    pub(super) regex: Regex,
}

impl Matcher {
    /// Compiles `lexicons`, whose names should differ.
    pub fn new(lexicons: Vec<Lexicon>) -> Self {
        let mut out = Self::default();
        let mut phrases: Vec<&Phrase> = Vec::new();
        let mut signs: Vec<&str> = Vec::new();
        let mut first_rule = 0;
        for (index, lexicon) in lexicons.iter().enumerate() {
            let index = index as u16;
            let view = out.view(lexicon, first_rule);
            out.views.push(view);
            first_rule += lexicon.rules.len() as u32;
            let mut add = |phrase, role, cased: bool| {
                phrases.push(phrase);
                let rank = phrase.exact_words() as u32 * 2 + u32::from(cased);
                let cased = cased.then(|| phrase.clone());
                out.entries.push(Entry { lexicon: index, role, rank, cased });
            };
            for (i, target) in lexicon.targets.iter().enumerate() {
                target.names.iter().for_each(|n| add(&n.phrase, Role::Name(i as u32), n.cased));
                target.except.iter().for_each(|p| add(p, Role::NoName, false));
            }
            for (i, rule) in lexicon.rules.iter().enumerate() {
                rule.phrases.iter().for_each(|p| add(p, Role::Rule(i as u32), rule.cased));
                rule.unless.iter().for_each(|p| add(p, Role::Unless(i as u32), false));
            }
            let marks = &lexicon.marks;
            marks.negations.iter().for_each(|p| add(p, Role::Negation, false));
            marks.no_negations.iter().for_each(|p| add(p, Role::NoNegation, false));
            marks.stops.iter().for_each(|p| add(p, Role::Stop, false));
            for (sign, reach) in &marks.irony {
                match sign {
                    Sign::Words(phrase) => add(phrase, Role::Irony(*reach), false),
                    Sign::Literal(text) => {
                        signs.push(text);
                        out.sign_reach.push((index, *reach));
                    }
                }
            }
            for (i, rule) in lexicon.rules.iter().enumerate() {
                out.patterns.extend(rule.patterns.iter().map(|regex| Pattern {
                    lexicon: index,
                    rule: i as u32,
                    regex: regex.clone(),
                }));
            }
        }
        out.trie = Trie::new(phrases.into_iter());
        if !signs.is_empty() {
            out.signs = AhoCorasick::builder().ascii_case_insensitive(true).build(signs).ok();
        }
        out.lexicons = lexicons;
        out
    }

    fn view(&mut self, lexicon: &Lexicon, first_rule: u32) -> View {
        let mut view = View { first_rule, ..View::default() };
        for dimension in &lexicon.dimensions {
            let shared = place(&mut self.dimensions, &dimension.id, &dimension.description);
            view.dimensions.push(shared);
            let labels = dimension.labels.iter().map(|label| {
                let same = |l: &SharedLabel| l.dimension == shared && l.id == label.id;
                let at = self.labels.iter().position(same).unwrap_or_else(|| {
                    self.labels.push(SharedLabel { dimension: shared, id: label.id.clone() });
                    self.labels.len() - 1
                });
                at as u16
            });
            view.labels.push(labels.collect());
        }
        for target in &lexicon.targets {
            view.targets.push(place(&mut self.targets, &target.id, &target.name));
        }
        for (i, target) in lexicon.targets.iter().enumerate() {
            let mut toward = vec![view.targets[i]];
            let mut at = target;
            while let (true, Some(up)) = (at.rolls_up, at.parent) {
                toward.push(view.targets[up]);
                at = &lexicon.targets[up];
            }
            view.counts_toward.push(toward);
        }
        let aims = |rule: &Rule| matches!(rule.aim, Aim::Target(_) | Aim::Nearest { .. });
        let about = |d: &usize| lexicon.rules.iter().any(|r| r.dimension == *d && aims(r));
        view.about_targets = (0..lexicon.dimensions.len()).filter(about).collect();
        if lexicon.rules.iter().any(|r| r.aim == Aim::Parent) {
            view.parent = Some(place(&mut self.targets, PARENT, "the comment it answers"));
        }
        view
    }

    /// The lexicons, in the order given.
    pub fn lexicons(&self) -> &[Lexicon] {
        &self.lexicons
    }

    /// The name of a lexicon; empty where there is none.
    pub fn lexicon_name(&self, lexicon: u16) -> &str {
        self.lexicons.get(usize::from(lexicon)).map_or("", Lexicon::name)
    }

    /// The id of a rule; empty where there is none.
    pub fn rule_id(&self, rule: u32) -> &str {
        self.rule(rule).map_or("", |(_, r)| &r.id)
    }

    /// The id of a dimension; empty where there is none.
    pub fn dimension_id(&self, dimension: u16) -> &str {
        self.dimensions.get(usize::from(dimension)).map_or("", |d| &d.id)
    }

    /// The id of a target; empty where there is none.
    pub fn target_id(&self, target: u16) -> &str {
        self.targets.get(usize::from(target)).map_or("", |t| &t.id)
    }

    /// The name of a target as tables show it; empty where there is none.
    pub fn target_name(&self, target: u16) -> &str {
        self.targets.get(usize::from(target)).map_or("", |t| &t.name)
    }

    /// The id of a label; empty where there is none. Labels of two dimensions
    /// may share an id.
    pub fn label_id(&self, label: u16) -> &str {
        self.labels.get(usize::from(label)).map_or("", |l| &l.id)
    }

    /// All dimensions, in the order of their definition.
    pub fn dimensions(&self) -> impl Iterator<Item = u16> + use<> {
        0..self.dimensions.len() as u16
    }

    /// All targets that a page may mention, in the order of their definition.
    pub fn targets(&self) -> impl Iterator<Item = u16> {
        self.targets.iter().enumerate().filter(|(_, t)| t.id != PARENT).map(|(i, _)| i as u16)
    }

    /// The labels of a dimension, in the order of their definition.
    pub fn labels_of(&self, dimension: u16) -> impl Iterator<Item = u16> {
        let of = move |(_, l): &(usize, &SharedLabel)| l.dimension == dimension;
        self.labels.iter().enumerate().filter(of).map(|(i, _)| i as u16)
    }

    /// Which way a label pulls, as the first lexicon that has it says.
    pub fn direction(&self, label: u16) -> Option<Direction> {
        self.views.iter().zip(&self.lexicons).find_map(|(view, lexicon)| {
            view.labels.iter().zip(&lexicon.dimensions).find_map(|(labels, dimension)| {
                let at = labels.iter().position(|&l| l == label)?;
                Some(dimension.labels[at].direction)
            })
        })
    }

    /// The dimension `reply`, where a lexicon has it.
    pub fn reply_dimension(&self) -> Option<u16> {
        self.find_dimension("reply")
    }

    /// The dimension `stance`, where a lexicon has it.
    pub fn stance_dimension(&self) -> Option<u16> {
        self.find_dimension("stance")
    }

    fn find_dimension(&self, id: &str) -> Option<u16> {
        self.dimensions().find(|&d| self.dimension_id(d) == id)
    }

    pub(super) fn rule(&self, rule: u32) -> Option<(&Lexicon, &Rule)> {
        let lexicon = self.views.partition_point(|v| v.first_rule <= rule).checked_sub(1)?;
        let at = rule - self.views[lexicon].first_rule;
        let lexicon = &self.lexicons[lexicon];
        Some((lexicon, lexicon.rules.get(at as usize)?))
    }
}

/// The index of `id`, which is added where it is new. The first to define it
/// names it.
fn place(list: &mut Vec<Shared>, id: &str, name: &str) -> u16 {
    let at = list.iter().position(|s| s.id == id).unwrap_or_else(|| {
        list.push(Shared { id: id.to_owned(), name: name.to_owned() });
        list.len() - 1
    });
    at as u16
}
