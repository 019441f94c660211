//! The doors, natively.

#![cfg(not(target_family = "wasm"))]

#[path = "shared/answers.rs"]
mod answers;
