//! Lines that belong to the page and to nobody's text: headings of the
//! comment section, the form below it, tags; and the signs by which a reader
//! tells that something is a comment at all.

use std::sync::LazyLock;

use regex::Regex;

use super::date::is_dated_line;
use super::lines::Lines;

/// "NAME says:" in the languages met on pages so far. Longest name: 80 bytes.
#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?P<name>\S.{0,79}?)\s+(?:says|said|wrote|writes|sagt|sagte|schrieb|schreibt|dit|a dit|escribió|dice|dijo|zegt|schreef|säger|скаже|пишет)\s*(?:[:,…]|\.\.\.)$",
    )
    .unwrap()
});

#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static TAGS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:tags|tagged|keywords|filed under|categor(?:y|ies)|posted in|schlagwörter|schlagworte|kategorien?|mots-clés|etiquetas)\s*:",
    )
    .unwrap()
});

#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:\d+\s+)?(?:comments?|kommentare?|responses?|replies|antworten|thoughts?|gedanken?|commentaires?|comentarios?|ergänzung(?:en)?|reader comments|hide comments|show comments)\b(?:(?:\s+(?:to|on|zu|über|auf|sur)\b|\s*[:(]).{0,200})?$",
    )
    .unwrap()
});

#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static FURNITURE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:
          (?:leave|post|add|write)\s+(?:a\s+|your\s+)?(?:reply|comment|response)\b.{0,60}
        | (?:schreibe?|hinterlasse?|verfasse?)\s+(?:eine\s?n?|deine\s?n?)\s+(?:kommentar|antwort)\b.{0,60}
        | kommentar\s+(?:verfassen|schreiben|hinterlassen|abschicken)
        | (?:cancel\s+reply|antworten?\s+abbrechen|post\s+comment|submit(?:\s+comment)?)
        | (?:your\s+email\s+address|deine\s+e-mail-adresse)\b.{0,140}
        | (?:required\s+fields|erforderliche\s+felder)\b.{0,60}
        | (?:name|email|e-mail|website|comment|kommentar)\s*\*?:?
        | (?:save|speichere)\s+(?:my|meinen)\s+name.{0,100}
        | (?:notify|benachrichtige)\s+me?.{0,100}
        | (?:comments|kommentare|trackbacks)\s+(?:are|sind)\s+(?:now\s+)?(?:closed|geschlossen).{0,40}
        | (?:reply|antworten|permalink|share|teilen|tweet|flag|report(?:\s+abuse)?|edit|like|gefällt\s+mir)
        | (?:older|newer|previous|next|ältere|neuere)\s+(?:comments|posts|post|kommentare|beiträge)\b.{0,20}
        | share\s+this\b.{0,40}
        | this\s+(?:site|website)\s+uses\s+akismet.{0,140}
        )$",
    )
    .unwrap()
});

/// Longest "NAME says:" line, in bytes.
const LONGEST_HEADER: usize = 400;

/// What stands before the verb of a "NAME says:" line, be it a name or the
/// beginning of a sentence.
pub(super) fn before_verb(line: &str) -> Option<&str> {
    if line.len() > LONGEST_HEADER || !line.ends_with([':', ',', '…', '.']) {
        return None;
    }
    Some(HEADER.captures(line)?.name("name")?.as_str())
}

/// The name in a line that may be "NAME says:"; `super::headers` asks for more
/// before it takes it out of a comment.
fn header_name(line: &str) -> Option<&str> {
    // "And then he says:" is a sentence that leads to a quotation.
    before_verb(line).filter(|name| is_name(name))
}

/// Whether it is more likely a name than the beginning of a sentence.
pub(super) fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    words <= 6 && !name.contains(['.', '?', '!', ';']) || words <= 2
}

/// "Tags: …" and its like.
pub(super) fn is_tags(line: &str) -> bool {
    TAGS.is_match(line)
}

/// "12 thoughts on …", "Comments": what stands above a list of comments.
pub(super) fn is_comment_heading(line: &str) -> bool {
    line.len() <= 260 && HEADING.is_match(line)
}

/// Buttons and forms.
pub(super) fn is_furniture(line: &str) -> bool {
    line.len() <= 200 && FURNITURE.is_match(line)
}

/// A button that stands under single comments.
pub(super) fn is_button(line: &str) -> bool {
    BUTTONS.iter().any(|button| line.eq_ignore_ascii_case(button))
}

/// How a line gives away that it belongs to somebody's comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// "NAME says:".
    Header,
    /// "Posted by NAME".
    Posted,
    /// A date and little else.
    Dated,
    /// A button that stands under every comment.
    Button,
}

impl Sign {
    const COUNT: usize = 4;

    fn of(line: &str) -> Option<Self> {
        const LONGEST: usize = 120;
        if line.len() > LONGEST {
            None
        } else if header_name(line).is_some() {
            Some(Self::Header)
        } else if POSTED_BY.is_match(line) {
            Some(Self::Posted)
        } else if is_dated_line(line) {
            Some(Self::Dated)
        } else if is_button(line) {
            Some(Self::Button)
        } else {
            None
        }
    }
}

/// Buttons that stand under single comments.
const BUTTONS: [&str; 13] = [
    "reply",
    "reply ↓",
    "antworten",
    "répondre",
    "permalink",
    "report",
    "report abuse",
    "share",
    "teilen",
    "like",
    "gefällt mir",
    "flag",
    "edit",
];

/// "← Older Comments": a line that leads to the next page of comments.
pub(super) fn is_navigation(line: &str) -> bool {
    let words = line.trim_matches(|c: char| c.is_whitespace() || "«»‹›←→<>|".contains(c));
    NAVIGATION.iter().any(|known| words.eq_ignore_ascii_case(known))
}

/// What such lines say, without their arrows.
const NAVIGATION: [&str; 8] = [
    "older comments",
    "newer comments",
    "previous comments",
    "next comments",
    "ältere kommentare",
    "neuere kommentare",
    "older posts",
    "newer posts",
];

/// Whether a line is furniture that may stand between two comments.
pub(super) fn stands_between(line: &str) -> bool {
    is_button(line) || is_navigation(line)
}

#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static POSTED_BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:comment\s+|posted\s+)?by:?\s+\S.*(?:\d|\))$|\bposted\s+(?:on|at|by)\b.*\d|^re:\s",
    )
    .unwrap()
});

/// How many dated lines an article's own head may have: published, changed.
const BYLINES: usize = 2;

/// The first line among `from..to` at which text that looks like comments
/// begins. Two lines must give it away in the same manner, and dates, which
/// an article has, too, must be more than its byline can explain. Where the
/// comments were found elsewhere on the page, `strict`, a heading alone says
/// nothing.
pub(super) fn first_comment_sign(
    lines: &Lines<'_>,
    from: usize,
    to: usize,
    strict: bool,
) -> Option<usize> {
    let mut seen: [Vec<usize>; Sign::COUNT] = Default::default();
    let mut heading = None;
    for at in from..to {
        let line = lines.content_at(at);
        if let Some(sign) = Sign::of(line) {
            seen[sign as usize].push(at);
        }
        if !strict && at > from && is_comment_heading(line) {
            heading = heading.or(Some(at));
        }
    }
    let enough = |sign: Sign| match sign {
        Sign::Dated if strict => BYLINES + 1,
        Sign::Dated | Sign::Header | Sign::Posted | Sign::Button => 2,
    };
    let signs = [Sign::Header, Sign::Posted, Sign::Dated, Sign::Button]
        .into_iter()
        .filter(|&sign| seen[sign as usize].len() >= enough(sign))
        .filter_map(|sign| seen[sign as usize].first().copied());
    // A heading with anything like a comment below it.
    let below = heading.filter(|&at| seen.iter().flatten().any(|&sign| sign > at));
    signs.chain(below).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_told_from_a_sentence() {
        assert_eq!(header_name("Pat the Rat says:"), Some("Pat the Rat"));
        assert_eq!(header_name("Łukasz sagt:"), Some("Łukasz"));
        assert_eq!(header_name("T. Q. said..."), Some("T. Q."));
        assert_eq!(header_name("It is late. The minister then says:"), None);
        assert_eq!(header_name("What everybody in this whole town now says:"), None);
    }

    #[test]
    fn headings_and_forms_are_known() {
        assert!(is_comment_heading("20 thoughts on “A bridge”"));
        assert!(is_comment_heading("91 Ergänzungen"));
        assert!(!is_comment_heading("Comments have been made about this by many people."));
        assert!(is_furniture("Leave a Reply"));
        assert!(is_furniture(
            "Your email address will not be published. Required fields are marked *"
        ));
        assert!(!is_furniture(
            "Leave a reply if you dare, said nobody ever to the whole wide world of sports and leisure"
        ));
        assert!(is_tags("Tags: Russia, Syria"));
    }
}
