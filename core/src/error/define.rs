//! Makes the enum and its functions out of the rows in `code`.
//!
//! A row: the kind, its number, its code, who is to blame, what `at` means; what is wrong, what to do. Both are whole
//! sentences, as they are shown beside others. A number that stands twice does not compile.

macro_rules! codes {
    // A topic's macro calls this one again, its rows behind those that were there before.
    ([$topic:ident $($more:ident)*] $($rows:tt)*) => {
        $topic! { [$($more)*] $($rows)* }
    };
    ([] $($title:literal {
        $($kind:ident $number:literal $code:literal $blame:ident $place:ident $message:literal $remedy:literal;)*
    })*) => {
        /// Every failure that this crate reports. Numbers and codes never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        #[repr(u16)]
        pub enum ErrorKind {
            $($(#[doc = concat!("`", $code, "`: ", $message)] $kind = $number,)*)*
        }

        impl ErrorKind {
            /// All kinds, in the order of their numbers.
            pub const ALL: &'static [Self] = &by_number([$($(Self::$kind,)*)*]);

            /// All kinds by topic, each topic with its heading.
            pub const TOPICS: &'static [(&'static str, &'static [Self])] = &[$(($title, &[$(Self::$kind,)*]),)*];

            /// The stable text code.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($(Self::$kind => $code,)*)* }
            }

            /// Who is to blame.
            #[must_use]
            pub const fn blame(self) -> Blame {
                match self { $($(Self::$kind => Blame::$blame,)*)* }
            }

            /// What is wrong, in English, without the input.
            #[must_use]
            pub const fn message(self) -> &'static str {
                match self { $($(Self::$kind => $message,)*)* }
            }

            /// What to do about it, in English.
            #[must_use]
            pub const fn remedy(self) -> &'static str {
                match self { $($(Self::$kind => $remedy,)*)* }
            }

            pub(super) const fn place(self) -> Place {
                match self { $($(Self::$kind => Place::$place,)*)* }
            }
        }
    };
}
