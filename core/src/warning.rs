//! What works, but should be looked at: results carry it, no call fails for it.

macro_rules! warnings {
    ($($kind:ident $code:literal $message:literal;)*) => {
        /// Something to look at in a result that is good all the same. The codes never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Warning {
            $(#[doc = concat!("`", $code, "`: ", $message)] $kind,)*
        }

        impl Warning {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)*];

            /// The stable text code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)* }
            }

            /// What it is and what to do, in English, without the input.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $(Self::$kind => $message,)* }
            }
        }
    };
}

// New ones go to the end: the order is the number.
#[rustfmt::skip] // a table: one row, two lines
warnings! {
    RedirectUriLocalhost "redirect_uri_localhost"
        "The name localhost may resolve to another address or be caught by a firewall: register 127.0.0.1 and listen there (NATIVE-2).";
    TokenTypeMissing "token_type_missing"
        "The reply names no token_type: the token is taken as Bearer, the only kind that IR gives.";
    TokenTypeUnusual "token_type_unusual"
        "The token_type is not spelt Bearer: the token is taken as Bearer, the only kind that IR gives.";
    ExpiresInMissing "expires_in_missing"
        "The reply does not say how long the access token lives: it is treated as short-lived.";
    ExpiresInUnusual "expires_in_unusual"
        "The expires_in is not a plausible number of whole seconds: the token is treated as short-lived.";
    ScopeUnusual "scope_unusual"
        "The scope is not a text and was left out.";
    RefreshTokenMissing "refresh_token_missing"
        "The reply to a refresh brought no refresh token: when the access token ends the customer has to log in again.";
    ErrorEmpty "error_empty"
        "The reply has an error member without content: it counts as none.";
    DescriptionUnusual "description_unusual"
        "The error_description is not a text and was left out.";
    ByteOrderMark "byte_order_mark"
        "The reply began with a byte order mark, which was skipped: something on the way rewrote it.";
    TimesUnusual "times_unusual"
        "A time in the reply is not plausible as seconds since 1970, as milliseconds are not, and was left out.";
    MemberUnusual "member_unusual"
        "A side member of the reply is not of its usual type and was left out.";
    BodyIgnored "body_ignored"
        "The reply to the revocation had a body; its status alone counts (RFC 7009 2.2).";
    CertificateSha1 "certificate_sha1"
        "The certificate is named by its SHA-1 thumbprint: register its SHA-256 thumbprint with IR (M2M-4).";
    CertificateEndsSoon "certificate_ends_soon"
        "The signing certificate ends within 30 days: register its successor with IR now (CERT-1).";
    StatusUnusual "status_unusual"
        "The HTTP status is 201, 202 or 203 where IR sends 200: the reply was read all the same; look for what answers in IR's place.";
    RedirectUriPlainHttp "redirect_uri_plain_http"
        "The redirect URI is plain http: whoever is on the way can read the code; register one with https (NATIVE-1).";
}

impl Warning {
    /// The bit that stands for it in [`Warnings::bits`].
    #[must_use]
    pub const fn bit(self) -> u32 {
        1u32.wrapping_shl(self as u32)
    }
}

/// A set of [`Warning`]s.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Warnings(u32);

impl Warnings {
    /// None.
    pub const NONE: Self = Self(0);

    /// These and `warning`.
    #[must_use]
    pub const fn with(self, warning: Warning) -> Self {
        Self(self.0 | warning.bit())
    }

    /// These and those of `others`.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// These and `warning`, if `found`.
    #[must_use]
    pub const fn with_if(self, found: bool, warning: Warning) -> Self {
        if found { self.with(warning) } else { self }
    }

    /// Whether `warning` is among them.
    #[must_use]
    pub const fn contains(self, warning: Warning) -> bool {
        self.0 & warning.bit() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// One bit for each, for languages in which a set is a number.
    #[must_use]
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// Each of them, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = Warning> {
        Warning::ALL.iter().copied().filter(move |warning| self.contains(*warning))
    }
}

impl core::fmt::Debug for Warnings {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_set().entries(self.iter().map(Warning::code)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_bit_of_its_own() {
        let mut all = Warnings::NONE;
        for warning in Warning::ALL {
            assert!(!all.contains(*warning) && !warning.message().is_empty());
            all = all.with(*warning);
        }
        assert_eq!(all.iter().count(), Warning::ALL.len());
        assert!(Warning::ALL.len() < 32);
    }
}
