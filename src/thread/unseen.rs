//! How many answers give no sign that they are one.
//!
//! On some pages every answer has an address, on others half of them, on
//! others people answer as they please. How many comments without a sign are
//! answers nevertheless can be told from the signs themselves.
//!
//! Where a page lists who answered, every name that no address accounts for is
//! an answer without one. Elsewhere, an address and a quotation are two ways
//! of catching an answer, and where many are caught in both ways, few escape
//! both: the estimate by capture and recapture of Lincoln (1930) in the form
//! of Chapman (1951), N = (n₁ + 1)(n₂ + 1) / (m + 1) − 1.

use super::index::ThreadIndex;
use super::weights;

/// How likely a comment without an address or a quotation of another comment
/// is an answer, on this page.
pub(super) fn share(index: &ThreadIndex<'_>) -> f64 {
    let (mut addressed, mut quoting, mut both, mut people) = (0.0, 0.0, 0.0, 0.0);
    let mut listed = 0.0;
    for i in 0..index.len() {
        if !index.page.postings[i].kind.has_author() {
            continue;
        }
        people += 1.0;
        listed += index.listed[i].len() as f64;
        let signed = index.addressees[i].iter().any(|n| !index.by[n.index()].is_empty());
        let address = signed || !index.greeted[i].is_empty();
        let address = address || index.lists_answers && !index.addressees[i].is_empty();
        let quote = !index.quotes[i].is_empty();
        addressed += f64::from(u8::from(address));
        quoting += f64::from(u8::from(quote));
        both += f64::from(u8::from(address && quote));
    }
    if index.lists_answers {
        return drawn(listed - addressed, people - addressed, weights::UNADDRESSED);
    }
    let caught = addressed + quoting - both;
    let answers = (addressed + 1.0) * (quoting + 1.0) / (both + 1.0) - 1.0;
    let usual = weights::UNADDRESSED_PAGE;
    let escaped = drawn(answers - caught, people - caught, usual);
    // Where hardly anybody gives a sign, those who do are not like the others,
    // and the page says little about them.
    let giving = caught / people.max(1.0);
    giving * escaped + (1.0 - giving) * usual
}

/// `escaped` of the `silent`, drawn toward what is usual on pages.
fn drawn(escaped: f64, silent: f64, usual: f64) -> f64 {
    let silent = silent.max(0.0);
    (escaped.clamp(0.0, silent) + usual * weights::PAGES_SAY) / (silent + weights::PAGES_SAY)
}
