//! The C library over `gws_auth_core::calls`. C programmers read `bindings/c/README.md` and the header, which cbindgen
//! makes from this crate.
//!
//! ```text
//! entry (a file each) --> guard --> pointer (arguments) --> core::calls --> pack (spans) --> pointer (results)
//!                           |                                                  |
//!                           v                                                  v
//!                        status                                              memory
//! ```
//!
//! - [`pointer`] is the only file that follows a pointer, [`guard`] the only one that catches a panic, [`status`] the only
//!   one that knows numbers, [`record`] the one that knows about structures of other versions.
//! - An entry returns a status and nothing else. The caller owns all memory; there is nothing to free but a session.
//! - Zero is absent, everywhere and both ways: a null pointer, a number that is 0, a span at the offset 0.
//! - A record of core's is destructured in full where it is converted: a new field does not compile until C has it.

// C's names, in C's spelling.
#![allow(non_camel_case_types)]

mod guard;
mod memory;
mod pack;
mod pointer;
mod record;
mod static_text;
mod status;
mod time;
mod warning;
mod words;
mod wrong;

// In the order of the flow, which is the header's.
mod client;
mod policy;
mod reply;
mod request;

// In the order of the flow, which is the header's: blank lines keep rustfmt from sorting them.
mod environment;

mod authorize;
mod exchange;

mod tokens;

mod introspect;
mod revoke;

mod session_calls;

mod session;

mod relay;

mod explain;
mod inspect;

mod certificate;
mod m2m_unsigned;

mod m2m_attach;
mod m2m_verify_begin;
mod m2m_verify_finish;

mod keys;

mod checks;

mod findings;

mod check_client;
mod check_files;

mod services;

mod wipe;

mod version;

pub use authorize::{gws_authorize, gws_login, gws_login_arguments};
pub use certificate::gws_certificate_reference;
pub use check_client::{gws_check_client, gws_check_redirect_uris, gws_check_ssh};
pub use check_files::{gws_check_mtls, gws_check_signing, gws_mtls_files, gws_signing_files};
pub use checks::{gws_ird_digits, gws_ird_number};
pub use client::gws_client;
pub use environment::{gws_environment, gws_environment_urls};
pub use exchange::gws_exchange_request;
pub use explain::gws_explain;
pub use findings::{gws_finding, gws_findings};
pub use inspect::{gws_access_token_facts, gws_inspect_access_token};
pub use introspect::{gws_introspect_request, gws_introspection, gws_parse_introspection};
pub use keys::{gws_certificate, gws_certificate_facts, gws_m2m_sign, gws_m2m_verify};
pub use m2m_attach::{gws_m2m_attach, gws_signed_token};
pub use m2m_unsigned::{gws_claims_to_sign, gws_m2m_unsigned, gws_unsigned_token};
pub use m2m_verify_begin::{gws_m2m_verify_begin, gws_unverified_token};
pub use m2m_verify_finish::{GWS_NO_LEEWAY, gws_expected_claims, gws_m2m_verify_finish, gws_token_claims};
pub use memory::{gws_output, gws_output_sentence};
pub use pack::gws_span;
pub use policy::gws_policy;
pub use relay::{gws_relay_request, gws_relay_rules};
pub use reply::gws_reply;
pub use request::{GWS_MAX_HEADERS, gws_header, gws_http_request};
pub use revoke::{gws_parse_revocation, gws_revoke_request};
pub use services::{gws_service, gws_service_access, gws_service_answer, gws_service_list, gws_services};
pub use session::{
    gws_session, gws_session_begin, gws_session_end, gws_session_next, gws_session_report, gws_session_rules,
    gws_session_task,
};
pub use session_calls::{
    gws_session_facts, gws_session_login, gws_session_logout, gws_session_record, gws_session_reject,
    gws_session_swap,
};
pub use status::{
    gws_status, gws_status_blame, gws_status_code, gws_status_message, gws_status_position,
    gws_status_remedy, gws_status_sentence,
};
pub use time::GWS_NONE;
pub use tokens::{gws_needs_renewal, gws_no_reply, gws_parse_token, gws_refresh_request, gws_token_set};
pub use version::gws_version;
pub use warning::{gws_warning_code, gws_warning_text};
pub use wipe::gws_wipe;
pub use words::{
    gws_next_step, gws_next_step_code, gws_no_start_logon, gws_outcome, gws_position, gws_request_kind,
    gws_request_kind_code, gws_session_event, gws_session_step, gws_signature_form, gws_token_hint,
    gws_verdict, gws_verdict_code, gws_who_must_act, gws_who_must_act_code,
};
