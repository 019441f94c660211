#![doc = include_str!("../XIAMS.md")]

mod explanation;
mod reply;
mod request;

pub use explanation::explain;
pub use reply::{Revocation, Validation};
pub use request::{Attributes, AuthorizeUrl, Request};

/// The three hosts that there were, for [`Environment::parse`](crate::Environment::parse): two for tests, and production,
/// which was to be kept "until October 2023" (XIAMS-1).
pub const HOSTS: [&str; 3] =
    ["https://q.services.ird.govt.nz", "https://s.services.ird.govt.nz", "https://services.ird.govt.nz"];

/// How long a code lived, in seconds: "The OAuth Authorisation Code has a time to live of 15 minutes" (XIAMS-2).
pub const CODE_LIFETIME: u32 = 900;

/// How long an access token lived, in seconds: "The OAuth Access Token has a time to live of 8 hours" (XIAMS-2).
pub const ACCESS_TOKEN_LIFETIME: u32 = 28_800;
