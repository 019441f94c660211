//! Keys and certificates from files, and the algorithms by name.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, PublicKey};
use gws_auth_core::key::{PrivateKey, PublicKeyFile};
use gws_auth_core::{Error, Secret};

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
    key: PathBuf,
    /// Read the passphrase of an encrypted key from this file, - for standard input; otherwise from GWS_KEY_PASSPHRASE
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl SigningKey {
    pub(crate) fn load(&self) -> Result<PrivateKey, Failure> {
        let file = files::read(&self.key)?;
        let passphrase = input::passphrase(self.passphrase_file.as_deref())?;
        let passphrase = passphrase.as_ref().map(|passphrase| Secret::new(passphrase.expose()));
        PrivateKey::parse(&file, passphrase).map_err(in_file(&self.key))
    }
}

/// The certificate in `path`.
pub(crate) fn certificate(path: &Path) -> Result<Certificate, Failure> {
    Certificate::parse(&files::read(path)?).map_err(in_file(path))
}

/// The public key in `path`.
pub(crate) fn public_key(path: &Path) -> Result<PublicKeyFile, Failure> {
    PublicKeyFile::parse(&files::read(path)?).map_err(in_file(path))
}

/// The algorithm that goes with a key: of its curve, or RS256.
pub(crate) fn algorithm_of(key: &PublicKey<'_>) -> Option<Algorithm> {
    Algorithm::ALL.into_iter().find(|algorithm| key.fits(*algorithm))
}

/// What was wrong, and in which file.
fn in_file(path: &Path) -> impl Fn(Error) -> Failure {
    let path = path.display().to_string();
    move |error| Failure::from(error).with("file", path.as_str())
}
