//! Starting and stopping.

pub mod blocking;

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
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt as _;

use crate::app::{App, Honest, router};
use crate::clock::Clock;
use crate::config::Config;
use crate::counters::Counters;
use crate::cut::NoAnswer;
use crate::endpoint::Endpoint;
use crate::fault::Faults;
use crate::pages;
use crate::secret::Secret;

/// A running simulator on 127.0.0.1, inside the caller's tokio runtime. Dropping it stops it.
///
/// For callers without a runtime: [`blocking::BlockingSimulator`].
#[derive(Debug)]
pub struct Simulator {
    app: Arc<App>,
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Simulator {
    /// Starts on 127.0.0.1, at [`Config::port`](crate::Config::port) or a free one. Requests are served from the moment this returns.
    ///
    /// # Errors
    ///
    /// When the port cannot be listened on.
    pub async fn start(config: Config) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await?;
        let address = listener.local_addr()?;
        let app = Arc::new(App::new(config, format!("http://{address}")));
        let task = tokio::spawn(accept(listener, Arc::clone(&app)));
        Ok(Self { app, address, task })
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
        format!("{}{}", self.app.base_url, endpoint.path())
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
        self.task.abort();
        // A cancelled task ends with a JoinError, which is what was asked for.
        let _ = (&mut self.task).await;
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.task.abort();
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

async fn connection(stream: TcpStream, router: Router, app: Arc<App>) {
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
    // AUTHZ-6: no frame shows a page of this server.
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::CONTENT_SECURITY_POLICY, pages::security_policy());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    Ok(response)
}
