//! From arguments to requests: one way for what is printed and what is sent.

use clap::Args;
use gws_auth_core::calls::{
    self, HttpRequest, Login, LoginOptions, Refusal, SecretString, introspect_request, refresh_request,
    revoke_request,
};
use gws_auth_core::{LoginEntropy, Outcome, PendingLogin, Policy, UnixSeconds};
use zeroize::Zeroizing;

use crate::arguments::{Credentials, ExpectedTarget, Hint, Landing, Proof, Target};
use crate::exit::{Failure, Status};
use crate::{input, landing, replies};

/// What `exchange` takes.
#[derive(Args)]
pub(crate) struct Exchange {
    #[command(flatten)]
    landing: Landing,
    #[command(flatten)]
    expected: ExpectedTarget,
    #[command(flatten)]
    credentials: Credentials,
}

/// What `refresh` takes beside the token.
#[derive(Args)]
pub(crate) struct Refresh {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    credentials: Credentials,
}

/// What `introspect` and `revoke` take beside the token (REVOKE-1: "same fields").
#[derive(Args)]
pub(crate) struct About {
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    credentials: Credentials,
    #[command(flatten)]
    hint: Hint,
}

impl Exchange {
    /// The exchange of the code in the landing. A refusal in it is a failure.
    pub(crate) fn request(&self, now: UnixSeconds, policy: &Policy) -> Result<HttpRequest, Failure> {
        let pending = input::pending(&self.landing.pending)?;
        let proof = self.credentials.load(self.landing.reads_stdin())?;
        let landing = self.landing.text()?;
        match exchange(&pending, &landing, &self.expected, proof, now, policy)? {
            Outcome::Granted(request) => Ok(request),
            Outcome::Refused(refusal) => Err(replies::landing_refused(&refusal)),
        }
    }
}

impl Refresh {
    pub(crate) fn request(&self, policy: &Policy) -> Result<HttpRequest, Failure> {
        let client = self.target.client(self.credentials.load(true)?)?;
        let token = input::token_from_stdin()?;
        Ok(refresh_request(&client.get()?, token.expose(), policy)?)
    }
}

impl About {
    pub(crate) fn introspect(&self, policy: &Policy) -> Result<HttpRequest, Failure> {
        let client = self.target.client(self.credentials.load(true)?)?;
        let token = input::token_from_stdin()?;
        Ok(introspect_request(&client.get()?, token.expose(), self.hint.value(), policy)?)
    }

    pub(crate) fn revoke(&self, policy: &Policy) -> Result<HttpRequest, Failure> {
        let client = self.target.client(self.credentials.load(true)?)?;
        let token = input::token_from_stdin()?;
        Ok(revoke_request(&client.get()?, token.expose(), self.hint.value(), policy)?)
    }
}

/// The exchange of the code in `landing`; client and environment are the pending login's unless others are expected.
pub(crate) fn exchange(
    pending: &SecretString,
    landing: &SecretString,
    expected: &ExpectedTarget,
    proof: Proof,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<Outcome<HttpRequest, Refusal>, Failure> {
    let login = PendingLogin::parse(pending.expose())?;
    let environment = expected.env.as_deref().unwrap_or(login.environment().origin());
    let client_id = expected.client_id.as_deref().unwrap_or(login.client_id());
    let client = proof.client(environment.to_owned(), client_id.to_owned())?;
    let built = calls::exchange_request(pending.expose(), landing.expose(), &client.get()?, now, policy);
    built.map_err(|error| landing::failure(error, landing.expose(), pending.expose()))
}

/// Starts a login with 64 fresh bytes of the system's random source.
pub(crate) fn login(
    target: &Target,
    redirect_uri: &str,
    options: &LoginOptions,
    now: UnixSeconds,
) -> Result<Login, Failure> {
    let mut bytes = Zeroizing::new([0u8; LoginEntropy::LENGTH]);
    getrandom::fill(&mut *bytes).map_err(|error| {
        let message = format!("The system's random source failed: {error}.");
        Failure::new(Status::TryLater, "random_source", message)
    })?;
    Ok(calls::authorize(&target.env, &target.client_id, redirect_uri, &*bytes, now, options)?)
}
