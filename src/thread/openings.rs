//! How comments open: by greeting everybody, or as answers do.

use crate::text::words;

/// Words that greet, where no name follows.
const HAILS: [&str; 16] = [
    "hi", "hello", "hey", "hallo", "servus", "moin", "bonjour", "salut", "hola", "ciao", "guten",
    "greetings", "all", "everyone", "folks", "zusammen",
];

/// First words of answers.
const REPLIES: [&str; 48] = [
    "yes", "no", "yeah", "yep", "yup", "nope", "nah", "thanks", "thank", "thx", "ty", "ok", "okay",
    "lol", "haha", "heh", "exactly", "agreed", "right", "true", "sure", "and", "but", "because",
    "so", "well", "oh", "ah", "really", "nice", "you", "your", "you're", "that's", "then", "ja",
    "nein", "danke", "doch", "genau", "stimmt", "aber", "und", "oui", "non", "merci", "si", "gracias",
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

/// Whether `text` asks something: a question mark that ends a word.
pub(super) fn asks(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let asks = c == '?' && !before.is_whitespace() && before != '/';
        before = c;
        asks || c == '？'
    })
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
    }
}
