//! The records of M2M tokens.

use super::record::{choice, input, output};
use super::reply::Warning;
use super::secret::SecretString;
use crate::error::{Error, ErrorKind, Result};
use crate::m2m::Thumbprint;
use crate::time::UnixSeconds;
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of [`CertificateReference`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_certificate_reference {
    ($make:ident) => {
        $make! {
            /// The signing certificate, named in exactly one way.
            #[derive(Default)]
            CertificateReference {
                /// Its SHA-256 thumbprint: 64 hexadecimal digits, upper-case, without colons.
                plain optional thumbprint: Option<String>,
                /// Its SHA-1 thumbprint, only where IR registered one long ago.
                plain optional thumbprint_sha1: Option<String>,
                /// The certificate itself, in DER or PEM; its SHA-256 thumbprint is used.
                plain optional der: Option<Vec<u8>>,
            }
        }
    };
}
record_certificate_reference!(input);

impl CertificateReference {
    pub(super) fn thumbprint(&self) -> Result<Thumbprint> {
        match (&self.thumbprint, &self.thumbprint_sha1, &self.der) {
            (Some(text), None, None) => Thumbprint::parse(text),
            (None, Some(text), None) => Thumbprint::parse_sha1(text),
            (None, None, Some(der)) => Thumbprint::of_certificate(der),
            _ => Err(Error::of(ErrorKind::CertificateChoice)),
        }
    }
}

/// How a token says that it names no myIR user ([`StartLogon`](crate::m2m::StartLogon)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoStartLogon {
    /// `null`
    #[default]
    Null,
    /// `""`
    Empty,
    /// The member is left out.
    Absent,
}

impl NoStartLogon {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Null, Self::Empty, Self::Absent];

    /// The stable code: `null`, `empty` or `absent`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Empty => "empty",
            Self::Absent => "absent",
        }
    }

    /// The form with this name: `null`, `empty` or `absent`.
    ///
    /// # Errors
    /// `argument_missing`.
    pub fn parse(name: &str) -> Result<Self> {
        let known = Self::ALL.iter().copied().find(|form| form.code() == name);
        known.ok_or(Error::of(ErrorKind::ArgumentMissing))
    }
}

/// The fields of [`ClaimsToSign`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_claims_to_sign {
    ($make:ident) => {
        $make! {
            /// What a token is to say.
            ClaimsToSign {
                /// `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with.
                plain required algorithm: String,
                /// The certificate that belongs to the key: `sub` (M2M-4).
                plain required certificate: CertificateReference,
                /// The issuer agreed with IR.
                plain required iss: String,
                /// The myIR user whose delegations are used (M2M-5); absent names nobody.
                personal optional start_logon: Option<String>,
                /// How nobody is named; counts only without a user; `null` unless given.
                plain optional no_start_logon: Option<NoStartLogon>,
                /// How long the token lives, in seconds; absent: an hour.
                plain optional lifetime: Option<u32>,
                /// The certificate's first second, since 1970: the token must not begin before (M2M-6).
                plain optional not_before: Option<UnixSeconds>,
                /// The certificate's last second, since 1970: the token must not end after (M2M-6).
                plain optional not_after: Option<UnixSeconds>,
            }
        }
    };
}
record_claims_to_sign!(input);

/// The fields of [`UnsignedToken`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_unsigned_token {
    ($make:ident) => {
        $make! {
            /// A token without its signature.
            UnsignedToken {
                /// The name of the algorithm to sign with.
                plain algorithm: String,
                /// The text to sign, for what hashes by itself: ASCII, so characters are bytes.
                personal signing_input: String,
                /// Its hash, for what signs a hash.
                personal digest: Vec<u8>,
                /// When the token was issued, in seconds since 1970.
                plain issued_at: UnixSeconds,
                /// When it ends, in seconds since 1970.
                plain expires_at: UnixSeconds,
                /// What to mend, such as `certificate_sha1`.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_unsigned_token!(output);

/// In which form a signature comes ([`Signature`](crate::jws::Signature)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureForm {
    /// r‖s for ECDSA, and always for RSA.
    Raw,
    /// ECDSA in DER.
    Der,
}

impl SignatureForm {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Raw, Self::Der];

    /// The stable code: `raw` or `der`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Der => "der",
        }
    }

    /// The form with this name: `raw` or `der`.
    ///
    /// # Errors
    /// `argument_missing`.
    pub fn parse(name: &str) -> Result<Self> {
        let known = Self::ALL.iter().copied().find(|form| form.code() == name);
        known.ok_or(Error::of(ErrorKind::ArgumentMissing))
    }
}

/// The fields of [`SignedToken`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_signed_token {
    ($make:ident) => {
        $make! {
            /// A signed token.
            SignedToken {
                /// The compact form.
                secret token: SecretString,
                /// The value of the Authorization header: no `Bearer` (M2M-7).
                secret authorization: SecretString,
                /// When it was issued, in seconds since 1970. A clock before it needs a new token too.
                plain issued_at: UnixSeconds,
                /// From when on to sign a new one: the last tenth of its life.
                plain renew_at: UnixSeconds,
                /// When it ends, in seconds since 1970.
                plain expires_at: UnixSeconds,
                /// What to mend, such as `certificate_sha1`.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_signed_token!(output);

/// The fields of [`UnverifiedToken`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_unverified_token {
    ($make:ident) => {
        $make! {
            /// A token whose signature nobody has verified: what a host needs to verify it with its own library.
            UnverifiedToken {
                /// The algorithm that the header names. The key decides whether it may: an EC key of the right curve for ES…, an
                /// RSA key for RS….
                plain algorithm: String,
                /// What was signed.
                personal signing_input: String,
                /// Its hash.
                personal digest: Vec<u8>,
                /// The signature as JWS has it: r‖s for ECDSA (WebCrypto, CNG, PKCS#11).
                secret signature: Vec<u8>,
                /// The signature as most verifiers take it: DER for ECDSA (OpenSSL, Java, key stores, Python).
                secret signature_der: Vec<u8>,
            }
        }
    };
}
record_unverified_token!(output);

/// The fields of [`ExpectedClaims`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_expected_claims {
    ($make:ident) => {
        $make! {
            /// What is expected of a token besides its signature. It must be said whose token it is, in exactly one way:
            /// `certificate`, `sub` or `any_owner`.
            #[derive(Default)]
            ExpectedClaims {
                /// The certificate of the key that verified the signature: `sub` must be its thumbprint (M2M-4).
                plain optional certificate: Option<ExpectedCertificate>,
                /// The expected `sub`.
                plain optional sub: Option<String>,
                /// True: whose token it is was decided otherwise, or does not matter.
                plain optional any_owner: Option<bool>,
                /// The issuer agreed with IR.
                plain optional iss: Option<String>,
                /// The algorithms that are allowed (ENV-8); absent: all six.
                plain optional algorithms: Option<Vec<String>>,
                /// How far the signer's clock may be off, in seconds: 600 at most; absent: 60.
                plain optional leeway: Option<u32>,
            }
        }
    };
}
record_expected_claims!(input);

/// The fields of [`ExpectedCertificate`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_expected_certificate {
    ($make:ident) => {
        $make! {
            /// The certificate of the key that verified a signature.
            ExpectedCertificate {
                /// Which one: `sub` must be its thumbprint (M2M-4).
                plain required certificate: CertificateReference,
                /// Its first second, since 1970.
                plain required not_before: UnixSeconds,
                /// Its last second, since 1970.
                plain required not_after: UnixSeconds,
            }
        }
    };
}
record_expected_certificate!(input);

/// The fields of [`TokenClaims`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_token_claims {
    ($make:ident) => {
        $make! {
            /// The claims of a verified token.
            TokenClaims {
                /// The algorithm.
                plain algorithm: String,
                /// The thumbprint of the signer's certificate.
                plain sub: String,
                /// The issuer.
                plain iss: String,
                /// The myIR user id; null, an empty text and absence are all absent (M2M-5).
                personal start_logon: Option<String>,
                /// Issued at, in seconds since 1970.
                plain iat: UnixSeconds,
                /// Ends at, in seconds since 1970.
                plain exp: UnixSeconds,
            }
        }
    };
}
record_token_claims!(output);

choice!(NoStartLogon, SignatureForm);
