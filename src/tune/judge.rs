//! One page against its gold.
//!
//! Every row of the gold is judged, whatever the comment's kind: a server's
//! line that answers nothing starts a conversation of its own, as in the
//! corpus that the link figures come from, and a pingback answers the article.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::AhoCorasick;
use unicode_normalization::UnicodeNormalization as _;

use super::baselines::{self, BASELINES};
use super::calibration::Cell;
use super::gold::{Gold, GoldAuthor, GoldRow, Truth};
use super::tally::{Decisions, NameCounts, Ratio};
use crate::analysis::ThreadAnalysis;
use crate::model::{Answers, Authorship, Comment, CommentId, Confidence, Evidence, Link};

/// A page that has not as many comments as its gold says: their numbers mean
/// different comments, and nothing can be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{found} comments were read and the gold has {expected}")]
pub struct WrongCount {
    /// How many were read.
    pub found: usize,
    /// How many the gold has, those before its first row included.
    pub expected: usize,
}

/// What one page's decisions got right and wrong.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// Decisions on what comments answer.
    pub decisions: Decisions,
    /// Names given.
    pub names: NameCounts,
    /// Decisions that were inferred, by their confidence: primary links and
    /// roots that neither the page nor the analyst states.
    pub inferred: Vec<Cell>,
    /// The decisions of each of [`BASELINES`].
    pub baselines: [Decisions; BASELINES.len()],
    /// Right and all links to a comment that have this kind of evidence.
    pub evidence: BTreeMap<Evidence, Ratio>,
    /// Right and all decisions by what is answered and by the kinds of
    /// evidence together, as they print.
    pub combinations: BTreeMap<(&'static str, String), Ratio>,
    /// Decisions that are wrong, in the order shown.
    pub wrong_links: Vec<WrongLink>,
    /// Names that are wrong, in the order shown.
    pub wrong_names: Vec<WrongName>,
}

/// A comment whose parent is another, or that has none, or that has one.
#[derive(Debug, Clone)]
pub struct WrongLink {
    /// The comment.
    pub comment: CommentId,
    /// What it answers.
    pub truth: Truth,
    /// What was decided, and why.
    pub link: Link,
}

/// A comment that somebody else wrote.
#[derive(Debug, Clone)]
pub struct WrongName {
    /// The comment.
    pub comment: CommentId,
    /// Who wrote it; none where nobody can know.
    pub truth: Option<String>,
    /// Who was said to have, and why.
    pub author: Authorship,
}

/// Judges a thread by `gold`; `source` is the decoded text of its page.
///
/// # Errors
///
/// Where the page has another number of comments than its gold.
pub fn judge(thread: &ThreadAnalysis, source: &str, gold: &Gold) -> Result<Judgement, WrongCount> {
    let found = thread.thread.comments.len();
    if found != gold.comments {
        return Err(WrongCount { found, expected: gold.comments });
    }
    let mut judgement = Judgement::default();
    let mut inferred: BTreeMap<Confidence, Ratio> = BTreeMap::new();
    let hints = baselines::hints(&thread.page, &thread.quotes);
    let present = names_present(gold, source);
    for row in &gold.rows {
        let at = row.comment.index();
        let Some(comment) = thread.thread.comments.get(at) else { continue };
        let secondary = comment.secondary.iter().map(|s| s.parent);
        judgement.decisions.count(row, comment.link.answers, secondary);
        for (baseline, counts) in BASELINES.iter().zip(&mut judgement.baselines) {
            let parent = hints.get(at).and_then(|h| baseline.parent(h));
            let answers = parent.map_or(Answers::Article, |p| Answers::Comment(CommentId(p)));
            counts.count(row, answers, std::iter::empty());
        }
        judgement.link(row, comment, &mut inferred);
        judgement.name(row, comment, &present);
    }
    judgement.inferred = inferred
        .into_iter()
        .map(|(confidence, (right, decisions))| Cell { confidence, decisions, right })
        .collect();
    Ok(judgement)
}

/// Whether `answers` is what a comment answers in truth. Of several parents
/// each is right.
fn is_right(truth: &Truth, answers: Answers) -> bool {
    match (truth, answers) {
        (Truth::Article, Answers::Article) | (Truth::Missing, Answers::Missing) => true,
        (Truth::Comments(parents), Answers::Comment(parent)) => parents.contains(&parent),
        _ => false,
    }
}

impl Decisions {
    /// Counts the decision that a comment answers `answers`, and `secondary`
    /// besides. One that starts a conversation, or whose parent is not here,
    /// links to itself; an undecided one links to nothing.
    pub fn count(
        &mut self,
        row: &GoldRow,
        answers: Answers,
        secondary: impl Iterator<Item = CommentId>,
    ) {
        let right = u64::from(is_right(&row.answers, answers));
        self.comments += 1;
        self.right += right;
        match &row.answers {
            Truth::Article => self.roots += 1,
            Truth::Comments(_) => {
                self.replies += 1;
                self.replies_right += right;
            }
            Truth::Missing => {}
        }
        if answers == Answers::Article {
            self.roots_predicted += 1;
            self.roots_right += right;
        }
        let own = [row.comment];
        let parents = row.answers.parents();
        let truth = if parents.is_empty() { &own[..] } else { parents };
        let primary = match answers {
            Answers::Comment(parent) => Some(parent),
            Answers::Article | Answers::Missing => Some(row.comment),
            Answers::Unattached => None,
        };
        let links: BTreeSet<CommentId> = primary.into_iter().chain(secondary).collect();
        self.links += truth.len() as u64;
        self.links_predicted += links.len() as u64;
        self.links_right += truth.iter().filter(|t| links.contains(t)).count() as u64;
    }
}

impl Judgement {
    /// Counts what a decision rests on and how sure it was.
    fn link(
        &mut self,
        row: &GoldRow,
        comment: &Comment,
        inferred: &mut BTreeMap<Confidence, Ratio>,
    ) {
        let link = &comment.link;
        let right = is_right(&row.answers, link.answers);
        let add = |ratio: &mut Ratio| {
            ratio.0 += u64::from(right);
            ratio.1 += 1;
        };
        let evidence = link.evidence();
        if let Answers::Comment(_) = link.answers {
            evidence.iter().for_each(|e| add(self.evidence.entry(e).or_default()));
        }
        let together = (link.answers.as_str(), evidence.to_string());
        add(self.combinations.entry(together).or_default());
        // Only what is stated is certain; what is undecided was not inferred.
        if link.confidence < Confidence::CERTAIN && link.answers != Answers::Unattached {
            add(inferred.entry(link.confidence).or_default());
        }
        if !right {
            self.wrong_links.push(WrongLink {
                comment: row.comment,
                truth: row.answers.clone(),
                link: link.clone(),
            });
        }
    }

    /// Counts who a comment is said to be by.
    fn name(&mut self, row: &GoldRow, comment: &Comment, present: &BTreeSet<&str>) {
        let given = comment.author.name.as_deref();
        let names = &mut self.names;
        let truth = match &row.author {
            GoldAuthor::Nobody => return,
            GoldAuthor::Stated(truth) => {
                names.stated += 1;
                names.stated_right += u64::from(given.is_some_and(|g| same_name(g, truth)));
                return;
            }
            GoldAuthor::Unstated(truth) => Some(truth.as_str()),
            GoldAuthor::Unknown => None,
        };
        let right = given.zip(truth).is_some_and(|(given, truth)| same_name(given, truth));
        names.named += u64::from(given.is_some());
        names.right += u64::from(right);
        if let Some(truth) = truth {
            let present = present.contains(truth);
            names.unstated += 1;
            names.present += u64::from(present);
            names.present_right += u64::from(present && right);
        }
        if given.is_some() && !right {
            self.wrong_names.push(WrongName {
                comment: row.comment,
                truth: truth.map(str::to_owned),
                author: comment.author.clone(),
            });
        }
    }
}

/// Whether two names are spelt the same, apart from spaces and from how a
/// letter and its accent are encoded.
fn same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        name.split_whitespace().map(|word| word.nfc().collect()).collect()
    };
    one == other || words(one) == words(other)
}

/// Of the names that the page does not state beside their comments, those
/// that stand somewhere in `source` as words of their own, in whatever case.
fn names_present<'g>(gold: &'g Gold, source: &str) -> BTreeSet<&'g str> {
    let names: BTreeSet<&str> = gold
        .rows
        .iter()
        .filter_map(|row| match &row.author {
            GoldAuthor::Unstated(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    if names.is_empty() {
        return BTreeSet::new();
    }
    let names: Vec<&str> = names.into_iter().collect();
    let Ok(automaton) = AhoCorasick::new(names.iter().map(|n| n.to_lowercase())) else {
        return BTreeSet::new();
    };
    let source = source.to_lowercase();
    let inside = |before: Option<char>, after: Option<char>| {
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
    };
    let mut present = BTreeSet::new();
    for found in automaton.find_overlapping_iter(&source) {
        let (before, rest) = source.split_at(found.start());
        let (name, after) = rest.split_at(found.len());
        let starts = !inside(before.chars().next_back(), name.chars().next());
        let ends = !inside(name.chars().next_back(), after.chars().next());
        if starts && ends {
            present.extend(names.get(found.pattern().as_usize()));
        }
    }
    present
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tune::testing::{by, page};

    fn row(comment: u32, answers: Truth) -> GoldRow {
        GoldRow { comment: CommentId(comment), author: GoldAuthor::Unknown, answers }
    }

    fn to(parents: &[u32]) -> Truth {
        Truth::Comments(parents.iter().map(|&p| CommentId(p)).collect())
    }

    #[test]
    fn links_count_as_in_the_corpus() {
        // Five messages: 0 starts, 1 answers 0, 2 answers 0 and 1, 3 starts,
        // 4 answers 2: links 0-0, 1-0, 2-0, 2-1, 3-3, 4-2. Found are 0-0, 1-0,
        // 2-1, 2-3 (a second one), 3-2, and nothing for 4.
        let mut counts = Decisions::default();
        let answer = |parent| Answers::Comment(CommentId(parent));
        let none = std::iter::empty;
        counts.count(&row(0, Truth::Article), Answers::Article, none());
        counts.count(&row(1, to(&[0])), answer(0), none());
        counts.count(&row(2, to(&[0, 1])), answer(1), [CommentId(3)].into_iter());
        counts.count(&row(3, Truth::Article), answer(2), none());
        counts.count(&row(4, to(&[2])), Answers::Unattached, none());
        assert_eq!(counts.link_precision(), (3, 5));
        assert_eq!(counts.link_recall(), (3, 6));
        assert_eq!(counts.link_f1(), (6, 11));
        assert_eq!(counts.accuracy(), (3, 5));
        assert_eq!(counts.reply_accuracy(), (2, 3));
        assert_eq!((counts.roots, counts.roots_predicted, counts.roots_right), (2, 1, 1));
    }

    #[test]
    fn a_missing_parent_is_no_root() {
        let mut counts = Decisions::default();
        counts.count(&row(0, Truth::Missing), Answers::Missing, std::iter::empty());
        counts.count(&row(1, Truth::Missing), Answers::Article, std::iter::empty());
        counts.count(&row(2, Truth::Article), Answers::Missing, std::iter::empty());
        assert_eq!(counts.accuracy(), (1, 3));
        assert_eq!((counts.roots, counts.roots_predicted, counts.roots_right), (1, 1, 0));
    }

    #[test]
    fn names_are_judged_where_the_page_does_not_state_them() {
        let thread = page(&[by("Ann", None), by("Ben", Some(0)), by("Cid", Some(1)), by("", None)]);
        let gold = Gold::parse(
            "g",
            "number,author,parent,stated_author\n1,Ann,,1\n2,Bo,1,0\n3,Cid,2,0\n4,Dora,,0\n",
        );
        let gold = gold.expect("gold").remove(0).1;
        let found = judge(&thread, "Ann, CID and Dora-Lee and Boris", &gold);
        let found = found.expect("as many comments").names;
        let expected = NameCounts {
            stated: 1,
            stated_right: 1,
            named: 2,
            unstated: 3,
            right: 1,
            present: 2,
            present_right: 1,
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn a_name_that_nobody_can_know_counts_against_precision_only() {
        let thread = page(&[by("Ann", None)]);
        let gold = Gold::parse("g", "number,author,parent,stated_author\n1,,,0\n")
            .expect("gold")
            .remove(0)
            .1;
        let found = judge(&thread, "", &gold).expect("as many comments");
        assert_eq!((found.names.named, found.names.unstated), (1, 0));
        assert_eq!(found.wrong_names.len(), 1);
    }

    #[test]
    fn certain_decisions_are_not_calibrated_and_evidence_is_counted() {
        let mut thread = page(&[by("Ann", None), by("Ben", Some(0)), by("Cid", Some(0))]);
        thread.thread.comments[0].link.confidence = Confidence::CERTAIN;
        let text = "number,author,parent,stated_author\n1,Ann,,1\n2,Ben,1,1\n3,Cid,2,1\n";
        let gold = Gold::parse("g", text).expect("gold").remove(0).1;
        let found = judge(&thread, "", &gold).expect("as many comments");
        let confidence = Confidence::from_ten_thousandths(7_500);
        assert_eq!(found.inferred, [Cell { confidence, decisions: 2, right: 1 }]);
        assert_eq!(found.evidence[&Evidence::Addressee], (1, 2));
        assert_eq!(found.combinations[&("comment", "addressee".to_owned())], (1, 2));
        assert_eq!(found.combinations[&("article", String::new())], (1, 1));
        assert_eq!(found.wrong_links.len(), 1);
    }

    #[test]
    fn earlier_lines_are_context_and_a_wrong_count_is_refused() {
        let thread = page(&[by("Ann", None), by("Ben", Some(0)), by("Cid", Some(1))]);
        let head = "number,author,parent,stated_author\n";
        let late = Gold::parse("g", &format!("{head}3,Cid,2,1\n")).expect("gold").remove(0).1;
        let found = judge(&thread, "", &late).expect("as many comments");
        assert_eq!(found.decisions.link_f1(), (2, 2));
        let short =
            Gold::parse("g", &format!("{head}1,Ann,,1\n2,Ben,1,1\n")).expect("gold").remove(0).1;
        assert_eq!(judge(&thread, "", &short).err(), Some(WrongCount { found: 3, expected: 2 }));
    }
}
