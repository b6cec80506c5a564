//! Recognises lines that are a date or a time and nothing else.

use std::sync::LazyLock;

use regex::Regex;

/// Month names, whole or cut, of the languages met on pages so far.
const MONTHS: &str = "jan(?:uary|uar|uari|vier|v)?|jän(?:ner)?|feb(?:ruary|ruar|ruari)?|févr?(?:ier)?\
    |mar(?:ch|s|zo)?|märz?|mrz|apr(?:il)?|avr(?:il)?|ma[iyj]|june?|juni?|juin|july?|juli|juil(?:let)?\
    |aug(?:ust)?|août|sept?(?:ember|embre)?|o[ck]t(?:ober|obre)?|nov(?:ember|embre)?\
    |de[cz](?:ember|embre)?|déc(?:embre)?";

/// A date: day, month and year in any order, or a weekday, month and day.
fn date() -> String {
    let month = format!(r"(?:{MONTHS})\b\.?");
    let year = r"(?:19|20)\d\d";
    let day = r"\d{1,2}(?:st|nd|rd|th|\.|er)?";
    format!(
        r"(?:{month}\s+{day},?\s+{year}|{day}\s*(?:de\s+)?{month},?\s*(?:de\s+)?{year}|\d{{1,2}}[./-]\d{{1,2}}[./-](?:{year}|\d\d)|\d{{1,2}}\.\s\d{{1,2}}\.\s?{year}|{year}[./-]\d{{1,2}}[./-]\d{{1,2}})"
    )
}

/// A time of the day.
const CLOCK: &str = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|uhr)?";

/// "3 hours ago".
const AGO: &str = r"(?:about\s+|vor\s+)?\d+\s+(?:second|minute|hour|day|week|month|year|sekunde|minute|stunde|tag|woche|monat|jahr)e?[ns]?(?:\s+ago)?";

#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static DATE_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let date = date();
    let zone = r"(?:\s*(?:utc|gmt|z|[a-z]{2,4}t|[+-]\d\d:?\d\d)\b)?";
    let weekday = r"(?:[a-zäöüé]{2,10}\.?,\s+)?";
    let lead = r"(?:(?:on|am|le|posted|added|geschrieben)\s+){0,2}";
    let pattern = format!(
        r"(?i)^{lead}{weekday}(?:{date}(?:\s*(?:,|at|um|à|@|\||-|–|t|/)?\s*{CLOCK})?{zone}|{CLOCK}{zone}|{AGO})\s*[.:]?$"
    );
    Regex::new(&pattern).unwrap()
});

#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static HAS_DATE: LazyLock<Regex> = LazyLock::new(|| {
    let date = date();
    let pattern = format!(
        r"(?i)(?:\b{date}|day,?\s+(?:{MONTHS})\b\.?\s+\d{{1,2}}\b|\b{AGO}\b|\b(?:{MONTHS})\b\.?\s+\d{{1,2}}\b.*{CLOCK})"
    );
    Regex::new(&pattern).unwrap()
});

#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static LEADING_DATE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(r"(?i)^{}(?:\s*(?:,|at|um|à|@)?\s*{CLOCK})?", date());
    Regex::new(&pattern).unwrap()
});

/// A name and, after a comma, a bar, a dash or a word, a time.
#[expect(clippy::unwrap_used, reason = "a constant pattern that the tests compile")]
static NAME_AND_TIME: LazyLock<Regex> = LazyLock::new(|| {
    let date = date();
    let weekday = r"(?:[a-zäöüé]{2,10}\.?,?\s+)?";
    let pattern = format!(
        r"(?i)^(?P<name>\S.{{0,79}}?)\s*(?:\s(?:at|on|am|um|le|vom)\s|[\s,|(–—-])\s*(?P<time>(?:{date}|{weekday}{date}|{CLOCK}\s+(?:on|am)\s|{AGO}).*)$"
    );
    Regex::new(&pattern).unwrap()
});

/// The name and the time in a line such as `NAME | DATE` or `NAME at TIME on
/// DATE`; the time goes on to the line's end.
pub(super) fn name_and_time(line: &str) -> Option<(&str, &str)> {
    const LONGEST: usize = 400;
    if line.len() > LONGEST || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let found = NAME_AND_TIME.captures(line)?;
    Some((found.name("name")?.as_str(), found.name("time")?.as_str()))
}

/// Longest line that can be a date, in bytes: keeps the pattern off prose.
const LONGEST: usize = 60;

/// Whether `line` is a date or a time and nothing else.
pub(super) fn is_date_line(line: &str) -> bool {
    (4..=LONGEST).contains(&line.len())
        && line.bytes().any(|b| b.is_ascii_digit())
        && DATE_LINE.is_match(line)
}

/// Whether a date of day, month and year stands at the head of `line`.
pub(super) fn starts_with_date(line: &str) -> bool {
    leading_date(line).is_some()
}

/// The length of the date at the head of `line`.
pub(super) fn leading_date(line: &str) -> Option<usize> {
    let head = &line[..line.floor_char_boundary(LONGEST)];
    let starts = head.starts_with(|c: char| c.is_alphanumeric());
    if !starts || !head.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(LEADING_DATE.find(head)?.end())
}

/// Whether `line` is a date and little else: a name, a number, a title.
pub(super) fn is_dated_line(line: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let digits = line.bytes().any(|b| b.is_ascii_digit());
    let Some(date) = HAS_DATE.find(line).filter(|_| digits && line.len() <= 2 * LONGEST) else {
        return is_date_line(line);
    };
    let rest = [&line[..date.start()], &line[date.end()..]];
    let words: usize = rest
        .iter()
        .map(|part| part.split_whitespace().filter(|w| w.contains(char::is_alphabetic)).count())
        .sum();
    words <= MOST_WORDS && !line.ends_with(['?', '!'])
}

#[cfg(test)]
mod tests {
    use super::{is_date_line, is_dated_line, name_and_time};

    #[test]
    fn dates_of_several_habits_are_seen() {
        for line in [
            "August 13, 2007 at 04:32 PM",
            "8. Dezember 2010 um 10:56",
            "19. Februar 2017 20:00",
            "2016-09-20 16:31",
            "2016-09-20T16:31Z",
            "20/09/2016 16:31",
            "Sep 20, 2016",
            "Tuesday, September 20, 2016 at 4:31 pm GMT",
            "3 hours ago",
            "vor 3 Tagen",
        ] {
            assert!(is_date_line(line), "{line}");
        }
    }

    #[test]
    fn a_name_may_stand_beside_a_date() {
        for line in [
            "James the Trekkie UK - October 26, 2012",
            "Comment by Mirko — 17.07.2011 @ 13:04",
            "Darlene On Saturday, November 3 at 9:52 am",
        ] {
            assert!(is_dated_line(line), "{line}");
        }
        assert!(!is_dated_line("By the way, on May 3, 2012 the council had already voted for it."));
    }

    #[test]
    fn a_name_is_told_from_the_time_behind_it() {
        for (line, name, time) in [
            ("Ann | Aug 13 2007 16:32 utc | 1", "Ann", "Aug 13 2007 16:32 utc | 1"),
            ("A. B. at May 20, 2012 12:55 AM", "A. B.", "May 20, 2012 12:55 AM"),
            ("Pat the Rat on May 3, 2012 at 4:31 pm.", "Pat the Rat", "May 3, 2012 at 4:31 pm."),
            ("ann at 4:31 PM on May 3, 2012", "ann", "4:31 PM on May 3, 2012"),
        ] {
            assert_eq!(name_and_time(line), Some((name, time)));
        }
        assert_eq!(name_and_time("Ann at 4 or 5"), None);
    }

    #[test]
    fn prose_is_no_date() {
        for line in ["In May 2016 they left.", "1984", "12", "may 5 people decide", "10 September"]
        {
            assert!(!is_date_line(line), "{line}");
        }
    }
}
