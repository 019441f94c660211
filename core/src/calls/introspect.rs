//! Asking whether a token is alive.

use super::record::output;
use super::reply::{Reply, Warning, copy, own_warnings};
use super::request::HttpRequest;
use crate::error::Result;
use crate::policy::Policy;
use crate::request::{Client, IntrospectRequest, TokenTypeHint};
use crate::response::{self, check_status};
use crate::time::UnixSeconds;
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of [`Introspection`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_introspection {
    ($make:ident) => {
        $make! {
            /// What IR says about a token. An inactive one comes without the other fields.
            Introspection {
                /// Whether the token works.
                plain active: bool,
                /// The client it was given to.
                plain client_id: Option<String>,
                /// The customer's myIR user id.
                personal username: Option<String>,
                /// The scope.
                plain scope: Option<String>,
                /// The customer, as a UUID.
                personal sub: Option<String>,
                /// When it ends, in seconds since 1970.
                plain exp: Option<UnixSeconds>,
                /// When it was issued, in seconds since 1970.
                plain iat: Option<UnixSeconds>,
                /// What is odd about the reply.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_introspection!(output);

/// The question whether `token` is alive. `hint` says what kind it is; a wrong hint does no harm.
///
/// # Errors
/// What [`IntrospectRequest::new`] says. Rule INTRO-1. Next: [`parse_introspection`].
pub fn introspect_request(
    client: &Client<'_>,
    token: &str,
    hint: Option<TokenTypeHint>,
    policy: &Policy,
) -> Result<HttpRequest> {
    IntrospectRequest::new(client, token, hint)?.owned(policy)
}

/// Reads the reply to an introspection. Whatever the server answered is data.
///
/// # Errors
/// The caller's: `status_invalid`. Rule INTRO-2.
pub fn parse_introspection(status: u16, body: &[u8], policy: &Policy) -> Result<Reply<Introspection>> {
    check_status(status)?;
    let mut body = copy(body, policy);
    let reply = response::Introspection::parse(status, &mut body, policy);
    Ok(Reply::own(reply, policy, |token| {
        let response::Introspection { active, client_id, username, scope, sub, exp, iat, warnings } = token;
        let own = |text: Option<&str>| text.map(String::from);
        Introspection {
            active,
            client_id: own(client_id),
            username: own(username),
            scope: own(scope),
            sub: own(sub),
            exp,
            iat,
            warnings: own_warnings(warnings),
        }
    }))
}
