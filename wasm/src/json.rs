//! One JSON object, written member by member with core's writer.

use alloc::string::String;
use alloc::vec::Vec;

use gws_auth_core::wire::json::write;
use gws_auth_core::{Error, UnixSeconds};

/// What can be written: its members.
pub(crate) trait Record {
    /// Writes the members.
    fn members(&self, object: &mut Object);
}

/// An object that is being written.
pub(crate) struct Object(Vec<u8>);

impl Object {
    pub(crate) fn new() -> Self {
        Self(Vec::from(*b"{"))
    }

    /// The whole text.
    pub(crate) fn finish(mut self) -> String {
        self.0.push(b'}');
        String::from_utf8(self.0).unwrap_or_default()
    }

    /// A text.
    pub(crate) fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        self.quoted(value);
    }

    /// A text, or nothing at all.
    pub(crate) fn optional_text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(name, value);
        }
    }

    /// A number.
    pub(crate) fn number(&mut self, name: &str, value: u64) {
        self.name(name);
        write::number(value, &mut |byte| self.0.push(byte));
    }

    /// A time; none of ours is negative.
    pub(crate) fn time(&mut self, name: &str, value: UnixSeconds) {
        self.number(name, value.unsigned_abs());
    }

    /// `true` or `false`.
    pub(crate) fn flag(&mut self, name: &str, value: bool) {
        self.name(name);
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Bytes, as a text of hexadecimal digits.
    pub(crate) fn bytes(&mut self, name: &str, value: &[u8]) {
        self.name(name);
        write::hex(value, &mut |byte| self.0.push(byte));
    }

    /// An error's message, without `core::fmt`, which would be linked for nothing else.
    pub(crate) fn message(&mut self, name: &str, error: &Error) {
        self.name(name);
        self.0.push(b'"');
        error.say(&mut |piece| {
            piece.bytes().for_each(|byte| write::escaped(byte, &mut |byte| self.0.push(byte)));
        });
        self.0.push(b'"');
    }

    /// An object in the object.
    pub(crate) fn record(&mut self, name: &str, record: &dyn Record) {
        self.name(name);
        self.0.push(b'{');
        record.members(self);
        self.0.push(b'}');
    }

    fn name(&mut self, name: &str) {
        if self.0.last() != Some(&b'{') {
            self.0.push(b',');
        }
        self.quoted(name);
        self.0.push(b':');
    }

    fn quoted(&mut self, text: &str) {
        write::text(text, &mut |byte| self.0.push(byte));
    }
}
