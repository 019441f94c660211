//! `owned()` of the requests.

use super::secret::SecretString;
use crate::error::Result;
use crate::request::{
    Authorize, AuthorizeRequest, Client, CodeRequest, IntrospectRequest, LoginEntropy, RefreshRequest,
    RelayedForm, RevokeRequest,
};
use crate::time::UnixSeconds;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;
use zeroize::Zeroizing;

/// An [`Authorize`], kept.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// A [`crate::HttpRequest`], kept. How to send it: [`Transport`](crate::request::Transport).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// `POST`.
    pub method: &'static str,
    /// The URL, without secrets.
    pub url: String,
    /// Names and values; `Authorization` is among them.
    pub headers: Vec<(&'static str, SecretString)>,
    /// The form.
    pub body: SecretString,
}

impl From<crate::HttpRequest<'_>> for HttpRequest {
    fn from(request: crate::HttpRequest<'_>) -> Self {
        Self {
            method: request.method(),
            url: request.url().into(),
            headers: request.headers().map(|header| (header.name, header.value.into())).collect(),
            body: request.body().into(),
        }
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
    ($($request:ident)*) => {$(
        impl $request<'_> {
            #[doc = concat!("As [`", stringify!($request), "::encode`], in memory of its own.")]
            ///
            /// # Errors
            /// None: the memory is as large as needed.
            pub fn owned(&self) -> Result<HttpRequest> {
                self.encode(&mut room(self.encoded_len())).map(HttpRequest::from)
            }
        }
    )*};
}

owned_request!(CodeRequest RefreshRequest IntrospectRequest RevokeRequest);

impl RelayedForm<'_> {
    /// As [`RelayedForm::encode`], in memory of its own.
    ///
    /// # Errors
    /// None: the memory is as large as needed.
    pub fn owned(&self, client: &Client<'_>) -> Result<HttpRequest> {
        self.encode(client, &mut room(self.encoded_len(client))).map(HttpRequest::from)
    }
}

/// Memory that is wiped after use.
pub(super) fn room(length: usize) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(vec![0; length])
}
