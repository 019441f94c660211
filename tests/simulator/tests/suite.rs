//! The simulator over real HTTP.

mod client;
mod command_line;
mod control;
mod errors;
mod faults;
mod headless;
mod login;
mod m2m;
mod mtls;
mod pages;
mod service;
mod tokens;
