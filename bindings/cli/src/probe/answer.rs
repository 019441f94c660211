//! What comes back over HTTP: the host's own words, a page of somebody between, the time.

use std::time::{Instant, UNIX_EPOCH};

use gws_auth_core::calls::{Reply, parse_refusal};
use gws_auth_core::{Policy, RequestKind, UnixSeconds};
use ureq::http::{HeaderMap, header};

use super::Setting;
use super::found::Found;
use super::target::Target;
use crate::http::{Got, Lost, get};
use crate::text::date;

/// A client and a redirect URI that there are not (RFC 2606): the answer is a refusal, and its form tells who gave it.
const AUTHORIZE: &str = "/gateway3/oauth/authorize?response_type=code&client_id=gws-auth-probe\
&redirect_uri=https%3A%2F%2Fclient.invalid%2F&scope=MYIR.Services&state=gws-auth-probe";

/// Below which the services are.
const SERVICES: &str = "/gateway/";

/// A difference that the network alone may make, in seconds.
const SLIGHT: UnixSeconds = 5;

pub(super) fn authorize(found: &mut Found, target: &Target, setting: &Setting) {
    let begun = Instant::now();
    let got = match ask(target, AUTHORIZE, setting, false) {
        Ok(got) => got,
        Err(lost) => {
            return found.fail(
                "http_answer",
                "ERR-4",
                lost.message,
                "look at the network, and try again later",
            );
        }
    };
    around(found, &got, setting, begun);
    if stopped(found, &got) {
        return;
    }
    let policy = Policy::default();
    match parse_refusal(RequestKind::Authorize, got.status, &got.body, &policy) {
        Ok(Reply::Refused(refusal)) => {
            let said = format!("{} {}", refusal.status, refusal.error);
            if refusal.documented {
                let seen =
                    format!("{said}, as START IAM answers a client that there is not: {}", refusal.meaning);
                found.pass("authorize_answer", "REDIR-4", seen);
            } else {
                let remedy = "compare the host with the one that the on-boarding gave: START IAM says invalid_client here";
                found.warn("authorize_answer", "REDIR-4", format!("{said}: {}", refusal.meaning), remedy);
            }
        }
        Ok(Reply::Unreadable(unreadable)) => {
            let words = unreadable.words.map(|words| format!(": {words}")).unwrap_or_default();
            let seen =
                format!("status {} and no answer of START IAM's ({}){words}", got.status, unreadable.code);
            let remedy = "compare host and port with those that the on-boarding gave";
            found.fail("authorize_answer", "REDIR-4", seen, remedy);
        }
        Ok(Reply::Granted(never)) => match never {},
        Err(error) => found.fail("authorize_answer", "REDIR-4", error.kind.message(), error.kind.remedy()),
    }
}

/// The services' port: whether the certificate for mutual TLS is let in. Any answer over HTTP shows that it was.
pub(super) fn services(found: &mut Found, target: &Target, setting: &Setting, asked: bool) {
    const ASKED: &str = "tls_client_certificate";
    if asked {
        found.pass(ASKED, "MTLS-1", "the host asks for a client certificate");
    } else {
        let remedy = "ask whether something between opens TLS: the services' port asks for one";
        found.warn(ASKED, "MTLS-1", "the host asks for no client certificate", remedy);
    }
    if asked && setting.identity.is_none() {
        let remedy = "name the certificate and its key, to see whether they are let in";
        return found.warn("mtls_accepted", "MTLS-1", "none was shown", remedy);
    }
    let begun = Instant::now();
    match ask(target, SERVICES, setting, asked) {
        Ok(got) => {
            if asked {
                let seen = format!("the client certificate is let in (status {})", got.status);
                found.pass("mtls_accepted", "MTLS-1", seen);
            }
            around(found, &got, setting, begun);
            stopped(found, &got);
        }
        Err(lost) if asked => {
            let remedy = "run gws-auth check mtls over it; if that passes, ask IR whether this certificate is registered for this environment";
            found.fail(
                "mtls_accepted",
                "MTLS-1",
                format!("the client certificate is refused: {}", lost.message),
                remedy,
            );
        }
        Err(lost) => {
            found.fail("http_answer", "ERR-4", lost.message, "look at the network, and try again later")
        }
    }
}

fn ask(target: &Target, path: &str, setting: &Setting, show: bool) -> Result<Got, Lost> {
    let identity = setting.identity.clone().filter(|_| show);
    get(&format!("{}{path}", target.origin), setting.roots.clone(), identity, setting.timeout)
}

/// The clock, and who else had the reply in hand.
fn around(found: &mut Found, got: &Got, setting: &Setting, begun: Instant) {
    clock(found, &got.headers, setting, begun);
    let via = [header::VIA.as_str(), "x-cache", "x-squid-error", "x-bluecoat-via", "proxy-connection"]
        .into_iter()
        .find(|name| got.headers.contains_key(*name));
    if let Some(name) = via {
        let remedy = "nothing, if the rest passes; else have the proxy pass this host through untouched";
        found.warn("proxy_seen", "ENV-9", format!("the reply has a header of a proxy: {name}"), remedy);
    }
}

fn clock(found: &mut Found, headers: &HeaderMap, setting: &Setting, begun: Instant) {
    let told = headers.get(header::DATE).and_then(|value| value.to_str().ok());
    let told = told.and_then(|text| httpdate::parse_http_date(text).ok());
    let told = told.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map(|since| since.as_secs());
    let Some(told) = told.and_then(|seconds| UnixSeconds::try_from(seconds).ok()) else {
        let remedy = "compare this machine's clock with another one";
        return found.warn("clock_skew", "M2M-6", "the reply does not tell the time", remedy);
    };
    let took = UnixSeconds::try_from(begun.elapsed().as_secs()).unwrap_or(0);
    let here = setting.now.saturating_add(took);
    let skew = here.saturating_sub(told);
    let side = if skew < 0 { "behind" } else { "ahead of" };
    let seen = format!("this machine's clock is {} s {side} the host's", skew.unsigned_abs());
    let seen = if skew.abs() <= SLIGHT { "this machine's clock is the host's".into() } else { seen };
    let most = UnixSeconds::from(Policy::default().clock_skew);
    match skew.abs() {
        ..=SLIGHT => found.pass("clock_skew", "M2M-6", seen),
        slight if slight <= most => {
            found.warn("clock_skew", "M2M-6", seen, "let this machine's clock follow a time server (NTP)");
        }
        _ => {
            let at = date(told).unwrap_or_default();
            let remedy = "set this machine's clock, and let it follow a time server (NTP): tokens that it signs are too early or too old";
            found.fail("clock_skew", "M2M-6", format!("{seen}, which says {at}"), remedy);
        }
    }
}

/// Whether somebody other than the endpoint answered, or it has no time.
fn stopped(found: &mut Found, got: &Got) -> bool {
    let is_page = got.headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        kind.to_str().is_ok_and(|kind| kind.to_ascii_lowercase().starts_with("text/html"))
    }) || got.body.trim_ascii_start().starts_with(b"<");
    match got.status {
        407 => {
            let remedy = "give the proxy's credentials to the program, or have the host passed through";
            found.fail("proxy_seen", "ENV-9", "a proxy asks who you are (status 407)", remedy);
        }
        429 => {
            let wait = got.headers.get(header::RETRY_AFTER).and_then(|wait| wait.to_str().ok());
            let wait = wait.map(|wait| format!(", and to wait for {wait}")).unwrap_or_default();
            let remedy = "send less, and wait longer after each 429; if it lasts, ask IR for the limit";
            found.warn(
                "throttled",
                "ENV-10",
                format!("the host says too many requests (status 429){wait}"),
                remedy,
            );
        }
        status @ 300..=399 => {
            let to = got.headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).unwrap_or("nowhere");
            let to = to.split(['?', '#']).next().unwrap_or_default();
            let remedy = "ask whether a proxy or portal wants a login: IR's endpoint does not send a client that there is not elsewhere";
            found.fail("redirected", "ENV-9", format!("status {status} leads to {to}"), remedy);
        }
        status if is_page => {
            let words = title(&got.body).map(|title| format!(": {title}")).unwrap_or_default();
            let remedy = "have this machine's IP address put on IR's allow-list, if it is IR's splash page, which pre-production shows to others; else look for a proxy or portal between";
            found.fail(
                "splash_page",
                "ENV-9",
                format!("a page answers in place of the service (status {status}){words}"),
                remedy,
            );
        }
        status @ 500..=599 => {
            found.warn(
                "http_answer",
                "ERR-4",
                format!("the host fails (status {status})"),
                "try again later",
            );
        }
        _ => return false,
    }
    true
}

/// What the page calls itself, on one line and not too long.
fn title(body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body.get(..body.len().min(8_192))?);
    let lower = text.to_ascii_lowercase();
    let begin = lower.find("<title")? + lower.get(lower.find("<title")?..)?.find('>')? + 1;
    let end = begin + lower.get(begin..)?.find('<')?;
    let words: Vec<&str> = text.get(begin..end)?.split_whitespace().collect();
    let title: String = words.join(" ").chars().take(80).collect();
    (!title.is_empty()).then_some(title)
}
