//! The exports in Node.

#![cfg(target_family = "wasm")]

#[path = "shared/answers.rs"]
mod answers;
