//! `GET /simulator/`: what a tester needs to know, for people.

use std::fmt::Write as _;

use axum::response::Response;

use super::{escape, page};
use crate::app::App;
use crate::config::Environment;
use crate::control::control_lines;
use crate::endpoint::Endpoint;

/// The overview of clients, users, counters and how to start.
pub(crate) fn overview(app: &App) -> Response {
    let base = &app.base_url;
    let environment = match app.config.environment {
        Environment::Test => "test (consent page shown)",
        Environment::Mock => "mock (consent skipped)",
    };
    let counters = serde_json::to_string_pretty(&app.tally.lock().clone()).unwrap_or_default();
    let body = format!(
        r#"<h1>START IAM simulator</h1>
<p>A test double for client software. Environment: {environment}. All names, passwords and secrets here are test data.</p>
<p><a href="{example}">Log in as an example client</a> (the landing page does not exist; look at the address bar).</p>
<h2>Users</h2>
<table><tr><th>User ID</th><th>Password</th><th>Security code</th><th>Delegation</th></tr>
{users}</table>
<h2>Clients</h2>
<table><tr><th>Client</th><th>Secret</th><th>Refresh tokens</th><th>Redirect URIs</th></tr>
{clients}</table>
<h2>Endpoints</h2>
<table><tr><th>Endpoint</th><th>URL</th><th>Requests</th><th>Delivered</th><th>Faults waiting</th></tr>
{endpoints}</table>
<p>The services at <code>{m2m}</code> want a client certificate of the test CA and a client-signed JWT of a registered resource owner.</p>
<h2>Counters</h2>
<pre>{counters}</pre>
<h2>Control</h2>
<pre>{control}</pre>"#,
        example = escape(&example_url(app).unwrap_or_default()),
        users = users(app),
        clients = clients(app),
        endpoints = endpoints(app),
        m2m = escape(&app.m2m.url),
        counters = escape(&counters),
        control = escape(&control_lines(base)),
    );
    page("Overview", &body)
}

/// An authorisation URL of the first client, to click.
pub(crate) fn example_url(app: &App) -> Option<String> {
    let client = app.config.clients.first()?;
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("response_type", "code").append_pair("client_id", &client.id);
    query.append_pair("redirect_uri", client.redirect_uris.first()?).append_pair("scope", "MYIR.Services");
    query.append_pair("state", "example");
    Some(format!("{}{}?{}", app.base_url, Endpoint::Authorize.path(), query.finish()))
}

fn users(app: &App) -> String {
    let mut rows = String::new();
    for user in &app.config.users {
        let code = user.security_code.as_ref().map_or("–", |code| code.expose());
        let (id, password, code) = (escape(&user.id), escape(user.password.expose()), escape(code));
        let delegation = if user.delegation { "yes" } else { "no" };
        let _ = writeln!(
            rows,
            "<tr><td data-label='User ID'><code>{id}</code></td><td data-label='Password'><code>{password}</code></td><td data-label='Security code'>{code}</td><td data-label='Delegation'>{delegation}</td></tr>"
        );
    }
    rows
}

fn clients(app: &App) -> String {
    let mut rows = String::new();
    // The store's, because tests add clients and replace secrets.
    for client in app.store().clients() {
        let uris: Vec<_> = client.redirect_uris.iter().map(|uri| escape(uri)).collect();
        let refresh = if client.refresh_tokens { "yes" } else { "no" };
        let secret = escape(client.secret.expose());
        let _ = writeln!(
            rows,
            "<tr><td data-label='Client'><code>{}</code></td><td data-label='Secret'><code>{}</code></td><td data-label='Refresh tokens'>{refresh}</td><td data-label='Redirect URIs'>{}</td></tr>",
            escape(&client.id),
            secret,
            uris.join("<br>")
        );
    }
    rows
}

fn endpoints(app: &App) -> String {
    let counters = app.tally.lock().clone();
    let mut rows = String::new();
    for endpoint in Endpoint::ALL {
        let _ = writeln!(
            rows,
            "<tr><td data-label='Endpoint'>{}</td><td data-label='URL'><code>{}</code></td><td data-label='Requests'>{}</td><td data-label='Delivered'>{}</td><td data-label='Faults waiting'>{}</td></tr>",
            endpoint.name(),
            app.url(endpoint),
            counters.requests(endpoint),
            counters.delivered(endpoint),
            app.faults.waiting(endpoint)
        );
    }
    rows
}
