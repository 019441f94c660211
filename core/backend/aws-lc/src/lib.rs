#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod backend;
mod signer;
mod verifier;

pub use backend::BACKEND;
pub use signer::AwsLcSigner;
pub use verifier::AwsLcVerifier;
