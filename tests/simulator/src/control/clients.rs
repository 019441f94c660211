//! The control interface's clients: those that the simulator was started with, and a test's own.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};

use super::Problem;
use super::body::Body;
use crate::app::App;
use crate::config::client::Client;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new().route("/simulator/clients", get(list).post(add))
}

/// Without its secret.
#[derive(Serialize)]
struct Listed {
    client_id: String,
    redirect_uris: Vec<String>,
    refresh_tokens: bool,
}

#[derive(Serialize)]
struct List {
    clients: Vec<Listed>,
}

async fn list(State(app): State<Arc<App>>) -> Json<List> {
    let clients = app.store().clients().iter().map(listed).collect();
    Json(List { clients })
}

/// `{"client_id": "Mine", "client_secret": "…", "redirect_uris": ["http://127.0.0.1:5000/callback"]}`; a native client adds
/// `"refresh_tokens": false`. It replaces one of the same id.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewClient {
    client_id: String,
    client_secret: String,
    redirect_uris: Vec<String>,
    #[serde(default = "yes")]
    refresh_tokens: bool,
}

const fn yes() -> bool {
    true
}

async fn add(State(app): State<Arc<App>>, Body(body): Body<NewClient>) -> Response {
    let NewClient { client_id, client_secret, redirect_uris, refresh_tokens } = body;
    let mut client = Client::cloud(client_id, client_secret);
    client.redirect_uris = redirect_uris;
    client.refresh_tokens = refresh_tokens;
    if let Err(error) = client.check() {
        return Problem::new(error.to_string()).into_response();
    }
    let listed = listed(&client);
    app.store().put_client(client);
    (StatusCode::OK, Json(listed)).into_response()
}

fn listed(client: &Client) -> Listed {
    Listed {
        client_id: client.id.clone(),
        redirect_uris: client.redirect_uris.clone(),
        refresh_tokens: client.refresh_tokens,
    }
}
