//! Sessions: the calls, and walks through the steps of one worker.

use super::records::{put, put_request};
use super::{client, secret};
use gws_auth_conformance::Case;
use gws_auth_core::calls::{
    self, HttpRequest, OwnedClient, Session, SessionEvent, SessionRules, SessionStep, SessionSwap, TokenSet,
};
use gws_auth_core::{Result, UnixSeconds};

/// The events of a walk, and its steps.
const EVENTS: &[(&str, &str)] = &[
    ("event_1", "step_1"),
    ("event_2", "step_2"),
    ("event_3", "step_3"),
    ("event_4", "step_4"),
    ("event_5", "step_5"),
    ("event_6", "step_6"),
    ("event_7", "step_7"),
    ("event_8", "step_8"),
];

pub(super) fn login(case: &mut Case<'_>) -> Result<()> {
    let (access_token, refresh_token) = (case.text("access_token"), case.optional_text("refresh_token"));
    let tokens = TokenSet {
        access_token: secret(access_token),
        authorization: secret(&format!("Bearer {access_token}")),
        refresh_token: refresh_token.map(secret),
        expires_in: case.optional_integer("expires_in").map(|seconds| seconds.try_into().expect("seconds")),
        scope: None,
        sent_at: case.optional_integer("sent_at"),
        expires_at: None,
        refresh_at: None,
        warnings: Vec::new(),
    };
    let (client, before) = (client(case), case.optional_text("before"));
    let (now, policy) = (case.integer("now"), case.policy());
    let swap = calls::session_login(&client.client()?, &tokens, before, now, &policy)?;
    case.granted();
    put(case, &swap);
    Ok(())
}

pub(super) fn logout(case: &mut Case<'_>) -> Result<()> {
    let (client, record, now) = (client(case), case.text("record"), case.integer("now"));
    let (swap, request) = calls::session_logout(&client.client()?, record, now, &case.policy())?;
    match &request {
        Some(request) => put_request(case, request),
        None => case.granted(),
    }
    put(case, &swap);
    Ok(())
}

pub(super) fn reject(case: &mut Case<'_>) -> Result<()> {
    let (client, record) = (client(case), case.text("record"));
    let (generation, now) = (case.integer("generation"), case.integer("now"));
    let swap = calls::session_reject(&client.client()?, record, generation, now)?;
    case.granted();
    if let Some(swap) = &swap {
        put(case, swap);
    }
    Ok(())
}

pub(super) fn facts(case: &mut Case<'_>) -> Result<()> {
    let mut room = vec![0; gws_auth_conformance::BODY_LEN];
    let facts = calls::session_facts(case.long_text("record", &mut room))?;
    case.granted();
    put(case, &facts);
    Ok(())
}

/// Each event, and the step that it must give; one that is refused changes nothing.
pub(super) fn walk(case: &mut Case<'_>) -> Result<()> {
    let (client, policy) = (client(case), case.policy());
    let attempt = case.bytes("attempt").try_into().expect("16 bytes");
    let rules = SessionRules {
        settle: seconds(case, "settle"),
        back_off: seconds(case, "back_off"),
        poll: seconds(case, "poll"),
        login_if_in_doubt: case.optional_flag("login_if_in_doubt"),
        introspect_first: case.optional_flag("introspect_first"),
    };
    let jitter = seconds(case, "jitter").unwrap_or(0);
    let events: Vec<_> =
        EVENTS.iter().map_while(|(event, step)| Some((case.optional_text(event)?, *step))).collect();
    let mut session = Session::new(OwnedClient::new(client)?, attempt, jitter, policy, rules.rules(&policy));
    case.granted();
    for (event, name) in events {
        let (now, event) = read(event);
        case.put_text(name, &said(session.next(event, now)));
    }
    case.put_optional_text("problem", session.problem());
    Ok(())
}

fn seconds(case: &Case<'_>, name: &'static str) -> Option<u32> {
    case.optional_integer(name).map(|seconds| seconds.try_into().expect("seconds"))
}

/// `NOW EVENT`, and what came with it.
fn read(text: &str) -> (UnixSeconds, SessionEvent<'_>) {
    let (now, event) = text.split_once(' ').expect("a time");
    let (name, rest) = event.split_once(' ').map_or((event, None), |(name, rest)| (name, Some(rest)));
    let event = match (name, rest) {
        ("loaded", record) => SessionEvent::Loaded(record),
        ("stored", None) => SessionEvent::Stored,
        ("not_stored", None) => SessionEvent::NotStored,
        ("not_sent", None) => SessionEvent::NotSent,
        ("no_reply", None) => SessionEvent::NoReply,
        ("waited", None) => SessionEvent::Waited,
        ("reply", Some(rest)) => {
            let (status, body) = rest.split_once(' ').expect("a body");
            SessionEvent::Reply { status: status.parse().expect("a status"), body: body.as_bytes() }
        }
        _ => panic!("no event: {name}"),
    };
    (now.parse().expect("seconds"), event)
}

/// The step as the vectors write it.
fn said(step: Result<SessionStep>) -> String {
    let request = |HttpRequest { url, body, .. }: &HttpRequest| format!("{url} {}", body.expose());
    match step {
        Err(error) => format!("error {}", error.code()),
        Ok(SessionStep::Load) => "load".to_owned(),
        Ok(SessionStep::Swap(SessionSwap { record, expected_version, version })) => {
            format!("swap {expected_version} {version} {}", record.expose())
        }
        Ok(SessionStep::Send { request: it, send_before }) => format!("send {send_before} {}", request(&it)),
        Ok(SessionStep::Ask { request: it }) => format!("ask {}", request(&it)),
        Ok(SessionStep::Discard { request: it }) => format!("discard {}", request(&it)),
        Ok(SessionStep::Wait { seconds }) => format!("wait {seconds}"),
        Ok(SessionStep::Use { token, generation, refresh_from }) => {
            format!("use {generation} {refresh_from} {}", token.expose())
        }
        Ok(SessionStep::LoginRequired(reason)) => format!("login_required {}", reason.code()),
    }
}
