//! The world: what may happen, and what must never.

use crate::missing::{Assumption, LeftOut};
use gws_auth_core::ErrorKind;
use gws_auth_core::session::{Attempt, Event, Grant, LoginReason, Phase, Rules, State, Step, Turn};
use stateright::{Model, Property};

/// How many workers, which faults, and what is missing.
#[derive(Clone, Debug)]
pub struct Fleet {
    /// How many workers.
    pub workers: usize,
    /// How many crashes at most.
    pub crashes: u8,
    /// How many swaps whose outcome is not told at most.
    pub unknown_swaps: u8,
    /// How many replies are lost at most, before the consumption or after it.
    pub losses: u8,
    /// The last tick.
    pub end: i64,
    /// Whether workers stop for ever only by a crash: then each is done by the end.
    pub prompt: bool,
    /// The assumption that does not hold.
    pub without: Option<Assumption>,
    /// The step that is left out.
    pub left_out: Option<LeftOut>,
}

const EXPIRES: i64 = 1_000;

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Worker {
    turn: Turn,
    doing: Doing,
    /// The refresh token of the record as it was loaded.
    token: u8,
    /// The token that came.
    came: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Doing {
    Step(Step),
    /// `send_before` was checked then.
    Checked(i64),
    /// The request was sent then.
    Sent(i64),
    /// The wait is over then.
    Until(i64),
    Done,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Request {
    worker: usize,
    token: u8,
    sent: i64,
}

/// All there is at one time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct World {
    now: i64,
    store: (State, u8),
    /// What the store held before, for a roll-back.
    earlier: Option<(State, u8)>,
    workers: Vec<Worker>,
    /// Requests on their way to IR or in it.
    requests: Vec<Request>,
    /// IR's live refresh token; those below it are consumed.
    live: u8,
    consumed_at: i64,
    crashes: u8,
    unknown_swaps: u8,
    losses: u8,
    attempts: u8,
    /// A reply may have been lost.
    faulty: bool,
    /// A consumed token was sent.
    reused: bool,
    /// A login was asked for although the stored token is alive, or nothing was lost.
    spurious: bool,
}

/// What happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// The clock goes on.
    Tick,
    /// A worker does its step.
    Do(usize),
    /// A worker does its swap and never hears of it.
    DoUnknown(usize),
    /// An introspection shows an old state.
    Stale(usize),
    /// A worker sends twice.
    Replay(usize),
    /// A worker is killed; another one takes its place.
    Crash(usize),
    /// A worker's time-out.
    TimeOut(usize),
    /// IR handles the request, and the reply arrives, or is lost.
    Handle(usize, bool),
    /// The request is lost.
    Drop(usize),
    /// The store goes back.
    RollBack,
}

impl Fleet {
    /// Everything holds and nothing is left out.
    #[must_use]
    pub const fn new(workers: usize) -> Self {
        Self {
            workers,
            crashes: 1,
            unknown_swaps: 0,
            losses: 1,
            end: 9,
            prompt: false,
            without: None,
            left_out: None,
        }
    }

    fn rules(&self) -> Rules {
        let mut rules = Rules::default();
        let pause = if self.left_out == Some(LeftOut::PauseInDoubt) { 0 } else { 1 };
        rules.pause = 1;
        rules.skew = 1;
        rules.residence = pause + 1 + 1 + 1;
        rules.settle = u32::from(self.left_out != Some(LeftOut::Settle));
        rules.back_off = 1;
        rules.poll = 1;
        if self.left_out == Some(LeftOut::DoubtAfter) {
            rules.residence = 0;
        }
        rules
    }

    /// Worker `at`'s clock: the second one's is ahead.
    fn clock(&self, world: &World, at: usize) -> i64 {
        let ahead = if self.without == Some(Assumption::A2) { 4 } else { 1 };
        world.now + if at == 1 { ahead } else { 0 }
    }

    fn lacks(&self, assumption: Assumption) -> bool {
        self.without == Some(assumption)
    }

    fn report(&self, world: &mut World, at: usize, event: Event) {
        let now = self.clock(world, at);
        let worker = &mut world.workers[at];
        let step = match worker.turn.next(event, now, &self.rules()) {
            Ok(step) => step,
            Err(error) => {
                // A host gives up and says so.
                assert_eq!(error.kind, ErrorKind::ClockBehind, "the event answers the step");
                worker.doing = Doing::Done;
                return;
            }
        };
        worker.doing = match step {
            Step::Wait { seconds } => Doing::Until(world.now + i64::from(seconds)),
            Step::Use { .. } | Step::LoginRequired(_) => Doing::Done,
            step => Doing::Step(step),
        };
        let baseless = world.store.1 == world.live || (self.prompt && !world.faulty);
        if matches!(step, Step::LoginRequired(LoginReason::Lost)) && baseless {
            world.spurious = true;
        }
    }

    fn stored(&self, world: &mut World, at: usize, next: State, told: bool) {
        let worker = &world.workers[at];
        let (brings, before) = (worker.turn.brings_tokens(), *worker.turn.record().expect("loaded"));
        let claims = matches!(next.phase, Phase::InFlight { .. });
        let first = claims && before.phase == Phase::Idle;
        let again = claims
            && !first
            && matches!(before.phase, Phase::InFlight { attempt, .. }
            if matches!(next.phase, Phase::InFlight { attempt: own, .. } if own == attempt));
        let skipped = match self.left_out {
            Some(LeftOut::Claim) => first,
            Some(LeftOut::OneRecoverer) => claims && !first,
            Some(LeftOut::Resend) => again,
            Some(LeftOut::Storing) => brings,
            _ => false,
        };
        let fits = world.store.0.version + 1 == next.version;
        if fits && !skipped {
            let token = if brings { worker.came } else { world.store.1 };
            if self.lacks(Assumption::A1) {
                world.earlier = Some(world.store);
            }
            world.store = (next, token);
        }
        if brings && (fits || skipped) {
            world.workers[at].token = world.workers[at].came;
        }
        let known = (fits && told) || skipped || self.left_out == Some(LeftOut::ReadingAgain);
        self.report(world, at, if known { Event::Stored } else { Event::NotStored });
    }

    fn send(&self, world: &mut World, at: usize) {
        let request = Request { worker: at, token: world.workers[at].token, sent: world.now };
        world.reused |= request.token < world.live;
        world.requests.push(request);
        world.workers[at].doing = Doing::Sent(world.now);
    }

    fn act(&self, world: &mut World, at: usize) {
        match world.workers[at].doing {
            Doing::Step(Step::Load) => {
                let (state, token) = world.store;
                world.workers[at].token = token;
                self.report(world, at, Event::Loaded(Some(state)));
            }
            Doing::Step(Step::Swap(next)) => self.stored(world, at, next, true),
            Doing::Step(Step::Send { send_before }) => {
                if self.clock(world, at) > send_before && self.left_out != Some(LeftOut::SendBefore) {
                    self.report(world, at, Event::NotSent);
                } else {
                    world.workers[at].doing = Doing::Checked(world.now);
                }
            }
            Doing::Step(Step::Ask) => {
                let active = world.workers[at].token == world.live;
                self.report(world, at, Event::Introspected { active });
            }
            Doing::Checked(_) => self.send(world, at),
            Doing::Until(_) => self.report(world, at, Event::Waited),
            Doing::Step(_) | Doing::Sent(_) | Doing::Done => {}
        }
    }

    /// Whether the clock may go on: what the assumptions bound must have happened.
    fn may_tick(&self, world: &World) -> bool {
        let late = |worker: &Worker| match worker.doing {
            Doing::Checked(at) => !self.lacks(Assumption::A3) && world.now > at,
            Doing::Sent(at) => world.now > at,
            Doing::Step(_) => self.prompt,
            Doing::Until(at) => self.prompt && world.now >= at,
            Doing::Done => false,
        };
        // The time-out of one tick and the residence of one.
        let overdue = |request: &Request| !self.lacks(Assumption::A5) && world.now > request.sent + 1;
        world.now < self.end && !world.workers.iter().any(late) && !world.requests.iter().any(overdue)
    }
}

impl Model for Fleet {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        let grant = Grant { renewable: true, access_expires_at: 0, refresh_at: 0 };
        let worker = |at: usize| Worker {
            turn: Turn::new(Attempt(at as u128 + 1), 0),
            doing: Doing::Step(Step::Load),
            token: 0,
            came: 0,
        };
        vec![World {
            now: 1,
            store: (State::login(None, grant, 0), 0),
            earlier: None,
            workers: (0..self.workers).map(worker).collect(),
            requests: Vec::new(),
            live: 0,
            consumed_at: 0,
            crashes: 0,
            unknown_swaps: 0,
            losses: 0,
            attempts: self.workers as u8,
            faulty: false,
            reused: false,
            spurious: false,
        }]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        for (at, worker) in world.workers.iter().enumerate() {
            match worker.doing {
                Doing::Done => continue,
                Doing::Sent(sent) if world.now > sent => actions.push(Action::TimeOut(at)),
                Doing::Until(until) if world.now < until => {}
                Doing::Sent(_) => {}
                _ => actions.push(Action::Do(at)),
            }
            if world.unknown_swaps < self.unknown_swaps && matches!(worker.doing, Doing::Step(Step::Swap(_)))
            {
                actions.push(Action::DoUnknown(at));
            }
            let stale = self.lacks(Assumption::A6) || world.now < world.consumed_at + 1;
            if matches!(worker.doing, Doing::Step(Step::Ask)) && stale && worker.token + 1 == world.live {
                actions.push(Action::Stale(at));
            }
            if self.lacks(Assumption::A4) && matches!(worker.doing, Doing::Checked(_)) {
                actions.push(Action::Replay(at));
            }
            if world.crashes < self.crashes {
                actions.push(Action::Crash(at));
            }
        }
        for at in 0..world.requests.len() {
            actions.push(Action::Handle(at, true));
            if world.losses < self.losses {
                actions.extend([Action::Handle(at, false), Action::Drop(at)]);
            }
        }
        if self.lacks(Assumption::A1) && world.earlier.is_some() {
            actions.push(Action::RollBack);
        }
        if self.may_tick(world) {
            actions.push(Action::Tick);
        }
    }

    fn next_state(&self, last: &World, action: Action) -> Option<World> {
        let mut world = last.clone();
        world.faulty |= !matches!(action, Action::Tick | Action::Do(_) | Action::Handle(_, true));
        match action {
            Action::Tick => world.now += 1,
            Action::Do(at) => self.act(&mut world, at),
            Action::DoUnknown(at) => {
                let Doing::Step(Step::Swap(next)) = world.workers[at].doing else { return None };
                world.unknown_swaps += 1;
                self.stored(&mut world, at, next, false);
            }
            Action::Stale(at) => self.report(&mut world, at, Event::Introspected { active: true }),
            Action::Replay(at) => {
                self.send(&mut world, at);
                let copy = *world.requests.last()?;
                world.requests.push(copy);
            }
            Action::Crash(at) => {
                world.crashes += 1;
                world.attempts += 1;
                world.workers[at] = Worker {
                    turn: Turn::new(Attempt(u128::from(world.attempts)), 0),
                    doing: Doing::Step(Step::Load),
                    token: 0,
                    came: 0,
                };
                // Its requests go on, but nobody waits for their replies.
                for request in world.requests.iter_mut().filter(|request| request.worker == at) {
                    request.worker = usize::MAX;
                }
            }
            Action::TimeOut(at) => {
                for request in world.requests.iter_mut().filter(|request| request.worker == at) {
                    request.worker = usize::MAX;
                }
                self.report(&mut world, at, Event::Unclear);
            }
            Action::Handle(nth, arrives) => {
                let request = world.requests.remove(nth);
                if !arrives {
                    world.losses += 1;
                }
                if request.token < world.live {
                    world.reused = true;
                    return Some(world);
                }
                world.live += 1;
                world.consumed_at = world.now;
                if arrives && request.worker != usize::MAX {
                    world.workers[request.worker].came = world.live;
                    let grant = Grant { renewable: true, access_expires_at: EXPIRES, refresh_at: EXPIRES };
                    self.report(&mut world, request.worker, Event::Granted(grant));
                }
            }
            Action::Drop(nth) => {
                world.requests.remove(nth);
                world.losses += 1;
            }
            Action::RollBack => world.store = world.earlier.take()?,
        }
        Some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("no consumed token is sent", |_, world: &World| !world.reused),
            Property::always("no login without a loss", |_, world: &World| !world.spurious),
            Property::always("nobody waits for ever", |fleet: &Self, world: &World| {
                let done = world.workers.iter().all(|worker| worker.doing == Doing::Done);
                !fleet.prompt || world.now < fleet.end || done
            }),
            Property::sometimes("a token is renewed", |_, world: &World| world.store.0.generation > 0),
            Property::sometimes("a token is lost", |_, world: &World| world.store.0.phase == Phase::Lost),
            Property::sometimes("a lost request is sent again", |_, world: &World| {
                world.losses > 0 && world.store.0.generation > 0
            }),
        ]
    }
}
