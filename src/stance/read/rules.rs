//! The section `[rules]`.

use regex::{Regex, RegexBuilder};
use toml::de::DeValue;

use super::dimensions::Declared;
use super::marks::phrases;
use super::table::{Sink, Table, Text, advice, span_of};
use super::{check_id, targets};
use crate::notice::Problem;
use crate::stance::dimension::{About, Dimension, LabelDef};
use crate::stance::lexicon::{Aim, At, Negation, Rule, Side, Target};
use crate::stance::limits;
use crate::text::Span;

const KEYS: [&str; 14] = [
    "label",
    "dimension",
    "target",
    "phrases",
    "regex",
    "cased",
    "weight",
    "negation",
    "within",
    "at",
    "unless",
    "fires",
    "quiet",
    "note",
];

const AIMS: [&str; 5] = ["nearest", "before", "after", "parent", "nothing"];

/// The rules of the file, and the dimensions that it names or uses.
pub(super) fn read(
    top: &Table<'_>,
    declared: Vec<Declared>,
    targets: &[Target],
    sink: &mut Sink,
) -> (Vec<Rule>, Vec<Dimension>) {
    let (dimensions, mut used): (Vec<Dimension>, Vec<bool>) = declared.into_iter().unzip();
    let mut rules = Vec::new();
    if let Some(section) = top.table("rules", "[rules]", sink) {
        let mut reader = Reader { dimensions: &dimensions, targets, sink };
        for (key, value) in section.entries() {
            let id: &str = key.get_ref();
            check_id("rule", id, span_of(key), reader.sink);
            let Some(table) = value.get_ref().as_table() else {
                section.wrong(id, value, "a table", reader.sink);
                continue;
            };
            let table = Table::new(format!("the rule `{id}`"), table, span_of(key));
            rules.extend(reader.rule(id, &table));
        }
    }
    for rule in &rules {
        used[rule.dimension] = true;
    }
    // Dimensions that nothing names or uses go; indices close up.
    let mut places = Vec::new();
    let mut kept = Vec::new();
    for (dimension, used) in dimensions.into_iter().zip(used) {
        places.push(kept.len());
        kept.extend(used.then_some(dimension));
    }
    for rule in &mut rules {
        rule.dimension = places[rule.dimension];
    }
    (rules, kept)
}

struct Reader<'r> {
    dimensions: &'r [Dimension],
    targets: &'r [Target],
    sink: &'r mut Sink,
}

impl Reader<'_> {
    fn rule(&mut self, id: &str, table: &Table<'_>) -> Option<Rule> {
        table.known(&KEYS, self.sink);
        let label = self.label(id, table);
        let about = label.map_or(About::Nothing, |(d, _)| self.dimensions[d].about);
        let aim = self.aim(table, about);
        let cased = table.boolean("cased", self.sink).unwrap_or(false);
        let texts = table.strings("phrases", self.sink);
        let sources = table.strings("regex", self.sink);
        if table.get("phrases").is_none() && table.get("regex").is_none() {
            let message = format!("the rule `{id}` has nothing to look for");
            self.sink.push(
                Problem::new("missing-key", table.span, message)
                    .help("phrases = [\"some words\"] or regex = '…'"),
            );
        } else if texts.is_empty() && sources.is_empty() {
            for key in ["phrases", "regex"] {
                if table.get(key).and_then(|v| v.get_ref().as_array()).is_some_and(|a| a.is_empty())
                {
                    let message = format!("the rule `{id}` has an empty list to look for");
                    self.sink.push(Problem::new("empty-phrase", table.place(key), message));
                }
            }
        }
        let phrases = phrases(&texts, self.sink);
        let patterns = sources.iter().filter_map(|s| self.pattern(s, cased)).collect();
        let unless = super::marks::phrases(&table.strings("unless", self.sink), self.sink);
        if phrases.len() == texts.len() {
            for (phrase, text) in phrases.iter().zip(&texts) {
                if unless.iter().any(|u| phrase.always_holds(u)) {
                    let message = format!("`{}` can never count: `unless` holds it", text.0);
                    self.sink.push(
                        Problem::new("dead-phrase", text.1, message)
                            .also(table.place("unless"), "listed here"),
                    );
                }
            }
        }
        let weight = table.thousandths("weight", limits::WEIGHT, self.sink).unwrap_or(1000);
        let within = table.whole("within", 1, limits::REACH_WORDS, self.sink).map(|w| w as u32);
        let negation = self.negation(table);
        let at = self.at(table);
        table.string("note", self.sink);
        let fires = self.examples("fires", table);
        let quiet = self.examples("quiet", table);
        let (dimension, label) = label?;
        Some(Rule {
            id: id.to_owned(),
            span: table.span,
            dimension,
            label,
            aim: aim?,
            phrases,
            patterns,
            cased,
            weight,
            negation,
            within,
            at,
            unless,
            fires,
            quiet,
        })
    }

    /// The dimension and the label. A label that only one dimension has needs
    /// no `dimension`.
    fn label(&mut self, rule: &str, table: &Table<'_>) -> Option<(usize, usize)> {
        let dimension = match table.string("dimension", self.sink) {
            Some((id, span)) => {
                let found = self.dimensions.iter().position(|d| d.id == id);
                if found.is_none() {
                    let ids: Vec<&str> = self.dimensions.iter().map(|d| d.id.as_str()).collect();
                    self.sink.push(
                        Problem::new(
                            "unknown-dimension",
                            span,
                            format!("no dimension is called `{id}`"),
                        )
                        .help(advice(&id, &ids)),
                    );
                    table.string("label", self.sink);
                    return None;
                }
                found
            }
            None if table.get("dimension").is_some() => return None,
            None => None,
        };
        let Some((label, span)) = table.string("label", self.sink) else {
            if table.get("label").is_none() {
                let message = format!("the rule `{rule}` has no label");
                self.sink.push(
                    Problem::new("missing-key", table.span, message).help("label = \"against\""),
                );
            }
            return None;
        };
        let among = self.dimensions.iter().enumerate();
        let among: Vec<_> = among.filter(|(i, _)| dimension.is_none_or(|d| d == *i)).collect();
        let places: Vec<(usize, usize)> = among
            .iter()
            .filter_map(|(i, d)| Some((*i, d.labels.iter().position(|l| l.id == label)?)))
            .collect();
        match places.as_slice() {
            [one] => Some(*one),
            [] => {
                let all: Vec<&str> = among
                    .iter()
                    .flat_map(|(_, d)| d.labels.iter())
                    .map(|l: &LabelDef| l.id.as_str())
                    .collect();
                let of =
                    dimension.map_or(String::new(), |d| format!(" in `{}`", self.dimensions[d].id));
                self.sink.push(
                    Problem::new(
                        "unknown-label",
                        span,
                        format!("no label{of} is called `{label}`"),
                    )
                    .help(advice(&label, &all)),
                );
                None
            }
            several => {
                let ids: Vec<&str> =
                    several.iter().map(|&(d, _)| self.dimensions[d].id.as_str()).collect();
                self.sink.push(
                    Problem::new(
                        "ambiguous-label",
                        span,
                        format!("several dimensions have a label `{label}`"),
                    )
                    .help(format!("add `dimension`: {}", ids.join(" or "))),
                );
                None
            }
        }
    }

    fn aim(&mut self, table: &Table<'_>, about: About) -> Option<Aim> {
        let nearest = |side| Aim::Nearest { side, among: None };
        let Some(value) = table.get("target") else {
            return Some(match about {
                About::Nothing => Aim::Nothing,
                About::Parent => Aim::Parent,
                About::Nearest => {
                    self.need_targets(table.span);
                    nearest(Side::Any)
                }
            });
        };
        if let DeValue::Array(_) = value.get_ref() {
            let ids = table.strings("target", self.sink);
            let mut among = Vec::new();
            for (id, span) in &ids {
                among.extend(targets::find(self.targets, id, *span, self.sink));
            }
            if ids.is_empty() {
                let message = "an empty list of targets";
                self.sink.push(Problem::new("bad-value", span_of(value), message));
            }
            return (among.len() == ids.len())
                .then_some(Aim::Nearest { side: Side::Any, among: Some(among) });
        }
        let (id, span) = table.string("target", self.sink)?;
        Some(match id.as_str() {
            "nothing" => Aim::Nothing,
            "parent" => Aim::Parent,
            "nearest" | "before" | "after" => {
                self.need_targets(span);
                nearest(match id.as_str() {
                    "before" => Side::Before,
                    "after" => Side::After,
                    _ => Side::Any,
                })
            }
            _ => {
                let Some(place) = self.targets.iter().position(|t| t.id == id) else {
                    let mut ids: Vec<&str> = self.targets.iter().map(|t| t.id.as_str()).collect();
                    ids.extend(AIMS);
                    self.sink.push(
                        Problem::new("unknown-target", span, format!("no target is called `{id}`"))
                            .help(advice(&id, &ids)),
                    );
                    return None;
                };
                Aim::Target(place)
            }
        })
    }

    fn need_targets(&mut self, span: Span) {
        if self.targets.is_empty() {
            self.sink.push(
                Problem::new(
                    "no-targets",
                    span,
                    "this rule takes the nearest target, and none is defined",
                )
                .help("add them: [targets], then id = [\"Name\", \"Other name\"]"),
            );
        }
    }

    fn pattern(&mut self, (source, span): &Text, cased: bool) -> Option<Regex> {
        let mut refuse = |code, message: String, help: &str| {
            self.sink.push(Problem::new(code, *span, message).help(help));
            None
        };
        if source.is_empty() {
            return refuse("empty-phrase", "this regex is empty".to_owned(), "delete it");
        }
        if source.len() > limits::PATTERN_BYTES {
            let message = format!("this regex is longer than {} bytes", limits::PATTERN_BYTES);
            return refuse("regex-too-big", message, "split it into several");
        }
        let built = RegexBuilder::new(source)
            .case_insensitive(!cased)
            .size_limit(limits::COMPILED_BYTES)
            .dfa_size_limit(limits::COMPILED_BYTES)
            .nest_limit(limits::PATTERN_NEST)
            .build();
        match built {
            Ok(pattern) if pattern.is_match("") => {
                let message = "this regex matches where nothing stands".to_owned();
                refuse("bad-regex", message, "let it match at least one character")
            }
            Ok(pattern) => Some(pattern),
            Err(regex::Error::CompiledTooBig(_)) => {
                let message = format!("this regex takes over {} bytes", limits::COMPILED_BYTES);
                refuse("regex-too-big", message, "use smaller repetitions")
            }
            Err(error) => {
                let text = error.to_string();
                let last = text.lines().last().unwrap_or_default();
                let why = last.strip_prefix("error: ").unwrap_or(last).to_owned();
                refuse(
                    "bad-regex",
                    format!("bad regex: {why}"),
                    "in '…' a backslash stands for itself",
                )
            }
        }
    }

    fn negation(&mut self, table: &Table<'_>) -> Negation {
        let Some(value) = table.get("negation") else { return Negation::Cancels };
        match value.get_ref() {
            DeValue::Boolean(true) => Negation::Cancels,
            DeValue::Boolean(false) => Negation::Ignored,
            DeValue::String(s) if s == "cancels" => Negation::Cancels,
            DeValue::String(s) if s == "turns" => Negation::Turns,
            _ => {
                table.wrong("negation", value, "\"cancels\", \"turns\" or false", self.sink);
                Negation::Cancels
            }
        }
    }

    fn at(&mut self, table: &Table<'_>) -> At {
        let Some((text, span)) = table.string("at", self.sink) else { return At::Anywhere };
        match text.as_str() {
            "opening" => At::Opening,
            "sentence" => At::Sentence,
            other => {
                self.sink.push(
                    Problem::new("bad-value", span, format!("a hit does not stand at `{other}`"))
                        .help(advice(other, &["opening", "sentence"])),
                );
                At::Anywhere
            }
        }
    }

    fn examples(&mut self, key: &str, table: &Table<'_>) -> Vec<Text> {
        let texts = table.strings(key, self.sink);
        for (text, span) in &texts {
            if text.trim().is_empty() {
                self.sink.push(Problem::new("empty-phrase", *span, "this example is empty"));
            }
        }
        texts
    }
}
