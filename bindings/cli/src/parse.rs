//! `parse`: reads a reply that something else received.

use clap::{Args, Subcommand, ValueEnum};
use gws_auth_core::calls::record::Record;
use gws_auth_core::calls::{Reply, parse_introspection, parse_refusal, parse_revocation, parse_token};
use gws_auth_core::{RequestKind, UnixSeconds};

use crate::arguments::{Reading, RequestValue};
use crate::exit::{Failure, Status};
use crate::fields::Secrets;
use crate::report::Report;
use crate::{clock, input, replies};

/// Read a reply from standard input, as strictly as the network commands do
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth parse token --status 200 < reply.json

What is no grant ends with status 1; with --json \"outcome\" says which: refused or unreadable. Tokens are printed as
[hidden] unless --show-secrets is given.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    reply: What,
}

#[derive(Subcommand)]
enum What {
    /// The reply to a code exchange or a refresh
    #[command(after_help = "Example:\n  gws-auth parse token --status 200 --grant refresh < reply.json")]
    Token(TokenArguments),
    /// The reply to an introspection
    #[command(after_help = "Example:\n  gws-auth parse introspection --status 200 < reply.json")]
    Introspection(Received),
    /// The reply to a revocation
    #[command(after_help = "Example:\n  gws-auth parse revocation --status 200 < /dev/null")]
    Revocation(Received),
    /// A refusal, whichever request it answers
    #[command(
        alias = "error",
        after_help = "Example:\n  gws-auth parse refusal --request refresh --status 401 < reply.json"
    )]
    Refusal(RefusalArguments),
}

/// A reply that was received.
#[derive(Args)]
pub(crate) struct Received {
    /// The HTTP status of the reply
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(100..=599))]
    pub(crate) status: u16,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Args)]
struct TokenArguments {
    #[command(flatten)]
    received: Received,
    /// What the request exchanged
    #[arg(long, value_enum, default_value = "code")]
    grant: GrantValue,
    /// When the request was sent, in seconds since 1970: then the tokens say when they end
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    sent_at: Option<UnixSeconds>,
    /// Print the tokens too
    #[arg(long)]
    show_secrets: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum GrantValue {
    Code,
    Refresh,
}

#[derive(Args)]
struct RefusalArguments {
    #[command(flatten)]
    received: Received,
    /// The request that the reply answers
    #[arg(long, value_enum, default_value = "code")]
    request: RequestValue,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    match &arguments.reply {
        What::Token(arguments) => token(arguments),
        What::Introspection(Received { status, reading }) => {
            let body = input::body_from_stdin()?;
            granted(parse_introspection(*status, &body, &reading.policy())?, Secrets::Hidden)
        }
        What::Revocation(Received { status, reading }) => {
            let body = input::body_from_stdin()?;
            let report = granted(parse_revocation(*status, &body, &reading.policy())?, Secrets::Hidden)?;
            Ok(report.with("revoked", true))
        }
        What::Refusal(arguments) => refusal(arguments.request.into(), &arguments.received),
    }
}

fn token(arguments: &TokenArguments) -> Result<Report, Failure> {
    let Received { status, reading } = &arguments.received;
    let kind = match arguments.grant {
        GrantValue::Code => RequestKind::Code,
        GrantValue::Refresh => RequestKind::Refresh,
    };
    let sent_at = arguments.sent_at.map(clock::check).transpose()?;
    let body = input::body_from_stdin()?;
    let secrets = if arguments.show_secrets { Secrets::Shown } else { Secrets::Hidden };
    granted(parse_token(kind, *status, &body, sent_at, &reading.policy())?, secrets)
}

/// The refusal itself is what was asked for.
pub(crate) fn refusal(request: RequestKind, received: &Received) -> Result<Report, Failure> {
    let body = input::body_from_stdin()?;
    match parse_refusal(request, received.status, &body, &received.reading.policy())? {
        Reply::Refused(refusal) => Ok(Report::of_fields(replies::refusal_fields(&refusal))),
        other => granted(other, Secrets::Hidden),
    }
}

/// What was granted; nothing was sent, so nothing is to be tried later.
fn granted<T: Record>(reply: Reply<T>, secrets: Secrets<'_>) -> Result<Report, Failure> {
    match replies::granted(reply) {
        Ok(granted) => Ok(Report::of(&granted, secrets)),
        Err(failure) => Err(failure.ending(Status::Refused)),
    }
}
