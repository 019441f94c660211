//! The records of every language, out of core's lists of fields.
//!
//! A field that core adds to a list is a field here at once: the conversions take core's struct apart without `..`, its type
//! has a form at the boundary or does not compile, and the suite `uniffi` fails until `cargo xtask generate` has written it
//! into Kotlin, Swift and Python with its docs, and hidden or not. A record that core adds stops `bindgen` (`kinds.rs`).

/// A record that goes out.
macro_rules! output {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, uniffi::Record)]
        #[uniffi::export(Debug)]
        pub struct $name { $($(#[$doc])* pub $field: <$type as $crate::boundary::Boundary>::Form,)* }

        $crate::record::common!($name { $($kind $field: $type,)* });

        impl $crate::boundary::Outward<$name> for gws_auth_core::calls::$name {
            fn outward(self) -> $name {
                let Self { $($field),* } = self;
                $name { $($field: $crate::boundary::Outward::outward($field)),* }
            }
        }
    };
}

/// A record that comes in.
macro_rules! input {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $kind:ident $need:ident $field:ident: $type:ty,)* }) => {
        $crate::record::input!(@struct [$(#[$meta])*] $name [] $($(#[$doc])* $kind $need $field: $type,)*);

        $crate::record::common!($name { $($kind $field: $type,)* });

        impl $crate::boundary::Inward<gws_auth_core::calls::$name> for $name {
            fn inward(self, _: &'static str) -> Result<gws_auth_core::calls::$name, $crate::GwsAuthError> {
                let Self { $($field),* } = self;
                Ok(gws_auth_core::calls::$name {
                    $($field: $crate::boundary::Inward::inward($field, stringify!($field))?),*
                })
            }
        }
    };
    // Field by field: what is optional is so in every language.
    (@struct $metas:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* $kind:ident required $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::record::input!(@struct $metas $name
            [$($done)* $(#[$doc])* pub $field: <$type as $crate::boundary::Boundary>::Form,] $($rest)*);
    };
    (@struct $metas:tt $name:ident [$($done:tt)*]
        $(#[$doc:meta])* $kind:ident optional $field:ident: $type:ty, $($rest:tt)*) => {
        $crate::record::input!(@struct $metas $name
            [$($done)* $(#[$doc])* #[uniffi(default = None)]
                pub $field: <$type as $crate::boundary::Boundary>::Form,] $($rest)*);
    };
    (@struct [$($metas:tt)*] $name:ident [$($fields:tt)*]) => {
        $($metas)*
        #[derive(Clone, PartialEq, Eq, uniffi::Record)]
        #[uniffi::export(Debug)]
        pub struct $name { $($fields)* }
    };
}

/// What both have.
macro_rules! common {
    ($name:ident { $($kind:ident $field:ident: $type:ty,)* }) => {
        impl $crate::boundary::Boundary for $name {
            type Form = Self;
        }

        impl $crate::boundary::Present for $name {}

        // Kotlin's `toString`, Swift's `debugDescription` and Python's `repr` of the generated module.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let mut shown = f.debug_struct(stringify!($name));
                $($crate::record::common!(@show $kind shown self $field);)*
                shown.finish()
            }
        }
    };
    (@show plain $shown:ident $self:ident $field:ident) => {
        $shown.field(stringify!($field), &$self.$field)
    };
    (@show $kind:ident $shown:ident $self:ident $field:ident) => {
        $shown.field(
            stringify!($field),
            &$crate::record::Hidden($crate::boundary::Present::is_present(&$self.$field)),
        )
    };
}

/// A choice: an enum of core's, word by word. The compiler sees a word that is missing here, or, where core's enum may
/// grow (`or unreachable`), the test `every_word_of_core_crosses`.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident of $core:path $(, or $otherwise:ident)? { $($(#[$doc:meta])* $variant:ident,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $crate::boundary::Boundary for $name {
            type Form = Self;
        }

        impl $crate::boundary::Present for $name {}

        impl $crate::boundary::Outward<$name> for $core {
            fn outward(self) -> $name {
                type Core = $core;
                match self {
                    $(Core::$variant => $name::$variant,)*
                    $(_ => $otherwise!("core has a word that is missing here"),)?
                }
            }
        }

        impl $crate::boundary::Inward<$core> for $name {
            fn inward(self, _: &'static str) -> Result<$core, $crate::GwsAuthError> {
                Ok(self.into_core())
            }
        }

        impl $name {
            /// The same word of core's.
            pub(crate) const fn into_core(self) -> $core {
                type Core = $core;
                match self { $(Self::$variant => Core::$variant,)* }
            }
        }
    };
}

pub(crate) use {choice, common, input, output};

/// What is printed of a field that is not for everybody.
pub(crate) struct Hidden(pub(crate) bool);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0 { "[hidden]" } else { "None" })
    }
}

#[cfg(test)]
mod tests {
    use gws_auth_core::calls::{self, SecretString};

    use crate::boundary::{Inward as _, Outward as _};
    use crate::{GwsAuthError, PolicyChanges, RequestKind, TokenReply, TokenSet, parse_token};

    fn tokens() -> TokenSet {
        let body = br#"{"access_token":"hush-1","token_type":"bearer","refresh_token":"hush-2","scope":"x"}"#;
        match parse_token(RequestKind::Code, 200, Vec::from(body).into(), None, None) {
            Ok(TokenReply::Granted { tokens }) => tokens,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_printed_has_no_secret() {
        let tokens = tokens();
        assert_eq!(tokens.access_token.expose(), "hush-1");
        assert_eq!(
            format!("{:?}", TokenSet { warnings: Vec::new(), ..tokens }),
            "TokenSet { access_token: [hidden], authorization: [hidden], refresh_token: [hidden], expires_in: None, \
             scope: Some(\"x\"), sent_at: None, expires_at: None, refresh_at: None, warnings: [] }"
        );
        let header =
            calls::Header { name: "Authorization".into(), value: SecretString::new("hush-3".into()) };
        assert_eq!(format!("{:?}", header.outward()), "Header { name: \"Authorization\", value: [hidden] }");
    }

    #[test]
    fn a_number_that_core_cannot_hold_is_refused_by_its_name() {
        for number in [-1, i64::from(u32::MAX) + 1] {
            let changes = PolicyChanges { request_timeout: Some(number), ..PolicyChanges::default() };
            let taken: Result<calls::PolicyChanges, _> = changes.inward("");
            let Err(GwsAuthError::Failed { code, detail, .. }) = taken else { panic!("{number} is taken") };
            assert_eq!(code, "argument_missing");
            assert!(detail.starts_with("request_timeout: "), "{detail}");
        }
    }

    #[test]
    fn a_status_that_is_none_is_refused() {
        for status in [-200, 0, 99, 65_736] {
            let Err(GwsAuthError::Failed { code, .. }) =
                parse_token(RequestKind::Code, status, Vec::new().into(), None, None)
            else {
                panic!("{status} is taken")
            };
            assert_eq!(code, "status_invalid");
        }
    }
}
