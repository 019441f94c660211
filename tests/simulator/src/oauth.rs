//! START IAM's four OAuth services and the login between them.

pub(crate) mod authorize;
pub(crate) mod introspect;
pub(crate) mod login;
pub(crate) mod revoke;
pub(crate) mod token;

mod access_token;
mod client_auth;
mod form;
mod landing;
mod pkce;
pub(crate) mod refusal;
