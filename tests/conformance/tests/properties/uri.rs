//! `Uri::split` against `url`.

use crate::cases;
use gws_auth_core::wire::uri::Uri;
use proptest::prelude::*;
use url::Url;

/// Hosts that both write in one way, but for case.
fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z][a-zA-Z0-9]{0,6}(\\.[a-zA-Z][a-zA-Z0-9]{0,4}){0,3}",
        any::<[u8; 4]>().prop_map(|[a, b, c, d]| format!("{a}.{b}.{c}.{d}")),
        any::<u16>().prop_map(|tail| format!("[::{:x}]", tail | 1)),
    ]
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn parts_are_those_that_others_find(
        scheme in "https?|HTTPS|Http",
        userinfo in proptest::option::of("[a-z]{1,5}(:[a-z%0-9]{0,3})?"),
        host in host(),
        port in proptest::option::of(any::<u16>()),
        path in "(/[a-zA-Z0-9_~;,=@:!$&'()*+-]{1,8}){0,3}/?",
        query in proptest::option::of("[a-zA-Z0-9/?:@=&+%-]{0,12}"),
        fragment in proptest::option::of("[a-zA-Z0-9/?:@-]{0,6}"),
    ) {
        let mut text = format!("{scheme}://");
        if let Some(userinfo) = &userinfo {
            text.push_str(&format!("{userinfo}@"));
        }
        text.push_str(&host);
        if let Some(port) = port {
            text.push_str(&format!(":{port}"));
        }
        text.push_str(&path);
        text.push_str(&query.as_ref().map_or(String::new(), |query| format!("?{query}")));
        text.push_str(&fragment.as_ref().map_or(String::new(), |fragment| format!("#{fragment}")));

        let ours = Uri::split(&text).unwrap();
        let theirs = Url::parse(&text).unwrap();
        prop_assert!(ours.has_plain_host());
        prop_assert_eq!(ours.scheme.to_ascii_lowercase(), theirs.scheme());
        let host = ours.host.map(str::to_ascii_lowercase);
        prop_assert_eq!(host.as_deref(), theirs.host_str());
        prop_assert_eq!(ours.effective_port(), theirs.port_or_known_default());
        prop_assert_eq!(if ours.path.is_empty() { "/" } else { ours.path }, theirs.path());
        prop_assert_eq!(ours.query, theirs.query());
        prop_assert_eq!(ours.fragment, theirs.fragment());
        prop_assert_eq!(ours.userinfo.is_some(), userinfo.is_some());
        if let Some(query) = ours.query {
            prop_assert!(text[ours.query_at..].starts_with(query));
        }
    }

    /// On any text at all: what ours takes for a web address with a plain host, others take for the same host and port.
    #[test]
    fn no_other_host_is_found(text in "(https?://)?([a-z0-9.:@/\\\\?#%\\[\\]_-]|client|127\\.0\\.0\\.1){0,14}") {
        let (Some(ours), Ok(theirs)) = (Uri::split(&text), Url::parse(&text)) else { return Ok(()) };
        let web = matches!(theirs.scheme(), "http" | "https");
        if !web || ours.userinfo.is_some() || !ours.has_plain_host() || ours.effective_port().is_none() {
            return Ok(());
        }
        // `url` rewrites numbers as IPv4 addresses (`127.1`, `0x7f`, `2130706433`): ours compares as text.
        let is_number = theirs.host().is_some_and(|host| matches!(host, url::Host::Ipv4(_) | url::Host::Ipv6(_)));
        if !is_number {
            prop_assert_eq!(ours.host, theirs.host_str());
        } else if ours.is_loopback() {
            prop_assert!(matches!(theirs.host(), Some(url::Host::Ipv4(ip)) if ip.is_loopback())
                || matches!(theirs.host(), Some(url::Host::Ipv6(ip)) if ip.is_loopback()));
        }
        prop_assert_eq!(ours.effective_port(), theirs.port_or_known_default());
    }

    /// What is called a loopback address is one.
    #[test]
    fn loopback_is_loopback(host in "127(\\.[0-9]{1,4}){2,4}|127\\.[0-9a-fx.]{0,12}|localhost\\.?|\\[::[0-9a-f]{1,2}\\]") {
        let text = format!("http://{host}/");
        let ours = Uri::split(&text).unwrap().is_loopback();
        let theirs = Url::parse(&text).ok().is_some_and(|url| match url.host() {
            Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
            Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        });
        prop_assert!(!ours || theirs, "{host}");
    }
}
