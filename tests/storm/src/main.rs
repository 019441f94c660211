//! The storm: processes and threads that share token sets in a real PostgreSQL, against the simulator, while replies are
//! lost and processes are killed. The simulator counts what really happened. The same with clients that do not coordinate
//! stands beside it.
//!
//! `gws-auth-storm`: a part of the refreshes on one token set that all workers share, the rest on 48. `gws-auth-storm one`: all
//! of them on one set, too long for each day. Without PostgreSQL's programs on the machine it ends with status 2.

mod fleet;
mod naive;
mod network;
mod report;
mod server;
mod storm;
mod worker;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["worker", way, rest @ ..] => worker::run(way, rest),
        [] => storm::run(false),
        ["one"] => storm::run(true),
        _ => ExitCode::from(2),
    }
}
