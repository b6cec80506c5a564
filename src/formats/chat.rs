//! A chat's log: one line a message, `[12:18] <nick> text`; lines that the
//! server wrote begin with a sign of their own, `=== nick has left`.
//!
//! Every line is a posting, the server's too, and its number counts lines. A
//! nick at the head of a message stays in its text: who is called on is for
//! the thread to find out.

use super::lines::Line;
use super::{Event, Format, Lines, ReadError, ReadOptions, Score, Sink, prose};
use crate::formats::item::mention_at;
use crate::formats::score::points;
use crate::model::{Kind, Part, Posting};
use crate::text::Span;

/// The layout of chats.
pub(super) struct Chat;

/// Signs before what the server wrote.
const SERVER: [&str; 8] = ["===", "---", "***", "-!-", "-->", "<--", "—>", "<—"];

/// Signs that a chat puts before a nick for its rank.
const RANKS: [char; 6] = ['@', '+', '%', '&', '~', ' '];

/// Longest nick, in bytes.
const LONGEST_NICK: usize = 64;

/// Longest time between brackets, in bytes: date, time, zone.
const LONGEST_TIME: usize = 32;

/// One line of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Message {
    /// The time as printed, without its brackets.
    time: Option<Span>,
    /// The nick; none where the server wrote it.
    nick: Option<Span>,
    /// What was said; may be empty.
    text: Span,
}

impl Format for Chat {
    fn id(&self) -> &'static str {
        "chat"
    }

    fn about(&self) -> &'static str {
        "a chat's log, one line a message"
    }

    fn score(&self, lines: &Lines<'_>, _: &ReadOptions<'_>) -> Option<Score> {
        let mut score = Score::default();
        let mut said = 0;
        for line in lines.all().iter().filter(|l| !l.is_blank()) {
            if let Some(message) = parse(lines, line) {
                score.comments += 1;
                score.lines += 1;
                said += u32::from(message.nick.is_some());
            }
        }
        score.points = said * points::CHAT_LINE.unsigned_abs();
        // One such line may be a quotation.
        (said >= 2).then_some(score)
    }

    fn read(
        &self,
        lines: &Lines<'_>,
        _: &ReadOptions<'_>,
        sink: &mut dyn Sink,
    ) -> Result<(), ReadError> {
        let said = |line: &Line| parse(lines, line).is_some();
        let Some(first) = lines.all().iter().position(said) else {
            prose::without_comments(lines, sink);
            return Ok(());
        };
        prose::read_article(lines, 0..first, true, sink);
        let mut open: Option<Posting> = None;
        let mut number = 0;
        for line in lines.all()[first..].iter().filter(|l| !l.is_blank()) {
            if let Some(message) = parse(lines, line) {
                sink_posting(open.take(), sink);
                number += 1;
                open = Some(posting_of(lines, line, message, number, sink));
            } else if let Some(posting) = &mut open {
                // A message that went over several lines.
                posting.body.push_line(lines.text(), line.content, false);
                posting.place.end = line.content.end;
                sink.event(Event::Stretch(line.content, Part::Own));
            }
        }
        sink_posting(open, sink);
        Ok(())
    }
}

fn sink_posting(posting: Option<Posting>, sink: &mut dyn Sink) {
    if let Some(posting) = posting {
        sink.event(Event::Posting(posting));
    }
}

fn posting_of(
    lines: &Lines<'_>,
    line: &Line,
    message: Message,
    number: u64,
    sink: &mut dyn Sink,
) -> Posting {
    let text = lines.text();
    let mut posting = Posting {
        kind: if message.nick.is_some() { Kind::Comment } else { Kind::System },
        number: Some(number),
        author: message.nick.map(|nick| mention_at(nick.of_text(text), nick.start)),
        time: message.time.map(|time| time.of_text(text).to_owned()),
        place: line.content,
        ..Posting::default()
    };
    let head = Span::new(line.content.start, message.text.start);
    if !head.is_empty() {
        sink.event(Event::Stretch(head, Part::Metadata));
    }
    if !message.text.is_empty() {
        posting.body.push_line(text, message.text, false);
        sink.event(Event::Stretch(message.text, Part::Own));
    }
    posting
}

/// What `line` says as a line of a log.
fn parse(lines: &Lines<'_>, line: &Line) -> Option<Message> {
    let content = lines.content(line);
    let end = line.content.end;
    // Where the rest of the line begins in the source.
    let at = |rest: &str| end - rest.len() as u32;
    let (time, rest) = match time_before(content) {
        Some((time, rest)) => {
            let start = line.content.start + (content.len() - time.1.len()) as u32;
            (Some(Span::new(start, start + time.0.len() as u32)), rest)
        }
        None => (None, content),
    };
    if let Some(said) = rest.strip_prefix('<')
        && let Some((nick, text)) = said.split_at_checked(said.find('>')?)
        && is_nick(nick.trim_start_matches(RANKS))
    {
        let name = nick.trim_start_matches(RANKS);
        let start = at(said) + (nick.len() - name.len()) as u32;
        let nick = Span::new(start, start + name.trim_end().len() as u32);
        return Some(Message {
            time,
            nick: Some(nick),
            text: Span::new(at(text[1..].trim_start()), end),
        });
    }
    if time.is_some()
        && let Some(act) = rest.strip_prefix("* ")
    {
        let act = act.trim_start();
        let nick = act.split_whitespace().next().filter(|nick| is_nick(nick))?;
        let text = act[nick.len()..].trim_start();
        let nick = Span::new(at(act), at(act) + nick.len() as u32);
        return Some(Message { time, nick: Some(nick), text: Span::new(at(text), end) });
    }
    let sign = SERVER.iter().find(|sign| rest.starts_with(**sign))?;
    let text = rest[sign.len()..].strip_prefix(' ')?.trim_start();
    let told = text.contains(char::is_alphanumeric) && !text.starts_with(['=', '*', '-', '<', '>']);
    told.then_some(Message { time, nick: None, text: Span::new(at(text), end) })
}

/// The time before a message, with what begins where it begins, and the rest
/// of the line: `[12:18] …`, `(12:18:07) …`, `12:18 …`, `[2016-09-20 12:18] …`.
fn time_before(line: &str) -> Option<((&str, &str), &str)> {
    let close = match line.as_bytes().first()? {
        b'[' => Some(']'),
        b'(' => Some(')'),
        b if b.is_ascii_digit() => None,
        _ => return None,
    };
    let from = if close.is_some() { &line[1..] } else { line };
    let time_end = match close {
        Some(close) => from.find(close).filter(|&at| at <= LONGEST_TIME)?,
        None => from.find(' ').filter(|&at| at <= LONGEST_TIME)?,
    };
    let time = &from[..time_end];
    let rest = from[time_end..].trim_start_matches([']', ')']);
    is_clock(time).then(|| ((time, from), rest.trim_start()))
}

/// Whether hours and minutes stand in `time`, and nothing but a date beside.
fn is_clock(time: &str) -> bool {
    let clock = |word: &str| {
        let parts: Vec<&str> = word.split(':').collect();
        (2..=3).contains(&parts.len())
            && parts
                .iter()
                .all(|p| (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let mut words = time.split([' ', 'T', ',']).filter(|w| !w.is_empty());
    words.any(clock) && time.chars().all(|c| c.is_alphanumeric() || " :-./,+".contains(c))
}

fn is_nick(nick: &str) -> bool {
    let nick = nick.trim_end();
    !nick.is_empty()
        && nick.len() <= LONGEST_NICK
        && !nick.contains(['<', '/', '='])
        && nick.split(' ').count() <= 3
}

#[cfg(test)]
mod tests {
    use crate::formats::testing::{page, shown};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let page = page("chat", text);
        assert_eq!(shown(&page), expected, "{text}");
    }

    #[test]
    fn every_line_is_a_posting() {
        check(
            "[12:18] <|ann|> hi\n[12:18] <Ben^> |ann|: hi\n=== zoe has left #garden\n\
             [12:20]  * Ben^ waves\n[12:21] <@ann> \n",
            &[
                "1 |ann| 12:18: hi",
                "2 Ben^ 12:18: |ann|: hi",
                "3 system: zoe has left #garden",
                "4 Ben^ 12:20: waves",
                "5 ann 12:21: ",
            ],
        );
    }

    #[test]
    fn times_and_ranks_of_several_clients_are_read() {
        check(
            "12:18 <+ann> hi\n12:18:04 < ben> ho\n[2016-09-20 12:19:01] <c d> so\n<e> and\nmore\n",
            &[
                "1 ann 12:18: hi",
                "2 ben 12:18:04: ho",
                "3 c d 2016-09-20 12:19:01: so",
                "4 e: and\nmore",
            ],
        );
    }

    #[test]
    fn tags_rules_and_lists_are_no_chat() {
        check("Title\n===\n<b>bold</b> is a tag\n* a list\n12:18 they left\n=== ===\n", &[]);
    }
}
