//! Key files as OpenSSL and others write them (CERT-3), read with errors that say what the file is instead.

mod backend;
mod decompress;
mod der_form;
mod file;
mod foreign;
mod jwk;
mod numbers;
mod private;
mod public;
mod text;

pub(crate) use file::{Contents, FileKind, read_all};
pub(crate) use numbers::{OwnedPublicKey, Parameters};

pub use backend::Backend;
pub use private::PrivateKey;
pub use public::PublicKeyFile;
