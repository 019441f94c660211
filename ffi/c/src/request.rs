//! An HTTP request for the host to send.

use gws_auth_core::calls::{Header, HttpRequest, Transport};

use crate::pack::{Packer, gws_span};
use crate::record::{Record as _, record};
use crate::words::gws_request_kind;

/// The headers that a request has room for.
pub const GWS_MAX_HEADERS: usize = 8;

/// One header, in both usual forms.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct gws_header {
    /// `Name: value`, as libcurl and WinHTTP take it.
    pub line: gws_span,
    /// The name, in its usual spelling.
    pub name: gws_span,
    /// The value; secret for `Authorization`. It lies within `line`.
    pub value: gws_span,
}

/// A request to send exactly once, as it is. The HTTP client must do what is said here, whatever its defaults are: a POST
/// that it sends twice by itself kills the tokens (REFRESH-3).
#[repr(C)]
#[derive(Clone, Copy)]
pub struct gws_http_request {
    /// Its size: `GWS_INIT` sets it.
    pub size: u32,
    /// What is asked: pass it on with the reply, or to `gws_no_reply`.
    pub kind: gws_request_kind,
    /// The time-out for the whole exchange, in seconds.
    pub timeout: u32,
    /// 0: do not follow redirects.
    pub follow_redirects: i32,
    /// 0: never send again by itself.
    pub retry: i32,
    /// 1: open a new connection.
    pub fresh_connection: i32,
    /// How many headers there are.
    pub header_count: u32,
    /// 0.
    pub reserved: u32,
    /// `POST`.
    pub method: gws_span,
    /// The URL, without secrets (TOKEN-1).
    pub url: gws_span,
    /// The form, secret: ASCII (TOKEN-2).
    pub body: gws_span,
    /// `Content-Type`, `Content-Length` and, unless a relay adds it, `Authorization` (TOKEN-2); then absent ones.
    pub headers: [gws_header; GWS_MAX_HEADERS],
}

record!(gws_http_request);

impl gws_http_request {
    pub(crate) fn lay_out(request: &HttpRequest, pack: &mut Packer<'_>) -> Self {
        let HttpRequest { kind, method, url, headers, body, transport } = request;
        let Transport { follow_redirects, retry, fresh_connection, timeout } = *transport;
        let mut places = [gws_header::default(); GWS_MAX_HEADERS];
        // A header must not get lost: better a status that says that this library is at fault.
        assert!(headers.len() <= GWS_MAX_HEADERS, "core has more headers than C has room for");
        for (place, header) in places.iter_mut().zip(headers) {
            *place = gws_header::lay_out(header, pack);
        }
        Self {
            kind: (*kind).into(),
            timeout,
            follow_redirects: follow_redirects.into(),
            retry: retry.into(),
            fresh_connection: fresh_connection.into(),
            header_count: headers.len().try_into().unwrap_or(0),
            method: pack.text(method),
            url: pack.text(url),
            body: pack.secret(body),
            headers: places,
            ..Self::absent()
        }
    }
}

impl gws_header {
    fn lay_out(header: &Header, pack: &mut Packer<'_>) -> Self {
        let Header { name, value } = header;
        let (line, within) = pack.line(name, value);
        Self { line, name: pack.text(name), value: within }
    }
}
