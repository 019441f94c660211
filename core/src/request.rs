//! What to send: the authorize URL and the four POST requests. Each request's reply is read in
//! [`response`](crate::response).

mod authorize;
mod client_auth;
mod code;
mod http_request;
mod introspect;
mod pkce;
mod refresh;
mod relay;
mod revoke;
mod state;

pub use authorize::{AuthorizeRequest, Login};
#[cfg(feature = "xiams")]
pub(crate) use client_auth::check_client_id;
pub use client_auth::{Client, ClientAuth};
pub use code::CodeRequest;
pub use http_request::{Header, HttpRequest, Transport};
#[cfg(feature = "xiams")]
pub(crate) use http_request::{post_len_to, write_post_to};
pub use introspect::{IntrospectRequest, TokenTypeHint};
pub use pkce::{LoginEntropy, Pkce};
pub use refresh::RefreshRequest;
pub use relay::{RelayRules, RelayedForm, relay_check};
pub use revoke::RevokeRequest;
pub use state::State;

/// The only scope there is (AUTHZ-1).
pub const SCOPE: &str = "MYIR.Services";
