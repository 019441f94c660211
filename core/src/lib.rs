#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "alloc")]
pub mod calls;
#[cfg(feature = "keys")]
pub mod certificate;
pub mod environment;
pub mod error;
pub mod ird_number;
pub mod jws;
#[cfg(feature = "keys")]
pub mod key;
pub mod m2m;
pub mod pending;
pub mod policy;
pub mod redirect_uri;
pub mod request;
pub mod request_kind;
pub mod response;
pub mod secret;
pub mod services;
pub mod session;
pub mod time;
pub mod tls;
pub mod warning;
pub mod wire;
#[cfg(feature = "xiams")]
pub mod xiams;

pub use environment::{Endpoint, Environment};
pub use error::{Blame, Error, ErrorKind, Position, Result};
pub use pending::{PendingLogin, VerifiedCode};
pub use policy::Policy;
pub use redirect_uri::{RedirectUri, RegisteredRedirectUris};
pub use request::{
    AuthorizeRequest, Client, ClientAuth, CodeRequest, HttpRequest, IntrospectRequest, Login, LoginEntropy,
    Pkce, RefreshRequest, RelayRules, RevokeRequest, State, TokenTypeHint, relay_check,
};
pub use request_kind::RequestKind;
pub use response::{
    Explanation, Introspection, NextStep, Outcome, Refusal, Reply, Revocation, TokenSet, Unreadable,
    UnverifiedAccessToken, WhoMustAct,
};
pub use secret::Secret;
pub use time::UnixSeconds;
pub use warning::{Warning, Warnings};
