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

/// How likely a comment without a sign is an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unseen {
    /// Whoever wrote it.
    pub(super) anybody: f64,
    /// Its author writes for the first time.
    pub(super) newcomer: f64,
    /// Its author has written before.
    pub(super) returning: f64,
}

/// Comments by what they show.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    addressed: f64,
    quoting: f64,
    both: f64,
    all: f64,
}

impl Shown {
    fn count(&mut self, address: bool, quote: bool) {
        self.addressed += f64::from(u8::from(address));
        self.quoting += f64::from(u8::from(quote));
        self.both += f64::from(u8::from(address && quote));
        self.all += 1.0;
    }

    /// Those that show that they are answers.
    fn caught(&self) -> f64 {
        self.addressed + self.quoting - self.both
    }
}

/// What `index` lets expect of comments without an address or a quotation of
/// another comment.
pub(super) fn unseen(index: &ThreadIndex<'_>) -> Unseen {
    // Those who write for the first time, and those who have before.
    let mut shown = [Shown::default(); 2];
    let mut listed = 0.0;
    for i in 0..index.len() {
        if !index.page.postings[i].kind.has_author() {
            continue;
        }
        listed += index.listed[i].len() as f64;
        let signed = index.addressees[i].iter().any(|n| !index.by[n.index()].is_empty());
        let address = signed || !index.greeted[i].is_empty();
        let address = address || index.lists_answers && !index.addressees[i].is_empty();
        let quote = !index.quotes[i].is_empty();
        shown[usize::from(!index.is_newcomer(i))].count(address, quote);
    }
    let [new, old] = shown;
    let all = Shown {
        addressed: new.addressed + old.addressed,
        quoting: new.quoting + old.quoting,
        both: new.both + old.both,
        all: new.all + old.all,
    };
    if index.lists_answers {
        let silent = all.all - all.addressed;
        let share = drawn(listed - all.addressed, silent, weights::UNADDRESSED);
        return Unseen { anybody: share, newcomer: share, returning: share };
    }
    let answers = (all.addressed + 1.0) * (all.quoting + 1.0) / (all.both + 1.0) - 1.0;
    // For each answer that is caught so many escape, whoever writes them.
    let escaping = (answers / all.caught().max(1.0) - 1.0).max(0.0);
    // Where hardly anybody gives a sign, those who do are not like the others,
    // and the page says little about them.
    let giving = all.caught() / all.all.max(1.0);
    let share = |shown: Shown, usual: f64| {
        let escaped = drawn(shown.caught() * escaping, shown.all - shown.caught(), usual);
        giving * escaped + (1.0 - giving) * usual
    };
    Unseen {
        anybody: share(all, weights::UNADDRESSED_PAGE),
        newcomer: share(new, weights::SILENT_NEWCOMER),
        returning: share(old, weights::SILENT_RETURNING),
    }
}

/// `escaped` of the `silent`, drawn toward what is usual on pages.
fn drawn(escaped: f64, silent: f64, usual: f64) -> f64 {
    let silent = silent.max(0.0);
    (escaped.clamp(0.0, silent) + usual * weights::PAGES_SAY) / (silent + weights::PAGES_SAY)
}
