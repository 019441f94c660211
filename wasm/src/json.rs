//! One JSON object, written member by member with core's writer.

use alloc::string::String;
use alloc::vec::Vec;

use gws_auth_core::Error;
use gws_auth_core::calls::record::{Record, Value};
use gws_auth_core::wire::json::write;

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

    /// A number.
    pub(crate) fn number(&mut self, name: &str, value: u64) {
        self.name(name);
        write::number(value, &mut |byte| self.0.push(byte));
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

    /// A record of core's: each field under its name as JavaScript spells it.
    pub(crate) fn record(&mut self, name: &str, record: &dyn Record) {
        self.open(name, b'{');
        record.fields(&mut |field, _, value| match (field, value) {
            ("headers", Value::List(headers)) => self.headers(&headers),
            (field, value) => self.field(field, &value),
        });
        self.close(b'}');
    }

    fn field(&mut self, name: &str, value: &Value<'_>) {
        match value {
            Value::Absent => {}
            Value::Flag(flag) => self.flag(name, *flag),
            // None of ours is negative.
            Value::Integer(number) => self.number(name, number.unsigned_abs()),
            Value::Text(text) => self.text(name, text),
            Value::Bytes(bytes) => self.bytes(name, bytes),
            Value::Record(record) => self.record(name, *record),
            Value::List(items) => {
                self.open(name, b'[');
                for item in items {
                    self.field("", item);
                }
                self.close(b']');
            }
        }
    }

    /// Headers by their names, as `fetch` takes them. Without Content-Length: browsers forbid it, and every fetch sends it
    /// by itself.
    fn headers(&mut self, headers: &[Value<'_>]) {
        self.open("headers", b'{');
        for header in headers {
            let Value::Record(header) = header else { continue };
            let mut name = "";
            header.fields(&mut |field, _, value| match (field, value) {
                ("name", Value::Text(text)) => name = text,
                (_, Value::Text(text)) if name != "Content-Length" => {
                    self.comma();
                    self.quoted(name);
                    self.0.push(b':');
                    self.quoted(text);
                }
                _ => {}
            });
        }
        self.close(b'}');
    }

    pub(crate) fn open(&mut self, name: &str, bracket: u8) {
        self.name(name);
        self.0.push(bracket);
    }

    pub(crate) fn close(&mut self, bracket: u8) {
        self.0.push(bracket);
    }

    fn comma(&mut self) {
        if !matches!(self.0.last(), Some(b'{' | b'[')) {
            self.0.push(b',');
        }
    }

    /// A field's name, spelt as JavaScript spells it; an item of a list has none.
    fn name(&mut self, name: &str) {
        self.comma();
        if name.is_empty() {
            return;
        }
        self.0.push(b'"');
        let mut upper = false;
        for byte in name.bytes() {
            match byte {
                b'_' => upper = true,
                byte => {
                    self.0.push(if upper { byte.to_ascii_uppercase() } else { byte });
                    upper = false;
                }
            }
        }
        self.0.extend_from_slice(b"\":");
    }

    fn quoted(&mut self, text: &str) {
        write::text(text, &mut |byte| self.0.push(byte));
    }
}
