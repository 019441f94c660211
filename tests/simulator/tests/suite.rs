//! The simulator over real HTTP.

mod client;
mod control;
mod errors;
mod faults;
mod login;
mod m2m;
mod mtls;
mod pages;
mod service;
mod tokens;
