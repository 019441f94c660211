//! What a file holds: by its PEM label, or by its DER.

use crate::error::{Error, ErrorKind, Result};
use alloc::vec::Vec;
use der::asn1::OctetStringRef;
use der::{Decode, Reader, SliceReader};
use spki::AlgorithmIdentifierRef;
use zeroize::Zeroizing;

/// What a file can turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    Certificate,
    CertificateRequest,
    /// SPKI
    PublicKey,
    /// PKCS#1
    RsaPublicKey,
    /// PKCS#8
    PrivateKey,
    /// PKCS#8, encrypted
    EncryptedPrivateKey,
    /// PKCS#1
    RsaPrivateKey,
    /// SEC1
    EcPrivateKey,
    Pkcs12,
    OpenSsh,
}

impl FileKind {
    /// "This is a …, not what was asked for."
    pub(crate) const fn unwanted(self) -> Error {
        Error::of(match self {
            Self::Certificate => ErrorKind::FileCertificate,
            Self::CertificateRequest => ErrorKind::FileCertificateRequest,
            Self::PublicKey | Self::RsaPublicKey => ErrorKind::FilePublicKey,
            Self::PrivateKey | Self::EncryptedPrivateKey | Self::RsaPrivateKey | Self::EcPrivateKey => {
                ErrorKind::FilePrivateKey
            }
            Self::Pkcs12 => ErrorKind::FilePkcs12,
            Self::OpenSsh => ErrorKind::FileOpenSsh,
        })
    }

    fn of_label(label: &str) -> Option<Self> {
        Some(match label {
            "CERTIFICATE" | "X509 CERTIFICATE" | "TRUSTED CERTIFICATE" => Self::Certificate,
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Self::CertificateRequest,
            "PUBLIC KEY" => Self::PublicKey,
            "RSA PUBLIC KEY" => Self::RsaPublicKey,
            "PRIVATE KEY" => Self::PrivateKey,
            "ENCRYPTED PRIVATE KEY" => Self::EncryptedPrivateKey,
            "RSA PRIVATE KEY" => Self::RsaPrivateKey,
            "EC PRIVATE KEY" => Self::EcPrivateKey,
            "OPENSSH PRIVATE KEY" => Self::OpenSsh,
            _ => return None,
        })
    }

    fn of_der(der: &[u8]) -> Option<Self> {
        // In this order, because none of these reads as one before it.
        if x509_cert::Certificate::from_der(der).is_ok() {
            Some(Self::Certificate)
        } else if x509_cert::request::CertReq::from_der(der).is_ok() {
            Some(Self::CertificateRequest)
        } else if pkcs8::PrivateKeyInfoRef::from_der(der).is_ok() {
            Some(Self::PrivateKey)
        } else if pkcs1::RsaPrivateKeyRef::from_der(der).is_ok() {
            Some(Self::RsaPrivateKey)
        } else if sec1::EcPrivateKey::from_der(der).is_ok() {
            Some(Self::EcPrivateKey)
        } else if spki::SubjectPublicKeyInfoRef::from_der(der).is_ok() {
            Some(Self::PublicKey)
        } else if pkcs1::RsaPublicKeyRef::from_der(der).is_ok() {
            Some(Self::RsaPublicKey)
        } else if is_encrypted_pkcs8(der) {
            Some(Self::EncryptedPrivateKey)
        } else if is_pkcs12(der) {
            Some(Self::Pkcs12)
        } else {
            None
        }
    }
}

/// The first block of a PEM file that `wanted` accepts, or the DER file; else an error that names what is there.
///
/// Text around PEM blocks and other blocks (`EC PARAMETERS`, a chain) are passed over.
pub(crate) fn read(
    bytes: &[u8],
    wanted: impl Fn(FileKind) -> bool,
) -> Result<(FileKind, Zeroizing<Vec<u8>>)> {
    let unknown = Error::of(ErrorKind::FileUnknown);
    // 0x30 is the digit 0 too, with which a text before a block may begin.
    if bytes.first() == Some(&0x30)
        && let Some(kind) = FileKind::of_der(bytes)
    {
        let der = Zeroizing::new(bytes.to_vec());
        return if wanted(kind) { Ok((kind, der)) } else { Err(kind.unwanted()) };
    }
    let mut text = core::str::from_utf8(bytes).map_err(|_| unknown)?;
    let mut otherwise = unknown;
    while let Some((block, rest)) = next_block(text) {
        text = rest;
        let Some(kind) = block.label().and_then(FileKind::of_label) else { continue };
        if !wanted(kind) {
            otherwise = kind.unwanted();
            continue;
        }
        // PEM before PKCS#8 could be encrypted line by line; no library worth trusting reads that today.
        if block.0.contains("Proc-Type:") {
            return Err(Error::of(ErrorKind::FileLegacyEncryption));
        }
        let malformed = Error::of(ErrorKind::FileMalformed);
        let width = pem_rfc7468::detect_base64_line_width(block.0.as_bytes()).map_err(|_| malformed)?;
        let mut decoder =
            pem_rfc7468::Decoder::new_wrapped(block.0.as_bytes(), width).map_err(|_| malformed)?;
        let mut der = Zeroizing::new(Vec::new());
        decoder.decode_to_end(&mut der).map_err(|_| malformed)?;
        return Ok((kind, der));
    }
    Err(otherwise)
}

/// How many certificates a file holds that holds at least one: in DER it is one.
pub(crate) fn count_certificates(bytes: &[u8]) -> usize {
    let mut text = core::str::from_utf8(bytes).unwrap_or_default();
    let mut count = 0usize;
    while let Some((block, rest)) = next_block(text) {
        text = rest;
        if block.label().and_then(FileKind::of_label) == Some(FileKind::Certificate) {
            count = count.saturating_add(1);
        }
    }
    count.max(1)
}

/// From `-----BEGIN` to the end of its `-----END` line.
struct Block<'a>(&'a str);

impl<'a> Block<'a> {
    fn label(&self) -> Option<&'a str> {
        self.0.strip_prefix("-----BEGIN ")?.split_once("-----").map(|(label, _)| label)
    }
}

fn next_block(text: &str) -> Option<(Block<'_>, &str)> {
    let start = text.get(text.find("-----BEGIN ")?..)?;
    let end = start.find("-----END ")?;
    let after = start.get(end..)?;
    let line = after.find('\n').map_or(after.len(), |at| at.saturating_add(1));
    let split = end.saturating_add(line);
    Some((Block(start.get(..split)?), start.get(split..)?))
}

/// `SEQUENCE { INTEGER 3, SEQUENCE { OID pkcs7-data …` (RFC 7292): enough to name it.
fn is_pkcs12(der: &[u8]) -> bool {
    const PKCS7: [u8; 8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];
    let head = der.get(..40).unwrap_or(der);
    head.windows(3).any(|three| three == [0x02, 0x01, 0x03]) && head.windows(8).any(|oid| oid == PKCS7)
}

/// `SEQUENCE { AlgorithmIdentifier, OCTET STRING }` (RFC 5958 3), also if the encryption is one nobody here knows.
pub(super) fn is_encrypted_pkcs8(der: &[u8]) -> bool {
    fn parse(der: &[u8]) -> der::Result<()> {
        let mut reader = SliceReader::new(der)?;
        reader.sequence(|reader| {
            AlgorithmIdentifierRef::decode(reader)?;
            <&OctetStringRef>::decode(reader).map(|_| ())
        })?;
        reader.finish()
    }
    parse(der).is_ok()
}
