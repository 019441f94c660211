//! `services`: Inland Revenue's gateway services, and whether a client may call one.

use clap::{Args, ValueEnum};
use gws_auth_core::calls::{GatewayService, service_access, services};
use serde_json::Value;

use crate::exit::{Failure, Status};
use crate::fields::{self, Secrets};
use crate::report::Report;

/// List IR's gateway services; with a service, say whether a client may call it, and where
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth services
  gws-auth services income --mechanism m2m --client cloud --env test

Exit status 1 if the client may not call the service in this way. The list is that of 18/06/2024.")]
pub(crate) struct Arguments {
    /// The code of a service, as the list has it
    #[arg(value_name = "SERVICE", requires = "mechanism")]
    service: Option<String>,
    /// How the client, or who stands behind it, is known
    #[arg(long, requires = "service")]
    mechanism: Option<Mechanism>,
    /// Where the client runs
    #[arg(long, default_value = "cloud", requires = "service")]
    client: Client,
    /// mock, test, production, or the URL of a host
    #[arg(long, value_name = "ENV|URL", default_value = "production", requires = "service", value_parser = crate::pasted::environment)]
    env: String,
}

/// Where a client runs, on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Client {
    Cloud,
    Desktop,
}

/// A mechanism on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Mechanism {
    Oauth,
    M2m,
    #[value(alias = "mutual-tls")]
    Mtls,
    Ssh,
}

impl Client {
    const fn code(self) -> &'static str {
        match self {
            Self::Cloud => "cloud",
            Self::Desktop => "desktop",
        }
    }
}

impl Mechanism {
    const fn code(self) -> &'static str {
        match self {
            Self::Oauth => "oauth",
            Self::M2m => "m2m",
            Self::Mtls => "mutual_tls",
            Self::Ssh => "ssh",
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    let (Some(service), Some(mechanism)) = (&arguments.service, arguments.mechanism) else {
        return Ok(list());
    };
    let unknown = |error: gws_auth_core::Error| match error.code() {
        "argument_unknown" => Failure::usage(
            "service_unknown",
            format!("there is no service {service}: gws-auth services lists them"),
        ),
        _ => Failure::from(error),
    };
    let answer = service_access(service, arguments.client.code(), mechanism.code(), &arguments.env);
    let answer = answer.map_err(unknown)?;
    let report = Report::of(&answer, Secrets::Hidden);
    Ok(if answer.allowed { report } else { report.ending(Status::Refused) })
}

fn list() -> Report {
    let all = services();
    let rows: Vec<Value> =
        all.iter().map(|service| Value::Object(fields::of(service, Secrets::Hidden))).collect();
    let text: String = all.iter().map(line).collect();
    Report::new().with("services", rows).reading(text)
}

fn line(service: &GatewayService) -> String {
    let GatewayService { code, name, oauth, m2m, mutual_tls, ssh, cloud, desktop } = service;
    let taken = [(*oauth, "oauth"), (*m2m, "m2m"), (*mutual_tls, "mtls"), (*ssh, "ssh")];
    let taken: Vec<&str> = taken.into_iter().filter(|(takes, _)| *takes).map(|(_, name)| name).collect();
    let path = |path: &Option<String>| path.clone().unwrap_or_else(|| "-".into());
    let paths = format!("cloud {}  desktop {}", path(cloud), path(desktop));
    format!("{code:<28} {:<10} {name}\n{:>39} {paths}\n", taken.join(","), "")
}
