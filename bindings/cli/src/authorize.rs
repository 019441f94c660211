//! `authorize-url`: starts a login.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::owned::Login;
use gws_auth_core::request::{Pkce, State};
use gws_auth_core::{AuthorizeRequest, Environment, LoginEntropy, RedirectUri, Secret, UnixSeconds};
use zeroize::Zeroizing;

use crate::arguments::Target;
use crate::exit::{Failure, Status};
use crate::input;
use crate::output::{HIDDEN, Report};

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
    #[arg(long, value_name = "URI")]
    redirect_uri: String,
    /// Send this state instead of a random one
    #[arg(long, value_name = "STATE", allow_hyphen_values = true)]
    state: Option<String>,
    /// Allow _ and ' in --state, as IR's samples page does and the build pack does not
    #[arg(long, requires = "state")]
    samples_state_set: bool,
    /// Use this code verifier instead of a random one; for tests, as other users see arguments
    #[arg(long, value_name = "VERIFIER", allow_hyphen_values = true, conflicts_with = "no_pkce")]
    code_verifier: Option<String>,
    /// Go without PKCE
    #[arg(long)]
    no_pkce: bool,
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

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let redirect_uri = RedirectUri::parse(&arguments.redirect_uri)?;
    let state = arguments.state.as_deref();
    let state = if arguments.samples_state_set { state.map(State::wide) } else { state.map(State::new) };
    let pkce = match &arguments.code_verifier {
        _ if arguments.no_pkce => Pkce::Off,
        Some(verifier) => Pkce::Verifier(Secret::new(verifier)),
        None => Pkce::Generated,
    };
    let start =
        Start { environment: arguments.target.environment()?, client_id: &arguments.target.client_id };
    let login = start.login(redirect_uri, state.transpose()?, pkce, now)?;

    let mut report = Report::new()
        .with("url", login.url.as_str())
        .with("state", login.state.as_str())
        .with("code_challenge", login.code_challenge.as_deref())
        .reading(format!("{}\n", login.url));
    match &arguments.pending {
        Some(path) => {
            input::write_secret(path, login.pending.expose(), arguments.force)?;
            report = report.with("pending_file", path.display().to_string());
        }
        None if !arguments.show_secrets => {
            report = report.noting("without --pending FILE nothing can finish this login");
        }
        None => {}
    }
    if arguments.show_secrets {
        report = report.with("pending", login.pending.expose()).reading(format!(
            "{}\n{}\n",
            login.url,
            login.pending.expose()
        ));
    } else {
        report = report.with("pending", HIDDEN);
    }
    if let Some(warning) = redirect_uri.warning() {
        report = report.noting(warning.message());
    }
    Ok(report)
}

/// Who starts a login, and where.
pub(crate) struct Start<'a> {
    pub(crate) environment: Environment<'a>,
    pub(crate) client_id: &'a str,
}

impl Start<'_> {
    /// With 64 fresh bytes of the system's random source.
    pub(crate) fn login(
        &self,
        redirect_uri: RedirectUri<'_>,
        state: Option<State<'_>>,
        pkce: Pkce<'_>,
        now: UnixSeconds,
    ) -> Result<Login, Failure> {
        let mut bytes = Zeroizing::new([0u8; LoginEntropy::LENGTH]);
        getrandom::fill(&mut *bytes).map_err(|error| {
            Failure::new(
                Status::TryLater,
                "random_source",
                format!("the system's random source failed: {error}"),
            )
        })?;
        let request =
            AuthorizeRequest::new(self.environment, self.client_id, redirect_uri)?.with_pkce(pkce)?;
        let request = match state {
            Some(state) => request.with_state(state),
            None => request,
        };
        Ok(request.owned(&LoginEntropy::new(&*bytes)?, now)?)
    }
}
