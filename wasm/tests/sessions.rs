//! The steps of sessions that doors work out anew from all that has happened are those of core's `calls::Session`, which keeps a
//! state: on random walks through events that fit and that do not.

#![cfg(not(target_family = "wasm"))]

use gws_auth_core::calls::{
    ClientSettings, OwnedClient, PolicyChanges, SecretString, Session, SessionEvent, SessionRules,
    SessionStep,
};
use gws_auth_wasm::{Answer, DOORS, Input, Slot};

const NOW: i64 = 1_790_000_000;
const WALKS: u64 = 1_500;
const REPLIES: [(u16, &str); 7] = [
    (
        200,
        r#"{"access_token":"access-2","refresh_token":"refresh-2","token_type":"Bearer","expires_in":600}"#,
    ),
    (200, r#"{"access_token":"access-3","token_type":"Bearer"}"#),
    (400, r#"{"error":"invalid_grant","error_description":"x"}"#),
    (429, r#"{"error":"slow_down"}"#),
    (502, "<title>Bad Gateway</title>"),
    (200, r#"{"active":true}"#),
    (200, r#"{"active":false}"#),
];

/// What happened: its place in the list, and what came with it.
#[derive(Clone)]
enum Happened {
    Loaded(Option<String>),
    Plain(u8),
    Reply(u16, &'static str),
}

impl Happened {
    fn event(&self) -> SessionEvent<'_> {
        match self {
            Self::Loaded(record) => SessionEvent::Loaded(record.as_deref()),
            Self::Plain(1) => SessionEvent::Stored,
            Self::Plain(2) => SessionEvent::NotStored,
            Self::Plain(3) => SessionEvent::NotSent,
            Self::Plain(4) => SessionEvent::NoReply,
            Self::Plain(_) => SessionEvent::Waited,
            Self::Reply(status, body) => SessionEvent::Reply { status: *status, body: body.as_bytes() },
        }
    }

    fn fields(&self, now: i64) -> Vec<u8> {
        let (place, status, text) = match self {
            Self::Loaded(record) => (0, None, record.as_deref()),
            Self::Plain(place) => (*place, None, None),
            Self::Reply(status, body) => (6, Some(*status), Some(*body)),
        };
        let mut bytes = Vec::new();
        put(&mut bytes, Some(&f64::from(place).to_le_bytes()));
        put(&mut bytes, Some(&(now as f64).to_le_bytes()));
        put(
            &mut bytes,
            status.map(|status| f64::from(status).to_le_bytes()).as_ref().map(|bytes| &bytes[..]),
        );
        put(&mut bytes, text.map(str::as_bytes));
        bytes
    }
}

fn put(bytes: &mut Vec<u8>, field: Option<&[u8]>) {
    bytes.extend(field.map_or(u32::MAX, |field| field.len() as u32).to_le_bytes());
    bytes.extend(field.unwrap_or_default());
}

struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }
}

/// One text for a step of either side.
fn shown(step: &SessionStep, problem: Option<&str>) -> String {
    let request = |name, request: &gws_auth_core::calls::HttpRequest| {
        let authorization = request.headers.iter().find(|header| header.name == "Authorization");
        let authorization = authorization.map(|header| header.value.expose());
        format!("{name} {} {} {}", request.url, authorization.unwrap_or_default(), request.body.expose())
    };
    let text = match step {
        SessionStep::Load => "load".into(),
        SessionStep::Swap(swap) => {
            format!("swap {} {} {}", swap.record.expose(), swap.expected_version, swap.version)
        }
        SessionStep::Send { request: it, send_before } => format!("{} {send_before}", request("send", it)),
        SessionStep::Ask { request: it } => request("ask", it),
        SessionStep::Discard { request: it } => request("discard", it),
        SessionStep::Wait { seconds } => format!("wait {seconds}"),
        SessionStep::Use { token, generation, refresh_from } => {
            format!("use {} {generation} {refresh_from}", token.expose())
        }
        SessionStep::LoginRequired(reason) => format!("login_required {}", reason.code()),
    };
    format!("{text} {}", problem.unwrap_or_default())
}

/// What the door says after all that has happened.
fn door(jitter: u32, rules: &SessionRules, happened: &[u8]) -> Result<String, &'static str> {
    let mut arguments = Vec::new();
    for text in ["test", "client", "secret"] {
        put(&mut arguments, Some(text.as_bytes()));
    }
    put(&mut arguments, None);
    put(&mut arguments, Some(&[7; 16]));
    put(&mut arguments, Some(&f64::from(jitter).to_le_bytes()));
    (0..9).for_each(|_| put(&mut arguments, None));
    (0..3).for_each(|_| put(&mut arguments, None));
    for flag in [rules.login_if_in_doubt, rules.introspect_first] {
        put(&mut arguments, Some(&f64::from(u8::from(flag == Some(true))).to_le_bytes()));
    }
    put(&mut arguments, Some(happened));
    let (mut out, mut answer) = (vec![0; 9 * arguments.len() + 4096], Answer::default());
    let door = DOORS.iter().find(|door| door.name == "session_next").expect("there is one");
    (door.call)(&mut Input::new(&mut arguments), &mut out, &mut answer).map_err(|error| error.code())?;
    let slots: Vec<_> = answer.slots().map(text).collect();
    let [name, problem, time, generation, text, record, expected, version, _, url, authorization, body, _] =
        &slots[..]
    else {
        panic!("{slots:?}")
    };
    let request = format!("{name} {url} {authorization} {body}");
    let step = match name.as_str() {
        "swap" => format!("swap {record} {expected} {version}"),
        "send" => format!("{request} {time}"),
        "ask" | "discard" => request,
        "wait" => format!("wait {time}"),
        "use" => format!("use {text} {generation} {time}"),
        "login_required" => format!("login_required {text}"),
        _ => name.clone(),
    };
    Ok(format!("{step} {problem}"))
}

fn text(slot: Slot<'_>) -> String {
    match slot {
        Slot::Absent => String::new(),
        Slot::Number(number) => number.to_string(),
        Slot::Bytes(bytes) => String::from_utf8(bytes.to_vec()).expect("a text"),
    }
}

fn client() -> OwnedClient {
    let settings = ClientSettings {
        environment: "test".into(),
        client_id: "client".into(),
        client_secret: Some(SecretString::new("secret".into())),
        relay_url: None,
    };
    OwnedClient::new(settings).expect("a client")
}

#[test]
fn the_steps_are_cores() {
    let (mut seen, mut mistakes) = (std::collections::BTreeMap::new(), 0);
    for walk in 1..=WALKS {
        let mut random = Random(walk.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let flag = |random: &mut Random| Some(random.below(4) == 0);
        let rules = SessionRules {
            login_if_in_doubt: flag(&mut random),
            introspect_first: flag(&mut random),
            ..SessionRules::default()
        };
        let jitter = random.below(120) as u32;
        let policy = PolicyChanges::default().policy();
        let mut session = Session::new(client(), [7; 16], jitter, policy, rules.rules(&policy));
        let mut now = NOW + 600 * random.below(3) as i64;
        // What the store has: perhaps a login, perhaps what another worker stores in between.
        let login = gws_auth_core::calls::parse_token(
            gws_auth_core::RequestKind::Code,
            200,
            REPLIES[0].1.as_bytes(),
            Some(NOW),
            &policy,
        );
        let tokens = login.expect("a reply").granted().expect("granted");
        let kept = gws_auth_core::calls::session_login(
            &client().get().expect("a client"),
            &tokens,
            None,
            NOW,
            &policy,
        );
        let mut stored = (random.below(8) > 0).then(|| kept.expect("a record").record.expose().to_owned());
        let mut swap = None;
        let mut happened = Vec::new();
        let mut event = Happened::Loaded(stored.clone());
        let mut problem = None;
        for _ in 0..30 {
            let waited = matches!(event, Happened::Plain(5));
            let with_event = [happened.clone(), event.fields(now)].concat();
            let step = session.next(event.event(), now);
            let said = door(jitter, &rules, &with_event);
            let step = match step {
                Ok(step) => step,
                Err(error) => {
                    assert_eq!(said, Err(error.code()), "walk {walk}");
                    mistakes += 1;
                    break;
                }
            };
            // As the loops have it: a problem stays known.
            problem = session.problem().or(problem);
            let expected = shown(&step, None);
            let said = said.expect("a step");
            assert!(said.starts_with(&expected), "walk {walk}: {said} instead of {expected}");
            let its = said.strip_prefix(&expected).map(str::trim).filter(|its| !its.is_empty());
            assert!(its.is_none() || its == problem, "walk {walk}: {its:?} instead of {problem:?}");
            *seen.entry(expected.split(' ').next().unwrap_or_default().to_owned()).or_insert(0) += 1;
            happened = with_event;
            let fitting = random.below(20) > 0;
            event = match &step {
                SessionStep::Load => {
                    if waited {
                        happened.clear();
                    }
                    Happened::Loaded(stored.clone())
                }
                SessionStep::Swap(it) => {
                    swap = Some(it.record.expose().to_owned());
                    let kept = random.below(4);
                    if kept > 0 {
                        stored = swap.clone();
                    }
                    Happened::Plain(if kept > 1 { 1 } else { 2 })
                }
                SessionStep::Send { .. } | SessionStep::Ask { .. } => match random.below(9) {
                    place @ 0..7 => {
                        let (status, body) = REPLIES[place as usize];
                        Happened::Reply(status, body)
                    }
                    place => Happened::Plain(place as u8 - 4),
                },
                SessionStep::Discard { .. } | SessionStep::Wait { .. } => Happened::Plain(5),
                SessionStep::Use { .. } | SessionStep::LoginRequired(_) => break,
            };
            if !fitting {
                event = Happened::Plain(random.below(5) as u8 + 1);
            }
            // Sometimes the record is another worker's by now.
            if random.below(30) == 0 {
                stored = swap.clone();
            }
            now += random.below(120) as i64;
        }
    }
    for step in ["load", "swap", "send", "ask", "wait", "use", "login_required"] {
        assert!(seen.get(step).is_some_and(|count| *count > 100), "{step}: {seen:?}");
    }
    assert!(mistakes > 100, "{mistakes}");
}
