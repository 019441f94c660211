//! What the demo's program knows, and the simulator it talks to.

use gws_auth_core::calls::{
    HttpRequest, Introspection, Login, LoginOptions, OwnedClient, Refusal, Reply, SecretString, TokenSet,
    Unreadable, introspect_request, parse_introspection, parse_token, refresh_request, revoke_request,
};
use gws_auth_core::{Outcome, Policy, TokenTypeHint, UnixSeconds};
use gws_auth_simulator::browser::{self, Answer, BrowserError, Credentials, Landing};
use gws_auth_simulator::{BlockingSimulator, Config, Counters, User};

use super::employers::M2m;
use super::narrator::{Narrator, shortened};
use crate::arguments::{ExpectedTarget, Proof, Target};
use crate::exit::{Failure, Status};
use crate::http::{self, Answer as Received, Lost};
use crate::requests;

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
        let target = Target { env: self.origin().to_owned(), client_id: self.client_id.clone() };
        let login = requests::login(&target, &self.redirect_uri, &LoginOptions::default(), self.now());
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
        let landing = SecretString::new(self.landing.clone().ok_or("there is no landing")?);
        let expected = ExpectedTarget { env: None, client_id: None };
        let pending = &self.login()?.pending;
        let outcome =
            requests::exchange(pending, &landing, &expected, self.proof(), self.now(), &self.policy);
        match outcome.map_err(|failure| failure.message().to_owned())? {
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
        let wrong = || Proof::Secret(SecretString::new("wrong-Secret".to_owned()));
        let client = self.client(if wrong_secret { wrong() } else { self.proof() })?;
        built(client.get().and_then(|client| refresh_request(&client, token.expose(), &self.policy)))
    }

    /// The request that ends `token`.
    pub(super) fn revoke_request(
        &self,
        token: &SecretString,
        hint: TokenTypeHint,
    ) -> Result<HttpRequest, String> {
        let client = self.client(self.proof())?;
        built(
            client.get().and_then(|client| revoke_request(&client, token.expose(), Some(hint), &self.policy)),
        )
    }

    fn proof(&self) -> Proof {
        Proof::Secret(SecretString::new(self.client_secret.clone()))
    }

    fn client(&self, proof: Proof) -> Result<OwnedClient, String> {
        let client = proof.client(self.origin().to_owned(), self.client_id.clone());
        client.map_err(|failure| failure.message().to_owned())
    }

    /// Asks about `token`, and shows question and answer.
    pub(super) fn introspect(
        &self,
        token: &SecretString,
        hint: TokenTypeHint,
        narrator: &Narrator,
    ) -> Result<Introspection, String> {
        let client = self.client(self.proof())?;
        let request = built(
            client.get().and_then(|c| introspect_request(&c, token.expose(), Some(hint), &self.policy)),
        )?;
        narrator.sends(&request);
        let reply = http::send(&request).map_err(|lost| no_reply(&lost))?;
        match parse_introspection(reply.status, &reply.body, &self.policy).map_err(|e| e.to_string())? {
            Reply::Granted(answer) => {
                let who = answer.username.as_deref().map(|user| format!(", user {user}")).unwrap_or_default();
                narrator.got(&format!("{} active: {}{who}", reply.status, answer.active));
                Ok(answer)
            }
            Reply::Refused(refusal) => Err(refused(&refusal)),
            Reply::Unreadable(reply) => Err(unreadable(&reply)),
        }
    }

    /// Reads the reply to a request for tokens, and shows it.
    pub(super) fn read_tokens(
        &self,
        request: &HttpRequest,
        reply: &Received,
        narrator: &Narrator,
    ) -> Result<Outcome<TokenSet, Refusal>, String> {
        let read = parse_token(request.kind, reply.status, &reply.body, Some(self.now()), &self.policy);
        match read.map_err(|error| error.to_string())? {
            Reply::Granted(tokens) => {
                let lifetime = tokens.expires_in.map_or("unknown".into(), |seconds| seconds.to_string());
                narrator.got(&format!("{} expires_in {lifetime}", reply.status));
                narrator.says(&format!("access_token {}", shortened(tokens.access_token.expose())));
                if let Some(token) = &tokens.refresh_token {
                    narrator.says(&format!("refresh_token {}", shortened(token.expose())));
                }
                Ok(Outcome::Granted(tokens))
            }
            Reply::Refused(refusal) => {
                narrator.got(&refused(&refusal));
                Ok(Outcome::Refused(refusal))
            }
            Reply::Unreadable(reply) => Err(unreadable(&reply)),
        }
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
}

fn built(request: gws_auth_core::Result<HttpRequest>) -> Result<HttpRequest, String> {
    request.map_err(|error| error.to_string())
}

/// No reply, in words.
pub(super) fn no_reply(lost: &Lost) -> String {
    format!("no reply to the {} request: {}", lost.request.code(), lost.message)
}

/// A refusal, in words.
pub(super) fn refused(refusal: &Refusal) -> String {
    let description = refusal.error_description.as_deref().unwrap_or_default();
    format!("{} {} \"{description}\", which means: {}", refusal.status, refusal.error, refusal.meaning)
}

/// A reply that cannot be read, in words.
pub(super) fn unreadable(reply: &Unreadable) -> String {
    format!("the reply with status {} cannot be read: {}", reply.status, reply.message)
}
