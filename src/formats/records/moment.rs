//! When a record is from, well enough to say which of two came first.

use std::cmp::Ordering;

/// Most digits of a time in seconds or thousandths since 1970.
const EPOCH_DIGITS: usize = 17;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A time as a table states it. Which of two is the earlier can be told where
/// both are written in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// How it is written.
    way: Way,
    /// Year, month, day, hour, minute, second; of an epoch the last alone.
    parts: [u64; 6],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A number of seconds, or of thousandths.
    Epoch,
    /// `2015-01-07 11:07:51`, with the minutes by which its zone is ahead,
    /// where it has one.
    Date(Option<i32>),
}

impl Moment {
    /// Reads `2015-01-07`, with or without a time and a zone, `Wed Jan 07
    /// 11:07:51 +0000 2015`, or a number of seconds; none of anything else.
    /// Days and months in figures are no date here: 3/4 is two days.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() >= 9 && text.len() <= EPOCH_DIGITS && digits(text) {
            return Some(Self { way: Way::Epoch, parts: [0, 0, 0, 0, 0, text.parse().ok()?] });
        }
        Self::year_first(text).or_else(|| Self::year_last(text))
    }

    fn year_first(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let [y, m, d] = fields(date, '-')?;
        let rest = rest.trim_start_matches(['T', 't', ' ']);
        let clock = rest.find(['Z', 'z', '+', '-', '.', ' ']).map_or(rest, |at| &rest[..at]);
        let zone = rest[clock.len()..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
        Self::new([y, m, d], clock, zone.trim())
    }

    /// As Twitter writes it.
    fn year_last(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [_, month, day, clock, zone, year] = words[..] else {
            return None;
        };
        let month = MONTHS.iter().position(|m| m.eq_ignore_ascii_case(month))? as u64 + 1;
        Self::new([number(year)?, month, number(day)?], clock, zone)
    }

    fn new([y, m, d]: [u64; 3], clock: &str, zone: &str) -> Option<Self> {
        let [hour, minute, second] = match clock.split(':').count() {
            _ if clock.is_empty() => [0; 3],
            2 => {
                let [hour, minute] = fields(clock, ':')?;
                [hour, minute, 0]
            }
            _ => fields(clock, ':')?,
        };
        let real = (1..=12).contains(&m) && (1..=31).contains(&d) && hour < 25 && minute < 60;
        let way = Way::Date(offset(zone)?);
        real.then_some(Self { way, parts: [y, m, d, hour, minute, second] })
    }

    /// Which is the earlier, where that can be told.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        (self.way == other.way).then(|| self.parts.cmp(&other.parts))
    }
}

/// Minutes ahead of UTC; none where the time says no zone, and no answer where
/// what it says is none.
#[expect(clippy::option_option, reason = "no zone is something else than a wrong one")]
fn offset(zone: &str) -> Option<Option<i32>> {
    match zone.bytes().next() {
        None => Some(None),
        Some(b'Z' | b'z') if zone.len() == 1 => Some(Some(0)),
        Some(sign @ (b'+' | b'-')) => {
            let figures: String = zone[1..].chars().filter(|&c| c != ':').collect();
            let value = i32::try_from(number(&figures)?).ok().filter(|_| figures.len() == 4)?;
            let minutes = value / 100 * 60 + value % 100;
            Some(Some(if sign == b'-' { -minutes } else { minutes }))
        }
        Some(_) => ["utc", "gmt"].iter().any(|z| zone.eq_ignore_ascii_case(z)).then_some(Some(0)),
    }
}

fn fields<const N: usize>(text: &str, between: char) -> Option<[u64; N]> {
    let parts: Vec<u64> = text.split(between).map(number).collect::<Option<_>>()?;
    parts.try_into().ok()
}

fn number(text: &str) -> Option<u64> {
    text.parse().ok().filter(|_| digits(text))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: Option<Ordering>) {
        let read = |text| Moment::parse(text);
        let found = read(one).zip(read(other)).and_then(|(a, b)| a.compare(b));
        assert_eq!(found, expected, "{one} and {other}");
    }

    #[test]
    fn times_in_one_way_of_writing_are_compared() {
        check("2015-01-07", "2015-01-08", Some(Ordering::Less));
        check("2015-01-07 11:07", "2015-01-07 11:06", Some(Ordering::Greater));
        check("2015-01-07T11:07:51.25Z", "2015-01-07T11:07:52Z", Some(Ordering::Less));
        check("2015-01-07T11:07:51+01:00", "2015-01-07T11:07:51+01:00", Some(Ordering::Equal));
        check(
            "Wed Jan 07 11:07:51 +0000 2015",
            "Sat Jan 10 01:00:00 +0000 2015",
            Some(Ordering::Less),
        );
        check("1420628871", "1420628870", Some(Ordering::Greater));
    }

    #[test]
    fn what_may_mean_two_things_is_compared_with_nothing() {
        check("2015-01-07T11:07:51Z", "2015-01-07T11:07:51", None);
        check("2015-01-07T11:07:51+01:00", "2015-01-07T11:07:51+02:00", None);
        for text in
            ["", "3/4/2015", "yesterday", "12", "2015-13-01", "2015-01-07 noon", "é2015-01-0"]
        {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,32}", almost in "[0-9T:Z+. -]{0,32}") {
            let _ = Moment::parse(&text);
            let _ = Moment::parse(&almost);
        }
    }
}
