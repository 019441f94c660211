//! Why a request with a client-signed JWT is refused. IR documents no bodies for this: the wording is the simulator's.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::oauth::refusal::json;

/// A reason; in the counters and in the reply's `simulator_reason` in snake case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum M2mRefusal {
    /// No `Authorization`, or an empty one.
    NoAuthorization,
    /// More than one `Authorization`.
    RepeatedAuthorization,
    /// The word `Bearer` before the token (M2M-7).
    Bearer,
    /// White space or `=` in the token (M2M-11).
    SpaceOrPadding,
    /// Not three segments (M2M-9).
    NotCompact,
    /// A segment that is not canonical base64url.
    Encoding,
    /// A header that is not an object of exactly `alg`, `typ` and `kid` (M2M-1).
    Header,
    /// `typ` is not `JWT` (M2M-1).
    Type,
    /// `kid` is not `M2M` (M2M-1).
    KeyId,
    /// `alg` is not one of the six (M2M-2).
    Algorithm,
    /// A payload that is not an object with claims of the right types (M2M-3, M2M-9).
    Claims,
    /// `sub` is no registered thumbprint (M2M-4).
    UnknownThumbprint,
    /// `alg` does not fit the registered key (M2M-9).
    KeyMismatch,
    /// The signature does not verify with the registered key.
    Signature,
    /// `iss` is not the agreed one (M2M-5).
    Issuer,
    /// The certificate is not valid yet.
    CertificateNotYetValid,
    /// The certificate is not valid any more.
    CertificateExpired,
    /// `iat` lies before the certificate's notBefore (M2M-6).
    IssuedBeforeCertificate,
    /// `iat` lies more than 60 seconds ahead of the simulator's clock.
    IssuedInFuture,
    /// `exp` is not after `iat`, or more than 28,800 seconds after it (M2M-6).
    Lifetime,
    /// `exp` is past.
    Expired,
    /// 403: no `startLogon`, and the service or the owner requires one (M2M-10).
    StartLogonRequired,
    /// 403: `startLogon` is no myIR user.
    UnknownStartLogon,
    /// 403: nothing is delegated to the `startLogon` in myIR (ENV-10).
    NoDelegation,
}

impl M2mRefusal {
    /// Every reason, in order.
    pub const ALL: [Self; 24] = [
        Self::NoAuthorization,
        Self::RepeatedAuthorization,
        Self::Bearer,
        Self::SpaceOrPadding,
        Self::NotCompact,
        Self::Encoding,
        Self::Header,
        Self::Type,
        Self::KeyId,
        Self::Algorithm,
        Self::Claims,
        Self::UnknownThumbprint,
        Self::KeyMismatch,
        Self::Signature,
        Self::Issuer,
        Self::CertificateNotYetValid,
        Self::CertificateExpired,
        Self::IssuedBeforeCertificate,
        Self::IssuedInFuture,
        Self::Lifetime,
        Self::Expired,
        Self::StartLogonRequired,
        Self::UnknownStartLogon,
        Self::NoDelegation,
    ];

    /// 403 where the token is good and the permission is missing (ENV-10), 401 otherwise.
    pub const fn status(self) -> u16 {
        match self {
            Self::StartLogonRequired | Self::UnknownStartLogon | Self::NoDelegation => 403,
            _ => 401,
        }
    }

    /// What is wrong, for a person. It quotes nothing of the request.
    pub const fn description(self) -> &'static str {
        match self {
            Self::NoAuthorization => "no Authorization header",
            Self::RepeatedAuthorization => "more than one Authorization header",
            Self::Bearer => "the client-signed JWT goes into Authorization without the word Bearer",
            Self::SpaceOrPadding => {
                "the token holds white space or '='; base64url's padding is dropped, not replaced"
            }
            Self::NotCompact => "the token is not three segments with dots between them",
            Self::Encoding => "a segment is not canonical base64url",
            Self::Header => "the header is not a JSON object of exactly alg, typ and kid",
            Self::Type => "typ is not JWT",
            Self::KeyId => "kid is not M2M",
            Self::Algorithm => "alg is none of RS256, RS384, RS512, ES256, ES384, ES512",
            Self::Claims => {
                "the payload is not a JSON object with sub, iss, iat, exp and perhaps startLogon, \
                 each once and of its type"
            }
            Self::UnknownThumbprint => "sub is not the thumbprint of a registered certificate",
            Self::KeyMismatch => "alg does not fit the key that is registered for sub",
            Self::Signature => "the signature does not verify with the key that is registered for sub",
            Self::Issuer => "iss is not the value that was agreed for this resource owner",
            Self::CertificateNotYetValid => "the signing certificate is not valid yet",
            Self::CertificateExpired => "the signing certificate has expired",
            Self::IssuedBeforeCertificate => "iat lies before the signing certificate's notBefore",
            Self::IssuedInFuture => "iat lies in the future",
            Self::Lifetime => "exp is not after iat, or more than 28800 seconds after it",
            Self::Expired => "the token has expired",
            Self::StartLogonRequired => "a startLogon is required here, and the token has none",
            Self::UnknownStartLogon => "startLogon is not a myIR user",
            Self::NoDelegation => "nothing is delegated to the startLogon in myIR",
        }
    }

    pub(super) fn response(self) -> Response {
        #[derive(Serialize)]
        struct Body {
            error: &'static str,
            error_description: String,
            simulator_reason: M2mRefusal,
        }
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::UNAUTHORIZED);
        let error = if status == StatusCode::FORBIDDEN { "access_denied" } else { "invalid_token" };
        let error_description = format!("Simulator: {}", self.description());
        json(status, &Body { error, error_description, simulator_reason: self })
    }
}
