//! A few workers, a store, IR and a clock, as a model for a model checker. Every decision is core's own
//! [`Turn`](gws_auth_core::session::Turn); only the world around it is modelled.
//!
//! Times are ticks: the pause takes one, the time-out one, IR's residence one, clocks differ by one, introspection shows a
//! consumption one tick later at the latest.

mod missing;
mod world;

pub use missing::{Assumption, LeftOut};
pub use world::{Action, Fleet, World};
