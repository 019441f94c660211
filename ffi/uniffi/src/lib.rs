//! `gws-auth-core` for Swift, Kotlin and Python, through uniffi: each function converts, calls and converts.
//!
//! The records are mirrors of [`gws_auth_core::owned`], which the compiler checks against it; only `GwsAuthError` and the
//! functions' flat lists of arguments are of this package. Time and randomness are arguments. A function and what belongs to it stand in one file.
//!
//! `cargo xtask generate` writes what is committed in `bindings/`, and the suite `uniffi` compares it.

// What uniffi's macros write is unsafe, and takes what crosses the boundary by value.
#![allow(unsafe_code, clippy::needless_pass_by_value)]

mod error;
mod login;
mod m2m;
mod refusal;
mod reply;
mod request;
mod secret;

pub use error::GwsAuthError;
pub use login::authorize;
pub use m2m::{m2m_attach, m2m_unsigned, m2m_verify_begin, m2m_verify_finish};
pub use reply::{TokenOutcome, next_step_after, parse_token};
pub use request::{ExchangeOutcome, exchange_request, refresh_request};

uniffi::setup_scaffolding!("gws_auth");

/// The version of this library, `MAJOR.MINOR.PATCH`.
#[uniffi::export]
#[must_use]
pub fn version() -> String {
    gws_auth_core::owned::version().to_owned()
}
