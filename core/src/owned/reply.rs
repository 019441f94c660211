//! The replies, kept.

use super::secret::SecretString;
use crate::error::Result;
use crate::policy::Policy;
use crate::request_kind::RequestKind;
use crate::response::{
    Grant, IntrospectionResponse, NextStep, Outcome, Refusal, RevocationResponse, TokenResponse, WhoMustAct,
};
use crate::time::UnixSeconds;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use zeroize::Zeroizing;

/// A [`TokenResponse`], kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenSet {
    /// The access token.
    pub access_token: SecretString,
    /// Its lifetime in seconds from the time of sending.
    pub expires_in: u32,
    /// The scope, if IR names it.
    pub scope: Option<String>,
    /// The next refresh token, if there is one.
    pub refresh_token: Option<SecretString>,
    /// When the access token ends, in seconds since 1970, if the time of sending was given.
    pub expires_at: Option<UnixSeconds>,
}

/// A [`Refusal`], kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedRefusal {
    /// The request that was refused.
    pub request: RequestKind,
    /// The HTTP status.
    pub status: u16,
    /// `error`, verbatim.
    pub error: String,
    /// `error_description`, verbatim.
    pub error_description: Option<String>,
    /// What happened, in English, for people.
    pub meaning: String,
    /// Who must act.
    pub who_must_act: WhoMustAct,
    /// What to check, in English.
    pub check: String,
    /// Whether IR documents this pair of code and description for this request (ERR-3).
    pub documented: bool,
    /// What the program does next (ERR-2).
    pub next_step: NextStep,
    /// The same in English, for people.
    pub advice: String,
}

/// What a program does next, and the same in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What the program does next (ERR-2).
    pub next_step: NextStep,
    /// The same in English, for people.
    pub advice: String,
}

/// An [`IntrospectionResponse`], kept. `Debug` leaves out what identifies people (TOKEN-7).
#[derive(Clone, PartialEq, Eq)]
pub struct Introspection {
    /// Whether the token works.
    pub active: bool,
    /// The client it was given to.
    pub client_id: Option<String>,
    /// The customer's myIR user id.
    pub username: Option<String>,
    /// The scope.
    pub scope: Option<String>,
    /// The customer, as a UUID.
    pub sub: Option<String>,
    /// When it ends, in seconds since 1970.
    pub exp: Option<UnixSeconds>,
    /// When it was issued, in seconds since 1970.
    pub iat: Option<UnixSeconds>,
}

impl TokenSet {
    /// As [`TokenResponse::parse`], on a copy that is wiped. `sent_at`: when the request was sent.
    ///
    /// # Errors
    /// As [`TokenResponse::parse`]; `body` is never changed.
    pub fn parse(
        grant: Grant,
        status: u16,
        body: &[u8],
        sent_at: Option<UnixSeconds>,
        policy: &Policy,
    ) -> Result<Outcome<Self, OwnedRefusal>> {
        TokenResponse::parse(grant, status, &mut copy(body, policy), policy).map(|outcome| {
            keep(outcome, |tokens| Self {
                access_token: tokens.access_token.into(),
                expires_in: tokens.expires_in,
                scope: tokens.scope.map(Into::into),
                refresh_token: tokens.refresh_token.map(Into::into),
                expires_at: sent_at.map(|sent_at| tokens.expires_at(sent_at)),
            })
        })
    }
}

impl Introspection {
    /// As [`IntrospectionResponse::parse`], on a copy that is wiped.
    ///
    /// # Errors
    /// As [`IntrospectionResponse::parse`]; `body` is never changed.
    pub fn parse(status: u16, body: &[u8], policy: &Policy) -> Result<Outcome<Self, OwnedRefusal>> {
        IntrospectionResponse::parse(status, &mut copy(body, policy), policy).map(|outcome| {
            keep(outcome, |token| Self {
                active: token.active,
                client_id: token.client_id.map(Into::into),
                username: token.username.map(Into::into),
                scope: token.scope.map(Into::into),
                sub: token.sub.map(Into::into),
                exp: token.exp,
                iat: token.iat,
            })
        })
    }
}

impl RevocationResponse {
    /// As [`RevocationResponse::parse`], on a copy that is wiped.
    ///
    /// # Errors
    /// As [`RevocationResponse::parse`]; `body` is never changed.
    pub fn owned(status: u16, body: &[u8], policy: &Policy) -> Result<Outcome<Self, OwnedRefusal>> {
        Self::parse(status, &mut copy(body, policy), policy).map(|outcome| keep(outcome, |revoked| revoked))
    }
}

impl OwnedRefusal {
    /// As [`Refusal::parse`], on a copy that is wiped.
    ///
    /// # Errors
    /// As [`Refusal::parse`]; `body` is never changed.
    pub fn parse(request: RequestKind, status: u16, body: &[u8], policy: &Policy) -> Result<Self> {
        Refusal::parse(request, status, &mut copy(body, policy), policy).map(Self::from)
    }
}

impl From<NextStep> for Advice {
    fn from(next_step: NextStep) -> Self {
        Self { next_step, advice: next_step.advice().into() }
    }
}

impl From<Refusal<'_>> for OwnedRefusal {
    fn from(refusal: Refusal<'_>) -> Self {
        let (explanation, next_step) = (refusal.explanation(), refusal.next_step());
        Self {
            request: refusal.request,
            status: refusal.status,
            error: refusal.error.into(),
            error_description: refusal.error_description.map(Into::into),
            meaning: explanation.meaning.into(),
            who_must_act: explanation.who_must_act,
            check: explanation.check.into(),
            documented: explanation.documented,
            next_step,
            advice: next_step.advice().into(),
        }
    }
}

impl fmt::Debug for Introspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Introspection")
            .field("active", &self.active)
            .field("client_id", &self.client_id)
            .field("scope", &self.scope)
            .field("exp", &self.exp)
            .field("iat", &self.iat)
            .finish_non_exhaustive()
    }
}

/// What was granted through `f`, a refusal as it is.
pub(super) fn keep<T, U>(
    outcome: Outcome<T, Refusal<'_>>,
    f: impl FnOnce(T) -> U,
) -> Outcome<U, OwnedRefusal> {
    match outcome {
        Outcome::Granted(granted) => Outcome::Granted(f(granted)),
        Outcome::Refused(refusal) => Outcome::Refused(refusal.into()),
    }
}

/// A copy to unescape in; no more of it than it takes to see that it is too large.
fn copy(body: &[u8], policy: &Policy) -> Zeroizing<Vec<u8>> {
    let most = policy.max_reply_bytes.saturating_add(1);
    Zeroizing::new(body.iter().take(most).copied().collect())
}
