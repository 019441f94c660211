//! The grammar as a loop with a bounded stack.
//!
//! Places and counts wrap: none goes beyond the text's length, and what saturates takes more instructions.

use super::names::{self, Names};
use super::select::{Place, Wanted};
use super::{JsonText, Leniency, MAX_DEPTH, MAX_MEMBERS};
use crate::error::{Error, ErrorKind, Result};
use crate::wire::percent::hex_value;
use crate::wire::run;

/// A place in a text.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    text: &'a str,
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

/// The open names of any text that is not made to have many, and the most that can be.
const FEW: usize = 128;
const MOST: usize = MAX_DEPTH * MAX_MEMBERS;

/// What the grammar wants next.
#[derive(Clone, Copy, PartialEq)]
enum Want {
    Value,
    ValueOrEnd,
    Name,
    NameOrEnd,
    CommaOrEnd,
}

/// Validates one value and nothing after it but white space; notes where the wanted members of an object stand.
pub(super) fn document(text: &str, leniency: Leniency, wanted: &mut Wanted) -> Result<()> {
    let (mut hashes, mut places) = ([0; FEW], [0; FEW]);
    let mut names = Names::new(&mut hashes, &mut places);
    let outcome = validate(text, leniency, &mut names, wanted);
    if names.is_full() { crowded(text, leniency, wanted) } else { outcome }
}

/// The same from the beginning, with room for all names that the limits allow.
#[cold]
#[inline(never)]
fn crowded(text: &str, leniency: Leniency, wanted: &mut Wanted) -> Result<()> {
    let (mut hashes, mut places) = ([0; MOST], [0; MOST]);
    validate(text, leniency, &mut Names::new(&mut hashes, &mut places), wanted)
}

fn validate(text: &str, leniency: Leniency, names: &mut Names<'_>, wanted: &mut Wanted) -> Result<()> {
    let mut scanner = Scanner::new(text);
    let mut stack = [Frame { object: false, first: 0, members: 0 }; MAX_DEPTH];
    let mut depth = 0usize;
    let mut want = Want::Value;
    // The wanted member whose value is being read.
    let mut reading: Option<usize> = None;
    let mut place = Place::default();
    loop {
        scanner.skip_space();
        let at = scanner.at;
        let byte = scanner.peek().ok_or(Error::new(ErrorKind::JsonCut, at))?;
        let closes = matches!(byte, b'}' | b']');
        if closes && want != Want::Value && want != Want::Name {
            let frame = depth.checked_sub(1).and_then(|top| stack.get(top));
            let frame = frame.filter(|frame| frame.object == (byte == b'}'));
            let frame = frame.ok_or(Error::new(ErrorKind::JsonSyntax, at))?;
            scanner.bump();
            names.truncate(frame.first);
            depth = depth.saturating_sub(1);
            want = Want::CommaOrEnd;
        } else {
            want = match want {
                Want::CommaOrEnd => {
                    if byte != b',' {
                        return Err(Error::new(ErrorKind::JsonSyntax, at));
                    }
                    scanner.bump();
                    scanner.after_comma(at, leniency, top_is_object(&stack, depth))?
                }
                Want::Name | Want::NameOrEnd => {
                    let frame = depth.checked_sub(1).and_then(|top| stack.get_mut(top));
                    let frame = frame.ok_or(Error::new(ErrorKind::JsonSyntax, at))?;
                    let name = scanner.name(frame, names)?;
                    if depth == 1 {
                        reading = wanted.index(&name);
                    }
                    Want::Value
                }
                Want::Value | Want::ValueOrEnd => {
                    if depth == 1 {
                        place = Place { start: at, end: at, plain: true };
                    }
                    match byte {
                        b'{' | b'[' => {
                            scanner.bump();
                            let slot = stack.get_mut(depth).ok_or(Error::new(ErrorKind::JsonDeep, at))?;
                            *slot = Frame { object: byte == b'{', first: names.count(), members: 0 };
                            depth = depth.wrapping_add(1);
                            if byte == b'{' { Want::NameOrEnd } else { Want::ValueOrEnd }
                        }
                        b'"' => {
                            let text = scanner.string()?;
                            if depth == 1 {
                                place.plain = text.is_plain();
                            }
                            Want::CommaOrEnd
                        }
                        _ => {
                            scanner.scalar()?;
                            Want::CommaOrEnd
                        }
                    }
                }
            };
        }
        if want == Want::CommaOrEnd {
            match depth {
                0 => break,
                1 => {
                    if let Some(index) = reading.take() {
                        wanted.note(index, Place { end: scanner.at, ..place });
                    }
                }
                _ => {}
            }
        }
    }
    scanner.skip_space();
    match scanner.peek() {
        Some(_) => Err(Error::new(ErrorKind::JsonTrailing, scanner.at)),
        None => Ok(()),
    }
}

fn top_is_object(stack: &[Frame; MAX_DEPTH], depth: usize) -> bool {
    depth.checked_sub(1).and_then(|top| stack.get(top)).is_some_and(|frame| frame.object)
}

impl<'a> Scanner<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(super) const fn at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) const fn position(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) const fn bump(&mut self) {
        self.skip(1);
    }

    pub(super) const fn skip(&mut self, bytes: usize) {
        self.at = self.at.wrapping_add(bytes);
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.bump();
        }
    }

    pub(super) fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// What follows a comma; a closing bracket only if that is tolerated.
    fn after_comma(&mut self, comma: usize, leniency: Leniency, object: bool) -> Result<Want> {
        self.skip_space();
        let trailing = matches!(self.peek(), Some(b'}' | b']'));
        if trailing && !leniency.trailing_comma {
            return Err(Error::new(ErrorKind::JsonTrailingComma, comma));
        }
        Ok(match (object, trailing) {
            (true, true) => Want::NameOrEnd,
            (true, false) => Want::Name,
            (false, true) => Want::ValueOrEnd,
            (false, false) => Want::Value,
        })
    }

    /// A member's name with its colon, checked against the names before it in the same object.
    fn name(&mut self, frame: &mut Frame, names: &mut Names<'_>) -> Result<JsonText<'a>> {
        let at = self.at;
        if self.peek() != Some(b'"') {
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
        if !names.push(hash, at) {
            return Err(wide);
        }
        self.skip_space();
        match self.peek() {
            Some(b':') => {
                self.bump();
                Ok(name)
            }
            Some(_) => Err(Error::new(ErrorKind::JsonSyntax, self.at)),
            None => Err(Error::new(ErrorKind::JsonCut, self.at)),
        }
    }

    /// A number or a literal.
    fn scalar(&mut self) -> Result<()> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            _ => Err(Error::new(ErrorKind::JsonSyntax, self.at)),
        }
    }

    fn literal(&mut self, word: &str) -> Result<()> {
        for wanted in word.bytes() {
            match self.peek() {
                Some(byte) if byte == wanted => self.bump(),
                Some(_) => return Err(Error::new(ErrorKind::JsonSyntax, self.at)),
                None => return Err(Error::new(ErrorKind::JsonCut, self.at)),
            }
        }
        Ok(())
    }

    /// RFC 8259 6: no leading zero, no plus, digits around the point and in the exponent.
    fn number(&mut self) -> Result<()> {
        let at = self.at;
        let bad = Error::new(ErrorKind::JsonNumber, at);
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
        Ok(())
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.bump();
        }
        self.at.saturating_sub(start)
    }

    /// A string from its opening quote on, escapes and surrogates checked.
    fn string(&mut self) -> Result<JsonText<'a>> {
        self.bump();
        let start = self.at;
        let mut plain = true;
        loop {
            let at = self.at;
            match self.peek().ok_or(Error::new(ErrorKind::JsonCut, at))? {
                b'"' => {
                    let text = JsonText::new(self.slice(start), start, plain);
                    self.bump();
                    return Ok(text);
                }
                b'\\' => {
                    plain = false;
                    self.bump();
                    self.escape(at)?;
                }
                0..=0x1F => return Err(Error::new(ErrorKind::JsonControl, at)),
                _ => self.skip(run::until_special(self.rest())),
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
