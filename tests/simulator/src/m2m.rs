//! The services that take the client-signed JWT of M2M, behind mutual TLS, on a port of their own.

pub mod authority;
pub mod owner;
pub mod refusal;

mod algorithm;
mod certificate;
mod judge;
mod services;
mod token;

pub(crate) use certificate::common_name;
pub(crate) use services::{ServiceProvider, router};

use authority::Authority;

/// What the M2M side has beside the store: where it listens, and who signs the mutual-TLS certificates.
pub(crate) struct M2m {
    pub(crate) url: String,
    pub(crate) authority: Authority,
}
