//! How many answers give no sign that they are one.
//!
//! On some pages every answer has an address, on others half of them, on
//! others people answer as they please. How many comments without a sign are
//! answers nevertheless can be told from the signs themselves.
//!
//! Where a page lists who answered, every name that no address accounts for is
//! an answer without one. Elsewhere, an address and a quotation are two ways
//! of catching an answer, and where many are caught in both ways, few escape
//! both: capture and recapture, as Lincoln (1930) counted ducks, with all values
//! of the shares that are unknown gone through and weighed by how well they fit.

use super::index::ThreadIndex;
use super::signs::{exp, log2};
use super::weights::{self, Usual};

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
    /// Those that quote the article and no comment: hardly answers.
    of_article: f64,
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
    // The first comment has none to answer.
    for i in 1..index.len() {
        if !index.page.postings[i].kind.has_author() {
            continue;
        }
        listed += index.listed[i].len() as f64;
        let signed = index.addressees[i].iter().any(|n| !index.by[n.index()].is_empty());
        let address = signed || !index.greeted[i].is_empty();
        let address = address || index.lists_answers && !index.addressees[i].is_empty();
        let quote = !index.quotes[i].is_empty();
        let group = &mut shown[usize::from(!index.is_newcomer(i))];
        group.count(address, quote);
        group.of_article += f64::from(u8::from(!address && !quote && index.quotes_article[i]));
    }
    let [new, old] = shown;
    let all = Shown {
        addressed: new.addressed + old.addressed,
        quoting: new.quoting + old.quoting,
        both: new.both + old.both,
        of_article: new.of_article + old.of_article,
        all: new.all + old.all,
    };
    if index.lists_answers {
        let silent = all.all - all.addressed;
        // Drawn toward what is usual, as if so many comments had been met.
        let (met, usual) = (4.0, weights::UNADDRESSED);
        let share = ((listed - all.addressed).clamp(0.0, silent) + usual * met) / (silent + met);
        return Unseen { anybody: share, newcomer: share, returning: share };
    }
    let groups = [(new, weights::NEWCOMERS), (old, weights::RETURNING)];
    let [newcomer, returning] = silent_answers(&groups);
    Unseen { anybody: silent_answers(&[(all, weights::ANYBODY)])[0], newcomer, returning }
}

/// Shares that are tried: their log odds rise evenly, since a hundredth more
/// or less matters near 0 and 1.
struct Shares {
    values: Vec<Share>,
}

/// A share and the logarithms of it and of what it leaves.
#[derive(Clone, Copy)]
struct Share {
    is: f64,
    ln: f64,
    ln_rest: f64,
}

/// The share of answers that give a sign of one kind, before anything is known
/// of the page: as if one answer had been met, and gave this much of a sign.
const RARELY: f64 = 0.1;

/// How many shares are tried.
const SHARES: i32 = 21;

impl Shares {
    fn new() -> Self {
        let share = |at: i32| {
            let odds = exp(f64::from(at - SHARES / 2) / 2.0);
            let is = odds / (1.0 + odds);
            Share { is, ln: ln(is), ln_rest: ln(1.0 - is) }
        };
        Self { values: (0..SHARES).map(share).collect() }
    }
}

fn ln(x: f64) -> f64 {
    log2(x) * std::f64::consts::LN_2
}

/// Likelihoods, each with what would follow; put together.
#[derive(Clone, Copy)]
struct Mixture {
    /// The greatest logarithm so far.
    most: f64,
    /// The sum of all, in units of the greatest.
    all: f64,
    /// The sum of what would follow, weighed.
    sum: f64,
}

impl Mixture {
    const EMPTY: Self = Self { most: f64::MIN, all: 0.0, sum: 0.0 };

    /// Adds a world whose likelihood has this logarithm, and what follows.
    fn add(&mut self, ln_likely: f64, follows: f64) {
        if ln_likely > self.most {
            let shrink = exp(self.most - ln_likely);
            self.all *= shrink;
            self.sum *= shrink;
            self.most = ln_likely;
        }
        let weight = exp(ln_likely - self.most);
        self.all += weight;
        self.sum += weight * follows;
    }

    /// What follows on the whole.
    fn mean(self) -> f64 {
        self.sum / self.all
    }

    /// The logarithm of all likelihoods together.
    fn ln_likely(self) -> f64 {
        self.most + ln(self.all)
    }
}

/// How likely a silent comment is an answer in each of `groups`, which come
/// with the share of roots that is usual for them.
///
/// Unknown are the share of the answers that address somebody, and in each
/// group those of the answers that quote somebody and of the comments that are
/// roots. All values of them are gone through, each as likely as what it would
/// show is like what the page shows.
fn silent_answers<const N: usize>(groups: &[(Shown, Usual); N]) -> [f64; N] {
    let shares = Shares::new();
    let mut answers = [Mixture::EMPTY; N];
    for &address in &shares.values {
        let mixtures = groups.map(|(shown, usual)| in_group(shown, usual, address, &shares));
        let likely = mixtures.iter().fold(0.0, |sum, m| sum + m.ln_likely());
        let likely = likely + RARELY * address.ln + (1.0 - RARELY) * address.ln_rest;
        answers.iter_mut().zip(mixtures).for_each(|(all, m)| all.add(likely, m.mean()));
    }
    answers.map(|mixture| mixture.mean().clamp(0.01, 0.99))
}

/// How likely what a group shows is, if such a share of answers addresses
/// somebody; and how likely a silent comment is an answer then.
fn in_group(shown: Shown, usual: Usual, address: Share, shares: &Shares) -> Mixture {
    let caught = shown.caught();
    let silent = shown.all - caught - shown.of_article;
    let quiet = 1.0 - if shown.of_article > 0.0 { weights::ROOTS_QUOTE } else { 0.0 };
    let mut mixture = Mixture::EMPTY;
    for quote in &shares.values {
        let missed = (1.0 - address.is) * (1.0 - quote.is);
        let signs = shown.addressed * address.ln
            + (caught - shown.addressed) * address.ln_rest
            + (shown.quoting + RARELY) * quote.ln
            + (caught - shown.quoting + 1.0 - RARELY) * quote.ln_rest;
        for roots in &shares.values {
            let (answers, silent_roots) = ((1.0 - roots.is) * missed, roots.is * quiet);
            let likely = signs
                + (usual.roots + shown.of_article) * roots.ln
                + (usual.answers + caught) * roots.ln_rest
                + silent * ln(silent_roots + answers);
            mixture.add(likely, answers / (silent_roots + answers));
        }
    }
    mixture
}
