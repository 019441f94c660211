//! What the outer `cargo xtask` leaves in the environment, and inner calls must not see.

use std::env;
use std::process::Command;

/// Set by `cargo run` for the program that it runs.
const FROM_CARGO: &[&str] = &[
    "CARGO",
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_MAKEFLAGS",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_RUSTC_CURRENT_DIR",
    "OUT_DIR",
    "RUST_RECURSION_COUNT",
];

/// The same, by prefix.
const FROM_CARGO_PREFIXES: &[&str] = &["CARGO_MANIFEST_", "CARGO_PKG_"];

/// What steers the host's toolchain, and would spoil a build with another one.
const HOST_TOOLCHAIN: &[&str] = &[
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_TARGET_DIR",
    "LD_LIBRARY_PATH",
    "RUSTC",
    "RUSTC_BOOTSTRAP",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTC_WRAPPER",
    "RUSTDOC",
    "RUSTDOCFLAGS",
    "RUSTFLAGS",
    "RUSTUP_TOOLCHAIN",
];

/// The same, by prefix.
const HOST_TOOLCHAIN_PREFIXES: &[&str] = &["CARGO_BUILD_", "CARGO_PROFILE_", "CARGO_TARGET_"];

/// Removes what the outer `cargo run` set. What the user set stays, the chosen toolchain included.
pub(crate) fn forget_outer_cargo(command: &mut Command) {
    forget(command, FROM_CARGO, FROM_CARGO_PREFIXES);
}

/// Removes also whatever belongs to the host's toolchain.
pub(crate) fn forget_host_toolchain(command: &mut Command) {
    forget(command, HOST_TOOLCHAIN, HOST_TOOLCHAIN_PREFIXES);
}

fn forget(command: &mut Command, names: &[&str], prefixes: &[&str]) {
    for (name, _) in env::vars_os() {
        let known = name.to_str().is_some_and(|name| {
            names.contains(&name) || prefixes.iter().any(|prefix| name.starts_with(prefix))
        });
        if known {
            command.env_remove(name);
        }
    }
}
