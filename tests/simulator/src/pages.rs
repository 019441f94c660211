//! The HTML pages. No scripts; every page says that this is not Inland Revenue.

mod overview;

use std::sync::OnceLock;

use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

pub(crate) use overview::{example_url, overview};

/// Where the password page is posted to.
pub(crate) const LOGIN: &str = "/simulator/pages/login";
/// Where the security-code page is posted to.
pub(crate) const VERIFY: &str = "/simulator/pages/verify";
/// Where the consent page is posted to.
pub(crate) const CONSENT: &str = "/simulator/pages/consent";

const STYLE: &str = include_str!("pages/style.css");

/// Nothing but this page's own style, and no frame around it (AUTHZ-6).
///
/// `form-action` is left out on purpose: browsers apply it to the redirects after a form too, so that it would stop the way back to the client.
pub(crate) fn security_policy() -> HeaderValue {
    static POLICY: OnceLock<HeaderValue> = OnceLock::new();
    let policy = || {
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        let text =
            format!("default-src 'none'; style-src 'sha256-{hash}'; frame-ancestors 'none'; base-uri 'none'");
        HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("frame-ancestors 'none'"))
    };
    POLICY.get_or_init(policy).clone()
}

/// A failed attempt to log in: what was typed, and what is said about it.
pub(crate) struct Failed<'a> {
    pub(crate) user_id: &'a str,
    pub(crate) message: &'a str,
}

/// The login page. After a failed attempt the user ID stays, and the password is asked for again.
pub(crate) fn login(id: &str, client: &str, failed: Option<&Failed<'_>>) -> Response {
    let (first, second) = if failed.is_some() { ("", " autofocus") } else { (" autofocus", "") };
    let body = format!(
        r#"<h1>Log in</h1>
<p>to continue to <strong>{client}</strong></p>
{alert}<form method="post" action="{LOGIN}" data-step="login">
<input type="hidden" name="login" value="{id}">
<label for="user_id">User ID</label>
<input id="user_id" name="user_id" autocomplete="username" autocapitalize="none" spellcheck="false" value="{user_id}" required{first}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{second}>
<div class="buttons"><button type="submit">Log in</button></div>
</form>
<p class="hint">The test users are listed at <a href="/simulator/">/simulator/</a>.</p>"#,
        client = escape(client),
        user_id = escape(failed.map(|failed| failed.user_id).unwrap_or_default()),
        alert = alert(failed.map(|failed| failed.message)),
    );
    page("Log in", &body)
}

/// The security-code page of two-step verification.
pub(crate) fn verify(id: &str, message: Option<&str>) -> Response {
    let body = format!(
        r#"<h1>Verify security code</h1>
<p>Enter the 6-digit code. The simulator's codes never change; they are listed with the test users at <a href="/simulator/">/simulator/</a>.</p>
{alert}<form method="post" action="{VERIFY}" data-step="verify">
<input type="hidden" name="login" value="{id}">
<label for="security_code">Security code</label>
<input id="security_code" name="security_code" inputmode="numeric" pattern="[0-9]{{6}}" maxlength="6" autocomplete="one-time-code" required autofocus>
<div class="buttons"><button type="submit">Confirm</button></div>
</form>"#,
        alert = alert(message),
    );
    page("Verify security code", &body)
}

/// The consent page.
pub(crate) fn consent(id: &str, client: &str, user: &str) -> Response {
    let body = format!(
        r#"<h1>Welcome, {user}</h1>
<p><strong>{client}</strong> asks for your consent to access your account.</p>
<p>Do you authorise <strong>{client}</strong> to access all of the (made-up) information in it?</p>
<form method="post" action="{CONSENT}" data-step="consent">
<input type="hidden" name="login" value="{id}">
<div class="buttons">
<button type="submit" class="quiet" name="answer" value="deny">Deny</button>
<button type="submit" name="answer" value="authorise">Authorise</button>
</div>
</form>"#,
        user = escape(user),
        client = escape(client),
    );
    page("Consent", &body)
}

/// A form that belongs to no login: too old, answered already, or out of turn.
pub(crate) fn gone() -> Response {
    let body = "<h1>This login has ended</h1>\n<p>It was answered already, or it waited too long. Go back to the application and start again.</p>\n<p class=\"hint\">The simulator's own page: <a href=\"/simulator/\">/simulator/</a>.</p>";
    (StatusCode::BAD_REQUEST, page("Login ended", body)).into_response()
}

/// The page of a proxy, for faults (ENV-9). It has neither our form nor JSON.
pub(crate) fn splash() -> String {
    document(
        "Restricted environment",
        "<h1>Restricted environment</h1>\n<p>This page stands for one that a proxy puts in the way: it is not the answer of the service.</p>",
    )
}

/// A page with the banner around `body`, which is HTML already.
fn page(title: &str, body: &str) -> Response {
    Html(document(title, body)).into_response()
}

fn document(title: &str, body: &str) -> String {
    format!(
        r#"<!doctype html>
<html lang="en-NZ">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Simulator: not Inland Revenue</title>
<style>{STYLE}</style>
</head>
<body>
<p class="banner" role="note">Simulator: not Inland Revenue. Use test data only.</p>
<main>
{body}
</main>
</body>
</html>
"#
    )
}

fn alert(message: Option<&str>) -> String {
    message
        .map(|message| format!("<p class=\"alert\" role=\"alert\">{}</p>\n", escape(message)))
        .unwrap_or_default()
}

/// Text for an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_names_is_escaped() {
        assert_eq!(escape(r#"<b a="1">'&"#), "&lt;b a=&quot;1&quot;&gt;&#39;&amp;");
    }
}
