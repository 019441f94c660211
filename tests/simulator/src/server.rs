//! Starting and stopping.

pub mod blocking;

mod tls;

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tower::ServiceExt as _;

use crate::app::{App, Honest, router};
use crate::clock::Clock;
use crate::config::Config;
use crate::counters::Counters;
use crate::cut::NoAnswer;
use crate::endpoint::Endpoint;
use crate::fault::Faults;
use crate::m2m::M2m;
use crate::m2m::authority::{Authority, ClientIdentity, CommonNameError};
use crate::m2m::owner::{OwnerError, ResourceOwner};
use crate::pages;
use crate::secret::Secret;

/// A running simulator on 127.0.0.1, inside the caller's tokio runtime. Dropping it stops it.
///
/// For callers without a runtime: [`blocking::BlockingSimulator`].
#[derive(Debug)]
pub struct Simulator {
    app: Arc<App>,
    address: SocketAddr,
    /// The listeners. Dropped with this, and with them every connection.
    tasks: JoinSet<()>,
}

impl Simulator {
    /// Starts on 127.0.0.1, at [`Config::port`](crate::Config::port) and [`Config::m2m_port`](crate::Config::m2m_port) or free ones.
    /// Requests are served from the moment this returns.
    ///
    /// # Errors
    ///
    /// When a port cannot be listened on, or no test certificates can be made.
    pub async fn start(config: Config) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await?;
        let address = listener.local_addr()?;
        let m2m_listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.m2m_port)).await?;
        let authority = Authority::new().map_err(io::Error::other)?;
        let acceptor = tls::acceptor(&authority)?;
        let m2m = M2m { url: format!("https://{}", m2m_listener.local_addr()?), authority };
        let app = Arc::new(App::new(config, format!("http://{address}"), m2m));
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, Arc::clone(&app)));
        tasks.spawn(tls::accept(m2m_listener, acceptor, Arc::clone(&app)));
        Ok(Self { app, address, tasks })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end. ENV-2's paths follow it.
    pub fn base_url(&self) -> &str {
        &self.app.base_url
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The full URL of `endpoint`.
    pub fn url(&self, endpoint: Endpoint) -> String {
        self.app.url(endpoint)
    }

    /// `https://127.0.0.1:PORT` of the M2M services, behind mutual TLS, without a slash at the end (M2M-7).
    ///
    /// TLS runs on the machine's clock; the tokens are judged by [`Simulator::clock`].
    pub fn m2m_url(&self) -> &str {
        &self.app.m2m.url
    }

    /// The test CA, for the client to trust on the M2M port; new with every simulator.
    pub fn mtls_ca_pem(&self) -> String {
        self.app.m2m.authority.pem()
    }

    /// Issues a client certificate for mutual TLS, with a new P-256 key; see [`ClientIdentity::common_name_for`].
    ///
    /// # Errors
    ///
    /// [`CommonNameError`], when the name does not have the shape of those that IR assigns (MTLS-1).
    pub fn issue_client_certificate(&self, common_name: &str) -> Result<ClientIdentity, CommonNameError> {
        self.app.m2m.authority.client(common_name)
    }

    /// On-boards a resource owner and returns the thumbprint that its tokens need as `sub` (M2M-4). It replaces one of the same
    /// thumbprint.
    ///
    /// # Errors
    ///
    /// [`OwnerError`], when the certificate breaks CERT-1 or CERT-2.
    pub fn register_owner(&self, owner: ResourceOwner) -> Result<String, OwnerError> {
        self.app.register_owner(owner)
    }

    /// An authorisation URL of the first client, for a person to open. `None` without a client that has a redirect URI.
    pub fn example_authorize_url(&self) -> Option<String> {
        pages::example_url(&self.app)
    }

    /// The clock, to be moved.
    pub fn clock(&self) -> Clock {
        self.app.clock.clone()
    }

    /// The fault queues.
    pub fn faults(&self) -> Faults {
        self.app.faults.clone()
    }

    /// A copy of the counts.
    pub fn counters(&self) -> Counters {
        self.app.tally.lock().clone()
    }

    /// Revokes the consent of `user` to `client_id`, as the customer may in myIR: the token sets under it die, and the next logon asks
    /// again (REFRESH-5, AUTHZ-10). False when there was none.
    pub fn revoke_consent(&self, user: &str, client_id: &str) -> bool {
        self.app.revoke_consent(user, client_id)
    }

    /// Replaces a compromised client secret; the token sets live on (TOKEN-9). False when there is no such client.
    pub fn replace_secret(&self, client_id: &str, secret: Secret) -> bool {
        self.app.store().replace_secret(client_id, secret)
    }

    /// Stops: no new connections, open ones are closed.
    pub async fn shutdown(mut self) {
        self.tasks.shutdown().await;
    }
}

/// A loop of our own in place of `axum::serve`, because faults must be able to close a connection without an answer.
async fn accept(listener: TcpListener, app: Arc<App>) {
    let router = router(Arc::clone(&app));
    // Dropped with this task, and with it every connection.
    let mut connections = JoinSet::new();
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(connection(stream, router.clone(), Arc::clone(&app)));
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection<S: AsyncRead + AsyncWrite + Unpin>(stream: S, router: Router, app: Arc<App>) {
    let service = service_fn(|request: hyper::Request<Incoming>| answer(request, router.clone(), &app));
    // An error here is a client that hung up, or a fault that was asked for.
    let _ =
        http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(
    request: hyper::Request<Incoming>,
    router: Router,
    app: &App,
) -> Result<Response<Body>, io::Error> {
    let mut response =
        router.oneshot(request.map(Body::new)).await.unwrap_or_else(|never: Infallible| match never {});
    if response.extensions().get::<NoAnswer>().is_some() {
        return Err(io::Error::other("lost on request"));
    }
    if let Some(Honest(endpoint)) = response.extensions().get() {
        app.tally.delivered(*endpoint);
    }
    let headers = response.headers_mut();
    // A client that looks sees the clock that tests move.
    if let Ok(date) = HeaderValue::from_str(&app.clock.http_date()) {
        headers.insert(header::DATE, date);
    }
    // AUTHZ-6: no frame shows a page of this server.
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::CONTENT_SECURITY_POLICY, pages::security_policy());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}
