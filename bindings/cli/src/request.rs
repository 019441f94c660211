//! `request`: prints what would be sent, for programs in languages without a binding and for people who compare.

use clap::{Args, Subcommand};
use gws_auth_core::owned::HttpRequest;
use gws_auth_core::{Client, IntrospectRequest, Outcome, Policy, RefreshRequest, RevokeRequest, UnixSeconds};
use serde_json::{Map, Value};

use crate::arguments::{Credentials, ExpectedTarget, Hint, Landing, Target};
use crate::exit::Failure;
use crate::output::{HIDDEN, Report, lines};
use crate::{input, prepare, refusal};

/// Print a request without sending it
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth request refresh --env test --client-id SmartCloud_Payroll < refresh-token

Secrets are printed as [hidden] unless --show-secrets is given.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    request: Request,
}

#[derive(Subcommand)]
enum Request {
    /// The exchange of a code
    #[command(
        after_help = "Example:\n  gws-auth request token --pending login.txt 'https://client.example.com/return?code=…&state=…'"
    )]
    Token(CodeArguments),
    /// The exchange of a refresh token, which is read from standard input
    #[command(
        after_help = "Example:\n  gws-auth request refresh --env test --client-id SmartCloud_Payroll < refresh-token"
    )]
    Refresh(RefreshArguments),
    /// The question whether a token is alive, which is read from standard input
    #[command(
        after_help = "Example:\n  gws-auth request introspect --env test --client-id SmartCloud_Payroll < token"
    )]
    Introspect(AboutArguments),
    /// The end of a token, which is read from standard input
    #[command(
        after_help = "Example:\n  gws-auth request revoke --env test --client-id SmartCloud_Payroll < token"
    )]
    Revoke(AboutArguments),
}

#[derive(Args)]
struct CodeArguments {
    #[command(flatten)]
    landing: Landing,
    #[command(flatten)]
    expected: ExpectedTarget,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    showing: Showing,
}

#[derive(Args)]
struct RefreshArguments {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    showing: Showing,
}

#[derive(Args)]
struct AboutArguments {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    hint: Hint,
    #[command(flatten)]
    showing: Showing,
}

#[derive(Args)]
struct Showing {
    /// Print the secrets too
    #[arg(long)]
    show_secrets: bool,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let policy = Policy::default();
    match &arguments.request {
        Request::Token(code) => {
            let pending = input::pending(&code.landing.pending)?;
            let proof = code.credentials.load(code.landing.reads_stdin())?;
            let landing = code.landing.text()?;
            let outcome =
                prepare::exchange(pending.expose(), landing.expose(), &code.expected, &proof, now, &policy)?;
            match outcome {
                Outcome::Granted(request) => Ok(show(&request, &code.showing)),
                Outcome::Refused(refused) => Err(refusal::landing_failure(&refused)),
            }
        }
        Request::Refresh(refresh) => {
            let proof = refresh.credentials.load(true)?;
            let client =
                Client::new(refresh.target.environment()?, &refresh.target.client_id, proof.borrow())?;
            let request =
                RefreshRequest::new(&client, input::token_from_stdin()?.expose())?.owned(&policy)?;
            Ok(show(&request, &refresh.showing))
        }
        Request::Introspect(about) => {
            let proof = about.credentials.load(true)?;
            let client = Client::new(about.target.environment()?, &about.target.client_id, proof.borrow())?;
            let token = input::token_from_stdin()?;
            Ok(show(
                &IntrospectRequest::new(&client, token.expose(), about.hint.value())?.owned(&policy)?,
                &about.showing,
            ))
        }
        Request::Revoke(about) => {
            let proof = about.credentials.load(true)?;
            let client = Client::new(about.target.environment()?, &about.target.client_id, proof.borrow())?;
            let token = input::token_from_stdin()?;
            Ok(show(
                &RevokeRequest::new(&client, token.expose(), about.hint.value())?.owned(&policy)?,
                &about.showing,
            ))
        }
    }
}

fn show(request: &HttpRequest, showing: &Showing) -> Report {
    let body = request.body.expose();
    let mut headers = Map::new();
    for header in &request.headers {
        let hide = header.name == "Authorization" && !showing.show_secrets;
        headers.insert(header.name.clone(), if hide { HIDDEN } else { header.value.expose() }.into());
    }
    let body = if showing.show_secrets { body.to_owned() } else { without_secrets(body) };
    let mut transport = Map::new();
    transport.insert("follow_redirects".into(), request.transport.follow_redirects.into());
    transport.insert("retry".into(), request.transport.retry.into());
    transport.insert("fresh_connection".into(), request.transport.fresh_connection.into());
    transport.insert("timeout".into(), request.transport.timeout.into());
    let text = format!("{} {}\n{}\n{body}\n", request.method, request.url, lines(&headers, ""));
    Report::new()
        .with("method", request.method.as_str())
        .with("url", request.url.as_str())
        .with("headers", Value::Object(headers))
        .with("body", body)
        .with("transport", Value::Object(transport))
        .reading(text)
}

/// The form with all values hidden but those that are known to be harmless.
pub(crate) fn without_secrets(body: &str) -> String {
    let pairs = body.split('&').map(|pair| match pair.split_once('=') {
        Some((name, value)) if matches!(name, "grant_type" | "redirect_uri" | "token_type_hint") => {
            format!("{name}={value}")
        }
        Some((name, _)) => format!("{name}={HIDDEN}"),
        None => HIDDEN.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}
