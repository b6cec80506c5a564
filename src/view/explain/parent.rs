//! What a comment answers: what speaks for that, what against, the next best
//! and by how much it lost.

use super::{Explainer, against, answered, clues, heading, next_best};
use crate::model::{Answers, Clue, Confidence};
use crate::quotes::QuoteSource;
use crate::view::safe;
use crate::view::wrap::Prose;

impl Explainer<'_> {
    pub(super) fn parent(&self, prose: &mut Prose) {
        heading(prose, "Parent");
        let link = &self.comment.link;
        match (&link.withheld, link.answers) {
            (Some(best), _) => {
                prose.paragraph(
                    "Undecided: no answer is as sure as was asked for. A correction can settle it.",
                );
                let by = best.choice.parent().map(|parent| self.by(parent)).unwrap_or_default();
                let choice = answered(best.choice);
                let sure = best.confidence;
                prose.paragraph(&format!(
                    "The likeliest is {choice}{by} (confidence {sure}). For it:"
                ));
                self.reasons(prose, best.choice, &best.clues);
            }
            (None, Answers::Unattached) => {
                prose.paragraph(
                    "Undecided: its parent is said to be the comment itself, or to answer it in \
                     turn. A correction can settle it.",
                );
                self.bullets(prose, &link.clues);
            }
            (None, _) if !self.comment.kind.has_author() => {
                prose.paragraph("None: it stands below the article.");
            }
            (None, answers) => {
                prose.paragraph(&format!("{} For it:", self.decision(answers)));
                self.reasons(prose, answers, &link.clues);
            }
        }
        self.runner_up(prose);
        for second in &self.comment.secondary {
            prose.paragraph(&format!(
                "It answers comment {}, too{} (confidence {}):",
                second.parent.shown(),
                self.by(second.parent),
                second.confidence
            ));
            self.bullets(prose, &second.clues);
        }
    }

    /// What was decided.
    fn decision(&self, answers: Answers) -> String {
        match answers {
            Answers::Comment(parent) => {
                let by = self.by(parent);
                // "Priya N." ends the sentence by itself.
                let stop = if by.ends_with('.') { "" } else { "." };
                let depth = self.comment.reply_depth.map_or_else(
                    || "no known reply depth, because a parent further up is not known".to_owned(),
                    |depth| format!("reply depth {depth}"),
                );
                format!("Comment {}{by}{stop} It stands at {depth}.", parent.shown())
            }
            Answers::Missing => match self.posting.platform_parent.as_deref() {
                Some(id) => {
                    format!("The page states a parent (“{}”) and does not show it.", safe::line(id))
                }
                None => "The page states a parent and does not show it.".to_owned(),
            },
            Answers::Article | Answers::Unattached => {
                "None: it is taken to answer the article, a root of the tree.".to_owned()
            }
        }
    }

    /// What speaks for `answers`, and what against.
    fn reasons(&self, prose: &mut Prose, answers: Answers, clues: &[Clue]) {
        if answers == Answers::Article && clues.is_empty() {
            self.unseen_signs(prose);
        }
        self.bullets(prose, clues);
        let against = against::sentences(self, answers, clues);
        if !against.is_empty() {
            prose.paragraph("Against it:");
            against.iter().for_each(|sentence| prose.bullet(sentence));
        } else if !self.comment.link.is_stated() {
            prose.paragraph("Against it: nothing that the page shows.");
        }
    }

    fn bullets(&self, prose: &mut Prose, clues: &[Clue]) {
        for clue in clues {
            prose.bullet(&clues::sentence(clue, self));
        }
    }

    /// The signs of an answer that were looked for and are not there.
    fn unseen_signs(&self, prose: &mut Prose) {
        if self.posting.addressees.is_empty() {
            prose.bullet("addressee: no “@name” line stands at its head");
        }
        if !self.quotes_here().iter().any(|q| matches!(q.source, QuoteSource::Comment(_))) {
            prose.bullet("quote: it quotes no earlier comment");
        }
        prose.bullet(match self.posting.nesting {
            Some(0) => "nesting: the page shows it at the outermost level",
            Some(_) => "nesting: the page sets it in, below no comment that it could answer",
            None => "nesting and explicit id: the page states none",
        });
        if self.comment.author.name.is_none() {
            prose.bullet("backlink: no “Replies:” line of an earlier comment could be tied to it");
        } else if against::listed(self).is_none() {
            prose.bullet("backlink: no earlier comment lists its author as having answered it");
        }
        prose.bullet("salutation: none that leads from here to an earlier comment");
    }

    /// The runner-up with what speaks for it, and the margin.
    fn runner_up(&self, prose: &mut Prose) {
        let link = &self.comment.link;
        let best = link.withheld.as_ref().map_or(link.confidence, |w| w.confidence);
        match &link.runner_up {
            Some(runner_up) => {
                let by = runner_up.choice.parent().map(|parent| self.by(parent));
                let choice = format!("{}{}", answered(runner_up.choice), by.unwrap_or_default());
                let told = next_best(Some(best), runner_up, &choice);
                if runner_up.clues.is_empty() {
                    prose.paragraph(&told);
                } else {
                    prose.paragraph(&format!("{told} For that one:"));
                    self.bullets(prose, &runner_up.clues);
                }
            }
            None if link.is_stated() || best == Confidence::default() => {}
            None => prose.paragraph("Nothing else comes into question."),
        }
    }
}
