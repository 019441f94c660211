//! The storm from outside: which parts it has, and in which order they run.

use crate::part::{Kind, Part};
use crate::report::{self, Done};
use crate::server::Server;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

/// All workers on one token set. Nobody works while its fate is in doubt, so that it does a few refreshes in a second, and the other
/// part most of the count. Shorter seconds would do more, and a busy machine would break the times that A3 and A5 assume.
const ONE: Part = Part {
    way: "ours",
    sessions: 1,
    second: 50,
    lifetime: 2,
    calm: 8,
    kill: Duration::from_secs(3),
    refreshes: 100,
    lost: 3,
    each: 0,
    limit: Duration::from_secs(150),
};
/// All workers on sets enough that they work while some are in doubt.
const MANY: Part = Part {
    sessions: 48,
    lifetime: 20,
    calm: 6,
    refreshes: 2_000,
    lost: 100,
    limit: Duration::from_secs(300),
    ..ONE
};
/// The same with workers in other languages beside those in Rust. They take longer to start and to send, so their seconds are
/// longer (A3), and more token sets give them the same to do.
const MIXED: Part = Part {
    sessions: 96,
    second: 100,
    kill: Duration::from_secs(4),
    refreshes: 700,
    lost: 25,
    each: 36,
    ..MANY
};
/// The same with clients that do not coordinate.
const NAIVE: Part =
    Part { way: "naive", refreshes: u64::MAX, lost: 0, limit: Duration::from_secs(15), ..MANY };
/// Our clients, on a store that does not compare: over as soon as a token is sent twice.
const BLIND: Part = Part { way: "blind", calm: 0, limit: Duration::from_secs(30), ..ONE };

/// All on one set, with the whole count: for a quiet machine, as its seconds are shorter.
const WHOLE: Part =
    Part { second: 20, refreshes: 2_000, lost: 100, limit: Duration::from_secs(3_600), ..ONE };

/// The parts, and whether they have their place each day.
const PARTS: [(&str, Part, bool); 6] = [
    ("one set", ONE, true),
    ("many", MANY, true),
    ("languages", MIXED, true),
    ("naive", NAIVE, true),
    ("blind", BLIND, true),
    ("whole", WHOLE, false),
];

/// The parts of these names, or those of each day; workers of these kinds have a part of their own.
pub(crate) fn run(names: &[&str], others: &[Kind]) -> ExitCode {
    let server = match Server::start() {
        Ok(server) => server,
        Err(status) => return status,
    };
    let lane = |lane: &[&str]| -> Vec<(&'static str, Done)> {
        let chosen = PARTS.into_iter().filter(|(name, _, daily)| {
            lane.contains(name) && if names.is_empty() { *daily } else { names.contains(name) }
        });
        let blow = |(name, part, _): (&'static str, Part, bool)| match name {
            "languages" if others.is_empty() => None,
            "languages" => Some((name, part.blow(&server.database(name), others))),
            _ => Some((name, part.blow(&server.database(&name.replace(' ', "_")), &[]))),
        };
        chosen.filter_map(blow).collect()
    };
    // They mostly wait, so that some fit beside each other; but what takes long to start has the machine for itself.
    let mut all = thread::scope(|scope| {
        let many = scope.spawn(|| lane(&["many"]));
        let few = lane(&["one set", "whole", "naive", "blind"]);
        [many.join().expect("a part of the storm failed"), few].concat()
    });
    all.extend(lane(&["languages"]));
    all.sort_by_key(|(name, _)| PARTS.iter().position(|(part, ..)| part == name));
    report::write(&all)
}
