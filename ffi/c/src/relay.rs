//! The vendor's back end between an application without a secret and IR (NATIVE-3).

use core::ffi::c_char;

use gws_auth_core::calls::{RelayRules, relay_request};

use crate::client::gws_client;
use crate::guard::guard;
use crate::memory::gws_output;
use crate::pointer::{MISSING, Place, bytes, required, text, texts};
use crate::policy::gws_policy;
use crate::record::record;
use crate::request::gws_http_request;
use crate::status::gws_status;
use crate::wrong::{Named as _, Result};

/// What a relay lets through: code exchanges with PKCE for registered redirect URIs, and what is turned on besides.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_relay_rules {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// 1: refreshes as well. IR gives native clients no refresh tokens (REFRESH-1).
    pub refresh: i32,
    /// 1: code exchanges without a code_verifier: then whoever steals a code can use the relay with it.
    pub without_pkce: i32,
    /// How many redirect URIs there are.
    pub redirect_uri_count: u32,
    /// The redirect URIs as they are registered with IR.
    pub redirect_uris: *const *const c_char,
    /// 1: introspection: whoever reaches the relay can then ask about any token that he found.
    pub introspection: i32,
    /// 1: revocation: whoever reaches the relay can then end any token that he found.
    pub revocation: i32,
}

record!(gws_relay_rules, before introspection);

impl gws_relay_rules {
    /// # Safety
    /// As [`required`], for the structure and for each text in it.
    unsafe fn read(rules: *const Self) -> Result<RelayRules> {
        // SAFETY: the same promise.
        unsafe {
            let Self {
                size: _,
                refresh,
                without_pkce,
                redirect_uri_count,
                redirect_uris,
                introspection,
                revocation,
            } = required(rules).named(c"rules")?;
            Ok(RelayRules {
                redirect_uris: texts(redirect_uris, redirect_uri_count)
                    .and_then(|uris| uris.ok_or(MISSING))
                    .named(c"redirect_uris")?,
                refresh: Some(refresh != 0),
                without_pkce: Some(without_pkce != 0),
                introspection: Some(introspection != 0),
                revocation: Some(revocation != 0),
            })
        }
    }
}

/// Checks a form that an application sent to the relay, and makes the request for IR out of it. The relay still has to know
/// its callers: this does not. Pass IR's status and body back as they are.
///
/// `endpoint`: the last part of the path that it was sent to: `token`, `introspect` or `revoke`. `body`: the form, as received.
/// `client`: the one with the secret. `policy`: NULL for the defaults.
///
/// Errors: `GWS_STATUS_RELAY_FORM`, `RELAY_REPEATED`, `RELAY_PARAMETER`, `RELAY_MISSING`: answer 400. `RELAY_GRANT`,
/// `RELAY_REDIRECT_URI`, `RELAY_CLIENT_ID`: answer 403. `RELAY_ENDPOINT`, also for one that is not turned on: answer 404.
/// `RELAY_CLIENT`: the relay's own mistake, as its client has no secret. Rule NATIVE-3.
///
/// # Safety
/// Pointers are NULL or as described.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_relay_request(
    endpoint: *const c_char,
    body: *const u8,
    body_length: usize,
    rules: *const gws_relay_rules,
    client: *const gws_client,
    policy: *const gws_policy,
    out: *mut gws_output,
    request: *mut gws_http_request,
) -> gws_status {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe {
        guard(out, |memory| {
            let request = Place::new(request).named(c"request")?;
            let (client, policy) = (gws_client::read(client)?, gws_policy::read(policy)?);
            let (endpoint, body) =
                (text(endpoint).named(c"endpoint")?, bytes(body, body_length).named(c"body")?);
            let made =
                relay_request(endpoint, body, &gws_relay_rules::read(rules)?, &client.client()?, &policy)?;
            request.put(&memory.write(|pack| gws_http_request::lay_out(&made, pack))?);
            Ok(())
        })
    }
}
