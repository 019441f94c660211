//! The control interface of the M2M side: certificates for mutual TLS, and on-boarding.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::Problem;
use super::body::Body;
use crate::app::App;
use crate::m2m::authority::ClientIdentity;
use crate::m2m::owner::ResourceOwner;

pub(super) fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/simulator/m2m", get(about))
        .route("/simulator/m2m/client-certificates", post(client_certificate))
        .route("/simulator/employers", get(employers).post(employer))
        .route("/simulator/m2m/owners", post(employer))
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

async fn client_certificate(State(app): State<Arc<App>>, Body(body): Body<Wanted>) -> Response {
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
/// Without `certificate` a key pair and a certificate are made, and given back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewEmployer {
    /// PEM, or DER in base64.
    certificate: Option<String>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate_pem: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    private_key_pem: Option<String>,
}

async fn employer(State(app): State<Arc<App>>, Body(body): Body<NewEmployer>) -> Response {
    for (member, text) in [("issuer", &body.issuer), ("customer", &body.customer)] {
        if text.is_empty() {
            return Problem::new(format!("{member}: it is empty")).into_response();
        }
    }
    let (certificate, made) = match body.certificate {
        Some(text) => (STANDARD.decode(&text).unwrap_or_else(|_| text.into_bytes()), None),
        None => match app.m2m.authority.client(&ClientIdentity::common_name_for("payroll.example")) {
            Ok(made) => (made.certificate_pem.clone().into_bytes(), Some(made)),
            Err(error) => return refused(&error),
        },
    };
    let owner = ResourceOwner {
        certificate,
        issuer: body.issuer,
        customer: body.customer,
        requires_start_logon: body.requires_start_logon,
        sha1: body.sha1,
    };
    match app.register_owner(owner) {
        Ok(thumbprint) => Json(Registered {
            thumbprint,
            certificate_pem: made.as_ref().map(|made| made.certificate_pem.clone()),
            private_key_pem: made.map(|made| made.private_key_pem.expose().to_owned()),
        })
        .into_response(),
        Err(error) => refused(&error),
    }
}

#[derive(Serialize)]
struct Employer {
    thumbprint: String,
    issuer: String,
    customer: String,
    requires_start_logon: bool,
}

#[derive(Serialize)]
struct Employers {
    employers: Vec<Employer>,
}

async fn employers(State(app): State<Arc<App>>) -> Json<Employers> {
    let mut employers: Vec<_> = app
        .store()
        .owners()
        .map(|owner| {
            let (issuer, customer, requires_start_logon) = owner.on_record();
            let (thumbprint, issuer) = (owner.thumbprint().to_owned(), issuer.to_owned());
            Employer { thumbprint, issuer, customer: customer.to_owned(), requires_start_logon }
        })
        .collect();
    employers.sort_by(|one, other| one.thumbprint.cmp(&other.thumbprint));
    Json(Employers { employers })
}

fn refused(error: &impl std::error::Error) -> Response {
    Problem::new(error.to_string()).into_response()
}
