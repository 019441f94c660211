//! Tokens: reading the reply that brings them, renewing them, and what follows when no reply comes.

use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{self, SecretString};

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::output;
use crate::reply::reply;
use crate::settings::{policy, status, taken};
use crate::{Advice, ClientSettings, GwsAuthError, HttpRequest, Octets, PolicyChanges, RequestKind, Warning};

gws_auth_core::record_token_set!(output);
gws_auth_core::record_access_token_facts!(output);

impl TokenSet {
    /// The same set as core has it, for `session_login`, which does not look at the rest.
    pub(crate) fn into_core(self) -> calls::TokenSet {
        let Self {
            access_token,
            authorization,
            refresh_token,
            expires_in,
            scope,
            sent_at,
            expires_at,
            refresh_at,
            warnings: _,
        } = self;
        let expires_in = expires_in.and_then(|seconds| u32::try_from(seconds).ok());
        calls::TokenSet {
            access_token,
            authorization,
            refresh_token,
            expires_in,
            scope,
            sent_at,
            expires_at,
            refresh_at,
            warnings: Vec::new(),
        }
    }
}

#[uniffi::export]
impl TokenSet {
    /// Whether the access token is to be renewed: from `refresh_at` on, and also when the clock stands before the time of
    /// sending, or that time is not known.
    ///
    /// # Arguments
    /// - `now`: seconds since 1970.
    #[must_use]
    pub fn needs_renewal(&self, now: i64) -> bool {
        calls::needs_renewal(self.sent_at, self.refresh_at, now)
    }
}

reply! {
    /// What the token endpoint answered.
    TokenReply {
        /// The tokens: store them before anything else.
        tokens: TokenSet
    }
}

/// Reads the reply to a code exchange or a refresh. Whatever the server answered is data: granted, refused or unreadable.
/// Next: store the tokens before they are used; otherwise do what `next_step` says.
///
/// # Arguments
/// - `kind`: that of the request: a code exchange or a refresh.
/// - `status`: the HTTP status.
/// - `body`: the body as it came.
/// - `sent_at`: when the request was sent, in seconds since 1970; with it the tokens say when they end and when to renew
///   them.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: `request_kind_invalid` for another kind of request, `status_invalid`, `time_invalid`. Rules TOKEN-4,
/// TOKEN-8, ERR-1 to ERR-4.
#[uniffi::export(default(sent_at = None, policy = None))]
pub fn parse_token(
    kind: RequestKind,
    status: i32,
    body: Octets,
    sent_at: Option<i64>,
    policy: Option<PolicyChanges>,
) -> Result<TokenReply, GwsAuthError> {
    guarded(|| {
        let policy = self::policy(policy)?;
        Ok(calls::parse_token(kind.into_core(), self::status(status), &body, sent_at, &policy)?.into())
    })
}

/// The request for the next set of tokens. Store that it was sent before sending it: the refresh token works once
/// (REFRESH-1, REFRESH-3). Next: send it once, then `parse_token` with its `kind`; if no reply comes, `no_reply`.
///
/// # Arguments
/// - `client`: the client.
/// - `refresh_token`: the newest refresh token.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: of the client and of the refresh token.
#[uniffi::export(default(policy = None))]
pub fn refresh_request(
    client: ClientSettings,
    refresh_token: SecretString,
    policy: Option<PolicyChanges>,
) -> Result<HttpRequest, GwsAuthError> {
    guarded(|| {
        let (client, policy): (calls::ClientSettings, _) = (taken(client)?, self::policy(policy)?);
        Ok(calls::refresh_request(&client.client()?, refresh_token.expose(), &policy)?.outward())
    })
}

/// What follows a request that got no reply. A reply that came says it itself. Rules ERR-2 and REFRESH-3.
///
/// # Arguments
/// - `kind`: that of the request.
/// - `sent`: false only where the request certainly did not leave this machine: no address found, connection refused, TLS
///   failed. Time-outs and lost connections are true, and so is every doubt.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: of the policy.
#[uniffi::export(default(policy = None))]
pub fn no_reply(
    kind: RequestKind,
    sent: bool,
    policy: Option<PolicyChanges>,
) -> Result<Advice, GwsAuthError> {
    guarded(|| Ok(calls::no_reply(kind.into_core(), sent, &self::policy(policy)?).outward()))
}

/// What an access token says of itself. Nobody checked its signature: for people who look for a fault, never for decisions
/// (TOKEN-6).
///
/// # Arguments
/// - `token`: the access token.
///
/// # Errors
/// `token_opaque` for a token that is no JWT and as good as any (TOKEN-8); of the token's form.
#[uniffi::export]
pub fn inspect_access_token(token: SecretString) -> Result<AccessTokenFacts, GwsAuthError> {
    guarded(|| Ok(calls::inspect_access_token(token.expose())?.outward()))
}
