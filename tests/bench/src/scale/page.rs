//! The page: what was measured, and what follows for a provider with a million token sets.

use std::fmt::Write as _;
use std::time::Duration;

use super::employers::Fleet;
use super::fit::line;

/// An access token's life (REFRESH-4), and how long before its end it is renewed by default, in seconds.
const LIFE: f64 = 28_800.0;
const AHEAD: f64 = 900.0;

/// A machine-to-machine token's default life, of which nine tenths pass before it is renewed, in seconds.
const M2M_LIFE: f64 = 3_600.0;

/// A round trip to IR that is not known here: an assumption, in seconds.
const ROUND_TRIP: f64 = 1.0;

pub(crate) fn write(fleets: &[Fleet], replies: &[(usize, f64)], refresh: f64) -> String {
    let mut page = String::from(include_str!("head.md"));
    employers(&mut page, fleets);
    lengths(&mut page, replies);
    million(&mut page, fleets, refresh);
    page
}

fn employers(page: &mut String, fleets: &[Fleet]) {
    let cores = fleets.last().map_or(1, |fleet| fleet.cores);
    _ = write!(
        page,
        "\n## Signing for many employers (ES256, `native`)\n\n| employers | keys loaded in | bytes each | signed on one core | per token | on {cores} cores | is it due? each |\n|--:|--:|--:|--:|--:|--:|--:|\n"
    );
    for Fleet { count, bytes, load, one_core, all_cores, look, .. } in fleets {
        let each = micros(*one_core) / *count as f64;
        let look = micros(*look) * 1e3 / *count as f64;
        _ = writeln!(
            page,
            "| {count} | {} | {bytes} | {} | {each:.1} µs | {} | {look:.1} ns |",
            time(*load),
            time(*one_core),
            time(*all_cores)
        );
    }
    let points: Vec<_> = fleets.iter().map(|fleet| (fleet.count as f64, micros(fleet.one_core))).collect();
    if points.len() > 2 {
        let fit = line(&points);
        _ = writeln!(
            page,
            "\nA line fits: {:.1} µs for each employer and {:.1} µs once ({:.1} % of the variation explained).",
            fit.per,
            fit.fixed,
            fit.explained * 100.0
        );
    }
}

fn lengths(page: &mut String, replies: &[(usize, f64)]) {
    page.push_str("\n## Reading replies (first tier, with the copy)\n\n| bytes | time | for each byte |\n|--:|--:|--:|\n");
    for (bytes, nanoseconds) in replies {
        _ = writeln!(
            page,
            "| {bytes} | {:.2} µs | {:.3} ns |",
            nanoseconds / 1e3,
            nanoseconds / *bytes as f64
        );
    }
    let points: Vec<_> = replies.iter().map(|(bytes, time)| (*bytes as f64, *time)).collect();
    let fit = line(&points);
    _ = writeln!(
        page,
        "\nA line fits: {:.3} ns for each byte and {:.0} ns once ({:.1} % of the variation explained).",
        fit.per,
        fit.fixed,
        fit.explained * 100.0
    );
}

fn million(page: &mut String, fleets: &[Fleet], refresh: f64) {
    let sets = 1e6;
    let refreshes = sets / (LIFE - AHEAD);
    let signed = sets / (M2M_LIFE * 0.9);
    let each = fleets.last().map_or(0.0, |fleet| micros(fleet.one_core) / fleet.count as f64);
    let bytes = fleets.last().map_or(0, |fleet| fleet.bytes) as f64;
    _ = write!(
        page,
        "\n## A million token sets

Every set in use all the time is the most that can be: those that nobody uses are not refreshed.

| what | figure | from |
|---|--:|---|
| refreshes | {refreshes:.1} a second | a life of {LIFE:.0} s (REFRESH-4), renewed {AHEAD:.0} s ahead |
| writes to the store | {:.1} a second | two swaps a refresh: the claim, the new pair |
| requests under way | {:.0} | an assumed round trip of {ROUND_TRIP:.0} s |
| connections to IR | {refreshes:.1} new ones a second | a fresh one each (`fresh_connection`) |
| our own work for them | {:.2} % of a core | {:.1} µs a refresh through `calls`, measured |
| machine-to-machine tokens instead, an employer each | {signed:.0} a second | a life of {M2M_LIFE:.0} s, renewed after nine tenths |
| signing them | {:.1} % of a core | {each:.1} µs each, measured |
| memory for their keys | {:.0} MiB | {bytes:.0} bytes each, measured |

The store, the network and IR set the pace, not this library.
",
        refreshes * 2.0,
        refreshes * ROUND_TRIP,
        refreshes * refresh / 1e9 * 100.0,
        refresh / 1e3,
        signed * each / 1e6 * 100.0,
        sets * bytes / f64::from(1 << 20),
    );
}

fn micros(time: Duration) -> f64 {
    time.as_nanos() as f64 / 1e3
}

fn time(time: Duration) -> String {
    match micros(time) {
        micros @ ..1e3 => format!("{micros:.0} µs"),
        micros @ ..1e6 => format!("{:.1} ms", micros / 1e3),
        micros => format!("{:.2} s", micros / 1e6),
    }
}
