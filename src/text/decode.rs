//! Bytes to text, with a map from every text offset back to the source bytes.
//!
//! A byte order mark decides; else valid UTF-8 is UTF-8; else text that is
//! mostly UTF-8 is read as that, with U+FFFD where bytes do not decode; else
//! the encoding is detected.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8};

use super::Span;

/// Most bytes of one page: 1 GiB. Each may become a U+FFFD, which is three
/// bytes long, and offsets into the text are four bytes wide.
pub const MOST_BYTES: usize = 1 << 30;

const _: () = assert!(MOST_BYTES <= u32::MAX as usize / 3, "all offsets fit");

/// Text decoded from bytes.
#[derive(Debug, Clone)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// Name of the encoding that was used, as the WHATWG standard spells it.
    pub encoding: &'static str,
    /// Whether the encoding was detected from the bytes' statistics.
    pub detected: bool,
    /// Places where bytes did not decode; each holds U+FFFD in the text.
    pub replaced: u32,
    /// Bytes of the byte order mark, which is not part of the text.
    pub mark_bytes: u32,
    source_bytes: u64,
    /// Where text and bytes start to run in step again: (text, byte), rising.
    steps: Vec<(u32, u32)>,
    /// Where each line of the text but the first begins, rising.
    line_starts: Vec<u32>,
}

/// Why bytes are not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Undecodable {
    /// A NUL byte without a byte order mark: an image, an archive, a program.
    #[error("it is a binary file, not text (a NUL byte at offset {at})")]
    Binary {
        /// Offset of the first NUL.
        at: usize,
    },
    /// More than [`MOST_BYTES`].
    #[error("it is {bytes} bytes long, over the limit of {} GiB for one page", MOST_BYTES >> 30)]
    TooLong {
        /// The input's length.
        bytes: usize,
    },
}

impl Decoded {
    /// Decodes `bytes`.
    ///
    /// # Errors
    ///
    /// Where the bytes are no text, or too many for one page.
    pub fn new(bytes: &[u8]) -> Result<Self, Undecodable> {
        if bytes.len() > MOST_BYTES {
            return Err(Undecodable::TooLong { bytes: bytes.len() });
        }
        let mut decoded = Self::without_lines(bytes)?;
        decoded.line_starts =
            decoded.text.match_indices('\n').map(|(at, _)| at as u32 + 1).collect();
        Ok(decoded)
    }

    fn without_lines(bytes: &[u8]) -> Result<Self, Undecodable> {
        if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
            return Ok(Self::with(encoding, bytes, mark, false));
        }
        if let Some(at) = bytes.iter().position(|&b| b == 0) {
            return Err(Undecodable::Binary { at });
        }
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Ok(Self::in_step(text.to_owned(), 0));
        }
        let detected = !mostly_utf8(bytes);
        let encoding = if detected { detect(bytes) } else { UTF_8 };
        Ok(Self::with(encoding, bytes, 0, detected))
    }

    /// The line, from 1, that text offset `at` stands in. A line feed belongs
    /// to the line that it ends.
    pub fn line_of(&self, at: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= at) as u32 + 1
    }

    /// The lines, from 1, of the first and the last byte of `span`.
    pub fn lines_of(&self, span: Span) -> (u32, u32) {
        let last = span.end.saturating_sub(1).max(span.start);
        (self.line_of(span.start), self.line_of(last))
    }

    /// The source byte at which the character at text offset `at` begins.
    pub fn source_byte(&self, at: u32) -> u64 {
        let next = self.steps.partition_point(|&(text, _)| text <= at);
        let (text, byte) = self.steps[next - 1];
        let limit = self.steps.get(next).map_or(self.source_bytes, |&(_, b)| u64::from(b));
        (u64::from(byte) + u64::from(at - text)).min(limit)
    }

    /// Length of the source in bytes, the byte order mark included.
    pub fn source_bytes(&self) -> u64 {
        self.source_bytes
    }

    fn in_step(text: String, mark: usize) -> Self {
        Self {
            source_bytes: (text.len() + mark) as u64,
            text,
            encoding: UTF_8.name(),
            detected: false,
            replaced: 0,
            mark_bytes: mark as u32,
            steps: vec![(0, mark as u32)],
            line_starts: Vec::new(),
        }
    }

    fn with(encoding: &'static Encoding, bytes: &[u8], mark: usize, detected: bool) -> Self {
        if encoding == UTF_8
            && let Ok(text) = std::str::from_utf8(&bytes[mark..])
        {
            return Self::in_step(text.to_owned(), mark);
        }
        let mut out = Self {
            text: String::with_capacity(bytes.len() + bytes.len() / 8),
            encoding: encoding.name(),
            detected,
            replaced: 0,
            mark_bytes: mark as u32,
            source_bytes: bytes.len() as u64,
            steps: vec![(0, mark as u32)],
            line_starts: Vec::new(),
        };
        // Fed byte by byte, the decoder shows which bytes made which text.
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut taken = mark;
        for at in mark..=bytes.len() {
            let last = at == bytes.len();
            let mut input = bytes.get(at..=at).unwrap_or_default();
            loop {
                let before = out.text.len();
                out.text.reserve(16);
                let (result, read) =
                    decoder.decode_to_string_without_replacement(input, &mut out.text, last);
                input = &input[read..];
                let bad = matches!(result, DecoderResult::Malformed(..));
                if bad {
                    out.replaced += 1;
                    out.text.push(char::REPLACEMENT_CHARACTER);
                }
                if out.text.len() > before {
                    // A byte that is still to be read belongs to what follows.
                    let end = at + usize::from(!last) - input.len();
                    out.step(before, taken, end);
                    taken = end;
                }
                if !bad && input.is_empty() {
                    break;
                }
            }
        }
        out
    }

    /// Records that the text from `text` on came from bytes `from..to`.
    fn step(&mut self, text: usize, from: usize, to: usize) {
        if self.text.len() - text != to - from {
            self.note(text, from);
            self.note(self.text.len(), to);
        }
    }

    fn note(&mut self, text: usize, byte: usize) {
        let step = (text as u32, byte as u32);
        match self.steps.last_mut() {
            Some(last) if last.0 == step.0 => *last = step,
            _ => self.steps.push(step),
        }
    }
}

/// Whether more of the non-ASCII bytes form UTF-8 than do not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good > bad
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn windows_1252_is_detected_and_every_character_finds_its_byte() {
        let bytes = b"caf\xe9 \x93quoted\x94 na\xefve";
        let decoded = Decoded::new(bytes).expect("text");
        assert_eq!(decoded.text, "café “quoted” naïve");
        let places: Vec<u64> =
            decoded.text.char_indices().map(|(at, _)| decoded.source_byte(at as u32)).collect();
        assert_eq!(places, (0..bytes.len() as u64).collect::<Vec<_>>());
    }

    #[test]
    fn a_stray_byte_in_utf8_is_replaced_and_counted() {
        let decoded = Decoded::new("Zoë und Jürgen – ".as_bytes()).expect("text");
        assert_eq!(decoded.replaced, 0);
        let mut bytes = "Zoë und Jürgen – ".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend_from_slice(b"end");
        let decoded = Decoded::new(&bytes).expect("text");
        assert_eq!((decoded.encoding, decoded.replaced), ("UTF-8", 1));
        assert_eq!(decoded.text, "Zoë und Jürgen – \u{fffd}end");
        let end = decoded.text.find("end").expect("there") as u32;
        assert_eq!(decoded.source_byte(end), bytes.len() as u64 - 3);
    }

    #[test]
    fn a_truncated_character_at_the_end_terminates() {
        let decoded =
            Decoded::new("Zoë é\u{e9}".as_bytes().split_last().expect("some").1).expect("text");
        assert!(decoded.text.ends_with('\u{fffd}'));
    }

    #[test]
    fn a_mark_decides_and_is_counted() {
        let decoded = Decoded::new(b"\xef\xbb\xbfhi").expect("text");
        assert_eq!((decoded.text.as_str(), decoded.mark_bytes), ("hi", 3));
        assert_eq!(decoded.source_byte(1), 4);
        let decoded = Decoded::new(b"\xff\xfeh\0\xe9\0").expect("text");
        assert_eq!(decoded.text, "hé");
        assert_eq!((decoded.source_byte(1), decoded.source_byte(3)), (4, 6));
    }

    #[test]
    fn the_limit_that_is_told_is_the_limit_that_holds() {
        let why = Decoded::new(&vec![0; MOST_BYTES + 1]).expect_err("too long");
        assert_eq!(why, Undecodable::TooLong { bytes: MOST_BYTES + 1 });
        let told = "it is 1073741825 bytes long, over the limit of 1 GiB for one page";
        assert_eq!(why.to_string(), told);
    }

    #[test]
    fn a_binary_file_says_so() {
        assert_eq!(Decoded::new(b"GIF\0").unwrap_err(), Undecodable::Binary { at: 3 });
    }

    #[test]
    fn a_line_feed_belongs_to_the_line_that_it_ends() {
        let decoded = Decoded::new(b"a\nbc\n").expect("text");
        assert_eq!([0, 1, 2, 4, 5].map(|at| decoded.line_of(at)), [1, 1, 2, 2, 3]);
        assert_eq!(decoded.lines_of(Span::new(0, 5)), (1, 2));
    }

    proptest! {
        #[test]
        fn the_map_rises_and_ends_at_the_end(bytes in proptest::collection::vec(1_u8.., 0..200)) {
            let decoded = Decoded::new(&bytes).expect("no NUL");
            let mut last = u64::from(decoded.mark_bytes);
            for (at, _) in decoded.text.char_indices() {
                let byte = decoded.source_byte(at as u32);
                prop_assert!(byte >= last && byte <= bytes.len() as u64);
                last = byte;
            }
            prop_assert_eq!(decoded.source_byte(decoded.text.len() as u32), bytes.len() as u64);
        }
    }
}
