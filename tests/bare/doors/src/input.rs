//! Fields out of opaque bytes.

use gws_auth_core::{Client, ClientAuth, Environment, Policy, Result, Secret};

/// What is left of the input.
pub(crate) struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The bytes up to the next line feed.
    pub(crate) fn field(&mut self) -> &'a [u8] {
        let end = self.0.iter().position(|byte| *byte == b'\n').unwrap_or(self.0.len());
        let (field, rest) = self.0.split_at_checked(end).unwrap_or((self.0, &[]));
        self.0 = rest.get(1..).unwrap_or_default();
        field
    }

    /// The same as text; empty if it is none.
    pub(crate) fn text(&mut self) -> &'a str {
        core::str::from_utf8(self.field()).unwrap_or_default()
    }

    /// The same as a decimal number; 0 if it is none.
    pub(crate) fn number(&mut self) -> i64 {
        self.text().parse().unwrap_or_default()
    }

    /// The next byte as a choice.
    pub(crate) fn flag(&mut self) -> bool {
        self.field().first().is_some_and(|byte| byte & 1 == 1)
    }

    pub(crate) fn status(&mut self) -> u16 {
        u16::try_from(self.number()).unwrap_or_default()
    }

    /// Everything that is left, as a body that can be written to; cut where `room` ends.
    pub(crate) fn body<'r>(&self, room: &'r mut [u8]) -> &'r mut [u8] {
        let length = self.0.len().min(room.len());
        for (to, from) in room.iter_mut().zip(self.0) {
            *to = *from;
        }
        room.get_mut(..length).unwrap_or_default()
    }

    pub(crate) const fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(crate) fn environment(&mut self) -> Result<Environment<'a>> {
        Environment::parse(self.text())
    }

    pub(crate) fn client(&mut self) -> Result<Client<'a>> {
        let environment = self.environment()?;
        let id = self.text();
        let auth = if self.flag() {
            ClientAuth::Relay { url: self.text() }
        } else {
            ClientAuth::Basic { client_secret: Secret::new(self.text()) }
        };
        Client::new(environment, id, auth)
    }

    pub(crate) fn policy(&mut self) -> Policy {
        let mut policy = Policy::default();
        policy.pending_lifetime = u32::try_from(self.number()).unwrap_or_default();
        policy.clock_skew = u32::try_from(self.number()).unwrap_or_default();
        policy.max_reply_bytes = usize::try_from(self.number()).unwrap_or_default();
        policy.tolerate_trailing_comma = self.flag();
        policy
    }
}
