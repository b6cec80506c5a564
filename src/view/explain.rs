//! Why a comment has its author, its parent and its labels, in sentences and
//! with the words that show it.

mod against;
mod clues;
mod labels;
mod parent;

use super::safe;
use super::style::{STRONG, paint};
use super::summary::count;
use super::wrap::Prose;
use crate::analysis::ThreadAnalysis;
use crate::model::{
    Answers, AuthorSource, Comment, CommentId, Confidence, Kind, Posting, RunnerUp,
};
use crate::quotes::{Quote, QuoteMark, QuoteSource};
use crate::stance::Names;
use crate::text::Decoded;

/// Columns for the words of a clue or a quote.
const WORDS_COLUMNS: usize = 160;

/// The account of comment `id`; none where the thread has no such comment.
pub fn text<N: Names>(
    analysis: &ThreadAnalysis,
    source: &Decoded,
    names: &N,
    id: CommentId,
    width: usize,
) -> Option<String> {
    let comment = analysis.thread.comments.get(id.index())?;
    let posting = analysis.page.postings.get(id.index())?;
    let explainer = Explainer { analysis, source, id, comment, posting };
    let mut prose = Prose::new(width);
    explainer.headline(&mut prose);
    explainer.author(&mut prose);
    explainer.parent(&mut prose);
    explainer.quotes(&mut prose);
    labels::write(&mut prose, analysis, names, id);
    Some(prose.finish())
}

/// One comment, and what is needed to speak of it.
struct Explainer<'a> {
    analysis: &'a ThreadAnalysis,
    source: &'a Decoded,
    id: CommentId,
    comment: &'a Comment,
    posting: &'a Posting,
}

impl Explainer<'_> {
    /// `, taken for Jon Pike,` where the name as written is not the one that
    /// `comment` has.
    fn taken_for(&self, comment: CommentId, written: &str) -> String {
        let author = self.analysis.thread.comments.get(comment.index());
        match author.and_then(|c| c.author.name.as_deref()) {
            Some(name) if name != written => format!(", taken for {}, which", safe::name(name)),
            _ => String::new(),
        }
    }

    fn headline(&self, prose: &mut Prose) {
        let shown = self.id.shown();
        let sentence = match (self.comment.kind, self.comment.link.answers) {
            (Kind::Pingback, _) => {
                format!("Comment {shown} is a pingback: another site’s link to the article.")
            }
            (Kind::System, _) => format!("Comment {shown} is a line that the server wrote."),
            (_, Answers::Unattached) => {
                format!("Comment {shown} is unattached: what it answers is undecided.")
            }
            (_, answers) => format!(
                "Comment {shown} answers {} (confidence {}).",
                answered(answers),
                self.comment.link.confidence
            ),
        };
        prose.line(&paint(STRONG, &sentence));
        let printed = match self.posting.number {
            Some(n) if n != u64::from(shown) => format!("The page prints it as number {n}; "),
            _ => String::new(),
        };
        let begins = safe::snippet(self.posting.body.text(), 60);
        let (first, _) = self.source.lines_of(self.posting.place);
        let place = if self.posting.place.is_empty() {
            String::new()
        } else {
            format!(", on line {first}")
        };
        let it = if printed.is_empty() { "It" } else { "it" };
        let begins = if begins.is_empty() {
            format!("{printed}{it} has no text{place}.")
        } else {
            format!("{printed}{it} begins {}{place}.", clues::in_marks(&begins))
        };
        prose.paragraph(&begins);
        if self.comment.replies > 0 {
            let by: Vec<String> = self
                .analysis
                .thread
                .iter()
                .filter(|(_, c)| c.parent() == Some(self.id))
                .take(10)
                .map(|(id, _)| id.shown().to_string())
                .collect();
            let more = if self.comment.replies as usize > by.len() { ", …" } else { "" };
            let noun = if self.comment.replies == 1 { "comment" } else { "comments" };
            prose.paragraph(&format!("Answered by {noun} {}{more}.", by.join(", ")));
        }
    }

    fn author(&self, prose: &mut Prose) {
        let author = &self.comment.author;
        let name = author.name.as_deref().map(safe::name).unwrap_or_default();
        let sure = author.confidence.map(|c| format!(" (confidence {c})")).unwrap_or_default();
        heading(prose, "Author");
        match author.source {
            AuthorSource::Stated => prose.paragraph(&format!("{name}: the page states it.")),
            AuthorSource::Recovered => prose.paragraph(&format!(
                "{name}{sure}. The page does not state it; it was recovered from what other \
                 comments say:"
            )),
            AuthorSource::Corrected => {
                prose.paragraph(&format!("{name}: the analyst’s corrections say so."));
            }
            AuthorSource::None => prose.paragraph("Nobody: no person stands behind it."),
            AuthorSource::Unknown => match &author.withheld {
                Some(best) => self.withheld_author(prose, best),
                None => self.unknown_author(prose),
            },
        }
        for clue in &author.clues {
            prose.bullet(&clues::sentence(clue, self));
        }
        if let Some(runner_up) = &author.runner_up {
            let choice = format!("“{}”", safe::name(&runner_up.choice));
            let best = author.withheld.as_ref().map(|w| w.confidence).or(author.confidence);
            prose.paragraph(&next_best(best, runner_up, &choice));
        }
    }

    /// The name that is less sure than was asked for.
    fn withheld_author(&self, prose: &mut Prose, best: &RunnerUp<String>) {
        prose.paragraph(&format!(
            "Unknown: the best guess, {} (confidence {}), is less sure than was asked for. It \
             rests on what other comments say:",
            safe::name(&best.choice),
            best.confidence
        ));
        for clue in &best.clues {
            prose.bullet(&clues::sentence(clue, self));
        }
    }

    /// What was looked for, and that it is not there.
    fn unknown_author(&self, prose: &mut Prose) {
        let printed = match &self.posting.author {
            Some(mention) => format!(
                "The page prints “{}”, which is no identity: many may share it.",
                safe::name(&mention.name)
            ),
            None => "Unknown: the page states no name.".to_owned(),
        };
        prose.paragraph(&format!("{printed} What could have given one, and did not:"));
        let own: Vec<String> =
            self.posting.addressees.iter().map(|m| format!("“@{}”", safe::name(&m.name))).collect();
        prose.bullet(&if own.is_empty() {
            "backlink: no “Replies:” line of an earlier comment could be tied to this one, which \
             calls on nobody in a link line"
                .to_owned()
        } else {
            format!(
                "backlink: it calls on {}, and no “Replies:” line there settles who wrote this \
                 answer",
                own.join(", ")
            )
        });
        prose.bullet(&if self.posting.backlinks.is_empty() {
            "addressee and salutation: no later comment calls on a name that has to be this \
             author’s"
                .to_owned()
        } else {
            let names: Vec<String> = self
                .posting
                .backlinks
                .iter()
                .map(|m| format!("“@{}”", safe::name(&m.name)))
                .collect();
            format!(
                "addressee and salutation: {} answered it, and no answer says by name whom it \
                 answers here",
                names.join(", ")
            )
        });
        prose.bullet("analyst: no correction names this comment’s author");
    }

    fn quotes(&self, prose: &mut Prose) {
        let quotes = self.quotes_here();
        if quotes.is_empty() {
            return;
        }
        heading(prose, "Quotes");
        let counts = if quotes.len() == 1 { "it counts" } else { "they count" };
        prose.paragraph(&format!(
            "{}; {counts} neither among its own words nor for its labels.",
            count(quotes.len(), "quote", "quotes")
        ));
        for quote in quotes {
            let words = safe::snippet(quote.span.of_text(self.posting.body.text()), WORDS_COLUMNS);
            let how = match quote.mark {
                QuoteMark::Marks => "in quotation marks",
                QuoteMark::Prefix => "on lines with “>”",
                QuoteMark::Tags => "between tags",
                QuoteMark::Verbatim => "unmarked, in these words or nearly these",
            };
            let whence = match quote.source {
                QuoteSource::Article => "first said in the article".to_owned(),
                QuoteSource::Comment(id) => {
                    format!("first said in comment {}{}", id.shown(), self.by(id))
                }
                QuoteSource::Outside => "from elsewhere, as the comment says".to_owned(),
                QuoteSource::Unknown => "from nowhere on this page".to_owned(),
            };
            let many = count(quote.words as usize, "word", "words");
            prose.bullet(&format!("{}: {many}, {how}, {whence}", clues::in_marks(&words)));
        }
    }

    fn quotes_here(&self) -> &[Quote] {
        self.analysis.quotes.get(self.id.index()).map_or(&[], Vec::as_slice)
    }

    /// `, by Pat the Rat (recovered)`.
    fn by(&self, id: CommentId) -> String {
        let author = self.analysis.thread.comments.get(id.index()).map(|c| &c.author);
        match author.and_then(|a| a.name.as_deref().map(|name| (name, a.source))) {
            None => ", by an unknown author".to_owned(),
            Some((name, AuthorSource::Stated)) => format!(", by {}", safe::name(name)),
            Some((name, source)) => format!(", by {} ({})", safe::name(name), source.as_str()),
        }
    }
}

fn heading(prose: &mut Prose, words: &str) {
    prose.blank();
    prose.line(&paint(STRONG, words));
}

fn answered(answers: Answers) -> String {
    match answers {
        Answers::Article => "the article".to_owned(),
        Answers::Comment(id) => format!("comment {}", id.shown()),
        Answers::Missing => "a comment that is not here".to_owned(),
        Answers::Unattached => "something that is undecided".to_owned(),
    }
}

/// The runner-up, and by how much it lost.
fn next_best<T>(chosen: Option<Confidence>, runner_up: &RunnerUp<T>, choice: &str) -> String {
    let other = runner_up.confidence;
    let behind = chosen.map(|c| c.ten_thousandths().saturating_sub(other.ten_thousandths()));
    match behind {
        Some(0) if chosen.is_some_and(|c| c < other) => format!(
            "By itself {choice} is likelier (confidence {other}); that it answers some comment is \
             likelier still."
        ),
        Some(0) => format!("A tie: {choice} is as likely (confidence {other})."),
        Some(margin) => format!(
            "Next best: {choice} (confidence {other}); the margin is {}.",
            Confidence::from_ten_thousandths(margin)
        ),
        None => format!("The best guess would be {choice} (confidence {other})."),
    }
}

#[cfg(test)]
mod tests;
