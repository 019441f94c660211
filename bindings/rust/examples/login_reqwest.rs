//! Logs a customer in over `reqwest`: `CLIENT_SECRET=… login_reqwest ENVIRONMENT CLIENT_ID REDIRECT_URI`. It prints the
//! URL to open, reads the URL that the browser came back to, and prints what must be kept.

use std::error::Error;
use std::time::{Duration, SystemTime};
use std::{env, io};

use gws_auth_core::calls::{self, ClientSettings, LoginOptions, OwnedClient, Reply, SecretString};
use gws_auth_core::{Outcome, Policy, RequestKind};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().ok_or("usage: login_reqwest ENVIRONMENT CLIENT_ID REDIRECT_URI");
    let settings = ClientSettings {
        environment: next()?,
        client_id: next()?,
        client_secret: Some(SecretString::new(env::var("CLIENT_SECRET")?)),
        relay_url: None,
    };
    let (redirect_uri, policy) = (next()?, Policy::default());
    let mut entropy = [0; 64];
    getrandom::fill(&mut entropy)?;
    let login = calls::authorize(
        &settings.environment,
        &settings.client_id,
        &redirect_uri,
        &entropy,
        now()?,
        &LoginOptions::default(),
    )?;
    // A server keeps login.pending in this user's own session, and removes it before the code is sent.
    println!("{}", login.url);
    let mut landing = String::new();
    io::stdin().read_line(&mut landing)?;

    let client = OwnedClient::new(settings)?;
    let request = match calls::exchange_request(
        login.pending.expose(),
        landing.trim_end(),
        &client.get()?,
        now()?,
        &policy,
    )? {
        Outcome::Granted(request) => request,
        Outcome::Refused(refusal) => return Err(format!("{}: {}", refusal.error, refusal.meaning).into()),
    };
    let sent_at = now()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (status, body) = match runtime.block_on(send((&request).try_into()?, request.transport.timeout)) {
        Ok(reply) => reply,
        Err(error) => {
            // A connection that was never made carried nothing.
            let advice =
                calls::no_reply(RequestKind::Code, !error.is_connect() && !error.is_builder(), &policy);
            return Err(format!("no reply: {error}. {}", advice.advice).into());
        }
    };
    match calls::parse_token(RequestKind::Code, status, &body, Some(sent_at), &policy)? {
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

fn now() -> Result<i64, Box<dyn Error>> {
    Ok(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs().try_into()?)
}

/// Sends `request` once.
async fn send(request: http::Request<String>, timeout: u32) -> Result<(u16, Vec<u8>), reqwest::Error> {
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .pool_max_idle_per_host(0)
        .timeout(Duration::from_secs(timeout.into()))
        .build()?;
    let reply = client.execute(request.try_into()?).await?;
    Ok((reply.status().as_u16(), reply.bytes().await?.to_vec()))
}
