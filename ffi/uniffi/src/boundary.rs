//! What becomes of a type of core's on its way to another language, and back.

use gws_auth_core::calls::SecretString;
use gws_auth_core::{Error, ErrorKind};

use crate::GwsAuthError;

/// A type of core's, and its form at the boundary. Numbers are signed: Java knows no others.
pub trait Boundary {
    /// That form.
    type Form;
}

/// From core to the boundary.
pub(crate) trait Outward<To> {
    /// The same value.
    fn outward(self) -> To;
}

/// From the boundary to core.
pub(crate) trait Inward<To> {
    /// The same value.
    ///
    /// # Errors
    /// `argument_missing`, with the name of the field in the text, for a number that core's type cannot hold.
    fn inward(self, field: &'static str) -> Result<To, GwsAuthError>;
}

/// What a field of a record is, for those who print it: whether it is there.
pub(crate) trait Present {
    /// False for `None`.
    fn is_present(&self) -> bool {
        true
    }
}

macro_rules! same {
    ($($type:ty),*) => {$(
        impl Boundary for $type {
            type Form = Self;
        }

        impl Outward<Self> for $type {
            fn outward(self) -> Self {
                self
            }
        }

        impl Inward<Self> for $type {
            fn inward(self, _: &'static str) -> Result<Self, GwsAuthError> {
                Ok(self)
            }
        }

        impl Present for $type {}
    )*};
}

same!(bool, u8, i64, String, SecretString);

macro_rules! signed {
    ($($unsigned:ty as $signed:ty),*) => {$(
        impl Boundary for $unsigned {
            type Form = $signed;
        }

        impl Outward<$signed> for $unsigned {
            fn outward(self) -> $signed {
                self.into()
            }
        }

        impl Inward<$unsigned> for $signed {
            fn inward(self, field: &'static str) -> Result<$unsigned, GwsAuthError> {
                self.try_into().map_err(|_| GwsAuthError::of_field(field, Error::of(ErrorKind::ArgumentMissing)))
            }
        }
    )*};
}

signed!(u16 as i32, u32 as i64);

impl<T: Boundary> Boundary for Option<T> {
    type Form = Option<T::Form>;
}

impl<From: Outward<To>, To> Outward<Option<To>> for Option<From> {
    fn outward(self) -> Option<To> {
        self.map(Outward::outward)
    }
}

impl<From: Inward<To>, To> Inward<Option<To>> for Option<From> {
    fn inward(self, field: &'static str) -> Result<Option<To>, GwsAuthError> {
        self.map(|value| value.inward(field)).transpose()
    }
}

impl<T> Present for Option<T> {
    fn is_present(&self) -> bool {
        self.is_some()
    }
}

impl<T: Boundary> Boundary for Vec<T> {
    type Form = Vec<T::Form>;
}

impl<From: Outward<To>, To> Outward<Vec<To>> for Vec<From> {
    fn outward(self) -> Vec<To> {
        self.into_iter().map(Outward::outward).collect()
    }
}

impl<From: Inward<To>, To> Inward<Vec<To>> for Vec<From> {
    fn inward(self, field: &'static str) -> Result<Vec<To>, GwsAuthError> {
        self.into_iter().map(|value| value.inward(field)).collect()
    }
}

impl<T> Present for Vec<T> {}

uniffi::custom_type!(
    /// A token, a code, a client secret or a pending login. It cannot be wiped from the memory of a language that
    /// collects its garbage; keep it out of logs.
    SecretString, String, {
        remote,
        lower: |secret| secret.expose().to_owned(),
        try_lift: |text| Ok(SecretString::new(text)),
    }
);
