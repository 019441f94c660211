//! What the server remembers: clients, logins, codes, token sets, consents and resource owners. All in memory.

mod code;
mod login;
mod token_set;

use std::collections::HashMap;
use std::sync::Arc;

use crate::config::client::Client;
use crate::m2m::owner::Owner;
use crate::secret::Secret;

pub(crate) use code::{Code, CodeRefusal};
pub(crate) use login::{AuthorizationRequest, Login, Stage};
pub(crate) use token_set::{Issued, Refreshed};

/// Whose tokens, for which client.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Grant {
    pub(crate) user: String,
    pub(crate) client_id: String,
}

#[derive(Default)]
pub(crate) struct Store {
    clients: Vec<Client>,
    logins: HashMap<String, Login>,
    codes: HashMap<String, Code>,
    codes_issued: u64,
    tokens: token_set::Tokens,
    /// When each consent was given.
    consents: HashMap<Grant, i64>,
    /// By thumbprint.
    owners: HashMap<String, Arc<Owner>>,
}

impl Store {
    pub(crate) fn new(clients: Vec<Client>) -> Self {
        Self { clients, ..Self::default() }
    }

    pub(crate) fn client(&self, id: &str) -> Option<&Client> {
        self.clients.iter().find(|client| client.id == id)
    }

    pub(crate) fn clients(&self) -> &[Client] {
        &self.clients
    }

    /// Registers a client; it replaces one of the same id.
    pub(crate) fn put_client(&mut self, client: Client) {
        self.clients.retain(|other| other.id != client.id);
        self.clients.push(client);
    }

    pub(crate) fn replace_secret(&mut self, id: &str, secret: Secret) -> bool {
        let client = self.clients.iter_mut().find(|client| client.id == id);
        client.map(|client| client.secret = secret).is_some()
    }

    /// Registers an owner; it replaces one of the same thumbprint.
    pub(crate) fn register(&mut self, owner: Owner) {
        self.owners.insert(owner.thumbprint().to_owned(), Arc::new(owner));
    }

    pub(crate) fn owner(&self, thumbprint: &str) -> Option<Arc<Owner>> {
        self.owners.get(thumbprint).cloned()
    }

    pub(crate) fn owners(&self) -> impl Iterator<Item = &Arc<Owner>> {
        self.owners.values()
    }

    /// Whether a consent was given, not longer than `lifetime` seconds ago (AUTHZ-10).
    pub(crate) fn consented(&self, grant: &Grant, now: i64, lifetime: i64) -> bool {
        self.consents.get(grant).is_some_and(|given| now < given + lifetime)
    }

    pub(crate) fn consent(&mut self, grant: Grant, now: i64) {
        self.consents.insert(grant, now);
    }

    pub(crate) fn revoke_consent(&mut self, user: &str, client_id: &str) -> bool {
        let grant = Grant { user: user.to_owned(), client_id: client_id.to_owned() };
        let given = self.consents.remove(&grant).is_some();
        if given {
            // Codes under way would bring tokens that nobody consented to.
            self.codes.retain(|_, code| code.grant != grant);
            self.tokens.kill_all(&grant);
        }
        given
    }
}
