//! Numbers about threads and the people in them.
//!
//! A measure observes comments into integer sums, merges the sums of several
//! parts, and divides only when it finishes. What is undefined is `None`,
//! never 0. Counts that rest on inferred links or names have a second one,
//! `…_stated`, that rests on what the page or the analyst states. Nothing here knows files, tables or lexicons.

mod commenters;
mod own;
mod people;
mod proportion;
mod stated;
mod threads;
mod time;

pub use commenters::{CommenterMeasures, CommenterSums, Partners};
pub use own::{WordCounts, own_pieces, write_own_text};
pub use people::{People, Person, PersonId};
pub use proportion::{Interval, wilson_95};
pub use stated::StatedPlace;
pub use threads::{ThreadMeasures, ThreadSums};
pub use time::{Instant, latency_s};
