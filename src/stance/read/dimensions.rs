//! The section `[dimensions]`.

use toml::de::DeValue;

use super::check_id;
use super::table::{Sink, Table, advice, span_of};
use crate::notice::Problem;
use crate::stance::dimension::{self, About, Dimension, Direction, LabelDef, THRESHOLD};
use crate::stance::limits;

const KEYS: [&str; 4] = ["description", "labels", "threshold", "about"];

/// A dimension, and whether the lexicon names it.
pub(super) type Declared = (Dimension, bool);

/// The well-known dimensions, then those of the file.
pub(super) fn read(top: &Table<'_>, sink: &mut Sink) -> Vec<Declared> {
    let mut out: Vec<Declared> = dimension::known().map(|d| (d, false)).collect();
    let Some(section) = top.table("dimensions", "[dimensions]", sink) else { return out };
    for (key, value) in section.entries() {
        let id: &str = key.get_ref();
        check_id("dimension", id, span_of(key), sink);
        if out.len() > limits::DIMENSIONS {
            sink.push(Problem::new(
                "too-many",
                span_of(key),
                format!("a lexicon has at most {} dimensions", limits::DIMENSIONS),
            ));
            break;
        }
        let what = format!("the dimension `{id}`");
        let place = out.iter().position(|(d, _)| d.id == id);
        let Some(table) = value.get_ref().as_table() else {
            // A list of labels is the short form.
            if value.get_ref().is_array() && place.is_none() {
                let labels = labels(&section, id, value, sink);
                out.push((dimension(id, labels), true));
            } else {
                section.wrong(id, value, "a list of labels or a table", sink);
            }
            continue;
        };
        let table = Table::new(what, table, span_of(key));
        table.known(&KEYS, sink);
        let place = place.unwrap_or_else(|| {
            out.push((dimension(id, Vec::new()), true));
            out.len() - 1
        });
        let known = !out[place].1;
        let (dimension, named) = &mut out[place];
        *named = true;
        match table.get("labels") {
            Some(value) if known => sink.push(
                Problem::new(
                    "fixed-labels",
                    span_of(value),
                    format!(
                        "the labels of `{id}` are fixed, so that tables mean the same everywhere"
                    ),
                )
                .help("define a dimension of another name"),
            ),
            Some(value) => dimension.labels = labels(&table, "labels", value, sink),
            None if !known => sink.push(
                Problem::new(
                    "missing-key",
                    table.span,
                    format!("the dimension `{id}` has no labels"),
                )
                .help("labels = [\"one\", \"two\"]"),
            ),
            None => {}
        }
        if let Some((text, _)) = table.string("description", sink) {
            dimension.description = text;
        }
        if let Some(threshold) = table.thousandths("threshold", limits::WEIGHT, sink) {
            dimension.threshold = threshold.into();
        }
        if let Some((about, span)) = table.string("about", sink) {
            match about.as_str() {
                "nearest" => dimension.about = About::Nearest,
                "parent" => dimension.about = About::Parent,
                "nothing" => dimension.about = About::Nothing,
                other => sink.push(
                    Problem::new("bad-value", span, format!("a dimension is not about `{other}`"))
                        .help(advice(other, &["nearest", "parent", "nothing"])),
                ),
            }
        }
    }
    out
}

fn dimension(id: &str, labels: Vec<LabelDef>) -> Dimension {
    Dimension {
        id: id.to_owned(),
        description: String::new(),
        labels,
        threshold: THRESHOLD,
        about: About::Nothing,
    }
}

/// Labels: a list of categories, or a table from label to direction.
fn labels(
    table: &Table<'_>,
    key: &str,
    value: &toml::Spanned<DeValue<'_>>,
    sink: &mut Sink,
) -> Vec<LabelDef> {
    let mut out: Vec<LabelDef> = Vec::new();
    let mut add = |id: String, span, direction, sink: &mut Sink| {
        check_id("label", &id, span, sink);
        if out.iter().any(|l| l.id == id) {
            sink.push(Problem::new(
                "duplicate-id",
                span,
                format!("the label `{id}` is listed twice"),
            ));
        } else {
            out.push(LabelDef { id, direction });
        }
    };
    if let Some(list) = value.get_ref().as_table() {
        let list = Table::new("the labels", list, span_of(value));
        for (label, direction) in list.entries() {
            let id: &str = label.get_ref();
            let Some((written, span)) = list.string(id, sink) else { continue };
            let found = Direction::ALL.into_iter().find(|d| d.as_str() == written);
            if found.is_none() {
                sink.push(
                    Problem::new("bad-value", span, format!("`{written}` is no direction"))
                        .help("write \"+\", \"-\", \"both\" (both sides fire) or \"apart\""),
                );
            }
            let _ = direction;
            add(id.to_owned(), span_of(label), found.unwrap_or(Direction::Apart), sink);
        }
    } else {
        for (id, span) in table.strings_of(key, value, sink) {
            add(id, span, Direction::Apart, sink);
        }
    }
    if out.is_empty() || out.len() > limits::DIMENSIONS {
        let message = format!("a dimension has 1 to {} labels", limits::DIMENSIONS);
        sink.push(Problem::new("bad-value", span_of(value), message));
    }
    out
}
