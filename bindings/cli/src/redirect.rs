//! `redirect`: reads the landing URL.

use clap::Args;
use gws_auth_core::{Outcome, Policy, UnixSeconds, calls};

use crate::arguments::Landing;
use crate::exit::Failure;
use crate::report::Report;
use crate::{input, landing, replies};

/// Check the URL that the browser came back to, and print the code in it
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth redirect --pending login.txt 'https://client.example.com/return?code=…&state=…'

Nothing is sent and the pending login is not used up. Next: gws-auth exchange, with the same arguments")]
pub(crate) struct Arguments {
    #[command(flatten)]
    landing: Landing,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let pending = input::pending(&arguments.landing.pending)?;
    let landing = arguments.landing.text()?;
    let read = calls::landing(pending.expose(), landing.expose(), now, &Policy::default());
    match read.map_err(|error| landing::failure(error, landing.expose(), pending.expose()))? {
        Outcome::Granted(code) => {
            Ok(Report::new().with("code", code.expose()).reading(format!("{}\n", code.expose())))
        }
        Outcome::Refused(refusal) => Err(replies::landing_refused(&refusal)),
    }
}
