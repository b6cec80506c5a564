//! How good the tool's decisions are: pages beside what is true of them.
//!
//! [`Gold`] is what is true of a page, [`judge`] counts what a thread has
//! right of it, and [`Evaluation`] puts pages together: figures with
//! intervals from resampled pages, plain rules on the same pages, what each
//! kind of evidence is worth, how reliable a confidence is, and every error
//! with its reasons. Pure: no files, no clock, no printing.

mod baselines;
mod calibration;
mod evaluate;
mod figures;
mod gold;
mod json;
mod judge;
mod resample;
mod tally;
#[cfg(test)]
mod testing;
mod weigh;

pub use baselines::{BASELINES, Baseline, Hints, hints};
pub use calibration::{BINS, Bin, Cell, Histogram};
pub use evaluate::{
    BaselineFigures, DECISION_FIGURES, DecisionFigure, Evaluation, FailedPage, JudgedPage,
    Precision,
};
pub use figures::{Estimate, FIGURES, Figure, divided};
pub use gold::{Gold, GoldAuthor, GoldRow, Truth};
pub use json::to_json;
pub use judge::{Judgement, WrongCount, WrongLink, WrongName, judge};
pub use resample::RESAMPLES;
pub use tally::{Decisions, NameCounts, Ratio, Tally};
pub use weigh::{Learned, Teacher, Teaching, learn};
