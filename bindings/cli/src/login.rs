//! `login`: from the browser to the tokens, in one command.

mod arrival;
mod browser;
mod listener;
mod page;

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use gws_auth_core::calls::{self, Login, LoginOptions, SecretString};
use gws_auth_core::{Outcome, Policy, RedirectUri, RegisteredRedirectUris, UnixSeconds};

pub(crate) use browser::{OPEN_BROWSER, open_browser};

use crate::arguments::{Credentials, ExpectedTarget, Proof, Saving, Sending, Target};
use crate::exit::{Failure, Status};
use crate::fields::{self, Secrets};
use crate::report::{Report, warnings};
use crate::terminal::note_to_people;
use crate::{clock, files, input, landing, pasted, replies, requests, send, session};

/// Log a customer in with the system's browser, and print the tokens or keep them as a session
#[derive(Args)]
#[command(after_help = "\
Examples:
  GWS_CLIENT_SECRET=… gws-auth login --env test --client-id SmartSoftware_SmartPay \\
      --redirect-uri http://127.0.0.1:49711/callback --redirect-uri http://127.0.0.1:49712/callback
  GWS_CLIENT_SECRET=… gws-auth login --paste --env test --client-id SmartCloud_Payroll \\
      --redirect-uri https://client.example.com/return --session weka

With --session the tokens are kept and not printed: gws-auth token gives an access token from then on.

Give every loopback redirect URI that is registered with IR: the first one whose port is free is used, and no other,
as IR accepts no unregistered port. With --paste nothing listens: the URL that the browser came back to is read from
standard input.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// A redirect URI registered with IR, character for character; may be given several times
    #[arg(long = "redirect-uri", value_name = "URI", required = true, value_parser = pasted::redirect_uri)]
    redirect_uris: Vec<String>,
    /// Read the landing URL from standard input instead of listening for it
    #[arg(long)]
    paste: bool,
    /// Take a plain http redirect URI that is not on loopback, as IR registered it long ago
    #[arg(long, requires = "paste")]
    plain_http: bool,
    /// Print the URL on standard error instead of opening a browser
    #[arg(long)]
    no_browser: bool,
    /// Wait this many seconds for the browser to come back
    #[arg(long, value_name = "SECONDS", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    wait: u32,
    /// Keep the pending login in this new file too, so that `exchange` can finish what is interrupted
    #[arg(long, value_name = "FILE")]
    pending: Option<PathBuf>,
    #[command(flatten)]
    session: session::KeptIn,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    saving: Saving,
    #[command(flatten)]
    sending: Sending,
}

/// The time is fixed (`--now`), or the system's at each look.
fn time(fixed: Option<UnixSeconds>) -> UnixSeconds {
    fixed.unwrap_or_else(clock::now)
}

pub(crate) fn run(arguments: &Arguments, fixed: Option<UnixSeconds>) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    // Everything that can be wrong is found before a customer logs in.
    let proof = arguments.credentials.load(arguments.paste)?;
    let client = arguments.target.client(proof.clone())?;
    let place = arguments.session.place(&client)?;
    let keep = arguments.saving.open()?;
    let landing =
        if arguments.paste { paste(arguments, fixed, &policy) } else { listen(arguments, fixed, &policy) };
    let (login, landing) = landing?;
    let now = time(fixed);
    let request = exchange(&login, &landing, proof, now, &policy)?;
    match place {
        None => send::tokens(&request, keep, now, &policy),
        Some(place) => session::log_in(&place, &client, &request, keep, now, &policy),
    }
}

fn exchange(
    login: &Login,
    landing: &SecretString,
    proof: Proof,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<calls::HttpRequest, Failure> {
    let expected = ExpectedTarget { env: None, client_id: None };
    match requests::exchange(&login.pending, landing, &expected, proof, now, policy)? {
        Outcome::Granted(request) => Ok(request),
        Outcome::Refused(refusal) => Err(replies::landing_refused(&refusal)),
    }
}

fn start(arguments: &Arguments, redirect_uri: &str, fixed: Option<UnixSeconds>) -> Result<Login, Failure> {
    let options = LoginOptions { plain_http: Some(arguments.plain_http), ..LoginOptions::default() };
    let login = requests::login(&arguments.target, redirect_uri, &options, time(fixed))?;
    for warning in warnings(&fields::of(&login, Secrets::Hidden)) {
        note_to_people(&warning);
    }
    if let Some(path) = &arguments.pending {
        files::write_secret(path, login.pending.expose(), false)?;
    }
    Ok(login)
}

/// Native applications: a listener on a registered port, then the browser.
fn listen(
    arguments: &Arguments,
    fixed: Option<UnixSeconds>,
    policy: &Policy,
) -> Result<(Login, SecretString), Failure> {
    let texts: Vec<&str> = arguments.redirect_uris.iter().map(String::as_str).collect();
    for text in &texts {
        RedirectUri::parse(text)?;
    }
    let (redirect_uri, listener) = listener::bind(&RegisteredRedirectUris::new(&texts))?;
    let login = start(arguments, redirect_uri.as_str(), fixed)?;
    browser::show(&login.url, !arguments.no_browser);
    let wait = Duration::from_secs(arguments.wait.into());
    let judge = |landing: &str| calls::landing(login.pending.expose(), landing, time(fixed), policy);
    let landing = listener.wait(wait, judge)?;
    Ok((login, landing))
}

/// Cloud clients: the redirect ends at their own server, or nowhere; a person brings the URL.
fn paste(
    arguments: &Arguments,
    fixed: Option<UnixSeconds>,
    policy: &Policy,
) -> Result<(Login, SecretString), Failure> {
    let [redirect_uri] = arguments.redirect_uris.as_slice() else {
        return Err(Failure::usage("usage", "With --paste there is one --redirect-uri."));
    };
    let login = start(arguments, redirect_uri, fixed)?;
    browser::show(&login.url, false);
    note_to_people("when the browser has come back, paste its URL here and press Enter");
    let judged = |landing: &SecretString| {
        let (pending, text) = (login.pending.expose(), landing.expose());
        let read = calls::landing(pending, text, time(fixed), policy);
        read.map(drop).map_err(|error| landing::failure(error, text, pending))
    };
    let (mut last, mut before) = (None, SecretString::new(String::new()));
    while let Some(line) = input::line_from_stdin()? {
        if line.expose().is_empty() {
            continue;
        }
        let landing = landing::mended(&line);
        // A terminal may have broken the URL into lines.
        let joined = SecretString::new(format!("{}{}", before.expose(), landing.expose()));
        match (judged(&landing), judged(&joined)) {
            (Ok(()), _) => return Ok((login, landing)),
            (_, Ok(())) => return Ok((login, joined)),
            (Err(failure), _) if failure.status == Status::LoginRequired => return Err(failure),
            (Err(failure), _) => {
                note_to_people(&format!("{} (try again)", failure.message()));
                last = Some(failure);
                before = joined;
            }
        }
    }
    let none = || Failure::usage("landing_missing", "Standard input ended without a landing URL.");
    Err(last.unwrap_or_else(none))
}
