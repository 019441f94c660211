#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "keys")]
extern crate alloc;

#[cfg(feature = "keys")]
mod backend;
mod ec;
#[cfg(feature = "rsa")]
mod rsa;

#[cfg(feature = "keys")]
pub use backend::BACKEND;
pub use ec::{EcSigner, EcVerifier};
#[cfg(feature = "rsa")]
pub use rsa::RsaVerifier;
