//! The exchange's request, from the file that authorize-url wrote.

use gws_auth_core::owned::{HttpRequest, OwnedRefusal, exchange_request};
use gws_auth_core::{Client, Environment, Outcome, PendingLogin, Policy, Result, UnixSeconds};

use crate::arguments::{ClientProof, ExpectedTarget};

/// The exchange of the code in `landing`; client and environment are the pending login's unless others are expected.
pub(crate) fn exchange(
    pending: &str,
    landing: &str,
    expected: &ExpectedTarget,
    proof: &ClientProof,
    now: UnixSeconds,
    policy: &Policy,
) -> Result<Outcome<HttpRequest, OwnedRefusal>> {
    let login = PendingLogin::parse(pending)?;
    let environment = match &expected.env {
        Some(text) => Environment::parse(text)?,
        None => login.environment(),
    };
    let client_id = expected.client_id.as_deref().unwrap_or(login.client_id());
    let client = Client::new(environment, client_id, proof.borrow())?;
    exchange_request(pending, landing, &client, now, policy)
}
