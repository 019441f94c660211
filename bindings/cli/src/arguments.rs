//! Arguments that several commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use gws_auth_core::calls::{ClientSettings, OwnedClient, PolicyChanges, SecretString};
use gws_auth_core::{Policy, RequestKind, TokenTypeHint};

use crate::exit::Failure;
use crate::keep::Keep;
use crate::{input, landing, pasted};

/// Where, and as whom.
#[derive(Args)]
pub(crate) struct Target {
    /// mock, test, production, or the URL of a host: https, or http on a loopback address
    #[arg(long, value_name = "ENV|URL", value_parser = pasted::environment)]
    pub(crate) env: String,
    /// The client id agreed with IR
    #[arg(long, value_name = "ID", value_parser = pasted::client_id)]
    pub(crate) client_id: String,
}

impl Target {
    /// The client, with its proof.
    pub(crate) fn client(&self, proof: Proof) -> Result<OwnedClient, Failure> {
        proof.client(self.env.clone(), self.client_id.clone())
    }
}

/// The same where a pending login already knows: then it must be the same.
#[derive(Args)]
pub(crate) struct ExpectedTarget {
    /// Refuse a pending login of another environment than this
    #[arg(long, value_name = "ENV|URL", value_parser = pasted::environment)]
    pub(crate) env: Option<String>,
    /// Refuse a pending login of another client id than this
    #[arg(long, value_name = "ID", value_parser = pasted::client_id)]
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
        let pasted =
            if self.url == "-" { input::landing_from_stdin()? } else { SecretString::new(self.url.clone()) };
        Ok(landing::mended(&pasted))
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
    #[arg(long, value_name = "URL", value_parser = pasted::relay)]
    relay: Option<String>,
}

impl Credentials {
    /// Reads the secret; `stdin_taken` if something else comes from standard input.
    pub(crate) fn load(&self, stdin_taken: bool) -> Result<Proof, Failure> {
        if let Some(url) = &self.relay {
            return Ok(Proof::Relay(url.clone()));
        }
        input::client_secret(self.client_secret_file.as_deref(), stdin_taken).map(Proof::Secret)
    }
}

/// What a client proves with who it is.
#[derive(Clone)]
pub(crate) enum Proof {
    Secret(SecretString),
    Relay(String),
}

impl Proof {
    /// The client that it proves.
    pub(crate) fn client(self, environment: String, client_id: String) -> Result<OwnedClient, Failure> {
        if let Self::Secret(secret) = &self {
            pasted::secret_of(&client_id, secret);
        }
        let (client_secret, relay_url) = match self {
            Self::Secret(secret) => (Some(secret), None),
            Self::Relay(url) => (None, Some(url)),
        };
        let settings = ClientSettings { environment, client_id, client_secret, relay_url };
        Ok(OwnedClient::new(settings)?)
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

/// A request by its kind, for replies that something else received.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum RequestValue {
    Authorize,
    Code,
    Refresh,
    Introspect,
    Revoke,
}

impl From<RequestValue> for RequestKind {
    fn from(value: RequestValue) -> Self {
        match value {
            RequestValue::Authorize => Self::Authorize,
            RequestValue::Code => Self::Code,
            RequestValue::Refresh => Self::Refresh,
            RequestValue::Introspect => Self::Introspect,
            RequestValue::Revoke => Self::Revoke,
        }
    }
}

/// How replies are read.
#[derive(Args)]
pub(crate) struct Reading {
    /// Accept a trailing comma in the reply's JSON, as in one of IR's samples
    #[arg(long)]
    tolerate_trailing_comma: bool,
}

impl Reading {
    pub(crate) fn policy(&self) -> Policy {
        self.changes().policy()
    }

    fn changes(&self) -> PolicyChanges {
        PolicyChanges { tolerate_trailing_comma: Some(self.tolerate_trailing_comma), ..Default::default() }
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
        PolicyChanges { request_timeout: self.timeout, ..self.reading.changes() }.policy()
    }
}

/// What becomes of a reply that did not bring what was asked for.
#[derive(Args)]
pub(crate) struct Saving {
    /// Keep the body of any failed reply, or tokens that cannot be printed, in this new file, for its owner only
    #[arg(long, value_name = "FILE")]
    save_unreadable: Option<PathBuf>,
}

impl Saving {
    pub(crate) fn open(&self) -> Result<Keep, Failure> {
        Keep::open(self.save_unreadable.as_deref())
    }
}
