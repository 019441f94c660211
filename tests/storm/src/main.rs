//! The storm: processes and threads that share token sets in a real PostgreSQL, against the simulator, while replies are
//! lost and processes are killed. The simulator counts what really happened. The same with clients that do not coordinate
//! stands beside it.
//!
//! `gws-auth-storm [PART…] [--with NAME PROGRAM…]…`: all parts that have their place each day, or these. With `--with`, once or
//! more, the part `languages` has workers of other kinds beside those in Rust; `workers/` has them. `gws-auth-storm whole` has all
//! refreshes on one set, too long for each day; `gws-auth-storm measure` is no storm: what PostgreSQL and a fleet do at most.
//! Without PostgreSQL's programs on the machine it ends with status 2.

mod blind;
mod fleet;
mod measure;
mod naive;
mod network;
mod part;
mod report;
mod server;
mod storm;
mod worker;

use part::Kind;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["worker", way, rest @ ..] => worker::run(way, rest),
        ["measure"] => measure::run(),
        words => {
            let mut groups = words.split(|word| *word == "--with");
            let names = groups.next().unwrap_or_default();
            groups
                .map(kind)
                .collect::<Option<Vec<_>>>()
                .map_or(ExitCode::from(2), |kinds| storm::run(names, &kinds))
        }
    }
}

/// A kind of workers: its name, its program.
fn kind(words: &[&str]) -> Option<Kind> {
    let [name, program @ ..] = words else { return None };
    let program: Vec<String> = program.iter().map(|&word| word.into()).collect();
    (!program.is_empty()).then(|| ((*name).to_owned(), program))
}
