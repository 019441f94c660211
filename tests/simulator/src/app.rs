//! What all handlers share, and the routes.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};

use crate::clock::Clock;
use crate::config::Config;
use crate::counters::Tally;
use crate::cut::{HalfBody, NoAnswer};
use crate::endpoint::Endpoint;
use crate::fault::{Fault, FaultBody, Faults, Side};
use crate::m2m::M2m;
use crate::m2m::owner::{Owner, OwnerError, ResourceOwner};
use crate::store::Store;
use crate::{control, oauth, pages, service};

/// The running simulator's state.
pub(crate) struct App {
    pub(crate) config: Config,
    pub(crate) base_url: String,
    pub(crate) m2m: M2m,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) tally: Tally,
    store: Mutex<Store>,
}

// The store holds tokens and passwords: none of it is for a log.
impl fmt::Debug for App {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("App").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl App {
    pub(crate) fn new(config: Config, base_url: String, m2m: M2m) -> Self {
        let store = Store::new(config.clients.clone());
        Self {
            config,
            base_url,
            m2m,
            clock: Clock::default(),
            faults: Faults::default(),
            tally: Tally::default(),
            store: Mutex::new(store),
        }
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn url(&self, endpoint: Endpoint) -> String {
        let base = if endpoint.is_m2m() { &self.m2m.url } else { &self.base_url };
        format!("{base}{}", endpoint.path())
    }

    /// On-boards a resource owner and returns its thumbprint.
    pub(crate) fn register_owner(&self, owner: ResourceOwner) -> Result<String, OwnerError> {
        let owner = Owner::read(owner)?;
        let thumbprint = owner.thumbprint().to_owned();
        self.store().register(owner);
        Ok(thumbprint)
    }

    /// Forgets the consent of `user` to `client_id`, as the customer may in myIR (REFRESH-5). The token sets under it die.
    pub(crate) fn revoke_consent(&self, user: &str, client_id: &str) -> bool {
        self.store().revoke_consent(user, client_id)
    }
}

/// An honest reply of this endpoint: counted as delivered when it is handed to the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Honest(pub(crate) Endpoint);

pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route(Endpoint::Authorize.path(), get(oauth::authorize::handle))
        .route(Endpoint::Token.path(), post(oauth::token::handle))
        .route(Endpoint::Introspect.path(), post(oauth::introspect::handle))
        .route(Endpoint::Revoke.path(), post(oauth::revoke::handle))
        .route(Endpoint::Account.path(), get(service::handle))
        .route(pages::LOGIN, post(oauth::login::password))
        .route(pages::VERIFY, post(oauth::login::security_code))
        .route(pages::CONSENT, post(oauth::login::consent))
        .merge(control::routes())
        .with_state(app)
}

/// Counts the request, lets at most one fault strike, and does the `work` even when the client hangs up meanwhile, as a real
/// server would.
pub(crate) async fn serve<W>(app: &Arc<App>, endpoint: Endpoint, work: W) -> Response
where
    W: FnOnce(&App) -> Response + Send + 'static,
{
    app.tally.request(endpoint);
    let app = Arc::clone(app);
    let task = tokio::spawn(async move {
        let Some(fault) = app.faults.next(endpoint) else { return honest(endpoint, work(&app)) };
        app.tally.lock().faults += 1;
        strike(fault, endpoint, move || work(&app)).await
    });
    task.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn strike(fault: Fault, endpoint: Endpoint, work: impl FnOnce() -> Response) -> Response {
    match fault {
        Fault::LostBefore => NoAnswer::response(),
        Fault::LostAfter => {
            work();
            NoAnswer::response()
        }
        Fault::Delay { side: Side::Before, millis } => {
            tokio::time::sleep(Duration::from_millis(millis)).await;
            honest(endpoint, work())
        }
        Fault::Delay { side: Side::After, millis } => {
            let response = work();
            tokio::time::sleep(Duration::from_millis(millis)).await;
            honest(endpoint, response)
        }
        Fault::Status { side, code, body } => {
            if side == Side::After {
                work();
            }
            invented(code, body)
        }
        Fault::HtmlPage { side, status } => {
            if side == Side::After {
                work();
            }
            invented(status, FaultBody::Html(pages::splash()))
        }
        Fault::CutBody => {
            let (mut parts, body) = work().into_parts();
            let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
            if whole.is_empty() {
                return NoAnswer::response();
            }
            parts.headers.insert(header::CONTENT_LENGTH, whole.len().into());
            Response::from_parts(parts, Body::new(HalfBody::new(whole)))
        }
    }
}

fn honest(endpoint: Endpoint, mut response: Response) -> Response {
    response.extensions_mut().insert(Honest(endpoint));
    response
}

fn invented(code: u16, body: FaultBody) -> Response {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    match body {
        FaultBody::Json(text) => (status, [(header::CONTENT_TYPE, "application/json")], text).into_response(),
        FaultBody::Html(text) => {
            (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], text).into_response()
        }
        FaultBody::Empty => status.into_response(),
    }
}
