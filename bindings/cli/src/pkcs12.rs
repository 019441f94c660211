//! PKCS#12 files (`.pfx`, `.p12`), as Windows, Java and OpenSSL write them: turned into the PEM text that core reads.

use std::path::Path;

use base64ct::{Base64, Encoding as _};
use gws_auth_core::certificate::CertificateFile;
use gws_auth_core::{Error, ErrorKind};
use p12_keystore::Pkcs12Archive;
use p12_keystore::error::Error as Fault;
use zeroize::Zeroizing;

use crate::exit::Failure;

/// A file as it is; if it is PKCS#12, its keys and certificates.
pub(crate) fn opened(
    bytes: Zeroizing<Vec<u8>>,
    passphrase: Option<&str>,
    path: &Path,
) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let is_pkcs12 = |error: Error| error.kind == ErrorKind::FilePkcs12;
    if !CertificateFile::parse(&bytes).is_err_and(is_pkcs12) {
        return Ok(bytes);
    }
    let der = of_base64(&bytes).unwrap_or(bytes);
    let failed = |kind: ErrorKind| Failure::from(Error::of(kind)).with("file", path.display().to_string());
    let archive = Pkcs12Archive::from_pkcs12(&der, passphrase.unwrap_or_default()).map_err(|fault| {
        match (fault, passphrase) {
            (Fault::MacError(_) | Fault::UnpadError | Fault::Pkcs5Error(_), None) => {
                failed(ErrorKind::PassphraseMissing)
                    .with("message", "This is a PKCS#12 file (.pfx, .p12) with a passphrase. Give it with --passphrase-file or GWS_KEY_PASSPHRASE.")
            }
            (Fault::MacError(_) | Fault::UnpadError | Fault::Pkcs5Error(_), Some(_)) => {
                failed(ErrorKind::PassphraseWrong).with(
                    "message",
                    "The passphrase does not open this PKCS#12 file (.pfx, .p12). Check it, also for a line break at its end.",
                )
            }
            _ => failed(ErrorKind::FilePkcs12).with(
                "message",
                "This PKCS#12 file (.pfx, .p12) is of a form that is not read here. Take key and certificate out of it: \
                 openssl pkcs12 -legacy -in FILE -nodes -out FILE.pem.",
            ),
        }
    })?;
    let keys = archive.keys.iter().map(|bag| ("PRIVATE KEY", bag.key.as_der()));
    let certificates = archive.certs.iter().map(|bag| ("CERTIFICATE", bag.cert.as_der()));
    let mut pem = Zeroizing::new(Vec::new());
    for (label, der) in keys.chain(certificates) {
        let body = Zeroizing::new(Base64::encode_string(der));
        for part in ["-----BEGIN ", label, "-----\n", &body, "\n-----END ", label, "-----\n"] {
            pem.extend_from_slice(part.as_bytes());
        }
    }
    Ok(pem)
}

/// Secret managers hold it in base64.
fn of_base64(file: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    if file.first() == Some(&0x30) {
        return None;
    }
    let text: Zeroizing<String> = Zeroizing::new(
        file.iter().filter(|byte| byte.is_ascii_graphic()).map(|byte| char::from(*byte)).collect(),
    );
    Base64::decode_vec(&text).ok().map(Zeroizing::new)
}
