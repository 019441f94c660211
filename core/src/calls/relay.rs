//! The vendor's back end between an application without a secret and IR (NATIVE-3).

use super::record::input;
use super::request::HttpRequest;
use crate::environment::Endpoint;
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::redirect_uri::RegisteredRedirectUris;
use crate::request::{Client, relay_check};
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of [`RelayRules`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_relay_rules {
    ($make:ident) => {
        $make! {
            /// What a relay lets through: code exchanges with PKCE for registered redirect URIs, and what is turned on besides.
            #[derive(Default)]
            RelayRules {
                /// The redirect URIs as they are registered with IR.
                plain required redirect_uris: Vec<String>,
                /// True admits refreshes as well. IR gives native clients no refresh tokens (REFRESH-1).
                plain optional refresh: Option<bool>,
                /// True admits code exchanges without a code_verifier: then whoever steals a code can use the relay with it.
                plain optional without_pkce: Option<bool>,
                /// True admits introspection: whoever reaches the relay can then ask about any token that he found.
                plain optional introspection: Option<bool>,
                /// True admits revocation: whoever reaches the relay can then end any token that he found.
                plain optional revocation: Option<bool>,
            }
        }
    };
}
record_relay_rules!(input);

/// Checks a form that an application sent to the relay, and makes the request for IR out of it. `endpoint` is the last
/// part of the path that it was sent to: `token`, `introspect` or `revoke`.
///
/// The relay still has to know its callers: this does not. Pass IR's status and body back as they are.
///
/// # Errors
/// `relay_form`, `relay_repeated`, `relay_parameter`, `relay_missing`: answer 400. `relay_grant`,
/// `relay_redirect_uri`, `relay_client_id`: answer 403. `relay_endpoint`, also for one that is not turned on: answer 404.
/// `relay_client`: the relay's own mistake, as its client has no secret. Rule NATIVE-3.
pub fn relay_request(
    endpoint: &str,
    body: &[u8],
    rules: &RelayRules,
    client: &Client<'_>,
    policy: &Policy,
) -> Result<HttpRequest> {
    let endpoint = Endpoint::RELAYED.into_iter().find(|known| known.name() == endpoint);
    let endpoint = endpoint.ok_or(Error::of(ErrorKind::RelayEndpoint))?;
    let uris: Vec<&str> = rules.redirect_uris.iter().map(String::as_str).collect();
    let mut checked = crate::request::RelayRules::new(RegisteredRedirectUris::new(&uris));
    if rules.refresh == Some(true) {
        checked = checked.with_refresh();
    }
    if rules.without_pkce == Some(true) {
        checked = checked.without_pkce();
    }
    if rules.introspection == Some(true) {
        checked = checked.with_introspection();
    }
    if rules.revocation == Some(true) {
        checked = checked.with_revocation();
    }
    relay_check(endpoint, body, &checked)?.owned(client, policy)
}
