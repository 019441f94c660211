//! Ending a token.

use gws_auth_core::calls::{self, SecretString};

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::output;
use crate::reply::reply;
use crate::settings::{policy, status, taken};
use crate::{ClientSettings, GwsAuthError, HttpRequest, Octets, PolicyChanges, TokenTypeHint, Warning};

gws_auth_core::record_revocation!(output);

reply! {
    /// What the revocation endpoint answered.
    RevocationReply {
        /// The token is revoked.
        revocation: Revocation
    }
}

/// The request that ends a token. Next: send it, then `parse_revocation`.
///
/// # Arguments
/// - `client`: the client.
/// - `token`: the token.
/// - `hint`: what kind of token it is.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: of the client and of the token. Rule REVOKE-1.
#[uniffi::export(default(hint = None, policy = None))]
pub fn revoke_request(
    client: ClientSettings,
    token: SecretString,
    hint: Option<TokenTypeHint>,
    policy: Option<PolicyChanges>,
) -> Result<HttpRequest, GwsAuthError> {
    guarded(|| {
        let (client, policy): (calls::ClientSettings, _) = (taken(client)?, self::policy(policy)?);
        let hint = hint.map(TokenTypeHint::into_core);
        Ok(calls::revoke_request(&client.client()?, token.expose(), hint, &policy)?.outward())
    })
}

/// Reads the reply to a revocation: any 2xx is success, whatever the body. Whatever the server answered is data.
///
/// # Arguments
/// - `status`: the HTTP status.
/// - `body`: the body as it came.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// The caller's: `status_invalid`. Rule REVOKE-1.
#[uniffi::export(default(policy = None))]
pub fn parse_revocation(
    status: i32,
    body: Octets,
    policy: Option<PolicyChanges>,
) -> Result<RevocationReply, GwsAuthError> {
    guarded(|| Ok(calls::parse_revocation(self::status(status), &body, &self::policy(policy)?)?.into()))
}
