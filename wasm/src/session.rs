//! Sessions. A session's next step is worked out anew from all that has happened to it, which the caller hands in: nothing of it
//! stays in this module between two calls.

use gws_auth_core::response::Grant as Kind;
use gws_auth_core::session::{
    Attempt, Event, Grant, InDoubt, MAX_REPLY_BYTES, Phase, Problem, Record, Rules, State, Step, Tokens, Turn,
};
use gws_auth_core::{
    Client, Error, ErrorKind, IntrospectRequest, Introspection, Policy, RefreshRequest, Reply, RequestKind,
    Result, RevokeRequest, Secret, TokenSet, TokenTypeHint, UnixSeconds, time,
};

use crate::outcome::{GRANTED, client, request};
use crate::slots::{Answer, Input, MISSING};

pub(crate) fn next<'a>(input: &mut Input<'a>, out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let client = client(input)?;
    let attempt = *input.bytes()?.first_chunk::<16>().ok_or(MISSING)?;
    let (jitter, mut policy) = (input.word()?, input.policy());
    policy.max_reply_bytes = policy.max_reply_bytes.min(MAX_REPLY_BYTES);
    let rules = rules(input, &policy);
    let mut session = Session {
        turn: Turn::new(Attempt(u128::from_be_bytes(attempt)), jitter),
        step: Step::Load,
        now: 0,
        sent_at: 0,
        tokens: Tokens::default(),
        swap: Tokens::default(),
        granted: None,
    };
    let mut events = Input::new(input.bytes()?);
    while let Some(place) = events.optional_word() {
        session.now = time::check(events.time()?)?;
        let (status, text) = (events.status(), events.bytes().ok());
        session.event(place, status, text, &client, &policy, &rules)?;
    }
    session.carry(&client, &policy, out, answer)
}

/// What there is of a session in all that has happened to it.
struct Session<'a> {
    turn: Turn,
    step: Step,
    now: UnixSeconds,
    sent_at: UnixSeconds,
    /// Of the stored record, and of the one that is to be stored.
    tokens: Tokens<'a>,
    swap: Tokens<'a>,
    granted: Option<TokenSet<'a>>,
}

impl<'a> Session<'a> {
    /// One event, by its place in the list of `session.ts`.
    fn event(
        &mut self,
        place: u32,
        status: Result<u16>,
        text: Option<&'a mut [u8]>,
        client: &Client<'_>,
        policy: &Policy,
        rules: &Rules,
    ) -> Result<()> {
        let event = match (place, text) {
            (0, None) => Event::Loaded(None),
            (0, Some(text)) => {
                let text: &'a [u8] = text;
                let text = core::str::from_utf8(text).map_err(|_| Error::of(ErrorKind::SessionMalformed))?;
                let record = record_of(text, client)?;
                self.tokens = record.tokens;
                Event::Loaded(Some(record.state))
            }
            (1, _) => {
                self.tokens = self.swap;
                Event::Stored
            }
            (2, _) => Event::NotStored,
            (3, _) => Event::NotSent,
            (4, _) => Event::Unclear,
            (5, _) => Event::Waited,
            (6, Some(body)) if self.step == Step::Ask => match Introspection::parse(status?, body, policy) {
                Reply::Granted(token) => Event::Introspected { active: token.active },
                Reply::Refused(refusal) => Event::refused(refusal.status),
                Reply::Unreadable(_) => Event::Unclear,
            },
            (6, Some(body)) => match TokenSet::parse(Kind::Refresh, status?, body, policy) {
                Reply::Granted(tokens) => {
                    let renewable = tokens.refresh_token.is_some();
                    let grant = Grant::new(renewable, tokens.expires_in, self.sent_at, policy);
                    self.granted = Some(tokens);
                    Event::Granted(grant)
                }
                Reply::Refused(refusal) => Event::refused(refusal.status),
                Reply::Unreadable(_) => Event::Unclear,
            },
            _ => return Err(MISSING),
        };
        self.step = self.turn.next(event, self.now, rules)?;
        match self.step {
            Step::Swap(_) => {
                self.swap = match &self.granted {
                    Some(granted) if self.turn.brings_tokens() => {
                        Tokens { access: Some(granted.access_token), refresh: granted.refresh_token }
                    }
                    _ => self.tokens,
                };
            }
            Step::Send { .. } => self.sent_at = self.now,
            _ => {}
        }
        Ok(())
    }

    /// The step with all that it needs.
    fn carry(
        self,
        client: &Client<'a>,
        policy: &Policy,
        out: &'a mut [u8],
        answer: &mut Answer<'a>,
    ) -> Result<u32> {
        let nothing = Error::of(ErrorKind::SessionEvent);
        let access = self.tokens.access.ok_or(nothing).map(|token| token.expose());
        let generation = self.turn.record().map(|state| number(state.generation));
        let (name, time, generation, text) = match self.step {
            Step::Load => ("load", None, None, None),
            Step::Swap(_) => ("swap", None, None, None),
            Step::Send { send_before } => ("send", Some(send_before), None, None),
            Step::Ask => ("ask", None, None, None),
            Step::Wait { seconds } => ("wait", Some(seconds.into()), None, None),
            Step::Use { refresh_from } => ("use", Some(refresh_from), generation, Some(access?)),
            Step::LoginRequired(reason) => ("login_required", None, None, Some(reason.code())),
            Step::Discard => ("discard", None, None, None),
        };
        answer.text(name).optional(self.turn.problem().map(Problem::code));
        answer.time(time).time(generation).optional(text);
        let refresh = self.tokens.refresh.ok_or(nothing).map(|token| token.expose());
        if let Step::Swap(state) = self.step {
            swap(state, client, self.swap, out, answer)?;
            return Ok(no_request(answer));
        }
        no_swap(answer);
        Ok(match self.step {
            Step::Send { .. } => {
                let it = RefreshRequest::new(client, refresh?)?.encode(out)?;
                request(RequestKind::Refresh, &it, policy, answer)
            }
            Step::Ask => {
                let hint = Some(TokenTypeHint::RefreshToken);
                let it = IntrospectRequest::new(client, refresh?, hint)?.encode(out)?;
                request(RequestKind::Introspect, &it, policy, answer)
            }
            Step::Discard => {
                let granted = self.granted.ok_or(nothing)?;
                let of_set =
                    RevokeRequest::of_set(client, Some(granted.access_token), granted.refresh_token)?;
                request(RequestKind::Revoke, &of_set.ok_or(nothing)?.encode(out)?, policy, answer)
            }
            _ => no_request(answer),
        })
    }
}

pub(crate) fn login<'a>(input: &mut Input<'a>, out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let (client, access, refresh) = (client(input)?, input.text()?, input.optional_text());
    let (expires_in, sent_at) = (input.optional_word(), input.optional_time()?);
    let (before, now, policy) = (input.optional_text(), time::check(input.time()?)?, input.policy());
    let before = before.map(|text| record_of(text, &client)).transpose()?;
    let grant = Grant::new(refresh.is_some(), expires_in, sent_at.unwrap_or(now), &policy);
    let state = State::login(before.as_ref().map(|before| &before.state), grant, now);
    let tokens = Tokens { access: Some(Secret::new(access)), refresh: refresh.map(Secret::new) };
    swap(state, &client, tokens, out, answer)?;
    Ok(GRANTED)
}

pub(crate) fn logout<'a>(input: &mut Input<'a>, out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let client = client(input)?;
    let (record, now) = (record_of(input.text()?, &client)?, time::check(input.time()?)?);
    let policy = input.policy();
    if record.state.phase == Phase::Ended {
        return Err(Error::of(ErrorKind::SessionEnded));
    }
    let out = swap(record.state.ended(now), &client, Tokens::default(), out, answer)?;
    match RevokeRequest::of_set(&client, record.tokens.access, record.tokens.refresh)? {
        Some(it) => Ok(request(RequestKind::Revoke, &it.encode(out)?, &policy, answer)),
        None => Ok(no_request(answer)),
    }
}

pub(crate) fn reject<'a>(input: &mut Input<'a>, out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let client = client(input)?;
    let record = record_of(input.text()?, &client)?;
    let (generation, now) = (input.time()?, time::check(input.time()?)?);
    let generation = u64::try_from(generation).ok();
    match generation.and_then(|generation| record.state.rejected(generation, now)) {
        Some(state) => {
            swap(state, &client, record.tokens, out, answer)?;
        }
        None => no_swap(answer),
    }
    Ok(GRANTED)
}

pub(crate) fn facts<'a>(input: &mut Input<'a>, _out: &'a mut [u8], answer: &mut Answer<'a>) -> Result<u32> {
    let Record { state, environment, client_id, tokens: _ } = Record::parse(input.text()?)?;
    answer.text(environment.origin()).text(client_id);
    for count in [state.version, state.epoch, state.generation] {
        answer.time(Some(number(count)));
    }
    answer.text(state.phase.code());
    for at in [state.access_expires_at, state.refresh_at, state.stored_at] {
        answer.time(Some(at));
    }
    Ok(GRANTED)
}

/// What differs from the rules that follow from the policy.
fn rules(input: &mut Input<'_>, policy: &Policy) -> Rules {
    let mut rules = Rules::new(policy);
    for figure in [&mut rules.settle, &mut rules.back_off, &mut rules.poll] {
        *figure = input.optional_word().unwrap_or(*figure);
    }
    if input.flag() == Some(true) {
        rules.in_doubt = InDoubt::Login;
    }
    rules.introspect_first = input.flag().unwrap_or(rules.introspect_first);
    rules
}

/// Answers the record to store, and gives what is left of `out`.
fn swap<'a>(
    state: State,
    client: &Client<'_>,
    tokens: Tokens<'_>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<&'a mut [u8]> {
    let record = Record { state, environment: client.environment(), client_id: client.id(), tokens };
    let (text, rest) = out.split_at_mut_checked(record.encoded_len()).ok_or(MISSING)?;
    let version = number(state.version);
    answer.text(record.encode(text)?).time(Some(version.saturating_sub(1))).time(Some(version));
    Ok(rest)
}

fn no_swap(answer: &mut Answer<'_>) {
    answer.optional(None).time(None).time(None);
}

fn no_request(answer: &mut Answer<'_>) -> u32 {
    answer.time(None).optional(None).optional(None).optional(None).time(None);
    GRANTED
}

fn record_of<'a>(text: &'a str, client: &Client<'_>) -> Result<Record<'a>> {
    let record = Record::parse(text)?;
    record.check_client(client.id(), client.environment())?;
    Ok(record)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
