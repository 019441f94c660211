//! The authorize URL against `url`; the pending login against damage.

use crate::cases;
use gws_auth_core::calls::Login;
use gws_auth_core::{
    AuthorizeRequest, Environment, ErrorKind, LoginEntropy, PendingLogin, Pkce, RedirectUri, Secret, State,
};
use proptest::prelude::*;
use url::Url;

/// What a login is made of.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    environment: &'static str,
    client_id: String,
    redirect_uri: String,
    state: Option<String>,
    verifier: Option<String>,
    entropy: Vec<u8>,
    now: i64,
}

fn redirect_uri() -> impl Strategy<Value = String> {
    let tail = "(/([a-zA-Z0-9._~:@!$&'()*+,;=\\[\\]-]|%[0-9A-Fa-f]{2}){0,6}){0,3}(\\?[a-zA-Z0-9._~:@!$&'()*+,;=/?-]{0,10})?";
    ("https://client\\.example\\.com(:[1-9][0-9]{0,3})?|http://127\\.0\\.0\\.1:[1-9][0-9]{3}|nz\\.example\\.app:", tail)
        .prop_map(|(place, tail)| place + &tail)
        .prop_filter("a redirect_uri", |uri| RedirectUri::parse(uri).is_ok())
}

pub(crate) fn parts() -> impl Strategy<Value = Parts> {
    (
        prop_oneof![Just("mock"), Just("test"), Just("production"), Just("http://127.0.0.1:9000")],
        "[ !#-&(-9;-_a-~][ -9;-~]{0,28}[ !#-&(-9;-_a-~]",
        redirect_uri(),
        proptest::option::of("[a-zA-Z0-9.?,:/\\\\+=$#-]{1,199}"),
        proptest::option::of("[A-Za-z0-9._~-]{43,128}"),
        proptest::collection::vec(any::<u8>(), 64),
        0i64..99_999_999_999,
    )
        .prop_map(|(environment, client_id, redirect_uri, state, verifier, entropy, now)| Parts {
            environment,
            client_id,
            redirect_uri,
            state,
            verifier,
            entropy,
            now,
        })
}

pub(crate) fn login(parts: &Parts) -> Login {
    let environment = Environment::parse(parts.environment).unwrap();
    let redirect_uri = RedirectUri::parse(&parts.redirect_uri).unwrap();
    let mut request = AuthorizeRequest::new(environment, &parts.client_id, redirect_uri).unwrap();
    if let Some(state) = &parts.state {
        request = request.with_state(State::new(state).unwrap());
    }
    if let Some(verifier) = &parts.verifier {
        request = request.with_pkce(Pkce::Verifier(Secret::new(verifier))).unwrap();
    }
    request.owned(&LoginEntropy::new(&parts.entropy).unwrap(), parts.now).unwrap()
}

proptest! {
    #![proptest_config(cases(600))]

    /// What was put in is what a server reads.
    #[test]
    fn the_authorize_url_holds_exactly_the_values(parts in parts()) {
        let login = login(&parts);
        let url = Url::parse(&login.url).unwrap();
        prop_assert_eq!(url.as_str(), &login.url);
        prop_assert_eq!(url.fragment(), None);
        prop_assert_eq!(url.path(), "/gateway3/oauth/authorize");
        let mut expected = vec![
            ("response_type", "code"),
            ("client_id", &*parts.client_id),
            ("redirect_uri", &*parts.redirect_uri),
            ("scope", "MYIR.Services"),
            ("state", parts.state.as_deref().unwrap_or(&login.state)),
        ];
        if let Some(challenge) = &login.code_challenge {
            expected.extend([("code_challenge", &**challenge), ("code_challenge_method", "S256")]);
        }
        let expected: Vec<_> = expected.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect();
        prop_assert_eq!(url.query_pairs().into_owned().collect::<Vec<_>>(), expected);
        prop_assert!(login.url.is_ascii() && !login.url.contains(' '));
    }

    #[test]
    fn the_pending_login_says_what_was_put_in(parts in parts()) {
        let login = login(&parts);
        let text = login.pending.expose();
        prop_assert!(text.bytes().all(|b| matches!(b, 0x20..=0x7E)));
        let pending = PendingLogin::parse(text).unwrap();
        prop_assert_eq!(pending.environment(), Environment::parse(parts.environment).unwrap());
        prop_assert_eq!(pending.client_id(), &parts.client_id);
        prop_assert_eq!(pending.redirect_uri(), &parts.redirect_uri);
        prop_assert_eq!(pending.state(), &login.state);
        prop_assert_eq!(pending.created_at(), parts.now);
    }

    /// One byte changed, left out or put in, or the end cut off: refused, wherever it is.
    #[test]
    fn a_damaged_pending_login_is_refused(
        parts in parts(),
        place in any::<prop::sample::Index>(),
        byte in 0u8..0x80,
    ) {
        let login = login(&parts);
        let text = login.pending.expose().as_bytes();
        let at = place.index(text.len());
        let mut changed = text.to_vec();
        changed[at] = byte;
        let mut shorter = text.to_vec();
        shorter.remove(at);
        let mut longer = text.to_vec();
        longer.insert(at, byte);
        for damaged in [changed, shorter, longer, text[..at].to_vec()] {
            if damaged == text {
                continue;
            }
            let error = PendingLogin::parse(std::str::from_utf8(&damaged).unwrap()).unwrap_err();
            let kinds = [ErrorKind::PendingVersion, ErrorKind::PendingMalformed, ErrorKind::PendingAltered];
            prop_assert!(kinds.contains(&error.kind), "{error:?}");
        }
    }

    #[test]
    fn any_text_is_no_pending_login(text in "(gws-pending-2 )?[0-9a-f]{0,16}\\PC{0,80}") {
        prop_assert!(PendingLogin::parse(&text).is_err());
    }
}
