//! Which of the numbers at line starts begin comments.
//!
//! Numbers at one indentation form a run as long as no text stands further
//! left. Within a run, comments have rising numbers; a list inside a comment
//! starts again at 1. So the comments are the rising chain that explains most:
//! each number counts for the marks of a comment that it carries (a header, a
//! link line, a blank line before it), and following the number before counts
//! as well. Of all runs the best one wins.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::formats::address::{backlink_names, is_addressee_line};
use crate::formats::date::{is_date_line, starts_with_date};
use crate::formats::furniture::{is_comment_heading, is_furniture, is_tags, stands_between};
use crate::formats::item::{Start, is_pingback};
use crate::formats::lines::{Line, Lines};
use crate::formats::score::{Score, points};
use crate::text::Span;

/// A number that may begin a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Marker {
    /// The number as printed.
    pub(in super::super) number: u64,
    /// Where it stands.
    pub(in super::super) start: Start,
}

/// A rising chain of numbers at one indentation, which may be the comments of
/// a page.
#[derive(Debug)]
pub(in super::super) struct Markers {
    /// Where the comments begin, in order; never empty.
    pub(in super::super) comments: Vec<Marker>,
    /// The line past the last comment.
    pub(in super::super) end: usize,
    /// Columns before the numbers.
    pub(in super::super) indent: u32,
    /// How much speaks for these being comments.
    pub(in super::super) points: i32,
    /// Whether one of them carries what only a comment carries, or the page
    /// says that they are comments.
    marked: bool,
}

/// A run of numbers at one indentation.
#[derive(Debug, Default)]
struct Run {
    markers: Vec<Marker>,
    end: usize,
}

impl Markers {
    /// Finds the comments, if the page numbers them.
    pub(super) fn find(lines: &Lines<'_>) -> Option<Self> {
        let mut best: Option<Self> = None;
        for found in Self::all(lines) {
            let enough = found.marked && found.points >= points::LEAST;
            if enough && best.as_ref().is_none_or(|b| found.points > b.points) {
                best = Some(found);
            }
        }
        best
    }

    /// The best chain of each run of numbers, whatever speaks for it.
    pub(in super::super) fn all(lines: &Lines<'_>) -> Vec<Self> {
        let pieces = runs(lines).into_iter().filter_map(|(indent, run)| {
            let chain = best_chain(lines, &run, indent)?;
            Some(Piece { run, chain })
        });
        join(lines, pieces.collect())
    }

    /// The same on the scale of all layouts.
    pub(super) fn score(&self, lines: &Lines<'_>) -> Score {
        Score {
            comments: self.comments.len() as u32,
            points: self.points.unsigned_abs(),
            lines: lines.filled(self.comments[0].start.line..self.end),
        }
    }
}

/// The number at the head of line `at`, if one stands there: `12.` with
/// nothing or white space behind it, unless it is the day of a date.
pub(in super::super) fn parse(lines: &Lines<'_>, at: usize) -> Option<Marker> {
    let line = lines.all().get(at)?;
    let content = lines.content(line);
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=7).contains(&digits) || content.as_bytes().get(digits) != Some(&b'.') {
        return None;
    }
    let rest = &content[digits + 1..];
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) || starts_with_date(content) {
        return None;
    }
    let number = content[..digits].parse().ok()?;
    let start = line.content.start;
    let start = Start {
        number: Some(number),
        line: at,
        place: Span::new(start, start + digits as u32 + 1),
        rest: Span::new(line.content.end - rest.trim_start().len() as u32, line.content.end),
    };
    Some(Marker { number, start })
}

/// Furniture below which no comment stands.
fn is_form(line: &str) -> bool {
    is_furniture(line) && !stands_between(line)
}

/// The runs of numbers, each with its indentation.
///
/// Text further left than a run's numbers ends it; [`join`] mends that where
/// the numbers go on. Without indentation there is no further left, and only
/// buttons and forms end the run.
fn runs(lines: &Lines<'_>) -> Vec<(u32, Run)> {
    // Runs that are open, by indentation, innermost last.
    let mut open: Vec<(u32, Run)> = Vec::new();
    let mut done = Vec::new();
    for at in 0..lines.all().len() {
        let line = &lines.all()[at];
        if line.is_blank() {
            continue;
        }
        let ends = |indent: u32| {
            line.indent < indent
                || (indent == 0 && line.indent == 0 && is_form(lines.content(line)))
        };
        while open.last().is_some_and(|&(indent, _)| ends(indent)) {
            done.extend(open.pop());
        }
        if let Some(marker) = parse(lines, at) {
            match open.last_mut() {
                Some((indent, run)) if *indent == line.indent => run.markers.push(marker),
                _ => open.push((line.indent, Run { markers: vec![marker], end: at })),
            }
        }
        for (_, run) in &mut open {
            run.end = at + 1;
        }
    }
    done.extend(open);
    done
}

/// A run, and the best chain in it.
#[derive(Debug)]
struct Piece {
    run: Run,
    chain: Markers,
}

/// Flush-left lines between two numbers that may be a slip of the layout.
/// More of them are text that the list stands in.
const MOST_STRAY: usize = 4;

/// Joins runs that were parted by stray lines: what was pasted flush left
/// into a comment does not end the list if its numbers go on below.
///
/// Each run is compared with the one before it at its indentation, so this
/// walks the page's lines once for each indentation that has numbers.
fn join(lines: &Lines<'_>, pieces: Vec<Piece>) -> Vec<Markers> {
    // Of each indentation the joined pieces so far, in order.
    let mut groups: Vec<Vec<Piece>> = Vec::new();
    let mut last_at: HashMap<u32, usize, FixedState> = HashMap::default();
    for piece in pieces {
        let before = last_at.get(&piece.chain.indent).copied();
        match before.and_then(|at| groups.get_mut(at)) {
            Some(group) if group.last().is_some_and(|last| goes_on(lines, last, &piece)) => {
                group.push(piece);
            }
            _ => {
                last_at.insert(piece.chain.indent, groups.len());
                groups.push(vec![piece]);
            }
        }
    }
    groups.into_iter().flat_map(|group| as_one(lines, group)).collect()
}

/// Whether the numbers of `before` go on in `after`, with nothing between
/// them but a few stray lines.
fn goes_on(lines: &Lines<'_>, before: &Piece, after: &Piece) -> bool {
    let (Some(last), Some(first)) = (before.chain.comments.last(), after.chain.comments.first())
    else {
        return false;
    };
    // A list that starts again is another one: the article's, then the page's.
    if first.number <= last.number {
        return false;
    }
    let indent = before.chain.indent;
    let mut stray = 0;
    for at in before.run.end..first.start.line {
        let line = &lines.all()[at];
        if line.is_blank() || line.indent >= indent {
            continue;
        }
        let content = lines.content(line);
        let parts = line.indent > 0
            || parse(lines, at).is_some()
            || is_form(content)
            || is_comment_heading(content)
            || is_tags(content);
        stray += 1;
        if parts || stray > MOST_STRAY {
            return false;
        }
    }
    true
}

/// The chain of all of `group`. Stray lines are exceptions: in a list where
/// they are the rule, such as numbered headings, and where nothing marks a
/// comment, each piece stays by itself.
fn as_one(lines: &Lines<'_>, mut group: Vec<Piece>) -> Vec<Markers> {
    const RARE: usize = 3;
    let numbers: usize = group.iter().map(|piece| piece.run.markers.len()).sum();
    let joints = group.len() - 1;
    let rare = joints * RARE <= numbers || group.iter().any(|piece| piece.chain.marked);
    if joints == 0 || !rare {
        return group.into_iter().map(|piece| piece.chain).collect();
    }
    let indent = group[0].chain.indent;
    let end = group[joints].run.end;
    let markers = group.iter_mut().flat_map(|piece| piece.run.markers.drain(..)).collect();
    best_chain(lines, &Run { markers, end }, indent).into_iter().collect()
}

/// The chain of rising numbers in `run` that explains most.
fn best_chain(lines: &Lines<'_>, run: &Run, indent: u32) -> Option<Markers> {
    let own: Vec<i32> = (0..run.markers.len()).map(|i| weight(lines, run, i)).collect();
    let (chain, sum) = rising_chain(&run.markers, &own);
    let comments: Vec<Marker> = chain.iter().map(|&i| run.markers[i]).collect();
    let announced = announced(lines, comments.first()?.start.line, run.end);
    let points = sum + if announced { points::ANNOUNCED } else { 0 };
    let marked = announced || chain.iter().any(|&i| own[i] >= points::MARKED - 1);
    Some(Markers { comments, end: run.end, indent, points, marked })
}

/// The chain of rising numbers with the largest sum of weights, where a number
/// that follows the one before it counts for more; of equal ones the earliest.
/// Runs in n log n: best sums are kept in a tree over the numbers.
fn rising_chain(markers: &[Marker], own: &[i32]) -> (Vec<usize>, i32) {
    let mut numbers: Vec<u64> = markers.iter().map(|m| m.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let rank = |number: u64| numbers.partition_point(|&n| n < number);

    let mut best_below = PrefixMax::new(numbers.len());
    let mut best_at: HashMap<u64, (i32, usize), FixedState> = HashMap::default();
    let mut before: Vec<Option<usize>> = vec![None; markers.len()];
    let mut last: Option<(i32, usize)> = None;
    // The same of chains in which something marks a comment.
    let mut marked = vec![false; markers.len()];
    let mut last_marked: Option<(i32, usize)> = None;
    for (i, marker) in markers.iter().enumerate() {
        let mut sum = 0;
        if let Some((below, j)) = best_below.max(rank(marker.number))
            && below > sum
        {
            (sum, before[i]) = (below, Some(j));
        }
        if let Some(&(step, j)) = marker.number.checked_sub(1).and_then(|n| best_at.get(&n))
            && step + points::NEXT_NUMBER > sum
        {
            (sum, before[i]) = (step + points::NEXT_NUMBER, Some(j));
        }
        // The next page of comments may count from 1 again: comments, and no
        // list before them, so that both sides have to carry more than a
        // number.
        if let Some((most, j)) = last_marked
            && own[i] >= points::MARKED
            && most + points::RESTART > sum
        {
            (sum, before[i]) = (most + points::RESTART, Some(j));
        }
        if marker.number == 1 {
            sum += points::NEXT_NUMBER;
        }
        sum += own[i];
        best_below.raise(rank(marker.number), (sum, i));
        let at = best_at.entry(marker.number).or_insert((sum, i));
        if sum > at.0 {
            *at = (sum, i);
        }
        if last.is_none_or(|(most, _)| sum > most) {
            last = Some((sum, i));
        }
        marked[i] = own[i] >= points::MARKED || before[i].is_some_and(|j| marked[j]);
        if marked[i] && last_marked.is_none_or(|(most, _)| sum > most) {
            last_marked = Some((sum, i));
        }
    }
    let mut chain: Vec<usize> =
        std::iter::successors(last.map(|(_, i)| i), |&i| before[i]).collect();
    chain.reverse();
    (chain, last.map_or(0, |(sum, _)| sum))
}

/// What number `i` of `run` counts for by itself.
fn weight(lines: &Lines<'_>, run: &Run, i: usize) -> i32 {
    let start = &run.markers[i].start;
    let end = run.markers.get(i + 1).map_or(run.end, |next| next.start.line);
    own_points(lines, start, end)
}

/// What the number or bullet at `start`, whose lines reach to `end`, counts
/// for by itself.
pub(in super::super) fn own_points(lines: &Lines<'_>, start: &Start, end: usize) -> i32 {
    let above = start.line.checked_sub(1).map(|at| &lines.all()[at]);
    let parted = above.is_none_or(|line| {
        line.is_blank() || is_link_line(lines.content(line)) || is_tags(lines.content(line))
    });
    let body = &lines.all()[start.line + 1..end];
    let marked = is_marked(lines, start, body);
    let paragraphs = body.windows(2).any(|w| w[0].is_blank() && !w[1].is_blank());
    [
        (marked, points::MARKED, 0),
        (parted || marked, points::PARTED, points::TIGHT),
        (paragraphs, points::PARAGRAPHS, 0),
    ]
    .into_iter()
    .map(|(holds, yes, no)| if holds { yes } else { no })
    .sum()
}

/// Whether a number carries what only a comment carries.
fn is_marked(lines: &Lines<'_>, start: &Start, body: &[Line]) -> bool {
    let mut below = body.iter().filter(|l| !l.is_blank()).map(|line| lines.content(line));
    let mut rest = start.rest.of_text(lines.text());
    if rest.is_empty() {
        rest = below.next().unwrap_or_default();
    }
    let dated = below.next().is_some_and(is_date_line);
    lines.headers().name(rest, dated).is_some()
        || is_addressee_line(rest)
        || is_pingback(rest)
        || body.iter().any(|line| is_link_line(lines.content(line)))
}

/// "• Replies: @a" under a comment.
fn is_link_line(line: &str) -> bool {
    backlink_names(line).is_some()
}

/// Whether the page itself says that the list from line `first` to `end` is
/// its comments.
fn announced(lines: &Lines<'_>, first: usize, end: usize) -> bool {
    let above = (0..first).rev().map(|at| lines.content_at(at)).filter(|l| !l.is_empty());
    let below = (end..lines.all().len()).map(|at| lines.content_at(at)).filter(|l| !l.is_empty());
    above.take(3).any(|l| is_comment_heading(l) || is_tags(l)) || below.take(3).any(is_furniture)
}

/// The largest (sum, index) among the first so many slots; of equal sums the
/// one that was put in first.
struct PrefixMax {
    tree: Vec<Option<(i32, usize)>>,
}

impl PrefixMax {
    fn new(slots: usize) -> Self {
        Self { tree: vec![None; slots + 1] }
    }

    fn raise(&mut self, slot: usize, value: (i32, usize)) {
        let mut at = slot + 1;
        while let Some(held) = self.tree.get_mut(at) {
            if held.is_none_or(|(sum, _)| value.0 > sum) {
                *held = Some(value);
            }
            at += at & at.wrapping_neg();
        }
    }

    fn max(&self, slots: usize) -> Option<(i32, usize)> {
        let mut best: Option<(i32, usize)> = None;
        let mut at = slots;
        while at > 0 {
            if let Some(held) = self.tree[at]
                && best.is_none_or(|(sum, i)| held.0 > sum || (held.0 == sum && held.1 < i))
            {
                best = Some(held);
            }
            at &= at - 1;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(u64, usize)]) {
        let lines = Lines::new(text);
        let found: Vec<(u64, usize)> = Markers::find(&lines)
            .map(|m| m.comments.iter().map(|c| (c.number, c.start.line)).collect())
            .unwrap_or_default();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_recipe_is_no_list_of_comments() {
        check("Cake\n\n  1. Mix.\n  2. Bake.\n  3. Eat.\n\nEnjoy.\n", &[]);
    }

    #[test]
    fn comments_below_a_recipe_are_found() {
        check(
            "Cake\n  1. Mix.\n  2. Bake.\n\nEnjoy.\n\n  1. Ann says:\n\n    Yum.\n\n  2. Nice.\n",
            &[(1, 6), (2, 10)],
        );
    }

    #[test]
    fn a_list_inside_a_comment_restarts_and_stays_inside() {
        check(
            "T\n\n1. Ann says:\nMy points:\n1. one\n2. two\n3. three\n\n2. Bob says:\nNo.\n",
            &[(1, 2), (2, 8)],
        );
    }

    #[test]
    fn one_line_pasted_flush_left_used_to_end_the_list() {
        let stray = "T\n\n  1. Ann says:\n\n    a\n\nPasted.\n\n  2. b\n\n  3. c\n";
        check(stray, &[(1, 2), (2, 8), (3, 10)]);
        check(
            &stray.replace("\n  2.", "\n    1. x\n    2. y\n\n  2."),
            &[(1, 2), (2, 11), (3, 13)],
        );
        // Text that the numbers stand in, and what tells where comments end.
        check(&stray.replace("Pasted.", "P.\nP.\nP.\nP.\nP."), &[(1, 2)]);
        check(&stray.replace("Pasted.", "Leave a Reply"), &[(1, 2)]);
        check(&stray.replace("Pasted.", "2 comments"), &[(2, 8), (3, 10)]);
        check(&stray.replace("  2. b\n\n  3.", "  1. b\n\n  2."), &[(1, 2)]);
    }

    #[test]
    fn numbered_headings_of_an_article_are_no_list_with_stray_lines() {
        let text = "T\n\n  1. One\n\nText.\n\n  2. Two\n\nText.\n\n  3. Three\n\nText.\n";
        assert_eq!(Markers::all(&Lines::new(text)).len(), 3);
    }

    #[test]
    fn signed_numbers_that_start_again_begin_comments() {
        check(
            "T\n\n  1. Ann says:\n\n    a\n\n  2. Bob says:\n\n    b\n\n  1. Cy says:\n\n    c\n\n  2. Dan says:\n\n    d\n",
            &[(1, 2), (2, 6), (1, 10), (2, 14)],
        );
    }

    #[test]
    fn a_button_between_two_comments_ends_nothing() {
        check(
            "T\n\n1. Ann says:\n\nKeep it.\n\nReply\n\n2. Bob says:\n\nNo.\n\nReply\n",
            &[(1, 2), (2, 8)],
        );
        check(
            "T\n\n  1. Ann says:\n\n    a\n\n← Older Comments\n\n  2. Bob says:\n\n    b\n",
            &[(1, 2), (2, 8)],
        );
    }

    #[test]
    fn a_recipe_above_comments_is_none_of_them() {
        check(
            "Cake\n\n1. Mix.\n2. Bake.\n3. Eat.\n\n1. Ann says:\n\nYum.\n\n2. Bob says:\n\nNo.\n",
            &[(1, 6), (2, 10)],
        );
    }

    #[test]
    fn comments_of_a_line_each_need_no_blank_line() {
        check(
            "T\n\n  1. Ann says:\n\n    a\n  2. I do not.\n  3. Neither.\n  4. Well.\n",
            &[(1, 2), (2, 5), (3, 6), (4, 7)],
        );
    }

    #[test]
    fn numbers_may_skip() {
        check(
            "T\n\n  1. Ann says:\n\n    a\n\n  4. @Ann\n\n    b\n\n  9. c\n",
            &[(1, 2), (4, 6), (9, 10)],
        );
    }
}
