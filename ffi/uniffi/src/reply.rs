//! What replies have in common: the three outcomes, and what follows each.

use crate::record::{choice, output};

gws_auth_core::record_warning!(output);
gws_auth_core::record_refusal!(output);
gws_auth_core::record_unreadable!(output);
gws_auth_core::record_advice!(output);

choice! {
    /// Which request is meant.
    RequestKind of gws_auth_core::RequestKind {
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
}

choice! {
    /// Who can do something about an outcome.
    WhoMustAct of gws_auth_core::WhoMustAct, or unreachable {
        /// Whoever wrote or configured the software.
        Developer,
        /// Whoever runs it and holds its credentials.
        Operator,
        /// The customer in front of it.
        Customer,
        /// Inland Revenue: its on-boarding or gateway-services support.
        InlandRevenue,
        /// Nobody yet: the program takes the next step by itself.
        Program,
    }
}

choice! {
    /// What a program does next after a refusal, a reply that could not be read, or none (ERR-2).
    NextStep of gws_auth_core::NextStep, or unreachable {
        /// Let the customer log in again, once. If that ends the same way, the configuration is wrong. The code is not
        /// sent again (REDIR-7).
        RestartLogin,
        /// Nothing to repeat: a person has to change the configuration or the credentials first.
        FixConfiguration,
        /// Introspect the refresh token now. Active: it was not used, so back off and refresh again. Inactive: the
        /// customer must log in. Refused: the credentials are wrong.
        Introspect,
        /// The refresh token may have been used. Do not send it again: wait `wait_seconds`, then introspect it, and go
        /// on as after an introspection (REFRESH-3).
        WaitThenIntrospect,
        /// Send the same request again after `wait_seconds`: nothing was used up. Double the wait each time.
        TryLater,
    }
}

/// What a server answered, for one kind of granted record.
macro_rules! reply {
    ($(#[$meta:meta])* $name:ident { $(#[$doc:meta])* $granted:ident: $record:ident }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum $name {
            /// Inland Revenue did what was asked.
            Granted {
                $(#[$doc])*
                $granted: $record,
            },
            /// Inland Revenue refused.
            Refused {
                /// The refusal, explained.
                refusal: $crate::Refusal,
            },
            /// No reply of Inland Revenue's that can be understood: a proxy's page, a cut body.
            Unreadable {
                /// What came, and what follows.
                unreadable: $crate::Unreadable,
            },
        }

        impl From<gws_auth_core::calls::Reply<gws_auth_core::calls::$record>> for $name {
            fn from(reply: gws_auth_core::calls::Reply<gws_auth_core::calls::$record>) -> Self {
                use $crate::boundary::Outward as _;
                match reply {
                    gws_auth_core::calls::Reply::Granted(granted) => Self::Granted { $granted: granted.outward() },
                    gws_auth_core::calls::Reply::Refused(refusal) => Self::Refused { refusal: refusal.outward() },
                    gws_auth_core::calls::Reply::Unreadable(unreadable) => {
                        Self::Unreadable { unreadable: unreadable.outward() }
                    }
                }
            }
        }
    };
}

pub(crate) use reply;

#[cfg(test)]
mod tests {
    use crate::boundary::Outward as _;
    use crate::{NoStartLogon, SignatureForm};
    use std::fmt::Debug;

    /// Kotlin's and Python's codes are made of the variants' names; core's are stable.
    fn assert_code(word: impl Debug, code: &str) {
        let mut snake = String::new();
        for letter in format!("{word:?}").chars() {
            if letter.is_uppercase() && !snake.is_empty() {
                snake.push('_');
            }
            snake.extend(letter.to_lowercase());
        }
        assert_eq!(snake, code);
    }

    #[test]
    fn every_word_of_core_crosses() {
        for word in gws_auth_core::RequestKind::ALL {
            assert_code(word.outward(), word.code());
        }
        for word in gws_auth_core::WhoMustAct::ALL {
            assert_code(word.outward(), word.code());
        }
        for word in gws_auth_core::NextStep::ALL {
            assert_code(word.outward(), word.code());
        }
        for word in gws_auth_core::calls::NoStartLogon::ALL {
            assert_code(word.outward(), word.code());
        }
        for word in gws_auth_core::calls::SignatureForm::ALL {
            assert_code(word.outward(), word.code());
        }
        assert_eq!(NoStartLogon::Empty.into_core().code(), "empty");
        assert_eq!(SignatureForm::Der.into_core().code(), "der");
    }
}
