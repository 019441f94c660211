//! `demo`: the whole OAuth flow and the M2M token against a simulator of IR's services, each step shown and checked.

mod employers;
mod endings;
mod logging_in;
mod m2m;
mod narrator;
mod serve;
mod steps;
mod tokens;
mod world;

use clap::Args;
use serde_json::Value;

use crate::exit::{Failure, Status};
use crate::report::Report;
use narrator::Narrator;
use steps::STEPS;
use world::World;

/// Watch the OAuth flow and the M2M token run against a simulator on this machine
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth demo
  gws-auth demo --break refresh
  gws-auth demo --break m2m-hsm
  gws-auth demo --serve

Nothing leaves this machine: the simulator is a test double of Inland Revenue's services, with made-up users. Each step
checks what it shows, against the simulator's own counters too. Exit status 0 only if every step held.")]
pub(crate) struct Arguments {
    /// Spoil this step: the demo must notice, and end with status 1
    #[arg(long = "break", value_name = "STEP", value_parser = steps::names(), hide_possible_values = true)]
    spoil: Option<String>,
    /// Print the names of the steps, one per line
    #[arg(long, conflicts_with = "spoil")]
    list_steps: bool,
    /// Leave a simulator running, for a person with a browser
    #[arg(long, conflicts_with_all = ["spoil", "list_steps"])]
    serve: bool,
    /// The port on 127.0.0.1 for --serve; 0 takes a free one
    #[arg(long, value_name = "PORT", default_value_t = 8400, requires = "serve")]
    port: u16,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<Report, Failure> {
    if arguments.list_steps {
        let names: Vec<&str> = STEPS.iter().map(|step| step.caption.name).collect();
        return Ok(Report::new().with("steps", names.clone()).reading(names.join("\n") + "\n"));
    }
    if arguments.serve {
        return serve::run(arguments.port, json);
    }
    let mut world = World::start()?;
    let mut narrator = Narrator::new(json);
    narrator.opening(world.origin());
    let mut held = Vec::new();
    for (index, step) in STEPS.iter().enumerate() {
        let spoil = arguments.spoil.as_deref() == Some(step.caption.name);
        narrator.heading(index + 1, &step.caption, spoil);
        if let Err(reason) = (step.run)(&mut world, &mut narrator, spoil) {
            narrator.broken(&reason);
            let message = format!("the step {} did not hold: {reason}", step.caption.name);
            return Err(Failure::new(Status::Refused, "demo_step", message)
                .with("step", step.caption.name)
                .with("held", held));
        }
        held.push(Value::from(step.caption.name));
    }
    narrator.closing(STEPS.len());
    Ok(Report::new().with("held", held).reading(""))
}
