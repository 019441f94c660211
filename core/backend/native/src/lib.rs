#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod signer;
mod token;
mod verifier;

pub use signer::NativeSigner;
pub use token::{SignedToken, TokenRequest};
pub use verifier::NativeVerifier;
