//! Quotes in posts of a real forum, where it is known which stretches quote
//! which earlier post. Many quotes are unknown to that gold, so that what is
//! found beyond it says little.

#![expect(clippy::expect_used, reason = "a test that cannot be set up fails")]

mod common;

use std::collections::BTreeMap;
use std::fs;

use rejoinder::model::{Body, CommentId, Page, Posting};
use rejoinder::quotes::{QuoteMark, QuoteSource, find_quotes};
use rejoinder::text::words;
use serde_json::Value;

/// A post: its text, the discussion it is from, and the stretches that quote
/// an earlier post, in characters, with that post's place.
struct Post {
    text: String,
    discussion: usize,
    quotes: Vec<(u64, u64, usize)>,
}

/// The discussions of the forum; every third, which is enough.
fn discussions() -> Option<Vec<Vec<Post>>> {
    let path = common::shared("data/structure/forum_dev.jsonl")?;
    let lines = fs::read_to_string(path).expect("the discussions");
    let number = |value: &Value, key: &str| value[key].as_u64().expect("a number");
    let of_line = |(discussion, line): (usize, &str)| {
        let read: Value = serde_json::from_str(line).expect("a discussion");
        let posts = read["posts"].as_array().expect("posts");
        let places: BTreeMap<u64, usize> =
            posts.iter().enumerate().map(|(i, post)| (number(post, "id"), i)).collect();
        let post = |(i, post): (usize, &Value)| Post {
            text: post["text"].as_str().expect("a text").to_owned(),
            discussion,
            quotes: post["quotes"]
                .as_array()
                .expect("quotes")
                .iter()
                .filter_map(|quote| {
                    let said = *places.get(&quote["post"].as_u64()?)?;
                    (said < i).then(|| (number(quote, "start"), number(quote, "end"), said))
                })
                .collect(),
        };
        posts.iter().enumerate().map(post).collect()
    };
    Some(lines.lines().enumerate().step_by(3).map(of_line).collect())
}

fn page(posts: &[&Post]) -> Page {
    let posting =
        |post: &&Post| Posting { body: Body::detached(post.text.as_str()), ..Posting::default() };
    Page { postings: posts.iter().map(posting).collect(), ..Page::default() }
}

/// A share, and the two numbers.
fn share(part: usize, all: usize) -> f64 {
    part as f64 / all as f64
}

#[test]
fn what_posts_quote_is_found_and_whose_it_is() {
    let Some(discussions) = discussions() else { return };
    let (mut quoted, mut found) = (0, 0);
    let (mut long, mut first, mut also) = (0, 0, 0);
    for posts in &discussions {
        let all = find_quotes(&page(&posts.iter().collect::<Vec<_>>()));
        for (post, quotes) in posts.iter().zip(all) {
            let mut bytes: Vec<u32> = post.text.char_indices().map(|(at, _)| at as u32).collect();
            bytes.push(post.text.len() as u32);
            let byte = |chars: u64| bytes[(chars as usize).min(bytes.len() - 1)];
            for &(start, end, said) in &post.quotes {
                let (start, end) = (byte(start), byte(end));
                let said = CommentId(said as u32);
                for word in words(&post.text[start as usize..end as usize]) {
                    let span = word.span.shifted(start);
                    let has = |q: &rejoinder::quotes::Quote| {
                        q.span.contains(span) && matches!(q.source, QuoteSource::Comment(_))
                    };
                    quoted += 1;
                    found += usize::from(quotes.iter().any(has));
                }
                let inside = |q: &&rejoinder::quotes::Quote| {
                    q.words >= 8 && start <= q.span.start && q.span.start < end
                };
                for quote in quotes.iter().filter(inside) {
                    let is_first = quote.source == QuoteSource::Comment(said);
                    long += 1;
                    first += usize::from(is_first);
                    also += usize::from(is_first || quote.also.contains(said));
                }
            }
        }
    }
    println!("{found} of {quoted} quoted words found");
    println!("{first} of {long} long quotes led to the post, {also} with those that quote it, too");
    assert!(share(found, quoted) >= 0.992, "{found} of {quoted}");
    assert!(share(first, long) >= 0.985, "{first} of {long}");
    assert!(share(also, long) >= 0.992, "{also} of {long}");
}

/// Posts of other discussions cannot be quoted: what is found there is what
/// people say alike by chance.
#[test]
fn what_people_say_alike_is_hardly_ever_taken_for_a_quote() {
    let Some(discussions) = discussions() else { return };
    let (mut unmarked, mut alike) = (0, 0);
    for several in discussions.chunks(25) {
        let posts: Vec<&Post> = several.iter().flatten().collect();
        let all = find_quotes(&page(&posts));
        for (post, quotes) in posts.iter().zip(all) {
            for quote in quotes.iter().filter(|q| q.mark == QuoteMark::Verbatim) {
                let QuoteSource::Comment(said) = quote.source else { continue };
                unmarked += 1;
                if posts[said.index()].discussion != post.discussion {
                    println!("{}", quote.span.of_text(&post.text));
                    alike += 1;
                }
            }
        }
    }
    println!("{alike} of {unmarked} quotes without marks lead to another discussion");
    assert!(share(alike, unmarked) <= 0.001, "{alike} of {unmarked}");
}
