//! The storm: processes and threads that share token sets in a real PostgreSQL, against the simulator, while replies are
//! lost and processes are killed. The simulator counts what really happened. The same with clients that do not coordinate
//! stands beside it.
//!
//! `gws-auth-storm [REFRESHES]`; without PostgreSQL's programs on the machine it ends with status 2.

mod fleet;
mod naive;
mod network;
mod server;
mod storm;
mod worker;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["worker", way, rest @ ..] => worker::run(way, rest),
        [] => storm::run(2_000),
        [refreshes] => storm::run(refreshes.parse().unwrap_or(2_000)),
        _ => ExitCode::from(2),
    }
}
