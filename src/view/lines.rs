//! How line numbers are told.

/// `line 3`, `lines 3–7`.
pub(crate) fn describe((first, last): (u32, u32)) -> String {
    if first == last { format!("line {first}") } else { format!("lines {first}–{last}") }
}
