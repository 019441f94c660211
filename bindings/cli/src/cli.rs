//! The commands, and the way from the command line to the exit status.

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use gws_auth_core::UnixSeconds;

use crate::exit::{Failure, Status};
use crate::report::{self, Report};
use crate::{
    authorize, check, clock, doctor, explain, inspect, ird_number, keygen, login, m2m, parse, redirect,
    request, send, services, session, shell, thumbprint, urls, usage,
};

const AFTER_HELP: &str = "\
Exit status:
  0  done
  1  refused, or invalid
  2  the command line, or a file or variable it names, is wrong
  3  no reply, or one that says: try later
  4  the customer has to log in again

Secrets are never arguments. The client secret comes from --client-secret-file or from GWS_CLIENT_SECRET, the passphrase
of a key from --passphrase-file or from GWS_KEY_PASSPHRASE, tokens come from standard input. redirect, exchange, refresh,
login, token and m2m sign print the secrets they are for; all others print [hidden].

With --json a failure is {\"error\":{\"code\":…,\"message\":…}} on standard output. If a request failed and not the call,
\"outcome\" stands before it: refused, unreadable or no_reply, and the error holds next_step, wait_seconds and more.

Start with: gws-auth demo";

/// OAuth and M2M tokens for Inland Revenue's (New Zealand) gateway services. Independent software, not Inland Revenue's.
#[derive(Parser)]
#[command(name = "gws-auth", version, after_help = AFTER_HELP)]
struct Cli {
    /// Print one JSON object on standard output
    #[arg(long, global = true, display_order = 900)]
    json: bool,
    /// The time in seconds since 1970, in place of the system's clock
    #[arg(long, global = true, hide = true, value_name = "SECONDS", allow_negative_numbers = true)]
    now: Option<UnixSeconds>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    AuthorizeUrl(authorize::Arguments),
    Redirect(redirect::Arguments),
    Request(request::Arguments),
    Parse(parse::Arguments),
    Explain(explain::Arguments),
    Inspect(inspect::Arguments),
    Exchange(send::ExchangeArguments),
    Refresh(send::RefreshArguments),
    Introspect(send::IntrospectArguments),
    Revoke(send::RevokeArguments),
    Login(login::Arguments),
    Token(session::TokenArguments),
    Sessions(session::ListArguments),
    Logout(session::LogoutArguments),
    Urls(urls::Arguments),
    Services(services::Arguments),
    IrdNumber(ird_number::Arguments),
    M2m(m2m::Arguments),
    #[command(visible_alias = "certificate")]
    Thumbprint(thumbprint::Arguments),
    Keygen(keygen::Arguments),
    Check(check::Arguments),
    Doctor(doctor::Arguments),
    Completions(shell::CompletionsArguments),
    Man(shell::ManArguments),
    #[cfg(feature = "demo")]
    Demo(crate::demo::Arguments),
    #[command(name = login::OPEN_BROWSER, hide = true, about = "Open GWS_OPEN_URL (used by login)")]
    OpenBrowser,
}

/// The outermost layer: only here are the clock and the command line read.
pub(crate) fn run() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error, &arguments).into(),
    };
    let json = cli.json;
    let outcome = catch_unwind(AssertUnwindSafe(|| dispatch(cli)));
    let bug =
        || Err(Failure::new(Status::Refused, "internal", "This is a bug in gws-auth: please report it."));
    report::finish(outcome.unwrap_or_else(|_| bug()), json).into()
}

fn dispatch(cli: Cli) -> Result<Report, Failure> {
    let now = cli.now.map_or_else(|| Ok(clock::now()), clock::check)?;
    match cli.command {
        Command::AuthorizeUrl(arguments) => authorize::run(&arguments, now),
        Command::Redirect(arguments) => redirect::run(&arguments, now),
        Command::Request(arguments) => request::run(&arguments, now),
        Command::Parse(arguments) => parse::run(&arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Inspect(_) => inspect::run(),
        Command::Exchange(arguments) => send::exchange(&arguments, now),
        Command::Refresh(arguments) => send::refresh(&arguments, now),
        Command::Introspect(arguments) => send::introspect(&arguments),
        Command::Revoke(arguments) => send::revoke(&arguments),
        Command::Login(arguments) => login::run(&arguments, cli.now),
        Command::Token(arguments) => session::token(&arguments, cli.now),
        Command::Sessions(arguments) => session::list(&arguments),
        Command::Logout(arguments) => session::log_out(&arguments, now),
        Command::Urls(arguments) => urls::run(&arguments),
        Command::Services(arguments) => services::run(&arguments),
        Command::IrdNumber(arguments) => ird_number::run(&arguments),
        Command::M2m(arguments) => m2m::run(&arguments, now),
        Command::Thumbprint(arguments) => thumbprint::run(&arguments, now),
        Command::Doctor(arguments) => doctor::run(&arguments, now),
        Command::Check(arguments) => check::run(&arguments, now),
        Command::Keygen(arguments) => keygen::run(&arguments, now),
        Command::Completions(arguments) => shell::completions::<Cli>(&arguments),
        Command::Man(arguments) => shell::man::<Cli>(&arguments),
        #[cfg(feature = "demo")]
        Command::Demo(arguments) => crate::demo::run(&arguments, cli.json),
        Command::OpenBrowser => login::open_browser(),
    }
}
