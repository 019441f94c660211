//! Asking whether a token is alive.

use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{self, SecretString};

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::output;
use crate::reply::reply;
use crate::settings::{policy, status, taken};
use crate::{ClientSettings, GwsAuthError, HttpRequest, Octets, PolicyChanges, TokenTypeHint, Warning};

gws_auth_core::record_introspection!(output);

reply! {
    /// What the introspection endpoint answered.
    IntrospectionReply {
        /// What Inland Revenue says about the token.
        introspection: Introspection
    }
}

/// The question whether a token is alive. Next: send it, then `parse_introspection`.
///
/// # Arguments
/// - `client`: the client.
/// - `token`: the token.
/// - `hint`: what kind of token it is.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: of the client and of the token. Rule INTRO-1.
#[uniffi::export(default(hint = None, policy = None))]
pub fn introspect_request(
    client: ClientSettings,
    token: SecretString,
    hint: Option<TokenTypeHint>,
    policy: Option<PolicyChanges>,
) -> Result<HttpRequest, GwsAuthError> {
    guarded(|| {
        let (client, policy): (calls::ClientSettings, _) = (taken(client)?, self::policy(policy)?);
        let hint = hint.map(TokenTypeHint::into_core);
        Ok(calls::introspect_request(&client.client()?, token.expose(), hint, &policy)?.outward())
    })
}

/// Reads the reply to an introspection. Whatever the server answered is data.
///
/// # Arguments
/// - `status`: the HTTP status.
/// - `body`: the body as it came.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: `status_invalid`. Rule INTRO-2.
#[uniffi::export(default(policy = None))]
pub fn parse_introspection(
    status: i32,
    body: Octets,
    policy: Option<PolicyChanges>,
) -> Result<IntrospectionReply, GwsAuthError> {
    guarded(|| Ok(calls::parse_introspection(self::status(status), &body, &self::policy(policy)?)?.into()))
}
