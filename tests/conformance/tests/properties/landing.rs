//! The redirect back: round trips, other places, any text.

use crate::cases;
use gws_auth_core::calls::{self, Login, LoginOptions};
use gws_auth_core::{ErrorKind, Outcome, PendingLogin, Policy};
use proptest::prelude::*;
use url::Url;

const NOW: i64 = 1_790_000_000;
const REDIRECT_URI: &str = "https://client.example.com:8443/return";

fn login() -> Login {
    let entropy: Vec<u8> = (0..64).collect();
    calls::authorize("test", "client", REDIRECT_URI, &entropy, NOW, &LoginOptions::default()).unwrap()
}

/// A way of writing the registered address, at times a wrong one.
fn place() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => Just(REDIRECT_URI.to_owned()),
        2 => "(https|HTTPS|http)://(client|CLIENT|evil)\\.example\\.com(:8443|:443|:08443|)/(return|Return|\\./return|a/\\.\\./return)",
        4 => "https:[/\\\\]{0,3}([a-z.@:/\\\\%-]|client\\.example\\.com){0,4}(:8443)?/return",
        1 => " https://(evil|client)\\.example\\.com/",
        1 => "/(return|/return|other)",
        1 => Just(String::new()),
    ]
}

/// Before and behind a landing: white space as the standard library has it, what cannot be seen, and nothing else. Every
/// character where there are any, and many of the others.
#[test]
fn what_is_blank_around_a_landing_is_passed_over() {
    let login = login();
    let url = format!("{REDIRECT_URI}?code=abc&state={}", login.state);
    let near = (0..0x3100).chain(0xFE00..=0xFFFF);
    for character in near.chain((0x3100..0x11_0000).step_by(97)).filter_map(char::from_u32) {
        let blank = character.is_whitespace()
            || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
        let landing = format!("{character}{url}");
        let result = calls::landing(login.pending.expose(), &landing, NOW, &Policy::default());
        assert_eq!(matches!(result, Ok(Outcome::Granted(_))), blank, "before: {character:?}");
        let behind =
            calls::landing(login.pending.expose(), &format!("{url}{character}"), NOW, &Policy::default());
        let same = matches!(behind, Ok(Outcome::Granted(code)) if code.expose() == "abc");
        // Behind it, a fragment or another parameter may begin.
        assert!(same == blank || matches!(character, '#' | '&'), "behind: {character:?}");
    }
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn any_code_comes_through(code in "[!-~]{1,120}", extra in "[a-z]{0,5}") {
        let login = login();
        let mut url = Url::parse(REDIRECT_URI).unwrap();
        url.query_pairs_mut().append_pair("code", &code).append_pair("x", &extra).append_pair("state", &login.state);
        let outcome = calls::landing(login.pending.expose(), url.as_str(), NOW, &Policy::default()).unwrap();
        let granted = outcome.granted().unwrap();
        prop_assert_eq!(granted.expose(), &code);
    }

    #[test]
    fn any_refusal_comes_through(error in "\\PC{1,20}", description in "\\PC{0,60}") {
        let login = login();
        let mut url = Url::parse(REDIRECT_URI).unwrap();
        let query = [("error", &*error), ("error_description", &*description), ("state", &*login.state)];
        url.query_pairs_mut().extend_pairs(query);
        let outcome = calls::landing(login.pending.expose(), url.as_str(), NOW, &Policy::default()).unwrap();
        let refusal = outcome.refused().unwrap();
        prop_assert_eq!((refusal.error, refusal.error_description), (error, Some(description)));
    }

    /// Whatever the address looks like: where others see another one, the landing is not accepted.
    #[test]
    fn no_other_place_is_accepted(place in place()) {
        let login = login();
        let landing = format!("{place}?x&code=abc&state={}", login.state);
        let result = calls::landing(login.pending.expose(), &landing, NOW, &Policy::default());
        let Ok(Outcome::Granted(code)) = result else { return Ok(()) };
        prop_assert_eq!(code.expose(), "abc");
        if let Ok(landed) = Url::parse(&landing) {
            let registered = Url::parse(REDIRECT_URI).unwrap();
            prop_assert_eq!(landed.scheme(), registered.scheme());
            prop_assert_eq!(landed.host_str(), registered.host_str());
            prop_assert_eq!(landed.port_or_known_default(), registered.port_or_known_default());
            prop_assert_eq!(landed.path(), registered.path());
        }
    }

    /// A place without a scheme, or behind junk, is no bare query (REDIR-6).
    #[test]
    fn no_place_hides_in_a_bare_query(
        before in "[a-z0-9.]{0,6}", mark in "[/:?\\\\@\u{e9}\u{3042}]", after in "[a-z0-9./:?@\\\\-]{0,10}", begin in "(\u{FEFF}| |\"|)",
    ) {
        let login = login();
        let refused = |landing: &str| {
            let read = calls::landing(login.pending.expose(), landing, NOW, &Policy::default());
            read.is_err_and(|error| error.kind == ErrorKind::LandingElsewhere)
        };
        let rest = format!("code=abc&state={}", login.state);
        let place = format!("{before}{mark}{after}");
        prop_assert!(refused(&format!("{begin}{place}?x=1&{rest}")), "{place}?x=1");
        // A mark that begins a bare query is the only one that may stand there.
        if mark != "?" {
            prop_assert!(refused(&format!("{begin}{place}=1&{rest}")), "{place}=1");
            prop_assert!(refused(&format!("{begin}{place}&{rest}")), "{place}");
        }
    }

    /// What copying puts around a landing changes nothing.
    #[test]
    fn what_stands_around_a_landing_does_not_matter(
        before in "[ \t\r\n\u{FEFF}\u{200B}]{0,3}", after in "[ \t\r\n\u{200B}\u{A0}]{0,3}", quote in "(|\"|'|`)", code in "[!-~]{1,40}",
    ) {
        let login = login();
        let mut url = Url::parse(REDIRECT_URI).unwrap();
        url.query_pairs_mut().append_pair("code", &code).append_pair("state", &login.state);
        let landing = format!("{before}{quote}{after}{url}{before}{quote}{after}").replace('&', "&amp;");
        let outcome = calls::landing(login.pending.expose(), &landing, NOW, &Policy::default()).unwrap();
        let granted = outcome.granted().unwrap();
        prop_assert_eq!(granted.expose(), &code);
    }

    /// Without the state that was sent nothing is ever granted.
    #[test]
    fn nothing_is_granted_without_the_state(
        landing in "(https://client\\.example\\.com:8443/return\\?|\\?|)((code|state|error|co%64e|x)=[0-9a-f%+;]{0,6}[&;]?){0,5}\\PC{0,10}",
    ) {
        let login = login();
        let mut out = vec![0; landing.len()];
        let pending = PendingLogin::parse(login.pending.expose()).unwrap();
        let error = pending.accept(&landing, NOW, &Policy::default(), &mut out).unwrap_err();
        prop_assert!(error.kind != ErrorKind::BufferTooSmall, "as many bytes as the landing are enough");
        prop_assert!(error.at <= landing.len());
    }

    /// With the right state among any other text: no panic, and a code only if it was there.
    #[test]
    fn any_text_around_the_state_is_judged(before in "\\PC{0,20}", after in "(&(code|error|state)=)?\\PC{0,20}") {
        let login = login();
        let landing = format!("{before}&state={}{after}", login.state);
        let mut out = vec![0; landing.len()];
        let pending = PendingLogin::parse(login.pending.expose()).unwrap();
        if let Ok(Outcome::Granted(code)) = pending.accept(&landing, NOW, &Policy::default(), &mut out) {
            prop_assert!(!code.code().is_empty());
            prop_assert!(landing.contains("code=") || landing.contains('%'));
        }
    }
}
