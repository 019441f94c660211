//! `exchange`, `refresh`, `introspect`, `revoke`: over the network, each sent once.

use clap::Args;
use gws_auth_core::calls::{HttpRequest, TokenSet, parse_introspection, parse_revocation, parse_token};
use gws_auth_core::{Policy, UnixSeconds};

use crate::arguments::{Saving, Sending};
use crate::exit::Failure;
use crate::fields::Secrets;
use crate::keep::Keep;
use crate::replies::ask;
use crate::report::Report;
use crate::requests::{About, Exchange, Refresh};

/// Exchange the code in a landing URL for tokens, and print them
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth exchange --pending login.txt 'https://client.example.com/return?code=…&state=…'

A code works once and for ten minutes. If no reply comes the login is started again; nothing is sent twice.")]
pub(crate) struct ExchangeArguments {
    #[command(flatten)]
    exchange: Exchange,
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
invalidates the whole token set. If no reply comes, the failure says whether anything was sent and how long to wait
(wait_seconds) before gws-auth introspect.")]
pub(crate) struct RefreshArguments {
    #[command(flatten)]
    refresh: Refresh,
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

A token that is not alive is an answer too: \"active\":false with exit status 0.")]
pub(crate) struct IntrospectArguments {
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    saving: Saving,
    #[command(flatten)]
    sending: Sending,
}

/// End a token, read from standard input
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth revoke --env test --client-id SmartCloud_Payroll < token

May be sent again after a failure.")]
pub(crate) struct RevokeArguments {
    #[command(flatten)]
    about: About,
    #[command(flatten)]
    saving: Saving,
    #[command(flatten)]
    sending: Sending,
}

pub(crate) fn exchange(arguments: &ExchangeArguments, now: UnixSeconds) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let request = arguments.exchange.request(now, &policy)?;
    tokens(&request, arguments.saving.open()?, now, &policy)
}

pub(crate) fn refresh(arguments: &RefreshArguments, now: UnixSeconds) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let request = arguments.refresh.request(&policy)?;
    tokens(&request, arguments.saving.open()?, now, &policy)
}

pub(crate) fn introspect(arguments: &IntrospectArguments) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let request = arguments.about.introspect(&policy)?;
    let mut keep = arguments.saving.open()?;
    let token = ask(&request, &mut keep, &policy, |r| parse_introspection(r.status, &r.body, &policy))?;
    Ok(Report::of(&token, Secrets::Hidden))
}

pub(crate) fn revoke(arguments: &RevokeArguments) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let request = arguments.about.revoke(&policy)?;
    let mut keep = arguments.saving.open()?;
    let done = ask(&request, &mut keep, &policy, |r| parse_revocation(r.status, &r.body, &policy))?;
    Ok(Report::of(&done, Secrets::Hidden).with("revoked", true))
}

/// Sends a request to the token endpoint; `sent_at` is the time the lifetimes count from.
pub(crate) fn tokens(
    request: &HttpRequest,
    mut keep: Keep,
    sent_at: UnixSeconds,
    policy: &Policy,
) -> Result<Report, Failure> {
    let tokens = token_set(request, &mut keep, sent_at, policy)?;
    Ok(Report::of(&tokens, Secrets::Shown).keeping(keep))
}

/// The same as core's record.
pub(crate) fn token_set(
    request: &HttpRequest,
    keep: &mut Keep,
    sent_at: UnixSeconds,
    policy: &Policy,
) -> Result<TokenSet, Failure> {
    ask(request, keep, policy, |r| parse_token(request.kind, r.status, &r.body, Some(sent_at), policy))
}
