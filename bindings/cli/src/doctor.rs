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
use crate::report::Report;

use profile::Profile;

/// Check a whole set-up: client id, redirect URIs, certificates and keys, as a profile names them
#[derive(Args)]
#[command(after_help = "\
Examples:
  gws-auth doctor --init
  gws-auth doctor
  gws-auth doctor --html findings.html

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

What is not in it is not checked. The passphrase of encrypted keys comes from GWS_KEY_PASSPHRASE. Nothing is sent.
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
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let Arguments { profile: path, init, html } = arguments;
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
    let found = run::all(&profile, now)?;
    let mut report = check::report(&found);
    if let Some(page) = html {
        files::write_new_file(page, &html::page(&profile, &found, now), Access::Everybody)?;
        report = report.noting(format!("the page is {}", page.display()));
    }
    Ok(report)
}
