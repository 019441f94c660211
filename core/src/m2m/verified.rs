//! The claim policy: the second step, after the signature (M2M-6, M2M-9).

use super::thumbprint::Thumbprint;
use super::{KID, MAX_LIFETIME, TYP};
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, Algorithms, Payload};
use crate::time::{self, UnixSeconds};
use crate::wire::json::{self, JsonText, Leniency, Located, Names, Object, Value};

/// What is known of the signing certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SigningCertificate {
    /// Its thumbprint, which `sub` must be.
    pub thumbprint: Thumbprint,
    /// Its first second.
    pub not_before: UnixSeconds,
    /// Its last second.
    pub not_after: UnixSeconds,
}

impl SigningCertificate {
    /// Whether a token from `iat` to `exp` lies within the certificate's dates (M2M-6).
    ///
    /// # Errors
    /// `token_before_certificate`, `token_after_certificate`.
    pub const fn check_times(&self, iat: UnixSeconds, exp: UnixSeconds) -> Result<()> {
        if iat < self.not_before {
            Err(Error::of(ErrorKind::TokenBeforeCertificate))
        } else if exp > self.not_after {
            Err(Error::of(ErrorKind::TokenAfterCertificate))
        } else {
            Ok(())
        }
    }
}

/// Whose token is expected. A verifier that does not say it would take any owner's.
#[derive(Clone, Copy, Debug)]
pub enum TokenOwner<'a> {
    /// The owner of the certificate whose key verified the signature: `sub` must be its thumbprint, and `iat` and `exp`
    /// lie within its dates (M2M-4, M2M-6).
    Certificate(SigningCertificate),
    /// The owner of this `sub`; a SHA-1 thumbprint in either case.
    Sub(&'a str),
    /// Whoever signed it: whose token it is was decided otherwise, or does not matter.
    Any,
}

/// The longest leeway, in seconds: clocks that differ by more are to be set.
pub const MAX_LEEWAY: u32 = 600;

/// What is expected of the claims besides their form.
#[derive(Clone, Copy, Debug)]
pub struct ClaimRules<'a> {
    now: UnixSeconds,
    owner: TokenOwner<'a>,
    leeway: u32,
    iss: Option<&'a str>,
    algorithms: Algorithms,
}

impl<'a> ClaimRules<'a> {
    /// Checks against the clock `now`, with a leeway of 60 seconds, that the token is `owner`'s.
    #[must_use]
    pub const fn new(now: UnixSeconds, owner: TokenOwner<'a>) -> Self {
        Self { now, owner, leeway: 60, iss: None, algorithms: Algorithms::ALL }
    }

    /// The same for another owner.
    #[must_use]
    pub const fn with_owner(mut self, owner: TokenOwner<'a>) -> Self {
        self.owner = owner;
        self
    }

    /// How far the signer's clock may be off, in seconds: [`MAX_LEEWAY`] at most.
    ///
    /// # Errors
    /// `leeway_too_long`.
    pub const fn with_leeway(mut self, seconds: u32) -> Result<Self> {
        if seconds > MAX_LEEWAY {
            return Err(Error::new(ErrorKind::LeewayTooLong, MAX_LEEWAY as usize));
        }
        self.leeway = seconds;
        Ok(self)
    }

    /// The issuer agreed with IR.
    #[must_use]
    pub const fn with_issuer(mut self, iss: &'a str) -> Self {
        self.iss = Some(iss);
        self
    }

    /// The algorithms that are allowed (ENV-8).
    #[must_use]
    pub const fn with_algorithms(mut self, algorithms: Algorithms) -> Self {
        self.algorithms = algorithms;
        self
    }

    /// Whether the header's algorithm is allowed: before the signature is checked.
    ///
    /// # Errors
    /// `algorithm_not_allowed`.
    pub const fn check_algorithm(&self, algorithm: Algorithm) -> Result<()> {
        if self.algorithms.contains(algorithm) {
            Ok(())
        } else {
            Err(Error::of(ErrorKind::AlgorithmNotAllowed))
        }
    }
}

/// Claims of a token whose signature and policy were both checked.
#[derive(Clone, Copy)]
pub struct TokenClaims<'o> {
    /// The thumbprint.
    pub sub: JsonText<'o>,
    /// The issuer.
    pub iss: JsonText<'o>,
    /// The myIR user id; `null`, `""` and absence are none (M2M-5).
    pub start_logon: Option<JsonText<'o>>,
    /// Issued at, in seconds since 1970.
    pub iat: UnixSeconds,
    /// Ends at, in seconds since 1970.
    pub exp: UnixSeconds,
}

/// What is read of the claims.
const NAMES: Names = Names::new(&["iat", "exp", "nbf", "sub", "iss", "startLogon"]);

impl<'o> TokenClaims<'o> {
    /// Checks header and claims of a payload whose signature was verified.
    ///
    /// # Errors
    /// One code for each claim and reason: `typ_invalid`, `kid_invalid`, `iat_…`, `exp_…`, `nbf_…`, `iss_…`, `sub_…`,
    /// `start_logon_claim`, `lifetime_too_long`, `token_expired`, `token_not_yet_valid`, `token_before_certificate`,
    /// `token_after_certificate`, `certificate_…`, `algorithm_not_allowed`; `json_…` with the offset in the payload.
    pub fn check(payload: &Payload<'o>, rules: &ClaimRules<'_>) -> Result<Self> {
        let now = time::check(rules.now)?;
        rules.check_algorithm(payload.header().algorithm)?;
        let (claims, nbf) = Self::form(payload)?;
        claims.check_times(now, nbf, rules.leeway)?;
        if rules.iss.is_some_and(|expected| !claims.iss.is(expected)) {
            return Err(Error::of(ErrorKind::IssMismatch));
        }
        match &rules.owner {
            TokenOwner::Certificate(certificate) => claims.check_certificate(certificate, now)?,
            TokenOwner::Sub(expected) if !is_sub(&claims.sub, expected) => {
                return Err(Error::of(ErrorKind::SubMismatch));
            }
            TokenOwner::Sub(_) | TokenOwner::Any => {}
        }
        Ok(claims)
    }

    /// The claims of a token that is still to be signed: well-formed, and with a lifetime that is allowed.
    pub(super) fn read(payload: &Payload<'o>) -> Result<Self> {
        let (claims, _) = Self::form(payload)?;
        claims.check_lifetime()?;
        Ok(claims)
    }

    /// What can be said without a clock and without expectations; with `nbf`, which our own tokens do not have.
    fn form(payload: &Payload<'o>) -> Result<(Self, Option<UnixSeconds>)> {
        let header = payload.header();
        if !header.typ.is_some_and(|typ| typ.is(TYP)) {
            return Err(Error::of(ErrorKind::TypInvalid));
        }
        if !header.kid.is_some_and(|kid| kid.is(KID)) {
            return Err(Error::of(ErrorKind::KidInvalid));
        }
        let object = Object::select(payload.bytes(), Leniency::default(), NAMES)?;
        let [iat, exp, nbf, sub, iss, start_logon] = object.members();
        let iat = required_time(iat, ErrorKind::IatMissing, ErrorKind::IatInvalid)?;
        let exp = required_time(exp, ErrorKind::ExpMissing, ErrorKind::ExpInvalid)?;
        let nbf = optional_time(nbf, ErrorKind::NbfInvalid)?;
        let sub = required_text(sub, ErrorKind::SubMissing, ErrorKind::SubInvalid)?;
        let iss = required_text(iss, ErrorKind::IssMissing, ErrorKind::IssInvalid)?;
        Ok((Self { sub, iss, start_logon: user(start_logon)?, iat, exp }, nbf))
    }

    fn check_lifetime(&self) -> Result<()> {
        let lifetime = self.exp.saturating_sub(self.iat);
        if lifetime <= 0 {
            return Err(Error::of(ErrorKind::ExpBeforeIat));
        }
        if lifetime > i64::from(MAX_LIFETIME) {
            return Err(Error::new(ErrorKind::LifetimeTooLong, MAX_LIFETIME as usize));
        }
        Ok(())
    }

    fn check_times(&self, now: UnixSeconds, nbf: Option<UnixSeconds>, leeway: u32) -> Result<()> {
        let leeway = i64::from(leeway);
        self.check_lifetime()?;
        if now >= self.exp.saturating_add(leeway) {
            return Err(Error::of(ErrorKind::TokenExpired));
        }
        let begin = nbf.map_or(self.iat, |nbf| nbf.max(self.iat));
        if now < begin.saturating_sub(leeway) {
            return Err(Error::of(ErrorKind::TokenNotYetValid));
        }
        Ok(())
    }

    fn check_certificate(&self, certificate: &SigningCertificate, now: UnixSeconds) -> Result<()> {
        let kind = if !certificate.thumbprint.is(&self.sub) {
            ErrorKind::SubThumbprint
        } else if now < certificate.not_before {
            ErrorKind::CertificateNotYetValid
        } else if now > certificate.not_after {
            ErrorKind::CertificateExpired
        } else {
            return certificate.check_times(self.iat, self.exp);
        };
        Err(Error::of(kind))
    }
}

/// Without the user id (TOKEN-7).
impl core::fmt::Debug for TokenClaims<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("TokenClaims").field("iat", &self.iat).field("exp", &self.exp).finish_non_exhaustive()
    }
}

/// Whether `sub` is what is expected: a thumbprint as other tools write it, or simply the same text.
fn is_sub(sub: &JsonText<'_>, expected: &str) -> bool {
    let expected_thumbprint = Thumbprint::parse(expected).or_else(|_| Thumbprint::parse_sha1(expected));
    sub.is(expected) || expected_thumbprint.is_ok_and(|thumbprint| thumbprint.is(sub))
}

fn required_time(member: Option<Located<'_>>, missing: ErrorKind, invalid: ErrorKind) -> Result<UnixSeconds> {
    optional_time(member, invalid)?.ok_or(Error::of(missing))
}

/// Whole seconds as a JSON number, nothing else (M2M-9).
fn optional_time(member: Option<Located<'_>>, invalid: ErrorKind) -> Result<Option<UnixSeconds>> {
    let Some(member) = member else { return Ok(None) };
    let seconds = match member.value {
        Value::Number(_) => json::whole_number(&member.value).and_then(|n| UnixSeconds::try_from(n).ok()),
        _ => None,
    };
    match seconds {
        Some(seconds) if time::is_plausible(seconds) => Ok(Some(seconds)),
        Some(100_000_000_000..100_000_000_000_000) => {
            Err(Error::new(ErrorKind::ClaimMilliseconds, member.at))
        }
        _ => Err(Error::new(invalid, member.at)),
    }
}

fn required_text<'o>(
    member: Option<Located<'o>>,
    missing: ErrorKind,
    invalid: ErrorKind,
) -> Result<JsonText<'o>> {
    let member = member.ok_or(Error::of(missing))?;
    match member.value {
        Value::Text(text) if !text.is_empty() => Ok(text),
        _ => Err(Error::new(invalid, member.at)),
    }
}

fn user(member: Option<Located<'_>>) -> Result<Option<JsonText<'_>>> {
    match member {
        None => Ok(None),
        Some(member) => match member.value {
            Value::Null => Ok(None),
            Value::Text(text) => Ok((!text.is_empty()).then_some(text)),
            _ => Err(Error::new(ErrorKind::StartLogonClaim, member.at)),
        },
    }
}
