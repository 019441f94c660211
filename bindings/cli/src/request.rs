//! `request`: prints what would be sent, for programs in languages without a binding and for people who compare.

use clap::{Args, Subcommand};
use gws_auth_core::calls::{HttpRequest, RelayRules, SecretString, relay_request};
use gws_auth_core::{Policy, UnixSeconds};

use crate::arguments::{Credentials, Target};
use crate::exit::Failure;
use crate::fields::{HIDDEN, Secrets};
use crate::report::Report;
use crate::requests::{About, Exchange, Refresh};
use crate::{input, pasted};

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
        alias = "token",
        after_help = "Example:\n  gws-auth request code --pending login.txt 'https://client.example.com/return?code=…&state=…'"
    )]
    Code(Shown<Exchange>),
    /// The exchange of a refresh token, which is read from standard input
    #[command(
        after_help = "Example:\n  gws-auth request refresh --env test --client-id SmartCloud_Payroll < refresh-token"
    )]
    Refresh(Shown<Refresh>),
    /// The question whether a token is alive, which is read from standard input
    #[command(
        after_help = "Example:\n  gws-auth request introspect --env test --client-id SmartCloud_Payroll < token"
    )]
    Introspect(Shown<About>),
    /// The end of a token, which is read from standard input
    #[command(
        after_help = "Example:\n  gws-auth request revoke --env test --client-id SmartCloud_Payroll < token"
    )]
    Revoke(Shown<About>),
    /// What a relay sends to IR for the form of an application, which is read from standard input
    #[command(after_help = "\
Example:
  gws-auth request relay --env test --client-id SmartSoftware_SmartPay --endpoint token \\
      --redirect-uri http://127.0.0.1:49711/callback < form

For whoever builds a relay: what it lets through, and what it adds.")]
    Relay(Shown<Relay>),
}

/// The arguments of a request, and what is shown of it.
#[derive(Args)]
struct Shown<A: Args> {
    #[command(flatten)]
    of: A,
    /// Print the secrets too
    #[arg(long)]
    show_secrets: bool,
}

/// What a relay knows (NATIVE-3).
#[derive(Args)]
struct Relay {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    credentials: Credentials,
    /// Where the form was sent: token, introspect or revoke
    #[arg(long, value_name = "ENDPOINT")]
    endpoint: String,
    /// A redirect URI registered with IR; may be given several times
    #[arg(long = "redirect-uri", value_name = "URI", required = true, value_parser = pasted::redirect_uri)]
    redirect_uris: Vec<String>,
    /// Let refreshes through as well
    #[arg(long)]
    refresh: bool,
    /// Let code exchanges without a code_verifier through
    #[arg(long)]
    without_pkce: bool,
    /// Let introspection through as well
    #[arg(long)]
    introspection: bool,
    /// Let revocation through as well
    #[arg(long)]
    revocation: bool,
}

impl Relay {
    fn request(&self, policy: &Policy) -> Result<HttpRequest, Failure> {
        let client = self.target.client(self.credentials.load(true)?)?;
        let rules = RelayRules {
            redirect_uris: self.redirect_uris.clone(),
            refresh: Some(self.refresh),
            without_pkce: Some(self.without_pkce),
            introspection: Some(self.introspection),
            revocation: Some(self.revocation),
        };
        let form = input::form_from_stdin()?;
        Ok(relay_request(&self.endpoint, &form, &rules, &client.get()?, policy)?)
    }
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let policy = Policy::default();
    match &arguments.request {
        Request::Code(code) => Ok(show(code.of.request(now, &policy)?, code.show_secrets)),
        Request::Refresh(refresh) => Ok(show(refresh.of.request(&policy)?, refresh.show_secrets)),
        Request::Introspect(about) => Ok(show(about.of.introspect(&policy)?, about.show_secrets)),
        Request::Revoke(about) => Ok(show(about.of.revoke(&policy)?, about.show_secrets)),
        Request::Relay(relay) => Ok(show(relay.of.request(&policy)?, relay.show_secrets)),
    }
}

fn show(request: HttpRequest, show_secrets: bool) -> Report {
    let request = if show_secrets { request } else { without_secrets(request) };
    let mut text = format!("{} {}\n", request.method, request.url);
    for header in &request.headers {
        text.push_str(&format!("{}: {}\n", header.name, header.value.expose()));
    }
    text.push_str(&format!("\n{}\n", request.body.expose()));
    Report::of(&request, Secrets::Shown).reading(text)
}

/// The request with the proof of the client hidden, and all values of the form but those that are known to be harmless.
fn without_secrets(mut request: HttpRequest) -> HttpRequest {
    for header in request.headers.iter_mut().filter(|header| header.name == "Authorization") {
        header.value = SecretString::new(HIDDEN.to_owned());
    }
    let pairs = request.body.expose().split('&').map(|pair| match pair.split_once('=') {
        Some((name, value)) if matches!(name, "grant_type" | "redirect_uri" | "token_type_hint") => {
            format!("{name}={value}")
        }
        Some((name, _)) => format!("{name}={HIDDEN}"),
        None => HIDDEN.to_owned(),
    });
    request.body = SecretString::new(pairs.collect::<Vec<_>>().join("&"));
    request
}
