//! What the outer `cargo xtask` leaves in the environment, and inner calls must not see.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::Command;

use crate::paths;

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

/// `cargo run` puts the folders of its build, and the toolchain's, before what was there.
const LIBRARY_PATHS: &[&str] = &["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"];

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
    for name in LIBRARY_PATHS {
        let Some(folders) = env::var_os(name) else { continue };
        match without_ours(&folders, &paths::target()) {
            Some(rest) => command.env(name, rest),
            None => command.env_remove(name),
        };
    }
}

/// What is left of a list of folders without those below `target`: a library that lies there from an earlier build would
/// be loaded instead of the one that a test brings along.
fn without_ours(folders: &OsStr, target: &Path) -> Option<OsString> {
    let rest = env::split_paths(folders).filter(|folder| !folder.starts_with(target));
    env::join_paths(rest).ok().filter(|rest| !rest.is_empty())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn folders_of_our_builds_are_left_out() {
        let target = Path::new("/p/target");
        let rest = |list: &str| without_ours(OsStr::new(list), target);
        assert_eq!(rest("/p/target/debug/deps:/p/target/debug:/opt/lib"), Some("/opt/lib".into()));
        assert_eq!(rest("/p/target/debug"), None);
        assert_eq!(rest("/p/target-of-another:/a"), Some("/p/target-of-another:/a".into()));
    }
}
