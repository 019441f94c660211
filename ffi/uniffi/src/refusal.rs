//! A server's refusal: data, not an error.

use gws_auth_core::owned::OwnedRefusal;
use gws_auth_core::{NextStep, RequestKind, WhoMustAct};

/// Which request a reply answers.
#[uniffi::remote(Enum)]
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

/// Who can do something about a refusal.
#[uniffi::remote(Enum)]
#[non_exhaustive]
pub enum WhoMustAct {
    /// Whoever wrote or configured the software.
    Developer,
    /// Whoever runs it and holds its credentials.
    Operator,
    /// The customer in front of it.
    Customer,
    /// Inland Revenue.
    InlandRevenue,
}

/// What a program does next after a refusal (ERR-2).
#[uniffi::remote(Enum)]
#[non_exhaustive]
pub enum NextStep {
    /// Let the customer log in again. The code is not sent again (REDIR-7).
    RestartLogin,
    /// Nothing to repeat: a person has to change the configuration or the credentials first.
    FixConfiguration,
    /// Introspect the refresh token now.
    Introspect,
    /// Do not send the refresh token again; wait four minutes, then introspect it (REFRESH-3).
    WaitThenIntrospect,
    /// The same request may be sent again later: nothing was consumed.
    TryLater,
}

/// A refusal, verbatim, and what it means.
#[uniffi::remote(Record)]
#[uniffi(name = "Refusal")]
pub struct OwnedRefusal {
    /// The request that was refused.
    pub request: RequestKind,
    /// The HTTP status.
    pub status: u16,
    /// `error`, verbatim.
    pub error: String,
    /// `error_description`, verbatim.
    pub error_description: Option<String>,
    /// What happened, in English, for people.
    pub meaning: String,
    /// Who must act.
    pub who_must_act: WhoMustAct,
    /// What to check, in English.
    pub check: String,
    /// Whether Inland Revenue documents this pair of code and description for this request (ERR-3).
    pub documented: bool,
    /// What the program does next (ERR-2).
    pub next_step: NextStep,
    /// The same in English, for people.
    pub advice: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uniffi::Lower;

    /// The compiler does not see what a mirror of these lacks: passing such a word would panic.
    #[test]
    fn every_word_of_core_crosses() {
        for kind in RequestKind::ALL {
            let _ = <RequestKind as Lower<crate::UniFfiTag>>::lower(kind);
        }
        for who in WhoMustAct::ALL {
            let _ = <WhoMustAct as Lower<crate::UniFfiTag>>::lower(*who);
        }
        for step in NextStep::ALL {
            let _ = <NextStep as Lower<crate::UniFfiTag>>::lower(*step);
        }
    }
}
