//! PKCE (RFC 7636, AUTHZ-3, AUTHZ-4) and the entropy that a login needs.

use crate::error::{Error, ErrorKind, Result};
use crate::secret::{Secret, constant_time_eq};
use crate::wire::base64url;
use crate::wire::percent;
use crate::wire::wipe::wipe;
use crate::wire::writer::write_hex;
use sha2::{Digest, Sha256};

/// The characters of a generated state, and of a generated verifier.
const STATE_DIGITS: usize = 64;
const VERIFIER_CHARACTERS: usize = 43;

/// 64 bytes from the system's cryptographic random source: the first 32 give the state, the last 32 the verifier.
///
/// Two separate halves, because the state is public and must not lead to the verifier. Wiped when dropped.
pub struct LoginEntropy([u8; 64]);

impl LoginEntropy {
    /// The bytes needed.
    pub const LENGTH: usize = 64;

    /// Takes exactly 64 fresh bytes. What IR calls "cryptographically random" (AUTHZ-4) is the caller's part: this
    /// only refuses what no random source gives.
    ///
    /// # Errors
    /// `entropy_length`, `entropy_zero`, `entropy_repeated`.
    pub fn new(bytes: &[u8]) -> Result<Self> {
        if bytes.len() != Self::LENGTH {
            return Err(Error::new(ErrorKind::EntropyLength, Self::LENGTH));
        }
        // Filled where it will be wiped: no copy stays behind.
        let mut entropy = Self([0; 64]);
        for (slot, byte) in entropy.0.iter_mut().zip(bytes) {
            *slot = *byte;
        }
        let (state, verifier) = (entropy.state_half(), entropy.verifier_half());
        if constant_time_eq(state, &[0; 32]) || constant_time_eq(verifier, &[0; 32]) {
            return Err(Error::of(ErrorKind::EntropyZero));
        }
        if constant_time_eq(state, verifier) {
            return Err(Error::of(ErrorKind::EntropyRepeated));
        }
        Ok(entropy)
    }

    fn state_half(&self) -> &[u8] {
        self.0.get(..32).unwrap_or_default()
    }

    fn verifier_half(&self) -> &[u8] {
        self.0.get(32..).unwrap_or_default()
    }

    /// 64 lower-case hexadecimal digits (AUTHZ-2).
    pub(super) fn state<'o>(&self, out: &'o mut [u8; STATE_DIGITS]) -> &'o str {
        write_hex(self.state_half(), out);
        core::str::from_utf8(out).unwrap_or_default()
    }

    /// 43 characters of base64url (AUTHZ-4).
    pub(super) fn verifier<'o>(&self, out: &'o mut [u8; VERIFIER_CHARACTERS]) -> &'o str {
        base64url::encode(self.verifier_half(), out).unwrap_or_default()
    }
}

impl Drop for LoginEntropy {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

impl core::fmt::Debug for LoginEntropy {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("[hidden]")
    }
}

/// Whether and with which verifier PKCE is used; `S256` is the only method (AUTHZ-3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pkce<'a> {
    /// With a verifier made from [`LoginEntropy`].
    #[default]
    Generated,
    /// With a verifier of the caller's own: 43 to 128 characters of `A-Z a-z 0-9 - . _ ~` (AUTHZ-4).
    Verifier(Secret<'a>),
    /// Without PKCE. IR allows it; nothing else speaks for it.
    Off,
}

/// Checks a verifier (AUTHZ-4).
pub(crate) fn check_verifier(text: &str) -> Result<&str> {
    if let Some(at) = text.bytes().position(|b| !percent::is_unreserved(b)) {
        return Err(Error::new(ErrorKind::VerifierCharacter, at));
    }
    match text.len() {
        0..43 => Err(Error::new(ErrorKind::VerifierLength, 43)),
        43..=128 => Ok(text),
        _ => Err(Error::new(ErrorKind::VerifierLength, 128)),
    }
}

/// base64url of SHA-256 of the verifier (AUTHZ-3).
pub(super) fn challenge<'o>(verifier: &str, out: &'o mut [u8; 43]) -> &'o str {
    base64url::encode(&Sha256::digest(verifier.as_bytes()), out).unwrap_or_default()
}
