//! Ours and the peers on the same inputs, interleaved in one run. `--write FILE` writes the tables as Markdown,
//! `--quick` measures a tenth, and a word measures only the rows that hold it. `--scale FILE` writes what grows, and how.

mod allocations;
mod jwt;
mod oauth;
mod report;
mod runner;
mod scale;
mod session;
mod worst;

use std::error::Error;
use std::rc::Rc;
use std::time::Duration;

use gws_auth_counts::paths::Setup;

#[global_allocator]
static ALLOCATOR: allocations::Counted = allocations::Counted;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (mut file, mut quick, mut word) = (None, false, String::new());
    let mut scale = None;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--write" => file = arguments.next(),
            "--scale" => scale = arguments.next(),
            "--quick" => quick = true,
            _ => word = argument,
        }
    }
    let setup = Rc::new(Setup::new()?);
    let rows =
        [oauth::rows(&setup), jwt::rows(&setup), session::rows(), worst::rows(&setup)].into_iter().flatten();
    let (mut text, mut all, mut met) = (String::new(), 0, 0);
    for mut row in rows.filter(|row| row.name.contains(&word)) {
        // Shorter than what a busy system gives at a time: most batches are undisturbed.
        let (rounds, batch) = (if quick { 21 } else { 201 }, Duration::from_micros(100));
        let measured = row.measure(rounds, batch);
        let table = report::table(&row, &measured);
        print!("{table}");
        text.push_str(&table);
        let (targets, reached) = report::met(&row, &measured);
        (all, met) = (all + targets, met + reached);
    }
    let summary = format!("{met} of {all} targets are met.\n");
    println!("\n{summary}");
    if let Some(file) = file {
        let head = include_str!("head.md");
        std::fs::write(file, format!("{head}\n{summary}{text}"))?;
    }
    if let Some(file) = scale {
        let page = scale::page(if quick { 10_000 } else { usize::MAX })?;
        print!("{page}");
        std::fs::write(file, page)?;
    }
    Ok(())
}
