//! What a store is, and what it knows of the texts that it keeps: their version.

use gws_auth_core::calls::{SecretString, SessionSwap};
use std::io;

/// Where records are kept, a name each.
///
/// It must be linearizable for each name and durable (assumption A1): a swap that was told as stored is seen by every
/// later load, also after a crash.
pub trait TokenStore {
    /// The record under this name.
    ///
    /// # Errors
    /// The store cannot be read.
    fn load(&self, name: &str) -> io::Result<Option<SecretString>>;

    /// Stores the record if the version under this name is the expected one, and tells whether it did.
    ///
    /// # Errors
    /// The store cannot be written, or nobody knows whether it was.
    fn swap(&self, name: &str, swap: &SessionSwap) -> io::Result<bool>;
}

/// The first word of an encrypted record; its version is the third.
pub(crate) const ENCRYPTED: &str = "gws-encrypted-1";

/// Whether a stored text is an encrypted record, which only `EncryptedStore` (feature `encrypt`) can read.
#[must_use]
pub fn is_encrypted(record: &SecretString) -> bool {
    record.expose().split(' ').next() == Some(ENCRYPTED)
}

/// The version of a stored text; 0 where there is none.
pub(crate) fn version(record: Option<&SecretString>) -> io::Result<i64> {
    let Some(record) = record else { return Ok(0) };
    if is_encrypted(record) {
        let version = record.expose().split(' ').nth(2).and_then(|version| version.parse().ok());
        return version.ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, "an encrypted record is cut or damaged")
        });
    }
    let facts = gws_auth_core::calls::session_facts(record.expose());
    facts
        .map(|facts| facts.version)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))
}
