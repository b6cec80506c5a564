//! The reply tree as rows, and rows as lines of text.
//!
//! Nothing here recurses, and no line is longer for standing deeper: the tree
//! is drawn down to a level, and below it a row states its depth.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::safe;
use super::style::{FAINT, INFERRED, LABEL, STRONG, paint};
use crate::analysis::ThreadAnalysis;
use crate::model::{Answers, AuthorSource, Comment, CommentId, Confidence, Kind};
use crate::quotes::QuoteSource;
use crate::stance::{Label, Names};

/// A link or name that is less sure than this gets a mark.
const SURE: Confidence = Confidence::from_ten_thousandths(9_000);

/// Columns for a name.
const NAME_COLUMNS: usize = 24;
/// Columns for labels.
const LABEL_COLUMNS: usize = 44;

/// How a tree is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of a line.
    pub width: usize,
    /// Whether lines are drawn with ASCII only.
    pub ascii: bool,
}

impl Look {
    /// Levels that are drawn; deeper rows state their depth.
    fn levels(self) -> usize {
        (self.width / 8).clamp(2, 16)
    }
}

/// A comment's place in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The comment.
    pub comment: CommentId,
    /// Comments above it, from 0.
    pub depth: u32,
    /// Whether no sibling follows.
    pub last: bool,
    /// For each drawn level, whether a line runs on through this row: bit 0 is
    /// the level of answers to a root.
    pub through: u32,
}

/// The rows of a thread, each parent before its answers.
pub fn rows(analysis: &ThreadAnalysis) -> Vec<Row> {
    let thread = &analysis.thread;
    let mut last_child = vec![None; thread.comments.len()];
    for (id, comment) in thread.iter() {
        if let Some(slot) = comment.parent().and_then(|p| last_child.get_mut(p.index())) {
            *slot = Some(id);
        }
    }
    let mut place = vec![(0_u32, 0_u32); thread.comments.len()];
    let mut out = Vec::with_capacity(thread.comments.len());
    for id in thread.depth_first() {
        let parent = thread.comments.get(id.index()).and_then(Comment::parent);
        let row = match parent.and_then(|p| Some((p, *place.get(p.index())?))) {
            None => Row { comment: id, depth: 0, last: true, through: 0 },
            Some((parent, (depth, through))) => {
                let last = last_child.get(parent.index()) == Some(&Some(id));
                Row { comment: id, depth: depth + 1, last, through }
            }
        };
        if let Some(slot) = place.get_mut(id.index()) {
            let line = if row.last || row.depth == 0 { 0 } else { bit(row.depth - 1) };
            *slot = (row.depth, row.through | line);
        }
        out.push(row);
    }
    out
}

fn bit(level: u32) -> u32 {
    1_u32.checked_shl(level).unwrap_or(0)
}

/// Draws the rows of one thread.
pub struct Drawing<'a, N> {
    analysis: &'a ThreadAnalysis,
    names: &'a N,
    look: Look,
    digits: usize,
    used: Marks,
}

/// Which marks the drawing used; only these are explained.
#[derive(Debug, Default)]
struct Marks(u16);

/// A mark, and what it means.
#[derive(Clone, Copy)]
enum Mark {
    Unknown,
    Recovered,
    Corrected,
    Unsure,
    Printed,
    Depth,
    Quote,
    Labels,
}

impl Mark {
    const ALL: [(Self, &'static str); 8] = [
        (Self::Unknown, "? author unknown"),
        (Self::Recovered, "* name recovered from other comments"),
        (Self::Corrected, "+ name set by the analyst"),
        (
            Self::Unsure,
            "~ below confidence 0.90: before a number its place, behind a name the name",
        ),
        (Self::Printed, "#N number as printed, where it differs"),
        (Self::Depth, "(depth N) deeper than is drawn"),
        (Self::Quote, "[quote] begins with somebody else’s words"),
        (Self::Labels, "{…} where it stands"),
    ];
}

impl<'a, N: Names> Drawing<'a, N> {
    /// Prepares to draw `analysis`.
    pub fn new(analysis: &'a ThreadAnalysis, names: &'a N, look: Look) -> Self {
        let doubtful = |c: &Comment| c.parent().is_none() && is_doubtful(c);
        let doubt = usize::from(analysis.thread.comments.iter().any(doubtful));
        let digits = analysis.thread.comments.len().to_string().len() + doubt;
        Self { analysis, names, look, digits, used: Marks::default() }
    }

    /// One row, without a line feed.
    pub fn line(&mut self, row: &Row) -> String {
        let Some(comment) = self.analysis.thread.comments.get(row.comment.index()) else {
            return String::new();
        };
        let branch = self.branch(row);
        let head = self.head(row, comment);
        let (name, mark) = self.author(comment);
        let aside = aside(comment);
        let labels = self.labels(row.comment);
        let mut out = format!("{}{head}  ", paint(FAINT, &branch));
        let mut used = safe::width(&branch) + safe::width(&head) + 2;
        for (style, text) in
            [(STRONG, name.as_str()), (INFERRED, mark), (FAINT, aside), (LABEL, labels.as_str())]
        {
            if !text.is_empty() {
                // A mark stands close to its name.
                let gap = usize::from(!out.ends_with(' ') && !std::ptr::eq(text, mark));
                let _ = write!(out, "{}{}", &" "[..gap], paint(style, text));
                used += gap + safe::width(text);
            }
        }
        let room = self.look.width.saturating_sub(used + 2).max(16);
        let _ = write!(out, "  {}", self.words(row.comment, room));
        out
    }

    /// What the marks mean that were used so far.
    pub fn legend(&self) -> String {
        let meant: Vec<&str> = Mark::ALL
            .into_iter()
            .filter(|&(mark, _)| self.used.0 & (1 << mark as u16) != 0)
            .map(|(_, meaning)| meaning)
            .collect();
        if meant.is_empty() {
            return String::new();
        }
        let mut prose = super::wrap::Prose::new(self.look.width);
        // A meaning is not torn apart: its spaces become breakable only after.
        let joined: Vec<String> = meant.iter().map(|m| m.replace(' ', "\u{a0}")).collect();
        prose.paragraph(&joined.join("; "));
        paint(FAINT, prose.finish().replace('\u{a0}', " ").trim_end())
    }

    fn mark(&mut self, mark: Mark) {
        self.used.0 |= 1 << mark as u16;
    }

    /// The lines that lead to a row.
    fn branch(&self, row: &Row) -> String {
        let levels = self.look.levels();
        let depth = row.depth as usize;
        if depth == 0 {
            return String::new();
        }
        let (through, none, turn, end) = if self.look.ascii {
            ("|  ", "   ", "|- ", "`- ")
        } else {
            ("│  ", "   ", "├─ ", "└─ ")
        };
        let drawn = depth.min(levels);
        let mut out = " ".repeat(self.digits + 2);
        for level in 0..drawn - 1 {
            out.push_str(if row.through & bit(level as u32) == 0 { none } else { through });
        }
        out.push_str(match (depth > levels, row.last) {
            (true, _) => none,
            (false, true) => end,
            (false, false) => turn,
        });
        out
    }

    /// Number, printed number, depth where it is not drawn, doubt.
    fn head(&mut self, row: &Row, comment: &Comment) -> String {
        let mut out = String::new();
        if row.depth as usize > self.look.levels() {
            let _ = write!(out, "(depth {}) ", row.depth);
            self.mark(Mark::Depth);
        }
        let shown = row.comment.shown();
        let digits = if row.depth == 0 { self.digits } else { 0 };
        let number = if is_doubtful(comment) {
            self.mark(Mark::Unsure);
            format!("~{shown}")
        } else {
            shown.to_string()
        };
        let _ = write!(out, "{number:>digits$}");
        let printed = self.analysis.page.postings.get(row.comment.index()).and_then(|p| p.number);
        if let Some(printed) = printed.filter(|&n| n != u64::from(shown)) {
            let _ = write!(out, " #{printed}");
            self.mark(Mark::Printed);
        }
        out
    }

    fn author(&mut self, comment: &Comment) -> (String, &'static str) {
        match comment.kind {
            Kind::Pingback => return ("(pingback)".into(), ""),
            Kind::System => return ("(system)".into(), ""),
            Kind::Comment | Kind::Deleted => {}
        }
        let Some(name) = &comment.author.name else {
            self.mark(Mark::Unknown);
            return ("?".into(), "");
        };
        let unsure = comment.author.confidence.is_some_and(|c| c < SURE);
        if unsure {
            self.mark(Mark::Unsure);
        }
        let name = safe::name(&safe::snippet(name, NAME_COLUMNS)).into_owned();
        match comment.author.source {
            AuthorSource::Recovered => {
                self.mark(Mark::Recovered);
                (name, if unsure { "*~" } else { "*" })
            }
            AuthorSource::Corrected => {
                self.mark(Mark::Corrected);
                (name, "+")
            }
            AuthorSource::Stated | AuthorSource::Unknown | AuthorSource::None => (name, ""),
        }
    }

    /// `{disagree; usa: against; blame usa: blames; +2}`: how it meets its
    /// parent, then the labels with the most behind them, as many as fit.
    fn labels(&mut self, id: CommentId) -> String {
        let labels = self.analysis.labels.get(id.index()).map_or(&[][..], Vec::as_slice);
        let reply = self.names.reply_dimension();
        let mut told: Vec<&Label> = labels.iter().filter(|l| l.label.is_some()).collect();
        told.sort_by_key(|l| (Some(l.dimension) != reply, Reverse(l.score.unsigned_abs())));
        if told.is_empty() {
            return String::new();
        }
        self.mark(Mark::Labels);
        let mut out = String::from("{");
        for (at, label) in told.iter().enumerate() {
            let text = self.label(label);
            let gap = if at == 0 { "" } else { "; " };
            if at > 0 && safe::width(&out) + safe::width(&text) + 2 > LABEL_COLUMNS {
                let _ = write!(out, "; +{}", told.len() - at);
                break;
            }
            out.push_str(gap);
            out.push_str(&safe::cut(&text, LABEL_COLUMNS));
        }
        out + "}"
    }

    /// `disagree`, `usa: against`, `blame usa: blames`: the dimensions that
    /// every lexicon may ask go without saying.
    fn label(&self, label: &Label) -> String {
        let word = safe::line(label.label.map_or("", |l| self.names.label(l)));
        let target = label.target.map(|t| safe::line(self.names.target(t)));
        let asked = Some(label.dimension);
        let dimension = safe::line(self.names.dimension(label.dimension));
        match target {
            _ if asked == self.names.reply_dimension() => word.into_owned(),
            Some(target) if asked == self.names.stance_dimension() => format!("{target}: {word}"),
            Some(target) => format!("{dimension} {target}: {word}"),
            None => format!("{dimension}: {word}"),
        }
    }

    /// The first words; a quote that stands at the head gives way to the
    /// comment's own.
    fn words(&mut self, id: CommentId, room: usize) -> String {
        let Some(posting) = self.analysis.page.postings.get(id.index()) else {
            return String::new();
        };
        let text = posting.body.text();
        let mut own = text;
        for quote in self.analysis.quotes.get(id.index()).map_or(&[][..], Vec::as_slice) {
            let at = (text.len() - own.len()) as u32;
            let lead = own.len() - own.trim_start().len();
            let said_here = matches!(quote.source, QuoteSource::Article | QuoteSource::Comment(_));
            if !said_here || quote.span.start > at + lead as u32 {
                break;
            }
            own = text.get(quote.span.end as usize..).unwrap_or(own);
        }
        if own.len() == text.len() || own.trim().is_empty() {
            return safe::snippet(text, room);
        }
        self.mark(Mark::Quote);
        // The question mark behind a quote is no first word.
        let words = own.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '”' | '"')
        });
        let own = if words.is_empty() { own } else { words };
        format!("[quote] {}", safe::snippet(own, room.saturating_sub(8).max(8)))
    }
}

/// Whether its place gets a mark. One that is undecided has no place.
fn is_doubtful(comment: &Comment) -> bool {
    comment.link.confidence < SURE && comment.link.answers != Answers::Unattached
}

/// What is to be said about a comment's place, beside its drawing.
const fn aside(comment: &Comment) -> &'static str {
    match (comment.kind, comment.link.answers) {
        (_, Answers::Missing) => "(its parent is not shown)",
        (_, Answers::Unattached) => "(its parent is undecided)",
        (Kind::Deleted, _) => "(deleted)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stance::Basis;
    use crate::view::testing::{TestNames, forest, plain, seed, sure};

    const WIDE: Look = Look { width: 78, ascii: false };

    fn drawn(analysis: &ThreadAnalysis, look: Look) -> String {
        let mut drawing = Drawing::new(analysis, &TestNames, look);
        let mut out = String::new();
        for row in rows(analysis) {
            out.push_str(&drawing.line(&row));
            out.push('\n');
        }
        plain(&(out + &drawing.legend()))
    }

    #[test]
    fn the_seed_is_drawn() {
        let expected = [
            " 1  Ghostship  As usual, somewhat disingenuous.",
            " 2  ?  This was clearly deliberate.",
            " 3  Diogenes  All this over a pipeline.",
            "    └─ 10  anti_republocrat*  The pipeline is just an excuse.",
            " 4  Pat the Rat*  It put moronic student radicals in charge.",
            "    └─ 11  anti_republocrat* {agree}  Great post, Pat the Rat. Yes, “moronic…",
            " 5  ?  The fault lies with anyone dumb enough.",
            " 6  ?  Are we bombing the wrong side again?",
            " 7  ?  They are in no mood to desist.",
            " 8  ?  Not exactly a crowded area.",
            " 9  ?  [quote] Who broke it?",
            "12  (pingback)  […] The Review: Who Is at Fault? […]",
            "? author unknown; * name recovered from other comments;",
            "[quote] begins with somebody else’s words; {…} where it stands",
        ]
        .join("\n");
        assert_eq!(drawn(&seed().0, WIDE), expected);
    }

    #[test]
    fn lines_run_on_where_a_sibling_follows() {
        let mut analysis = forest(&[None, Some(0), Some(1), Some(0), Some(3), None]);
        analysis.thread.comments[4].link.confidence = sure(5_000);
        analysis.thread.comments[5].link.answers = Answers::Missing;
        analysis.page.postings[5].number = Some(1);
        let expected = "\
1  ?  text 1
\x20  |- 2  ?  text 2
   |  `- 3  ?  text 3
   `- 4  ?  text 4
      `- ~5  ?  text 5
6 #1  ? (its parent is not shown)  text 6
";
        let shown = drawn(&analysis, Look { width: 60, ascii: true });
        assert!(shown.starts_with(expected), "{shown}");
    }

    #[test]
    fn labels_come_by_what_is_behind_them_and_are_cut_between_two() {
        let mut analysis = forest(&[None]);
        let label = |dimension, label, score| Label {
            lexicon: 0,
            dimension,
            target: (dimension > 0).then_some(0),
            label: Some(label),
            score,
            basis: Basis::Hit,
            hits: Vec::new(),
        };
        let check = |analysis: &ThreadAnalysis, expected: &str| {
            let shown = drawn(analysis, WIDE);
            assert!(shown.contains(expected), "{expected} in {shown}");
        };
        analysis.labels[0] = vec![label(1, 2, 1000), label(0, 0, 500), label(1, 1, -2000)];
        check(&analysis, "? {agree; blame usa: disagree; +1}  text 1");
        analysis.labels[0].pop();
        check(&analysis, "? {agree; blame usa: blames}  text 1");
    }

    #[test]
    fn a_chain_100_000_deep_is_drawn_in_lines_that_grow_no_longer() {
        let parents: Vec<Option<u32>> = (0..100_000_u32).map(|i| i.checked_sub(1)).collect();
        let analysis = forest(&parents);
        let rows = rows(&analysis);
        assert_eq!(rows.last().map(|r| r.depth), Some(99_999));
        let mut drawing = Drawing::new(&analysis, &TestNames, WIDE);
        let longest = rows.iter().map(|r| safe::width(&plain(&drawing.line(r)))).max();
        assert!(longest <= Some(78), "{longest:?}");
        let shown = plain(&drawing.line(&rows[99_999]));
        assert!(shown.contains("(depth 99999) 100000  ?  text 100000"), "{shown}");
        assert!(plain(&drawing.legend()).contains("(depth N)"));
    }

    #[test]
    fn what_a_page_says_cannot_reach_the_terminal_raw() {
        let mut analysis = forest(&[None]);
        analysis.thread.comments[0].author.name = Some("a\u{1b}[2J\u{202e}b".into());
        analysis.page.postings[0].body = crate::model::Body::detached("x\u{9b}31my\u{7}");
        let shown = drawn(&analysis, WIDE);
        assert!(!shown.replace('\n', "").contains(safe::is_unsafe), "{shown:?}");
        assert!(shown.contains("a␛[2J\\u{202e}b"), "{shown}");
    }
}
