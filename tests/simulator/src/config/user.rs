//! A made-up myIR user.

use crate::secret::Secret;

/// A made-up myIR user.
#[derive(Clone, Debug)]
pub struct User {
    /// The myIR user id: `username` and `startLogon` of the tokens.
    pub id: String,
    /// The password.
    pub password: Secret,
    /// The name on the consent page.
    pub name: String,
    /// `sub` of the tokens, a UUID.
    pub sub: String,
    /// The 6-digit security code, for a user with two-step verification.
    pub security_code: Option<Secret>,
    /// Whether myIR delegates the accounts to this user; without it the service answers 403 (ENV-10).
    pub delegation: bool,
}

impl User {
    /// A user with delegation and without two-step verification; `sub` is a UUID.
    pub fn new(id: impl Into<String>, password: impl Into<String>, sub: impl Into<String>) -> Self {
        let id = id.into();
        Self {
            name: id.clone(),
            id,
            password: Secret::new(password),
            sub: sub.into(),
            security_code: None,
            delegation: true,
        }
    }

    /// Sets the name on the consent page.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Turns two-step verification on, with a code that never changes.
    #[must_use]
    pub fn security_code(mut self, code: impl Into<String>) -> Self {
        self.security_code = Some(Secret::new(code));
        self
    }

    /// Takes the delegation in myIR away.
    #[must_use]
    pub fn undelegated(mut self) -> Self {
        self.delegation = false;
        self
    }

    /// The default user `jsmith`.
    pub fn plain() -> Self {
        Self::new("jsmith", "Kowhai-1", "6b0f2c1e-9f43-4c55-8b7e-2f1d6f0a1c01").name("John Smith")
    }

    /// The default user `twostep`, who has two-step verification.
    pub fn two_step() -> Self {
        Self::new("twostep", "Pohutukawa-2", "6b0f2c1e-9f43-4c55-8b7e-2f1d6f0a1c02")
            .name("Tui Steps")
            .security_code("204816")
    }

    /// The default user `nodelegation`, to whom no account is delegated.
    pub fn without_delegation() -> Self {
        Self::new("nodelegation", "Rimu-3", "6b0f2c1e-9f43-4c55-8b7e-2f1d6f0a1c03")
            .name("Kea Nobody")
            .undelegated()
    }
}
