//! The `gws-auth` command: OAuth against Inland Revenue's (New Zealand) gateway services, from a terminal or a script.
//!
//! It reads files, standard input, the clock and the random source, opens sockets and the browser, and leaves every
//! decision about OAuth to `gws-auth-core`.
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
mod login;
mod output;
mod parse;
mod prepare;
mod redirect;
mod refusal;
mod request;
mod send;
mod unreadable;
mod usage;

fn main() -> std::process::ExitCode {
    cli::run()
}
