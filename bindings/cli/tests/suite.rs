//! Runs the real binary: offline, against the simulator, and against servers that misbehave.

mod authorize;
#[cfg(feature = "demo")]
mod demo;
mod employer;
mod faults;
mod ird_number;
mod keygen;
mod login;
mod loopback;
mod m2m;
mod m2m_files;
mod network;
mod outcomes;
mod parse;
mod pasted;
mod records;
mod redirect;
mod request;
mod secrets;
mod support;
mod usage;
