#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod browser;
pub mod clock;
pub mod config;
pub mod counters;
pub mod endpoint;
pub mod fault;
pub mod m2m;
pub mod secret;
pub mod server;

mod app;
mod control;
mod cut;
mod oauth;
mod pages;
mod random;
mod service;
mod store;

pub use clock::Clock;
pub use config::client::{Client, LOOPBACK_PORTS};
pub use config::lifetimes::Lifetimes;
pub use config::user::User;
pub use config::variants::{DeadRefreshToken, ExpiresIn, InvalidScope, UnknownClient, Variants, WrongSecret};
pub use config::{Config, Environment};
pub use control::control_lines;
pub use counters::Counters;
pub use endpoint::Endpoint;
pub use fault::{Fault, FaultBody, Faults, Side};
pub use m2m::authority::{ClientIdentity, CommonNameError};
pub use m2m::owner::{OwnerError, ResourceOwner};
pub use m2m::refusal::M2mRefusal;
pub use secret::Secret;
pub use server::Simulator;
pub use server::blocking::BlockingSimulator;
