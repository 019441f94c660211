//! Runs the real binary: offline, against the simulator, and against servers that misbehave.

mod authorize;
mod check;
mod connect;
#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod employer;
mod faults;
mod field;
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
mod pgp;
mod pkcs11;
mod records;
mod redirect;
mod request;
mod secrets;
mod services;
mod session;
mod session_faults;
mod set_up;
mod shell;
mod support;
mod tls;
mod usage;
