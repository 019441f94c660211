#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod signer;
mod token;
mod verifier;

pub use signer::NativeSigner;
pub use token::{SignedToken, TokenRequest};
pub use verifier::NativeVerifier;

/// The project's README, whose examples are compiled here because this package sees all they use.
#[cfg(doctest)]
#[doc = include_str!("../../../../README.md")]
struct ProjectReadme;
