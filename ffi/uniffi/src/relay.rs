//! The vendor's back end between an application without a secret and Inland Revenue (NATIVE-3).

use gws_auth_core::calls;

use crate::boundary::Outward as _;
use crate::guard::guarded;
use crate::record::input;
use crate::settings::{policy, taken};
use crate::{ClientSettings, GwsAuthError, HttpRequest, Octets, PolicyChanges};

gws_auth_core::record_relay_rules!(input);

/// Checks a form that an application sent to the relay, and makes the request for Inland Revenue out of it. The relay still
/// has to know its callers: this does not. Pass Inland Revenue's status and body back as they are.
///
/// # Arguments
/// - `endpoint`: the last part of the path that the form was sent to: `token`, `introspect` or `revoke`.
/// - `body`: the form as it came.
/// - `rules`: what the relay lets through.
/// - `client`: the client, with its secret.
/// - `policy`: settings that differ from the usual ones.
///
/// # Errors
/// `relay_form`, `relay_repeated`, `relay_parameter`, `relay_missing`: answer 400. `relay_grant`, `relay_redirect_uri`,
/// `relay_client_id`: answer 403. `relay_endpoint`, also for one that is not turned on: answer 404. `relay_client`: the
/// relay's own mistake, as its client has no secret. Rule NATIVE-3.
#[uniffi::export(default(policy = None))]
pub fn relay_request(
    endpoint: &str,
    body: Octets,
    rules: RelayRules,
    client: ClientSettings,
    policy: Option<PolicyChanges>,
) -> Result<HttpRequest, GwsAuthError> {
    guarded(|| {
        let (client, policy): (calls::ClientSettings, _) = (taken(client)?, self::policy(policy)?);
        Ok(calls::relay_request(endpoint, &body, &taken(rules)?, &client.client()?, &policy)?.outward())
    })
}
