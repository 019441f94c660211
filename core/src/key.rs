//! Key files as OpenSSL and others write them (CERT-3), read with errors that say what the file is instead.

mod file;
mod jwk;
mod private;
mod public;

pub(crate) use file::{FileKind, read};
pub(crate) use public::OwnedPublicKey;

pub use private::PrivateKey;
pub use public::PublicKeyFile;
