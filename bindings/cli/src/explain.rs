//! `explain`: what a refusal means.

use clap::{Args, ValueEnum};
use gws_auth_core::owned::OwnedRefusal;
use gws_auth_core::{NextStep, RequestKind};

use crate::exit::Failure;
use crate::output::Report;
use crate::parse::Received;
use crate::{input, refusal};

/// Explain a refusal of IR's, read from standard input
#[derive(Args)]
#[command(after_help = "\
Example:
  echo '{\"error\":\"invalid_grant\",\"error_description\":\"Refresh token is invalid.\"}' |
      gws-auth explain --request refresh --status 401

The explanation is for people. Programs go by next_step, which follows from the request and the status alone.")]
pub(crate) struct Arguments {
    /// The request that was refused
    #[arg(long, value_enum)]
    request: RequestValue,
    #[command(flatten)]
    received: Received,
}

/// [`RequestKind`] on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum RequestValue {
    Authorize,
    Token,
    Refresh,
    Introspect,
    Revoke,
}

impl From<RequestValue> for RequestKind {
    fn from(value: RequestValue) -> Self {
        match value {
            RequestValue::Authorize => Self::Authorize,
            RequestValue::Token => Self::Code,
            RequestValue::Refresh => Self::Refresh,
            RequestValue::Introspect => Self::Introspect,
            RequestValue::Revoke => Self::Revoke,
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let (received, body) = (&arguments.received, input::body_from_stdin()?);
    let request = RequestKind::from(arguments.request);
    match OwnedRefusal::parse(request, received.status, &body, &received.reading.policy()) {
        Ok(refused) => Ok(Report { fields: refusal::fields(&refused), ..Report::default() }),
        Err(error) => Err(Failure::from(error)
            .with("status", received.status)
            .with("request", request.code())
            .with("next_step", NextStep::after_unreadable(request).code())),
    }
}
