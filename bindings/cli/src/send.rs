//! `exchange`, `refresh`, `introspect`, `revoke`: over the network, each sent once.

use std::path::PathBuf;

use clap::Args;
use gws_auth_core::owned::{HttpRequest, Introspection, OwnedRefusal, TokenSet};
use gws_auth_core::response::Grant;
use gws_auth_core::{
    Client, IntrospectRequest, Outcome, Policy, RefreshRequest, RevocationResponse, RevokeRequest,
    UnixSeconds,
};

use crate::arguments::{Credentials, ExpectedTarget, Hint, Landing, Sending, Target};
use crate::exit::Failure;
use crate::http::{self, Reply};
use crate::output::Report;
use crate::unreadable::{self, Keep};
use crate::{input, parse, prepare, refusal};

/// Exchange the code in a landing URL for tokens, and print them
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth exchange --pending login.txt 'https://client.example.com/return?code=…&state=…'

A code works once and for ten minutes. If no reply comes the login is started again; nothing is sent twice.")]
pub(crate) struct ExchangeArguments {
    #[command(flatten)]
    landing: Landing,
    #[command(flatten)]
    expected: ExpectedTarget,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    saving: Saving,
    #[command(flatten)]
    sending: Sending,
}

/// Exchange a refresh token, read from standard input, for a new pair, and print it
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth refresh --env test --client-id SmartCloud_Payroll < refresh-token

A refresh token works once: store the new pair before anything else, and never send a used one again, as that
invalidates the whole token set. If no reply comes: wait four minutes, then gws-auth introspect.")]
pub(crate) struct RefreshArguments {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    saving: Saving,
    #[command(flatten)]
    sending: Sending,
}

/// Ask IR whether a token, read from standard input, is alive
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth introspect --env test --client-id SmartCloud_Payroll --hint refresh_token < token

A token that is not alive is an answer too: {\"active\":false} with exit status 0.")]
pub(crate) struct IntrospectArguments {
    #[command(flatten)]
    pub(crate) about: About,
}

/// End a token, read from standard input
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth revoke --env test --client-id SmartCloud_Payroll < token

May be sent again after a failure.")]
pub(crate) struct RevokeArguments {
    #[command(flatten)]
    pub(crate) about: About,
}

/// A token to ask about or to end (REVOKE-1: "same fields").
#[derive(Args)]
pub(crate) struct About {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    hint: Hint,
    #[command(flatten)]
    sending: Sending,
}

/// What to do with a reply that cannot be read.
#[derive(Args)]
pub(crate) struct Saving {
    /// Keep a reply that cannot be read, or tokens that cannot be printed, in this new file, for its owner only
    #[arg(long, value_name = "FILE")]
    save_unreadable: Option<PathBuf>,
}

impl Saving {
    pub(crate) fn open(&self) -> Result<Keep, Failure> {
        Keep::open(self.save_unreadable.as_deref())
    }
}

pub(crate) fn exchange(arguments: &ExchangeArguments, now: UnixSeconds) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let pending = input::pending(&arguments.landing.pending)?;
    let proof = arguments.credentials.load(arguments.landing.reads_stdin())?;
    let landing = arguments.landing.text()?;
    let outcome =
        prepare::exchange(pending.expose(), landing.expose(), &arguments.expected, &proof, now, &policy)?;
    match outcome {
        Outcome::Granted(request) => tokens(&request, Grant::Code, arguments.saving.open()?, now, &policy),
        Outcome::Refused(refused) => Err(refusal::landing_failure(&refused)),
    }
}

pub(crate) fn refresh(arguments: &RefreshArguments, now: UnixSeconds) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let proof = arguments.credentials.load(true)?;
    let client = Client::new(arguments.target.environment()?, &arguments.target.client_id, proof.borrow())?;
    let request = RefreshRequest::new(&client, input::token_from_stdin()?.expose())?.owned(&policy)?;
    tokens(&request, Grant::Refresh, arguments.saving.open()?, now, &policy)
}

pub(crate) fn introspect(arguments: &About) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let proof = arguments.credentials.load(true)?;
    let client = Client::new(arguments.target.environment()?, &arguments.target.client_id, proof.borrow())?;
    let token = input::token_from_stdin()?;
    let request = IntrospectRequest::new(&client, token.expose(), arguments.hint.value())?.owned(&policy)?;
    ask(&request, &mut Keep::default(), |reply| Introspection::parse(reply.status, &reply.body, &policy))
        .map(|token| parse::introspection(&token))
}

pub(crate) fn revoke(arguments: &About) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let proof = arguments.credentials.load(true)?;
    let client = Client::new(arguments.target.environment()?, &arguments.target.client_id, proof.borrow())?;
    let token = input::token_from_stdin()?;
    let request = RevokeRequest::new(&client, token.expose(), arguments.hint.value())?.owned(&policy)?;
    ask(&request, &mut Keep::default(), |reply| RevocationResponse::owned(reply.status, &reply.body, &policy))
        .map(|_| parse::revocation())
}

/// Sends a request to the token endpoint; `sent_at` is the time the lifetimes count from.
pub(crate) fn tokens(
    request: &HttpRequest,
    grant: Grant,
    mut keep: Keep,
    sent_at: UnixSeconds,
    policy: &Policy,
) -> Result<Report, Failure> {
    let tokens = ask(request, &mut keep, |reply| {
        TokenSet::parse(grant, reply.status, &reply.body, Some(sent_at), policy)
    })?;
    let mut report = Report { fields: parse::token_fields(&tokens), keep, ..Report::default() };
    report = report.with("expires_at", tokens.expires_at);
    if grant == Grant::Refresh && tokens.refresh_token.is_none() {
        report = report.noting("the reply holds no new refresh token, and the one that was sent is used up");
    }
    Ok(report)
}

/// Sends a request and reads the reply: what was granted, or why there is nothing.
fn ask<T>(
    request: &HttpRequest,
    keep: &mut Keep,
    read: impl FnOnce(&Reply) -> gws_auth_core::Result<Outcome<T, OwnedRefusal>>,
) -> Result<T, Failure> {
    let reply = http::send(request).map_err(|lost| unreadable::lost(&lost))?;
    match read(&reply) {
        Ok(Outcome::Granted(granted)) => Ok(granted),
        Ok(Outcome::Refused(refused)) => Err(refusal::failure(&refused)),
        Err(error) => Err(unreadable::reply(request.kind, &reply, error, keep)),
    }
}
