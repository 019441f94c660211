//! `logout`: the tombstone first, then the revocation.

use clap::Args;
use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::{parse_revocation, session_logout};
use gws_auth_core::{Error, ErrorKind};

use super::place::Named;
use crate::arguments::{Credentials, Saving, Sending, Target};
use crate::exit::Failure;
use crate::replies::ask;
use crate::report::Report;

/// End a session for all processes, and revoke its tokens
#[derive(Args)]
#[command(after_help = "\
Example:
  GWS_CLIENT_SECRET=… gws-auth logout --env test --client-id SmartCloud_Payroll --session weka

The session's file stays as a tombstone without tokens: never delete it. If the revocation fails the session is ended
here all the same, and nobody has the refresh token any more.")]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    saving: Saving,
    #[command(flatten)]
    sending: Sending,
}

pub(crate) fn run(arguments: &Arguments, now: UnixSeconds) -> Result<Report, Failure> {
    let policy = arguments.sending.policy();
    let client = arguments.target.client(arguments.credentials.load(false)?)?;
    let place = arguments.named.place()?;
    let mut keep = arguments.saving.open()?;
    let stored = place.swap(|record| {
        // No session is as good as an ended one.
        let record = record.ok_or(Error::of(ErrorKind::SessionEnded))?;
        Ok(Some(session_logout(&client.get()?, record, now, &policy)?))
    })?;
    let request = stored.and_then(|(_, request)| request);
    if let Some(request) = &request {
        ask(request, &mut keep, &policy, |r| parse_revocation(r.status, &r.body, &policy))
            .map_err(|failure| failure.with("ended", true))?;
    }
    Ok(Report::new().with("session", place.name).with("ended", true).with("revoked", request.is_some()))
}
