//! `token`: an access token that is good now.

use clap::Args;
use gws_auth_core::calls::{SecretString, Session, session_reject};
use gws_auth_core::session::{LoginReason, Rules};
use gws_auth_core::{Policy, UnixSeconds};
use gws_auth_store::{Access, DriveError, access};

use super::network::Network;
use super::place::{Named, Place};
use super::store::unusable;
use crate::arguments::{Credentials, Sending, Target};
use crate::exit::{Failure, Status};
use crate::files;
use crate::report::Report;

/// Print an access token of a session that is good now, and nothing else
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth token --env test --client-id SmartCloud_Payroll --session weka

The session is one that gws-auth login --session began. The token is renewed when needed, by one process of all that
share the folder; the others go on with the old one, or wait. Exit status 4: a login is required.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    named: Named,
    /// A service answered 401 to the access token of this generation (see --json): renew it once
    #[arg(long, value_name = "GENERATION")]
    rejected: Option<i64>,
    /// Ask for a login where the fate of a refresh token is unknown, instead of introspecting
    #[arg(long)]
    login_if_in_doubt: bool,
    /// Seconds between the two introspections, for tests
    #[arg(long, value_name = "SECONDS", hide = true)]
    settle: Option<u32>,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    sending: Sending,
}

/// Renewals of many processes begin up to so many seconds apart.
const JITTER: u32 = 120;

pub(crate) fn run(arguments: &Arguments, fixed: Option<UnixSeconds>) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let client = arguments.target.client(arguments.credentials.load(false)?)?;
    let place = arguments.named.place()?;
    let network = Network::new(fixed);
    if let Some(generation) = arguments.rejected {
        let now = gws_auth_store::Host::now(&network);
        place.swap(|record| match record {
            Some(record) => {
                Ok(session_reject(&client.get()?, record, generation, now)?.map(|swap| (swap, ())))
            }
            None => Ok(None),
        })?;
    }
    let [attempt @ .., spread] = random()?;
    let jitter = JITTER * u32::from(spread) / 256;
    let mut session = Session::new(client, attempt, jitter, policy, rules(arguments, &policy));
    let outcome = access(&mut session, &place.name, &place.store, &network);
    let reply = network.granted().filter(|_| outcome.is_err() || session.problem() == Some("reply_unclear"));
    let told = match outcome {
        Ok(Access::Token { token, generation, refresh_from }) => {
            Ok(granted(&token, generation, refresh_from))
        }
        Ok(Access::LoginRequired(reason)) => Err(login_required(reason)),
        Err(DriveError::Core(error)) => Err(error.into()),
        Err(DriveError::Store(error)) => Err(unusable(&error)),
        Err(DriveError::Operator(code)) => Err(Failure::new(Status::Refused, code, words(code))),
    };
    let kept = reply.map(|body| keep(&place, &attempt, &body));
    match (told, kept) {
        (Ok(report), kept) => {
            let report = match session.problem() {
                Some(code) => report.noting(format!("warning: {} ({code})", words(code))),
                None => report,
            };
            Ok(match kept {
                Some(kept) => {
                    report.noting(kept.map_or_else(|_| String::from("the reply could not be kept"), said))
                }
                None => report,
            })
        }
        (Err(failure), Some(Ok(path))) => Err(failure.with("body_file", path)),
        (Err(mut failure), Some(Err(body))) => {
            failure.only_copy = Some(body);
            Err(failure)
        }
        (Err(failure), None) => Err(failure),
    }
}

fn said(path: String) -> String {
    format!("a reply that may hold the only copy of new tokens is in {path}")
}

fn rules(arguments: &Arguments, policy: &Policy) -> Rules {
    let mut rules = Rules::new(policy);
    // To look at a file costs nothing.
    rules.poll = 1;
    rules.settle = arguments.settle.unwrap_or(rules.settle);
    if arguments.login_if_in_doubt {
        rules.in_doubt = gws_auth_core::session::InDoubt::Login;
    }
    rules
}

fn random() -> Result<[u8; 17], Failure> {
    let mut bytes = [0; 17];
    getrandom::fill(&mut bytes).map_err(|error| {
        Failure::new(
            Status::TryLater,
            "random_source",
            format!("The system's random source failed: {error}."),
        )
    })?;
    Ok(bytes)
}

fn granted(token: &SecretString, generation: i64, refresh_from: UnixSeconds) -> Report {
    let token = token.expose();
    Report::new()
        .with("access_token", token)
        .with("authorization", format!("Bearer {token}"))
        .with("generation", generation)
        .with("refresh_from", refresh_from)
        .reading(format!("{token}\n"))
}

/// A reply with tokens that are not stored, in a file of its own beside the session's; the body where that fails.
fn keep(place: &Place, attempt: &[u8; 16], body: &[u8]) -> Result<String, Vec<u8>> {
    let text = std::str::from_utf8(body).map_err(|_| body.to_vec())?;
    let path = place.folder.join(format!("{}.reply-{:032x}", place.name, u128::from_be_bytes(*attempt)));
    let written = files::write_new_file(&path, text, files::Access::Owner);
    written.map(|()| path.display().to_string()).map_err(|_| body.to_vec())
}

fn login_required(reason: LoginReason) -> Failure {
    let why = match reason {
        LoginReason::NoSession => "there is no session of this name",
        LoginReason::Ended => "the session was ended by a log-out",
        LoginReason::Lost => "the refresh token was used up and its reply is lost, or IR ended it",
        LoginReason::NoRefreshToken => "the access token has ended, and IR gave no refresh token",
        LoginReason::InDoubt => "what became of the refresh token is unknown",
    };
    let message = format!("A login is required: {why}. Next: gws-auth login --session.");
    Failure::new(Status::LoginRequired, "login_required", message).with("reason", reason.code())
}

/// What an operator should know.
fn words(problem: &str) -> &'static str {
    match problem {
        "fix_configuration" => {
            "IR refused the refresh although the refresh token is alive: the configuration is wrong."
        }
        "fix_credentials" => {
            "IR refused to say whether the refresh token is alive: the client's credentials are wrong."
        }
        _ => "What became of the refresh is unknown: it is found out later.",
    }
}
