//! Landing URLs as people paste them, and what was wrong with those that core refuses.

use gws_auth_core::calls::SecretString;
use gws_auth_core::{Error, ErrorKind, PendingLogin};

use crate::exit::Failure;
use crate::terminal::note_to_people;
use crate::text::escape;

/// Takes off what terminals, mail programs and web pages add to a URL: nothing that a landing can hold is lost by it.
pub(crate) fn mended(pasted: &SecretString) -> SecretString {
    let text = pasted.expose();
    let around =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '“' | '”' | '<' | '>' | '\u{FEFF}');
    let mut whole: String = text.trim_matches(around).to_owned();
    if whole.len() < text.trim().len() {
        note_to_people("the quotes around the landing URL were left out");
    }
    if whole.contains(char::is_whitespace) {
        whole.retain(|c| !c.is_whitespace());
        note_to_people("the landing URL was broken by white space or a line break, which was left out");
    }
    if whole.contains("&amp;") {
        whole = whole.replace("&amp;", "&");
        note_to_people("the landing URL was copied out of HTML: &amp; was read as &");
    }
    SecretString::new(whole)
}

/// What was wrong, said for this landing: without its parameters, which may be secret.
pub(crate) fn failure(error: Error, landing: &str, pending: &str) -> Failure {
    let failure = Failure::from(error);
    let message = match error.kind {
        ErrorKind::LandingElsewhere => elsewhere(landing, pending),
        ErrorKind::LandingNeither | ErrorKind::StateMissing | ErrorKind::StateMismatch
            if landing.matches('?').count() > 1 =>
        {
            Some(
                "the URL has a second ? where & should stand: pass it as the browser shows it, or find out what rewrote it"
                    .to_owned(),
            )
        }
        ErrorKind::StateMissing | ErrorKind::LandingNeither if is_cut(landing) => Some(
            "the URL was cut at &, as shells do with a URL without quotes: put it in single quotes, or pass - and paste it"
                .to_owned(),
        ),
        _ => None,
    };
    match message {
        Some(message) => failure.with("message", message),
        None => failure,
    }
}

/// Half of a landing: `code` without `state`, or the other way round, and no `&`.
fn is_cut(landing: &str) -> bool {
    let query = landing.split_once('?').map_or(landing, |(_, query)| query);
    !query.contains('&') && ["code=", "state=", "error="].iter().any(|name| query.starts_with(name))
}

/// The two places beside each other.
fn elsewhere(landing: &str, pending: &str) -> Option<String> {
    let expected = PendingLogin::parse(pending).ok()?.redirect_uri();
    let place = landing.split(['?', '#']).next().unwrap_or_default();
    let hint = if place.trim_end_matches('/') == expected.trim_end_matches('/') {
        ": a slash at the end differs"
    } else if place.eq_ignore_ascii_case(expected) {
        ": capital letters differ"
    } else {
        ""
    };
    Some(format!(
        "the landing URL is at {}, and the redirect_uri of this login is {}{hint}. Behind a proxy that changes the host pass the query alone",
        escape(place),
        escape(expected)
    ))
}
