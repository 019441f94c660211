//! The `gws-auth` command: OAuth and M2M tokens for Inland Revenue's (New Zealand) gateway services, from a
//! terminal or a script.
//!
//! It reads files, standard input, the clock and the random source, opens sockets and the browser, and leaves every
//! decision about OAuth and tokens to `gws-auth-core`.
#![forbid(unsafe_code)]

mod arguments;
mod authorize;
mod bundle;
mod check;
mod cli;
mod clock;
#[cfg(feature = "demo")]
mod demo;
mod doctor;
mod excerpt;
mod exit;
mod explain;
mod fields;
mod files;
mod http;
mod input;
mod inspect;
mod ird_number;
mod keep;
mod keygen;
mod keys;
mod landing;
mod login;
mod m2m;
mod parse;
mod pasted;
mod pkcs11;
mod pkcs12;
mod probe;
mod redirect;
mod replies;
mod report;
mod request;
mod requests;
mod send;
mod services;
mod session;
mod shell;
mod terminal;
mod text;
mod thumbprint;
mod urls;
mod usage;

fn main() -> std::process::ExitCode {
    cli::run()
}
