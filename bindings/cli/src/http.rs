//! The only place that sends requests: each once. (`probe` opens a connection beside it, over which nothing is sent.)

mod watch;

use std::io::Read as _;
use std::time::{Duration, Instant};

use gws_auth_core::RequestKind;
use gws_auth_core::calls::HttpRequest;
use ureq::config::Config;
use ureq::http::StatusCode;
use ureq::tls::{Certificate, ClientCert, RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, DefaultConnector};
use ureq::{Agent, Body, Error, Proxy};
use zeroize::Zeroizing;

use watch::Watch;

/// Far more than core's policy lets pass, and still kept whole for whoever has to look at it (TOKEN-8).
const MAX_BODY: u64 = 4 << 20;

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Zeroizing<Vec<u8>>,
    /// Why the body ended before its end, if it did.
    pub(crate) cut: Option<String>,
}

/// No reply.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) request: RequestKind,
    /// Whether a byte of the request may have left this machine. If not, nothing was used up.
    pub(crate) sent: bool,
}

/// Sends `request` on a connection of its own, and never again: no redirects, no retries, no pool (REFRESH-3).
///
/// # Errors
/// [`Lost`] when no status came back. If it was sent, it may have been processed all the same.
pub(crate) fn send(request: &HttpRequest) -> Result<Answer, Lost> {
    send_by(request, None)
}

/// The same, its first byte not after `deadline`.
///
/// # Errors
/// [`Lost`] when no status came back.
pub(crate) fn send_by(request: &HttpRequest, deadline: Option<Instant>) -> Result<Answer, Lost> {
    let watch = Watch::new(&request.url, deadline);
    let connector = DefaultConnector::new().chain(watch.clone());
    let config = config(&request.url, request.transport.timeout);
    let agent = Agent::with_parts(config, connector, DefaultResolver::default());
    let mut post = agent.post(&request.url);
    for header in &request.headers {
        post = post.header(header.name.as_str(), header.value.expose());
    }
    let response = post.header("Accept", "application/json").send(request.body.expose());
    let mut response = response.map_err(|error| {
        let sent = watch.has_sent();
        Lost { code: code(&error), message: words(&error, sent), request: request.kind, sent }
    })?;
    let status = response.status();
    let (body, cut) = read(response.body_mut(), status);
    Ok(Answer { status: status.as_u16(), body, cut })
}

/// A client for the M2M services of the demo: it trusts `roots` alone, and shows `identity` (MTLS-1).
#[cfg(feature = "demo")]
pub(crate) fn mutual_tls(identity: ureq::tls::ClientCert, roots: ureq::tls::RootCerts) -> Agent {
    let tls = ureq::tls::TlsConfig::builder().client_cert(Some(identity)).root_certs(roots).build();
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .tls_config(tls)
        .timeout_global(Some(Duration::from_secs(60)))
        .user_agent(concat!("gws-auth/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}

/// A client for the demo's pages and services.
#[cfg(feature = "demo")]
pub(crate) fn agent(url: &str, seconds: u32) -> Agent {
    config(url, seconds).into()
}

/// What a probe got.
pub(crate) struct Got {
    pub(crate) status: u16,
    pub(crate) headers: ureq::http::HeaderMap,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

/// One GET without anything secret, past any proxy: for probes. It trusts `roots`, or the public CAs, and shows `identity`.
///
/// # Errors
/// [`Lost`] when no status came back.
pub(crate) fn get(
    url: &str,
    roots: Option<Vec<Certificate<'static>>>,
    identity: Option<ClientCert>,
    timeout: Duration,
) -> Result<Got, Lost> {
    let roots = roots.map_or(RootCerts::WebPki, |roots| RootCerts::new_with_certs(&roots));
    let tls = TlsConfig::builder().client_cert(identity).root_certs(roots).build();
    let agent: Agent = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_idle_connections(0)
        .proxy(None)
        .tls_config(tls)
        .timeout_global(Some(timeout))
        .user_agent(concat!("gws-auth/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    let response = agent.get(url).header("Accept", "application/json").call();
    let mut response = response.map_err(|error| Lost {
        code: code(&error),
        message: words(&error, true),
        request: RequestKind::Authorize,
        sent: true,
    })?;
    let (status, headers) = (response.status(), response.headers().clone());
    let (body, _) = read(response.body_mut(), status);
    Ok(Got { status: status.as_u16(), headers, body })
}

/// What core's [`Transport`](gws_auth_core::calls::Transport) asks for.
fn config(url: &str, seconds: u32) -> Config {
    // A proxy has no business between two programs of one machine, and http allows it to read along.
    let proxy = if url.starts_with("http:") { None } else { Proxy::try_from_env() };
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_idle_connections(0)
        .proxy(proxy)
        .timeout_global(Some(Duration::from_secs(seconds.into())))
        .user_agent(concat!("gws-auth/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// Keeps what arrived, even of a body that was cut: it may be the only copy of new tokens.
fn read(body: &mut Body, status: StatusCode) -> (Zeroizing<Vec<u8>>, Option<String>) {
    // Reserved at once, so that growing leaves no copies behind that nobody wipes.
    let mut bytes = Zeroizing::new(Vec::with_capacity(64 << 10));
    if status == StatusCode::NO_CONTENT {
        return (bytes, None);
    }
    let read = body.as_reader().take(MAX_BODY).read_to_end(&mut bytes);
    (bytes, read.err().map(|error| error.to_string()))
}

fn code(error: &Error) -> &'static str {
    match error {
        Error::Timeout(_) => "transport_timeout",
        Error::HostNotFound => "transport_host_not_found",
        Error::ConnectionFailed => "transport_connection",
        Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl => "transport_proxy",
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => "transport_tls",
        Error::Io(io) if is_tls(io) => "transport_tls",
        Error::Io(io) => match io.kind() {
            std::io::ErrorKind::ConnectionRefused => "transport_connection",
            std::io::ErrorKind::TimedOut => "transport_timeout",
            _ => "transport_lost",
        },
        _ => "transport_lost",
    }
}

/// Whether rustls is behind an error of the connection.
fn is_tls(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::InvalidData
}

/// Without the request: ureq's messages name hosts, statuses and system errors only.
fn words(error: &Error, sent: bool) -> String {
    match error {
        Error::Timeout(_) if !sent => "no connection within the time-out".into(),
        Error::Timeout(_) => "no reply within the time-out".into(),
        Error::HostNotFound => "the host name could not be resolved".into(),
        Error::ConnectionFailed => "no connection could be made".into(),
        Error::ConnectProxyFailed(why) => format!("the proxy did not connect: {why}"),
        Error::Tls(_) | Error::Rustls(_) | Error::Pem(_) => format!("TLS failed: {error}"),
        Error::Io(io) if is_tls(io) => format!("TLS failed: {io}"),
        Error::Io(io) => format!("the connection failed: {io}"),
        Error::Protocol(_) => format!("what answered does not speak HTTP: {error}"),
        other => other.to_string(),
    }
}
