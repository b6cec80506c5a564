//! The limits of a lexicon, in one place. They keep a careless file from
//! taking a machine down; no lexicon that a person writes meets them.

/// Longest regular expression, in bytes.
pub const PATTERN_BYTES: usize = 1024;
/// Largest compiled regular expression, in bytes.
pub const COMPILED_BYTES: usize = 1 << 20;
/// Deepest nesting of groups in a regular expression.
pub const PATTERN_NEST: u32 = 50;
/// Longest stretch of text that a regular expression sees at once, in bytes.
/// Longer own text is cut at the last white space before it.
pub const WINDOW_BYTES: usize = 8 * 1024;
/// Words in a phrase or a name.
pub const PHRASE_WORDS: usize = 32;
/// Targets in a lexicon.
pub const TARGETS: usize = 1000;
/// Dimensions in a lexicon, and labels in a dimension.
pub const DIMENSIONS: usize = 100;
/// Largest weight or threshold.
pub const WEIGHT: i32 = 1000;
/// Largest reach of a negation, in words.
pub const REACH_WORDS: i64 = 50;
