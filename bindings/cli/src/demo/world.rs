//! What the demo's program knows, and the simulator it talks to.

use gws_auth_core::owned::{HttpRequest, Introspection, Login, OwnedRefusal, SecretString, TokenSet};
use gws_auth_core::request::Pkce;
use gws_auth_core::response::Grant;
use gws_auth_core::{
    Client, Environment, IntrospectRequest, Outcome, Policy, RedirectUri, RefreshRequest, RevokeRequest,
    TokenTypeHint, UnixSeconds,
};
use gws_auth_simulator::browser::{self, Answer, BrowserError, Credentials, Landing};
use gws_auth_simulator::{BlockingSimulator, Config, Counters, User};

use super::m2m::M2m;
use super::narrator::{Narrator, shortened};
use crate::arguments::{ClientProof, ExpectedTarget};
use crate::authorize::Start;
use crate::exit::{Failure, Status};
use crate::http::{self, Lost, Reply};
use crate::prepare;

/// The program and its surroundings.
pub(super) struct World {
    pub(super) simulator: BlockingSimulator,
    pub(super) policy: Policy,
    client_id: String,
    client_secret: String,
    redirect_uri: String,
    user: User,
    pub(super) login: Option<Login>,
    pub(super) landing: Option<String>,
    pub(super) tokens: Option<TokenSet>,
    /// A refresh token that was used.
    pub(super) used: Option<SecretString>,
    /// The machine-to-machine half.
    pub(super) m2m: Option<M2m>,
}

impl World {
    pub(super) fn start() -> Result<Self, Failure> {
        let config = Config::default();
        let missing =
            || Failure::new(Status::Refused, "internal", "the simulator has no client to play with");
        let client = config.clients.first().cloned().ok_or_else(missing)?;
        let redirect_uri = client.redirect_uris.first().cloned().ok_or_else(missing)?;
        let simulator = BlockingSimulator::start(config).map_err(|error| {
            Failure::new(Status::TryLater, "simulator", format!("the simulator cannot start: {error}"))
        })?;
        Ok(Self {
            simulator,
            policy: Policy::default(),
            client_id: client.id,
            client_secret: client.secret.expose().to_owned(),
            redirect_uri,
            user: User::two_step(),
            login: None,
            landing: None,
            tokens: None,
            used: None,
            m2m: None,
        })
    }

    pub(super) fn origin(&self) -> &str {
        self.simulator.base_url()
    }

    pub(super) fn client_id(&self) -> &str {
        &self.client_id
    }

    pub(super) fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    pub(super) fn user(&self) -> &str {
        &self.user.id
    }

    /// The simulator's time is everybody's time.
    pub(super) fn now(&self) -> UnixSeconds {
        self.simulator.clock().now()
    }

    /// Ground truth.
    pub(super) fn truth(&self) -> Counters {
        self.simulator.counters()
    }

    pub(super) fn login(&self) -> Result<&Login, String> {
        self.login.as_ref().ok_or_else(|| "no login is under way".to_owned())
    }

    pub(super) fn tokens(&self) -> Result<&TokenSet, String> {
        self.tokens.as_ref().ok_or_else(|| "there are no tokens".to_owned())
    }

    pub(super) fn m2m(&self) -> Result<&M2m, String> {
        self.m2m.as_ref().ok_or_else(|| "no employer is registered".to_owned())
    }

    pub(super) fn refresh_token(&self) -> Result<SecretString, String> {
        self.tokens()?.refresh_token.clone().ok_or_else(|| "there is no refresh token".to_owned())
    }

    /// Starts a login, with fresh randomness.
    pub(super) fn start_login(&mut self) -> Result<Login, String> {
        let environment = Environment::parse(self.origin()).map_err(|error| error.to_string())?;
        let redirect_uri = RedirectUri::parse(&self.redirect_uri).map_err(|error| error.to_string())?;
        let start = Start { environment, client_id: &self.client_id };
        let login = start.login(redirect_uri, None, Pkce::Generated, self.now());
        let login = login.map_err(|failure| failure.message().to_owned())?;
        self.login = Some(login.clone());
        Ok(login)
    }

    /// Walks the pages as a person would, over real HTTP.
    pub(super) fn browse(&self, url: &str, wrong_password: bool) -> Result<Landing, BrowserError> {
        let mut credentials = Credentials::of(&self.user);
        if wrong_password {
            credentials.password.push('!');
        }
        browser::walk(url, &credentials, Answer::Authorise)
    }

    /// The request that exchanges the code of the landing.
    pub(super) fn exchange_request(&self) -> Result<HttpRequest, String> {
        let landing = self.landing.as_deref().ok_or("there is no landing")?;
        let expected = ExpectedTarget { env: None, client_id: None };
        let proof = ClientProof::Secret(SecretString::new(self.client_secret.clone()));
        let pending = self.login()?.pending.expose();
        let outcome = prepare::exchange(pending, landing, &expected, &proof, self.now(), &self.policy);
        match outcome.map_err(|error| error.to_string())? {
            Outcome::Granted(request) => Ok(request),
            Outcome::Refused(refusal) => Err(refused(&refusal)),
        }
    }

    /// The request that refreshes `token`.
    pub(super) fn refresh_request(
        &self,
        token: &SecretString,
        wrong_secret: bool,
    ) -> Result<HttpRequest, String> {
        let secret = if wrong_secret { "wrong-Secret" } else { self.client_secret.as_str() };
        let proof = ClientProof::Secret(SecretString::new(secret.to_owned()));
        self.with_client(&proof, |client| RefreshRequest::new(client, token.expose())?.owned(&self.policy))
    }

    /// The request that ends `token`.
    pub(super) fn revoke_request(
        &self,
        token: &SecretString,
        hint: TokenTypeHint,
    ) -> Result<HttpRequest, String> {
        let proof = ClientProof::Secret(SecretString::new(self.client_secret.clone()));
        self.with_client(&proof, |client| {
            RevokeRequest::new(client, token.expose(), Some(hint))?.owned(&self.policy)
        })
    }

    /// Asks about `token`, and shows question and answer.
    pub(super) fn introspect(
        &self,
        token: &SecretString,
        hint: TokenTypeHint,
        narrator: &Narrator,
    ) -> Result<Introspection, String> {
        let proof = ClientProof::Secret(SecretString::new(self.client_secret.clone()));
        let request = self.with_client(&proof, |client| {
            IntrospectRequest::new(client, token.expose(), Some(hint))?.owned(&self.policy)
        })?;
        narrator.sends(&request);
        let reply = http::send(&request).map_err(|lost| no_reply(&lost))?;
        match Introspection::parse(reply.status, &reply.body, &self.policy) {
            Ok(Outcome::Granted(answer)) => {
                let who = answer.username.as_deref().map(|user| format!(", user {user}")).unwrap_or_default();
                narrator.got(&format!("{} active: {}{who}", reply.status, answer.active));
                Ok(answer)
            }
            Ok(Outcome::Refused(refusal)) => Err(refused(&refusal)),
            Err(error) => Err(format!("the reply with status {} cannot be read: {error}", reply.status)),
        }
    }

    /// Reads a token reply, and shows it.
    pub(super) fn read_tokens(
        &self,
        grant: Grant,
        reply: &Reply,
        narrator: &Narrator,
    ) -> Result<Outcome<TokenSet, OwnedRefusal>, String> {
        let outcome = TokenSet::parse(grant, reply.status, &reply.body, None, &self.policy);
        let outcome = outcome.map_err(|error| format!("the reply cannot be read: {error}"))?;
        match &outcome {
            Outcome::Granted(tokens) => {
                narrator.got(&format!("{} expires_in {}", reply.status, tokens.expires_in));
                narrator.says(&format!("access_token {}", shortened(tokens.access_token.expose())));
                if let Some(token) = &tokens.refresh_token {
                    narrator.says(&format!("refresh_token {}", shortened(token.expose())));
                }
            }
            Outcome::Refused(refusal) => narrator.got(&refused(refusal)),
        }
        Ok(outcome)
    }

    /// Calls the simulator's gateway service with `token` (TOKEN-5): the status.
    pub(super) fn call_service(&self, token: &str, narrator: &Narrator) -> Result<(u16, String), String> {
        let url = self.simulator.url(gws_auth_simulator::Endpoint::Account);
        narrator.sent(&format!("GET {url}"));
        narrator.says(&format!("Authorization: Bearer {}", shortened(token)));
        let agent = http::agent(&url, self.policy.request_timeout);
        let reply = agent.get(&url).header("Authorization", format!("Bearer {token}")).call();
        let mut reply = reply.map_err(|error| format!("the service did not answer: {error}"))?;
        let body = reply.body_mut().read_to_string().map_err(|error| error.to_string())?;
        narrator.got(&format!("{} {body}", reply.status().as_u16()));
        Ok((reply.status().as_u16(), body))
    }

    fn with_client<T>(
        &self,
        proof: &ClientProof,
        build: impl FnOnce(&Client<'_>) -> gws_auth_core::Result<T>,
    ) -> Result<T, String> {
        let build = || {
            let environment = Environment::parse(self.origin())?;
            build(&Client::new(environment, &self.client_id, proof.borrow())?)
        };
        build().map_err(|error| error.to_string())
    }
}

/// No reply, in words.
pub(super) fn no_reply(lost: &Lost) -> String {
    format!("no reply to the {} request: {}", lost.request.code(), lost.message)
}

/// A refusal, in words.
pub(super) fn refused(refusal: &OwnedRefusal) -> String {
    let description = refusal.error_description.as_deref().unwrap_or_default();
    format!("{} {} \"{description}\", which means: {}", refusal.status, refusal.error, refusal.meaning)
}
