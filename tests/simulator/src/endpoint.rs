//! What a request is for: the key of fault queues and counters.

use serde::{Deserialize, Serialize};

/// A service of the simulator. The token endpoint counts as two, after the grant, as IR's error tables do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Endpoint {
    /// `GET /gateway3/oauth/authorize` (the login pages after it are not counted and take no faults).
    Authorize,
    /// `POST /gateway3/oauth/token` with any grant but `refresh_token`.
    Token,
    /// `POST /gateway3/oauth/token` with `grant_type=refresh_token`.
    Refresh,
    /// `POST /gateway3/oauth/introspect`.
    Introspect,
    /// `POST /gateway3/oauth/revoke`.
    Revoke,
    /// `GET /gateway/account/`, the protected service for bearer tokens.
    Account,
    /// `GET /gateway/customer/`, a service for client-signed JWTs that takes a missing `startLogon` (M2M-10).
    Customer,
    /// `GET /gateway/document/`, a service for client-signed JWTs that requires a `startLogon`.
    Document,
}

impl Endpoint {
    /// Every endpoint, in order.
    pub const ALL: [Self; 8] = [
        Self::Authorize,
        Self::Token,
        Self::Refresh,
        Self::Introspect,
        Self::Revoke,
        Self::Account,
        Self::Customer,
        Self::Document,
    ];

    /// Whether it is on the M2M port, behind mutual TLS (M2M-7).
    pub const fn is_m2m(self) -> bool {
        matches!(self, Self::Customer | Self::Document)
    }

    /// The path, below the base URL or, on the M2M port, the M2M URL (ENV-2, ENV-4).
    pub const fn path(self) -> &'static str {
        match self {
            Self::Authorize => "/gateway3/oauth/authorize",
            Self::Token | Self::Refresh => "/gateway3/oauth/token",
            Self::Introspect => "/gateway3/oauth/introspect",
            Self::Revoke => "/gateway3/oauth/revoke",
            Self::Account => "/gateway/account/",
            Self::Customer => "/gateway/customer/",
            Self::Document => "/gateway/document/",
        }
    }

    /// The name, as in the control interface's JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Token => "token",
            Self::Refresh => "refresh",
            Self::Introspect => "introspect",
            Self::Revoke => "revoke",
            Self::Account => "account",
            Self::Customer => "customer",
            Self::Document => "document",
        }
    }
}
