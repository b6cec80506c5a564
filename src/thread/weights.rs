//! What each kind of evidence is worth. One table, in odds: how much more
//! often something is seen with an answer than without.
//!
//! The numbers are judgements of their order of magnitude, not fits, and
//! `rejoinder evaluate` shows how they fare. Those of chats were chosen among
//! a few by their figures on ten labelled logs.

/// How likely a comment that addresses somebody answers nothing on the page.
pub(super) const ADDRESSEE_ELSEWHERE: f64 = 0.02;
/// How likely a comment without an address is an answer, where others have one.
pub(super) const UNADDRESSED: f64 = 0.03;
/// The same on a page that lists no answers, before anything is known of it:
/// on blogs, two comments in three are roots.
pub(super) const UNADDRESSED_PAGE: f64 = 0.33;
/// How many comments of a page it takes to outweigh that.
pub(super) const PAGES_SAY: f64 = 4.0;
/// Odds from the parent speaking to the comment's author.
pub(super) const TURN_TAKING: f64 = 6.0;
/// The same in a chat.
pub(super) const CHAT_TURN_TAKING: f64 = 12.0;
/// How likely an answer is not listed under its parent, on a page that lists.
pub(super) const UNLISTED: f64 = 0.02;
/// Odds from being one's own last line, in a chat.
pub(super) const OWN_LINE: f64 = 14.0;
/// How likely a line of a chat that addresses nobody starts something new: by
/// somebody who has just spoken, or by somebody new.
pub(super) const CHAT_STARTS: [f64; 2] = [0.12, 0.5];
/// Odds from being listed by name, for an answer without an address.
pub(super) const LISTED: f64 = 10.0;
/// How likely somebody listed has answered elsewhere: on the next page, or in
/// a comment that the page lost.
pub(super) const ANSWERED_ELSEWHERE: f64 = 0.02;
/// How likely an address names somebody else than the parent's author.
pub(super) const MISADDRESSED: f64 = 0.001;
/// How likely somebody writes a name short or a letter wrong.
pub(super) const ALIAS: f64 = 0.2;
/// How likely a name that is short for a known one, or a letter away, is
/// somebody else's.
pub(super) const ALIAS_IS_NEW: f64 = 0.1;
/// How much rarer people answer themselves than others.
pub(super) const SELF_ANSWER: f64 = 0.1;
/// Odds from an address that points at the parent's number.
pub(super) const NUMBERED: f64 = 1000.0;
/// Odds from words of the parent that the comment marks as quoted.
pub(super) const MARKED_QUOTE: f64 = 30.0;
/// Odds from at least eight words of the parent, marked or not.
pub(super) const LONG_QUOTE: f64 = 200.0;
/// Odds from greeting the parent's author.
pub(super) const SALUTATION: f64 = 20.0;
/// Least belief at which a name is given to a comment.
pub(super) const NAMED: f64 = 0.5;
/// Most belief that anything inferred can have.
pub(super) const MOST_SURE: f64 = 0.999;

/// How likely an answer across `distance` comments in between is, in relation
/// to one directly below: answers thin out with distance.
pub(super) fn nearness(distance: u32) -> f64 {
    2.0 / f64::from(distance + 2)
}

/// The same for an answer that gives no other sign: more than half of those
/// stand directly below what they answer (0.563 of the posts in a political
/// forum; Walker et al. 2012).
pub(super) fn closeness(distance: u32) -> f64 {
    let near = nearness(distance);
    near * near * near
}
