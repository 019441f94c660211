//! Keys in memory, as sugar over the two phases. Backends implement these; they are passed explicitly.

use super::algorithm::Algorithm;
use crate::error::Result;

/// A private key in memory.
pub trait Signer {
    /// The one algorithm that it signs with.
    fn algorithm(&self) -> Algorithm;

    /// Signs `signing_input` into `out` and returns the signature's bytes, as JWS wants them.
    ///
    /// # Errors
    /// `signing_failed`; `buffer_too_small`: [`MAX_SIGNATURE`](super::MAX_SIGNATURE) bytes are always enough.
    fn sign<'o>(&self, signing_input: &[u8], out: &'o mut [u8]) -> Result<&'o [u8]>;
}

/// A public key in memory.
pub trait Verifier {
    /// Whether this key may be used with `algorithm`: the key decides, never the token (M2M-9).
    fn fits(&self, algorithm: Algorithm) -> bool;

    /// Verifies a signature whose length, and for ECDSA whose range, were checked before.
    ///
    /// # Errors
    /// `signature_invalid`, and nothing more: why a signature does not verify helps only who forges it.
    fn verify(&self, algorithm: Algorithm, signing_input: &[u8], signature: &[u8]) -> Result<()>;
}
