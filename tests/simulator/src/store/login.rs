//! Logins under way: from the authorisation request to the answer on the consent page.

use super::Store;
use crate::random;

/// A checked authorisation request.
#[derive(Clone)]
pub(crate) struct AuthorizationRequest {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) code_challenge: Option<String>,
}

/// How far a login has come. A page posted out of turn finds the login at another stage and is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Password,
    SecurityCode { user: String },
    Consent { user: String },
}

/// A login under way.
#[derive(Clone)]
pub(crate) struct Login {
    pub(crate) request: AuthorizationRequest,
    pub(crate) stage: Stage,
    expires: i64,
}

impl Store {
    /// Starts a login and returns its id, for the hidden field.
    pub(crate) fn start_login(&mut self, request: AuthorizationRequest, now: i64, lifetime: i64) -> String {
        self.logins.retain(|_, login| now < login.expires);
        let id = random::login_id();
        self.logins.insert(id.clone(), Login { request, stage: Stage::Password, expires: now + lifetime });
        id
    }

    pub(crate) fn login(&self, id: &str, now: i64) -> Option<&Login> {
        self.logins.get(id).filter(|login| now < login.expires)
    }

    pub(crate) fn advance_login(&mut self, id: &str, stage: Stage) {
        if let Some(login) = self.logins.get_mut(id) {
            login.stage = stage;
        }
    }

    /// Ends a login; false when it had ended before, so that a form posted twice brings one code.
    pub(crate) fn end_login(&mut self, id: &str) -> bool {
        self.logins.remove(id).is_some()
    }
}
