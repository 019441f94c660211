//! Percent, form and base64url against `percent-encoding`, `form_urlencoded` and `base64`.

use crate::cases;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gws_auth_core::ErrorKind;
use gws_auth_core::wire::percent::{self, Plus};
use gws_auth_core::wire::{base64url, form};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};
use proptest::prelude::*;

/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    percent::encode(bytes, |byte| text.push(char::from(byte)));
    text
}

fn decode(raw: &str, plus: Plus) -> Result<Vec<u8>, gws_auth_core::Error> {
    percent::decode(raw, plus).collect()
}

/// Where the first `%` without two hexadecimal digits stands.
fn first_broken(raw: &str) -> Option<usize> {
    let bytes = raw.as_bytes();
    (0..bytes.len()).find(|at| {
        let digits = bytes.iter().skip(at + 1).take(2).filter(|b| b.is_ascii_hexdigit()).count();
        bytes[*at] == b'%' && digits != 2
    })
}

/// Text rich in what matters to queries.
fn query_text() -> impl Strategy<Value = String> {
    "([a-z]|=|&|&|\\+|%[0-9A-Fa-f]{2}|%[0-9A-Gg%]{0,2}|;|[ -~]|\\PC){0,40}"
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn percent_encodes_as_others_do(bytes in any::<Vec<u8>>()) {
        let ours = encode(&bytes);
        prop_assert_eq!(&ours, &percent_encode(&bytes, RESERVED).to_string());
        prop_assert_eq!(percent::encoded_len(&bytes), ours.len());
        prop_assert_eq!(decode(&ours, Plus::Literal).unwrap(), bytes.clone());
        prop_assert_eq!(decode(&ours, Plus::Space).unwrap(), bytes);
    }

    #[test]
    fn percent_decodes_as_others_do(raw in query_text()) {
        match (decode(&raw, Plus::Literal), first_broken(&raw)) {
            (Ok(bytes), None) => prop_assert_eq!(bytes, percent_decode_str(&raw).collect::<Vec<u8>>()),
            (Err(error), Some(at)) => prop_assert_eq!((error.kind, error.at), (ErrorKind::LandingEncoding, at)),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn decodes_to_is_decode_and_compare(raw in query_text(), other in "[a-z+ =]{0,6}") {
        for plus in [Plus::Literal, Plus::Space] {
            let whole = decode(&raw, plus).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            if let Some(text) = &whole {
                prop_assert!(percent::decodes_to(&raw, plus, text));
            }
            prop_assert_eq!(percent::decodes_to(&raw, plus, &other), whole.as_deref() == Some(&*other));
        }
    }

    #[test]
    fn forms_split_and_decode_as_others_do(text in "([a-z]|=|&|\\+|%[0-9A-Fa-f]{2}|;|[ -$'-~]|[^%[:cntrl:]]){0,40}") {
        let lossy = |raw| String::from_utf8_lossy(&decode(raw, Plus::Space).unwrap()).into_owned();
        let ours: Vec<_> = form::pairs(&text).map(|pair| (lossy(pair.name), lossy(pair.value))).collect();
        let theirs: Vec<_> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn pairs_stand_where_they_say(text in query_text()) {
        for pair in form::pairs(&text) {
            prop_assert!(text[pair.at..].starts_with(pair.name));
            prop_assert!(text[pair.value_at..].starts_with(pair.value));
        }
    }

    #[test]
    fn base64url_encodes_as_others_do(bytes in any::<Vec<u8>>()) {
        let mut out = vec![0; base64url::encoded_len(bytes.len())];
        let ours = base64url::encode(&bytes, &mut out).unwrap();
        prop_assert_eq!(ours, URL_SAFE_NO_PAD.encode(&bytes));
        let mut back = vec![0; base64url::decoded_len(ours.len())];
        prop_assert_eq!(base64url::decode(ours, &mut back).unwrap(), &bytes[..]);
    }

    #[test]
    fn base64url_accepts_what_others_accept(text in "[A-Za-z0-9_-]{0,7}([A-Za-z0-9_=+/. \n-]|\\PC)?[A-Za-z0-9_-]{0,3}") {
        let mut out = vec![0; base64url::decoded_len(text.len())];
        let ours = base64url::decode(&text, &mut out);
        match URL_SAFE_NO_PAD.decode(&text) {
            Ok(bytes) => prop_assert_eq!(ours.unwrap(), &bytes[..]),
            Err(_) => {
                let whole = text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
                let kind = match text.contains(['+', '/']) {
                    true => ErrorKind::Base64Standard,
                    false if whole && text.len() % 4 != 1 => ErrorKind::Base64urlSpareBits,
                    false => ErrorKind::Base64urlInvalid,
                };
                prop_assert_eq!(ours.unwrap_err().kind, kind);
            }
        }
    }
}

/// All texts of two and three characters: every case of spare bits.
#[test]
fn base64url_refuses_all_stray_bits() {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for first in [b'A', b'e', b'_'] {
        for &second in alphabet {
            let pair = [first, second];
            let text = std::str::from_utf8(&pair).unwrap();
            assert_eq!(base64url::decode(text, &mut [0; 4]).is_ok(), URL_SAFE_NO_PAD.decode(text).is_ok());
            for &third in alphabet {
                let triple = [first, second, third];
                let text = std::str::from_utf8(&triple).unwrap();
                assert_eq!(
                    base64url::decode(text, &mut [0; 4]).is_ok(),
                    URL_SAFE_NO_PAD.decode(text).is_ok()
                );
            }
        }
    }
}
