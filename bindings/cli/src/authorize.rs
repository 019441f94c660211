//! `authorize-url`: starts a login.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{LoginOptions, SecretString};

use crate::arguments::Target;
use crate::exit::Failure;
use crate::fields::Secrets;
use crate::report::Report;
use crate::{files, pasted, requests};

/// Print the URL that starts a login, and keep what is needed to finish it
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth authorize-url --env test --client-id SmartCloud_Payroll \\
      --redirect-uri https://client.example.com/return --pending login.txt

Open the URL in the system's browser, never in a web view. Next: gws-auth exchange --pending login.txt URL")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// Where the browser comes back to, character for character as registered with IR
    #[arg(long, value_name = "URI", value_parser = pasted::redirect_uri)]
    redirect_uri: String,
    /// Send this state instead of a random one
    #[arg(long, value_name = "STATE", allow_hyphen_values = true)]
    state: Option<String>,
    /// Allow _ and ' in --state, as IR's samples page does and the build pack does not
    #[arg(long, requires = "state")]
    wide_state: bool,
    /// Use this code verifier instead of a random one; for tests, as other users see arguments
    #[arg(long, value_name = "VERIFIER", allow_hyphen_values = true, conflicts_with = "no_pkce")]
    code_verifier: Option<String>,
    /// Go without PKCE
    #[arg(long)]
    no_pkce: bool,
    /// Take a plain http redirect URI that is not on loopback, as IR registered it long ago
    #[arg(long)]
    plain_http: bool,
    /// Write what finishes the login into this new file, for its owner only
    #[arg(long, value_name = "FILE")]
    pending: Option<PathBuf>,
    /// Let --pending overwrite a file
    #[arg(long, requires = "pending")]
    force: bool,
    /// Print the pending login as well
    #[arg(long)]
    show_secrets: bool,
}

/// What is printed in any case: the URL is to be opened, and the state is in it.
const SHOWN: &[&str] = &["url", "state"];

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let options = LoginOptions {
        state: arguments.state.clone(),
        wide_state: Some(arguments.wide_state),
        code_verifier: arguments.code_verifier.clone().map(SecretString::new),
        pkce: Some(!arguments.no_pkce),
        plain_http: Some(arguments.plain_http),
    };
    let login = requests::login(&arguments.target, &arguments.redirect_uri, &options, now)?;
    let pending = login.pending.expose();
    let (secrets, text) = if arguments.show_secrets {
        (Secrets::Shown, format!("{}\n{pending}\n", login.url))
    } else {
        (Secrets::Only(SHOWN), format!("{}\n", login.url))
    };
    let report = Report::of(&login, secrets).reading(text);
    match &arguments.pending {
        Some(path) => {
            files::write_secret(path, pending, arguments.force)?;
            Ok(report.with("pending_file", path.display().to_string()))
        }
        None if arguments.show_secrets => Ok(report),
        None => Ok(report.noting("without --pending FILE nothing can finish this login")),
    }
}
