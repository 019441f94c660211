//! The requests that the host sends.

use super::login::put_refusal;
use crate::case::Case;
use crate::failure::Failure;
use gws_auth_core::{
    Client, ClientAuth, CodeRequest, Endpoint, Environment, HttpRequest, IntrospectRequest, Outcome,
    PendingLogin, RefreshRequest, RegisteredRedirectUris, RelayRules, Result, RevokeRequest, Secret,
    TokenTypeHint,
};

/// The arguments of a client, read before any is judged.
pub(super) struct ClientInput {
    environment: &'static str,
    client_id: &'static str,
    auth: ClientAuth<'static>,
}

impl ClientInput {
    pub(super) fn read(case: &Case<'_>) -> Self {
        let auth = match case.optional_text("relay_url") {
            Some(url) => ClientAuth::Relay { url },
            None => ClientAuth::Basic { client_secret: Secret::new(case.text("client_secret")) },
        };
        Self { environment: case.text("environment"), client_id: case.text("client_id"), auth }
    }

    pub(super) fn client(self) -> Result<Client<'static>> {
        Client::new(Environment::parse(self.environment)?, self.client_id, self.auth)
    }
}

pub(super) fn exchange(case: &mut Case<'_>, code: &mut [u8], out: &mut [u8]) -> Result<()> {
    let (pending, landing) = (case.text("pending"), case.text("landing"));
    let (now, policy, client) = (case.integer("now"), case.policy(), ClientInput::read(case));
    let out = case.room(out);

    let client = client.client()?;
    match PendingLogin::parse(pending)?.accept(landing, now, &policy, code)? {
        Outcome::Granted(verified) => {
            let request = CodeRequest::new(&client, &verified)?;
            put_request(case, &request.encode(out)?, request.encoded_len());
        }
        Outcome::Refused(refusal) => put_refusal(case, &refusal, &policy),
    }
    Ok(())
}

pub(super) fn refresh(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (client, token) = (ClientInput::read(case), case.text("refresh_token"));
    let out = case.room(out);
    let client = client.client()?;
    let request = RefreshRequest::new(&client, token)?;
    put_request(case, &request.encode(out)?, request.encoded_len());
    Ok(())
}

pub(super) fn introspect(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (client, token, hint) = (ClientInput::read(case), case.text("token"), hint(case));
    let out = case.room(out);
    let client = client.client()?;
    let request = IntrospectRequest::new(&client, token, hint)?;
    put_request(case, &request.encode(out)?, request.encoded_len());
    Ok(())
}

pub(super) fn revoke(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (client, token, hint) = (ClientInput::read(case), case.text("token"), hint(case));
    let out = case.room(out);
    let client = client.client()?;
    let request = RevokeRequest::new(&client, token, hint)?;
    put_request(case, &request.encode(out)?, request.encoded_len());
    Ok(())
}

fn hint(case: &Case<'_>) -> Option<TokenTypeHint> {
    let text = case.optional_text("token_type_hint")?;
    let hint =
        [TokenTypeHint::AccessToken, TokenTypeHint::RefreshToken].into_iter().find(|h| h.as_str() == text);
    if hint.is_none() {
        case.fail(Failure::BadInput("token_type_hint"));
    }
    hint
}

pub(super) fn relay(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let (texts, count) = case.list("redirect_uris");
    let (refresh, without_pkce) = (case.flag("refresh"), case.flag("without_pkce"));
    let (introspection, revocation) = (case.flag("introspection"), case.flag("revocation"));
    let (endpoint, body, client) = (endpoint(case), case.bytes("body"), ClientInput::read(case));
    let out = case.room(out);

    let mut rules = RelayRules::new(RegisteredRedirectUris::new(texts.get(..count).unwrap_or_default()));
    if refresh {
        rules = rules.with_refresh();
    }
    if without_pkce {
        rules = rules.without_pkce();
    }
    if introspection {
        rules = rules.with_introspection();
    }
    if revocation {
        rules = rules.with_revocation();
    }
    let client = client.client()?;
    let form = gws_auth_core::relay_check(endpoint, body, &rules)?;
    put_request(case, &form.encode(&client, out)?, form.encoded_len(&client));
    Ok(())
}

fn endpoint(case: &Case<'_>) -> Endpoint {
    let name = case.text("endpoint");
    let all = [Endpoint::Authorize, Endpoint::Token, Endpoint::Introspect, Endpoint::Revoke];
    all.into_iter().find(|endpoint| endpoint.name() == name).unwrap_or_else(|| {
        case.fail(Failure::BadInput("endpoint"));
        Endpoint::Authorize
    })
}

pub(super) fn transport(case: &mut Case<'_>, out: &mut [u8]) -> Result<()> {
    let policy = case.policy();
    let auth = ClientAuth::Basic { client_secret: Secret::new("secret") };
    let client = Client::new(Environment::TEST, "client", auth)?;
    let transport = RefreshRequest::new(&client, "token")?.encode(out)?.transport(&policy);
    case.granted();
    case.put_flag("follow_redirects", transport.follow_redirects);
    case.put_flag("retry", transport.retry);
    case.put_flag("fresh_connection", transport.fresh_connection);
    case.put_integer("timeout", i64::from(transport.timeout));
    Ok(())
}

pub(super) fn put_request(case: &mut Case<'_>, request: &HttpRequest<'_>, foretold: usize) {
    case.granted();
    case.put_text("method", request.method());
    case.put_text("url", request.url());
    let mut used = request.url().len() + request.body().len();
    for header in request.headers() {
        let name = match header.name {
            "Authorization" => "authorization",
            "Content-Type" => "content_type",
            "Content-Length" => "content_length",
            _ => "headers",
        };
        case.put_text(name, header.value.expose());
        if name != "content_type" {
            used += header.value.len();
        }
    }
    case.put_text("body", request.body().expose());
    if used != foretold {
        case.fail(Failure::Length);
    }
}
