#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

mod ec;
#[cfg(feature = "rsa")]
mod rsa;

pub use ec::{EcSigner, EcVerifier};
#[cfg(feature = "rsa")]
pub use rsa::RsaVerifier;
