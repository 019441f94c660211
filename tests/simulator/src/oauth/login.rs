//! The pages between the authorisation request and the redirect: password, security code, consent.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::form::Parameters;
use super::landing;
use crate::app::App;
use crate::config::Environment;
use crate::config::user::User;
use crate::pages;
use crate::store::{AuthorizationRequest, Code, Grant, Login, Stage};

/// The password page was posted.
pub(crate) async fn password(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((id, form, login)) = posted(&app, &headers, &body) else { return pages::gone() };
    if login.stage != Stage::Password {
        return pages::gone();
    }
    let user = form.find("user_id").and_then(|id| app.config.users.iter().find(|user| user.id == id));
    let password = form.find("password").unwrap_or_default();
    let Some(user) = user.filter(|user| user.password.expose() == password) else {
        let user_id = form.find("user_id").unwrap_or_default();
        let failed = pages::Failed { user_id, message: "The user ID or password is not correct. Try again." };
        return pages::login(&id, &client_name(&app, &login.request), Some(&failed));
    };
    if user.security_code.is_some() {
        app.store().advance_login(&id, Stage::SecurityCode { user: user.id.clone() });
        return pages::verify(&id, None);
    }
    logged_in(&app, &id, &login.request, user)
}

/// The security-code page was posted.
pub(crate) async fn security_code(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((id, form, login)) = posted(&app, &headers, &body) else { return pages::gone() };
    let Stage::SecurityCode { user } = &login.stage else { return pages::gone() };
    let Some(user) = app.config.users.iter().find(|other| other.id == *user) else { return pages::gone() };
    let expected = user.security_code.as_ref().map(crate::secret::Secret::expose);
    if form.find("security_code").map(str::trim) != expected {
        return pages::verify(&id, Some("The security code is not correct. Try again."));
    }
    logged_in(&app, &id, &login.request, user)
}

/// The consent page was posted.
pub(crate) async fn consent(State(app): State<Arc<App>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some((id, form, login)) = posted(&app, &headers, &body) else { return pages::gone() };
    let Stage::Consent { user } = &login.stage else { return pages::gone() };
    match form.find("answer") {
        Some("authorise") => {
            let grant = Grant { user: user.clone(), client_id: login.request.client_id.clone() };
            app.store().consent(grant.clone(), app.clock.now());
            finish(&app, &id, &login.request, grant)
        }
        Some("deny") => {
            app.store().end_login(&id);
            landing::denied(&login.request)
        }
        _ => pages::gone(),
    }
}

/// The login that a posted form belongs to.
fn posted(app: &App, headers: &HeaderMap, body: &[u8]) -> Option<(String, Parameters, Login)> {
    let form = Parameters::posted(headers, body).ok()?;
    let id = form.find("login")?.to_owned();
    let login = app.store().login(&id, app.clock.now())?.clone();
    Some((id, form, login))
}

/// Consent is asked at the first logon, after revocation and after 5 years; the mock environment skips the page (AUTHZ-10).
fn logged_in(app: &App, id: &str, request: &AuthorizationRequest, user: &User) -> Response {
    let grant = Grant { user: user.id.clone(), client_id: request.client_id.clone() };
    let now = app.clock.now();
    let mut store = app.store();
    if !store.consented(&grant, now, app.config.lifetimes.consent) {
        if app.config.environment == Environment::Test {
            store.advance_login(id, Stage::Consent { user: user.id.clone() });
            drop(store);
            return pages::consent(id, &client_name(app, request), &user.name);
        }
        store.consent(grant.clone(), now);
    }
    drop(store);
    finish(app, id, request, grant)
}

fn finish(app: &App, id: &str, request: &AuthorizationRequest, grant: Grant) -> Response {
    let code = {
        let mut store = app.store();
        if !store.end_login(id) {
            return pages::gone();
        }
        store.issue_code(Code {
            grant,
            redirect_uri: request.redirect_uri.clone(),
            code_challenge: request.code_challenge.clone(),
            expires: app.clock.now() + app.config.lifetimes.code,
            consumed: false,
        })
    };
    app.tally.lock().codes_issued += 1;
    landing::with_code(request, &code)
}

fn client_name(app: &App, request: &AuthorizationRequest) -> String {
    app.store().client(&request.client_id).map(|client| client.display_name.clone()).unwrap_or_default()
}
