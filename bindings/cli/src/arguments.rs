//! Arguments that several commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use gws_auth_core::owned::SecretString;
use gws_auth_core::{ClientAuth, Environment, Policy, Secret, TokenTypeHint};

use crate::exit::Failure;
use crate::input;

/// Where, and as whom.
#[derive(Args)]
pub(crate) struct Target {
    /// mock, test, production, or the URL of a host: https, or http on a loopback address
    #[arg(long, value_name = "ENV|URL")]
    pub(crate) env: String,
    /// The client id agreed with IR
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: String,
}

impl Target {
    pub(crate) fn environment(&self) -> Result<Environment<'_>, Failure> {
        Ok(Environment::parse(&self.env)?)
    }
}

/// The same where a pending login already knows: then it must be the same.
#[derive(Args)]
pub(crate) struct ExpectedTarget {
    /// Refuse a pending login of another environment than this
    #[arg(long, value_name = "ENV|URL")]
    pub(crate) env: Option<String>,
    /// Refuse a pending login of another client id than this
    #[arg(long, value_name = "ID")]
    pub(crate) client_id: Option<String>,
}

/// A landing and the login that it belongs to.
#[derive(Args)]
pub(crate) struct Landing {
    /// The file that authorize-url wrote
    #[arg(long, value_name = "FILE")]
    pub(crate) pending: PathBuf,
    /// The URL that the browser came back to, or its query; - reads it from standard input
    #[arg(value_name = "URL")]
    url: String,
}

impl Landing {
    pub(crate) fn text(&self) -> Result<SecretString, Failure> {
        if self.url == "-" { input::landing_from_stdin() } else { Ok(SecretString::new(self.url.clone())) }
    }

    pub(crate) fn reads_stdin(&self) -> bool {
        self.url == "-"
    }
}

/// How the client proves who it is.
#[derive(Args)]
pub(crate) struct Credentials {
    /// Read the client secret from this file, - for standard input; otherwise from GWS_CLIENT_SECRET
    #[arg(long, value_name = "FILE", conflicts_with = "relay")]
    client_secret_file: Option<PathBuf>,
    /// Send the form without a secret to your own back end at URL/token, URL/introspect or URL/revoke
    #[arg(long, value_name = "URL")]
    relay: Option<String>,
}

impl Credentials {
    /// Reads the secret; `stdin_taken` if something else comes from standard input.
    pub(crate) fn load(&self, stdin_taken: bool) -> Result<ClientProof, Failure> {
        if let Some(url) = &self.relay {
            return Ok(ClientProof::Relay(url.clone()));
        }
        input::client_secret(self.client_secret_file.as_deref(), stdin_taken).map(ClientProof::Secret)
    }
}

/// A [`ClientAuth`], kept.
pub(crate) enum ClientProof {
    Secret(SecretString),
    Relay(String),
}

impl ClientProof {
    pub(crate) fn borrow(&self) -> ClientAuth<'_> {
        match self {
            Self::Secret(secret) => ClientAuth::Basic { client_secret: Secret::new(secret.expose()) },
            Self::Relay(url) => ClientAuth::Relay { url },
        }
    }
}

/// `--hint`
#[derive(Args)]
pub(crate) struct Hint {
    /// Tell IR what kind of token it is
    #[arg(long, value_enum, value_name = "KIND")]
    hint: Option<HintValue>,
}

#[derive(Clone, Copy, ValueEnum)]
enum HintValue {
    #[value(name = "access_token")]
    AccessToken,
    #[value(name = "refresh_token")]
    RefreshToken,
}

impl Hint {
    pub(crate) fn value(&self) -> Option<TokenTypeHint> {
        self.hint.map(|hint| match hint {
            HintValue::AccessToken => TokenTypeHint::AccessToken,
            HintValue::RefreshToken => TokenTypeHint::RefreshToken,
        })
    }
}

/// How replies are read.
#[derive(Args)]
pub(crate) struct Reading {
    /// Accept a trailing comma in the reply's JSON, as in one of IR's samples
    #[arg(long)]
    pub(crate) tolerate_trailing_comma: bool,
}

impl Reading {
    pub(crate) fn policy(&self) -> Policy {
        let mut policy = Policy::default();
        policy.tolerate_trailing_comma = self.tolerate_trailing_comma;
        policy
    }
}

/// How requests are sent.
#[derive(Args)]
pub(crate) struct Sending {
    /// Give up waiting for the reply after this many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=3600))]
    timeout: Option<u32>,
    #[command(flatten)]
    reading: Reading,
}

impl Sending {
    pub(crate) fn policy(&self) -> Policy {
        let mut policy = self.reading.policy();
        policy.request_timeout = self.timeout.unwrap_or(policy.request_timeout);
        policy
    }
}
