//! The owned types (`alloc`): what the borrowed ones hold, kept. Every binding wraps these and no others.

mod flow;
mod reply;
mod request;
mod secret;

pub use flow::{authorize, exchange_request, landing};
pub use reply::{Introspection, OwnedRefusal, TokenSet};
pub use request::{HttpRequest, Login};
pub use secret::SecretString;
