//! Renews a token set over `ureq`: `CLIENT_SECRET=… refresh_ureq ENVIRONMENT CLIENT_ID`, the refresh token on standard
//! input. What must be kept leaves on standard output.

use std::error::Error;
use std::time::{Duration, SystemTime};
use std::{env, io};

use gws_auth_core::calls::{self, ClientSettings, HttpRequest, OwnedClient, Reply, SecretString};
use gws_auth_core::{Policy, RequestKind};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: refresh_ureq ENVIRONMENT CLIENT_ID");
    let client = OwnedClient::new(ClientSettings {
        environment: next()?,
        client_id: next()?,
        client_secret: Some(SecretString::new(env::var("CLIENT_SECRET")?)),
        relay_url: None,
    })?;
    let refresh_token = io::read_to_string(io::stdin())?;
    let policy = Policy::default();

    // A slip in an argument is an error here, and nothing has been sent.
    let request = calls::refresh_request(&client.get()?, refresh_token.trim_end(), &policy)?;
    let sent_at = i64::try_from(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs())?;
    let (status, body) = match send(&request) {
        Ok(reply) => reply,
        Err(lost) => {
            let advice = calls::no_reply(RequestKind::Refresh, lost.sent, &policy);
            return Err(format!("no reply: {}. {}", lost.error, advice.advice).into());
        }
    };
    match calls::parse_token(RequestKind::Refresh, status, &body, Some(sent_at), &policy)? {
        // Store it before anything else: the old refresh token is used up, and this one exists nowhere else.
        Reply::Granted(tokens) => {
            let refresh_token = tokens.refresh_token.as_ref().map_or("", |token| token.expose());
            println!("{}\n{refresh_token}", tokens.authorization.expose());
            Ok(())
        }
        Reply::Refused(refusal) => {
            Err(format!("{}: {} {}", refusal.error, refusal.meaning, refusal.advice).into())
        }
        Reply::Unreadable(reply) => {
            Err(format!("HTTP {}: {} {}", reply.status, reply.message, reply.advice).into())
        }
    }
}

/// Why there is no reply, and whether the request may have left this machine.
struct Lost {
    error: ureq::Error,
    sent: bool,
}

/// Sends `request` once. Only what certainly came before the first byte counts as not sent.
fn send(request: &HttpRequest) -> Result<(u16, Vec<u8>), Lost> {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .max_idle_connections(0)
        .timeout_global(Some(Duration::from_secs(request.transport.timeout.into())))
        .build()
        .into();
    let lost = |error| Lost { sent: !is_before_sending(&error), error };
    let made = ureq::http::Request::try_from(request).map_err(|error| lost(error.into()))?;
    let mut reply = agent.run(made).map_err(lost)?;
    let status = reply.status().as_u16();
    let body = reply.body_mut().read_to_vec().map_err(|error| Lost { error, sent: true })?;
    Ok((status, body))
}

/// No name, nothing that listens there, or a request that cannot be made: the token is unused.
fn is_before_sending(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed | ureq::Error::Http(_) => true,
        ureq::Error::Io(error) => error.kind() == io::ErrorKind::ConnectionRefused,
        _ => false,
    }
}
