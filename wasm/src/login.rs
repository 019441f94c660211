//! Login and exchange.

use gws_auth_core::{
    AuthorizeRequest, CodeRequest, Environment, Error, ErrorKind, LoginEntropy, Outcome, PendingLogin, Pkce,
    RedirectUri, RequestKind, Result, Secret, State, time,
};

use crate::outcome::{GRANTED, client, refused, request};
use crate::slots::{Answer, Input, MISSING};

pub(crate) fn authorize<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let (environment, client_id, redirect_uri) = (input.text()?, input.text()?, input.text()?);
    let plain_http = input.flag() == Some(true);
    let now = time::check(input.time()?)?;
    let environment = Environment::parse(environment)?;
    let redirect_uri = if plain_http {
        RedirectUri::parse_plain_http(redirect_uri)
    } else {
        RedirectUri::parse(redirect_uri)
    }?;
    let mut login = AuthorizeRequest::new(environment, client_id, redirect_uri)?;
    if let (Some(state), wide) = (input.optional_text(), input.flag()) {
        login = login.with_state(if wide == Some(true) { State::wide(state) } else { State::new(state) }?);
    }
    login = match (input.optional_text(), input.flag() != Some(false)) {
        (None, true) => login,
        (Some(verifier), true) => login.with_pkce(Pkce::Verifier(Secret::new(verifier)))?,
        (None, false) => login.with_pkce(Pkce::Off)?,
        (Some(_), false) => return Err(Error::of(ErrorKind::VerifierWithoutPkce)),
    };
    let login = login.encode(&LoginEntropy::new(input.bytes()?)?, now, out)?;
    answer.text(login.url).text(login.state).optional(login.code_challenge);
    answer.text(login.pending.expose()).warnings(login.warnings);
    Ok(GRANTED)
}

pub(crate) fn exchange_request<'a>(
    input: &mut Input<'a>,
    out: &'a mut [u8],
    answer: &mut Answer<'a>,
) -> Result<u32> {
    let (pending, landing, client) = (input.text()?, input.text()?, client(input)?);
    let (now, policy) = (time::check(input.time()?)?, input.policy());
    let (first, second) = out.split_at_mut_checked(landing.len()).ok_or(MISSING)?;
    match PendingLogin::parse(pending)?.accept(landing, now, &policy, first)? {
        Outcome::Granted(code) => {
            let exchange = CodeRequest::new(&client, &code)?.encode(second)?;
            Ok(request(RequestKind::Code, &exchange, &policy, answer))
        }
        Outcome::Refused(refusal) => Ok(refused(&refusal, &policy, answer)),
    }
}
