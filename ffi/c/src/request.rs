//! An HTTP request for the host to send.

use gws_auth_core::owned::{Header, HttpRequest};

use crate::pack::{Packer, gws_span};
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

/// What the HTTP client must do, whatever its defaults are: a POST that it sends twice by itself kills the tokens
/// (REFRESH-3).
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct gws_transport {
    /// The time-out for the whole exchange, in seconds.
    pub timeout: u32,
    /// 0: do not follow redirects.
    pub follow_redirects: i32,
    /// 0: never send again by itself.
    pub retry: i32,
    /// 1: open a new connection.
    pub fresh_connection: i32,
}

/// A request to send exactly once, as it is.
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct gws_request {
    /// What is asked: pass it to `gws_parse_token` with the reply.
    pub kind: gws_request_kind,
    /// How to send it.
    pub transport: gws_transport,
    /// `POST`.
    pub method: gws_span,
    /// The URL, without secrets (TOKEN-1).
    pub url: gws_span,
    /// The form, secret: ASCII (TOKEN-2).
    pub body: gws_span,
    /// How many headers there are.
    pub header_count: usize,
    /// `Content-Type`, `Content-Length` and, unless a relay adds it, `Authorization` (TOKEN-2); then absent ones.
    pub headers: [gws_header; GWS_MAX_HEADERS],
}

impl gws_request {
    pub(crate) fn lay_out(request: &HttpRequest, pack: &mut Packer<'_>) -> Self {
        let mut headers = [gws_header::default(); GWS_MAX_HEADERS];
        // A header must not get lost: better a status that says that this library is at fault.
        assert!(request.headers.len() <= GWS_MAX_HEADERS, "core has more headers than C has room for");
        for (place, header) in headers.iter_mut().zip(&request.headers) {
            *place = gws_header::lay_out(header, pack);
        }
        Self {
            kind: request.kind.into(),
            transport: gws_transport {
                timeout: request.transport.timeout,
                follow_redirects: request.transport.follow_redirects.into(),
                retry: request.transport.retry.into(),
                fresh_connection: request.transport.fresh_connection.into(),
            },
            method: pack.text(&request.method),
            url: pack.text(&request.url),
            body: pack.secret(&request.body),
            header_count: request.headers.len(),
            headers,
        }
    }
}

impl gws_header {
    fn lay_out(header: &Header, pack: &mut Packer<'_>) -> Self {
        let line = pack.line(&header.name, &header.value);
        let value = gws_span {
            offset: line.offset + line.length - header.value.expose().len(),
            length: header.value.expose().len(),
        };
        Self { line, name: pack.text(&header.name), value }
    }
}
