//! What came of the storm, and whether it is right.

use crate::fleet::{PROCESSES, THREADS};
use gws_auth_simulator::Counters;
use std::process::ExitCode;

/// What came of a part.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) sessions: u32,
    pub(crate) milliseconds: u128,
    pub(crate) lost_before: u32,
    pub(crate) lost_after: u32,
    /// Late replies and 503.
    pub(crate) others: u32,
    pub(crate) kills: u32,
    pub(crate) truth: Counters,
    /// Refreshes whose tokens were stored.
    pub(crate) stored: u64,
    /// Logins, beside the first of each token set.
    pub(crate) forced: u64,
    /// There was enough of it in its time.
    pub(crate) enough: bool,
}

impl Done {
    pub(crate) fn faults(&self) -> u64 {
        (self.lost_before + self.lost_after + self.others).into()
    }

    /// Consumptions whose reply was never stored.
    fn lost(&self) -> u64 {
        self.truth.refresh_tokens_consumed - self.stored
    }
}

pub(crate) fn write(one: &Done, many: &Done, naive: &Done) -> ExitCode {
    println!("{PROCESSES} processes with {THREADS} threads on the same token sets in PostgreSQL");
    println!("{:40} {:>10} {:>10} {:>10}", "", "gws-auth", "gws-auth", "naive");
    let line = |what: &str, of: &dyn Fn(&Done) -> u128| {
        println!("{what:40} {:>10} {:>10} {:>10}", of(one), of(many), of(naive));
    };
    line("token sets", &|done| done.sessions.into());
    line("seconds", &|done| done.milliseconds / 1000);
    line("refresh tokens consumed", &|done| done.truth.refresh_tokens_consumed.into());
    line("replies lost before the consumption", &|done| done.lost_before.into());
    line("replies lost after it", &|done| done.lost_after.into());
    line("late replies and 503", &|done| done.others.into());
    line("processes killed (SIGKILL)", &|done| done.kills.into());
    line("introspections", &|done| done.truth.introspections.into());
    line("consumed refresh tokens sent again", &|done| done.truth.refresh_tokens_reused.into());
    line("token sets killed", &|done| done.truth.token_sets_killed.into());
    line("logins", &|done| done.truth.token_sets_started.into());
    let both = |what: &str, of: &dyn Fn(&Done) -> u64| {
        println!("{what:40} {:>10} {:>10} {:>10}", of(one), of(many), "");
    };
    both("refreshes stored", &|done| done.stored);
    both("consumed and never stored", &Done::lost);
    both("logins forced", &|done| done.forced);
    let ours = |right: &dyn Fn(&Done) -> bool| right(one) && right(many);
    let right = [
        ("no consumed refresh token was sent again", ours(&|done| done.truth.refresh_tokens_reused == 0)),
        ("no token set was killed", ours(&|done| done.truth.token_sets_killed == 0)),
        ("each loss cost one login, and nothing else did", ours(&|done| done.forced == done.lost())),
        ("there was enough of everything", ours(&|done| done.enough) && one.kills + many.kills > 0),
        ("clients that do not coordinate kill token sets", naive.truth.token_sets_killed > 0),
    ];
    for (what, holds) in right {
        println!("{} {what}", if holds { "yes" } else { "NO " });
    }
    if right.iter().all(|(_, holds)| *holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
