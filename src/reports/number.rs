//! How numbers look in every table: `.` before the decimals, at most four of
//! them, no trailing zeros, no digit grouping, no exponent, no negative zero.
//! Confidences alone show at least two ([`crate::model::Confidence`]).

use std::fmt::Write as _;

/// Decimals at most.
pub(super) const DECIMALS: usize = 4;

/// Adds `value` to `out`. What is not finite adds nothing: an empty cell.
pub(super) fn write_number(value: f64, out: &mut String) {
    if !value.is_finite() {
        return;
    }
    let begun = out.len();
    // Writing to a string cannot fail.
    let _ = write!(out, "{value:.DECIMALS$}");
    trim(out, begun);
}

/// Adds `thousandths` / 1000 to `out`, exactly.
pub(super) fn write_thousandths(thousandths: i64, out: &mut String) {
    let begun = out.len();
    let sign = if thousandths < 0 { "-" } else { "" };
    let size = thousandths.unsigned_abs();
    let _ = write!(out, "{sign}{}.{:03}", size / 1000, size % 1000);
    trim(out, begun);
}

fn trim(out: &mut String, begun: usize) {
    let kept = out[begun..].trim_end_matches('0').trim_end_matches('.').len();
    out.truncate(begun + kept);
    if &out[begun..] == "-0" {
        out.remove(begun);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f64) -> String {
        let mut out = String::from("10");
        write_number(value, &mut out);
        out.split_off(2)
    }

    #[test]
    fn numbers_have_at_most_four_decimals() {
        let shown = [0.0, -0.0, -0.000_01, 1.0, 100.0, 2.0 / 3.0, -1.5, 1e15].map(number);
        assert_eq!(shown, ["0", "0", "0", "1", "100", "0.6667", "-1.5", "1000000000000000"]);
        assert_eq!([f64::NAN, f64::INFINITY].map(number), ["", ""]);
    }

    #[test]
    fn thousandths_are_exact() {
        let shown = [0, 1, -1, 1500, -2000, i64::MIN].map(|v| {
            let mut out = String::new();
            write_thousandths(v, &mut out);
            out
        });
        assert_eq!(shown, ["0", "0.001", "-0.001", "1.5", "-2", "-9223372036854775.808"]);
    }
}
