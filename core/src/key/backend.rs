//! A backend as a value.

use super::private::PrivateKey;
use crate::error::Result;
use crate::jws::{Algorithm, PublicKey, Signer, Verifier};
use alloc::boxed::Box;
use core::fmt;

/// Who computes signatures: one value, passed to whatever needs it, never chosen by `cfg`.
///
/// A backend package exports one. `gws-auth-native` is composed of the others' signers and verifiers; a backend of
/// somebody else's runs the same conformance suite (`tests/m2m`).
#[derive(Clone, Copy)]
pub struct Backend {
    /// Its name, for tests and for people.
    pub name: &'static str,
    /// What it signs with.
    pub signs: &'static [Algorithm],
    /// What it verifies.
    pub verifies: &'static [Algorithm],
    /// A signer for a key and one algorithm. Fails with `algorithm_key` for what the key or the backend does not sign
    /// with; `key_scalar`, `key_rsa_private` if the key is not whole.
    pub signer: fn(&PrivateKey, Algorithm) -> Result<Box<dyn Signer + Send + Sync>>,
    /// A verifier for a key. Fails with `algorithm_key` for a key that the backend cannot verify with, and with
    /// `key_point` if the point is not on its curve, or else verifies nothing with it.
    pub verifier: fn(&PublicKey<'_>) -> Result<Box<dyn Verifier + Send + Sync>>,
}

impl fmt::Debug for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Backend({})", self.name)
    }
}
