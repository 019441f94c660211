//! One vector while it runs: its arguments are read here, its results are compared here.

mod results;

use crate::failure::{Failure, Verdict};
use crate::vector::{Expected, Field, Value, Vector};
use core::cell::Cell;
use gws_auth_core::{Error, Policy, RequestKind};

/// One vector while it runs.
///
/// An operation reads all its arguments before it does anything, so that a misspelt one is always found.
#[derive(Debug)]
pub struct Case<'v> {
    vector: &'v Vector,
    /// A bit for each argument that was asked for.
    read: Cell<u64>,
    /// The fields to compare with, once the kind of result is known.
    fields: Option<&'static [Field]>,
    /// A bit for each of them that came.
    seen: u64,
    failure: Cell<Option<Failure>>,
}

impl<'v> Case<'v> {
    /// Begins with `vector`.
    #[must_use]
    pub const fn new(vector: &'v Vector) -> Self {
        Self { vector, read: Cell::new(0), fields: None, seen: 0, failure: Cell::new(None) }
    }

    /// Notes `failure`, if it is the first.
    pub fn fail(&self, failure: Failure) {
        if self.failure.get().is_none() {
            self.failure.set(Some(failure));
        }
    }

    fn find(&self, name: &str) -> Option<Value> {
        let place = self.vector.input.iter().position(|(other, _)| *other == name)?;
        self.read.set(self.read.get() | 1 << place);
        self.vector.input.get(place).map(|(_, value)| *value)
    }

    /// An argument of text.
    #[must_use]
    pub fn text(&self, name: &'static str) -> &'static str {
        self.optional_text(name).unwrap_or_else(|| {
            self.fail(Failure::BadInput(name));
            ""
        })
    }

    /// An argument of text that may be absent.
    #[must_use]
    pub fn optional_text(&self, name: &'static str) -> Option<&'static str> {
        match self.find(name)? {
            Value::Text(text) => Some(text),
            _ => {
                self.fail(Failure::BadInput(name));
                None
            }
        }
    }

    /// A number.
    #[must_use]
    pub fn integer(&self, name: &'static str) -> i64 {
        self.optional_integer(name).unwrap_or_else(|| {
            self.fail(Failure::BadInput(name));
            0
        })
    }

    /// A number that may be absent.
    #[must_use]
    pub fn optional_integer(&self, name: &'static str) -> Option<i64> {
        match self.find(name)? {
            Value::Integer(integer) => Some(integer),
            _ => {
                self.fail(Failure::BadInput(name));
                None
            }
        }
    }

    /// A number that fits `T`; absent means `otherwise`.
    #[must_use]
    pub fn number<T: TryFrom<i64>>(&self, name: &'static str, otherwise: T) -> T {
        match self.optional_integer(name).map(T::try_from) {
            None => otherwise,
            Some(Ok(number)) => number,
            Some(Err(_)) => {
                self.fail(Failure::BadInput(name));
                otherwise
            }
        }
    }

    /// An HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.number("status", 0)
    }

    /// `true` or `false`, `false` when absent.
    #[must_use]
    pub fn flag(&self, name: &'static str) -> bool {
        self.optional_flag(name).unwrap_or(false)
    }

    /// `true` or `false`, or absent.
    #[must_use]
    pub fn optional_flag(&self, name: &'static str) -> Option<bool> {
        match self.find(name)? {
            Value::Flag(flag) => Some(flag),
            _ => {
                self.fail(Failure::BadInput(name));
                None
            }
        }
    }

    /// Bytes of moderate length.
    #[must_use]
    pub fn bytes(&self, name: &'static str) -> &'static [u8] {
        match self.find(name) {
            Some(Value::Bytes(bytes)) => bytes,
            Some(Value::Text(text)) => text.as_bytes(),
            _ => {
                self.fail(Failure::BadInput(name));
                &[]
            }
        }
    }

    /// Up to eight texts, separated by spaces.
    #[must_use]
    pub fn list(&self, name: &'static str) -> ([&'static str; 8], usize) {
        let mut texts = [""; 8];
        let mut count = 0;
        for text in self.text(name).split_ascii_whitespace() {
            match texts.get_mut(count) {
                Some(slot) => *slot = text,
                None => self.fail(Failure::BadInput(name)),
            }
            count += 1;
        }
        (texts, count.min(8))
    }

    /// Bytes that may be absent.
    #[must_use]
    pub fn optional_bytes(&self, name: &'static str) -> Option<&'static [u8]> {
        match self.find(name)? {
            Value::Bytes(bytes) => Some(bytes),
            _ => {
                self.fail(Failure::BadInput(name));
                None
            }
        }
    }

    /// The argument `token`; a repeated one is written into `buffer`.
    #[must_use]
    pub fn token<'b>(&self, buffer: &'b mut [u8]) -> &'b str {
        self.long_text("token", buffer)
    }

    /// A text that may be repeated: then it is written into `buffer`.
    #[must_use]
    pub fn long_text<'b>(&self, name: &'static str, buffer: &'b mut [u8]) -> &'b str {
        if let Some(Value::Text(text)) = self.find(name) {
            return text;
        }
        let length = self.fill(name, buffer);
        core::str::from_utf8(buffer.get(..length).unwrap_or_default()).unwrap_or_else(|_| {
            self.fail(Failure::BadInput(name));
            ""
        })
    }

    /// Writes the argument `body` into `buffer` and returns its length.
    #[must_use]
    pub fn body(&self, buffer: &mut [u8]) -> usize {
        self.fill("body", buffer)
    }

    fn fill(&self, name: &'static str, buffer: &mut [u8]) -> usize {
        let mut length = 0;
        self.each_piece(name, |piece| {
            let end = length + piece.len();
            if let Some(slots) = buffer.get_mut(length..end) {
                slots.copy_from_slice(piece);
            }
            length = end;
        });
        if length > buffer.len() {
            self.fail(Failure::BufferTooSmall);
            return 0;
        }
        length
    }

    /// After a failed call the body, without its byte order mark, must be what it was.
    pub fn body_is_untouched(&self, body: &[u8]) {
        let (mut rest, mut mark, mut same) = (body, &[0xEF, 0xBB, 0xBF][..], true);
        self.each_piece("body", |piece| {
            let marked = mark.iter().zip(piece).take_while(|(of_mark, byte)| of_mark == byte).count();
            let piece = piece.get(marked..).unwrap_or_default();
            mark = if piece.is_empty() { mark.get(marked..).unwrap_or_default() } else { &[] };
            match rest.strip_prefix(piece) {
                Some(after) => rest = after,
                None => same = false,
            }
        });
        if !same || !rest.is_empty() {
            self.fail(Failure::BodyChanged);
        }
    }

    /// Each text or run of bytes of an argument, as often as it is repeated.
    fn each_piece(&self, name: &'static str, mut take: impl FnMut(&[u8])) {
        match self.find(name) {
            Some(Value::Text(text)) => take(text.as_bytes()),
            Some(Value::Bytes(bytes)) => take(bytes),
            Some(Value::Repeat(pieces)) => {
                for (text, times) in pieces {
                    for _ in 0..*times {
                        take(text.as_bytes());
                    }
                }
            }
            _ => self.fail(Failure::BadInput(name)),
        }
    }

    /// The output buffer, cut to `out_capacity` where the vector names it.
    #[must_use]
    pub fn room<'o>(&self, out: &'o mut [u8]) -> &'o mut [u8] {
        let capacity = self.number("out_capacity", out.len());
        if capacity > out.len() {
            self.fail(Failure::BufferTooSmall);
        }
        out.get_mut(..capacity).unwrap_or_default()
    }

    /// The policy: the default one with the arguments that bear its fields' names.
    #[must_use]
    pub fn policy(&self) -> Policy {
        let mut policy = Policy::default();
        policy.pending_lifetime = self.number("pending_lifetime", policy.pending_lifetime);
        policy.clock_skew = self.number("clock_skew", policy.clock_skew);
        policy.request_timeout = self.number("request_timeout", policy.request_timeout);
        policy.send_pause = self.number("send_pause", policy.send_pause);
        policy.server_residence = self.number("server_residence", policy.server_residence);
        policy.refresh_ahead = self.number("refresh_ahead", policy.refresh_ahead);
        policy.unknown_lifetime = self.number("unknown_lifetime", policy.unknown_lifetime);
        policy.max_reply_bytes = self.number("max_reply_bytes", policy.max_reply_bytes);
        policy.tolerate_trailing_comma = self.flag("tolerate_trailing_comma");
        policy
    }

    /// The argument `request`.
    #[must_use]
    pub fn request_kind(&self) -> RequestKind {
        RequestKind::parse(self.text("request")).unwrap_or_else(|| {
            self.fail(Failure::BadInput("request"));
            RequestKind::Authorize
        })
    }

    /// The verdict, once the call has returned `result`.
    ///
    /// # Errors
    /// The first thing that was not as it must be.
    pub fn finish(self, result: Result<(), Error>) -> Verdict {
        for (place, (name, _)) in self.vector.input.iter().enumerate() {
            if self.read.get() & (1 << place) == 0 {
                self.fail(Failure::UnknownInput(name));
            }
        }
        if let Some(failure) = self.failure.get() {
            return Err(failure);
        }
        match (result, self.vector.expected) {
            (Err(error), Expected::Error { code, at })
                if error.code() == code && error.position().value() == at =>
            {
                Ok(())
            }
            (Err(error), _) => Err(Failure::Failed(error)),
            (Ok(()), _) => {
                let fields = self.fields.ok_or(Failure::Granted)?;
                let unseen = fields.iter().enumerate().find(|(place, _)| self.seen & (1 << place) == 0);
                unseen.map_or(Ok(()), |(_, (name, _))| Err(Failure::Missing(name)))
            }
        }
    }
}
