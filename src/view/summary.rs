//! A thread in a few numbers: who is in it, how it hangs together, where its
//! names come from.

use std::fmt::Write as _;

use super::safe;
use super::style::{FAINT, STRONG, paint};
use crate::analysis::ThreadAnalysis;
use crate::model::{Answers, AuthorSource, Kind};

/// The numbers of one thread. Only comments count: what a site or a server
/// posted stands in `other`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Comments that people wrote, deleted ones included.
    pub comments: usize,
    /// Of these, the ones whose text was removed.
    pub deleted: usize,
    /// Pingbacks.
    pub pingbacks: usize,
    /// Lines that a chat's server wrote.
    pub system: usize,
    /// Comments that answer the article.
    pub roots: usize,
    /// Comments that answer a comment.
    pub replies: usize,
    /// Comments whose parent the page states and does not show.
    pub missing: usize,
    /// Comments whose parent could not be decided.
    pub unattached: usize,
    /// Comments by where their author's name comes from, in the order of
    /// [`AuthorSource::ALL`].
    pub authors: [usize; 5],
    /// People with a name.
    pub known: usize,
    /// The fewest people who can have written the comments: each unknown
    /// author is one of the known.
    pub least: usize,
    /// The most: each unknown author is somebody else.
    pub most: usize,
    /// The deepest reply depth.
    pub deepest: u32,
}

impl Summary {
    /// Counts `analysis`.
    pub fn of(analysis: &ThreadAnalysis) -> Self {
        let mut out = Self::default();
        let thread = &analysis.thread;
        let mut wrote = vec![false; thread.commenters.len()];
        for comment in &thread.comments {
            match comment.kind {
                Kind::Pingback => out.pingbacks += 1,
                Kind::System => out.system += 1,
                Kind::Deleted | Kind::Comment => out.count(comment),
            }
            if comment.kind == Kind::Comment
                && let Some(commenter) = comment.author.commenter
                && let Some(seen) = wrote.get_mut(commenter.index())
            {
                *seen = true;
            }
        }
        let people = thread.commenters.iter().zip(&wrote).filter(|&(_, &wrote)| wrote);
        for (commenter, _) in people {
            out.most += 1;
            out.known += usize::from(commenter.name.is_some());
        }
        out.least = out.known.max(usize::from(out.most > 0));
        out
    }

    fn count(&mut self, comment: &crate::model::Comment) {
        self.comments += 1;
        self.deleted += usize::from(comment.kind == Kind::Deleted);
        match comment.link.answers {
            Answers::Article => self.roots += 1,
            Answers::Comment(_) => self.replies += 1,
            Answers::Missing => self.missing += 1,
            Answers::Unattached => self.unattached += 1,
        }
        self.deepest = self.deepest.max(comment.reply_depth.unwrap_or(0));
        let source = AuthorSource::ALL.iter().position(|&s| s == comment.author.source);
        if let Some(count) = source.and_then(|at| self.authors.get_mut(at)) {
            *count += 1;
        }
    }

    /// How many comments have a name from `source`.
    pub fn authors_from(&self, source: AuthorSource) -> usize {
        AuthorSource::ALL
            .iter()
            .zip(self.authors)
            .find_map(|(&s, count)| (s == source).then_some(count))
            .unwrap_or(0)
    }

    /// `11 comments, 1 pingback`.
    pub fn what(&self) -> String {
        let mut out = count(self.comments, "comment", "comments");
        if self.deleted > 0 {
            let _ = write!(out, " ({} deleted)", self.deleted);
        }
        if self.pingbacks > 0 {
            let _ = write!(out, ", {}", count(self.pingbacks, "pingback", "pingbacks"));
        }
        if self.system > 0 {
            let _ = write!(out, ", {}", count(self.system, "system line", "system lines"));
        }
        out
    }

    /// `4 known; 4–10 in all`.
    pub fn people(&self) -> String {
        if self.least == self.most {
            return format!("{}, all known", self.most);
        }
        format!("{}–{} ({} known)", self.least, self.most, self.known)
    }

    /// `9 roots, 2 replies`, and what else there is.
    pub fn tree(&self) -> String {
        let mut out = format!(
            "{}, {}",
            count(self.roots, "root", "roots"),
            count(self.replies, "reply", "replies")
        );
        if self.deepest > 0 {
            let _ = write!(out, ", deepest at reply depth {}", self.deepest);
        }
        if self.missing > 0 {
            let _ = write!(out, ", {} below a parent that is not shown", self.missing);
        }
        if self.unattached > 0 {
            let _ = write!(out, ", {} undecided", self.unattached);
        }
        out
    }

    /// `2 stated, 3 recovered, 6 unknown`.
    pub fn authors(&self) -> String {
        let shown = [
            (AuthorSource::Stated, true),
            (AuthorSource::Recovered, true),
            (AuthorSource::Corrected, false),
            (AuthorSource::Unknown, true),
        ];
        let parts: Vec<String> = shown
            .into_iter()
            .map(|(source, always)| (source, self.authors_from(source), always))
            .filter(|&(_, count, always)| always || count > 0)
            .map(|(source, count, _)| format!("{count} {}", source.as_str()))
            .collect();
        parts.join(", ")
    }
}

/// The heading of a thread: its name and the article's title.
pub fn heading(analysis: &ThreadAnalysis, width: usize) -> String {
    let name = safe::name(&analysis.page.thread);
    let title = analysis.page.article.as_ref().and_then(|a| a.title.as_deref()).unwrap_or_default();
    if title.is_empty() {
        return paint(STRONG, &name);
    }
    let room = width.saturating_sub(safe::width(&name) + 2).max(16);
    format!("{}  {}", paint(STRONG, &name), paint(FAINT, &safe::snippet(title, room)))
}

/// The summary of a thread, one line a question.
pub fn text(analysis: &ThreadAnalysis, width: usize) -> String {
    let summary = Summary::of(analysis);
    let mut out = heading(analysis, width);
    let _ = write!(out, "\n  comments  {}\n", summary.what());
    if summary.comments > 0 {
        let _ = writeln!(out, "  people    {}", summary.people());
        let _ = writeln!(out, "  tree      {}", summary.tree());
        let _ = writeln!(out, "  authors   {}", summary.authors());
    }
    out
}

/// `1 reply`, `2 replies`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::testing::{plain, seed};

    #[test]
    fn the_seed_has_between_four_and_ten_people() {
        let (analysis, _) = seed();
        let shown = plain(&text(&analysis, 80));
        assert_eq!(
            shown,
            "seed  Who Is at Fault?\n\
             \x20 comments  11 comments, 1 pingback\n\
             \x20 people    4–10 (4 known)\n\
             \x20 tree      9 roots, 2 replies, deepest at reply depth 1\n\
             \x20 authors   2 stated, 3 recovered, 6 unknown\n"
        );
    }

    #[test]
    fn a_page_without_comments_says_only_that() {
        let analysis = crate::view::testing::empty();
        assert_eq!(plain(&text(&analysis, 80)), "empty\n  comments  0 comments\n");
    }
}
