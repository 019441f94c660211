//! A secret that wipes itself.

use crate::secret::{Secret, constant_time_eq};
use crate::wire::wipe::wipe;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::mem;
use core::ops::{Deref, DerefMut};

/// An owned secret: hidden in `Debug`, compared in constant time, wiped when dropped.
///
/// A copy that leaves through [`SecretString::expose`] is not wiped; a garbage-collected language cannot wipe at all.
#[derive(Clone)]
pub struct SecretString(String);

impl SecretString {
    /// Takes over `text`.
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself. Keep it out of logs and messages.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<Secret<'_>> for SecretString {
    fn from(secret: Secret<'_>) -> Self {
        Self(secret.expose().into())
    }
}

impl PartialEq for SecretString {
    fn eq(&self, other: &Self) -> bool {
        constant_time_eq(self.0.as_bytes(), other.0.as_bytes())
    }
}

impl Eq for SecretString {}

impl Drop for SecretString {
    fn drop(&mut self) {
        drop(Wiped::new(mem::take(&mut self.0).into_bytes()));
    }
}

impl fmt::Debug for SecretString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[hidden]")
    }
}

/// The text itself: what is written holds the secret.
#[cfg(feature = "serde")]
impl serde::Serialize for SecretString {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.expose())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for SecretString {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer).map(Self::new)
    }
}

/// Bytes that are wiped when dropped, with all the memory they have.
pub(super) struct Wiped(Vec<u8>);

impl Wiped {
    /// Takes over `bytes`.
    pub(super) const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl Deref for Wiped {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Wiped {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        self.0.resize(self.0.capacity(), 0);
        wipe(&mut self.0);
    }
}
