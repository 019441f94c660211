//! The suites, a file each; `plan` lists them.

pub(crate) mod bare;
pub(crate) mod c;
pub(crate) mod cli;
pub(crate) mod core;
pub(crate) mod demo;
pub(crate) mod docs;
pub(crate) mod format;
pub(crate) mod fuzz;
pub(crate) mod kotlin;
pub(crate) mod layout;
pub(crate) mod link;
pub(crate) mod lint;
pub(crate) mod m2m;
pub(crate) mod npm;
pub(crate) mod python;
pub(crate) mod simulator;
pub(crate) mod uniffi;
pub(crate) mod wasm_size;
pub(crate) mod web;

/// The target of the npm package.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The target of the bare-metal tests: a Cortex-M4 with floating point.
pub(crate) const CORTEX_M: &str = "thumbv7em-none-eabihf";
