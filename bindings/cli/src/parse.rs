//! `parse`: reads a reply that something else received.

use clap::{Args, Subcommand, ValueEnum};
use gws_auth_core::owned::{Introspection, OwnedRefusal, TokenSet};
use gws_auth_core::response::Grant;
use gws_auth_core::{Outcome, RequestKind, RevocationResponse};
use serde_json::{Map, Value};

use crate::arguments::Reading;
use crate::exit::{Failure, Status};
use crate::explain::RequestValue;
use crate::output::{HIDDEN, Report};
use crate::{input, refusal};

/// Read a reply from standard input, as strictly as the network commands do
#[derive(Args)]
#[command(after_help = "\
Example:
  gws-auth parse token --status 200 < reply.json

A refusal is {\"refused\":{…}} with exit status 1. Tokens are printed as [hidden] unless --show-secrets is given.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    reply: Reply,
}

#[derive(Subcommand)]
enum Reply {
    /// The reply to a code exchange or a refresh
    #[command(after_help = "Example:\n  gws-auth parse token --status 200 --grant refresh < reply.json")]
    Token(TokenArguments),
    /// The reply to an introspection
    #[command(after_help = "Example:\n  gws-auth parse introspection --status 200 < reply.json")]
    Introspection(Received),
    /// The reply to a revocation
    #[command(after_help = "Example:\n  gws-auth parse revocation --status 200 < /dev/null")]
    Revocation(Received),
    /// A refusal, whichever request it answers
    #[command(after_help = "Example:\n  gws-auth parse error --request refresh --status 401 < reply.json")]
    Error(ErrorArguments),
}

/// A reply that was received.
#[derive(Args)]
pub(crate) struct Received {
    /// The HTTP status of the reply
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(100..=999))]
    pub(crate) status: u16,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Args)]
struct TokenArguments {
    #[command(flatten)]
    received: Received,
    /// What the request exchanged
    #[arg(long, value_enum, default_value = "code")]
    grant: GrantValue,
    /// Print the tokens too
    #[arg(long)]
    show_secrets: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum GrantValue {
    Code,
    Refresh,
}

#[derive(Args)]
struct ErrorArguments {
    #[command(flatten)]
    received: Received,
    /// The request that the reply answers
    #[arg(long, value_enum, default_value = "token")]
    request: RequestValue,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Report, Failure> {
    match &arguments.reply {
        Reply::Token(arguments) => token(arguments),
        Reply::Introspection(received) => {
            let body = input::body_from_stdin()?;
            granted(Introspection::parse(received.status, &body, &received.reading.policy())?)
                .map(|token| introspection(&token))
        }
        Reply::Revocation(received) => {
            let body = input::body_from_stdin()?;
            granted(RevocationResponse::owned(received.status, &body, &received.reading.policy())?)
                .map(|_| revocation())
        }
        Reply::Error(arguments) => {
            let (received, body) = (&arguments.received, input::body_from_stdin()?);
            let request = RequestKind::from(arguments.request);
            let refused = OwnedRefusal::parse(request, received.status, &body, &received.reading.policy())?;
            Ok(Report { fields: refusal::fields(&refused), ..Report::default() })
        }
    }
}

fn token(arguments: &TokenArguments) -> Result<Report, Failure> {
    let (received, body) = (&arguments.received, input::body_from_stdin()?);
    let grant = match arguments.grant {
        GrantValue::Code => Grant::Code,
        GrantValue::Refresh => Grant::Refresh,
    };
    let tokens = granted(TokenSet::parse(grant, received.status, &body, None, &received.reading.policy())?)?;
    let has_refresh_token = tokens.refresh_token.is_some();
    let mut fields = token_fields(&tokens);
    if !arguments.show_secrets {
        for name in ["access_token", "refresh_token"] {
            if let Some(value @ Value::String(_)) = fields.get_mut(name) {
                *value = HIDDEN.into();
            }
        }
    }
    fields.insert("has_refresh_token".into(), has_refresh_token.into());
    Ok(Report { fields, ..Report::default() })
}

/// The members of a token reply, secrets included.
pub(crate) fn token_fields(tokens: &TokenSet) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut add = |name: &str, value: Value| fields.insert(name.into(), value);
    add("access_token", tokens.access_token.expose().into());
    add("token_type", "Bearer".into());
    add("expires_in", tokens.expires_in.into());
    add("scope", tokens.scope.as_deref().into());
    add("refresh_token", tokens.refresh_token.as_ref().map(|token| token.expose()).into());
    fields
}

/// The members of an introspection reply; those of a living token only where they came.
pub(crate) fn introspection(token: &Introspection) -> Report {
    let mut report = Report::new().with("active", token.active);
    let texts = [
        ("client_id", &token.client_id),
        ("username", &token.username),
        ("scope", &token.scope),
        ("sub", &token.sub),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            report = report.with(name, value.as_str());
        }
    }
    for (name, value) in [("exp", token.exp), ("iat", token.iat)] {
        if let Some(value) = value {
            report = report.with(name, value);
        }
    }
    report
}

/// There is nothing in a revocation reply.
pub(crate) fn revocation() -> Report {
    Report::new().with("revoked", true)
}

fn granted<T>(outcome: Outcome<T, OwnedRefusal>) -> Result<T, Failure> {
    match outcome {
        Outcome::Granted(granted) => Ok(granted),
        Outcome::Refused(refused) => {
            let failure = refusal::failure(&refused).ending(Status::Refused);
            Err(Failure { member: "refused", ..failure })
        }
    }
}
