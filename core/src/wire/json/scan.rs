//! The grammar as a loop with a bounded stack.
//!
//! Places and counts wrap: none goes beyond the text's length, and what saturates takes more instructions.

use super::names::{self, Names};
use super::select::{Place, Wanted};
use super::text::Kind;
use super::{JsonText, Leniency, MAX_DEPTH, MAX_MEMBERS};
use crate::error::{Error, ErrorKind, Result};
use crate::wire::percent::hex_value;
use crate::wire::run;

/// A place in a text, which is UTF-8.
#[derive(Clone, Copy)]
pub(super) struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
}

/// An open array or object.
#[derive(Clone, Copy)]
struct Frame {
    object: bool,
    /// How many names were open before its own.
    first: usize,
    members: usize,
}

/// What stands around everything.
const OUTSIDE: Frame = Frame { object: false, first: 0, members: 0 };

/// The open names of any text that is not made to have many, and the most that can be.
const FEW: usize = 32;
const MOST: usize = MAX_DEPTH * MAX_MEMBERS;

/// Validates one value and nothing after it but white space; notes where the wanted members of an object stand. Whether
/// its strings are of nothing but 0x21 to 0x7E: what stands outside them is ASCII by the grammar.
pub(super) fn document(text: &[u8], leniency: Leniency, wanted: &mut Wanted) -> Result<bool> {
    let (mut hashes, mut places) = ([0; FEW], [0; FEW]);
    let mut names = Names::new(&mut hashes, &mut places);
    let outcome = validate(text, leniency, &mut names, wanted);
    if names.is_full() { crowded(text, leniency, wanted) } else { outcome }
}

/// The same from the beginning, with room for all names that the limits allow.
#[cold]
#[inline(never)]
fn crowded(text: &[u8], leniency: Leniency, wanted: &mut Wanted) -> Result<bool> {
    let (mut hashes, mut places) = ([0; MOST], [0; MOST]);
    validate(text, leniency, &mut Names::new(&mut hashes, &mut places), wanted)
}

fn validate(text: &[u8], leniency: Leniency, names: &mut Names<'_>, wanted: &mut Wanted) -> Result<bool> {
    let mut scanner = Scanner::new(text);
    // What is open around the innermost one.
    let mut stack = [OUTSIDE; MAX_DEPTH];
    let (mut depth, mut open) = (0usize, OUTSIDE);
    // Whether what is open may end where its next member or element would begin.
    let mut may_end = false;
    // The wanted member whose value is being read.
    let mut reading: Option<usize> = None;
    let mut place = Place::default();
    let mut graphic = true;
    let mut byte = scanner.significant()?;
    loop {
        if !(may_end && closes(byte)) {
            if open.object {
                let (name, hash) = scanner.name(byte, &mut open, names)?;
                if depth == 1 {
                    reading = wanted.index(&name, hash);
                }
                graphic &= name.kind().graphic;
                scanner.at = name.end();
                if scanner.significant()? != b':' {
                    return Err(Error::new(ErrorKind::JsonSyntax, scanner.at));
                }
                scanner.bump();
                byte = scanner.significant()?;
            }
            place.start = if depth == 1 { scanner.at } else { place.start };
            place.kind = Kind::PLAIN;
            match byte {
                b'{' | b'[' => {
                    let slot = stack.get_mut(depth).ok_or(Error::new(ErrorKind::JsonDeep, scanner.at))?;
                    *slot = open;
                    open = Frame { object: byte == b'{', first: names.count(), members: 0 };
                    depth = depth.wrapping_add(1);
                    scanner.bump();
                    may_end = true;
                    byte = scanner.significant()?;
                    continue;
                }
                b'"' => {
                    let text = scanner.string()?;
                    scanner.at = text.end();
                    place.kind = text.kind();
                    graphic &= place.kind.graphic;
                }
                _ => scanner.at = scanner.scalar(byte)?,
            }
            if depth == 1 {
                wanted.note(&mut reading, place, scanner.at);
            }
        }
        // What follows a value: the ends of what is open, and a comma.
        loop {
            if depth == 0 {
                return scanner.end().map(|()| graphic);
            }
            byte = scanner.significant()?;
            let at = scanner.at;
            scanner.bump();
            if byte == b',' {
                byte = scanner.significant()?;
                may_end = closes(byte);
                if may_end && !leniency.trailing_comma {
                    return Err(Error::new(ErrorKind::JsonTrailingComma, at));
                }
                break;
            }
            if !closes(byte) || (byte == b'}') != open.object {
                return Err(Error::new(ErrorKind::JsonSyntax, at));
            }
            names.truncate(open.first);
            depth = depth.wrapping_sub(1);
            open = stack.get(depth).copied().unwrap_or(OUTSIDE);
            if depth == 1 {
                wanted.note(&mut reading, place, scanner.at);
            }
        }
    }
}

const fn closes(byte: u8) -> bool {
    matches!(byte, b'}' | b']')
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(text: &'a [u8]) -> Self {
        Self { text, at: 0 }
    }

    pub(super) const fn at(text: &'a [u8], at: usize) -> Self {
        Self { text, at }
    }

    pub(super) const fn position(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    pub(super) const fn bump(&mut self) {
        self.skip(1);
    }

    pub(super) const fn skip(&mut self, bytes: usize) {
        self.at = self.at.wrapping_add(bytes);
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.bump();
        }
    }

    /// Skips what a string holds as it is; whether all of it is 0x21 to 0x7E.
    #[inline]
    pub(super) fn skip_run(&mut self) -> bool {
        let run = run::text(self.rest());
        self.skip(run.length);
        run.graphic
    }

    pub(super) fn slice(&self, start: usize) -> &'a [u8] {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The next byte that is no white space.
    #[inline]
    fn significant(&mut self) -> Result<u8> {
        match self.peek() {
            Some(byte) if byte > b' ' => Ok(byte),
            _ => {
                self.skip_space();
                self.peek().ok_or(Error::new(ErrorKind::JsonCut, self.at))
            }
        }
    }

    /// Nothing but white space.
    fn end(&mut self) -> Result<()> {
        self.skip_space();
        match self.peek() {
            Some(_) => Err(Error::new(ErrorKind::JsonTrailing, self.at)),
            None => Ok(()),
        }
    }

    /// A member's name, checked against the names before it in the same object.
    fn name(self, first: u8, frame: &mut Frame, names: &mut Names<'_>) -> Result<(JsonText<'a>, u32)> {
        let at = self.at;
        if first != b'"' {
            return Err(Error::new(ErrorKind::JsonSyntax, at));
        }
        let name = self.string()?;
        frame.members = frame.members.wrapping_add(1);
        let wide = Error::new(ErrorKind::JsonWide, at);
        if frame.members > MAX_MEMBERS {
            return Err(wide);
        }
        let hash = names::hash(&name);
        let same = |other| Self::at(self.text, other).validated_string().same(&name);
        if names.contain(frame.first, hash, same) {
            return Err(Error::new(ErrorKind::JsonDuplicate, at));
        }
        if names.push(hash, at) { Ok((name, hash)) } else { Err(wide) }
    }

    /// Where the number or the literal that begins with `first` ends.
    #[inline]
    fn scalar(self, first: u8) -> Result<usize> {
        match first {
            b'0'..=b'9' if self.is_digit_only() => Ok(self.at.wrapping_add(1)),
            b'0'..=b'9' | b'-' => self.number(),
            b't' => self.literal("true"),
            b'f' => self.literal("false"),
            b'n' => self.literal("null"),
            _ => Err(Error::new(ErrorKind::JsonSyntax, self.at)),
        }
    }

    /// Whether the number that begins here is the digit that it begins with: the most frequent of all.
    #[inline]
    fn is_digit_only(&self) -> bool {
        let next = self.text.get(self.at.wrapping_add(1));
        next.is_some_and(|next| !matches!(next, b'0'..=b'9' | b'.' | b'E' | b'e'))
    }

    fn literal(mut self, word: &str) -> Result<usize> {
        for wanted in word.bytes() {
            match self.peek() {
                Some(byte) if byte == wanted => self.bump(),
                Some(_) => return Err(Error::new(ErrorKind::JsonSyntax, self.at)),
                None => return Err(Error::new(ErrorKind::JsonCut, self.at)),
            }
        }
        Ok(self.at)
    }

    /// RFC 8259 6: no leading zero, no plus, digits around the point and in the exponent.
    fn number(mut self) -> Result<usize> {
        let bad = Error::new(ErrorKind::JsonNumber, self.at);
        if self.peek() == Some(b'-') {
            self.bump();
        }
        let zero = self.peek() == Some(b'0');
        let digits = self.digits();
        if digits == 0 || (zero && digits > 1) {
            return Err(bad);
        }
        if self.peek() == Some(b'.') {
            self.bump();
            if self.digits() == 0 {
                return Err(bad);
            }
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.bump();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.bump();
            }
            if self.digits() == 0 {
                return Err(bad);
            }
        }
        Ok(self.at)
    }

    #[inline]
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.bump();
        }
        self.at.wrapping_sub(start)
    }

    /// A string from its opening quote on, escapes and surrogates checked.
    fn string(mut self) -> Result<JsonText<'a>> {
        self.bump();
        let start = self.at;
        let mut kind = Kind::PLAIN;
        loop {
            let at = self.at;
            match self.peek().ok_or(Error::new(ErrorKind::JsonCut, at))? {
                b'"' => return Ok(JsonText::new(self.slice(start), start, kind)),
                b'\\' => {
                    kind.plain = false;
                    self.bump();
                    self.escape(at)?;
                }
                0..=0x1F => return Err(Error::new(ErrorKind::JsonControl, at)),
                _ => kind.graphic &= self.skip_run(),
            }
        }
    }

    fn escape(&mut self, at: usize) -> Result<()> {
        let byte = self.peek().ok_or(Error::new(ErrorKind::JsonCut, at))?;
        self.bump();
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(()),
            b'u' => match self.unit(at)? {
                0xD800..=0xDBFF => {
                    let lone = Error::new(ErrorKind::JsonSurrogate, at);
                    if self.peek() != Some(b'\\') {
                        return Err(lone);
                    }
                    self.bump();
                    if self.peek() != Some(b'u') {
                        return Err(lone);
                    }
                    self.bump();
                    match self.unit(at)? {
                        0xDC00..=0xDFFF => Ok(()),
                        _ => Err(lone),
                    }
                }
                0xDC00..=0xDFFF => Err(Error::new(ErrorKind::JsonSurrogate, at)),
                _ => Ok(()),
            },
            _ => Err(Error::new(ErrorKind::JsonEscape, at)),
        }
    }

    /// Four hexadecimal digits.
    fn unit(&mut self, at: usize) -> Result<u16> {
        let mut unit = 0u16;
        for _ in 0..4 {
            let byte = self.peek().ok_or(Error::new(ErrorKind::JsonCut, at))?;
            let digit = hex_value(byte).ok_or(Error::new(ErrorKind::JsonEscape, at))?;
            unit = (unit << 4) | u16::from(digit);
            self.bump();
        }
        Ok(unit)
    }
}
