//! Integer counts of what a page's decisions got right. Counts of pages add
//! up; whatever is divided is divided last.

use super::calibration::Histogram;

/// Numerator and denominator of a figure.
pub type Ratio = (u64, u64);

/// Decisions on what comments answer, against the truth.
///
/// Links are counted as in J. K. Kummerfeld et al., "A Large-Scale Corpus for
/// Conversation Disentanglement", ACL 2019, 3846–3856: a comment that starts
/// a conversation links to itself, and each of several parents is a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decisions {
    /// Comments.
    pub comments: u64,
    /// Comments whose decision is right, those on the article included.
    pub right: u64,
    /// Comments with a parent on the page.
    pub replies: u64,
    /// Of these, those whose parent was found.
    pub replies_right: u64,
    /// Comments on the article.
    pub roots: u64,
    /// Comments decided to be on the article.
    pub roots_predicted: u64,
    /// Of these, those that are.
    pub roots_right: u64,
    /// Links.
    pub links: u64,
    /// Links decided on, secondary ones included.
    pub links_predicted: u64,
    /// Of these, those that are there.
    pub links_right: u64,
}

impl Decisions {
    /// Adds those of another page.
    pub fn add(&mut self, other: &Self) {
        self.comments += other.comments;
        self.right += other.right;
        self.replies += other.replies;
        self.replies_right += other.replies_right;
        self.roots += other.roots;
        self.roots_predicted += other.roots_predicted;
        self.roots_right += other.roots_right;
        self.links += other.links;
        self.links_predicted += other.links_predicted;
        self.links_right += other.links_right;
    }

    /// Right decisions of all.
    pub const fn accuracy(&self) -> Ratio {
        (self.right, self.comments)
    }

    /// Right parents of comments that have one.
    pub const fn reply_accuracy(&self) -> Ratio {
        (self.replies_right, self.replies)
    }

    /// Links that are there of those decided on.
    pub const fn link_precision(&self) -> Ratio {
        (self.links_right, self.links_predicted)
    }

    /// Links found of those that are there.
    pub const fn link_recall(&self) -> Ratio {
        (self.links_right, self.links)
    }

    /// The harmonic mean of both: 2·right / (predicted + true).
    pub const fn link_f1(&self) -> Ratio {
        (2 * self.links_right, self.links_predicted + self.links)
    }
}

/// Names given to comments, against the truth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameCounts {
    /// Comments whose author the page states.
    pub stated: u64,
    /// Of these, those under the right name.
    pub stated_right: u64,
    /// Comments whose author the page does not state and that were named.
    pub named: u64,
    /// Comments whose author the page does not state and somebody knows.
    pub unstated: u64,
    /// Of these, those named rightly.
    pub right: u64,
    /// Of the unstated, those whose name stands somewhere on the page.
    pub present: u64,
    /// Of these, those named rightly.
    pub present_right: u64,
}

impl NameCounts {
    /// Adds those of another page.
    pub fn add(&mut self, other: &Self) {
        self.stated += other.stated;
        self.stated_right += other.stated_right;
        self.named += other.named;
        self.unstated += other.unstated;
        self.right += other.right;
        self.present += other.present;
        self.present_right += other.present_right;
    }
}

/// All that figures are made from, summed over pages.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Decisions on what comments answer.
    pub decisions: Decisions,
    /// Names given.
    pub names: NameCounts,
    /// How sure inferred decisions were, and how often right.
    pub inferred: Histogram,
}
