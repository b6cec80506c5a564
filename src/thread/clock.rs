//! How much time lies between comments, as far as their times as printed let
//! one tell. Only distances are used, and only as one sign among others: a
//! misread date does no more than weaken it.

use crate::model::{Page, Posting};
use crate::text::words;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Longest time between two comments of a chat that give only the hour.
const HALF_DAY: i64 = DAY / 2;

/// For each comment the minutes since the earliest that states its time. Times
/// of the day alone are taken for those of a log, in order, unless the page
/// has dates.
pub(super) fn minutes(page: &Page) -> Vec<Option<u32>> {
    let read = |posting: &Posting| posting.time.as_deref().and_then(Moment::read);
    let moments: Vec<Option<Moment>> = page.postings.iter().map(read).collect();
    let dated = moments.iter().flatten().any(|moment| moment.day.is_some());
    let mut stated: Vec<Option<i64>> = Vec::with_capacity(moments.len());
    let (mut day, mut last) = (0, None);
    for moment in moments {
        stated.push(moment.and_then(|moment| match moment.day {
            Some(day) => Some(day * DAY + moment.minute),
            None if dated => None,
            None => {
                // The clock goes round; a little backwards is a late line.
                if last.is_some_and(|last| last - moment.minute > HALF_DAY) {
                    day += 1;
                }
                last = Some(moment.minute);
                Some(day * DAY + moment.minute)
            }
        }));
    }
    let first = stated.iter().flatten().copied().min().unwrap_or(0);
    stated.iter().map(|at| at.and_then(|at| u32::try_from(at - first).ok())).collect()
}

/// A moment as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    /// Days since some day, if a date is given.
    day: Option<i64>,
    /// Minute of the day; 0 where only a date is given.
    minute: i64,
}

/// Words of times that say how long ago, from a moment that nobody states.
const AGO: [&str; 4] = ["ago", "vor", "il", "hace"];

/// Most letters of a month's name.
const LONGEST_MONTH: usize = 10;

/// How months begin in the languages met on pages so far.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz"],
    &["apr", "avr", "abr"],
    &["mai", "may", "maj"],
    &["jun", "juin"],
    &["jul", "juil"],
    &["aug", "aoû", "agosto"],
    &["sep"],
    &["oct", "okt", "outubro"],
    &["nov"],
    &["dec", "dez", "déc", "dic"],
];

impl Moment {
    /// Reads a date, a time of the day or both; `None` where neither is there
    /// or the date may be read in two ways.
    fn read(text: &str) -> Option<Self> {
        let (mut day, mut month, mut year) = (None, None, None);
        let mut minute = None;
        let (mut is_afternoon, mut is_morning) = (false, false);
        let mut is_unclear = false;
        for part in
            text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | 'T' | '(' | ')'))
        {
            let number = part.trim_end_matches(['.', 't', 'h', 's', 'd', 'n', 'r']);
            let fields: Vec<&str> = number.split(['-', '/', '.']).collect();
            if let Some(clock) = clock(part) {
                minute.get_or_insert(clock);
                is_afternoon |= part.to_lowercase().ends_with("pm");
                is_morning |= part.to_lowercase().ends_with("am");
            } else if let [Ok(a), Ok(b), Ok(c)] =
                *fields.iter().map(|f| f.parse::<i64>()).collect::<Vec<_>>()
            {
                if a > 31 {
                    (year, month, day) = (Some(a), Some(b), Some(c));
                } else if number.contains('.') {
                    (day, month, year) = (Some(a), Some(b), Some(c));
                } else if b > 12 {
                    (month, day, year) = (Some(a), Some(b), Some(c));
                } else if a > 12 {
                    (day, month, year) = (Some(a), Some(b), Some(c));
                } else {
                    is_unclear = true;
                }
            } else if let Ok(value) = number.parse::<i64>() {
                if value > 1900 {
                    year = Some(value);
                } else if (1..=31).contains(&value) && day.is_none() {
                    day = Some(value);
                }
            } else if let Some(word) = words(part).next() {
                let word = word.text.to_lowercase();
                is_afternoon |= matches!(word.as_str(), "pm" | "p.m");
                is_morning |= matches!(word.as_str(), "am" | "a.m");
                if AGO.contains(&word.as_str()) {
                    return None;
                }
                let is_day = matches!(word.as_str(), "mardi" | "martes" | "mardis");
                let begins = |names: &&[&str]| {
                    names.iter().any(|n| word.starts_with(n) && word.len() <= LONGEST_MONTH)
                };
                if is_day {
                    continue;
                }
                if let Some((number, _)) = (1..).zip(MONTHS).find(|(_, names)| begins(names)) {
                    month.get_or_insert(number);
                }
            }
        }
        let minute = minute.map(|minute| match minute / HOUR {
            12 if is_morning => minute - 12 * HOUR,
            hour if is_afternoon && hour < 12 => minute + 12 * HOUR,
            _ => minute,
        });
        let date = match (day, month, year.unwrap_or(2000)) {
            (Some(day @ 1..=31), Some(month @ 1..=12), year @ 0..=9999) => {
                Some(days(year, month, day))
            }
            // A date was there, and is not understood.
            (Some(_), Some(_), _) => return None,
            _ => None,
        };
        if is_unclear {
            return None;
        }
        (date.is_some() || minute.is_some())
            .then_some(Self { day: date, minute: minute.unwrap_or(0) })
    }
}

/// The minute of the day of `14:05`, `2:05pm` or `14:05:33`.
fn clock(part: &str) -> Option<i64> {
    let (hour, rest) = part.split_once(':')?;
    let minute: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let (hour, minute) = (hour.parse::<i64>().ok()?, minute.parse::<i64>().ok()?);
    ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(hour * HOUR + minute)
}

/// Days of the Gregorian calendar since some day: the years begin in March, so
/// that the day of the leap comes last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Posting;

    fn after(first: &str, second: &str) -> Option<u32> {
        let posting = |time: &str| Posting { time: Some(time.to_owned()), ..Posting::default() };
        let page = Page { postings: vec![posting(first), posting(second)], ..Page::default() };
        let minutes = minutes(&page);
        Some(minutes[1]? - minutes[0]?)
    }

    #[test]
    fn times_as_pages_print_them_are_so_far_apart() {
        assert_eq!(after("12:18", "12:20"), Some(2));
        assert_eq!(after("23:58", "00:03"), Some(5));
        assert_eq!(after("February 28, 2024 at 11:50 pm", "March 1, 2024 at 12:10 am"), Some(1460));
        assert_eq!(after("Juli 30, 2013 um 2:33 pm", "31. Juli 2013 um 14:33 Uhr"), Some(1440));
        assert_eq!(after("2024-05-01T10:00:00Z", "2024-05-01 10:30"), Some(30));
        assert_eq!(after("1.5.2024, 10:00", "2.5.2024, 10:00"), Some(1440));
        assert_eq!(
            after("Wed Jan 07 11:07:51 +0000 2015", "Wed Jan 07 11:14:38 +0000 2015"),
            Some(7)
        );
        assert_eq!(after("yesterday", "12:00"), None);
        assert_eq!(after("3/4/2015 2:05 pm", "3/14/2015 2:05 pm"), None);
        assert_eq!(after("3 days ago", "2 days ago"), None);
        assert_eq!(after("mardi 3 juin 2014", "mercredi 4 juin 2014"), Some(1440));
        assert_eq!(after("99999999999999999-1-1", "2015-13-45"), None);
    }
}
