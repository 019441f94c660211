//! Making keys, certificates and certificate requests.

use std::fmt;
use std::time::Duration;

use gws_auth_core::jws::Curve;
use gws_auth_core::{Error, ErrorKind, UnixSeconds};
use p256::ecdsa::signature::{Keypair, Signer};
use p256::elliptic_curve::sec1::ToSec1Point as _;
use p256::pkcs8::EncodePrivateKey as _;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{self, Builder as _, CertificateBuilder};
use x509_cert::certificate::TbsCertificate;
use x509_cert::der::asn1::{GeneralizedTime, ObjectIdentifier, UtcTime};
use x509_cert::der::pem::LineEnding;
use x509_cert::der::{self, EncodePem as _};
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectKeyIdentifier};
use x509_cert::ext::{Extension, ToExtension as _};
use x509_cert::name::Name;
use x509_cert::request::RequestBuilder;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::{
    DynSignatureAlgorithmIdentifier, EncodePublicKey, SignatureBitStringEncoding, SubjectPublicKeyInfo,
    SubjectPublicKeyInfoRef,
};
use x509_cert::time::{Time, Validity};
use zeroize::Zeroizing;

use crate::exit::{Failure, Status};

/// "Validity period: up to 4 years" (CERT-1).
const MOST_DAYS: u32 = 1_461;

/// id-kp-clientAuth (RFC 5280 4.2.1.12).
const ID_KP_CLIENT_AUTH: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.2");

/// X.520's upper bound of most names, in characters.
const LONGEST_NAME: usize = 64;

/// Refuses more than four years (CERT-1).
pub(crate) fn check_days(days: u32) -> Result<(), Failure> {
    if days > MOST_DAYS { Err(Error::of(ErrorKind::CertificateFourYears).into()) } else { Ok(()) }
}

/// Whose key it is.
pub(crate) struct Subject(Name);

impl Subject {
    /// Reads `CN=…,O=…,C=NZ` (RFC 4514).
    pub(crate) fn parse(text: &str) -> Result<Self, Failure> {
        let invalid = |why: &str| {
            let message = format!("The subject is no name like CN=Weka Limited,O=Weka Limited,C=NZ: {why}.");
            Failure::usage("subject_invalid", message)
        };
        let name: Name =
            text.parse().map_err(|_| invalid("it cannot be read, or has an unknown attribute"))?;
        if name.is_empty() {
            return Err(invalid("it is empty"));
        }
        for attribute in name.iter() {
            let value = std::str::from_utf8(attribute.value.value())
                .map_err(|_| invalid("an attribute is not UTF-8"))?;
            let length = value.chars().count();
            if length == 0 || length > LONGEST_NAME {
                return Err(invalid("each attribute has 1 to 64 characters"));
            }
            if value.chars().any(char::is_control) {
                return Err(invalid("an attribute holds a control character"));
            }
            if attribute.to_string().starts_with("C=")
                && !(length == 2 && value.bytes().all(|b| b.is_ascii_uppercase()))
            {
                return Err(invalid("C is a country's two capital letters"));
            }
        }
        Ok(Self(name))
    }

    /// `/C=NZ/O=…/CN=…`, for `openssl req -subj`.
    pub(crate) fn openssl(&self) -> String {
        let mut text = String::new();
        for attributes in self.0.iter_rdn() {
            for (index, attribute) in attributes.iter().enumerate() {
                text.push(if index == 0 { '/' } else { '+' });
                let shown = attribute.to_string();
                text.push_str(shown.split_once('=').map_or("", |(name, _)| name));
                text.push('=');
                for character in std::str::from_utf8(attribute.value.value()).unwrap_or_default().chars() {
                    if matches!(character, '\\' | '/' | '+') {
                        text.push('\\');
                    }
                    text.push(character);
                }
            }
        }
        text
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a key is for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    /// Tokens (CERT).
    Signing,
    /// Connections: the certificate must allow clients (MTLS-1).
    MutualTls,
}

/// A new private key. Wiped when dropped.
pub(crate) enum Key {
    P256(p256::SecretKey),
    P384(p384::SecretKey),
    P521(p521::SecretKey),
}

impl Key {
    /// From the system's random source.
    pub(crate) fn generate(curve: Curve) -> Result<Self, Failure> {
        // A random number is out of range less often than once in 2^32; on P-521 its first byte is 0 or 1.
        for _ in 0..16 {
            let mut scalar = Zeroizing::new(vec![0; curve.width()]);
            random(&mut scalar)?;
            let key = match curve {
                Curve::P256 => p256::SecretKey::from_slice(&scalar).map(Self::P256),
                Curve::P384 => p384::SecretKey::from_slice(&scalar).map(Self::P384),
                Curve::P521 => {
                    scalar[0] &= 1;
                    p521::SecretKey::from_slice(&scalar).map(Self::P521)
                }
            };
            if let Ok(key) = key {
                return Ok(key);
            }
        }
        Err(no_random("it gives no key"))
    }

    /// PKCS#8.
    pub(crate) fn pem(&self) -> Result<Zeroizing<String>, Failure> {
        match self {
            Self::P256(key) => key.to_pkcs8_pem(LineEnding::LF),
            Self::P384(key) => key.to_pkcs8_pem(LineEnding::LF),
            Self::P521(key) => key.to_pkcs8_pem(LineEnding::LF),
        }
        .map_err(|error| bug(&error))
    }

    /// The public point: 04, x and y.
    pub(super) fn point(&self) -> Vec<u8> {
        match self {
            Self::P256(key) => key.public_key().to_sec1_point(false).as_bytes().into(),
            Self::P384(key) => key.public_key().to_sec1_point(false).as_bytes().into(),
            Self::P521(key) => key.public_key().to_sec1_point(false).as_bytes().into(),
        }
    }

    /// A self-signed certificate, valid from `now` on, in PEM.
    pub(crate) fn certificate(
        &self,
        subject: &Subject,
        now: UnixSeconds,
        days: u32,
    ) -> Result<String, Failure> {
        check_days(days)?;
        let end = now.saturating_add(i64::from(days) * 86_400);
        let validity = Validity::new(time(now)?, time(end)?);
        let mut serial = [0; 20];
        random(&mut serial)?;
        serial[0] = serial[0] & 0x7F | 0x40; // positive, and of full length
        let serial = SerialNumber::new(&serial).map_err(|error| bug(&error))?;
        let profile = SelfSigned(subject.0.clone());
        let built = match self {
            Self::P256(key) => {
                let key = p256::ecdsa::SigningKey::from(key);
                certificate::<_, p256::ecdsa::DerSignature>(&key, profile, serial, validity)
            }
            Self::P384(key) => {
                let key = p384::ecdsa::SigningKey::from(key);
                certificate::<_, p384::ecdsa::DerSignature>(&key, profile, serial, validity)
            }
            Self::P521(key) => {
                let key = p521::ecdsa::SigningKey::from(key);
                certificate::<_, p521::ecdsa::DerSignature>(&key, profile, serial, validity)
            }
        };
        built.map_err(|error| bug(&error))
    }

    /// A certificate request (PKCS#10) in PEM.
    pub(crate) fn request(&self, subject: &Subject, purpose: Purpose) -> Result<String, Failure> {
        let name = subject.0.clone();
        match self {
            Self::P256(key) => {
                request::<_, p256::ecdsa::DerSignature>(&p256::ecdsa::SigningKey::from(key), name, purpose)
            }
            Self::P384(key) => {
                request::<_, p384::ecdsa::DerSignature>(&p384::ecdsa::SigningKey::from(key), name, purpose)
            }
            Self::P521(key) => {
                request::<_, p521::ecdsa::DerSignature>(&p521::ecdsa::SigningKey::from(key), name, purpose)
            }
        }
        .map_err(|error| bug(&error))
    }
}

fn certificate<K, S>(
    key: &K,
    profile: SelfSigned,
    serial: SerialNumber,
    validity: Validity,
) -> builder::Result<String>
where
    K: Signer<S> + Keypair + DynSignatureAlgorithmIdentifier,
    K::VerifyingKey: EncodePublicKey,
    S: SignatureBitStringEncoding,
{
    let public = SubjectPublicKeyInfo::from_key(&key.verifying_key())?;
    let builder = CertificateBuilder::new(profile, serial, validity, public)?;
    Ok(builder.build::<K, S>(key)?.to_pem(LineEnding::LF)?)
}

fn request<K, S>(key: &K, subject: Name, purpose: Purpose) -> builder::Result<String>
where
    K: Signer<S> + Keypair + DynSignatureAlgorithmIdentifier,
    K::VerifyingKey: EncodePublicKey,
    S: SignatureBitStringEncoding,
{
    let mut builder = RequestBuilder::new(subject)?;
    builder.add_extension(&usage())?;
    if let Purpose::MutualTls = purpose {
        builder.add_extension(&ExtendedKeyUsage(vec![ID_KP_CLIENT_AUTH]))?;
    }
    Ok(builder.build::<K, S>(key)?.to_pem(LineEnding::LF)?)
}

/// Issuer and subject are the same; it signs tokens, and no certificates.
struct SelfSigned(Name);

impl BuilderProfile for SelfSigned {
    fn get_issuer(&self, subject: &Name) -> Name {
        subject.clone()
    }

    fn get_subject(&self) -> Name {
        self.0.clone()
    }

    fn build_extensions(
        &self,
        public: SubjectPublicKeyInfoRef<'_>,
        _: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> builder::Result<Vec<Extension>> {
        let subject = tbs.subject();
        let mut extensions = Vec::new();
        extensions.push(SubjectKeyIdentifier::try_from(public)?.to_extension(subject, &extensions)?);
        let constraints = BasicConstraints { ca: false, path_len_constraint: None };
        extensions.push(constraints.to_extension(subject, &extensions)?);
        extensions.push(usage().to_extension(subject, &extensions)?);
        Ok(extensions)
    }
}

fn usage() -> KeyUsage {
    KeyUsage(KeyUsages::DigitalSignature.into())
}

/// UTCTime up to 2049, GeneralizedTime from then on (RFC 5280 4.1.2.5).
fn time(seconds: UnixSeconds) -> Result<Time, Failure> {
    let invalid = || Failure::from(Error::of(ErrorKind::TimeInvalid));
    let since = Duration::from_secs(u64::try_from(seconds).map_err(|_| invalid())?);
    let utc = UtcTime::from_unix_duration(since).map(Time::from);
    utc.or_else(|_| GeneralizedTime::from_unix_duration(since).map(Time::from))
        .map_err(|_: der::Error| invalid())
}

fn random(bytes: &mut [u8]) -> Result<(), Failure> {
    getrandom::fill(bytes).map_err(|error| no_random(&error.to_string()))
}

fn no_random(why: &str) -> Failure {
    Failure::new(Status::TryLater, "random_source", format!("The system's random source failed: {why}."))
}

/// Neither the key nor what comes from the command line is in such an error.
fn bug(error: &dyn fmt::Display) -> Failure {
    Failure::new(
        Status::Refused,
        "internal",
        format!("The key or the certificate could not be made: {error}."),
    )
}
