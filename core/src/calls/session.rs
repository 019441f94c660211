//! Sessions: steps that a host carries out one after the other until it has an access token that is good now.
//!
//! A host's loop has no decision in it: call [`Session::next`], do what the step says, report what came of it.

use super::introspect::{introspect_request, parse_introspection};
use super::reply::Reply;
use super::request::{HttpRequest, room};
use super::secret::SecretString;
use super::session_records::{SessionEvent, SessionFacts, SessionStep, SessionSwap};
use super::settings::OwnedClient;
use super::tokens::{TokenSet, parse_token, refresh_request};
use crate::error::{Error, ErrorKind, Result};
use crate::policy::Policy;
use crate::request::{Client, RevokeRequest, TokenTypeHint};
use crate::request_kind::RequestKind;
use crate::secret::Secret;
use crate::session::{
    Attempt, Event, Grant, MAX_REPLY_BYTES, Phase, Record, Rules, State, Step, Tokens, Turn,
};
use crate::time::UnixSeconds;

/// One worker's way to an access token of a session that many share.
#[derive(Debug)]
pub struct Session {
    client: OwnedClient,
    policy: Policy,
    rules: Rules,
    turn: Turn,
    asking: bool,
    sent_at: UnixSeconds,
    record: Option<SecretString>,
    swap: Option<SecretString>,
    granted: Option<TokenSet>,
}

impl Session {
    /// A worker with an attempt of its own: 16 bytes of the system's random source, new for each `Session`. The first
    /// step is [`SessionStep::Load`]; begin by reporting [`SessionEvent::Loaded`]. `jitter` seconds, drawn by the
    /// caller, spread the renewals of many workers.
    #[must_use]
    pub fn new(
        client: OwnedClient,
        attempt: [u8; 16],
        jitter: u32,
        mut policy: Policy,
        rules: Rules,
    ) -> Self {
        policy.max_reply_bytes = policy.max_reply_bytes.min(MAX_REPLY_BYTES);
        Self {
            client,
            policy,
            rules,
            turn: Turn::new(Attempt(u128::from_be_bytes(attempt)), jitter),
            asking: false,
            sent_at: 0,
            record: None,
            swap: None,
            granted: None,
        }
    }

    /// What an operator should know: `fix_configuration`, `fix_credentials` or `reply_unclear`; after the last one keep
    /// the reply's body where only an operator can read it.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        self.turn.problem().map(crate::session::Problem::code)
    }

    /// The next step, given what came of the last one.
    ///
    /// # Errors
    /// What [`Record::parse`] says of a stored text; `session_other_client`; `session_event`; `clock_behind`;
    /// `time_invalid`; `status_invalid`. The session is as it was, and nothing is lost.
    pub fn next(&mut self, event: SessionEvent<'_>, now: UnixSeconds) -> Result<SessionStep> {
        let now = crate::time::check(now)?;
        let mut granted = None;
        let mut loaded = None;
        let event = match event {
            SessionEvent::Loaded(None) => Event::Loaded(None),
            SessionEvent::Loaded(Some(text)) => {
                let record = Record::parse(text)?;
                check_client(&record, &self.client.get()?)?;
                loaded = Some(SecretString::new(text.into()));
                Event::Loaded(Some(record.state))
            }
            SessionEvent::Stored => Event::Stored,
            SessionEvent::NotStored => Event::NotStored,
            SessionEvent::NotSent => Event::NotSent,
            SessionEvent::NoReply => Event::Unclear,
            SessionEvent::Waited => Event::Waited,
            SessionEvent::Reply { status, body } if self.asking => self.introspected(status, body)?,
            SessionEvent::Reply { status, body } => {
                match parse_token(RequestKind::Refresh, status, body, Some(self.sent_at), &self.policy)? {
                    Reply::Granted(tokens) => {
                        let event = Event::Granted(grant_of(&tokens, self.sent_at, &self.policy));
                        granted = Some(tokens);
                        event
                    }
                    Reply::Refused(refusal) => Event::refused(refusal.status),
                    Reply::Unreadable(_) => Event::Unclear,
                }
            }
        };
        // A stored swap is what the next step works on.
        let step = self.turn.next(event, now, &self.rules)?;
        if granted.is_some() {
            self.granted = granted;
        }
        match event {
            Event::Loaded(_) => self.record = loaded,
            Event::Stored => self.record = self.swap.take(),
            _ => {}
        }
        self.carry(step, now)
    }

    fn introspected(&self, status: u16, body: &[u8]) -> Result<Event> {
        Ok(match parse_introspection(status, body, &self.policy)? {
            Reply::Granted(token) => Event::Introspected { active: token.active },
            Reply::Refused(refusal) => Event::refused(refusal.status),
            Reply::Unreadable(_) => Event::Unclear,
        })
    }

    /// The step with all that it needs.
    fn carry(&mut self, step: Step, now: UnixSeconds) -> Result<SessionStep> {
        let client = self.client.get()?;
        let stored = self.record.as_ref().map(SecretString::expose);
        let record = stored.map(Record::parse).transpose()?;
        let nothing = Error::of(ErrorKind::SessionEvent);
        let tokens = record.map_or_else(Tokens::default, |record| record.tokens);
        self.asking = matches!(step, Step::Ask);
        match step {
            Step::Load => Ok(SessionStep::Load),
            Step::Swap(state) => {
                let tokens = match &self.granted {
                    Some(granted) if self.turn.brings_tokens() => tokens_of(granted),
                    _ => tokens,
                };
                let swap = swap(state, &client, tokens)?;
                self.swap = Some(swap.record.clone());
                Ok(SessionStep::Swap(swap))
            }
            Step::Send { send_before } => {
                let token = tokens.refresh.ok_or(nothing)?;
                let request = refresh_request(&client, token.expose(), &self.policy)?;
                self.sent_at = now;
                Ok(SessionStep::Send { request, send_before })
            }
            Step::Ask => {
                let token = tokens.refresh.ok_or(nothing)?;
                let hint = Some(TokenTypeHint::RefreshToken);
                Ok(SessionStep::Ask {
                    request: introspect_request(&client, token.expose(), hint, &self.policy)?,
                })
            }
            Step::Discard => {
                let granted = self.granted.take().ok_or(nothing)?;
                let request = revocation(&client, tokens_of(&granted), &self.policy)?.ok_or(nothing)?;
                Ok(SessionStep::Discard { request })
            }
            Step::Wait { seconds } => Ok(SessionStep::Wait { seconds }),
            Step::Use { refresh_from } => {
                let token = tokens.access.ok_or(nothing)?.into();
                let generation = record.map_or(0, |record| number(record.state.generation));
                Ok(SessionStep::Use { token, generation, refresh_from })
            }
            Step::LoginRequired(reason) => Ok(SessionStep::LoginRequired(reason)),
        }
    }
}

/// The record of a login: `tokens` under the name whose stored record is `before`. Store it with the swap; when that
/// fails, load and call this again.
///
/// # Errors
/// `session_other_client`; what [`Record::parse`] says of `before`, and [`Record::encode`] of the tokens.
pub fn session_login(
    client: &Client<'_>,
    tokens: &TokenSet,
    before: Option<&str>,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<SessionSwap> {
    let before = before.map(Record::parse).transpose()?;
    if let Some(before) = &before {
        check_client(before, client)?;
    }
    let grant = grant_of(tokens, tokens.sent_at.unwrap_or(now), policy);
    let state = State::login(before.as_ref().map(|before| &before.state), grant, now);
    swap(state, client, tokens_of(tokens))
}

/// The tombstone of a log-out, and the request that revokes the tokens, if there are any: store the one first, then send
/// the other (rule REVOKE-1).
///
/// # Errors
/// `session_ended` if it is one already; `session_other_client`; what [`Record::parse`] says.
pub fn session_logout(
    client: &Client<'_>,
    record: &str,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<(SessionSwap, Option<HttpRequest>)> {
    let record = Record::parse(record)?;
    check_client(&record, client)?;
    if record.state.phase == Phase::Ended {
        return Err(Error::of(ErrorKind::SessionEnded));
    }
    let request = revocation(client, record.tokens, policy)?;
    Ok((swap(record.state.ended(now), client, Tokens::default())?, request))
}

/// What to store after a service answered 401 to the access token of `generation`; `None`: nothing, as another token is
/// current, or a renewed one was refused as well: then it is about permissions (ENV-10).
///
/// # Errors
/// `session_other_client`; what [`Record::parse`] says.
pub fn session_reject(
    client: &Client<'_>,
    record: &str,
    generation: i64,
    now: UnixSeconds,
) -> Result<Option<SessionSwap>> {
    let record = Record::parse(record)?;
    check_client(&record, client)?;
    let rejected =
        u64::try_from(generation).ok().and_then(|generation| record.state.rejected(generation, now));
    rejected.map(|state| swap(state, client, record.tokens)).transpose()
}

/// What a stored record says, without its tokens.
///
/// # Errors
/// What [`Record::parse`] says.
pub fn session_facts(record: &str) -> Result<SessionFacts> {
    let Record { state, environment, client_id, tokens: _ } = Record::parse(record)?;
    let State {
        version,
        epoch,
        generation,
        phase,
        renewable: _,
        access_expires_at,
        refresh_at,
        stored_at,
        retry_at: _,
        rejection: _,
    } = state;
    Ok(SessionFacts {
        environment: environment.origin().into(),
        client_id: client_id.into(),
        version: number(version),
        epoch: number(epoch),
        generation: number(generation),
        phase: phase.code().into(),
        access_expires_at,
        refresh_at,
        stored_at,
    })
}

fn swap(state: State, client: &Client<'_>, tokens: Tokens<'_>) -> Result<SessionSwap> {
    let record = Record { state, environment: client.environment(), client_id: client.id(), tokens };
    let mut out = room(record.encoded_len());
    let text = record.encode(&mut out)?;
    let version = number(state.version);
    Ok(SessionSwap {
        record: SecretString::new(text.into()),
        expected_version: version.saturating_sub(1),
        version,
    })
}

/// The request that ends both tokens.
fn revocation(client: &Client<'_>, tokens: Tokens<'_>, policy: &Policy) -> Result<Option<HttpRequest>> {
    let request = RevokeRequest::of_set(client, tokens.access, tokens.refresh)?;
    request.map(|request| request.owned(policy)).transpose()
}

fn check_client(record: &Record<'_>, client: &Client<'_>) -> Result<()> {
    record.check_client(client.id(), client.environment())
}

fn grant_of(tokens: &TokenSet, sent_at: UnixSeconds, policy: &Policy) -> Grant {
    Grant::new(tokens.refresh_token.is_some(), tokens.expires_in, sent_at, policy)
}

fn tokens_of(tokens: &TokenSet) -> Tokens<'_> {
    Tokens {
        access: Some(Secret::new(tokens.access_token.expose())),
        refresh: tokens.refresh_token.as_ref().map(|token| Secret::new(token.expose())),
    }
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
