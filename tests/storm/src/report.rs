//! What came of the storm, and whether it is right.

use crate::fleet::{PROCESSES, THREADS};
use gws_auth_simulator::Counters;
use std::process::ExitCode;

/// What came of a part.
#[derive(Clone, Default)]
pub(crate) struct Done {
    /// How the workers worked: `ours`, `naive` or `blind`.
    pub(crate) way: &'static str,
    pub(crate) sessions: u32,
    pub(crate) milliseconds: u128,
    pub(crate) lost_before: u32,
    pub(crate) lost_after: u32,
    /// Late replies and 503.
    pub(crate) others: u32,
    pub(crate) truth: Counters,
    /// Each kind of workers, how many refreshes it stored, and how many of its processes were killed.
    pub(crate) kinds: Vec<(String, u64, u64)>,
    /// Logins, beside the first of each token set.
    pub(crate) forced: u64,
    /// There was enough of it in its time.
    pub(crate) enough: bool,
}

impl Done {
    pub(crate) fn faults(&self) -> u64 {
        (self.lost_before + self.lost_after + self.others).into()
    }

    pub(crate) fn kills(&self) -> u64 {
        self.kinds.iter().map(|(.., kills)| kills).sum()
    }

    /// Refreshes whose tokens were stored.
    fn stored(&self) -> u64 {
        self.kinds.iter().map(|(_, stored, _)| stored).sum()
    }

    /// Consumptions whose reply was never stored.
    fn lost(&self) -> u64 {
        self.truth.refresh_tokens_consumed.saturating_sub(self.stored())
    }

    /// What has to hold of our clients.
    fn is_right(&self) -> [bool; 4] {
        let truth = &self.truth;
        let enough = self.enough && self.kills() > 0;
        [truth.refresh_tokens_reused == 0, truth.token_sets_killed == 0, self.forced == self.lost(), enough]
    }
}

/// What [`Done::is_right`] means.
const RIGHT: [&str; 4] = [
    "no consumed refresh token was sent again",
    "no token set was killed",
    "each loss cost one login, and nothing else did",
    "there was enough of everything, of each kind of workers too",
];

/// Prints the parts side by side.
pub(crate) fn write(parts: &[(&str, Done)]) -> ExitCode {
    println!("{PROCESSES} processes with {THREADS} threads on the same token sets in PostgreSQL");
    let line = |what: &str, of: &dyn Fn(&str, &Done) -> String| {
        let figures: String = parts.iter().map(|(name, done)| format!(" {:>9}", of(name, done))).collect();
        println!("{what:36}{figures}");
    };
    let count = |what: &str, of: &dyn Fn(&Done) -> u64| line(what, &|_, done| of(done).to_string());
    line("", &|name, _| name.to_owned());
    count("token sets", &|done| done.sessions.into());
    line("seconds", &|_, done| (done.milliseconds / 1000).to_string());
    count("refresh tokens consumed", &|done| done.truth.refresh_tokens_consumed);
    count("replies lost before the consumption", &|done| done.lost_before.into());
    count("replies lost after it", &|done| done.lost_after.into());
    count("late replies and 503", &|done| done.others.into());
    count("processes killed (SIGKILL)", &Done::kills);
    count("introspections", &|done| done.truth.introspections);
    count("consumed refresh tokens sent again", &|done| done.truth.refresh_tokens_reused);
    count("token sets killed", &|done| done.truth.token_sets_killed);
    count("logins", &|done| done.truth.token_sets_started);
    let audited = |what: &str, of: &dyn Fn(&Done) -> u64| {
        line(what, &|_, done| if done.way == "ours" { of(done).to_string() } else { String::new() });
    };
    audited("refreshes stored", &Done::stored);
    audited("consumed and never stored", &Done::lost);
    audited("logins forced", &|done| done.forced);
    for (part, done) in parts.iter().filter(|(_, done)| done.kinds.len() > 1) {
        for (name, stored, kills) in &done.kinds {
            println!("{part}: {name:6} stored {stored:4} refreshes; {kills} of its processes were killed");
        }
    }
    let of = |way| parts.iter().filter(move |(_, done)| done.way == way).map(|(_, done)| done);
    let mut right: Vec<(&str, bool)> = RIGHT
        .iter()
        .enumerate()
        .map(|(nth, what)| (*what, of("ours").all(|done| done.is_right()[nth])))
        .collect();
    let noticed = |done: &Done| !done.is_right()[0] && !done.is_right()[1];
    right.push(("clients that do not coordinate kill token sets", of("naive").all(noticed)));
    right.push(("a store that does not compare is found out", of("blind").all(noticed)));
    for (what, holds) in &right {
        println!("{} {what}", if *holds { "yes" } else { "NO " });
    }
    if right.iter().all(|(_, holds)| *holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
