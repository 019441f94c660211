//! JSON Web Signatures in their compact form (RFC 7515) with IR's six algorithms (M2M-2). Knows nothing of OAuth.
//!
//! Verifying: [`verify`] with a key in memory, or [`UnverifiedJws::split`] for a host that verifies by itself. Either
//! way the payload is out of reach until the signature was checked.

mod algorithm;
pub mod compact;
mod ecdsa;
mod header;
mod key;
mod public_key;
mod unverified;

pub use algorithm::{Algorithm, Algorithms, Curve, Digest, Hash};
pub use ecdsa::Signature;
pub use header::Header;
pub use key::{Signer, Verifier};
pub use public_key::PublicKey;
pub(crate) use unverified::read_signing_input;
pub use unverified::{Payload, UnverifiedJws, verify};

/// The longest token that is read, in bytes: an RSA-8192 signature takes 1,366, IR's claims about 300.
pub const MAX_LENGTH: usize = 16_384;

/// The longest signature, in bytes: RSA-8192 (CERT-2).
pub const MAX_SIGNATURE: usize = 1_024;

/// The longest ECDSA signature, in bytes: r and s on P-521.
pub const MAX_ECDSA_SIGNATURE: usize = 132;
