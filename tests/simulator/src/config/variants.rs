//! Where IR's documents contradict themselves, which answer is given (ERR-3).

/// The answer to a dead (used, expired, revoked, unknown) refresh token: `invalid_grant` either way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DeadRefreshToken {
    /// 401 (build pack 2.1.4).
    #[default]
    Status401,
    /// 400 (build pack 2.1.3.6).
    Status400,
}

/// The answer to a wrong client secret at the token endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WrongSecret {
    /// 400 `invalid_client` (build pack 2.1.3.6).
    #[default]
    InvalidClient400,
    /// 400 `access_denied` (build pack 2.1.3.6 and 2.1.4).
    AccessDenied400,
    /// 401 `invalid_client`, the description ending in a space (build pack 3.4.3).
    InvalidClient401,
}

/// The answer to an unknown client id at the authorisation endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UnknownClient {
    /// 401 (build pack 2.1.3.3).
    #[default]
    Status401,
    /// 400 (build pack 2.1.3.5).
    Status400,
}

/// The answer to a bad scope at the authorisation endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InvalidScope {
    /// A redirect to the client (REDIR-3).
    #[default]
    Redirect,
    /// 400 in the browser (build pack 2.1.3.5).
    Browser,
}

/// How `expires_in` is written: IR's samples have both (TOKEN-4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExpiresIn {
    /// One after the other, a string first.
    #[default]
    Alternating,
    /// `"28800"`.
    Text,
    /// `28800`.
    Number,
}

/// One choice for each contradiction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Variants {
    /// A dead refresh token.
    pub dead_refresh_token: DeadRefreshToken,
    /// A wrong client secret.
    pub wrong_secret: WrongSecret,
    /// An unknown client in the browser.
    pub unknown_client: UnknownClient,
    /// A bad scope in the browser.
    pub invalid_scope: InvalidScope,
    /// The form of `expires_in`.
    pub expires_in: ExpiresIn,
}
