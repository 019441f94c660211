//! The keys that records are encrypted with.

use super::EncryptionError;
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305};
use std::fmt;
use zeroize::Zeroizing;

/// The longest key id, in bytes.
const MAX_ID: usize = 64;

/// A host's keys for records: the first encrypts, all of them read.
///
/// To change the key of a fleet without a stop: give every host the new key behind the old one; then, in a second round, put
/// it first; take the old one away when no record has its id any more (the second word of the stored texts).
pub struct RecordKeys {
    first: (String, XChaCha20Poly1305),
    others: Vec<(String, XChaCha20Poly1305)>,
}

impl RecordKeys {
    /// The key that encrypts: 32 bytes of the system's random source, under an id that other keys do not have: up to 64
    /// letters, digits, `-` and `_`.
    ///
    /// # Errors
    /// [`EncryptionError::KeysMalformed`]: the id.
    pub fn new(id: &str, key: &[u8; 32]) -> Result<Self, EncryptionError> {
        Ok(Self { first: checked(id, key)?, others: Vec::new() })
    }

    /// Another key, which only reads.
    ///
    /// # Errors
    /// [`EncryptionError::KeysMalformed`]: the id, also one that is there already.
    pub fn and(mut self, id: &str, key: &[u8; 32]) -> Result<Self, EncryptionError> {
        if self.get(id).is_some() {
            return Err(EncryptionError::KeysMalformed);
        }
        self.others.push(checked(id, key)?);
        Ok(self)
    }

    /// The keys of a text: a line each, of its id and 64 hexadecimal digits; the first one encrypts. Empty lines are
    /// ignored. `echo "2026-11 $(openssl rand -hex 32)"` makes such a line.
    ///
    /// # Errors
    /// [`EncryptionError::KeysMalformed`].
    pub fn parse(text: &str) -> Result<Self, EncryptionError> {
        let mut keys: Option<Self> = None;
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (id, digits) = line.split_once(' ').ok_or(EncryptionError::KeysMalformed)?;
            let key = bytes_of(digits.trim_start()).ok_or(EncryptionError::KeysMalformed)?;
            keys = Some(match keys {
                None => Self::new(id, &key)?,
                Some(keys) => keys.and(id, &key)?,
            });
        }
        keys.ok_or(EncryptionError::KeysMalformed)
    }

    pub(super) fn first(&self) -> (&str, &XChaCha20Poly1305) {
        (&self.first.0, &self.first.1)
    }

    pub(super) fn get(&self, id: &str) -> Option<&XChaCha20Poly1305> {
        let mut all = std::iter::once(&self.first).chain(&self.others);
        all.find(|(known, _)| known == id).map(|(_, cipher)| cipher)
    }
}

impl fmt::Debug for RecordKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids = std::iter::once(&self.first).chain(&self.others).map(|(id, _)| id);
        f.debug_list().entries(ids).finish()
    }
}

fn checked(id: &str, key: &[u8; 32]) -> Result<(String, XChaCha20Poly1305), EncryptionError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
    if id.is_empty() || id.len() > MAX_ID || !id.bytes().all(plain) {
        return Err(EncryptionError::KeysMalformed);
    }
    let key = Zeroizing::new(*key);
    let key: &Key = (&*key).into();
    Ok((id.into(), XChaCha20Poly1305::new(key)))
}

fn bytes_of(digits: &str) -> Option<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let [high, low] = [*pair.first()?, *pair.last()?].map(digit);
        *byte = high?.checked_mul(16)?.checked_add(low?)?;
    }
    Some(bytes)
}
