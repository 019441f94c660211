//! The doors, called with fields as TypeScript lays them out: the same tests natively, in Node and in a browser.

use gws_auth_wasm::{Answer, DOORS, Door, Input, REFUSED, SLOTS, Slot, UNREADABLE};

const NOW: i64 = 1_790_000_000;

/// A field that is not there.
const NONE: Field = Field(None);

struct Field(Option<Vec<u8>>);

fn text(text: &str) -> Field {
    Field(Some(text.into()))
}

fn number(number: f64) -> Field {
    Field(Some(number.to_le_bytes().into()))
}

fn now() -> Field {
    number(NOW as f64)
}

fn policy() -> [Field; 9] {
    [NONE; 9]
}

fn client() -> [Field; 4] {
    [text("test"), text("client"), text("secret"), NONE]
}

fn fields<const N: usize>(parts: [Vec<Field>; N]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for Field(field) in parts.into_iter().flatten() {
        bytes.extend(field.as_ref().map_or(u32::MAX, |field| field.len() as u32).to_le_bytes());
        bytes.extend(field.unwrap_or_default());
    }
    bytes
}

fn door(name: &str) -> &'static Door {
    DOORS.iter().find(|door| door.name == name).expect(name)
}

/// The slots of an answer, by name.
type Found = Vec<(&'static str, String)>;

/// What a call came to, each slot with the name that its list has for it; an error is its code.
fn call(name: &str, mut arguments: Vec<u8>) -> Result<(u32, Found), (&'static str, usize)> {
    let door = door(name);
    let (mut out, mut answer) = (vec![0; 9 * arguments.len() + 4096], Answer::default());
    let status = (door.call)(&mut Input::new(&mut arguments), &mut out, &mut answer)
        .map_err(|error| (error.code(), error.at))?;
    let list = [door.answer, REFUSED, UNREADABLE][status as usize];
    let mut slots = answer.slots();
    let mut found = Vec::new();
    for token in list.split(' ') {
        let (kind, name) = token.split_at(1);
        found.push((name, shown(kind, slots.next().unwrap_or_else(|| panic!("{name} is not answered")))));
        if kind == "z" {
            found.push(("at", shown("n", slots.next().expect("a place"))));
        }
    }
    assert_eq!(slots.next(), None, "{list} does not name it");
    Ok((status, found))
}

/// A slot is of the kind that the list says.
fn shown(kind: &str, slot: Slot<'_>) -> String {
    match (kind, slot) {
        (_, Slot::Absent) => String::new(),
        ("s" | "S", Slot::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).expect("a text"),
        ("b" | "B", Slot::Bytes(bytes)) => format!("{bytes:?}"),
        ("n" | "f" | "w" | "k" | "e" | "o" | "z", Slot::Number(number)) => number.to_string(),
        _ => panic!("{kind} is {slot:?}"),
    }
}

fn member<'f>(found: &'f [(&'static str, String)], name: &str) -> &'f str {
    &found.iter().find(|(known, _)| *known == name).expect(name).1
}

fn entropy() -> Field {
    Field(Some((0..64).collect()))
}

fn authorize(now: Field) -> Vec<u8> {
    let texts = vec![text("test"), text("client"), text("https://a.example/"), NONE];
    fields([texts, vec![now, NONE, NONE, NONE, NONE, entropy()]])
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_login_begins() {
    let (status, login) = call("authorize", authorize(now())).expect("granted");
    assert_eq!(status, 0);
    assert!(member(&login, "url").starts_with("https://"));
    assert!(member(&login, "pending").starts_with("gws-pending-2 "));
    assert!(member(&login, "state").starts_with("000102") && member(&login, "warnings") == "0");
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_request_goes_out() {
    for (name, more) in [("refresh_request", 1), ("introspect_request", 2), ("revoke_request", 2)] {
        let token = [text("t"), number(1.0)].into_iter().take(more).collect();
        let arguments = fields([client().into(), token, policy().into()]);
        let (_, request) = call(name, arguments).expect("granted");
        assert_eq!(member(&request, "authorization"), "Basic Y2xpZW50OnNlY3JldA==");
        assert!(member(&request, "body").contains("token=t") && member(&request, "timeout") == "30");
    }
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_refusal_is_no_error() {
    let head = vec![number(1.0), number(401.0), NONE];
    let body = r#"{"error":"invalid_client","error_description":"Client \u0041"}"#;
    let (status, refused) =
        call("parse_token", fields([head, policy().into(), vec![text(body)]])).expect("data");
    assert_eq!((status, member(&refused, "errorDescription")), (1, "Client A"));
    assert!(!member(&refused, "meaning").is_empty() && member(&refused, "status") == "401");
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_grant_says_when_it_ends() {
    let head = vec![number(1.0), number(200.0), now()];
    let body = r#"{"access_token":"a","token_type":"Bearer","expires_in":60}"#;
    let (status, tokens) =
        call("parse_token", fields([head, policy().into(), vec![text(body)]])).expect("data");
    assert_eq!((status, member(&tokens, "accessToken"), member(&tokens, "refreshToken")), (0, "a", ""));
    assert_eq!(member(&tokens, "expiresAt"), (NOW + 60).to_string());
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn what_a_server_says_is_no_error() {
    let head = vec![number(2.0), number(502.0), NONE];
    let body = text("<title>Bad Gateway</title>");
    let (status, reply) = call("parse_token", fields([head, policy().into(), vec![body]])).expect("data");
    assert_eq!((status, member(&reply, "words"), member(&reply, "waitSeconds")), (2, "Bad Gateway", "210"));
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn introspection_and_revocation_are_read() {
    let read = |name, body: &str| {
        call(name, fields([vec![number(200.0)], policy().into(), vec![text(body)]])).expect("data").1
    };
    let said = read("parse_introspection", r#"{"active":true,"scope":"s","exp":9}"#);
    assert_eq!([member(&said, "active"), member(&said, "scope"), member(&said, "exp")], ["1", "s", "9"]);
    assert_eq!(member(&read("parse_revocation", ""), "warnings"), "0");
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn errors_have_code_and_place() {
    assert_eq!(call("authorize", Vec::new()), Err(("argument_missing", 0)));
    let arguments = fields([client().into(), vec![text("a b")], policy().into()]);
    assert_eq!(call("refresh_request", arguments), Err(("token_character", 1)));
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn what_is_cut_is_missing_and_nothing_worse() {
    let whole = authorize(now());
    for length in 0..whole.len() {
        assert!(call("authorize", whole[..length].to_vec()).is_err(), "{length}");
    }
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn times_are_whole() {
    for now in [-1.0, 1.5, 1e300, f64::NAN, f64::INFINITY, -0.0, 1.79e12] {
        assert_eq!(call("authorize", authorize(number(now))), Err(("time_invalid", 0)), "{now}");
    }
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn only_true_counts_as_verified() {
    let token = "eyJhbGciOiJFUzI1NiJ9.e30.AAAA";
    for valid in [number(0.0), number(2.0), NONE] {
        let rules = vec![NONE, NONE, number(1.0), NONE, NONE, NONE, NONE, NONE, NONE, NONE];
        assert!(call("m2m_verify_finish", fields([vec![text(token), valid, now()], rules])).is_err());
    }
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_token_is_signed_by_the_host() {
    let thumbprint = "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C";
    let head = vec![text("ES256"), text(thumbprint), NONE, NONE, text("www.name.com"), now()];
    let (_, unsigned) =
        call("m2m_unsigned", fields([head, vec![NONE, NONE, NONE, NONE, NONE]])).expect("claims");
    let signing_input = text(member(&unsigned, "signingInput"));
    let signature = Field(Some(vec![1; 64]));
    let (_, signed) =
        call("m2m_attach", fields([vec![signing_input, signature, number(0.0)]])).expect("signed");
    let token = member(&signed, "token");
    let (_, begun) = call("m2m_verify_begin", fields([vec![text(token)]])).expect("read");
    assert_eq!(member(&begun, "digest"), member(&unsigned, "digest"));
    let rules = vec![NONE, NONE, number(1.0), NONE, NONE, NONE, NONE, NONE, NONE, NONE];
    let arguments = fields([vec![text(token), number(1.0), now()], rules]);
    let (_, claims) = call("m2m_verify_finish", arguments).expect("claims");
    assert_eq!([member(&claims, "sub"), member(&claims, "startLogon")], [thumbprint, ""]);
}

/// The key of RFC 6979, A.2.5, as SEC1 and as SPKI.
#[cfg(feature = "keys")]
const KEY: &str =
    "303102010104 20c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721a00a06082a8648ce3d030107";
#[cfg(feature = "keys")]
const PUBLIC_KEY: &str = "3059301306072a8648ce3d020106082a8648ce3d030107034200 0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb67903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299";

#[cfg(feature = "keys")]
#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn a_token_is_signed_and_verified_with_key_files() {
    let file = |digits: &str| {
        let digits: Vec<_> = digits.chars().filter_map(|digit| digit.to_digit(16)).collect();
        Field(Some(digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect()))
    };
    let thumbprint = "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C";
    let arguments = |algorithm| {
        let key = vec![file(KEY), NONE, text(algorithm), text(thumbprint), NONE, NONE, text("www.name.com")];
        fields([key, vec![now(), text("user"), NONE, number(60.0), NONE, NONE]])
    };
    let (_, signed) = call("m2m_sign", arguments("ES256")).expect("signed");
    assert_eq!(member(&signed, "expiresAt"), (NOW + 60).to_string());
    assert_eq!(call("m2m_sign", arguments("ES384")), Err(("algorithm_key", 0)));
    assert_eq!(call("m2m_sign", arguments("RS256")), Err(("algorithm_key", 0)));
    let verify = |token: &str| {
        let rules = vec![NONE, text(thumbprint), NONE, NONE, text("ES256"), NONE, NONE, NONE, NONE, NONE];
        call("m2m_verify", fields([vec![text(token), file(PUBLIC_KEY), now()], rules]))
    };
    let token = member(&signed, "token");
    let (_, claims) = verify(token).expect("verified");
    assert_eq!([member(&claims, "startLogon"), member(&claims, "algorithm")], ["user", "ES256"]);
    let spoilt = token.replacen("eyJzdWIi", "eyJzdWIj", 1);
    assert_eq!(verify(&spoilt), Err(("signature_invalid", 0)));
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn the_lists_are_well_formed() {
    for door in DOORS {
        let fit = |list: &str| {
            list.split(' ').count() + list.split(' ').filter(|token| token.starts_with('z')).count()
        };
        assert!(
            [door.answer, REFUSED, UNREADABLE].into_iter().all(|list| fit(list) <= SLOTS),
            "{}",
            door.name
        );
    }
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn every_service_is_listed_and_one_says_where_it_is() {
    let service = |place: u32| call("services", fields([vec![number(f64::from(place))]])).expect("granted").1;
    let all: Vec<_> = (0..).map(service).take_while(|found| !member(found, "code").is_empty()).collect();
    assert_eq!(all.len(), gws_auth_core::services::Service::ALL.len());
    for found in &all {
        for client in ["cloud", "desktop"] {
            for (mechanism, takes) in
                [("oauth", "oauth"), ("m2m", "m2m"), ("mutual_tls", "mutualTls"), ("ssh", "ssh")]
            {
                let asked = [member(found, "code"), client, mechanism, "test"].map(text).into();
                let said = call("service_access", fields([asked])).expect("granted").1;
                let at_all =
                    member(found, takes) == "1" && (mechanism == "ssh" || !member(found, client).is_empty());
                assert_eq!(member(&said, "allowed") == "1", at_all, "{}", member(found, "code"));
                let url = member(&said, "url");
                assert_eq!(!url.is_empty(), at_all && mechanism != "ssh", "{url}");
                assert!(url.is_empty() || url.ends_with(member(found, client)), "{url}");
                assert!(!member(&said, "url").is_empty() || !member(&said, "advice").is_empty());
            }
        }
    }
    let unknown = fields([["gst", "cloud", "x", "test"].map(text).into()]);
    assert_eq!(call("service_access", unknown), Err(("argument_unknown", 0)));
}

#[cfg_attr(target_family = "wasm", wasm_bindgen_test::wasm_bindgen_test)]
#[cfg_attr(not(target_family = "wasm"), test)]
fn environments_and_numbers_are_read() {
    let (_, urls) = call("environment_urls", fields([vec![text("test")]])).expect("granted");
    assert_eq!(member(&urls, "name"), "test");
    assert_eq!(
        [member(&urls, "revoke"), member(&urls, "cloudServices")],
        [
            "https://test5.services.ird.govt.nz/gateway3/oauth/revoke",
            "https://test5.services.ird.govt.nz:4046/gateway"
        ]
    );
    let (_, checked) = call("ird_number", fields([vec![text("49-091-850")]])).expect("granted");
    assert_eq!(member(&checked, "number"), "49091850");
    let (_, facts) =
        call("inspect_access_token", fields([vec![text("eyJhbGciOiJFUzI1NiJ9.eyJleHAiOjl9.AAAA")]]))
            .expect("a JWT");
    assert_eq!([member(&facts, "claims"), member(&facts, "expiresAt")], [r#"{"exp":9}"#, "9"]);
}
