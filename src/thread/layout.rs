//! Lays the solver's decisions out as links and authors, each with the words
//! that speak for it.

use super::corrections::Verdicts;
use super::index::ThreadIndex;
use super::pose::Posed;
use super::rules::{Decided, LINK_RULES, Scene};
use super::solver::{Choice, Solution};
use super::stated::Stated;
use super::weights::{self, Family};
use crate::model::{
    Answers, AuthorSource, Authorship, Clue, Comment, CommentId, Confidence, Evidence, Link,
    Mention, Place, RunnerUp, SecondaryLink,
};

/// What the decisions are laid out from.
pub(super) struct Layout<'a> {
    pub(super) index: &'a ThreadIndex<'a>,
    pub(super) scene: Scene<'a>,
    pub(super) verdicts: &'a Verdicts,
    pub(super) stated: &'a [Option<Stated>],
    pub(super) posed: &'a Posed,
    pub(super) solution: &'a Solution,
}

impl Layout<'_> {
    /// What comment `i` answers: by its first call, and by the further ones.
    pub(super) fn links(&self, i: usize, decided: &Decided<'_>) -> (Link, Vec<SecondaryLink>) {
        let mut calls = self.posed.calls_of(i);
        let settled = self.settled(i, decided);
        let mut link = match (&settled, calls.next()) {
            (Some(link), _) => link.clone(),
            (None, Some(first)) => self.link(i, first, decided),
            // A pingback or a server's line: it stands below the article.
            (None, None) => Link { confidence: Confidence::CERTAIN, ..Link::default() },
        };
        let mut secondary: Vec<SecondaryLink> = Vec::new();
        for call in calls {
            let other = self.link(i, call, decided);
            let Answers::Comment(parent) = other.answers else {
                continue;
            };
            if self.index.family == Family::Unsigned
                && link.answers.parent().is_none()
                && settled.is_none()
            {
                link = other;
            } else if !self.index.has_one_parent
                && link.answers.parent() != Some(parent)
                && !secondary.iter().any(|s| s.parent == parent)
            {
                let Link { confidence, clues, .. } = other;
                secondary.push(SecondaryLink { parent, confidence, clues });
            }
        }
        secondary.sort_by_key(|s| s.parent);
        (link, secondary)
    }

    /// What the analyst or else the page says that comment `i` answers, and
    /// the words that agree.
    fn settled(&self, i: usize, decided: &Decided<'_>) -> Option<Link> {
        let (answers, clue) = if let Some(verdict) = self.verdicts.parent(i) {
            let clue = Clue {
                evidence: Evidence::Analyst,
                place: Place::Corrections(verdict.line),
                words: verdict.words.clone(),
                other: verdict.parent,
            };
            (verdict.parent.map_or(Answers::Article, Answers::Comment), clue)
        } else {
            let stated = self.stated[i].as_ref()?;
            (stated.answers, stated.clue.clone())
        };
        let words = answers.parent().map(|parent| self.words(i, parent.0, decided));
        Some(Link {
            answers,
            confidence: match answers {
                Answers::Unattached => Confidence::default(),
                _ => Confidence::CERTAIN,
            },
            clues: std::iter::once(clue).chain(words.into_iter().flatten()).collect(),
            ..Link::default()
        })
    }

    fn link(&self, i: usize, call: usize, decided: &Decided<'_>) -> Link {
        let choice = &self.solution.parents[call];
        // A link line that nobody here answers to: its owner is elsewhere. A
        // greeting alone states no parent.
        let called = match self.posed.puzzle.calls[call].addressee {
            Some(_) => true,
            None => self.index.calls_nobody_here(i),
        };
        let addressed = called && !self.index.page.postings[i].addressees.is_empty();
        let nowhere = if addressed { Answers::Missing } else { Answers::Article };
        let answers = |parent: Option<u32>| {
            parent.map_or(nowhere, |parent| Answers::Comment(CommentId(parent)))
        };
        let clues = match choice.best {
            Some(parent) => self.clues(i, parent, decided),
            None => self.unanswered(i, addressed),
        };
        Link {
            answers: answers(choice.best),
            confidence: confidence(choice.belief),
            clues,
            runner_up: runner_up(choice).map(|(next, confidence)| RunnerUp {
                choice: answers(next),
                confidence,
                clues: next.map(|parent| self.clues(i, parent, decided)).unwrap_or_default(),
            }),
            withheld: None,
        }
    }

    /// What speaks for `child` answering `parent`: the words, else the order.
    fn clues(&self, child: usize, parent: u32, decided: &Decided<'_>) -> Vec<Clue> {
        let (order, words): (Vec<Clue>, Vec<Clue>) = LINK_RULES
            .iter()
            .filter(|rule| !self.index.without.contains(rule.evidence()))
            .flat_map(|rule| rule.clues(self.scene, decided, (child as u32, parent)))
            .partition(|clue| clue.evidence == Evidence::Adjacency);
        let clues = if words.is_empty() { order } else { words };
        if !clues.is_empty() || self.index.without.contains(Evidence::Adjacency) {
            return clues;
        }
        // Signs that have no words of their own: order is what is left.
        vec![Clue {
            evidence: Evidence::Adjacency,
            place: Place::Order,
            words: String::new(),
            other: Some(CommentId(parent)),
        }]
    }

    /// The words that speak for `child` answering `parent`, which is settled.
    fn words(&self, child: usize, parent: u32, decided: &Decided<'_>) -> Vec<Clue> {
        let mut clues = self.clues(child, parent, decided);
        clues.retain(|clue| clue.evidence != Evidence::Adjacency);
        clues
    }

    /// The address that found nobody.
    fn unanswered(&self, i: usize, addressed: bool) -> Vec<Clue> {
        let mentions = &self.index.page.postings[i].addressees;
        let clue = |mention: &Mention| Clue {
            evidence: Evidence::Addressee,
            place: Place::Source(CommentId(i as u32), mention.place),
            words: mention.name.clone(),
            other: None,
        };
        mentions.iter().filter(|_| addressed).map(clue).collect()
    }

    /// Who wrote each comment, and why.
    pub(super) fn authorships(
        &self,
        decided: &Decided<'_>,
        comments: &[Comment],
    ) -> Vec<Authorship> {
        let clues = name_clues(comments);
        clues.into_iter().enumerate().map(|(i, clues)| self.authorship(i, decided, clues)).collect()
    }

    fn authorship(&self, i: usize, decided: &Decided<'_>, name_clues: Vec<Clue>) -> Authorship {
        let names = &self.index.names;
        if !self.index.page.postings[i].kind.has_author() {
            return Authorship { source: AuthorSource::None, ..Authorship::default() };
        }
        if let Some((line, name)) = self.verdicts.author_line(i) {
            let clue = Clue {
                evidence: Evidence::Analyst,
                place: Place::Corrections(line),
                words: name.to_owned(),
                other: None,
            };
            return Authorship {
                name: Some(name.to_owned()),
                source: AuthorSource::Corrected,
                confidence: Some(Confidence::CERTAIN),
                clues: vec![clue],
                ..Authorship::default()
            };
        }
        let choice = &self.solution.authors[i];
        let named = decided.authors[i].filter(|&name| !self.index.is_nobody(name));
        let stated = self.index.author[i].is_some();
        let Some(name) = named else {
            let runner_up = choice.best.filter(|_| !stated).map(|name| RunnerUp {
                choice: names.name(name).to_owned(),
                confidence: confidence(choice.belief),
                clues: Vec::new(),
            });
            return Authorship { runner_up, ..Authorship::default() };
        };
        Authorship {
            name: Some(names.name(name).to_owned()),
            source: if stated { AuthorSource::Stated } else { AuthorSource::Recovered },
            confidence: Some(if stated { Confidence::CERTAIN } else { confidence(choice.belief) }),
            clues: if stated { Vec::new() } else { name_clues },
            runner_up: runner_up(choice).and_then(|(next, confidence)| {
                let choice = names.name(next?).to_owned();
                Some(RunnerUp { choice, confidence, clues: Vec::new() })
            }),
            ..Authorship::default()
        }
    }
}

/// For each comment the words that say who wrote it: the list of what it
/// answers, the addresses and salutations of what answers it.
fn name_clues(comments: &[Comment]) -> Vec<Vec<Clue>> {
    let clues_of = |comment: &Comment| -> Vec<Clue> {
        let secondary = comment.secondary.iter().flat_map(|s| &s.clues);
        comment.link.clues.iter().chain(secondary).cloned().collect()
    };
    let mut found = vec![Vec::new(); comments.len()];
    for (i, comment) in comments.iter().enumerate() {
        found[i].extend(clues_of(comment).into_iter().filter(|c| c.evidence == Evidence::Backlink));
    }
    for (i, comment) in comments.iter().enumerate() {
        for clue in clues_of(comment) {
            if let (Evidence::Addressee | Evidence::Salutation, Some(called)) =
                (clue.evidence, clue.other)
            {
                found[called.index()].push(Clue { other: Some(CommentId(i as u32)), ..clue });
            }
        }
    }
    found
}

/// A belief as a confidence that nothing inferred takes to certainty.
fn confidence(belief: f64) -> Confidence {
    let capped = belief.clamp(0.0, weights::MOST_SURE);
    Confidence::from_ten_thousandths((capped * 10_000.0 + 0.5) as u16)
}

/// The next best, unless it is as good as impossible.
fn runner_up<T: Copy>(choice: &Choice<T>) -> Option<(Option<T>, Confidence)> {
    let (next, belief) = choice.next?;
    let confidence = confidence(belief);
    (confidence > Confidence::default()).then_some((next, confidence))
}
