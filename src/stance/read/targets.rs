//! The sections `[targets]` and `we`.

use std::collections::BTreeMap;

use super::check_id;
use super::marks::phrase;
use super::table::{Sink, Table, Text, advice, span_of};
use crate::notice::Problem;
use crate::stance::lexicon::{Name, Target};
use crate::stance::limits;
use crate::text::Span;

const KEYS: [&str; 6] = ["name", "names", "cased", "except", "parent", "rolls_up"];

/// What "we" is in its shapes. Case matters, lest "US" be a pronoun.
const WE: [&str; 14] = [
    "we", "We", "WE", "us", "Us", "our", "Our", "OUR", "ours", "we're", "We're", "we've", "We've",
    "we'll",
];

/// The targets of the file.
pub(super) fn read(top: &Table<'_>, sink: &mut Sink) -> Vec<Target> {
    let mut out = Vec::new();
    let mut parents: Vec<Option<Text>> = Vec::new();
    if let Some(section) = top.table("targets", "[targets]", sink) {
        for (key, value) in section.entries() {
            let id: &str = key.get_ref();
            check_id("target", id, span_of(key), sink);
            if out.len() == limits::TARGETS {
                let message = format!("a lexicon has at most {} targets", limits::TARGETS);
                sink.push(Problem::new("too-many", span_of(key), message));
                break;
            }
            if matches!(id, "parent" | "nearest" | "before" | "after" | "nothing") {
                sink.push(
                    Problem::new(
                        "reserved",
                        span_of(key),
                        format!("`{id}` has a meaning of its own"),
                    )
                    .help("name the target otherwise"),
                );
                continue;
            }
            let mut target = Target {
                id: id.to_owned(),
                span: span_of(key),
                name: String::new(),
                parent: None,
                rolls_up: true,
                names: Vec::new(),
                except: Vec::new(),
            };
            let mut parent = None;
            let mut texts = Vec::new();
            if let Some(table) = value.get_ref().as_table() {
                let table = Table::new(format!("the target `{id}`"), table, span_of(key));
                table.known(&KEYS, sink);
                texts.extend(table.strings("names", sink).into_iter().map(|t| (t, false)));
                texts.extend(table.strings("cased", sink).into_iter().map(|t| (t, true)));
                target.name = table.string("name", sink).map(|(n, _)| n).unwrap_or_default();
                target.except = super::marks::phrases(&table.strings("except", sink), sink);
                target.rolls_up = table.boolean("rolls_up", sink).unwrap_or(true);
                parent = table.string("parent", sink);
            } else {
                let names = section.strings_of(id, value, sink);
                texts.extend(names.into_iter().map(|t| (t, false)));
            }
            if target.name.trim().is_empty() {
                let first = texts.iter().find(|((t, _), _)| !t.contains('*'));
                target.name = first.map_or_else(|| id.to_owned(), |((t, _), _)| t.clone());
            }
            for (text, cased) in &texts {
                let Some(phrase) = phrase(text, sink) else { continue };
                target.names.push(Name { phrase, span: text.1, cased: *cased });
            }
            out.push(target);
            parents.push(parent);
        }
    }
    nest(&mut out, &parents, sink);
    we(top, &mut out, sink);
    shared_names(&out, sink);
    out
}

/// The index of the target `id`, or a problem.
pub(super) fn find(targets: &[Target], id: &str, span: Span, sink: &mut Sink) -> Option<usize> {
    let found = targets.iter().position(|t| t.id == id);
    if found.is_none() {
        let ids: Vec<&str> = targets.iter().map(|t| t.id.as_str()).collect();
        sink.push(
            Problem::new("unknown-target", span, format!("no target is called `{id}`"))
                .help(advice(id, &ids)),
        );
    }
    found
}

fn nest(targets: &mut [Target], parents: &[Option<Text>], sink: &mut Sink) {
    for (i, parent) in parents.iter().enumerate() {
        if let Some((id, span)) = parent {
            targets[i].parent = find(targets, id, *span, sink);
        }
    }
    // A walk upwards that takes more steps than there are targets goes round.
    let mut reported = vec![false; targets.len()];
    for start in 0..targets.len() {
        let mut path = vec![start];
        let mut at = start;
        while let Some(up) = targets[at].parent {
            if up == start {
                if !path.iter().any(|&t| reported[t]) {
                    let mut ids: Vec<&str> = path.iter().map(|&t| targets[t].id.as_str()).collect();
                    ids.push(&targets[start].id);
                    let span = parents[start].as_ref().map_or(targets[start].span, |p| p.1);
                    let message = format!("targets nest in a circle: {}", ids.join(" under "));
                    sink.push(
                        Problem::new("cyclic-nesting", span, message).help("take one `parent` out"),
                    );
                }
                for &t in &path {
                    reported[t] = true;
                }
                break;
            }
            if path.contains(&up) {
                break;
            }
            path.push(up);
            at = up;
        }
    }
}

fn we(top: &Table<'_>, targets: &mut [Target], sink: &mut Sink) {
    let Some((id, span)) = top.string("we", sink) else { return };
    let Some(target) = find(targets, &id, span, sink) else { return };
    for word in WE {
        if let Some(phrase) = phrase(&(word.to_owned(), span), sink) {
            targets[target].names.push(Name { phrase, span, cased: true });
        }
    }
}

/// Whether case matters, and the words with their stars.
type Shape<'n> = (bool, Vec<(&'n str, bool)>);

fn shared_names(targets: &[Target], sink: &mut Sink) {
    let mut seen: BTreeMap<Shape<'_>, (usize, Span)> = BTreeMap::new();
    for (i, target) in targets.iter().enumerate() {
        for name in &target.names {
            let words = name.phrase.words.iter();
            let shape = words
                .map(|w| {
                    (if name.cased { w.written.as_str() } else { w.folded.as_str() }, w.prefix)
                })
                .collect();
            let (first, place) = *seen.entry((name.cased, shape)).or_insert((i, name.span));
            if first != i {
                let message =
                    format!("`{}` and `{}` share this name", targets[first].id, target.id);
                sink.push(
                    Problem::new("shared-name", name.span, message)
                        .help(
                            "a name belongs to one target; use `cased` where case tells them apart",
                        )
                        .also(place, "first used here"),
                );
            }
        }
    }
}
