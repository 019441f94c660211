//! Why an encrypted record cannot be read.

use std::{fmt, io};

/// Why a record cannot be read, or keys not be used. Whatever it is, the stored text stays as it is.
///
/// A store reports it within an [`io::Error`]: [`EncryptionError::of`] takes it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncryptionError {
    /// No key has the record's key id: give the store the key that was taken away too early.
    KeyUnknown,
    /// The key of this id does not fit, or the text was altered, or belongs to another session or version.
    KeyWrong,
    /// The text is cut or damaged: restore nothing (assumption A1), log in again.
    Damaged,
    /// The record is not encrypted, and the store was not told to accept that.
    NotEncrypted,
    /// The record is encrypted, and there is no key.
    KeyMissing,
    /// A text of keys is not lines of an id and 64 hexadecimal digits, with each id once.
    KeysMalformed,
}

impl EncryptionError {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::KeyUnknown,
        Self::KeyWrong,
        Self::Damaged,
        Self::NotEncrypted,
        Self::KeyMissing,
        Self::KeysMalformed,
    ];

    /// The stable text code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::KeyUnknown => "record_key_unknown",
            Self::KeyWrong => "record_key_wrong",
            Self::Damaged => "record_damaged",
            Self::NotEncrypted => "record_not_encrypted",
            Self::KeyMissing => "record_key_missing",
            Self::KeysMalformed => "record_keys_malformed",
        }
    }

    /// The one within an error of a store's, if it is one.
    #[must_use]
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl fmt::Display for EncryptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::KeyUnknown => "no key has the id that the record was encrypted with: add that key",
            Self::KeyWrong => {
                "the key of this id does not fit the record, or the record was altered or belongs to another session"
            }
            Self::Damaged => "the encrypted record is cut or damaged",
            Self::NotEncrypted => "the record is not encrypted",
            Self::KeyMissing => "the record is encrypted, and no key was given",
            Self::KeysMalformed => {
                "keys are lines of an id (letters, digits, - and _) and 64 hexadecimal digits, with each id once"
            }
        })
    }
}

impl std::error::Error for EncryptionError {}

impl From<EncryptionError> for io::Error {
    fn from(error: EncryptionError) -> Self {
        Self::new(io::ErrorKind::InvalidData, error)
    }
}
