//! Moments that a page states beyond doubt: RFC 3339 with a zone. A time
//! without one, or in words, stays as printed and is compared with nothing.

use std::fmt;

use crate::model::Posting;

/// A moment, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// Whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
    pub seconds: i64,
    /// Nanoseconds beyond.
    pub nanos: u32,
}

const DAY_S: i64 = 86_400;

impl Instant {
    /// Reads an RFC 3339 date-time; `None` for anything else, and where the
    /// year in UTC would have other than four digits.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (date_time, rest) = bytes.split_at_checked(19)?;
        let marks = [date_time[4], date_time[7], date_time[13], date_time[16]];
        if marks != *b"--::" || !matches!(date_time[10], b'T' | b't' | b' ') {
            return None;
        }
        let field = |from: usize, to: usize| digits(date_time.get(from..to)?);
        let (year, month, day) = (field(0, 4)?, field(5, 7)?, field(8, 10)?);
        let (hour, minute, second) = (field(11, 13)?, field(14, 16)?, field(17, 19)?);
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return None;
        }
        // 60 is a leap second, which this clock shows as the next one.
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let (nanos, zone) = fraction(rest)?;
        let local = days_from_civil(year, month, day) * DAY_S + hour * 3600 + minute * 60 + second;
        let seconds = local - offset_s(zone)?;
        let years = days_from_civil(0, 1, 1) * DAY_S..days_from_civil(10_000, 1, 1) * DAY_S;
        years.contains(&seconds).then_some(Self { seconds, nanos })
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC, decimals only where there are some.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.seconds.div_euclid(DAY_S));
        let rest = self.seconds.rem_euclid(DAY_S);
        let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        if self.nanos > 0 {
            let decimals = format!("{:09}", self.nanos);
            write!(f, ".{}", decimals.trim_end_matches('0'))?;
        }
        f.write_str("Z")
    }
}

/// Seconds from `parent` to `child`, decimals cut off, where both times are
/// known. Negative where the clocks say that the answer came first.
pub fn latency_s(child: &Posting, parent: &Posting) -> Option<i64> {
    let from = Instant::parse(parent.time.as_deref()?)?;
    let to = Instant::parse(child.time.as_deref()?)?;
    let nanos = i64::from(to.nanos) - i64::from(from.nanos);
    let seconds = to.seconds - from.seconds;
    Some(match (seconds.signum(), nanos.signum()) {
        (1, -1) => seconds - 1,
        (-1, 1) => seconds + 1,
        _ => seconds,
    })
}

fn digits(bytes: &[u8]) -> Option<i64> {
    bytes
        .iter()
        .try_fold(0_i64, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0')))
}

/// Nanoseconds of a decimal fraction, if one stands first, and what follows.
fn fraction(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let [b'.', rest @ ..] = bytes else { return Some((0, bytes)) };
    let len = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let (decimals, zone) = rest.split_at(len);
    let nanos = (0..9)
        .fold(0, |sum, i| sum * 10 + u32::from(decimals.get(i).map_or(0, |digit| digit - b'0')));
    (len > 0).then_some((nanos, zone))
}

fn offset_s(zone: &[u8]) -> Option<i64> {
    match zone {
        b"Z" | b"z" => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
            let offset = hours * 3600 + minutes * 60;
            let known = hours <= 23 && minutes <= 59;
            known.then_some(if *sign == b'-' { -offset } else { offset })
        }
        _ => None,
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar; the year is
/// counted from March, so that the leap day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_time_with_a_zone_is_a_moment() {
        for (text, utc) in [
            ("2014-03-01T12:00:00Z", "2014-03-01T12:00:00Z"),
            ("2014-03-01t01:30:00+02:00", "2014-02-28T23:30:00Z"),
            ("2024-02-29 23:59:60-00:30", "2024-03-01T00:30:00Z"),
            ("1969-12-31T23:59:59.250Z", "1969-12-31T23:59:59.25Z"),
            ("2000-01-01T00:00:00.1234567899Z", "2000-01-01T00:00:00.123456789Z"),
        ] {
            let shown = Instant::parse(text).map(|i| i.to_string());
            assert_eq!(shown.as_deref(), Some(utc), "{text}");
        }
    }

    #[test]
    fn all_else_is_none() {
        for text in [
            "",
            "2014-03-01",
            "2014-03-01T12:00:00",
            "2014-02-29T12:00:00Z",
            "yesterday",
            "2014-03-01T24:00:00Z",
            "2014-03-01T12:00:00.Z",
            "2014-03-01T12:00:00+0200",
            "2014-03-01T12:00:00Z ",
            "0000-01-01T00:00:00+01:00",
            "２014-03-01T12:00:00Z",
            "2014-03-01T12:00:00+24:00",
            "2014-3-01T12:00:00ZZZ",
        ] {
            assert_eq!(Instant::parse(text), None, "{text}");
        }
    }

    #[test]
    fn latency_cuts_towards_zero() {
        let at = |time: &str| Posting { time: Some(time.into()), ..Posting::default() };
        let gap = |parent, child| latency_s(&at(child), &at(parent));
        assert_eq!(gap("2014-03-01T12:00:00Z", "2014-03-01T14:00:01+01:00"), Some(3601));
        assert_eq!(gap("2014-03-01T12:00:00.9Z", "2014-03-01T12:00:02.1Z"), Some(1));
        assert_eq!(gap("2014-03-01T12:00:02.1Z", "2014-03-01T12:00:00.9Z"), Some(-1));
        assert_eq!(gap("2014-03-01T12:00:00Z", "noon"), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_back(seconds in -62_167_219_200_i64..253_402_300_800, nanos in 0_u32..1_000_000_000) {
            let instant = Instant { seconds, nanos };
            prop_assert_eq!(Instant::parse(&instant.to_string()), Some(instant));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC{0,40}") {
            let _ = Instant::parse(&text);
        }
    }
}
