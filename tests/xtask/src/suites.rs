//! The suites and tasks that are more than calls of cargo, a file each; `plan::table` lists the suites.

pub(crate) mod bare;
pub(crate) mod bench;
pub(crate) mod c;
pub(crate) mod counts;
pub(crate) mod demo;
pub(crate) mod format;
pub(crate) mod fuzz;
pub(crate) mod kotlin;
pub(crate) mod link;
pub(crate) mod lint;
pub(crate) mod npm;
pub(crate) mod python;
pub(crate) mod storm;
pub(crate) mod uniffi;
pub(crate) mod wasm_size;
pub(crate) mod web;

/// The target of the npm package.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The target of the bare-metal tests: a Cortex-M4 with floating point.
pub(crate) const CORTEX_M: &str = "thumbv7em-none-eabihf";

/// The features that whoever builds a library for their own programs names in `GWS_AUTH_FEATURES`, such as `aws-lc`.
pub(crate) fn features() -> Vec<String> {
    let named = std::env::var("GWS_AUTH_FEATURES").ok().filter(|names| !names.is_empty());
    named.map(|names| format!("--features={names}")).into_iter().collect()
}
