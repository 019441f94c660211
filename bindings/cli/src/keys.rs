//! Keys from files, and the algorithms by name.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gws_auth_core::Error;
use gws_auth_core::calls::SecretString;
use gws_auth_core::jws::Algorithm;
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::{files, input};

/// [`Algorithm`] on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum AlgorithmValue {
    #[value(name = "ES256")]
    Es256,
    #[value(name = "ES384")]
    Es384,
    #[value(name = "ES512")]
    Es512,
    #[value(name = "RS256")]
    Rs256,
    #[value(name = "RS384")]
    Rs384,
    #[value(name = "RS512")]
    Rs512,
}

impl From<AlgorithmValue> for Algorithm {
    fn from(value: AlgorithmValue) -> Self {
        match value {
            AlgorithmValue::Es256 => Self::Es256,
            AlgorithmValue::Es384 => Self::Es384,
            AlgorithmValue::Es512 => Self::Es512,
            AlgorithmValue::Rs256 => Self::Rs256,
            AlgorithmValue::Rs384 => Self::Rs384,
            AlgorithmValue::Rs512 => Self::Rs512,
        }
    }
}

/// The key that signs.
#[derive(Args)]
pub(crate) struct SigningKey {
    /// The private key: PKCS#8, PKCS#1 or SEC1, in PEM or DER
    #[arg(long, value_name = "FILE")]
    pub(crate) key: PathBuf,
    /// Read the passphrase of an encrypted key from this file, - for standard input; otherwise from GWS_KEY_PASSPHRASE
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// A key file's bytes, and the passphrase if there is one.
pub(crate) struct KeyFile {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    passphrase: Option<SecretString>,
}

impl SigningKey {
    pub(crate) fn load(&self) -> Result<KeyFile, Failure> {
        let bytes = files::read(&self.key)?;
        Ok(KeyFile { bytes, passphrase: input::passphrase(self.passphrase_file.as_deref())? })
    }
}

impl KeyFile {
    pub(crate) fn passphrase(&self) -> Option<&str> {
        self.passphrase.as_ref().map(SecretString::expose)
    }
}

/// What was wrong, and in which file, where it is the file's fault.
pub(crate) fn in_file(path: &Path) -> impl Fn(Error) -> Failure {
    let path = path.display().to_string();
    move |error| {
        let of_file = ["file_", "key_", "jwk_", "encryption_", "passphrase_", "pem_"];
        let failure = Failure::from(error);
        if of_file.iter().any(|start| error.code().starts_with(start)) {
            failure.with("file", path.as_str())
        } else {
            failure
        }
    }
}
