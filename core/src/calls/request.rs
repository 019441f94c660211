//! Requests for the host to send, in memory of their own.

use super::record::{lists, output};
use super::secret::{SecretString, Wiped};
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request::{Client, CodeRequest, IntrospectRequest, RefreshRequest, RelayedForm, RevokeRequest};
use crate::request_kind::RequestKind;
use crate::wire::wipe::wipe;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// The fields of [`HttpRequest`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_http_request {
    ($make:ident) => {
        $make! {
            /// A request to send exactly once, as it is.
            HttpRequest {
                /// What is asked: for reading the reply, and for what follows if none comes.
                plain kind: RequestKind,
                /// Always POST.
                plain method: String,
                /// The URL, without secrets.
                plain url: String,
                /// All headers; a browser sets Content-Length itself and forbids scripts to.
                plain headers: Vec<Header>,
                /// The form: ASCII, so characters are bytes.
                secret body: SecretString,
                /// How to send it.
                plain transport: Transport,
            }
        }
    };
}
record_http_request!(output);

/// The fields of [`Header`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_header {
    ($make:ident) => {
        $make! {
            /// One header of a request.
            Header {
                /// The name, in its usual spelling.
                plain name: String,
                /// The value; hidden when printed, because Authorization is among them.
                secret value: SecretString,
            }
        }
    };
}
record_header!(output);
lists!(Header);

/// The fields of [`Transport`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_transport {
    ($make:ident) => {
        $make! {
            /// What the host's HTTP client must do with a request, whatever its defaults are: a POST that is sent twice kills
            /// the token set (REFRESH-3).
            Transport {
                /// Do not follow redirects: false.
                plain follow_redirects: bool,
                /// Never send again by itself: false.
                plain retry: bool,
                /// Open a new connection, as a pooled one may be dead and tempt the client to retry: true.
                plain fresh_connection: bool,
                /// The time-out for the whole exchange, in seconds.
                plain timeout: u32,
            }
        }
    };
}
record_transport!(output);

impl HttpRequest {
    fn new(kind: RequestKind, request: &crate::request::HttpRequest<'_>, policy: &Policy) -> Self {
        let crate::request::Transport { follow_redirects, retry, fresh_connection, timeout } =
            request.transport(policy);
        Self {
            kind,
            method: request.method().into(),
            url: request.url().into(),
            headers: request
                .headers()
                .map(|header| Header { name: header.name.into(), value: header.value.into() })
                .collect(),
            body: request.body().into(),
            transport: Transport { follow_redirects, retry, fresh_connection, timeout },
        }
    }
}

/// As the `http` crate has it: method, URL, headers and body. What [`Transport`] asks for is the client's to keep.
#[cfg(feature = "http")]
impl TryFrom<&HttpRequest> for http::Request<String> {
    type Error = http::Error;

    fn try_from(request: &HttpRequest) -> core::result::Result<Self, http::Error> {
        let mut builder = http::Request::builder().method(request.method.as_str()).uri(request.url.as_str());
        for Header { name, value } in &request.headers {
            let mut value = http::HeaderValue::try_from(value.expose())?;
            value.set_sensitive(name == "Authorization");
            builder = builder.header(name.as_str(), value);
        }
        builder.body(request.body.expose().into())
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
                written(&|out| {
                    self.encode(out).map(|request| HttpRequest::new(RequestKind::$kind, &request, policy))
                })
            }
        }
    )*};
}

#[cfg(feature = "xiams")]
impl crate::xiams::Request<'_> {
    /// As [`Request::encode`](crate::xiams::Request::encode), in memory of its own.
    ///
    /// # Errors
    /// None: the memory is as large as needed.
    pub fn owned(&self, policy: &Policy) -> Result<HttpRequest> {
        written(&|out| self.encode(out).map(|request| HttpRequest::new(self.kind(), &request, policy)))
    }
}

owned_request!(CodeRequest Code, RefreshRequest Refresh, IntrospectRequest Introspect, RevokeRequest Revoke);

impl RelayedForm<'_> {
    /// As [`RelayedForm::encode`], in memory of its own.
    ///
    /// # Errors
    /// None: the memory is as large as needed.
    pub fn owned(&self, client: &Client<'_>, policy: &Policy) -> Result<HttpRequest> {
        written(&|out| {
            self.encode(client, out).map(|request| HttpRequest::new(self.kind(), &request, policy))
        })
    }
}

/// What `write` makes of memory that is wiped after use: at once where a little is enough, as a rule.
pub(super) fn written<T>(write: &dyn Fn(&mut [u8]) -> Result<T>) -> Result<T> {
    let mut few = [0; 1024];
    let outcome = write(&mut few);
    wipe(&mut few);
    match outcome {
        Err(Error { kind: ErrorKind::BufferTooSmall, at }) => write(&mut room(at)),
        outcome => outcome,
    }
}

/// Memory that is wiped after use.
pub(super) fn room(length: usize) -> Wiped {
    Wiped::new(vec![0; length])
}
