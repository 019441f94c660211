//! What a file holds: by its content, and where that says nothing by its PEM label.

use super::text::{self, Text};
use super::{der_form, foreign};
use crate::error::{Error, ErrorKind, Result};
use crate::wire::pem::{self, Block};
use alloc::vec::Vec;
use der::asn1::{AnyRef, OctetStringRef};
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

    const fn of_label(label: &[u8]) -> Option<Self> {
        Some(match label {
            b"CERTIFICATE" | b"X509 CERTIFICATE" | b"TRUSTED CERTIFICATE" => Self::Certificate,
            b"CERTIFICATE REQUEST" | b"NEW CERTIFICATE REQUEST" => Self::CertificateRequest,
            b"PUBLIC KEY" => Self::PublicKey,
            b"RSA PUBLIC KEY" => Self::RsaPublicKey,
            b"PRIVATE KEY" => Self::PrivateKey,
            b"ENCRYPTED PRIVATE KEY" => Self::EncryptedPrivateKey,
            b"RSA PRIVATE KEY" => Self::RsaPrivateKey,
            b"EC PRIVATE KEY" => Self::EcPrivateKey,
            b"OPENSSH PRIVATE KEY" => Self::OpenSsh,
            _ => return None,
        })
    }

    fn reads(self, der: &[u8]) -> bool {
        match self {
            Self::Certificate => x509_cert::Certificate::from_der(der).is_ok(),
            Self::CertificateRequest => x509_cert::request::CertReq::from_der(der).is_ok(),
            Self::PrivateKey => pkcs8::PrivateKeyInfoRef::from_der(der).is_ok(),
            Self::RsaPrivateKey => pkcs1::RsaPrivateKeyRef::from_der(der).is_ok(),
            Self::EcPrivateKey => sec1::EcPrivateKey::from_der(der).is_ok() || spells_out_curve(der),
            Self::PublicKey => spki::SubjectPublicKeyInfoRef::from_der(der).is_ok(),
            Self::RsaPublicKey => pkcs1::RsaPublicKeyRef::from_der(der).is_ok(),
            Self::EncryptedPrivateKey => is_encrypted_pkcs8(der),
            Self::Pkcs12 => is_pkcs12(der),
            Self::OpenSsh => der.starts_with(b"openssh-key-v1\0"),
        }
    }

    fn of_der(der: &[u8]) -> Option<Self> {
        // In this order, because none of these reads as one before it.
        [
            Self::Certificate,
            Self::CertificateRequest,
            Self::PrivateKey,
            Self::RsaPrivateKey,
            Self::EcPrivateKey,
            Self::PublicKey,
            Self::RsaPublicKey,
            Self::EncryptedPrivateKey,
            Self::Pkcs12,
        ]
        .into_iter()
        .find(|kind| kind.reads(der))
    }
}

/// One object of a file.
pub(crate) struct Found {
    pub(crate) kind: FileKind,
    pub(crate) der: Zeroizing<Vec<u8>>,
}

/// What a file holds of what is wanted, in its order.
pub(crate) struct Contents {
    pub(crate) found: Vec<Found>,
    /// How many more blocks say that they are wanted, and cannot be read.
    pub(crate) damaged: usize,
}

/// All that `wanted` accepts in a PEM or DER file; if there is none, an error that names what is there.
///
/// Text around PEM blocks, in whatever encoding, and other blocks (`EC PARAMETERS`, a chain) are passed over. UTF-16, a file
/// that was encoded in base64 once more, and base64 without lines around it are read as well.
pub(crate) fn read_all(bytes: &[u8], wanted: impl Fn(FileKind) -> bool) -> Result<Contents> {
    let plain = text::plain(bytes);
    let file = match &plain {
        Text::AsItIs => bytes,
        Text::Changed(bytes) => bytes.as_slice(),
    };
    // 0x30 is the digit 0 too, with which a text before a block may begin.
    if file.first() == Some(&0x30) {
        match of_der_file(file, &wanted) {
            Err(_) if pem::blocks(file).next().is_some() => {}
            result => return result,
        }
    }
    let mut contents = Contents { found: Vec::new(), damaged: 0 };
    let (mut otherwise, mut damage) = (None, None);
    for block in pem::blocks(file) {
        match of_block(&block) {
            Ok(Some(found)) if wanted(found.kind) => contents.found.push(found),
            Ok(Some(found)) => otherwise = Some(found.kind.unwanted()),
            Ok(None) => {}
            Err((kind, _)) if !wanted(kind) => otherwise = Some(kind.unwanted()),
            Err((_, error)) => {
                contents.damaged = contents.damaged.saturating_add(1);
                damage.get_or_insert(error);
            }
        }
    }
    if contents.found.is_empty() {
        return Err(damage.or(otherwise).unwrap_or_else(|| Error::of(foreign::name(file))));
    }
    Ok(contents)
}

/// The first one that `wanted` accepts.
pub(crate) fn read(bytes: &[u8], wanted: impl Fn(FileKind) -> bool) -> Result<Found> {
    let first = read_all(bytes, wanted)?.found.into_iter().next();
    first.ok_or(Error::of(ErrorKind::FileUnknown))
}

fn of_der_file(file: &[u8], wanted: impl Fn(FileKind) -> bool) -> Result<Contents> {
    // PKCS#12 in BER is not read as well, but by OpenSSL.
    let der = der_form::alone(file).map_err(|error| match is_pkcs12(file) {
        true => FileKind::Pkcs12.unwanted(),
        false => error,
    })?;
    let kind = FileKind::of_der(der).ok_or_else(|| Error::of(foreign::name_der(der)))?;
    if !wanted(kind) {
        return Err(kind.unwanted());
    }
    let der = Zeroizing::new(der.to_vec());
    Ok(Contents { found: alloc::vec![Found { kind, der }], damaged: 0 })
}

/// What a block holds: `None` if its label is none of ours. Content decides, for labels are often changed by hand.
fn of_block(block: &Block<'_>) -> Result<Option<Found>, (FileKind, Error)> {
    let Some(kind) = FileKind::of_label(block.label) else { return Ok(None) };
    let fault = |error| (kind, Error::of(error));
    if !block.ended {
        return Err(fault(ErrorKind::PemEnd));
    }
    // PEM before PKCS#8 could be encrypted line by line; no library worth trusting reads that today.
    if pem::find(block.body, b"Proc-Type:").is_some() {
        return Err(fault(ErrorKind::FileLegacyEncryption));
    }
    let mut der = Zeroizing::new(Vec::with_capacity(block.body.len()));
    for byte in text::without_headers(block).bytes() {
        der.push(byte.map_err(|_| fault(foreign::no_base64(block.body)))?);
    }
    if kind == FileKind::OpenSsh {
        return Ok(Some(Found { kind, der }));
    }
    if block.label == b"TRUSTED CERTIFICATE" {
        // OpenSSL's own notes follow, which are no part of the certificate.
        let length = der_form::length(&der).ok_or(fault(ErrorKind::FileMalformed))?;
        der.truncate(length);
    }
    match [kind].into_iter().find(|kind| kind.reads(&der)).or_else(|| FileKind::of_der(&der)) {
        Some(kind) => Ok(Some(Found { kind, der })),
        None => Err(fault(match der_form::alone(&der) {
            Err(error) if error.kind != ErrorKind::FileUnknown => error.kind,
            _ => der_form::fault(&der),
        })),
    }
}

/// `SEQUENCE { INTEGER 3, SEQUENCE { OID pkcs7-data …` (RFC 7292): enough to name it.
fn is_pkcs12(der: &[u8]) -> bool {
    const PKCS7: [u8; 8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07];
    let head = der.get(..40).unwrap_or(der);
    head.windows(3).any(|three| three == [0x02, 0x01, 0x03]) && head.windows(8).any(|oid| oid == PKCS7)
}

/// `SEQUENCE { AlgorithmIdentifier, OCTET STRING }` (RFC 5958 3), also if the encryption is one nobody here knows.
fn is_encrypted_pkcs8(der: &[u8]) -> bool {
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

/// Whether a SEC1 key spells out its curve: `SEQUENCE { 1, OCTET STRING, [0] { SEQUENCE …`.
pub(super) fn spells_out_curve(der: &[u8]) -> bool {
    fn parse(der: &[u8]) -> der::Result<bool> {
        let mut reader = SliceReader::new(der)?;
        reader.sequence(|reader| {
            u8::decode(reader)?;
            <&OctetStringRef>::decode(reader)?;
            let inside = AnyRef::decode(reader)?;
            // Whatever follows is not looked at.
            reader.read_slice(reader.remaining_len())?;
            Ok(inside.value().first() == Some(&0x30))
        })
    }
    parse(der).unwrap_or(false)
}
