//! The M2M token's steps, each in one call: the key and its signatures stay with the host.

use super::request::room;
use super::secret::SecretString;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, MAX_LENGTH, MAX_SIGNATURE, Signature, UnverifiedJws};
use crate::m2m::{CertificateFacts, ClaimRules, M2mClaims, StartLogon, Thumbprint, Unsigned, VerifiedClaims};
use crate::time::UnixSeconds;
use crate::wire::json::JsonText;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// The signing certificate, named in exactly one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CertificateReference {
    /// Its SHA-256 thumbprint, as in [`Thumbprint::parse`].
    pub thumbprint: Option<String>,
    /// Its SHA-1 thumbprint, where IR registered one ([`Thumbprint::parse_sha1`]).
    pub thumbprint_sha1: Option<String>,
    /// The certificate itself, in DER; its SHA-256 thumbprint is used.
    pub der: Option<Vec<u8>>,
}

impl CertificateReference {
    fn thumbprint(&self) -> Result<Thumbprint> {
        match (&self.thumbprint, &self.thumbprint_sha1, &self.der) {
            (Some(text), None, None) => Thumbprint::parse(text),
            (None, Some(text), None) => Thumbprint::parse_sha1(text),
            (None, None, Some(der)) => Ok(Thumbprint::of_certificate(der)),
            _ => Err(Error::of(ErrorKind::CertificateChoice)),
        }
    }
}

/// How a token says that it names no myIR user ([`StartLogon`]).
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
    /// The form with this name: `null`, `empty` or `absent`.
    ///
    /// # Errors
    /// `argument_missing`.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "null" => Ok(Self::Null),
            "empty" => Ok(Self::Empty),
            "absent" => Ok(Self::Absent),
            _ => Err(Error::of(ErrorKind::ArgumentMissing)),
        }
    }
}

/// What a token is to say: [`M2mClaims`], kept.
#[derive(Clone, PartialEq, Eq)]
pub struct ClaimsToSign {
    /// `ES256`, `ES384`, `ES512`, `RS256`, `RS384` or `RS512`: what the key signs with.
    pub algorithm: String,
    /// The certificate that belongs to the key: `sub` (M2M-4).
    pub certificate: CertificateReference,
    /// The issuer agreed with IR.
    pub iss: String,
    /// The myIR user whose delegations are used (M2M-5); `None` names nobody.
    pub start_logon: Option<String>,
    /// How nobody is named; counts only without `start_logon`.
    pub no_start_logon: NoStartLogon,
    /// How long the token lives, in seconds; `None`: [`DEFAULT_LIFETIME`](crate::m2m::DEFAULT_LIFETIME).
    pub lifetime: Option<u32>,
}

/// An [`Unsigned`], kept.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsignedToken {
    /// The name of the algorithm to sign with.
    pub algorithm: String,
    /// The text to sign, for what hashes by itself: ASCII, so characters are bytes.
    pub signing_input: String,
    /// Its hash, for what signs a hash.
    pub digest: Vec<u8>,
    /// When the token was issued, in seconds since 1970.
    pub issued_at: UnixSeconds,
    /// When it ends, in seconds since 1970.
    pub expires_at: UnixSeconds,
}

/// In which form a signature comes ([`Signature`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignatureForm {
    /// r‖s for ECDSA, and always for RSA.
    Raw,
    /// ECDSA in DER.
    Der,
}

impl SignatureForm {
    /// The form with this name: `raw` or `der`.
    ///
    /// # Errors
    /// `argument_missing`.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "raw" => Ok(Self::Raw),
            "der" => Ok(Self::Der),
            _ => Err(Error::of(ErrorKind::ArgumentMissing)),
        }
    }
}

/// An [`M2mToken`](crate::m2m::M2mToken), kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedToken {
    /// The compact form.
    pub token: SecretString,
    /// The value of the `Authorization` header: no `Bearer` (M2M-7).
    pub authorization: SecretString,
    /// When it was issued, in seconds since 1970. A clock before it needs a new token too.
    pub issued_at: UnixSeconds,
    /// From when on to sign a new one: the last tenth of its life.
    pub renew_at: UnixSeconds,
    /// When it ends, in seconds since 1970.
    pub expires_at: UnixSeconds,
}

/// An [`UnverifiedJws`], kept: what a host needs to verify the signature with its own library.
#[derive(Clone, PartialEq, Eq)]
pub struct UnverifiedToken {
    /// The algorithm that the header names. The key decides whether it may: an EC key of the right curve for ES…, an
    /// RSA key for RS….
    pub algorithm: String,
    /// What was signed.
    pub signing_input: String,
    /// Its hash.
    pub digest: Vec<u8>,
    /// The signature as JWS has it: r‖s for ECDSA (WebCrypto, CNG, PKCS#11).
    pub signature: Vec<u8>,
    /// The signature as most verifiers take it: DER for ECDSA (OpenSSL, Java, key stores, Python).
    pub signature_der: Vec<u8>,
}

/// What is expected of a token besides its signature: [`ClaimRules`], kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedClaims {
    /// The issuer agreed with IR.
    pub iss: Option<String>,
    /// The expected `sub`.
    pub sub: Option<String>,
    /// The certificate of the key that verified the signature.
    pub certificate: Option<ExpectedCertificate>,
    /// How far the signer's clock may be off, in seconds; `None`: 60.
    pub leeway: Option<u32>,
}

/// [`CertificateFacts`], kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedCertificate {
    /// Which one: `sub` must be its thumbprint (M2M-4).
    pub certificate: CertificateReference,
    /// Its first second, since 1970.
    pub not_before: UnixSeconds,
    /// Its last second, since 1970.
    pub not_after: UnixSeconds,
}

/// [`VerifiedClaims`], kept.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenClaims {
    /// The algorithm.
    pub algorithm: String,
    /// The thumbprint.
    pub sub: String,
    /// The issuer.
    pub iss: String,
    /// The myIR user id; `null`, `""` and absence are `None` (M2M-5).
    pub start_logon: Option<String>,
    /// Issued at, in seconds since 1970.
    pub iat: UnixSeconds,
    /// Ends at, in seconds since 1970.
    pub exp: UnixSeconds,
}

/// What to sign for a token issued at `now`.
///
/// # Errors
/// `algorithm_name`, `certificate_choice`; what [`Thumbprint::parse`], [`M2mClaims`] and its methods say. Rules M2M-1 to M2M-6.
/// Next: sign `signing_input` or `digest` with the key, then [`m2m_attach`].
pub fn m2m_unsigned(claims: &ClaimsToSign, now: UnixSeconds) -> Result<UnsignedToken> {
    let algorithm = Algorithm::parse(&claims.algorithm).ok_or(Error::of(ErrorKind::AlgorithmName))?;
    let start_logon = match (&claims.start_logon, claims.no_start_logon) {
        (Some(user), _) => StartLogon::User(user),
        (None, NoStartLogon::Null) => StartLogon::Null,
        (None, NoStartLogon::Empty) => StartLogon::Empty,
        (None, NoStartLogon::Absent) => StartLogon::Absent,
    };
    let mut signed =
        M2mClaims::new(claims.certificate.thumbprint()?, &claims.iss, now)?.with_start_logon(start_logon)?;
    if let Some(seconds) = claims.lifetime {
        signed = signed.with_lifetime(seconds)?;
    }
    let mut out = room(signed.encoded_len(algorithm));
    let unsigned = signed.encode(algorithm, &mut out)?;
    Ok(UnsignedToken {
        algorithm: algorithm.name().into(),
        signing_input: text(unsigned.signing_input()),
        digest: unsigned.digest().as_bytes().into(),
        issued_at: unsigned.issued_at(),
        expires_at: unsigned.expires_at(),
    })
}

/// Joins a signing input and its signature. Nothing is verified but the signature's form: IR, or [`m2m_verify_begin`]
/// with the public key, says whether it is right.
///
/// # Errors
/// What [`Unsigned::parse`] and [`Unsigned::attach`] say.
pub fn m2m_attach(signing_input: &str, signature: &[u8], form: SignatureForm) -> Result<SignedToken> {
    let mut scratch = room(signing_input.len().min(MAX_LENGTH));
    let unsigned = Unsigned::parse(signing_input, &mut scratch)?;
    let mut out = room(unsigned.token_len());
    let signature = match form {
        SignatureForm::Raw => Signature::Raw(signature),
        SignatureForm::Der => Signature::Der(signature),
    };
    let token = unsigned.attach(signature, None, &mut out)?;
    Ok(SignedToken {
        token: token.token().into(),
        authorization: token.authorization().into(),
        issued_at: token.issued_at(),
        renew_at: token.renew_at(),
        expires_at: token.expires_at(),
    })
}

/// Reads a token for a host that verifies by itself. Nothing in it may be believed yet, and no claim is given out.
///
/// # Errors
/// What [`UnverifiedJws::split`] says. Rule M2M-9.
/// Next: verify `signature` (or `signature_der`) over `signing_input` with the signer's public key, then
/// [`m2m_verify_finish`].
pub fn m2m_verify_begin(token: &str) -> Result<UnverifiedToken> {
    let mut out = room(token.len().min(MAX_LENGTH));
    let unverified = UnverifiedJws::split(token, &mut out)?;
    let algorithm = unverified.header().algorithm;
    let mut der = [0; MAX_SIGNATURE];
    Ok(UnverifiedToken {
        algorithm: algorithm.name().into(),
        signing_input: text(unverified.signing_input()),
        digest: algorithm.hash().of(unverified.signing_input()).as_bytes().into(),
        signature: unverified.signature().into(),
        signature_der: unverified.signature_for_host(&mut der)?.into(),
    })
}

/// The claims of a token whose signature the host has verified: `signature_valid` is its verifier's answer.
///
/// # Errors
/// `signature_invalid` unless it is `true`; what [`UnverifiedJws::split`] and [`VerifiedClaims::check`] say;
/// `certificate_choice`. Rules M2M-6 and M2M-9.
pub fn m2m_verify_finish(
    token: &str,
    signature_valid: bool,
    expected: &ExpectedClaims,
    now: UnixSeconds,
) -> Result<TokenClaims> {
    let mut out = room(token.len().min(MAX_LENGTH));
    let unverified = UnverifiedJws::split(token, &mut out)?;
    if !signature_valid {
        return Err(Error::of(ErrorKind::SignatureInvalid));
    }
    let claims = VerifiedClaims::check(&unverified.assume_verified(), &expected.rules(now)?)?;
    Ok(TokenClaims {
        algorithm: unverified.header().algorithm.name().into(),
        sub: unescaped(claims.sub),
        iss: unescaped(claims.iss),
        start_logon: claims.start_logon.map(unescaped),
        iat: claims.iat,
        exp: claims.exp,
    })
}

impl ExpectedClaims {
    fn rules(&self, now: UnixSeconds) -> Result<ClaimRules<'_>> {
        let mut rules = ClaimRules::new(now);
        if let Some(seconds) = self.leeway {
            rules = rules.with_leeway(seconds);
        }
        if let Some(iss) = &self.iss {
            rules = rules.with_issuer(iss);
        }
        if let Some(sub) = &self.sub {
            rules = rules.with_subject(sub);
        }
        if let Some(expected) = &self.certificate {
            rules = rules.with_certificate(CertificateFacts {
                thumbprint: expected.certificate.thumbprint()?,
                not_before: expected.not_before,
                not_after: expected.not_after,
            });
        }
        Ok(rules)
    }
}

/// Without the user id (TOKEN-7).
impl fmt::Debug for ClaimsToSign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClaimsToSign")
            .field("algorithm", &self.algorithm)
            .field("certificate", &self.certificate)
            .field("iss", &self.iss)
            .field("lifetime", &self.lifetime)
            .finish_non_exhaustive()
    }
}

/// Without the claims, which may name a user (TOKEN-7).
impl fmt::Debug for UnsignedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnsignedToken").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// Without the token's parts.
impl fmt::Debug for UnverifiedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnverifiedToken").field("algorithm", &self.algorithm).finish_non_exhaustive()
    }
}

/// Without the user id (TOKEN-7).
impl fmt::Debug for TokenClaims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenClaims").field("iat", &self.iat).field("exp", &self.exp).finish_non_exhaustive()
    }
}

/// Base64url and a dot: always text.
fn text(bytes: &[u8]) -> String {
    core::str::from_utf8(bytes).unwrap_or_default().into()
}

fn unescaped(text: JsonText<'_>) -> String {
    text.chars().collect()
}
