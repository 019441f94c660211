//! The M2M token's steps, each in one call: the key and its signatures stay with the host.

use super::m2m_records::{
    CertificateReference, ClaimsToSign, ExpectedClaims, NoStartLogon, SignatureForm, SignedToken,
    TokenClaims, UnsignedToken, UnverifiedToken,
};
use super::reply::own_warnings;
use super::request::{room, written};
use super::tokens::needs_renewal;
use crate::error::{Error, ErrorKind, Result};
use crate::jws::{Algorithm, Algorithms, MAX_LENGTH, MAX_SIGNATURE, Payload, Signature, UnverifiedJws};
use crate::m2m::{self, ClaimRules, SigningCertificate, StartLogon, TokenOwner};
use crate::time::{self, UnixSeconds};
use crate::wire::json::JsonText;
use alloc::string::String;

/// What to sign for a token issued at `now`.
///
/// # Errors
/// `algorithm_name`, `certificate_choice`; what [`m2m::Thumbprint::parse`], [`m2m::ClaimsToSign`] and its methods say. Rules M2M-1 to M2M-6.
/// Next: sign `signing_input` or `digest` with the key, then [`m2m_attach`].
pub fn m2m_unsigned(claims: &ClaimsToSign, now: UnixSeconds) -> Result<UnsignedToken> {
    let (algorithm, checked) = claims.check(now)?;
    written(&|out| {
        let unsigned = checked.encode(algorithm, out)?;
        Ok(UnsignedToken {
            algorithm: algorithm.name().into(),
            signing_input: text(unsigned.signing_input()),
            digest: unsigned.digest().as_bytes().into(),
            issued_at: unsigned.issued_at(),
            expires_at: unsigned.expires_at(),
            warnings: own_warnings(unsigned.warnings()),
        })
    })
}

impl ClaimsToSign {
    /// The same for the steps without allocation.
    pub(super) fn check(&self, now: UnixSeconds) -> Result<(Algorithm, m2m::ClaimsToSign<'_>)> {
        self.check_of(now, CertificateReference::thumbprint)
    }

    /// The same, with the certificate's thumbprint by another way.
    pub(super) fn check_of(
        &self,
        now: UnixSeconds,
        thumbprint: impl FnOnce(&CertificateReference) -> Result<m2m::Thumbprint>,
    ) -> Result<(Algorithm, m2m::ClaimsToSign<'_>)> {
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
            m2m::ClaimsToSign::new(thumbprint(certificate)?, iss, now)?.with_start_logon(start_logon)?;
        if let Some(seconds) = lifetime {
            claims = claims.with_lifetime(*seconds)?;
        }
        if not_before.is_some() || not_after.is_some() {
            // One that is not given does not bind.
            let (not_before, not_after) = (not_before.unwrap_or(0), not_after.unwrap_or(time::LAST));
            claims = claims.with_validity(not_before, not_after)?;
        }
        Ok((algorithm, claims))
    }
}

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
