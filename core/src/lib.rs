#![doc = include_str!("../README.md")]
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "keys")]
pub mod certificate;
pub mod environment;
pub mod error;
pub mod jws;
#[cfg(feature = "keys")]
pub mod key;
pub mod m2m;
#[cfg(feature = "alloc")]
pub mod owned;
pub mod pending;
pub mod policy;
pub mod redirect_uri;
pub mod request;
pub mod request_kind;
pub mod response;
pub mod secret;
pub mod time;
pub mod wire;

pub use environment::{Endpoint, Environment};
pub use error::{Blame, Error, ErrorKind, Position, Result};
pub use pending::{PendingLogin, VerifiedCode};
pub use policy::Policy;
pub use redirect_uri::{RedirectUri, RegisteredRedirectUris};
pub use request::{
    Authorize, AuthorizeRequest, Client, ClientAuth, CodeRequest, HttpRequest, IntrospectRequest,
    LoginEntropy, Pkce, RefreshRequest, RelayRules, RevokeRequest, State, TokenTypeHint, relay_check,
};
pub use request_kind::RequestKind;
pub use response::{
    Explanation, IntrospectionResponse, NextStep, Outcome, Refusal, RevocationResponse, TokenResponse,
    UnverifiedAccessToken, WhoMustAct,
};
pub use secret::Secret;
pub use time::UnixSeconds;
