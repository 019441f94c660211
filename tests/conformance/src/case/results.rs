//! What came of a call, against what the vector expects.

use super::Case;
use crate::failure::Failure;
use crate::vector::{Expected, Value};
use gws_auth_core::response::Words;
use gws_auth_core::wire::json::JsonText;
use gws_auth_core::{NextStep, Policy, Warning, Warnings};

impl Case<'_> {
    /// The call succeeded; its fields follow.
    pub fn granted(&mut self) {
        match self.vector.expected {
            Expected::Out(fields) => self.fields = Some(fields),
            _ => self.fail(Failure::Granted),
        }
    }

    /// The server refused; the refusal's fields follow.
    pub fn refused(&mut self) {
        match self.vector.expected {
            Expected::Refused(fields) => self.fields = Some(fields),
            _ => self.fail(Failure::Refused),
        }
    }

    /// The reply could not be understood; its fields follow.
    pub fn unreadable(&mut self) {
        match self.vector.expected {
            Expected::Unreadable(fields) => self.fields = Some(fields),
            _ => self.fail(Failure::Unreadable),
        }
    }

    /// The fields that say what follows.
    pub fn put_step(&mut self, step: NextStep, policy: &Policy) {
        self.put_text("next_step", step.code());
        self.put_integer("attempts", i64::from(step.attempts()));
        self.put_optional_text("afterwards", step.then().map(NextStep::code));
        self.put_integer("wait_seconds", i64::from(step.wait_seconds(policy)));
        if step.advice().is_empty() {
            self.fail(Failure::Silent);
        }
    }

    /// A text for people, which only has to be there.
    pub fn put_english(&self, text: &str) {
        if text.is_empty() {
            self.fail(Failure::Silent);
        }
    }

    /// A field that this side does not have.
    pub fn leave_out(&mut self, name: &'static str) {
        let place = self.fields.and_then(|fields| fields.iter().position(|(other, _)| *other == name));
        self.seen |= place.map_or(0, |place| 1 << place);
    }

    /// Compares warnings with their codes, separated by spaces; none are absent.
    pub fn put_warnings(&mut self, warnings: Warnings) {
        warnings.iter().for_each(|warning| self.put_english(warning.message()));
        if !warnings.is_empty() {
            self.put("warnings", |expected| {
                matches!(expected, Value::Text(wanted) if wanted.split(' ').eq(warnings.iter().map(Warning::code)))
            });
        }
    }

    /// Compares a text that comes in pieces.
    pub fn put_pieces(&mut self, name: &'static str, say: impl FnOnce(&mut dyn FnMut(&str))) {
        let Some(Value::Text(wanted)) = self
            .fields
            .and_then(|fields| fields.iter().find(|(other, _)| *other == name).map(|(_, value)| *value))
        else {
            return self.fail(Failure::Field(name));
        };
        let (mut rest, mut same) = (wanted, true);
        say(&mut |piece| match rest.strip_prefix(piece) {
            Some(after) => rest = after,
            None => same = false,
        });
        self.put(name, |_| same && rest.is_empty());
    }

    /// Compares words that were found; none are absent.
    pub fn put_words(&mut self, words: Option<Words<'_>>) {
        let Some(words) = words else { return };
        self.put("words", |expected| {
            let Value::Text(wanted) = expected else { return false };
            let (mut wanted, mut same) = (wanted.chars(), true);
            words.say(&mut |character| same &= wanted.next() == Some(character));
            same && wanted.next().is_none()
        });
    }

    /// Compares a field of text.
    pub fn put_text(&mut self, name: &'static str, text: &str) {
        self.put(name, |expected| matches!(expected, Value::Text(wanted) if *wanted == text));
    }

    /// Compares a field of text that may be absent.
    pub fn put_optional_text(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.put_text(name, text);
        }
    }

    /// Compares a text out of JSON, which may hold escapes.
    pub fn put_json_text(&mut self, name: &'static str, text: JsonText<'_>) {
        self.put(name, |expected| matches!(expected, Value::Text(wanted) if text.is(wanted)));
    }

    /// Compares bytes.
    pub fn put_bytes(&mut self, name: &'static str, bytes: &[u8]) {
        self.put(name, |expected| matches!(expected, Value::Bytes(wanted) if *wanted == bytes));
    }

    /// Compares a number.
    pub fn put_integer(&mut self, name: &'static str, integer: i64) {
        self.put(name, |expected| *expected == Value::Integer(integer));
    }

    /// Compares a number that may be absent.
    pub fn put_optional_integer(&mut self, name: &'static str, integer: Option<i64>) {
        if let Some(integer) = integer {
            self.put_integer(name, integer);
        }
    }

    /// Compares `true` or `false`.
    pub fn put_flag(&mut self, name: &'static str, flag: bool) {
        self.put(name, |expected| *expected == Value::Flag(flag));
    }

    fn put(&mut self, name: &'static str, equal: impl Fn(&Value) -> bool) {
        let Some(fields) = self.fields else { return };
        let place = fields.iter().position(|(other, _)| *other == name);
        match place.and_then(|place| fields.get(place).map(|(_, value)| (place, value))) {
            Some((place, value)) if equal(value) => self.seen |= 1 << place,
            _ => self.fail(Failure::Field(name)),
        }
    }
}
