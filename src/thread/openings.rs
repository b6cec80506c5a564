//! How comments open: by greeting everybody, or as answers do.

use crate::text::words;

/// Words that greet, where no name follows.
const HAILS: [&str; 12] = [
    "hi",
    "hello",
    "hey",
    "hallo",
    "servus",
    "moin",
    "bonjour",
    "salut",
    "hola",
    "ciao",
    "guten",
    "greetings",
];

/// First words of answers.
const REPLIES: [&str; 48] = [
    "yes", "no", "yeah", "yep", "yup", "nope", "nah", "thanks", "thank", "thx", "ty", "ok", "okay",
    "lol", "haha", "heh", "exactly", "agreed", "right", "true", "sure", "and", "but", "because",
    "so", "well", "oh", "ah", "really", "nice", "you", "your", "you're", "that's", "then", "ja",
    "nein", "danke", "doch", "genau", "stimmt", "aber", "und", "oui", "non", "merci", "si",
    "gracias",
];

/// Whether `text` opens by greeting everybody: a greeting, and no name that is
/// called.
pub(super) fn hails(text: &str, calls: bool) -> bool {
    !calls && first(text).is_some_and(|word| HAILS.contains(&word.as_str()))
}

/// Whether `text` opens with a word as answers do.
pub(super) fn replies(text: &str) -> bool {
    first(text).is_some_and(|word| REPLIES.contains(&word.as_str()))
}

fn first(text: &str) -> Option<String> {
    words(text).next().map(|w| w.text.to_lowercase().replace('’', "'"))
}

/// Words that speak to one person.
const SECOND_PERSON: [&str; 22] = [
    "you", "your", "yours", "yourself", "you're", "you've", "you'll", "du", "dich", "dir", "dein",
    "deine", "deinen", "deinem", "deiner", "deines", "hast", "bist", "tu", "toi", "ton", "te",
];

/// Words that speak of what stands above all comments.
const OF_PAGE: [&str; 20] = [
    "article",
    "post",
    "blog",
    "author",
    "recipe",
    "video",
    "review",
    "tutorial",
    "artikel",
    "beitrag",
    "bericht",
    "autor",
    "autorin",
    "rezept",
    "seite",
    "billet",
    "recette",
    "artículo",
    "artykuł",
    "articolo",
];

/// How many words from its head on are looked at.
const HEAD: usize = 80;

/// Whether the head of `text` says you, and whether it speaks of the page.
pub(super) fn speaks(text: &str) -> (bool, bool) {
    let (mut to_one, mut of_page) = (false, false);
    for word in words(text).take(HEAD) {
        let word = word.text.to_lowercase().replace('’', "'");
        to_one |= SECOND_PERSON.contains(&word.as_str());
        of_page |= OF_PAGE.contains(&word.as_str());
    }
    (to_one, of_page)
}

/// Whether `text` asks something: a question mark that ends a word.
pub(super) fn asks(text: &str) -> bool {
    let mut before = ' ';
    let mut open = false;
    for c in text.chars() {
        if open && !c.is_alphanumeric() || c == '？' {
            return true;
        }
        open = c == '?' && !before.is_whitespace() && before != '/';
        before = c;
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_told_by_their_first_word() {
        assert!(hails("Hello, has anybody tried?", false));
        assert!(!hails("Hello Ann", true) && !hails("Has anybody?", false));
        assert!(replies("Yes, I did.") && replies("You’re wrong.") && !replies("Somebody did."));
        assert!(asks("Who knows?") && asks("Who knows?!") && !asks("It is so. ?"));
        assert!(!asks("see watch?v=abc and page.php?id=3") && asks("(you?)"));
    }
}
