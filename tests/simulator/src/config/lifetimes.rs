//! How long things live (REDIR-1, REFRESH-4, ENV-8).

/// Lifetimes in seconds; the defaults are IR's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lifetimes {
    /// A code: 600 (REDIR-1: "10 minutes").
    pub code: i64,
    /// An access token: 28,800 (REFRESH-4: 8 hours).
    pub access_token: i64,
    /// A refresh token: 31,536,000 (REFRESH-4: 1 year).
    pub refresh_token: i64,
    /// The customer's consent: 157,680,000 (REFRESH-4: 5 years).
    pub consent: i64,
    /// A login page that waits for the user: 1,800. The simulator's own; IR documents none.
    pub login: i64,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            code: 600,
            access_token: 28_800,
            refresh_token: 31_536_000,
            consent: 157_680_000,
            login: 1_800,
        }
    }
}
