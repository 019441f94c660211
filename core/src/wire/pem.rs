//! PEM as the world writes it: RFC 7468's lax form, what OpenSSL reads, and line breaks that were escaped on the way
//! through JSON, YAML or an environment file. Bytes around blocks are no text and are not looked at. No memory of its
//! own.

use super::base64::{self, Character};

/// What stands between a BEGIN and an END line.
#[derive(Clone, Copy)]
pub(crate) struct Block<'t> {
    /// The words behind BEGIN.
    pub(crate) label: &'t [u8],
    /// What stands between the lines.
    pub(crate) body: &'t [u8],
    /// Whether the END line is there and whole, and repeats the BEGIN line's words.
    pub(crate) ended: bool,
}

const BEGIN: &[u8] = b"-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";

/// The blocks of a text in any encoding that contains ASCII.
pub(crate) const fn blocks(text: &[u8]) -> Blocks<'_> {
    Blocks { rest: text }
}

/// See [`blocks`].
#[derive(Clone)]
pub(crate) struct Blocks<'t> {
    rest: &'t [u8],
}

impl<'t> Iterator for Blocks<'t> {
    type Item = Block<'t>;

    fn next(&mut self) -> Option<Block<'t>> {
        loop {
            let (_, behind) = cut(self.rest, BEGIN)?;
            self.rest = behind;
            let Some((label, behind)) = cut(behind, DASHES) else { continue };
            if !label.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ') {
                continue; // the BEGIN line has no end: not one of ours
            }
            // A block that begins before this one ends has no END line.
            let until = find(behind, BEGIN).unwrap_or(behind.len());
            let within = behind.get(..until)?;
            let Some((body, end)) = cut(within, END) else {
                self.rest = behind.get(until..)?;
                return Some(Block { label: label.trim_ascii(), body: within, ended: false });
            };
            self.rest = behind.get(body.len()..)?;
            let same = cut(end, DASHES).is_some_and(|(again, _)| again.trim_ascii() == label.trim_ascii());
            return Some(Block { label: label.trim_ascii(), body, ended: same });
        }
    }
}

impl<'t> Block<'t> {
    /// The bytes that its base64 text stands for.
    pub(crate) const fn bytes(&self) -> Decoded<'t> {
        Decoded { text: self.body, bits: 0, count: 0, ended: false }
    }
}

/// A character that stands for nothing in base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoBase64;

/// The bytes of base64 text in which white space, escaped line breaks and invisible characters do not count.
#[derive(Clone)]
pub(crate) struct Decoded<'t> {
    text: &'t [u8],
    bits: u32,
    count: u32,
    ended: bool,
}

impl<'t> Decoded<'t> {
    /// The bytes of a base64 text that has no lines around it.
    #[cfg(feature = "keys")]
    pub(crate) const fn of(text: &'t [u8]) -> Self {
        Self { text, bits: 0, count: 0, ended: false }
    }
}

impl Iterator for Decoded<'_> {
    type Item = Result<u8, NoBase64>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.count < 8 {
            let blank = blank(self.text);
            if blank > 0 {
                self.text = self.text.get(blank..)?;
                continue;
            }
            let (first, rest) = self.text.split_first()?;
            self.text = rest;
            match base64::character(*first) {
                Character::Space => {}
                Character::Padding => self.ended = true,
                Character::Digit(digit) if !self.ended => {
                    self.bits = (self.bits << 6 | u32::from(digit)) & 0xFFFF;
                    self.count = self.count.saturating_add(6);
                }
                Character::Digit(_) | Character::Other => {
                    self.text = &[];
                    return Some(Err(NoBase64));
                }
            }
        }
        self.count = self.count.saturating_sub(8);
        Some(Ok(u8::try_from((self.bits >> self.count) & 0xFF).unwrap_or_default()))
    }
}

/// How many bytes at the beginning of `text` stand for nothing: line breaks that were escaped, once or more often, and
/// characters that nobody sees.
fn blank(text: &[u8]) -> usize {
    const UNSEEN: [&[u8]; 9] = [
        b"\x0B",
        b"\x0C",
        b"\xC2\xA0",     // no-break space
        b"\xC2\xAD",     // soft hyphen
        b"\xE2\x80\xAF", // narrow no-break space
        b"\xE2\x81\xA0", // word joiner
        b"\xEF\xBB\xBF", // byte order mark
        b"\xA0",         // no-break space in Latin-1
        b"\0",
    ];
    if let Some(unseen) = UNSEEN.into_iter().find(|unseen| text.starts_with(unseen)) {
        return unseen.len();
    }
    // U+2028 and U+2029 end lines; U+200B to U+200F have no width.
    if let [0xE2, 0x80, 0x8B..=0x8F | 0xA8..=0xAE, ..] = text {
        return 3;
    }
    let slashes = text.iter().take_while(|byte| **byte == b'\\').count();
    if slashes == 0 {
        return 0;
    }
    match text.get(slashes..).unwrap_or_default() {
        [b'n' | b'r' | b't', ..] => slashes.saturating_add(1),
        // JSON may write / as \/, and a line that goes on ends with \.
        [b'/' | b'\r' | b'\n', ..] => slashes,
        [b'u', b'0', b'0', b'0', b'a' | b'A' | b'd' | b'D' | b'9', ..] => slashes.saturating_add(5),
        _ => 0,
    }
}

/// What stands before and behind the first `word`.
fn cut<'t>(text: &'t [u8], word: &[u8]) -> Option<(&'t [u8], &'t [u8])> {
    let at = find(text, word)?;
    Some((text.get(..at)?, text.get(at.checked_add(word.len())?..)?))
}

/// Where the first `word` stands.
pub(crate) fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
}
