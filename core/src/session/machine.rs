//! All transitions of a session: what a worker does next.
//!
//! # Theory of operation
//!
//! A worker ([`Turn`]) looks at the shared record and has four ways: use the access token, wait for another worker,
//! claim the refresh token, or find out what became of one that was claimed and never came back. Each claim is a
//! compare-and-swap to [`Phase::InFlight`] with the worker's own attempt, so there is one claimant. A claim whose outcome
//! is unknown is read again: it counts only if the stored attempt is the worker's own. A claimed token leaves `InFlight`
//! by proof alone: certainly not sent, a reply of IR's, or, after everybody who could have sent it has given up, two
//! introspections apart from each other.
//!
//! The shared record:
//!
//! | phase | what happened | becomes |
//! |---|---|---|
//! | Idle | a worker claims (before sending) | `InFlight{attempt, doubt_after}` |
//! | `InFlight` mine | certainly not sent | Idle |
//! | `InFlight` mine | refused, and introspection says active, or refuses to say | Idle, backing off |
//! | `InFlight` mine | refused, and introspection says inactive | Lost |
//! | `InFlight`, past `doubt_after` | a worker recovers | `InFlight{its attempt, later}` |
//! | `InFlight` mine | twice active | `InFlight{attempt, later}`, sent again |
//! | `InFlight` mine | twice inactive | Lost |
//! | Idle, `InFlight`, Lost of the same epoch and generation | tokens came | Idle, generation + 1 |
//! | another epoch, or Ended | tokens came | unchanged; the new pair is revoked |
//! | Ended, or any | login | Idle, epoch + 1 |
//! | Idle, `InFlight`, Lost | log-out | Ended |
//!
//! A worker (`Look` stands for looking at the record again):
//!
//! | it waits for | event | next |
//! |---|---|---|
//! | a record | loaded | use, wait, claim, recover, or login required |
//! | its claim | stored | send (or introspect first, if the rules say so) |
//! | its claim, recovery or renewal | not stored, or unknown | load, then as stored if the attempt is its own, else Look |
//! | its recovery | stored | introspect |
//! | first introspection | active, inactive | wait, introspect again |
//! | second introspection | active twice | swap again, then send |
//! | second introspection | inactive twice | Lost |
//! | an introspection | anything else | Look: unchanged |
//! | the reply | tokens | store; repeated until stored |
//! | the reply | not sent | Idle |
//! | the reply | refused | introspect |
//! | the reply | anything else | Look: it stays in flight |

use super::state::{Attempt, LoginReason, Phase, Rejection, Rules, Serves, State};
use super::step::{Event, Grant, Problem, Step};
use crate::error::{Error, ErrorKind, Result};
use crate::time::UnixSeconds;

/// What a worker waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Job {
    Look,
    Claim,
    Recover,
    Resend,
    Before,
    First,
    Settle { active: bool },
    Second { active: bool },
    Reply,
    Check,
    Finish(Outcome),
    Discard,
    Rest,
}

/// What became of the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Outcome {
    NotSent,
    Granted(Grant),
    BackOff,
    Lost,
}

/// A worker's way to an access token that is good now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Turn {
    attempt: Attempt,
    jitter: u32,
    job: Job,
    record: Option<State>,
    swap: Option<State>,
    send_before: UnixSeconds,
    problem: Option<Problem>,
}

impl Turn {
    /// A turn under an attempt of its own: 128 random bits that no other turn has. `jitter` seconds spread renewals ahead
    /// of the end. The first step is [`Step::Load`].
    #[must_use]
    pub const fn new(attempt: Attempt, jitter: u32) -> Self {
        Self { attempt, jitter, job: Job::Look, record: None, swap: None, send_before: 0, problem: None }
    }

    /// The record as this worker last saw it.
    #[must_use]
    pub const fn record(&self) -> Option<&State> {
        self.record.as_ref()
    }

    /// What an operator should know.
    #[must_use]
    pub const fn problem(&self) -> Option<Problem> {
        self.problem
    }

    /// Whether the swap that was asked for puts the granted tokens into the record.
    #[must_use]
    pub const fn brings_tokens(&self) -> bool {
        matches!(self.job, Job::Finish(Outcome::Granted(_)))
    }

    /// The next step after `event`.
    ///
    /// # Errors
    /// `session_event`: the event does not answer the last step; the turn is as it was. `clock_behind`: this clock stands
    /// before the record by more than `skew`; nothing was decided.
    pub fn next(&mut self, event: Event, now: UnixSeconds, rules: &Rules) -> Result<Step> {
        let before = *self;
        let step = self.step(event, now, rules);
        if step.is_err() {
            *self = before;
        }
        step
    }

    fn step(&mut self, event: Event, now: UnixSeconds, rules: &Rules) -> Result<Step> {
        match (self.job, event) {
            (Job::Look | Job::Rest, Event::Loaded(record)) => {
                self.record = record;
                self.look(now, rules)
            }
            (Job::Claim, Event::Stored) if rules.introspect_first => {
                self.stored();
                self.to(Job::Before, Step::Ask)
            }
            (Job::Claim | Job::Resend, Event::Stored) => {
                self.stored();
                self.to(Job::Reply, Step::Send { send_before: self.send_before })
            }
            (Job::Recover, Event::Stored) => {
                self.stored();
                self.to(Job::First, Step::Ask)
            }
            (Job::Claim | Job::Recover | Job::Resend | Job::Finish(_), Event::NotStored) => Ok(Step::Load),
            // The outcome of the swap was unknown: the claim is this worker's only if its own swap is what is stored.
            (Job::Claim | Job::Recover | Job::Resend, Event::Loaded(record)) => {
                if record.is_some() && record == self.swap {
                    self.step(Event::Stored, now, rules)
                } else {
                    self.record = record;
                    self.look(now, rules)
                }
            }
            (Job::Before, Event::Introspected { active: true }) => {
                self.to(Job::Reply, Step::Send { send_before: self.send_before })
            }
            (Job::Before, Event::Introspected { active: false }) => self.finish(Outcome::Lost, now, rules),
            (Job::Before, Event::Refused) => {
                self.problem = Some(Problem::Credentials);
                self.finish(Outcome::BackOff, now, rules)
            }
            // It was not sent: nothing is in doubt.
            (Job::Before, Event::Unclear | Event::NotSent) => self.finish(Outcome::BackOff, now, rules),
            (Job::First, Event::Introspected { active }) => {
                self.to(Job::Settle { active }, Step::Wait { seconds: rules.settle })
            }
            (Job::Settle { active }, Event::Waited) => self.to(Job::Second { active }, Step::Ask),
            (Job::Second { active: true }, Event::Introspected { active: true }) => {
                self.claim(Job::Resend, now, rules)
            }
            (Job::Second { active: false }, Event::Introspected { active: false }) => {
                self.finish(Outcome::Lost, now, rules)
            }
            (Job::First | Job::Second { .. }, Event::Refused) => {
                self.problem = Some(Problem::Credentials);
                self.look(now, rules)
            }
            (
                Job::First | Job::Second { .. },
                Event::Introspected { .. } | Event::Unclear | Event::NotSent,
            ) => self.look(now, rules),
            (Job::Reply, Event::NotSent) => self.finish(Outcome::NotSent, now, rules),
            (Job::Reply, Event::Granted(grant)) => self.finish(Outcome::Granted(grant), now, rules),
            (Job::Reply, Event::Refused) => self.to(Job::Check, Step::Ask),
            (Job::Reply | Job::Check, Event::Unclear) | (Job::Check, Event::NotSent) => {
                self.problem = Some(Problem::Unclear);
                self.look(now, rules)
            }
            (Job::Check, Event::Introspected { active: true }) => {
                self.problem = Some(Problem::Configuration);
                self.finish(Outcome::BackOff, now, rules)
            }
            (Job::Check, Event::Introspected { active: false }) => self.finish(Outcome::Lost, now, rules),
            (Job::Check, Event::Refused) => {
                self.problem = Some(Problem::Credentials);
                self.finish(Outcome::BackOff, now, rules)
            }
            (Job::Finish(_), Event::Stored) => {
                self.stored();
                self.look(now, rules)
            }
            (Job::Finish(outcome), Event::Loaded(record)) => {
                self.record = record;
                self.finish(outcome, now, rules)
            }
            (Job::Discard | Job::Rest, Event::Waited) => self.to(Job::Look, Step::Load),
            _ => Err(Error::of(ErrorKind::SessionEvent)),
        }
    }

    fn to(&mut self, job: Job, step: Step) -> Result<Step> {
        self.job = job;
        Ok(step)
    }

    /// The swap was stored.
    const fn stored(&mut self) {
        if let Some(swap) = self.swap.take() {
            self.record = Some(swap);
        }
    }

    fn look(&mut self, now: UnixSeconds, rules: &Rules) -> Result<Step> {
        let Some(record) = self.record else {
            return self.to(Job::Look, Step::LoginRequired(LoginReason::NoSession));
        };
        if record.is_ahead_of(now, rules) {
            return Err(Error::of(ErrorKind::ClockBehind));
        }
        match record.access(now, self.jitter, rules) {
            Serves::Fresh { refresh: true } | Serves::Refresh => self.claim(Job::Claim, now, rules),
            Serves::InDoubt => self.claim(Job::Recover, now, rules),
            Serves::Fresh { refresh: false } => {
                let refresh_from = match record.phase {
                    Phase::Idle if record.renewable => record.refresh_at.max(record.retry_at),
                    Phase::InFlight { doubt_after, .. } => doubt_after,
                    _ => record.access_expires_at,
                };
                self.to(Job::Look, Step::Use { refresh_from: refresh_from.min(record.access_expires_at) })
            }
            Serves::Wait { until } => {
                // In between another worker may be done.
                let seconds = u32::try_from(until.saturating_sub(now)).unwrap_or(u32::MAX);
                self.to(Job::Rest, Step::Wait { seconds: seconds.min(rules.poll).max(1) })
            }
            Serves::LoginRequired(reason) => self.to(Job::Look, Step::LoginRequired(reason)),
        }
    }

    /// Says in the record, before anything is sent, that the token may be under way.
    fn claim(&mut self, job: Job, now: UnixSeconds, rules: &Rules) -> Result<Step> {
        self.send_before = now.saturating_add(UnixSeconds::from(rules.pause));
        let doubt_after = self.send_before.saturating_add(UnixSeconds::from(rules.residence));
        let phase = Phase::InFlight { attempt: self.attempt, doubt_after };
        self.swap(job, |record| State { phase, ..record }, now)
    }

    fn swap(&mut self, job: Job, change: impl FnOnce(State) -> State, now: UnixSeconds) -> Result<Step> {
        let Some(record) = self.record else { return Err(Error::of(ErrorKind::SessionEvent)) };
        let next = change(record).next(now);
        self.swap = Some(next);
        self.to(job, Step::Swap(next))
    }

    /// Stores what became of the request, unless the record has moved on.
    fn finish(&mut self, outcome: Outcome, now: UnixSeconds, rules: &Rules) -> Result<Step> {
        // What was claimed, when the record has been read again since.
        let claimed = self.swap.or(self.record);
        let (Some(record), Some(claimed)) = (self.record, claimed) else { return self.look(now, rules) };
        let mine = matches!(record.phase, Phase::InFlight { attempt, .. } if attempt == self.attempt);
        match outcome {
            Outcome::Granted(grant) => self.finish_granted(&record, &claimed, grant, now, rules),
            _ if !mine => self.look(now, rules),
            Outcome::NotSent => self.swap(Job::Finish(outcome), |r| State { phase: Phase::Idle, ..r }, now),
            Outcome::BackOff => {
                let retry_at = now.saturating_add(UnixSeconds::from(rules.back_off));
                self.swap(Job::Finish(outcome), |r| State { phase: Phase::Idle, retry_at, ..r }, now)
            }
            Outcome::Lost => self.swap(Job::Finish(outcome), |r| State { phase: Phase::Lost, ..r }, now),
        }
    }

    /// Proof of success beats `InFlight` and Lost of the same epoch and generation, lease expired or not.
    fn finish_granted(
        &mut self,
        record: &State,
        claimed: &State,
        grant: Grant,
        now: UnixSeconds,
        rules: &Rules,
    ) -> Result<Step> {
        // `claimed` is the first swap of this outcome, if it was tried: then its generation is one more already.
        let tried = self.swap.is_some();
        let spent = if tried { claimed.generation.saturating_sub(1) } else { claimed.generation };
        if record.epoch != claimed.epoch || record.phase == Phase::Ended {
            self.swap = None;
            return self.to(Job::Discard, Step::Discard);
        }
        if record.generation != spent {
            // The swap whose outcome was unknown was stored.
            self.swap = None;
            return self.look(now, rules);
        }
        let Grant { renewable, access_expires_at, refresh_at } = grant;
        let rejection = match record.rejection {
            Rejection::Rejected => Rejection::Renewed,
            Rejection::None | Rejection::Renewed => Rejection::None,
        };
        let granted = State {
            generation: record.generation.saturating_add(1),
            phase: Phase::Idle,
            renewable,
            access_expires_at,
            refresh_at,
            retry_at: 0,
            rejection,
            ..*record
        };
        self.swap(Job::Finish(Outcome::Granted(grant)), |_| granted, now)
    }
}

impl State {
    /// The record after a login: `before` is what the store has, if it has any.
    #[must_use]
    pub const fn login(before: Option<&Self>, grant: Grant, now: UnixSeconds) -> Self {
        let (version, epoch) = match before {
            Some(before) => (before.version, before.epoch),
            None => (0, 0),
        };
        let Grant { renewable, access_expires_at, refresh_at } = grant;
        Self {
            version: version.saturating_add(1),
            epoch: epoch.saturating_add(1),
            generation: 0,
            phase: Phase::Idle,
            renewable,
            access_expires_at,
            refresh_at,
            stored_at: now,
            retry_at: 0,
            rejection: Rejection::None,
        }
    }

    /// The record after a log-out: a tombstone, to be stored before the tokens are revoked. It holds no tokens.
    #[must_use]
    pub const fn ended(self, now: UnixSeconds) -> Self {
        let ended =
            Self { phase: Phase::Ended, renewable: false, access_expires_at: 0, refresh_at: 0, ..self };
        ended.next(now)
    }

    /// The record after a service answered 401 to the access token of `generation`; `None`: nothing to do, as another one
    /// is current, or this one is being renewed, or it was renewed for that reason already (ENV-10: then it is about
    /// permissions).
    #[must_use]
    pub const fn rejected(self, generation: u64, now: UnixSeconds) -> Option<Self> {
        match (self.phase, self.rejection) {
            (Phase::Ended, _) | (_, Rejection::Rejected | Rejection::Renewed) => None,
            _ if self.generation != generation => None,
            _ => Some(Self { rejection: Rejection::Rejected, ..self }.next(now)),
        }
    }
}
