//! Whether a lexicon's examples hold.

use super::lexicon::{Lexicon, Rule};
use super::matcher::Matcher;
use crate::notice::{Problem, Problems};

impl Lexicon {
    /// Runs every example of every rule by the lexicon alone.
    ///
    /// An example under `fires` holds where its rule gives its own label; one
    /// under `quiet` where it does not: no hit, a cancelled one, or one that a
    /// negation turned.
    ///
    /// # Errors
    ///
    /// The examples that do not hold, each with its place and what happened.
    pub fn check_examples(&self) -> Result<(), Problems> {
        let matcher = Matcher::new(vec![self.clone()]);
        let mut list = Vec::new();
        for (index, rule) in self.rules.iter().enumerate() {
            let examples = rule.fires.iter().map(|e| (e, true));
            for ((text, span), wanted) in examples.chain(rule.quiet.iter().map(|e| (e, false))) {
                let (fired, why) = outcome(&matcher, index as u32, rule, text);
                if fired != wanted {
                    let verb = if wanted { "does not fire" } else { "fires" };
                    let message = format!("the rule `{}` {verb} here", rule.id);
                    list.push(Problem::new("example-fails", *span, message).help(why));
                }
            }
        }
        if list.is_empty() {
            return Ok(());
        }
        list.sort_by_key(|p| p.span);
        Err(Problems { file: self.file.clone(), text: self.text.clone(), list })
    }
}

/// Whether `rule` gives its label in `text`, and what explains it.
fn outcome(matcher: &Matcher, index: u32, rule: &Rule, text: &str) -> (bool, String) {
    let facts = matcher.scan(text, &[]);
    let own = matcher.views[0].labels[rule.dimension][rule.label];
    let hits: Vec<_> = facts.hits.iter().filter(|h| h.rule == index).collect();
    if let Some(hit) = hits.iter().find(|h| h.label == Some(own)) {
        return (true, format!("at “{}”", hit.span.of_text(text)));
    }
    let Some(hit) = hits.first() else {
        let why = if facts.mentions.is_empty() && !matcher.lexicons[0].targets.is_empty() {
            "it finds nothing, and no target is named"
        } else {
            "it finds nothing"
        };
        return (false, why.to_owned());
    };
    let cues = hit.modifiers.iter().zip(&hit.cues);
    let changed: Vec<String> =
        cues.map(|(m, c)| format!("{} by “{}”", m.as_str(), c.of_text(text))).collect();
    (false, format!("“{}” is {}", hit.span.of_text(text), changed.join(" and ")))
}
