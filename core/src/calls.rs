//! Every call of every language (`alloc`), in the order of the flow: logging in, tokens, introspecting, revoking, the
//! relay, explanations, M2M, certificates, checks. Arguments are plain records, results are plain records, and nothing is left to
//! decide: a binding turns its language's values into these and back.
//!
//! Each step exists once, without allocation, in the modules beside this one; here it is given memory of its own.

mod certificate;
mod check_client;
#[cfg(feature = "keys")]
mod check_mtls;
#[cfg(feature = "keys")]
mod check_signing;
#[cfg(feature = "keys")]
mod check_ssh;
mod checks;
mod explain;
mod findings;
mod introspect;
#[cfg(feature = "keys")]
mod keys;
mod login;
mod m2m;
mod m2m_cache;
mod m2m_records;
pub mod record;
mod relay;
mod reply;
mod request;
mod revoke;
mod secret;
mod services;
mod session;
mod session_records;
mod settings;
mod tokens;
#[cfg(feature = "xiams")]
mod xiams;

pub use certificate::CertificateFacts;
#[cfg(feature = "keys")]
pub use certificate::certificate_facts;
pub use check_client::{check_client, check_redirect_uris};
#[cfg(feature = "keys")]
pub use check_mtls::check_mtls;
#[cfg(feature = "keys")]
pub use check_signing::check_signing;
#[cfg(feature = "keys")]
pub use check_ssh::check_ssh;
pub use checks::{IrdNumber, ird_number};
pub use explain::{explain, parse_refusal};
pub use findings::{Finding, Verdict};
pub use introspect::{Introspection, introspect_request, parse_introspection};
#[cfg(feature = "keys")]
pub use keys::{m2m_sign, m2m_verify};
pub use login::{EnvironmentUrls, Login, authorize, environment_urls, exchange_request, landing};
pub use m2m::{m2m_attach, m2m_unsigned, m2m_verify_begin, m2m_verify_finish};
pub use m2m_cache::TokenCache;
pub use m2m_records::{
    CertificateReference, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon, SignatureForm,
    SignedToken, TokenClaims, UnsignedToken, UnverifiedToken,
};
pub use relay::{RelayRules, relay_request};
pub use reply::{Advice, Refusal, Reply, Unreadable, Warning};
pub use request::{Header, HttpRequest, Transport};
pub use revoke::{Revocation, parse_revocation, revoke_request};
pub use secret::SecretString;
pub use services::{GatewayService, ServiceAnswer, service_access, services};
pub use session::{Session, session_facts, session_login, session_logout, session_reject};
pub use session_records::{
    SessionEvent, SessionFacts, SessionLogout, SessionRules, SessionStep, SessionSwap,
};
pub use settings::{ClientSettings, LoginOptions, OwnedClient, PolicyChanges};
pub use tokens::{
    AccessTokenFacts, TokenSet, inspect_access_token, needs_renewal, no_reply, parse_token, refresh_request,
};

#[cfg(feature = "xiams")]
pub use xiams::{
    XiamsRevocation, XiamsValidation, xiams_authorize_url, xiams_exchange_request, xiams_explain,
    xiams_parse_revocation, xiams_parse_token, xiams_parse_validation, xiams_refresh_request,
    xiams_revoke_request, xiams_validate_request,
};

/// The version of this library, `MAJOR.MINOR.PATCH`.
#[must_use]
pub const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
