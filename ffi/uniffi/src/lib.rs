//! `gws-auth-core` for Swift, Kotlin and Python, through uniffi: each function converts, calls and converts.
//!
//! The records come out of the lists of fields of [`gws_auth_core::calls`]; only `GwsAuthError`, the choices and the
//! functions' lists of arguments are written here, a file for each topic of core's. Time and randomness are arguments.
//!
//! `cargo xtask generate` writes what is committed in `bindings/`, and the suite `uniffi` compares it. Kotlin's public
//! side and all of Python's are written by `bindgen`, from the same metadata as uniffi's own.

// What uniffi's macros write is unsafe, and takes what crosses the boundary by value.
#![allow(unsafe_code, clippy::needless_pass_by_value)]
// The lists of fields are documented beside core's items, which their links mean.
#![allow(rustdoc::broken_intra_doc_links)]

mod boundary;
mod certificate;
mod checks;
mod error;
mod explain;
mod guard;
mod introspect;
mod login;
mod m2m;
mod record;
mod relay;
mod reply;
mod request;
mod revoke;
mod services;
mod session;
mod settings;
mod tokens;

pub use boundary::Boundary;
pub use certificate::{CertificateFacts, certificate_facts};
pub use checks::{
    Finding, IrdNumber, Verdict, check_client, check_mtls, check_redirect_uris, check_signing, check_ssh,
    ird_number,
};
pub use error::GwsAuthError;
pub use explain::explain;
pub use introspect::{Introspection, IntrospectionReply, introspect_request, parse_introspection};
pub use login::{EnvironmentUrls, ExchangeOutcome, Login, authorize, environment_urls, exchange_request};
pub use m2m::{
    CertificateReference, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon, SignatureForm,
    SignedToken, TokenClaims, UnsignedToken, UnverifiedToken, m2m_attach, m2m_sign, m2m_unsigned, m2m_verify,
    m2m_verify_begin, m2m_verify_finish,
};
pub use relay::{RelayRules, relay_request};
pub use reply::{Advice, NextStep, Refusal, RequestKind, Unreadable, Warning, WhoMustAct};
pub use request::{Header, HttpRequest, TokenTypeHint, Transport};
pub use revoke::{Revocation, RevocationReply, parse_revocation, revoke_request};
pub use services::{GatewayService, ServiceAnswer, service_access, services};
pub use session::{
    Session, SessionEvent, SessionFacts, SessionLogout, SessionRules, SessionStep, SessionSwap,
    session_facts, session_login, session_logout, session_reject,
};
pub use settings::{ClientSettings, LoginOptions, PolicyChanges};
pub use tokens::{
    AccessTokenFacts, TokenReply, TokenSet, inspect_access_token, no_reply, parse_token, refresh_request,
};

uniffi::setup_scaffolding!("gws_auth");

/// The version of this library, `MAJOR.MINOR.PATCH`.
#[uniffi::export]
#[must_use]
pub fn version() -> String {
    gws_auth_core::calls::version().to_owned()
}
