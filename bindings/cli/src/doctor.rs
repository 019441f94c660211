//! `doctor`: every check over the set-up that a profile describes.

mod ask;
mod html;
mod profile;
mod run;

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::UnixSeconds;

use crate::check;
use crate::exit::Failure;
use crate::files::{self, Access};
use crate::probe::{Probing, Target};
use crate::report::Report;

use profile::Profile;

/// Check a whole set-up: client id, redirect URIs, certificates and keys, as a profile names them
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth doctor --init
  gws-auth doctor
  gws-auth doctor --html findings.html
  gws-auth doctor --connect test5.services.ird.govt.nz:443 --connect test5.services.ird.govt.nz:4046

The profile names files and never holds a secret; files are found from its folder:

  environment = \"test\"
  client_id = \"SmartSoftware_SmartPay\"
  redirect_uris = [\"https://client.example.com/return\"]
  [signing]
  certificate = \"employer.crt\"
  key = \"employer.key\"
  [mtls]
  certificate = \"chain.pem\"
  key = \"client.key\"
  [ssh]
  key = \"id_ecdsa.pub\"
  [pgp]
  key = \"public.asc\"

What is not in it is not checked. The passphrase of encrypted keys comes from GWS_KEY_PASSPHRASE. Nothing is sent, but with
--connect a request for the authorize page by a client that there is not, and the client certificate where it is asked for.
Exit status 1 if something fails.")]
pub(crate) struct Arguments {
    /// The profile
    #[arg(long, value_name = "FILE", default_value = "gws-auth.toml")]
    profile: PathBuf,
    /// Make the profile: asks on the terminal, line by line
    #[arg(long)]
    init: bool,
    /// Write the findings as one page, for the on-boarding's ticket
    #[arg(long, value_name = "FILE", conflicts_with = "init")]
    html: Option<PathBuf>,
    /// Probe this host, too: TLS, the profile's client certificate, clock, proxies, the authorize page's answer
    #[arg(long, value_name = "HOST:PORT", value_parser = Target::parse, conflicts_with = "init")]
    connect: Vec<Target>,
    #[command(flatten)]
    probing: Probing,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let Arguments { profile: path, init, html, connect, probing } = arguments;
    if *init {
        files::check_new(path)?;
        let text = ask::profile()?;
        files::write_new_file(path, &text, Access::Everybody)?;
        let shown = path.display().to_string();
        return Ok(Report::new()
            .with("profile", shown.as_str())
            .reading(format!("{shown} is written: gws-auth doctor\n")));
    }
    let profile = Profile::read(path)?;
    let mut found = run::all(&profile, now)?;
    for target in connect {
        found.extend(run::probe(&profile, target, probing, now)?);
    }
    let mut report = check::report(&found);
    if let Some(page) = html {
        files::write_new_file(page, &html::page(&profile, &found, now), Access::Everybody)?;
        report = report.noting(format!("the page is {}", page.display()));
    }
    Ok(report)
}
