//! Core's closed lists as C enumerations. A number that comes in from C is an `int32_t`, because it may be any.

use core::ffi::c_char;

use gws_auth_core::calls::{NoStartLogon, SessionEvent, SignatureForm, Verdict};
use gws_auth_core::{Error, ErrorKind, NextStep, RequestKind, Result, TokenTypeHint, WhoMustAct};

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

/// What a host does next for a session.
#[repr(i32)]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum gws_session_step {
    /// None: the member that this stands in is not filled.
    #[default]
    None = 0,
    /// Read the record, and report `GWS_SESSION_EVENT_LOADED`.
    Load = 1,
    /// Store `record` if the stored version is `expected_version`, and report `GWS_SESSION_EVENT_STORED`, or
    /// `GWS_SESSION_EVENT_NOT_STORED`, also when nobody knows.
    Swap = 2,
    /// Send the request once, over a fresh connection. Just before the first byte look at a clock that nobody sets: if
    /// `send_before` has passed, report `GWS_SESSION_EVENT_NOT_SENT`. A reply is `GWS_SESSION_EVENT_REPLY`, anything else
    /// `GWS_SESSION_EVENT_NO_REPLY`.
    Send = 3,
    /// Send the request, an introspection, and report what came in the same way.
    Ask = 4,
    /// Send the request, a revocation of tokens that belong to no session any more, and report `GWS_SESSION_EVENT_WAITED` whatever
    /// comes.
    Discard = 5,
    /// Wait so many `seconds`, and report `GWS_SESSION_EVENT_WAITED`.
    Wait = 6,
    /// The end: `token` is good now.
    Use = 7,
    /// The end: only a login helps, and `reason` says why.
    LoginRequired = 8,
}

/// What came of a session's step.
#[repr(i32)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum gws_session_event {
    /// The record as it is stored, or that there is none.
    Loaded = 1,
    /// The swap was stored.
    Stored = 2,
    /// The swap was not stored, or nobody knows.
    NotStored = 3,
    /// The request certainly did not leave this machine: no address, connection refused, TLS failed, too late.
    NotSent = 4,
    /// No reply came, or a part of one.
    NoReply = 5,
    /// A reply came.
    Reply = 6,
    /// The wait is over.
    Waited = 7,
}

impl gws_session_event {
    /// The event with this number, and what comes with it.
    pub(crate) fn event(number: i32, status: i32, bytes: Option<&[u8]>) -> Result<SessionEvent<'_>> {
        let plain = [
            (Self::Stored, SessionEvent::Stored),
            (Self::NotStored, SessionEvent::NotStored),
            (Self::NotSent, SessionEvent::NotSent),
            (Self::NoReply, SessionEvent::NoReply),
            (Self::Waited, SessionEvent::Waited),
        ];
        if number == Self::Loaded as i32 {
            let text = bytes.map(core::str::from_utf8).transpose();
            let text = text.map_err(|error| Error::new(ErrorKind::TextNotUtf8, error.valid_up_to()))?;
            return Ok(SessionEvent::Loaded(text));
        }
        if number == Self::Reply as i32 {
            let status = u16::try_from(status).map_err(|_| MISSING)?;
            return Ok(SessionEvent::Reply { status, body: bytes.unwrap_or_default() });
        }
        plain.into_iter().find_map(|(ours, event)| (ours as i32 == number).then_some(event)).ok_or(MISSING)
    }
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
