//! Reading what has been validated: nothing can be wrong any more.

use super::scan::Scanner;
use super::text::Kind;
use super::{JsonText, Value};

impl<'a> Scanner<'a> {
    /// The next name of an object and where its value begins; `None` at the object's end.
    pub(super) fn next_name(&mut self) -> Option<(JsonText<'a>, usize)> {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r' | b',')) {
            self.bump();
        }
        if self.peek() != Some(b'"') {
            return None;
        }
        let name = self.validated_string();
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r' | b':')) {
            self.bump();
        }
        Some((name, self.position()))
    }

    /// The value at this place.
    pub(super) fn validated_value(&mut self) -> Option<Value<'a>> {
        let start = self.position();
        if self.peek()? == b'"' {
            return Some(Value::Text(self.validated_string()));
        }
        self.skip_validated();
        Some(Value::of(self.slice(start)))
    }

    /// The string at this place.
    pub(super) fn validated_string(&mut self) -> JsonText<'a> {
        self.bump();
        let start = self.position();
        let mut kind = Kind::PLAIN;
        loop {
            match self.peek() {
                Some(b'"') | None => break,
                Some(b'\\') => {
                    kind.plain = false;
                    self.bump();
                    self.bump();
                }
                Some(0..=0x1F) => self.bump(),
                Some(_) => kind.graphic &= self.skip_run(),
            }
        }
        let text = JsonText::new(self.slice(start), start, kind);
        self.bump();
        text
    }

    /// Passes over one value, however nested, without recursion.
    fn skip_validated(&mut self) {
        let mut open = 0usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.validated_string();
                }
                b'{' | b'[' => {
                    open = open.wrapping_add(1);
                    self.bump();
                }
                b'}' | b']' if open == 0 => return,
                b'}' | b']' => {
                    open = open.saturating_sub(1);
                    self.bump();
                }
                b',' | b' ' | b'\t' | b'\n' | b'\r' if open == 0 => return,
                _ => {
                    self.bump();
                    continue;
                }
            }
            if open == 0 {
                return;
            }
        }
    }
}
