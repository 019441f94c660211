//! Landing URLs as people paste them, and what was wrong with those that core refuses.

use gws_auth_core::calls::SecretString;
use gws_auth_core::wire::uri::Uri;
use gws_auth_core::{Error, ErrorKind, PendingLogin};

use crate::exit::Failure;
use crate::terminal::note_to_people;
use crate::text::escape;

/// The parameter in which white space may stand for white space.
const DESCRIPTION: &str = "error_description=";

/// Joins a URL that a terminal or a mail has broken, and says what core passes over: nothing that a landing can hold is
/// lost by either.
pub(crate) fn mended(pasted: &SecretString) -> SecretString {
    let text = pasted.expose().trim();
    if text.starts_with(['"', '\'', '`', '“', '‘', '<', '[', '\u{feff}']) {
        note_to_people("the quotes around the landing URL were left out");
    }
    if text.contains("&amp;") {
        note_to_people("the landing URL was copied out of HTML: &amp; was read as &");
    }
    if !text.contains(char::is_whitespace) {
        return SecretString::new(text.to_owned());
    }
    note_to_people("the landing URL was broken by white space or a line break, which was left out");
    SecretString::new(joined(text))
}

/// Without white space; within a description a space is one, as some address bars show it.
fn joined(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for (index, piece) in text.split('&').enumerate() {
        let words = piece.split_whitespace();
        let between = if piece.contains(DESCRIPTION) && !piece.contains(['\r', '\n']) { "+" } else { "" };
        whole.push_str(if index > 0 { "&" } else { "" });
        whole.push_str(&words.collect::<Vec<_>>().join(between));
    }
    whole
}

/// What was wrong, said for this landing: without its parameters, which may be secret.
pub(crate) fn failure(error: Error, landing: &str, pending: &str) -> Failure {
    let failure = Failure::from(error);
    let message = match error.kind {
        ErrorKind::LandingElsewhere => elsewhere(landing, pending),
        ErrorKind::StateMissing | ErrorKind::LandingNeither if is_cut(landing) => Some(
            "The URL was cut at &, as shells do with a URL without quotes. Put it in single quotes, or pass - and paste it."
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
    !query.contains(['&', '#']) && ["code=", "state=", "error="].iter().any(|name| query.starts_with(name))
}

/// The two places beside each other, and what differs.
fn elsewhere(landing: &str, pending: &str) -> Option<String> {
    let expected = PendingLogin::parse(pending).ok()?.redirect_uri();
    let landing = landing.trim_matches(|c: char| c.is_whitespace() || "\"'`<>“”‘’\u{FEFF}".contains(c));
    let place = landing.split(['?', '#']).next().unwrap_or_default();
    let differs = match (Uri::split(place), Uri::split(expected)) {
        (Some(landed), Some(registered)) => difference(&landed, &registered),
        (None, Some(_)) if !place.starts_with('/') => "it has no scheme in front, such as https://",
        _ => "the path differs",
    };
    let place: String = place.chars().take(200).collect();
    Some(format!(
        "The landing URL is at {}, and the redirect_uri of this login is {}: {differs}. Behind a proxy that changes the host pass the query alone.",
        escape(&place),
        escape(expected)
    ))
}

/// What differs first.
fn difference(landed: &Uri<'_>, registered: &Uri<'_>) -> &'static str {
    let without_case = |a: Option<&str>, b: Option<&str>| match (a, b) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        (None, None) => true,
        _ => false,
    };
    if !landed.scheme.eq_ignore_ascii_case(registered.scheme) {
        "the scheme before the colon differs"
    } else if landed.userinfo != registered.userinfo {
        "there is a user name before the host"
    } else if !without_case(landed.host, registered.host) {
        "the host differs"
    } else if landed.effective_port() != registered.effective_port() {
        "the port differs"
    } else if landed.path.trim_end_matches('/') == registered.path.trim_end_matches('/') {
        "a slash at the end differs"
    } else if landed.path.eq_ignore_ascii_case(registered.path) {
        "capital letters in the path differ"
    } else {
        "the path differs"
    }
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_broken_url_is_joined() {
        for (text, expected) in [
            ("https://a/b?code=x\n  y&state=z", "https://a/b?code=xy&state=z"),
            (
                "?error=a&error_description=no such scope&state=z",
                "?error=a&error_description=no+such+scope&state=z",
            ),
            (
                "?error=a&error_description=no%20su\nch&sta te=z",
                "?error=a&error_description=no%20such&state=z",
            ),
        ] {
            assert_eq!(joined(text), expected);
        }
    }
}
