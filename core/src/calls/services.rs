//! The gateway services, and whether a client may call one.

use super::record::output;
use crate::environment::Environment;
use crate::error::{Error, ErrorKind, Result};
use crate::services::{Answer, ClientKind, FILES_ADVICE, Mechanism, Service};
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

/// The fields of [`GatewayService`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_gateway_service {
    ($make:ident) => {
        $make! {
            /// One of Inland Revenue's gateway services.
            GatewayService {
                /// Its stable code, such as `gst`.
                plain code: String,
                /// Its name in IR's list.
                plain name: String,
                /// Whether it takes the access token of a customer who logged in.
                plain oauth: bool,
                /// Whether it takes a token that the data's owner signed.
                plain m2m: bool,
                /// Whether it takes the client certificate alone.
                plain mutual_tls: bool,
                /// Whether it goes by files over SFTP.
                plain ssh: bool,
                /// Its path for cloud clients.
                plain cloud: Option<String>,
                /// Its path for desktop clients.
                plain desktop: Option<String>,
            }
        }
    };
}
record_gateway_service!(output);

/// The fields of [`ServiceAnswer`].
#[doc(hidden)]
#[macro_export]
macro_rules! record_service_answer {
    ($make:ident) => {
        $make! {
            /// Whether a client may call a service with a mechanism, and where.
            ServiceAnswer {
                /// Whether it may.
                plain allowed: bool,
                /// The URL; absent where it may not call, and for files.
                plain url: Option<String>,
                /// Whether IR prints this address; else it is made in the same way, to be confirmed by the on-boarding.
                plain documented: bool,
                /// Why not: `mechanism` or `desktop`; absent where it may.
                plain obstacle: Option<String>,
                /// What to do, in English; absent where a URL says it.
                plain advice: Option<String>,
            }
        }
    };
}
record_service_answer!(output);

/// All services, in the order of IR's list. Without allocation: [`Service::ALL`].
#[must_use]
pub fn services() -> Vec<GatewayService> {
    let own = |service: &Service| {
        let Service { code, name, mechanisms: _, cloud, desktop, test_documented: _ } = *service;
        GatewayService {
            code: code.into(),
            name: name.into(),
            oauth: service.takes(Mechanism::OAuth),
            m2m: service.takes(Mechanism::M2m),
            mutual_tls: service.takes(Mechanism::MutualTls),
            ssh: service.takes(Mechanism::Ssh),
            cloud: cloud.map(Into::into),
            desktop: desktop.map(Into::into),
        }
    };
    Service::ALL.iter().map(own).collect()
}

/// Whether a client may call a service: `service` is a code of [`services`], `client` is `cloud` or `desktop`, `mechanism`
/// is `oauth`, `m2m`, `mutual_tls` or `ssh`. Without allocation: [`Service::ask`].
///
/// # Errors
/// `argument_unknown` for another word; of the environment. Rules ENV-4, M2M-7, SSH-1.
pub fn service_access(
    service: &str,
    client: &str,
    mechanism: &str,
    environment: &str,
) -> Result<ServiceAnswer> {
    let unknown = Error::of(ErrorKind::ArgumentUnknown);
    let service = Service::find(service).ok_or(unknown)?;
    let client = ClientKind::ALL.iter().find(|kind| kind.code() == client).ok_or(unknown)?;
    let mechanism = Mechanism::ALL.iter().find(|word| word.code() == mechanism).ok_or(unknown)?;
    let none = ServiceAnswer { allowed: false, url: None, documented: false, obstacle: None, advice: None };
    Ok(match service.ask(*client, *mechanism, Environment::parse(environment)?) {
        Answer::Call(url) => {
            ServiceAnswer { allowed: true, url: Some(url.to_string()), documented: url.documented, ..none }
        }
        Answer::Files => ServiceAnswer { allowed: true, advice: Some(FILES_ADVICE.into()), ..none },
        Answer::Cannot(obstacle) => ServiceAnswer {
            obstacle: Some(obstacle.code().into()),
            advice: Some(obstacle.advice().into()),
            ..none
        },
    })
}
