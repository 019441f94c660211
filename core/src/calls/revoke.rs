//! Ending a token.

use super::record::output;
use super::reply::{Reply, Warning, copy, own_warnings};
use super::request::HttpRequest;
use crate::error::Result;
use crate::policy::Policy;
use crate::request::{Client, RevokeRequest, TokenTypeHint};
use crate::response::{self, check_status};
use alloc::vec::Vec;

/// The fields of [`Revocation`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_revocation {
    ($make:ident) => {
        $make! {
            /// The token is revoked.
            Revocation {
                /// What is odd about the reply.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_revocation!(output);

/// The request that ends `token`. `hint` says what kind it is; a wrong hint does no harm.
///
/// # Errors
/// What [`RevokeRequest::new`] says. Rule REVOKE-1. Next: [`parse_revocation`].
pub fn revoke_request(
    client: &Client<'_>,
    token: &str,
    hint: Option<TokenTypeHint>,
    policy: &Policy,
) -> Result<HttpRequest> {
    RevokeRequest::new(client, token, hint)?.owned(policy)
}

/// Reads the reply to a revocation: any 2xx is success, whatever the body. Whatever the server answered is data.
///
/// # Errors
/// The caller's: `status_invalid`. Rule REVOKE-1.
pub fn parse_revocation(status: u16, body: &[u8], policy: &Policy) -> Result<Reply<Revocation>> {
    check_status(status)?;
    let mut body = copy(body, policy);
    let reply = response::Revocation::parse(status, &mut body, policy);
    Ok(Reply::own(reply, policy, |response::Revocation { warnings }| Revocation {
        warnings: own_warnings(warnings),
    }))
}
