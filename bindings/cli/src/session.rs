//! `token`, `sessions`, `logout`, and what `login --session` does: sessions in the file store, for any number of processes.

mod list;
mod login;
mod logout;
mod network;
mod place;
mod store;
mod token;

pub(crate) use list::{Arguments as ListArguments, run as list};
pub(crate) use login::log_in;
pub(crate) use logout::{Arguments as LogoutArguments, run as log_out};
pub(crate) use place::KeptIn;
pub(crate) use token::{Arguments as TokenArguments, run as token};
