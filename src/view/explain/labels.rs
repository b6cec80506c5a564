//! Labels with their rules, words and sums.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{WORDS_COLUMNS, clues::in_marks, heading};
use crate::analysis::ThreadAnalysis;
use crate::model::CommentId;
use crate::stance::Names;
use crate::stance::{Basis, Hit, Label, Modifier};
use crate::view::safe;
use crate::view::summary::count;
use crate::view::wrap::Prose;

/// Columns for the words that changed a hit.
const CUE_COLUMNS: usize = 40;

/// Writes the labels of comment `id`, and the hits that count for none.
pub(super) fn write<N: Names>(
    prose: &mut Prose,
    analysis: &ThreadAnalysis,
    names: &N,
    id: CommentId,
) {
    let labels = analysis.labels.get(id.index()).map_or(&[][..], Vec::as_slice);
    let facts = analysis.facts.get(id.index());
    let hits = facts.map_or(&[][..], |f| f.hits.as_slice());
    let text = analysis.page.postings.get(id.index()).map_or("", |p| p.body.text());

    heading(prose, "Labels");
    if let Some(facts) = facts {
        let own = count(facts.own_words as usize, "word", "words");
        let without = match facts.quoted_words {
            0 => String::new(),
            n => format!(", {n} quoted ones left aside"),
        };
        let verdict = match (labels.is_empty(), hits.is_empty()) {
            (true, true) => "; no rule fired in them",
            (true, false) => "; no rule that fired made a label",
            _ => "",
        };
        prose.paragraph(&format!("The rules read {own} of its own{without}{verdict}."));
    }
    let (mentioned, told): (Vec<&Label>, Vec<&Label>) =
        labels.iter().partition(|l| l.basis == Basis::MentionOnly && l.hits.is_empty());
    for label in told {
        prose.bullet(&verdict(label, names));
        let counted: Vec<&Hit> =
            label.hits.iter().filter_map(|&at| hits.get(at as usize)).collect();
        for hit in &counted {
            prose.below(&line(hit, text, names), 8);
        }
        if !counted.is_empty() {
            prose.below(&sum(label, &counted), 8);
        }
    }
    if !mentioned.is_empty() {
        prose.bullet(&mentions(&mentioned, names));
    }
    let counted: BTreeSet<usize> =
        labels.iter().flat_map(|l| l.hits.iter().map(|&at| at as usize)).collect();
    let spare: Vec<&Hit> =
        hits.iter().enumerate().filter(|(at, _)| !counted.contains(at)).map(|(_, h)| h).collect();
    if !spare.is_empty() {
        prose.bullet("found, and counted for no label:");
        for hit in spare {
            prose.below(&line(hit, text, names), 8);
        }
    }
}

/// Targets of which a lexicon asked the same.
struct Asked<'n> {
    lexicon: u16,
    dimensions: Vec<&'n str>,
    targets: Vec<&'n str>,
}

/// `mentioned, and no rule about it fired: Obama, Russia (stance, blame;
/// lexicon ceasefire)`: targets of which the same was asked stand together.
fn mentions<N: Names>(labels: &[&Label], names: &N) -> String {
    let mut asked: Vec<Asked> = Vec::new();
    for label in labels {
        let dimension = names.dimension(label.dimension);
        let target = label.target.map_or("the comment", |t| names.target_name(t));
        match asked.iter_mut().find(|a| a.lexicon == label.lexicon && a.targets == [target]) {
            Some(asked) => asked.dimensions.push(dimension),
            None => asked.push(Asked {
                lexicon: label.lexicon,
                dimensions: vec![dimension],
                targets: vec![target],
            }),
        }
    }
    let mut groups: Vec<Asked> = Vec::new();
    for one in asked {
        let same = |g: &&mut Asked| (g.lexicon, &g.dimensions) == (one.lexicon, &one.dimensions);
        match groups.iter_mut().find(same) {
            Some(group) => group.targets.extend(one.targets),
            None => groups.push(one),
        }
    }
    let groups: Vec<String> = groups
        .iter()
        .map(|group| {
            let line = |words: &[&str]| safe::line(&words.join(", ")).into_owned();
            let lexicon = safe::line(names.lexicon(group.lexicon));
            format!("{} ({}; lexicon {lexicon})", line(&group.targets), line(&group.dimensions))
        })
        .collect();
    format!("mentioned, and no rule about it fired: {}", groups.join("; "))
}

/// `blame toward the United States: blames. Rules fired and …`
fn verdict<N: Names>(label: &Label, names: &N) -> String {
    let dimension = safe::line(names.dimension(label.dimension));
    let target = match label.target {
        None => String::new(),
        Some(target) => format!(" toward {}", safe::line(names.target_name(target))),
    };
    let word = label.label.map_or("no label".into(), |l| safe::line(names.label(l)));
    let why = match label.basis {
        Basis::Hit => "rules fired and their sum reaches the threshold",
        Basis::Cancelled => "rules fired and were cancelled",
        Basis::BelowThreshold => "rules fired and their sum stays below the threshold",
        Basis::MentionOnly => "it is mentioned, and no rule about it fired",
        Basis::Inferred => "taken over from a comment that this one agrees with",
    };
    let lexicon = safe::line(names.lexicon(label.lexicon));
    format!("{dimension}{target}: {word} ({why}; lexicon {lexicon})")
}

/// `+1.5   rule praise: “Great post”, negated by “not” → disagree`
fn line<N: Names>(hit: &Hit, text: &str, names: &N) -> String {
    let words = safe::snippet(hit.span.of_text(text), WORDS_COLUMNS);
    let mut out = format!(
        "{:<7} rule {}: {}",
        signed(i64::from(hit.weight)),
        safe::line(names.rule(hit.rule)),
        in_marks(&words)
    );
    for (at, modifier) in hit.modifiers.iter().enumerate() {
        let cue = hit.cues.get(at).map_or("", |cue| cue.of_text(text));
        let by = match cue {
            "" => String::new(),
            cue => format!(" by {}", in_marks(&safe::snippet(cue, CUE_COLUMNS))),
        };
        let _ = write!(out, ", {}{by}", said(*modifier));
    }
    match hit.label {
        Some(label) => {
            out.push_str(" → ");
            out.push_str(&safe::line(names.label(label)));
        }
        None => out.push_str(" → cancelled"),
    }
    out
}

/// What a modifier did, as a reader says it.
const fn said(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::Negated => "negated",
        Modifier::Irony => "perhaps ironic",
        Modifier::Unless => "set aside",
    }
}

/// `= +1.0`, and what the score is where that is something else.
fn sum(label: &Label, hits: &[&Hit]) -> String {
    let sum: i64 = hits.iter().map(|h| i64::from(h.weight)).sum();
    if sum == label.score {
        return format!("= {:<5} the score", signed(sum));
    }
    format!("= {} from these; the score is {}", signed(sum), signed(label.score))
}

/// Thousandths as a signed decimal with at least one place: `+1.5`, `−0.25`.
fn signed(thousandths: i64) -> String {
    let sign = match thousandths {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    let size = thousandths.unsigned_abs();
    let places = format!("{:03}", size % 1000);
    let places = match places.trim_end_matches('0') {
        "" => "0",
        some => some,
    };
    format!("{sign}{}.{places}", size / 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousandths_print_without_idle_zeros() {
        let shown = |n| signed(n);
        assert_eq!(
            [1500, -250, 0, 1001, -1000].map(shown),
            ["+1.5", "−0.25", "0.0", "+1.001", "−1.0"]
        );
    }
}
