//! An article without comments: the last resort, and the reader of the
//! article above them for every other text layout.

use std::ops::Range;

use super::furniture::{first_comment_sign, is_comment_heading, is_furniture, is_tags};
use super::{Event, Format, Lines, ReadError, ReadOptions, Score, Sink};
use crate::model::{Article, Part};
use crate::notice::{Notice, Severity};

/// Plain text.
pub(super) struct Prose;

impl Format for Prose {
    fn id(&self) -> &'static str {
        "article"
    }

    fn about(&self) -> &'static str {
        "an article without comments"
    }

    fn score(&self, _: &Lines<'_>, _: &ReadOptions<'_>) -> Option<Score> {
        Some(Score::default())
    }

    fn read(
        &self,
        lines: &Lines<'_>,
        _: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        without_comments(lines, sink);
        Ok(())
    }
}

/// Reads a page on which no comments were found. Also what a layout does that
/// was asked for and finds none.
pub(super) fn without_comments(lines: &Lines<'_>, sink: &mut dyn Sink) {
    if looks_like_html(lines.text()) {
        for line in lines.all().iter().filter(|line| !line.is_blank()) {
            sink.event(Event::Stretch(line.content, Part::Unplaced));
        }
        let message = "this is HTML, which this version does not read; all of it is unplaced";
        let notice = Notice::new("html", Severity::Warning, message)
            .help("open it in a browser and save or copy it as text");
        sink.event(Event::Notice(notice, Some(0)));
        return;
    }
    read_article(lines, 0..lines.all().len(), false, sink);
    let message = "the page has no comments that this version can tell apart";
    sink.event(Event::Notice(Notice::new("no-comments", Severity::Info, message), None));
}

/// Whether the text begins as a saved page does.
fn looks_like_html(text: &str) -> bool {
    const LOOKED_AT: usize = 1024;
    let head: String = text.trim_start().chars().take(LOOKED_AT).collect::<String>().to_lowercase();
    let tags = ["<!doctype html", "<html", "<head", "<body"];
    head.starts_with('<') && tags.iter().any(|tag| head.contains(tag))
}

/// Reads the lines of `range` as an article: its title first, then its text.
/// Where text that looks like comments begins, the rest is unplaced; `above`
/// says that the comments were found below it, so that more must speak for it.
pub(super) fn read_article(
    lines: &Lines<'_>,
    range: Range<usize>,
    above: bool,
    sink: &mut dyn Sink,
) {
    let text = lines.text();
    let signs = first_comment_sign(lines, range.start, range.end, above);
    let mut article = Article::default();
    let mut blank_before = false;
    for at in range.start..signs.unwrap_or(range.end) {
        let line = &lines.all()[at];
        let content = lines.content(line);
        if line.is_blank() {
            blank_before = true;
            continue;
        }
        let part = if is_tags(content) {
            Part::Metadata
        } else if (article.title.is_some() || above)
            && (is_furniture(content) || is_comment_heading(content))
        {
            Part::Furniture
        } else {
            Part::Article
        };
        sink.event(Event::Stretch(line.content, part));
        if part == Part::Article {
            if article.title.is_none() {
                article.title = Some(content.to_owned());
            } else {
                article.body.push_line(text, line.content, blank_before);
            }
        }
        blank_before = false;
    }
    if article.title.is_some() {
        sink.event(Event::Article(article));
    }
    let Some(first) = signs else {
        return;
    };
    for line in lines.all()[first..range.end].iter().filter(|l| !l.is_blank()) {
        sink.event(Event::Stretch(line.content, Part::Unplaced));
    }
    let message = "text that looks like comments fits no layout that this version knows; it is \
                   kept as unplaced";
    let notice =
        Notice::new("unplaced", Severity::Warning, message).help("`rejoinder ledger` shows it");
    sink.event(Event::Notice(notice, Some(lines.all()[first].content.start)));
}
