//! Key files as OpenSSL and others write them (CERT-3), read with errors that say what the file is instead.

mod backend;
mod file;
mod jwk;
mod numbers;
mod private;
mod public;

pub(crate) use file::{FileKind, count_certificates, read};
pub(crate) use numbers::OwnedPublicKey;

pub use backend::Backend;
pub use private::PrivateKey;
pub use public::PublicKeyFile;
