//! The C library over `gws_auth_core::owned`. C programmers read `bindings/c/README.md` and the header, which cbindgen
//! makes from this crate.
//!
//! ```text
//! entry (a file each) --> guard --> pointer (arguments) --> core::owned --> pack (spans) --> pointer (results)
//!                           |
//!                           v
//!                        status
//! ```
//!
//! - [`pointer`] is the only file that follows a pointer, [`guard`] the only one that catches a panic, [`status`] the only
//!   one that knows numbers.
//! - An entry returns a status and nothing else. The caller owns all memory; there is nothing to free.
//! - `NULL` is absent: for a text, a structure or a number that is optional. For anything else it is
//!   `GWS_STATUS_ARGUMENT_MISSING`.

// C's names, in C's spelling.
#![allow(non_camel_case_types)]

mod authorize;
mod certificate;
mod client;
mod exchange;
mod guard;
mod m2m_attach;
mod m2m_unsigned;
mod m2m_verify_begin;
mod m2m_verify_finish;
mod next_step_after;
mod pack;
mod parse_token;
mod pointer;
mod policy;
mod refresh;
mod refusal;
mod request;
mod static_text;
mod status;
mod version;
mod words;

pub use authorize::{gws_authorize, gws_login, gws_login_options};
pub use certificate::gws_certificate;
pub use client::gws_client;
pub use exchange::{gws_exchange, gws_exchange_request};
pub use m2m_attach::{gws_m2m_attach, gws_signed_token};
pub use m2m_unsigned::{gws_claims_to_sign, gws_m2m_unsigned, gws_unsigned_token};
pub use m2m_verify_begin::{gws_m2m_verify_begin, gws_unverified_token};
pub use m2m_verify_finish::{
    gws_expected_certificate, gws_expected_claims, gws_m2m_verify_finish, gws_token_claims,
};
pub use next_step_after::{gws_advice, gws_next_step_after};
pub use pack::{GWS_ABSENT, gws_span};
pub use parse_token::{GWS_NO_TIME, gws_parse_token, gws_token_reply, gws_tokens};
pub use policy::{gws_policy, gws_policy_init};
pub use refresh::gws_refresh_request;
pub use refusal::gws_refusal;
pub use request::{GWS_MAX_HEADERS, gws_header, gws_request, gws_transport};
pub use status::{
    gws_status, gws_status_blame, gws_status_code, gws_status_message, gws_status_position, gws_status_remedy,
};
pub use version::gws_version;
pub use words::{
    gws_next_step, gws_next_step_code, gws_no_start_logon, gws_outcome, gws_position, gws_request_kind,
    gws_request_kind_code, gws_signature_form, gws_who_must_act, gws_who_must_act_code,
};
