//! `owned()` of the requests.

use super::secret::SecretString;
use crate::error::Result;
use crate::policy::Policy;
use crate::request::{
    Authorize, AuthorizeRequest, Client, CodeRequest, IntrospectRequest, LoginEntropy, RefreshRequest,
    RelayedForm, RevokeRequest, Transport,
};
use crate::request_kind::RequestKind;
use crate::time::UnixSeconds;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// An [`Authorize`], kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The URL to open in the system's browser.
    pub url: String,
    /// The state that was sent.
    pub state: String,
    /// The challenge that was sent; `None` without PKCE.
    pub code_challenge: Option<String>,
    /// The text for [`PendingLogin::parse`](crate::PendingLogin::parse).
    pub pending: SecretString,
}

/// A [`crate::HttpRequest`], kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// What is asked: for reading the reply, and for what follows if none comes.
    pub kind: RequestKind,
    /// `POST`.
    pub method: String,
    /// The URL, without secrets.
    pub url: String,
    /// `Authorization` is among them.
    pub headers: Vec<Header>,
    /// The form.
    pub body: SecretString,
    /// How to send it.
    pub transport: Transport,
}

/// A [`Header`](crate::request::Header), kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The name, in its usual spelling.
    pub name: String,
    /// The value.
    pub value: SecretString,
}

impl HttpRequest {
    fn new(kind: RequestKind, request: &crate::HttpRequest<'_>, policy: &Policy) -> Self {
        Self {
            kind,
            transport: request.transport(policy),
            method: request.method().into(),
            url: request.url().into(),
            headers: request
                .headers()
                .map(|header| Header { name: header.name.into(), value: header.value.into() })
                .collect(),
            body: request.body().into(),
        }
    }
}

/// Without URL and state, which prove the login.
impl core::fmt::Debug for Login {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Login").field("code_challenge", &self.code_challenge).finish_non_exhaustive()
    }
}

impl From<Authorize<'_>> for Login {
    fn from(login: Authorize<'_>) -> Self {
        Self {
            url: login.url.into(),
            state: login.state.into(),
            code_challenge: login.code_challenge.map(Into::into),
            pending: login.pending.into(),
        }
    }
}

impl AuthorizeRequest<'_> {
    /// As [`AuthorizeRequest::encode`], in memory of its own.
    ///
    /// # Errors
    /// `time_invalid`.
    pub fn owned(&self, entropy: &LoginEntropy, now: UnixSeconds) -> Result<Login> {
        let mut out = room(self.encoded_len(entropy, now));
        self.encode(entropy, now, &mut out).map(Login::from)
    }
}

macro_rules! owned_request {
    ($($request:ident $kind:ident),*) => {$(
        impl $request<'_> {
            #[doc = concat!("As [`", stringify!($request), "::encode`], in memory of its own.")]
            ///
            /// # Errors
            /// None: the memory is as large as needed.
            pub fn owned(&self, policy: &Policy) -> Result<HttpRequest> {
                let mut out = room(self.encoded_len());
                self.encode(&mut out).map(|request| HttpRequest::new(RequestKind::$kind, &request, policy))
            }
        }
    )*};
}

owned_request!(CodeRequest Code, RefreshRequest Refresh, IntrospectRequest Introspect, RevokeRequest Revoke);

impl RelayedForm<'_> {
    /// As [`RelayedForm::encode`], in memory of its own.
    ///
    /// # Errors
    /// None: the memory is as large as needed.
    pub fn owned(&self, client: &Client<'_>, policy: &Policy) -> Result<HttpRequest> {
        let mut out = room(self.encoded_len(client));
        self.encode(client, &mut out).map(|request| HttpRequest::new(self.kind(), &request, policy))
    }
}

/// Memory that is wiped after use.
pub(super) fn room(length: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; length])
}
