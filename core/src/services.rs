//! Inland Revenue's gateway services as data: how a client is known there, and at which URL it calls (ENV-4, M2M-7).
//!
//! ```
//! use gws_auth_core::Environment;
//! use gws_auth_core::services::{Answer, ClientKind, Mechanism, Obstacle, Service};
//!
//! let gst = Service::find("gst").expect("there is one");
//! let Answer::Call(url) = gst.ask(ClientKind::Cloud, Mechanism::OAuth, Environment::PRODUCTION) else { panic!() };
//! assert_eq!(url.to_string(), "https://services.ird.govt.nz:4046/gateway/gws/returns/");
//! assert_eq!(gst.ask(ClientKind::Cloud, Mechanism::M2m, Environment::TEST), Answer::Cannot(Obstacle::Mechanism));
//! ```

mod table;

use crate::environment::Environment;
use core::fmt;
use table::ALL;

/// One service, or one API of a suite, as IR's public list has them (of 18/06/2024).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its stable code, such as `gst`.
    pub code: &'static str,
    /// Its name in IR's list.
    pub name: &'static str,
    /// How its clients may be known.
    pub mechanisms: &'static [Mechanism],
    /// Its path for cloud clients, its case as IR prints it.
    pub cloud: Option<&'static str>,
    /// Its path for desktop clients, if they may call it.
    pub desktop: Option<&'static str>,
    /// Whether IR prints its address in the test environment too, not in production alone.
    pub test_documented: bool,
}

/// Where a client runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClientKind {
    /// On servers: port 4046, mutual TLS.
    Cloud,
    /// On its users' machines: port 443, the server's TLS only.
    Desktop,
}

/// How a client, or who stands behind it, is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mechanism {
    /// The access token of a customer who logged in.
    OAuth,
    /// A token that the data's owner signed; cloud only (M2M-7).
    M2m,
    /// The client certificate alone.
    MutualTls,
    /// Files over SFTP, with SSH keys; PGP where the on-boarding pack says so (SSH-1, PGP-1).
    Ssh,
}

/// Whether a client may call, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer<'a> {
    /// It may, at this URL.
    Call(ServiceUrl<'a>),
    /// It does not call at all: IR fetches and brings files at a server of the provider's (SSH-1).
    Files,
    /// It may not.
    Cannot(Obstacle),
}

/// What is said of [`Answer::Files`], in English.
pub const FILES_ADVICE: &str =
    "IR fetches and brings files over SFTP at a server of yours: exchange SSH keys at the on-boarding";

/// Why a client may not call a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// The service does not take this mechanism.
    Mechanism,
    /// The service has no address for desktop clients.
    Desktop,
}

/// The URL of a service: `Display` writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServiceUrl<'a> {
    environment: Environment<'a>,
    kind: ClientKind,
    path: &'static str,
    /// Whether IR prints this address; the others are made in the same way, to be confirmed by the on-boarding.
    pub documented: bool,
}

impl Service {
    /// All of them, in the order of IR's list.
    pub const ALL: &'static [Self] = ALL;

    /// The one with this code.
    #[must_use]
    pub fn find(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|service| service.code == code)
    }

    /// Whether it takes this mechanism.
    #[must_use]
    pub fn takes(&self, mechanism: Mechanism) -> bool {
        self.mechanisms.contains(&mechanism)
    }

    /// Whether a client of this kind may call it with this mechanism, and at which URL. Rules ENV-4, M2M-7, SSH-1.
    #[must_use]
    pub fn ask<'a>(
        &self,
        kind: ClientKind,
        mechanism: Mechanism,
        environment: Environment<'a>,
    ) -> Answer<'a> {
        if !self.takes(mechanism) {
            return Answer::Cannot(Obstacle::Mechanism);
        }
        if mechanism == Mechanism::Ssh {
            return Answer::Files;
        }
        let path = match kind {
            ClientKind::Cloud => self.cloud,
            ClientKind::Desktop => self.desktop,
        };
        let documented = environment == Environment::PRODUCTION
            || (environment == Environment::TEST && self.test_documented);
        path.map_or(Answer::Cannot(Obstacle::Desktop), |path| {
            Answer::Call(ServiceUrl { environment, kind, path, documented })
        })
    }
}

impl ServiceUrl<'_> {
    /// The URL, piece by piece.
    pub fn pieces(&self, emit: &mut impl FnMut(&str)) {
        match self.kind {
            ClientKind::Cloud => self.environment.cloud_origin(&mut *emit),
            ClientKind::Desktop => emit(self.environment.origin()),
        }
        emit(self.path);
    }
}

impl fmt::Display for ServiceUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut result = Ok(());
        self.pieces(&mut |piece| result = result.and_then(|()| f.write_str(piece)));
        result
    }
}

impl Obstacle {
    /// The stable code: `mechanism` or `desktop`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mechanism => "mechanism",
            Self::Desktop => "desktop",
        }
    }

    /// What it means and what to do, in English.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Mechanism => {
                "the service does not take this mechanism: use one that it takes, as the list of services has them"
            }
            Self::Desktop => {
                "the service has no address for desktop clients: call it from a server, over mutual TLS on port 4046"
            }
        }
    }
}

impl ClientKind {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Cloud, Self::Desktop];

    /// The stable code: `cloud` or `desktop`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cloud => "cloud",
            Self::Desktop => "desktop",
        }
    }
}

impl Mechanism {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::OAuth, Self::M2m, Self::MutualTls, Self::Ssh];

    /// The stable code: `oauth`, `m2m`, `mutual_tls` or `ssh`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OAuth => "oauth",
            Self::M2m => "m2m",
            Self::MutualTls => "mutual_tls",
            Self::Ssh => "ssh",
        }
    }
}
