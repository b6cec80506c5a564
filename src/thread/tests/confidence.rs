//! Threads at an asked confidence.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn at_an_asked_confidence_a_link_stays_or_is_withheld(
        text in random_page(),
        asked in 0_u16..=10_000,
    ) {
        let reading =
            formats::read("page", "page", text.as_bytes(), &formats::ReadOptions::default())
                .expect("text");
        let (whole, _) = rebuilt(&text, "");
        let least = Confidence::from_ten_thousandths(asked);
        let mut thread = whole.clone();
        restrict(&mut thread, &reading.pages[0], least);
        let mut replies = vec![0; thread.comments.len()];
        for (comment, before) in thread.comments.iter().zip(&whole.comments) {
            let link = &comment.link;
            if before.link.confidence.reaches(least) {
                prop_assert_eq!(link, &before.link);
            } else {
                prop_assert_eq!(link.answers, Answers::Unattached);
                let withheld = link.withheld.as_ref().expect("it stays visible");
                prop_assert_eq!(withheld.choice, before.link.answers);
                prop_assert_eq!(&withheld.clues, &before.link.clues);
                prop_assert_eq!(&link.runner_up, &before.link.runner_up);
                prop_assert!(link.clues.is_empty());
            }
            let depth = match link.answers {
                Answers::Article => Some(0),
                Answers::Comment(parent) => {
                    replies[parent.index()] += 1;
                    thread.comments[parent.index()].reply_depth.map(|d| d + 1)
                }
                Answers::Missing | Answers::Unattached => None,
            };
            prop_assert_eq!(comment.reply_depth, depth);
            let author = &comment.author;
            match before.author.confidence {
                Some(sure) if !sure.reaches(least) => {
                    prop_assert_eq!(author.source, AuthorSource::Unknown);
                    let withheld = author.withheld.as_ref().map(|w| &w.choice);
                    prop_assert_eq!(withheld, before.author.name.as_ref());
                    prop_assert_eq!(&author.name, &None);
                }
                _ => prop_assert_eq!(&author.name, &before.author.name),
            }
            if author.name.is_none() && comment.kind.has_author() {
                let id = author.commenter.expect("somebody");
                let theirs = thread.comments.iter().filter(|c| c.author.commenter == Some(id));
                prop_assert_eq!(theirs.count(), 1, "an unknown author is a commenter of their own");
            }
        }
        let counted: Vec<u32> = thread.comments.iter().map(|c| c.replies).collect();
        prop_assert_eq!(counted, replies);
    }
}

#[test]
fn a_root_below_the_asked_confidence_is_unattached_and_so_is_a_missing_parent() {
    let text = page(&[&["Ann says:", "First."], &["Bob says:", "Second."], &["@Tim", "Third."]]);
    let reading = formats::read("page", "page", text.as_bytes(), &formats::ReadOptions::default())
        .expect("text");
    let (mut thread, _) = rebuilt(&text, "page,2,answers,article,me,");
    restrict(&mut thread, &reading.pages[0], Confidence::CERTAIN);
    assert_eq!(told(&thread), ["Ann unattached", "Bob", "? unattached"]);
    let choices: Vec<Option<Answers>> =
        thread.comments.iter().map(|c| c.link.next_best().map(|b| b.choice)).collect();
    assert_eq!(choices, [Some(Answers::Article), None, Some(Answers::Missing)]);
}
