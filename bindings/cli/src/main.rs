//! The `gws-auth` command: OAuth and M2M tokens for Inland Revenue's (New Zealand) gateway services, from a
//! terminal or a script.
//!
//! It reads files, standard input, the clock and the random source, opens sockets and the browser, and leaves every
//! decision about OAuth and tokens to `gws-auth-core`.
#![forbid(unsafe_code)]

mod arguments;
mod authorize;
mod cli;
#[cfg(feature = "demo")]
mod demo;
mod exit;
mod explain;
mod http;
mod input;
mod inspect;
mod keygen;
mod keys;
mod login;
mod m2m;
mod output;
mod parse;
mod prepare;
mod redirect;
mod refusal;
mod request;
mod send;
mod thumbprint;
mod unreadable;
mod usage;

fn main() -> std::process::ExitCode {
    cli::run()
}
