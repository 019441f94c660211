//! Sessions through their public doors: the record's text, and a worker's steps.

mod diagram;
mod record;
mod steps;
mod store;
