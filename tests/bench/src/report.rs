//! The tables, for the terminal and for `tests/BENCH.md`.

use std::fmt::Write as _;

use crate::runner::{Measured, Row};

/// A row as lines of a Markdown table.
pub(crate) fn table(row: &Row, measured: &[Measured]) -> String {
    let mut text = format!(
        "\n### {}\n\n| who | median | spread | allocations | to the best peer | target |\n|---|--:|--:|--:|--:|---|\n",
        row.name
    );
    for (contender, measured) in row.contenders.iter().zip(measured) {
        let Measured { median, spread, allocations, ratio } = measured;
        let who = if contender.ours { format!("**{}**", contender.who) } else { contender.who.clone() };
        let ratio = if contender.ours && row.contenders.iter().any(|c| !c.ours) {
            format!("{ratio:.2}")
        } else {
            String::new()
        };
        let target = verdict(contender.target, measured.ratio);
        let spread = spread * 100.0;
        _ = writeln!(
            text,
            "| {who} | {} | {spread:.0} % | {allocations} | {ratio} | {target} |",
            time(*median)
        );
    }
    text
}

fn verdict(target: Option<f64>, ratio: f64) -> String {
    match target {
        None => String::new(),
        Some(target) if ratio <= target => format!("≤ {target:.2}: met"),
        Some(target) => format!("≤ {target:.2}: **missed**, by {:.0} %", (ratio / target - 1.0) * 100.0),
    }
}

/// How many targets there are, and how many are met.
pub(crate) fn met(row: &Row, measured: &[Measured]) -> (usize, usize) {
    let targets = row.contenders.iter().zip(measured).filter_map(|(c, m)| c.target.map(|t| m.ratio <= t));
    targets.fold((0, 0), |(all, met), is_met| (all + 1, met + usize::from(is_met)))
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        ..1e3 => format!("{nanoseconds:.0} ns"),
        ..1e6 => format!("{:.2} µs", nanoseconds / 1e3),
        _ => format!("{:.2} ms", nanoseconds / 1e6),
    }
}
