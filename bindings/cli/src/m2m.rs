//! `m2m`: the token that the resource owner signs.

mod claims;
mod inspect;
mod json;
mod sign;
mod verify;

use clap::{Args, Subcommand};
use gws_auth_core::UnixSeconds;

use crate::exit::Failure;
use crate::report::Report;

/// Sign and check machine-to-machine tokens, without a network
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth m2m sign --key employer.key --cert employer.crt --iss www.example.com > token
  gws-auth m2m verify --cert employer.crt --json < token
  gws-auth m2m inspect < token

For a key, its certificate and its thumbprint: gws-auth keygen, gws-auth thumbprint.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Sign(Box<sign::Arguments>),
    Unsigned(sign::UnsignedArguments),
    Attach(sign::AttachArguments),
    Verify(verify::Arguments),
    Inspect(inspect::Arguments),
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    match &arguments.command {
        Command::Sign(arguments) => sign::run(arguments, now),
        Command::Verify(arguments) => verify::run(arguments, now),
        Command::Inspect(_) => inspect::run(),
        Command::Unsigned(arguments) => sign::unsigned(arguments, now),
        Command::Attach(arguments) => sign::attach(arguments, now),
    }
}
