//! The operations of the vectors, through the borrowed API.

mod checks;
mod inspect;
mod jws;
mod login;
mod m2m;
mod place;
mod reply;
mod request;
mod xiams;

use crate::case::Case;
use crate::run::Buffers;
use gws_auth_core::Result;

/// Runs the operation `op`; `None` if there is none of that name.
pub(crate) fn run(op: &str, case: &mut Case<'_>, buffers: &mut Buffers<'_>) -> Option<Result<()>> {
    Some(match op {
        "environment_urls" => place::environment(case),
        "redirect_uri" => place::redirect_uri(case),
        "registered_redirect_uri" => place::registered_redirect_uri(case),
        "loopback_redirect_uris" => place::loopback_redirect_uris(case, buffers.out),
        "authorize" => login::authorize(case, buffers.out),
        "pending" => login::pending(case),
        "landing" => login::landing(case, buffers.code),
        "exchange_request" => request::exchange(case, buffers.code, buffers.out),
        "refresh_request" => request::refresh(case, buffers.out),
        "introspect_request" => request::introspect(case, buffers.out),
        "revoke_request" => request::revoke(case, buffers.out),
        "relay_request" => request::relay(case, buffers.out),
        "transport" => request::transport(case, buffers.out),
        "parse_token" => reply::token(case, buffers.body),
        "parse_introspection" => reply::introspection(case, buffers.body),
        "parse_revocation" => reply::revocation(case, buffers.body),
        "parse_refusal" => reply::refusal(case, buffers.body),
        "explain" => reply::explain(case),
        "no_reply" => reply::no_reply(case),
        "inspect_access_token" => inspect::access_token(case, buffers.out),
        "ird_number" => checks::ird_number(case),
        "jws_split" => jws::split(case, buffers.body),
        "jws_read" => jws::read(case, buffers),
        "jws_verify" => jws::verify(case, buffers),
        "jws_key" => jws::key(case),
        "m2m_unsigned" => m2m::unsigned(case, buffers.out),
        "m2m_attach" => m2m::attach(case, buffers),
        "m2m_sign" => m2m::sign(case, buffers),
        "m2m_verify" => m2m::verify(case, buffers),
        "m2m_claims" => m2m::claims(case, buffers),
        "xiams_authorize_url" => xiams::authorize_url(case, buffers.out),
        "xiams_exchange_request" => xiams::exchange(case, buffers.out),
        "xiams_refresh_request" => xiams::refresh(case, buffers.out),
        "xiams_validate_request" => xiams::validate(case, buffers.out),
        "xiams_revoke_request" => xiams::revoke(case, buffers.out),
        "xiams_parse_token" => xiams::parse_token(case, buffers.body),
        "xiams_parse_validation" => xiams::parse_validation(case, buffers.body),
        "xiams_parse_revocation" => xiams::parse_revocation(case, buffers.body),
        "xiams_explain" => xiams::explain(case),
        _ => return None,
    })
}
