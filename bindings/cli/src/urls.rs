//! `urls`: where an environment's endpoints and services are.

use clap::Args;
use gws_auth_core::calls::environment_urls;

use crate::exit::Failure;
use crate::fields::Secrets;
use crate::report::Report;

/// Print the URLs of an environment: endpoints, and the roots of the services
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth urls --env test --json

cloud_services, on port 4046, wants mutual TLS; desktop_services, on port 443, does not.")]
pub(crate) struct Arguments {
    /// mock, test, production, or the URL of a host: https, or http on a loopback address
    #[arg(long, value_name = "ENV|URL", value_parser = crate::pasted::environment)]
    env: String,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    Ok(Report::of(&environment_urls(&arguments.env)?, Secrets::Hidden))
}
