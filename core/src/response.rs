//! What came back: the redirect and the four kinds of reply. Each reply's request is built in
//! [`request`](crate::request).

mod access_token;
mod explanation;
mod introspection;
mod next_step;
mod redirect;
mod refusal;
mod reply;
mod revocation;
mod token;

pub use access_token::UnverifiedAccessToken;
pub use explanation::{Explanation, WhoMustAct};
pub use introspection::IntrospectionResponse;
pub use next_step::NextStep;
pub use refusal::{Outcome, Refusal};
pub use revocation::RevocationResponse;
pub use token::{Grant, TokenResponse};
