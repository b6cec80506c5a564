//! The solver against all possible worlds, on puzzles small enough to list
//! them.

use proptest::prelude::*;

use super::graph::{Address, NONE};
use super::*;

/// An assignment that the generative story may tell: who wrote what, who answers
/// what. Unsigned comments are by one of the names, or by somebody else.
type Told = (Vec<Option<u32>>, Vec<Option<u32>>);

const NAMES: u32 = 3;

/// How likely a world is, up to a factor that all share.
fn likelihood(puzzle: &Puzzle, (authors, parents): &Told) -> f64 {
    let others = 1.0 - puzzle.names.iter().sum::<f64>();
    let mut all = 1.0;
    for (piece, author) in puzzle.pieces.iter().zip(authors) {
        all *= match (piece.author, author) {
            (Some(known), author) => f64::from(u8::from(Some(known.0) == *author)),
            (None, Some(name)) => puzzle.names[*name as usize],
            (None, None) => others,
        };
    }
    for (call, parent) in puzzle.calls.iter().zip(parents) {
        let Some(parent) = parent else {
            all *= call.article;
            continue;
        };
        let Some(candidate) = call.candidates.iter().find(|c| c.parent == *parent) else {
            return 0.0;
        };
        let own = authors[call.comment as usize];
        let theirs = authors[*parent as usize];
        let listed =
            own.is_some_and(|o| puzzle.pieces[*parent as usize].listed.contains(&NameId(o)));
        all *= candidate.weight * if listed { 1.0 } else { candidate.unlisted };
        if let Some(name) = call.addressee {
            all *= if theirs == Some(name.0) { 1.0 } else { puzzle.misaddressed };
            all *= if own == Some(name.0) { puzzle.self_answer } else { 1.0 };
        }
    }
    for (c, piece) in puzzle.pieces.iter().enumerate() {
        for name in &piece.listed {
            let answered = puzzle.calls.iter().zip(parents).any(|(call, parent)| {
                *parent == Some(c as u32) && authors[call.comment as usize] == Some(name.0)
            });
            all *= if answered { 1.0 } else { puzzle.answered_elsewhere };
        }
    }
    all
}

/// The exact belief in each parent of each call, by listing every world.
fn exact(puzzle: &Puzzle) -> Vec<Vec<f64>> {
    let comments = puzzle.pieces.len();
    let mut sums = vec![vec![0.0; comments + 1]; puzzle.calls.len()];
    let choices =
        [vec![NAMES + 1; comments], vec![comments as u32 + 1; puzzle.calls.len()]].concat();
    let mut at = vec![0_u32; choices.len()];
    loop {
        let pick = |v: &u32, none: u32| (*v != none).then_some(*v);
        let authors = at[..comments].iter().map(|v| pick(v, NAMES)).collect();
        let parents: Vec<_> = at[comments..].iter().map(|v| pick(v, comments as u32)).collect();
        let world = (authors, parents);
        let weight = likelihood(puzzle, &world);
        for (sum, parent) in sums.iter_mut().zip(&world.1) {
            sum[parent.map_or(comments, |p| p as usize)] += weight;
        }
        let Some(next) = (0..at.len()).find(|&i| at[i] + 1 < choices[i]) else {
            break;
        };
        at[..next].fill(0);
        at[next] += 1;
    }
    for sum in &mut sums {
        let all: f64 = sum.iter().sum();
        sum.iter_mut().for_each(|s| *s /= all);
    }
    sums
}

/// Pages of four comments that the story itself tells, with most authors lost.
fn small_puzzle() -> impl Strategy<Value = Puzzle> {
    let authors = proptest::collection::vec((0..NAMES, any::<bool>()), 4);
    let parents = (0..2_u32, 0..3_u32, 0..4_u32);
    (authors, parents).prop_map(|(authors, (second, third, fourth))| {
        let mut pieces: Vec<Piece> = authors
            .iter()
            .map(|&(name, signed)| Piece {
                author: signed.then_some(NameId(name)),
                listed: Vec::new(),
            })
            .collect();
        let mut calls = vec![Call { comment: 0, article: 1.0, ..Call::default() }];
        for (comment, parent) in [(1, second), (2, third), (3, fourth)] {
            let parent = (parent < comment).then_some(parent);
            if let Some(parent) = parent {
                let name = NameId(authors[comment as usize].0);
                let listed = &mut pieces[parent as usize].listed;
                if !listed.contains(&name) {
                    listed.push(name);
                    listed.sort_unstable();
                }
            }
            let addressee = parent.map(|p| NameId(authors[p as usize].0));
            let candidates = (0..comment)
                .filter(|_| addressee.is_some())
                .map(|parent| Candidate {
                    parent,
                    weight: 1.0 / f64::from(comment - parent + 1),
                    unlisted: 0.02,
                })
                .collect();
            let article = if addressee.is_some() { 0.005 } else { 1.0 };
            calls.push(Call { comment, addressee, article, candidates });
        }
        Puzzle {
            pieces,
            calls,
            names: vec![0.25; NAMES as usize],
            aliases: vec![None; NAMES as usize],
            alias: 0.0,
            answered_elsewhere: 0.02,
            misaddressed: 0.001,
            self_answer: 0.1,
        }
    })
}

/// An option as it is, wherever in a graph it stands: its parent, what the
/// address says, and the name under which the author is listed.
fn option(graph: &Graph, at: usize) -> (u32, Option<NameId>, Option<NameId>, u32, f64) {
    let choice = graph.choices[at];
    let pair = graph.pairs[choice.pair as usize];
    let addressed = match pair.address {
        Address::Open(entry) => Some(graph.domain[entry as usize]),
        _ => None,
    };
    let own = (choice.own != NONE).then(|| graph.domain[choice.own as usize]);
    (pair.parent, addressed, own, choice.slot, choice.weight)
}

proptest! {
    // Listing every world takes its time.
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_all_worlds_agree_on_is_found(puzzle in small_puzzle()) {
        let exact = exact(&puzzle);
        let solution = solve(&puzzle);
        for (call, choice) in solution.parents.iter().enumerate() {
            let at = choice.best.map_or(puzzle.pieces.len(), |p| p as usize);
            let best = exact[call].iter().fold(0.0, |a: f64, b| a.max(*b));
            if best > 0.9 {
                prop_assert!(exact[call][at] > 0.9, "call {call}: {choice:?} {:?}", exact[call]);
                prop_assert!(choice.belief > 0.6, "call {call}: {choice:?} {:?}", exact[call]);
            }
        }
    }

    #[test]
    fn what_is_kept_of_a_graph_says_the_same(
        puzzle in small_puzzle(),
        marks in proptest::collection::vec(any::<bool>(), 64),
    ) {
        let graph = Graph::new(&puzzle);
        let marked: Vec<bool> = (0..graph.choices.len()).map(|at| marks[at % 64]).collect();
        let (pruned, kept) = graph.pruned(&marked);
        let places: Vec<usize> = kept.choices.iter().map(|&at| at as usize).collect();
        let expected: Vec<usize> = (0..marked.len()).filter(|&at| marked[at]).collect();
        prop_assert_eq!(&places, &expected);
        for (at, &place) in places.iter().enumerate() {
            prop_assert_eq!(option(&pruned, at), option(&graph, place));
        }
        for call in 0..graph.calls() {
            let range = graph.choice_range(call);
            prop_assert_eq!(
                pruned.choice_range(call).len(),
                expected.iter().filter(|&at| range.contains(at)).count()
            );
        }
    }

    #[test]
    fn a_switch_back_takes_back_its_odds(
        puzzle in small_puzzle(),
        steps in proptest::collection::vec((0..4_usize, any::<prop::sample::Index>()), 1..20),
    ) {
        let graph = Graph::new(&puzzle);
        let mut world = World::new(&graph, &vec![None; graph.calls()]);
        for (call, to) in steps {
            let others: Vec<u32> = world.others(call).collect();
            if others.is_empty() {
                continue;
            }
            let (from, to) = (world.chosen(call), *to.get(&others));
            let there = world.switch(call, to);
            let back = world.switch(call, from);
            prop_assert!((there * back - 1.0).abs() < 1e-9, "{there} {back}");
            world.switch(call, to);
        }
    }

    #[test]
    fn beliefs_are_probabilities(puzzle in small_puzzle()) {
        let solution = solve(&puzzle);
        for choice in &solution.parents {
            prop_assert!((0.0..=1.000_001).contains(&choice.belief), "{choice:?}");
            prop_assert!(choice.next.is_none_or(|(_, b)| (0.0..=1.000_001).contains(&b)));
        }
    }
}

/// A page on which everybody answers the first comment, which lists them all;
/// only the third answer was answered again, under its author's name.
fn star(answers: u32) -> Puzzle {
    let listed = |names: Vec<u32>| names.into_iter().map(NameId).collect();
    let mut pieces = vec![Piece::default(); answers as usize + 2];
    pieces[0] = Piece { author: Some(NameId(0)), listed: listed((1..=answers).collect()) };
    let last = answers + 1;
    pieces[3].listed = listed(vec![last]);
    pieces[last as usize].author = Some(NameId(last));
    let to = |parent: u32| Candidate { parent, weight: 0.5, unlisted: 0.02 };
    let answer = |comment: u32, name: u32, candidates: Vec<Candidate>| Call {
        comment,
        addressee: Some(NameId(name)),
        article: 1e-4,
        candidates,
    };
    let mut calls = vec![Call { comment: 0, article: 1.0, ..Call::default() }];
    calls.extend((1..=answers).map(|comment| answer(comment, 0, vec![to(0)])));
    calls.push(answer(last, 9, vec![to(2), to(3), to(4)]));
    let names = f64::from(answers + 2);
    Puzzle {
        pieces,
        calls,
        names: vec![0.9 / names; answers as usize + 2],
        aliases: vec![None; answers as usize + 2],
        alias: 0.0,
        answered_elsewhere: 0.02,
        misaddressed: 0.001,
        self_answer: 0.1,
    }
}

#[test]
fn a_long_list_costs_no_more_than_its_length() {
    let puzzle = star(2000);
    let graph = Graph::new(&puzzle);
    assert!(graph.choices.len() < 3 * 2000, "{} options", graph.choices.len());
    let solution = solve(&puzzle);
    let parents: Vec<Option<u32>> = solution.parents.iter().map(|p| p.best).collect();
    assert_eq!(parents[0], None);
    assert!(parents[1..=2000].iter().all(|parent| *parent == Some(0)));
    assert_eq!(parents[2001], Some(3), "who alone lists the last one");
    assert_eq!(solution.authors[3].best, Some(NameId(9)), "whom the last one addresses");
    assert_eq!(solution.authors[5].best, None, "whom nobody can tell from the others");
}

#[test]
fn a_short_list_is_told_name_by_name() {
    let graph = Graph::new(&star(20));
    // Twenty names each, or none of them; three to choose from for the last.
    assert_eq!(graph.choices.len(), 20 * 21 + 3);
}
