#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod signer;
mod verifier;

pub use signer::RingSigner;
pub use verifier::RingVerifier;
