//! Core's closed lists as C enumerations. A number that comes in from C is an `int32_t`, because it may be any.

use core::ffi::c_char;

use gws_auth_core::calls::{NoStartLogon, SignatureForm, Verdict};
use gws_auth_core::{NextStep, RequestKind, Result, TokenTypeHint, WhoMustAct};

use crate::pointer::MISSING;
use crate::static_text::static_texts;

/// What a request came to. Whatever a server does is data: the status is `GWS_STATUS_OK`.
///
/// cbindgen:rename-all=ScreamingSnakeCase
#[repr(i32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum gws_outcome {
    /// None: nothing was written here yet.
    #[default]
    GwsNoOutcome = 0,
    /// IR did what was asked.
    GwsGranted = 1,
    /// IR, or the customer, refused.
    GwsRefused = 2,
    /// No reply of IR's that can be understood: a proxy's page, a cut body, a status that means nothing here.
    GwsUnreadable = 3,
    /// No reply came: what `gws_no_reply` says of it.
    GwsUnanswered = 4,
}

/// What `position` of a `gws_output` is beside a status.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum gws_position {
    /// Nothing: 0.
    None = 0,
    /// An offset into an input, in bytes.
    Offset = 1,
    /// The bytes that are needed.
    Needed = 2,
    /// The limit that was passed, in the unit that the message speaks of.
    Limit = 3,
    /// The HTTP status of the reply.
    Status = 4,
}

/// The request that a reply answers.
#[repr(i32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum gws_request_kind {
    /// None: the member that this stands in is not filled.
    #[default]
    None = 0,
    /// The authorize page in the browser.
    Authorize = 1,
    /// A code exchange at the token endpoint.
    Code = 2,
    /// A refresh at the token endpoint.
    Refresh = 3,
    /// An introspection.
    Introspect = 4,
    /// A revocation.
    Revoke = 5,
}

/// Who must act before the next step.
#[repr(i32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum gws_who_must_act {
    /// None: the member that this stands in is not filled.
    #[default]
    None = 0,
    /// Whoever wrote or configured the software.
    Developer = 1,
    /// Whoever runs it and holds its credentials.
    Operator = 2,
    /// The customer in front of it.
    Customer = 3,
    /// Inland Revenue: its on-boarding or gateway-services support.
    InlandRevenue = 4,
    /// Nobody yet: the program takes the next step by itself.
    Program = 5,
}

/// What a program does next, as often as `attempts` says; then what `afterwards` says (ERR-2).
#[repr(i32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum gws_next_step {
    /// None: there is nothing to do, or this is the end.
    #[default]
    None = 0,
    /// Let the customer log in again. The code is not sent a second time (REDIR-7).
    RestartLogin = 1,
    /// Nothing to repeat: a person has to change the configuration or the credentials first.
    FixConfiguration = 2,
    /// Introspect the refresh token now. Active: it was not used, so wait and refresh again. Inactive: the customer logs in
    /// again. Refused: the client id or the secret is wrong.
    Introspect = 3,
    /// Do not send the refresh token again: it may have been used up. Wait `wait_seconds`, then introspect it and go on as
    /// above (REFRESH-3).
    WaitThenIntrospect = 4,
    /// Send the same request again after `wait_seconds`: nothing was used up. Double the wait each time.
    TryLater = 5,
}

/// What kind a token is that is asked about or revoked. A wrong hint does no harm.
#[repr(i32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum gws_token_hint {
    /// No hint.
    #[default]
    None = 0,
    /// An access token.
    AccessToken = 1,
    /// A refresh token.
    RefreshToken = 2,
}

/// In which form a signature comes.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum gws_signature_form {
    /// r and s side by side for ECDSA (CNG, PKCS#11), and always for RSA.
    Raw = 1,
    /// ECDSA in DER (OpenSSL, most key stores).
    Der = 2,
}

/// How a token says that it names no myIR user.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum gws_no_start_logon {
    /// `null`: the usual way.
    Null = 0,
    /// `""`
    Empty = 1,
    /// The member is left out.
    Absent = 2,
}

/// How a thing that was looked at stands. The worst is the greatest.
#[repr(i32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum gws_verdict {
    /// None: nothing was looked at.
    #[default]
    None = 0,
    /// As it must be.
    Pass = 1,
    /// It works, but should be looked at; or it could not be told.
    Warn = 2,
    /// Inland Revenue will not take it.
    Fail = 3,
}

/// Between a list of core's and its C enumeration; both ways, and to the code.
macro_rules! words {
    ($theirs:ident <-> $ours:ident: $($word:ident)*) => {
        impl From<$theirs> for $ours {
            fn from(word: $theirs) -> Self {
                match word {
                    $($theirs::$word => Self::$word,)*
                    // A step that core adds is added here too; until then nobody is told a wrong one.
                    #[allow(unreachable_patterns)]
                    _ => Self::None,
                }
            }
        }

        impl $ours {
            /// The word with this number.
            #[allow(dead_code)]
            pub(crate) fn word(number: i32) -> Result<$theirs> {
                [$($theirs::$word),*].into_iter().find(|word| Self::from(*word) as i32 == number).ok_or(MISSING)
            }

            fn code(number: i32) -> *const c_char {
                static_texts!(CODES, ["", $($theirs::$word.code()),*]);
                CODES.at(usize::try_from(number).unwrap_or(0))
            }
        }
    };
}

words!(RequestKind <-> gws_request_kind: Authorize Code Refresh Introspect Revoke);
words!(WhoMustAct <-> gws_who_must_act: Developer Operator Customer InlandRevenue Program);
words!(NextStep <-> gws_next_step: RestartLogin FixConfiguration Introspect WaitThenIntrospect TryLater);
words!(Verdict <-> gws_verdict: Pass Warn Fail);

impl gws_token_hint {
    pub(crate) fn word(number: i32) -> Result<Option<TokenTypeHint>> {
        [(Self::None, None), (Self::AccessToken, Some(TokenTypeHint::AccessToken))]
            .into_iter()
            .chain([(Self::RefreshToken, Some(TokenTypeHint::RefreshToken))])
            .find_map(|(ours, word)| (ours as i32 == number).then_some(word))
            .ok_or(MISSING)
    }
}

impl gws_signature_form {
    pub(crate) fn word(number: i32) -> Result<SignatureForm> {
        [(Self::Raw, SignatureForm::Raw), (Self::Der, SignatureForm::Der)]
            .into_iter()
            .find_map(|(ours, word)| (ours as i32 == number).then_some(word))
            .ok_or(MISSING)
    }
}

impl gws_no_start_logon {
    pub(crate) fn word(number: i32) -> Result<NoStartLogon> {
        let words = [
            (Self::Null, NoStartLogon::Null),
            (Self::Empty, NoStartLogon::Empty),
            (Self::Absent, NoStartLogon::Absent),
        ];
        words.into_iter().find_map(|(ours, word)| (ours as i32 == number).then_some(word)).ok_or(MISSING)
    }
}

/// The code of a `gws_request_kind`: `authorize`, `code`, `refresh`, `introspect` or `revoke`; empty for any other number.
/// Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_request_kind_code(kind: i32) -> *const c_char {
    gws_request_kind::code(kind)
}

/// The code of a `gws_who_must_act`: `developer`, `operator`, `customer`, `inland_revenue` or `program`; empty for any other number.
/// Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_who_must_act_code(who: i32) -> *const c_char {
    gws_who_must_act::code(who)
}

/// The code of a `gws_next_step`: `restart_login`, `fix_configuration`, `introspect`, `wait_then_introspect` or `try_later`;
/// empty for any other number. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_next_step_code(step: i32) -> *const c_char {
    gws_next_step::code(step)
}

/// The code of a `gws_verdict`: `pass`, `warn` or `fail`; empty for any other number. Static, never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn gws_verdict_code(verdict: i32) -> *const c_char {
    gws_verdict::code(verdict)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A word that core adds must not reach C as none.
    #[test]
    fn every_word_of_core_has_a_number() {
        assert!(RequestKind::ALL.iter().all(|kind| gws_request_kind::from(*kind) != gws_request_kind::None));
        assert!(WhoMustAct::ALL.iter().all(|who| gws_who_must_act::from(*who) != gws_who_must_act::None));
        assert!(NextStep::ALL.iter().all(|step| gws_next_step::from(*step) != gws_next_step::None));
        assert!(Verdict::ALL.iter().all(|verdict| gws_verdict::from(*verdict) != gws_verdict::None));
    }
}
