//! The control interface of the M2M side: certificates for mutual TLS, and on-boarding.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::m2m::authority::ClientIdentity;
use crate::m2m::owner::ResourceOwner;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/simulator/m2m", get(about))
        .route("/simulator/m2m/client-certificates", post(client_certificate))
        .route("/simulator/m2m/owners", post(owner))
}

#[derive(Serialize)]
struct About {
    url: String,
    ca_pem: String,
}

async fn about(State(app): State<Arc<App>>) -> Json<About> {
    Json(About { url: app.m2m.url.clone(), ca_pem: app.m2m.authority.pem() })
}

/// `{}` or `{"common_name": "<32 hex>.irdgws.test.payroll.example"}`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    common_name: Option<String>,
}

#[derive(Serialize)]
struct Issued {
    common_name: String,
    certificate_pem: String,
    private_key_pem: String,
}

async fn client_certificate(State(app): State<Arc<App>>, Json(body): Json<Wanted>) -> Response {
    let name = body.common_name.unwrap_or_else(|| ClientIdentity::common_name_for("payroll.example"));
    match app.m2m.authority.client(&name) {
        Ok(identity) => Json(Issued {
            common_name: identity.common_name,
            certificate_pem: identity.certificate_pem,
            private_key_pem: identity.private_key_pem.expose().to_owned(),
        })
        .into_response(),
        Err(error) => refused(&error),
    }
}

/// `{"certificate": "-----BEGIN CERTIFICATE-----…", "issuer": "…", "customer": "…"}`, and two flags that are off by default.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewOwner {
    /// PEM, or DER in base64.
    certificate: String,
    issuer: String,
    customer: String,
    #[serde(default)]
    requires_start_logon: bool,
    #[serde(default)]
    sha1: bool,
}

#[derive(Serialize)]
struct Registered {
    thumbprint: String,
}

async fn owner(State(app): State<Arc<App>>, Json(body): Json<NewOwner>) -> Response {
    let owner = ResourceOwner {
        certificate: STANDARD.decode(&body.certificate).unwrap_or_else(|_| body.certificate.into_bytes()),
        issuer: body.issuer,
        customer: body.customer,
        requires_start_logon: body.requires_start_logon,
        sha1: body.sha1,
    };
    match app.register_owner(owner) {
        Ok(thumbprint) => Json(Registered { thumbprint }).into_response(),
        Err(error) => refused(&error),
    }
}

fn refused(error: &impl std::error::Error) -> Response {
    #[derive(Serialize)]
    struct Problem {
        error: String,
    }
    (StatusCode::UNPROCESSABLE_ENTITY, Json(Problem { error: error.to_string() })).into_response()
}
