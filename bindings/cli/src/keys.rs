//! Keys from files, and the algorithms by name.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use gws_auth_core::Error;
use gws_auth_core::calls::SecretString;
use gws_auth_core::jws::Algorithm;
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::pkcs11::Uri;
use crate::{files, input, pkcs12};

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
    /// The private key: PKCS#8, PKCS#1 or SEC1, in PEM or DER, PKCS#12 (.pfx, .p12) or a JWK
    #[arg(long, value_name = "FILE", required_unless_present = "pkcs11")]
    key: Option<PathBuf>,
    /// The private key in a token or HSM, as a URI (RFC 7512): pkcs11:token=…;object=…?module-path=…; its PIN is the passphrase
    #[arg(long, value_name = "URI", conflicts_with = "key", value_parser = Uri::parse)]
    pub(crate) pkcs11: Option<Uri>,
    #[command(flatten)]
    pub(crate) passphrase: Passphrase,
}

/// What opens an encrypted key, or a PKCS#12 file.
#[derive(Args)]
pub(crate) struct Passphrase {
    /// Read the passphrase of an encrypted key or a PKCS#12 file from this file, - for standard input; otherwise from
    /// GWS_KEY_PASSPHRASE
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl Passphrase {
    pub(crate) fn read(&self) -> Result<Option<SecretString>, Failure> {
        input::passphrase(self.passphrase_file.as_deref())
    }
}

/// A key file's bytes, and the passphrase if there is one.
pub(crate) struct KeyFile {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    passphrase: Option<SecretString>,
}

impl SigningKey {
    /// The file's path; empty for a key in hardware.
    pub(crate) fn path(&self) -> &Path {
        self.key.as_deref().unwrap_or(Path::new(""))
    }

    pub(crate) fn load(&self) -> Result<KeyFile, Failure> {
        let passphrase = self.passphrase.read()?;
        let exposed = passphrase.as_ref().map(SecretString::expose);
        let bytes = pkcs12::opened(files::read(self.path())?, exposed, self.path())?;
        Ok(KeyFile { bytes, passphrase })
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
