//! What is wrong with a call, and with which of its arguments: of a pointer that is missing, the number of an error says nothing.

use core::ffi::CStr;

use gws_auth_core::Error;

/// An error, and the argument or field that it is about, if it is about one alone.
pub(crate) struct Wrong {
    pub(crate) error: Error,
    pub(crate) argument: Option<&'static CStr>,
}

/// What a call comes to.
pub(crate) type Result<T> = core::result::Result<T, Wrong>;

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        Self { error, argument: None }
    }
}

/// For what reads an argument.
pub(crate) trait Named<T> {
    /// Whose error it is.
    fn named(self, argument: &'static CStr) -> Result<T>;
}

impl<T> Named<T> for gws_auth_core::Result<T> {
    fn named(self, argument: &'static CStr) -> Result<T> {
        self.map_err(|error| Wrong { error, argument: Some(argument) })
    }
}
