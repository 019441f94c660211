//! The work: one function for each row.

use crate::honest::{self, CLIENT_ID, CLIENT_SECRET, ISSUER, NOW, REDIRECT_URI, THUMBPRINT};
use gws_auth_core::calls::{self, LoginOptions};
use gws_auth_core::jws::{Algorithm, UnverifiedJws};
use gws_auth_core::m2m::{self, ClaimRules, StartLogon, Thumbprint, TokenOwner};
use gws_auth_core::response::Grant;
use gws_auth_core::wire::base64url;
use gws_auth_core::{
    AuthorizeRequest, Client, ClientAuth, CodeRequest, Environment, LoginEntropy, Outcome, PendingLogin,
    Policy, RedirectUri, Reply, RequestKind, Result, Secret, TokenSet,
};

/// What the work needs, made once.
pub struct Setup {
    /// The pending login.
    pub pending: String,
    /// Its landing.
    pub landing: String,
    /// A reply of 2.2 kB.
    pub reply: String,
    /// A token with a signature that is well-formed.
    pub token: String,
    policy: Policy,
    options: LoginOptions,
}

impl Setup {
    /// All inputs.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn new() -> Result<Self> {
        let options = LoginOptions::default();
        let login = calls::authorize("test", CLIENT_ID, REDIRECT_URI, &honest::entropy(), NOW, &options)?;
        let mut room = [0; 1024];
        let unsigned = claims()?.encode(Algorithm::Es256, &mut room)?;
        let mut signature = [0; 86];
        let signature = base64url::encode(&[1; 64], &mut signature)?;
        let input = String::from_utf8_lossy(unsigned.signing_input());
        Ok(Self {
            pending: login.pending.expose().to_owned(),
            landing: honest::landing(&login.state),
            reply: honest::reply(2200),
            token: format!("{input}.{signature}"),
            policy: Policy::default(),
            options,
        })
    }

    /// Authorize URL, PKCE and pending text, first tier; the bytes written.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn authorize(&self, out: &mut [u8]) -> Result<usize> {
        let entropy = LoginEntropy::new(&honest::entropy())?;
        let redirect_uri = RedirectUri::parse(REDIRECT_URI)?;
        let request = AuthorizeRequest::new(Environment::TEST, CLIENT_ID, redirect_uri)?;
        let login = request.encode(&entropy, NOW, out)?;
        Ok(login.url.len() + login.pending.len())
    }

    /// The same through `calls`.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn authorize_calls(&self) -> Result<calls::Login> {
        calls::authorize("test", CLIENT_ID, REDIRECT_URI, &honest::entropy(), NOW, &self.options)
    }

    /// The client.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn client(&self) -> Result<Client<'static>> {
        let client_secret = Secret::new(CLIENT_SECRET);
        Client::new(Environment::TEST, CLIENT_ID, ClientAuth::Basic { client_secret })
    }

    /// Reads the pending text.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn pending(&self) -> Result<PendingLogin<'_>> {
        PendingLogin::parse(&self.pending)
    }

    /// The code of the landing, by a pending login that was read before, and the request with it.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn request(&self, pending: &PendingLogin<'_>, out: &mut [u8; 4096]) -> Result<usize> {
        let (code, request) = out.split_at_mut(1024);
        match pending.accept(&self.landing, NOW, &self.policy, code)? {
            Outcome::Granted(code) => {
                let request = CodeRequest::new(&self.client()?, &code)?.encode(request)?;
                Ok(request.body().len())
            }
            Outcome::Refused(_) => Ok(0),
        }
    }

    /// Only the landing.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn accept(&self, pending: &PendingLogin<'_>, landing: &str, out: &mut [u8]) -> Result<usize> {
        match pending.accept(landing, NOW, &self.policy, out)? {
            Outcome::Granted(code) => Ok(code.code().len()),
            Outcome::Refused(_) => Ok(0),
        }
    }

    /// From pending text and landing to the request, through `calls`.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn request_calls(&self) -> Result<Outcome<calls::HttpRequest, calls::Refusal>> {
        calls::exchange_request(&self.pending, &self.landing, &self.client()?, NOW, &self.policy)
    }

    /// Reads a token reply, which it changes; 0 if it cannot be understood.
    pub fn parse(&self, body: &mut [u8]) -> usize {
        let mut policy = self.policy;
        policy.max_reply_bytes = 1 << 22;
        match TokenSet::parse(Grant::Code, 200, body, &policy) {
            Reply::Granted(tokens) => tokens.access_token.len() + tokens.expires_in.is_some() as usize,
            _ => 0,
        }
    }

    /// Reads a token reply through `calls`.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn parse_calls(&self) -> Result<calls::Reply<calls::TokenSet>> {
        calls::parse_token(RequestKind::Code, 200, self.reply.as_bytes(), Some(NOW), &self.policy)
    }

    /// What is to be signed.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn claims(&self, out: &mut [u8]) -> Result<usize> {
        claims()?.encode(Algorithm::Es256, out).map(|unsigned| unsigned.signing_input().len())
    }

    /// Splits a token; nothing is verified.
    ///
    /// # Errors
    /// What the token has.
    pub fn split(&self, token: &str, out: &mut [u8]) -> Result<usize> {
        UnverifiedJws::split(token, out).map(|token| token.signature().len())
    }

    /// Splits a token and checks its claims; nothing is verified.
    ///
    /// # Errors
    /// None, with these inputs.
    pub fn read(&self, out: &mut [u8]) -> Result<i64> {
        let payload = UnverifiedJws::split(&self.token, out)?.assume_verified();
        let rules = ClaimRules::new(NOW, TokenOwner::Any).with_issuer(ISSUER);
        m2m::TokenClaims::check(&payload, &rules).map(|claims| claims.exp)
    }
}

/// A token of a hostile header.
///
/// # Errors
/// None: there is room.
pub fn token_with(header: &str) -> Result<String> {
    let mut room = vec![0; base64url::encoded_len(header.len())];
    let header = base64url::encode(header.as_bytes(), &mut room)?;
    let mut room = [0; 86];
    let signature = base64url::encode(&[1; 64], &mut room)?;
    Ok(format!("{header}.e30.{signature}"))
}

fn claims() -> Result<m2m::ClaimsToSign<'static>> {
    let thumbprint = Thumbprint::parse(THUMBPRINT)?;
    m2m::ClaimsToSign::new(thumbprint, ISSUER, NOW)?.with_start_logon(StartLogon::User("payroll.user"))
}
