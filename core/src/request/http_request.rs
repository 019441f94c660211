//! An HTTP request for the host to send.

use super::client_auth::Client;
use crate::environment::Endpoint;
use crate::error::Result;
use crate::policy::Policy;
use crate::secret::Secret;
use crate::wire::form::FormWriter;
use crate::wire::writer::{Writer, text_at};
use core::fmt;

/// `application/x-www-form-urlencoded;charset=UTF-8` (TOKEN-2).
const CONTENT_TYPE: &str = "application/x-www-form-urlencoded;charset=UTF-8";

/// A request to send exactly once, as it is.
///
/// `Debug` shows neither the `Authorization` value nor the body. How the transport must behave: [`Transport`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HttpRequest<'o> {
    url: &'o str,
    authorization: Option<Secret<'o>>,
    body: Secret<'o>,
    content_length: &'o str,
}

/// One header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header<'o> {
    /// The name, in its usual spelling.
    pub name: &'static str,
    /// The value; hidden in `Debug`, because `Authorization` is among them.
    pub value: Secret<'o>,
}

/// What the host's HTTP client must do with a request, whatever its defaults are.
///
/// REFRESH-3 is the reason: a POST that a client library sends a second time behind the application's back kills the
/// token set. Each binding's documentation names the switches of its usual client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transport {
    /// Do not follow redirects: `false`.
    pub follow_redirects: bool,
    /// Never send again by itself: `false`.
    pub retry: bool,
    /// Open a new connection, as a pooled one may be dead and tempt the client to retry: `true`.
    pub fresh_connection: bool,
    /// The time-out for the whole exchange, in seconds: [`Policy::request_timeout`].
    pub timeout: u32,
}

impl<'o> HttpRequest<'o> {
    /// Always `POST`.
    #[must_use]
    pub const fn method(&self) -> &'static str {
        "POST"
    }

    /// The URL, without secrets (TOKEN-1).
    #[must_use]
    pub const fn url(&self) -> &'o str {
        self.url
    }

    /// `Content-Type`, `Content-Length` and, unless a relay adds it, `Authorization` (TOKEN-2).
    ///
    /// A browser sets `Content-Length` itself and forbids scripts to.
    pub fn headers(&self) -> impl Iterator<Item = Header<'o>> + 'o {
        let authorization = self.authorization.map(|value| Header { name: "Authorization", value });
        let content_type = Header { name: "Content-Type", value: Secret::new(CONTENT_TYPE) };
        let content_length = Header { name: "Content-Length", value: Secret::new(self.content_length) };
        authorization.into_iter().chain([content_type, content_length])
    }

    /// The form: ASCII, so characters are bytes.
    #[must_use]
    pub const fn body(&self) -> Secret<'o> {
        self.body
    }

    /// How to send it.
    #[must_use]
    pub const fn transport(&self, policy: &Policy) -> Transport {
        Transport {
            follow_redirects: false,
            retry: false,
            fresh_connection: true,
            timeout: policy.request_timeout,
        }
    }
}

impl fmt::Debug for HttpRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method())
            .field("url", &self.url)
            .field("authorization", &self.authorization)
            .field("content_length", &self.content_length)
            .field("body", &self.body)
            .finish()
    }
}

/// The bytes that [`write_post`] needs.
pub(crate) fn post_len(
    client: &Client<'_>,
    endpoint: Endpoint,
    form: impl FnOnce(&mut FormWriter<'_, '_>),
) -> usize {
    post_len_to(client, |writer| client.write_url(endpoint, writer), form)
}

/// The same for a URL that is no endpoint's.
pub(crate) fn post_len_to(
    client: &Client<'_>,
    url: impl FnOnce(&mut Writer<'_>),
    form: impl FnOnce(&mut FormWriter<'_, '_>),
) -> usize {
    let mut writer = Writer::new(&mut []);
    lay_out(client, url, &mut writer, form);
    writer.position()
}

/// Writes a POST of `client` to `endpoint` into `out`.
pub(crate) fn write_post<'o>(
    client: &Client<'_>,
    endpoint: Endpoint,
    out: &'o mut [u8],
    form: impl FnOnce(&mut FormWriter<'_, '_>),
) -> Result<HttpRequest<'o>> {
    write_post_to(client, |writer| client.write_url(endpoint, writer), out, form)
}

/// The same to a URL that is no endpoint's.
pub(crate) fn write_post_to<'o>(
    client: &Client<'_>,
    url: impl FnOnce(&mut Writer<'_>),
    out: &'o mut [u8],
    form: impl FnOnce(&mut FormWriter<'_, '_>),
) -> Result<HttpRequest<'o>> {
    let mut writer = Writer::new(out);
    let layout = lay_out(client, url, &mut writer, form);
    let bytes = writer.finish()?;
    Ok(HttpRequest {
        url: text_at(bytes, layout.url),
        authorization: layout.authorization.map(|range| Secret::new(text_at(bytes, range))),
        body: Secret::new(text_at(bytes, layout.body)),
        content_length: text_at(bytes, layout.content_length),
    })
}

struct Layout {
    url: core::ops::Range<usize>,
    authorization: Option<core::ops::Range<usize>>,
    body: core::ops::Range<usize>,
    content_length: core::ops::Range<usize>,
}

fn lay_out(
    client: &Client<'_>,
    url: impl FnOnce(&mut Writer<'_>),
    writer: &mut Writer<'_>,
    form: impl FnOnce(&mut FormWriter<'_, '_>),
) -> Layout {
    let start = writer.position();
    url(writer);
    let url = writer.since(start);
    let authorization = client.write_authorization(writer);
    let start = writer.position();
    form(&mut FormWriter::new(writer, None));
    let body = writer.since(start);
    let content_length = writer.decimal(body.len() as u64);
    Layout { url, authorization, body, content_length }
}
