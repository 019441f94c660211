//! Runs the real binary: offline, against the simulator, and against servers that misbehave.

mod authorize;
#[cfg(feature = "demo")]
mod demo;
mod faults;
mod login;
mod network;
mod parse;
mod redirect;
mod request;
mod secrets;
mod support;
mod usage;
