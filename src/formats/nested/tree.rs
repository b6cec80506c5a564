//! Which bullets and numbers below the numbered comments begin answers.
//!
//! Answers stand behind what they answer, so below a list of answers no text
//! goes on at the indentation of the comment above. Where it does, the list
//! is that comment's own. What is left are lists that end a comment. They are
//! answers if together they look like comments: parted by blank lines, with
//! paragraphs or headers of their own, or alone, since nobody lists one thing.

use std::collections::BTreeMap;

use crate::formats::address::backlink_names;
use crate::formats::furniture::is_furniture;
use crate::formats::item::Start;
use crate::formats::lines::Lines;
use crate::formats::numbered::markers::{self, Marker, Markers, own_points};
use crate::formats::score::{Score, points};
use crate::text::Span;

/// Signs of list items.
const BULLETS: [char; 10] = ['•', '◦', '▪', '‣', '·', '*', '-', '–', '○', '□'];

/// Chains of numbers that are looked into, from the likeliest on.
const MOST_CHAINS: usize = 3;

/// Least for the nested lists of a page to be answers, in points.
const LEAST: i32 = 3;

/// A comment in the tree.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Its number or bullet.
    pub(super) start: Start,
    /// Columns before that.
    pub(super) indent: u32,
    /// Its level, from 0.
    pub(super) level: u16,
}

/// The comments of a page, in the order shown.
#[derive(Debug)]
pub(super) struct Tree {
    /// All of them; never empty.
    pub(super) items: Vec<Item>,
    /// The comments on the article.
    pub(super) roots: Vec<Marker>,
    /// The line past the last comment.
    pub(super) end: usize,
    points: i32,
}

impl Tree {
    /// Finds nested comments, if the page has some.
    pub(super) fn find(lines: &Lines<'_>) -> Option<Self> {
        // Where the page lists who answered, it does not nest the answers.
        if lines.all().iter().any(|line| backlink_names(lines.content(line)).is_some()) {
            return None;
        }
        let mut chains = Markers::all(lines);
        chains.retain(|chain| chain.points > 0);
        chains.sort_by_key(|chain| std::cmp::Reverse(chain.points));
        let mut best: Option<Self> = None;
        for chain in chains.into_iter().take(MOST_CHAINS) {
            if let Some(tree) = grow(lines, chain)
                && best.as_ref().is_none_or(|b| tree.points > b.points)
            {
                best = Some(tree);
            }
        }
        best
    }

    /// How well it explains the page.
    pub(super) fn score(&self, lines: &Lines<'_>) -> Score {
        Score {
            comments: self.items.len() as u32,
            points: self.points.unsigned_abs(),
            lines: lines.filled(self.items[0].start.line..self.end),
        }
    }
}

/// A list below a comment.
#[derive(Debug, Clone, Copy)]
struct List {
    indent: u32,
    /// Its bullet; none for numbers.
    sign: Option<char>,
    items: u32,
    points: i32,
    /// Text of the comment above goes on below it.
    inner: bool,
    /// The list that the comment above stands in; none for a root.
    parent: Option<usize>,
}

/// A number or bullet that may be an answer, and the list that it stands in.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    start: Start,
    indent: u32,
    list: usize,
}

/// The tree below the roots of `chain`, if its nested lists are answers.
fn grow(lines: &Lines<'_>, chain: Markers) -> Option<Tree> {
    let mut lists: Vec<List> = Vec::new();
    let mut candidates: Vec<Candidate> = Vec::new();
    for (i, root) in chain.comments.iter().enumerate() {
        let end = chain.comments.get(i + 1).map_or(chain.end, |next| next.start.line);
        below_root(lines, root.start.line + 1..end, chain.indent, &mut lists, &mut candidates);
    }
    for (i, found) in candidates.iter().enumerate() {
        let next = candidates.get(i + 1).map_or(chain.end, |next| next.start.line);
        let root = chain.comments.partition_point(|r| r.start.line <= found.start.line);
        let end = chain.comments.get(root).map_or(next, |root| root.start.line.min(next));
        lists[found.list].points += own_points(lines, &found.start, end);
    }
    let signs = Signs::of(&lists);
    let mut sum = 0;
    for at in 0..lists.len() {
        // A list below an item that is somebody's own text is so, too.
        let inherited = lists[at].parent.is_some_and(|parent| lists[parent].inner);
        let list = &mut lists[at];
        list.points += if list.items == 1 { points::ALONE } else { 0 };
        list.inner |= inherited || list.points <= 0 || !signs.fit(list);
        if !list.inner {
            sum += list.points;
        }
    }
    candidates.retain(|found| !lists[found.list].inner);
    let points = chain.points + sum;
    (sum >= LEAST && points >= points::LEAST).then(|| Tree {
        items: items(&chain, &candidates),
        end: chain.end,
        points,
        roots: chain.comments,
    })
}

/// The signs of answers: a page lists them in one way, its writers list in
/// any.
struct Signs {
    /// The one that most items of the page have.
    main: Option<char>,
    /// At each column the one that answers have there.
    by_column: BTreeMap<u32, Option<char>>,
    items: BTreeMap<Option<char>, u32>,
}

impl Signs {
    /// One item in so many must have a sign for it to be one of answers.
    const RAREST: u32 = 8;

    fn of(lists: &[List]) -> Self {
        let mut counts: BTreeMap<(u32, Option<char>), u32> = BTreeMap::new();
        let mut items: BTreeMap<Option<char>, u32> = BTreeMap::new();
        for list in lists {
            *counts.entry((list.indent, list.sign)).or_default() += list.items;
            *items.entry(list.sign).or_default() += list.items;
        }
        let main = items.iter().max_by_key(|&(_, n)| *n).and_then(|(sign, _)| *sign);
        let mut most: BTreeMap<u32, (u32, Option<char>)> = BTreeMap::new();
        for ((column, sign), n) in counts {
            let n = if sign == main { u32::MAX } else { n };
            let held = most.entry(column).or_insert((n, sign));
            if n > held.0 {
                *held = (n, sign);
            }
        }
        let by_column = most.into_iter().map(|(column, (_, sign))| (column, sign)).collect();
        Self { main, by_column, items }
    }

    /// Whether `list` has the sign of answers at its column.
    fn fit(&self, list: &List) -> bool {
        let count = |sign| self.items.get(&sign).copied().unwrap_or(0);
        let common = count(list.sign).saturating_mul(Self::RAREST) >= count(self.main);
        common && self.by_column.get(&list.indent) == Some(&list.sign)
    }
}

/// Finds the lists in the lines of `range`, below a root at column `indent`.
fn below_root(
    lines: &Lines<'_>,
    range: std::ops::Range<usize>,
    indent: u32,
    lists: &mut Vec<List>,
    candidates: &mut Vec<Candidate>,
) {
    // Lists that are open, innermost last.
    let mut open: Vec<usize> = Vec::new();
    for at in range {
        let line = &lines.all()[at];
        if line.is_blank() {
            continue;
        }
        let start = marker(lines, at).filter(|_| line.indent > indent);
        let sign =
            start.filter(|s| s.number.is_none()).and_then(|_| lines.content(line).chars().next());
        let outside = |list: &List| {
            let other = start.is_none() || sign != list.sign;
            line.indent < list.indent || line.indent == list.indent && other
        };
        // Text further left, or right below the bullets, ends a list.
        while let Some(&last) = open.last()
            && outside(&lists[last])
        {
            open.pop();
            lists[last].inner |= start.is_none() && !is_furniture(lines.content(line));
        }
        let Some(start) = start else {
            continue;
        };
        let list = match open.last() {
            Some(&last) if lists[last].indent == line.indent => last,
            parent => {
                let parent = parent.copied();
                let new =
                    List { indent: line.indent, sign, items: 0, points: 0, inner: false, parent };
                lists.push(new);
                open.push(lists.len() - 1);
                lists.len() - 1
            }
        };
        lists[list].items += 1;
        candidates.push(Candidate { start, indent: line.indent, list });
    }
}

/// The number or bullet at the head of line `at`.
fn marker(lines: &Lines<'_>, at: usize) -> Option<Start> {
    if let Some(marker) = markers::parse(lines, at) {
        return Some(marker.start);
    }
    let line = &lines.all()[at];
    let content = lines.content(line);
    let rest = content.strip_prefix(BULLETS)?;
    let bullet = (content.len() - rest.len()) as u32;
    rest.starts_with(char::is_whitespace).then(|| Start {
        number: None,
        line: at,
        place: Span::new(line.content.start, line.content.start + bullet),
        rest: Span::new(line.content.end - rest.trim_start().len() as u32, line.content.end),
    })
}

/// Roots and answers in the order shown, each with its level.
fn items(chain: &Markers, answers: &[Candidate]) -> Vec<Item> {
    let mut items = Vec::with_capacity(chain.comments.len() + answers.len());
    let mut answers = answers.iter().peekable();
    for (i, root) in chain.comments.iter().enumerate() {
        items.push(Item { start: root.start, indent: chain.indent, level: 0 });
        let end = chain.comments.get(i + 1).map_or(usize::MAX, |next| next.start.line);
        // Columns of the comments that the next one may stand below.
        let mut above: Vec<u32> = Vec::new();
        while let Some(found) = answers.next_if(|found| found.start.line < end) {
            while above.last().is_some_and(|&column| column >= found.indent) {
                above.pop();
            }
            above.push(found.indent);
            let level = u16::try_from(above.len()).unwrap_or(u16::MAX);
            items.push(Item { start: found.start, indent: found.indent, level });
        }
    }
    items
}
