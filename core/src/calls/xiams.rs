//! The retired service (feature `xiams`): [`xiams`](crate::xiams) in memory of its own.

use super::record::output;
use super::reply::{Refusal, Reply, Unreadable, Warning, copy, own_warnings};
use super::request::{HttpRequest, written};
use super::tokens::{TokenSet, parse_token};
use crate::environment::Environment;
use crate::error::Result;
use crate::policy::Policy;
use crate::redirect_uri::RedirectUri;
use crate::request::{Client, State};
use crate::request_kind::RequestKind;
use crate::response::{self, check_status};
use crate::time::UnixSeconds;
use crate::warning::Warnings;
use crate::xiams::{self, Attributes, AuthorizeUrl, Request};
use alloc::string::String;
use alloc::vec::Vec;

/// The fields of [`XiamsValidation`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_xiams_validation {
    ($make:ident) => {
        $make! {
            /// What the retired service said of a token.
            XiamsValidation {
                /// Whether the token worked.
                plain successful: bool,
                /// The customer's myIR user id (build pack v2.2).
                personal prn: Option<String>,
                /// The same in build pack v2.8.
                personal start_logon: Option<String>,
                /// When the token ends, in seconds since 1970.
                plain exp: Option<UnixSeconds>,
                /// What is odd about the reply.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_xiams_validation!(output);

/// The fields of [`XiamsRevocation`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_xiams_revocation {
    ($make:ident) => {
        $make! {
            /// What came of a revocation at the retired service.
            XiamsRevocation {
                /// Whether the token was ended.
                plain successful: bool,
                /// What is odd about the reply.
                plain warnings: Vec<Warning>,
            }
        }
    };
}
record_xiams_revocation!(output);

/// The URL that the browser opened. `environment`: one of [`HOSTS`](xiams::HOSTS), or a URL of your own.
///
/// # Errors
/// Of the environment, the client id, the redirect_uri and the state. Rules XIAMS-1 and XIAMS-2.
pub fn xiams_authorize_url(
    environment: &str,
    client_id: &str,
    redirect_uri: &str,
    state: &str,
    logout: Option<bool>,
) -> Result<String> {
    let (environment, redirect_uri) =
        (Environment::parse(environment)?, RedirectUri::parse_plain_http(redirect_uri)?);
    let mut url = AuthorizeUrl::new(environment, client_id, redirect_uri, State::new(state)?)?;
    if let Some(logout) = logout {
        url = url.with_logout(logout);
    }
    written(&|out| url.encode(out).map(String::from))
}

/// The exchange of a code. Next: [`xiams_parse_token`].
///
/// # Errors
/// Of the redirect_uri; what [`Request::code`] says. Rule XIAMS-1.
pub fn xiams_exchange_request(
    client: &Client<'_>,
    code: &str,
    redirect_uri: &str,
    policy: &Policy,
) -> Result<HttpRequest> {
    Request::code(client, code, RedirectUri::parse_plain_http(redirect_uri)?)?.owned(policy)
}

/// The exchange of a refresh token. Next: [`xiams_parse_token`].
///
/// # Errors
/// What [`Request::refresh`] says. Rule XIAMS-2.
pub fn xiams_refresh_request(
    client: &Client<'_>,
    refresh_token: &str,
    policy: &Policy,
) -> Result<HttpRequest> {
    Request::refresh(client, refresh_token)?.owned(policy)
}

/// The question whether an access token works. Next: [`xiams_parse_validation`].
///
/// # Errors
/// What [`Request::validate`] says. Rule XIAMS-3.
pub fn xiams_validate_request(
    client: &Client<'_>,
    token: &str,
    attributes: Attributes,
    policy: &Policy,
) -> Result<HttpRequest> {
    Request::validate(client, token, attributes)?.owned(policy)
}

/// The end of a token. Next: [`xiams_parse_revocation`].
///
/// # Errors
/// What [`Request::revoke`] says. Rule XIAMS-4.
pub fn xiams_revoke_request(client: &Client<'_>, token: &str, policy: &Policy) -> Result<HttpRequest> {
    Request::revoke(client, token)?.owned(policy)
}

/// Reads the reply to an exchange or a refresh: as [`parse_token`], but a refusal has the retired service's meaning.
///
/// # Errors
/// What [`parse_token`] says. Rules XIAMS-2 and XIAMS-5.
pub fn xiams_parse_token(
    kind: RequestKind,
    status: u16,
    body: &[u8],
    sent_at: Option<UnixSeconds>,
    policy: &Policy,
) -> Result<Reply<TokenSet>> {
    Ok(match parse_token(kind, status, body, sent_at, policy)? {
        Reply::Refused(refusal) => {
            let Refusal {
                request,
                status,
                error,
                error_description,
                warnings,
                // Explained again, by this service's words.
                meaning: _,
                who_must_act: _,
                check: _,
                documented: _,
                next_step: _,
                attempts: _,
                afterwards: _,
                wait_seconds: _,
                advice: _,
            } = refusal;
            let again = xiams_explain(request, status, &error, error_description.as_deref(), policy)?;
            Reply::Refused(Refusal { warnings, ..again })
        }
        other => other,
    })
}

/// Reads the reply to a validation. Whatever the server answered is data.
///
/// # Errors
/// The caller's: `status_invalid`. Rules XIAMS-3 and XIAMS-5.
pub fn xiams_parse_validation(status: u16, body: &[u8], policy: &Policy) -> Result<Reply<XiamsValidation>> {
    check_status(status)?;
    let mut body = copy(body, policy);
    let reply = xiams::Validation::parse(status, &mut body, policy);
    Ok(own(reply, policy, |token| {
        let xiams::Validation { successful, prn, start_logon, exp, warnings } = token;
        XiamsValidation {
            successful,
            prn: prn.map(Into::into),
            start_logon: start_logon.map(Into::into),
            exp,
            warnings: own_warnings(warnings),
        }
    }))
}

/// Reads the reply to a revocation. Whatever the server answered is data.
///
/// # Errors
/// The caller's: `status_invalid`. Rules XIAMS-4 and XIAMS-5.
pub fn xiams_parse_revocation(status: u16, body: &[u8], policy: &Policy) -> Result<Reply<XiamsRevocation>> {
    check_status(status)?;
    let mut body = copy(body, policy);
    let reply = xiams::Revocation::parse(status, &mut body, policy);
    Ok(own(reply, policy, |xiams::Revocation { successful, warnings }| XiamsRevocation {
        successful,
        warnings: own_warnings(warnings),
    }))
}

/// Explains a refusal of the retired service, as its readers do.
///
/// # Errors
/// The caller's: `status_invalid`. Rule XIAMS-5.
pub fn xiams_explain(
    request: RequestKind,
    status: u16,
    error: &str,
    error_description: Option<&str>,
    policy: &Policy,
) -> Result<Refusal> {
    check_status(status)?;
    let warnings = Warnings::NONE;
    Ok(explained(&response::Refusal { request, status, error, error_description, warnings }, policy))
}

fn explained(refusal: &response::Refusal<'_>, policy: &Policy) -> Refusal {
    let explanation = xiams::explain(refusal.error, refusal.error_description);
    Refusal::explained(refusal, explanation, policy)
}

fn own<'b, B, T>(reply: response::Reply<'b, B>, policy: &Policy, own: impl FnOnce(B) -> T) -> Reply<T> {
    match reply {
        response::Reply::Granted(granted) => Reply::Granted(own(granted)),
        response::Reply::Refused(refusal) => Reply::Refused(explained(&refusal, policy)),
        response::Reply::Unreadable(unreadable) => Reply::Unreadable(Unreadable::own(&unreadable, policy)),
    }
}
