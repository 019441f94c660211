//! Sessions: one token set shared by any number of threads, processes and machines.
//!
//! A refresh token works once, and a used one that is sent again kills the set (REFRESH-1, REFRESH-3). So before a refresh
//! token is sent, the record says so in a store that all workers share, and nobody else sends it until its fate is
//! known. This module computes the next record ([`State`], [`Record`]) and the next step ([`Turn`]); the host stores, sends
//! and waits. It knows neither requests nor replies nor clocks.
//!
//! **Promise.** Under the assumptions A1 to A6 no consumed refresh token is ever sent. What nobody can save: a token that
//! IR consumed and whose reply was never durably stored costs one login.
//!
//! - A1 The store is linearizable per key and durable, and is never rolled back.
//! - A2 Clocks differ by at most `clock_skew`.
//! - A3 The pause between the last check and the first byte is at most `send_pause`.
//! - A4 The transport never replays a POST.
//! - A5 IR handles a request within `request_timeout` + `server_residence` of sending, or never.
//! - A6 Introspection shows a consumption within `doubt_after` + settle, reports used tokens inactive, and is not itself a re-use.
//!
//! IR documents neither A5 nor A6. Without A2 to A6, [`InDoubt::Login`] keeps the promise at the price of a login.

mod machine;
mod record;
mod state;
mod step;

pub use machine::Turn;
pub use record::{MAX_RECORD_BYTES, MAX_REPLY_BYTES, Record, Tokens};
pub use state::{Attempt, InDoubt, LoginReason, Phase, Rejection, Rules, Serves, State};
pub use step::{Event, Grant, Problem, Step};
