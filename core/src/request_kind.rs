//! The five requests by name, for both sides: what is sent, and what a reply answers.

/// The request that a reply answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestKind {
    /// The authorize page in the browser.
    Authorize,
    /// A code exchange at the token endpoint.
    Code,
    /// A refresh at the token endpoint.
    Refresh,
    /// An introspection.
    Introspect,
    /// A revocation.
    Revoke,
}

impl RequestKind {
    /// All five.
    pub const ALL: [Self; 5] = [Self::Authorize, Self::Code, Self::Refresh, Self::Introspect, Self::Revoke];

    /// `authorize`, `code`, `refresh`, `introspect` or `revoke`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Authorize => "authorize",
            Self::Code => "code",
            Self::Refresh => "refresh",
            Self::Introspect => "introspect",
            Self::Revoke => "revoke",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
