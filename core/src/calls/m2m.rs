//! The M2M token's steps, each in one call: the key and its signatures stay with the host.

use super::record::{input, output};
use super::reply::{Warning, own_warnings};
use super::request::room;
use super::secret::SecretString;
use super::tokens::needs_renewal;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, Algorithms, MAX_LENGTH, MAX_SIGNATURE, Payload, Signature, UnverifiedJws};
use crate::m2m::{self, ClaimRules, SigningCertificate, StartLogon, Thumbprint, TokenOwner};
use crate::time::UnixSeconds;
use crate::wire::json::JsonText;
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
                /// Its SHA-256 thumbprint: 64 hexadecimal digits, with or without colons.
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
    fn thumbprint(&self) -> Result<Thumbprint> {
        match (&self.thumbprint, &self.thumbprint_sha1, &self.der) {
            (Some(text), None, None) => Thumbprint::parse(text),
            (None, Some(text), None) => Thumbprint::parse_sha1(text),
            (None, None, Some(der)) => Thumbprint::of_certificate(der),
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

/// In which form a signature comes ([`Signature`]).
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

/// What to sign for a token issued at `now`.
///
/// # Errors
/// `algorithm_name`, `certificate_choice`; what [`Thumbprint::parse`], [`m2m::ClaimsToSign`] and its methods say. Rules M2M-1 to M2M-6.
/// Next: sign `signing_input` or `digest` with the key, then [`m2m_attach`].
pub fn m2m_unsigned(claims: &ClaimsToSign, now: UnixSeconds) -> Result<UnsignedToken> {
    let (algorithm, checked) = claims.check(now)?;
    let mut out = room(checked.encoded_len(algorithm));
    let unsigned = checked.encode(algorithm, &mut out)?;
    Ok(UnsignedToken {
        algorithm: algorithm.name().into(),
        signing_input: text(unsigned.signing_input()),
        digest: unsigned.digest().as_bytes().into(),
        issued_at: unsigned.issued_at(),
        expires_at: unsigned.expires_at(),
        warnings: own_warnings(unsigned.warnings()),
    })
}

impl ClaimsToSign {
    /// The same for the steps without allocation.
    pub(super) fn check(&self, now: UnixSeconds) -> Result<(Algorithm, m2m::ClaimsToSign<'_>)> {
        let Self {
            algorithm,
            certificate,
            iss,
            start_logon,
            no_start_logon,
            lifetime,
            not_before,
            not_after,
        } = self;
        let algorithm = Algorithm::parse(algorithm).ok_or(Error::of(ErrorKind::AlgorithmName))?;
        let start_logon = match (start_logon, no_start_logon.unwrap_or_default()) {
            (Some(user), _) => StartLogon::User(user),
            (None, NoStartLogon::Null) => StartLogon::Null,
            (None, NoStartLogon::Empty) => StartLogon::Empty,
            (None, NoStartLogon::Absent) => StartLogon::Absent,
        };
        let mut claims =
            m2m::ClaimsToSign::new(certificate.thumbprint()?, iss, now)?.with_start_logon(start_logon)?;
        if let Some(seconds) = lifetime {
            claims = claims.with_lifetime(*seconds)?;
        }
        if not_before.is_some() || not_after.is_some() {
            // One that is not given does not bind.
            let (not_before, not_after) = (not_before.unwrap_or(0), not_after.unwrap_or(LAST_SECOND));
            claims = claims.with_validity(not_before, not_after)?;
        }
        Ok((algorithm, claims))
    }
}

/// No certificate ends later: the last time that is taken for seconds.
const LAST_SECOND: UnixSeconds = 99_999_999_999;

/// Joins a signing input and its signature. Nothing is verified but the signature's form: IR, or [`m2m_verify_begin`]
/// with the public key, says whether it is right.
///
/// # Errors
/// What [`m2m::UnsignedToken::parse`] and [`m2m::UnsignedToken::attach`] say.
pub fn m2m_attach(signing_input: &str, signature: &[u8], form: SignatureForm) -> Result<SignedToken> {
    let mut scratch = room(signing_input.len().min(MAX_LENGTH));
    let unsigned = m2m::UnsignedToken::parse(signing_input, &mut scratch)?;
    let mut out = room(unsigned.token_len());
    let signature = match form {
        SignatureForm::Raw => Signature::Raw(signature),
        SignatureForm::Der => Signature::Der(signature),
    };
    unsigned.attach(signature, None, &mut out).map(|token| SignedToken::own(&token))
}

impl SignedToken {
    pub(super) fn own(token: &m2m::SignedToken<'_>) -> Self {
        Self {
            token: token.token().into(),
            authorization: token.authorization().into(),
            issued_at: token.issued_at(),
            renew_at: token.renew_at(),
            expires_at: token.expires_at(),
            warnings: own_warnings(token.warnings()),
        }
    }

    /// Whether to sign a new one at `now`: from [`SignedToken::renew_at`] on, or with a clock before its beginning.
    #[must_use]
    pub fn needs_renewal(&self, now: UnixSeconds) -> bool {
        needs_renewal(Some(self.issued_at), Some(self.renew_at), now)
    }
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
/// `owner_choice` unless it is said whose token it is; `algorithm_name`, `algorithm_not_allowed`, `leeway_too_long`;
/// `signature_invalid` unless it is `true`; what [`UnverifiedJws::split`] and [`m2m::TokenClaims::check`] say;
/// `certificate_choice`. Rules M2M-6, M2M-9 and ENV-8.
pub fn m2m_verify_finish(
    token: &str,
    signature_valid: bool,
    expected: &ExpectedClaims,
    now: UnixSeconds,
) -> Result<TokenClaims> {
    let rules = expected.rules(now, None)?;
    let mut out = room(token.len().min(MAX_LENGTH));
    let unverified = UnverifiedJws::split(token, &mut out)?;
    rules.check_algorithm(unverified.header().algorithm)?;
    if !signature_valid {
        return Err(Error::of(ErrorKind::SignatureInvalid));
    }
    TokenClaims::of(&unverified.assume_verified(), &rules)
}

impl TokenClaims {
    pub(super) fn of(payload: &Payload<'_>, rules: &ClaimRules<'_>) -> Result<Self> {
        let m2m::TokenClaims { sub, iss, start_logon, iat, exp } = m2m::TokenClaims::check(payload, rules)?;
        Ok(Self {
            algorithm: payload.header().algorithm.name().into(),
            sub: unescaped(sub),
            iss: unescaped(iss),
            start_logon: start_logon.map(unescaped),
            iat,
            exp,
        })
    }
}

impl ExpectedClaims {
    /// The same for the steps without allocation. `otherwise`: whose token it is if nothing is said.
    pub(super) fn rules(
        &self,
        now: UnixSeconds,
        otherwise: Option<SigningCertificate>,
    ) -> Result<ClaimRules<'_>> {
        let Self { certificate, sub, any_owner, iss, algorithms, leeway } = self;
        let owner = match (certificate, sub, any_owner.unwrap_or(false), otherwise) {
            (Some(expected), None, false, _) => TokenOwner::Certificate(SigningCertificate {
                thumbprint: expected.certificate.thumbprint()?,
                not_before: expected.not_before,
                not_after: expected.not_after,
            }),
            (None, Some(sub), false, _) => TokenOwner::Sub(sub),
            (None, None, true, _) => TokenOwner::Any,
            (None, None, false, Some(certificate)) => TokenOwner::Certificate(certificate),
            _ => return Err(Error::of(ErrorKind::OwnerChoice)),
        };
        let mut rules = ClaimRules::new(now, owner);
        if let Some(seconds) = leeway {
            rules = rules.with_leeway(*seconds)?;
        }
        if let Some(iss) = iss {
            rules = rules.with_issuer(iss);
        }
        if let Some(names) = algorithms {
            let mut allowed = Algorithms::NONE;
            for name in names {
                allowed = allowed.with(Algorithm::parse(name).ok_or(Error::of(ErrorKind::AlgorithmName))?);
            }
            rules = rules.with_algorithms(allowed);
        }
        Ok(rules)
    }
}

/// Base64url and a dot: always text.
fn text(bytes: &[u8]) -> String {
    core::str::from_utf8(bytes).unwrap_or_default().into()
}

fn unescaped(text: JsonText<'_>) -> String {
    text.chars().collect()
}
