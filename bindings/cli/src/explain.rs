//! `explain`: what a refusal means, and what follows when no reply comes.

use clap::{ArgGroup, Args};
use gws_auth_core::Policy;
use gws_auth_core::calls::{self, no_reply};

use crate::arguments::{Reading, RequestValue};
use crate::exit::Failure;
use crate::fields::Secrets;
use crate::parse::{self, Received};
use crate::replies;
use crate::report::Report;

/// Explain a refusal of IR's, read from standard input or given by its words
#[derive(Args)]
#[command(
    group = ArgGroup::new("what").required(true).args(["status", "error", "no_reply"]).multiple(true),
    after_help = "\
Examples:
  echo '{\"error\":\"invalid_grant\",\"error_description\":\"Refresh token is invalid.\"}' |
      gws-auth explain --request refresh --status 401
  gws-auth explain --request authorize --error access_denied
  gws-auth explain --request refresh --no-reply sent

The explanation is for people. Programs go by next_step, which follows from the request and the status alone."
)]
pub(crate) struct Arguments {
    /// The request that was refused
    #[arg(long, value_enum)]
    request: RequestValue,
    /// The HTTP status of the reply
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(100..=599))]
    status: Option<u16>,
    #[command(flatten)]
    reading: Reading,
    /// The error by its name, in place of a reply on standard input
    #[arg(long, value_name = "ERROR")]
    error: Option<String>,
    /// The error description that goes with it
    #[arg(long, value_name = "TEXT", requires = "error")]
    description: Option<String>,
    /// There was no reply: unsent if the request certainly did not leave this machine, otherwise sent
    #[arg(long, value_enum, value_name = "SENT", conflicts_with_all = ["status", "error"])]
    no_reply: Option<Sent>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Sent {
    Sent,
    Unsent,
}

pub(crate) fn run(arguments: Arguments) -> Result<Report, Failure> {
    let Arguments { request, status, reading, error, description, no_reply: lost } = arguments;
    if let Some(sent) = lost {
        let advice = no_reply(request.into(), sent == Sent::Sent, &Policy::default());
        return Ok(Report::of(&advice, Secrets::Hidden));
    }
    match (error, status) {
        (Some(error), status) => {
            let description = description.as_deref();
            let refusal = calls::explain(request.into(), status, &error, description, &reading.policy())?;
            Ok(Report::of_fields(replies::refusal_fields(&refusal)))
        }
        (None, Some(status)) => parse::refusal(request.into(), &Received { status, reading }),
        (None, None) => Err(Failure::usage("usage", "One of --status, --error and --no-reply is missing.")),
    }
}
