//! Who is who across the threads of a run.

use std::collections::HashMap;
use std::fmt;

use crate::model::{AuthorSource, CommentId, CommenterId, Thread};

/// A person within one run, from 0 in the order of their first comment.
/// Displays as `P1`, `P2`, …: the letter keeps a spreadsheet from reckoning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub u32);

impl PersonId {
    /// The index into [`People::all`].
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P{}", u64::from(self.0) + 1)
    }
}

/// A person, by whatever name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<'a> {
    /// Their name; none for an unknown one, who wrote one comment.
    pub name: Option<&'a str>,
    /// Where the name comes from; stated before corrected.
    pub source: AuthorSource,
    /// The thread of their first comment, by its index.
    pub thread: u32,
    /// In how many threads they write.
    pub threads: u32,
}

/// The commenters of all threads, told apart.
///
/// A stated or corrected name is the same person in every thread, if it is
/// the same to the letter. A recovered name holds in its thread only; where
/// the same thread states it too, it is that person. An unknown author is
/// nobody else.
#[derive(Debug, Default)]
pub struct People<'a> {
    all: Vec<Person<'a>>,
    /// For each thread, the person of each of its commenters.
    of: Vec<Vec<Option<PersonId>>>,
}

impl<'a> People<'a> {
    /// Tells the commenters of `threads` apart; with `per_thread`, nobody
    /// writes in two.
    pub fn new(threads: impl IntoIterator<Item = &'a Thread>, per_thread: bool) -> Self {
        let mut people = Self::default();
        let mut by_name: HashMap<&str, PersonId> = HashMap::new();
        let mut recovered: HashMap<&str, PersonId> = HashMap::new();
        let mut last_thread: Vec<u32> = Vec::new();
        for (at, thread) in threads.into_iter().enumerate() {
            if per_thread {
                by_name.clear();
            }
            recovered.clear();
            // First, so that a recovered name finds a stated one further down.
            let stated: HashMap<&str, CommenterId> = (0_u32..)
                .zip(&thread.commenters)
                .filter(|(_, c)| holds_everywhere(c.source))
                .filter_map(|(i, c)| Some((c.name.as_deref()?, CommenterId(i))))
                .collect();
            let mut of = vec![None; thread.commenters.len()];
            let first_comments = thread.comments.iter().filter(|c| c.kind.has_author());
            for id in first_comments.filter_map(|c| c.author.commenter) {
                let Some(commenter) = thread.commenters.get(id.index()) else { continue };
                if of[id.index()].is_some() {
                    continue;
                }
                let name = commenter.name.as_deref();
                let source = match name.and_then(|n| stated.get(n)) {
                    Some(same) => thread.commenters[same.index()].source,
                    None => commenter.source,
                };
                let known = match name {
                    Some(name) if holds_everywhere(source) => by_name.get(name).copied(),
                    Some(name) => recovered.get(name).copied(),
                    None => None,
                };
                let person = known.unwrap_or(PersonId(people.all.len() as u32));
                if known.is_none() {
                    people.all.push(Person { name, source, thread: at as u32, threads: 1 });
                    last_thread.push(at as u32);
                    if let Some(name) = name {
                        let map =
                            if holds_everywhere(source) { &mut by_name } else { &mut recovered };
                        map.insert(name, person);
                    }
                } else if last_thread[person.index()] != at as u32 {
                    last_thread[person.index()] = at as u32;
                    people.all[person.index()].threads += 1;
                }
                if source == AuthorSource::Stated {
                    people.all[person.index()].source = source;
                }
                of[id.index()] = Some(person);
            }
            people.of.push(of);
        }
        people
    }

    /// Everybody, in the order of their first comment.
    pub fn all(&self) -> &[Person<'a>] {
        &self.all
    }

    /// Everybody with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (PersonId, &Person<'a>)> {
        (0..).map(PersonId).zip(&self.all)
    }

    /// Who wrote `comment` of thread number `at`; none for a pingback or a
    /// server's line.
    pub fn of(&self, at: usize, thread: &Thread, comment: CommentId) -> Option<PersonId> {
        let comment = thread.comments.get(comment.index())?;
        let commenter = comment.author.commenter.filter(|_| comment.kind.has_author())?;
        *self.of.get(at)?.get(commenter.index())?
    }
}

/// Whether a name from `source` means the same person in every thread.
const fn holds_everywhere(source: AuthorSource) -> bool {
    matches!(source, AuthorSource::Stated | AuthorSource::Corrected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Authorship, Comment, Commenter, Kind};

    /// A thread whose commenters each write one comment.
    fn thread(commenters: &[(Option<&str>, AuthorSource)]) -> Thread {
        Thread {
            comments: (0..commenters.len() as u32)
                .map(|i| Comment {
                    author: Authorship { commenter: Some(CommenterId(i)), ..Authorship::default() },
                    ..Comment::default()
                })
                .collect(),
            commenters: commenters
                .iter()
                .map(|&(name, source)| Commenter { name: name.map(Into::into), source })
                .collect(),
        }
    }

    fn check(threads: &[Thread], per_thread: bool, expected: &[&str]) {
        let people = People::new(threads, per_thread);
        let shown: Vec<String> = threads
            .iter()
            .enumerate()
            .map(|(at, thread)| {
                let ids: Vec<String> = thread
                    .iter()
                    .map(|(id, _)| people.of(at, thread, id).map_or("-".into(), |p| p.to_string()))
                    .collect();
                ids.join(" ")
            })
            .collect();
        assert_eq!(shown, expected);
    }

    use AuthorSource::{Corrected, Recovered, Stated, Unknown};

    #[test]
    fn stated_names_hold_across_threads_and_recovered_ones_do_not() {
        let threads = [
            thread(&[(Some("Ann"), Stated), (Some("Bob"), Recovered), (None, Unknown)]),
            thread(&[(Some("Bob"), Recovered), (Some("Ann"), Corrected), (None, Unknown)]),
            thread(&[(Some("Bob"), Stated), (Some("ann"), Stated)]),
        ];
        check(&threads, false, &["P1 P2 P3", "P4 P1 P5", "P6 P7"]);
        check(&threads, true, &["P1 P2 P3", "P4 P5 P6", "P7 P8"]);
        let people = People::new(&threads, false);
        let ann = people.all()[0];
        assert_eq!((ann.threads, ann.thread, ann.source), (2, 0, Stated));
    }

    #[test]
    fn a_recovered_name_that_its_thread_states_is_that_person() {
        let threads = [
            thread(&[(Some("Ann"), Recovered), (Some("Ann"), Stated)]),
            thread(&[(Some("Ann"), Stated)]),
        ];
        check(&threads, false, &["P1 P1", "P1"]);
        assert_eq!(People::new(&threads, false).all()[0].threads, 2);
    }

    #[test]
    fn a_pingback_is_nobody() {
        let mut one = thread(&[(Some("Blog"), Stated), (Some("Ann"), Stated)]);
        one.comments[0].kind = Kind::Pingback;
        check(&[one], false, &["- P1"]);
    }
}
