//! The records of every language, out of core's lists of fields: a field that core adds is in each language when it is
//! generated anew, or does not compile here.

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
