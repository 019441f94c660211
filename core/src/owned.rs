//! The owned types (`alloc`): what the borrowed ones hold, kept, and each step of a flow in one call. Every binding wraps
//! these and no others: arguments are plain records, results are plain records, and nothing is left to decide.

mod flow;
mod m2m;
mod reply;
mod request;
mod secret;
mod settings;

pub use flow::{authorize, exchange_request, landing, next_step_after, parse_token, refresh_request};
pub use m2m::{
    CertificateReference, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon, SignatureForm,
    SignedToken, TokenClaims, UnsignedToken, UnverifiedToken, m2m_attach, m2m_unsigned, m2m_verify_begin,
    m2m_verify_finish,
};
pub use reply::{Advice, Introspection, OwnedRefusal, TokenSet};
pub use request::{Header, HttpRequest, Login};
pub use secret::SecretString;
pub use settings::{ClientSettings, LoginOptions, PolicyChanges};

/// The version of this library, `MAJOR.MINOR.PATCH`.
#[must_use]
pub const fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
