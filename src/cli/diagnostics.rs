//! Problems of written files and notices of a run, as a person reads them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write;

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::notice::{Notice, Problem, Problems, Severity};
use crate::text::Span;
use crate::view::{safe, severity_style, summary};

/// Notices of one kind that are shown for one input; the rest is counted.
const SHOWN_OF_A_KIND: usize = 8;

/// Prints an error with its causes on one line. A closed stream leaves nobody
/// to tell.
pub(super) fn error(err: &mut dyn Write, error: &anyhow::Error) {
    let style = severity_style(Severity::Error);
    let text = format!("{error:#}");
    for (i, line) in text.lines().enumerate() {
        let head = if i == 0 { format!("{style}error{style:#}: ") } else { "  ".to_owned() };
        let _ = writeln!(err, "{head}{}", safe::line(line));
    }
}

/// Prints all that is wrong with a file, by place, and how many it was.
pub(super) fn problems(err: &mut dyn Write, problems: &Problems, width: usize) {
    let text = safe::same_length(&problems.text);
    let file = safe::line(&problems.file);
    let mut list: Vec<&Problem> = problems.list.iter().collect();
    list.sort_by_key(|p| p.span);
    let renderer = Renderer::styled().term_width(width);
    for problem in &list {
        let _ = writeln!(err, "{}\n", rendered(problem, &file, &text, &renderer));
    }
    let style = severity_style(Severity::Error);
    let count = summary::count(list.len(), "problem", "problems");
    let _ = writeln!(err, "{style}error{style:#}: {count} in {file}; nothing was done");
}

fn rendered(problem: &Problem, file: &str, text: &str, renderer: &Renderer) -> String {
    let also = problem.also.as_ref().map(|(span, what)| (*span, safe::line(what)));
    let span = fitted(problem.span, text);
    let other = also.as_ref().map(|(span, _)| fitted(*span, text));
    // Only the lines in question go to the renderer, which reads all it gets.
    let first = other.map_or(span.start, |o| o.start.min(span.start)) as usize;
    let last = other.map_or(span.end, |o| o.end.max(span.end)) as usize;
    let from = text[..first].rfind('\n').map_or(0, |at| at + 1);
    let to = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let line = text[..from].matches('\n').count() + 1;
    let moved = |span: Span| span.start as usize - from..span.end as usize - from;

    let mut snippet = Snippet::source(&text[from..to])
        .path(file)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(moved(span)));
    if let (Some((_, what)), Some(other)) = (&also, other) {
        snippet =
            snippet.annotation(AnnotationKind::Context.span(moved(other)).label(what.as_ref()));
    }
    let message = safe::line(&problem.message);
    let mut group = Level::ERROR.primary_title(message.as_ref()).id(problem.code).element(snippet);
    let help = problem.help.as_deref().map(safe::line);
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_ref()));
    }
    renderer.render(&[group])
}

/// `span` within `text`, on character boundaries.
fn fitted(span: Span, text: &str) -> Span {
    let floor = |at: u32| {
        let mut at = (at as usize).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at as u32
    };
    let start = floor(span.start);
    Span::new(start, floor(span.end).max(start))
}

/// Prints warnings and errors, some of each kind, and says how many notices
/// there are in all.
pub(super) fn notices(err: &mut dyn Write, notices: &[Notice]) {
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for notice in notices.iter().filter(|n| n.severity > Severity::Info) {
        let count = seen.entry((&notice.input, notice.code)).or_default();
        *count += 1;
        if *count <= SHOWN_OF_A_KIND {
            let _ = writeln!(err, "{}", notice_line(notice));
        }
    }
    for ((input, code), count) in seen {
        if count > SHOWN_OF_A_KIND {
            let rest = count - SHOWN_OF_A_KIND;
            let input = safe::line(input);
            let _ = writeln!(err, "  … and {rest} more of {code} in {input}");
        }
    }
}

/// `2 warnings, 1 note`; empty where there is none.
pub(super) fn counted<'n>(notices: impl Iterator<Item = &'n Notice>) -> String {
    let mut counts = [0_usize; 3];
    for notice in notices {
        match notice.severity {
            Severity::Error => counts[0] += 1,
            Severity::Warning => counts[1] += 1,
            Severity::Info => counts[2] += 1,
        }
    }
    let words = [("error", "errors"), ("warning", "warnings"), ("note", "notes")];
    let parts: Vec<String> = counts
        .into_iter()
        .zip(words)
        .filter(|&(count, _)| count > 0)
        .map(|(count, (one, many))| summary::count(count, one, many))
        .collect();
    parts.join(", ")
}

fn notice_line(notice: &Notice) -> String {
    let style = severity_style(notice.severity);
    let mut place = safe::line(&notice.input).into_owned();
    if let Some(at) = notice.place {
        let _ = write!(place, ":{}", at.line);
    }
    if let Some(comment) = notice.comment {
        let _ = write!(place, " comment {comment}");
    }
    let place = if place.is_empty() { place } else { format!("{}: ", place.trim_start()) };
    let help = notice.help.as_deref().map(|h| format!(" ({})", safe::line(h))).unwrap_or_default();
    format!(
        "{style}{}{style:#}[{}]: {place}{}{help}",
        notice.severity.as_str(),
        notice.code,
        safe::line(&notice.message),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(bytes: &[u8]) -> String {
        let text = String::from_utf8_lossy(bytes).into_owned();
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn problems_point_at_their_words_in_order() {
        let text = "name = \"x\"\nwieght = 2\nid = \"a\"\nid = \"a\"\n";
        let at = |words: &str| {
            let start = text.find(words).expect("there");
            Span::of(&(start..start + words.len()))
        };
        let second = text.rfind("id").expect("there");
        let found = Problems {
            file: "lexicon.toml".into(),
            text: text.into(),
            list: vec![
                Problem::new("duplicate-id", Span::of(&(second..second + 2)), "`a` is taken")
                    .also(at("id"), "first defined here"),
                Problem::new("unknown-key", at("wieght"), "no rule has a `wieght`")
                    .help("did you mean `weight`?"),
            ],
        };
        let mut err = Vec::new();
        problems(&mut err, &found, 80);
        let shown = plain(&err);
        assert!(shown.contains("lexicon.toml:2:1") && shown.contains("^^^^^^"), "{shown}");
        assert!(shown.contains("did you mean `weight`?") && shown.contains("first defined here"));
        assert!(shown.find("wieght") < shown.find("is taken"), "sorted by place: {shown}");
        assert!(
            shown.ends_with("error: 2 problems in lexicon.toml; nothing was done\n"),
            "{shown}"
        );
    }

    #[test]
    fn a_span_that_does_not_fit_is_cut_and_nothing_raw_is_shown() {
        let found = Problems {
            file: "a\u{1b}b".into(),
            text: "é\u{9b}31m\u{202e}\u{1b}".into(),
            list: vec![
                Problem::new("x", Span::new(1, 900), "m\u{7}").help("h\u{9b}"),
                Problem::new("y", Span::new(500, 2), "m"),
            ],
        };
        let mut err = Vec::new();
        problems(&mut err, &found, 80);
        let shown = plain(&err);
        assert!(!shown.replace('\n', "").contains(safe::is_unsafe), "{shown:?}");
    }

    #[test]
    fn warnings_of_a_kind_are_shown_up_to_a_limit() {
        let warning = Notice::new("odd", Severity::Warning, "odd\u{1b}");
        let mut list = vec![warning; 20];
        list.push(Notice::new("fine", Severity::Info, "fine"));
        let mut err = Vec::new();
        notices(&mut err, &list);
        let shown = plain(&err);
        assert_eq!(shown.lines().count(), SHOWN_OF_A_KIND + 1, "{shown}");
        assert!(shown.contains("… and 12 more of odd") && shown.contains("odd␛"), "{shown}");
        assert_eq!(counted(list.iter()), "20 warnings, 1 note");
    }
}
