//! Hands the linker this folder's `memory.x` and cortex-m-rt's `link.x`.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=memory.x");
    // The folder is in the output: a checkout that was moved must say it again.
    println!("cargo:rerun-if-env-changed=CARGO_MANIFEST_DIR");
    if let Ok(folder) = env::var("CARGO_MANIFEST_DIR") {
        println!("cargo:rustc-link-search={folder}");
    }
    println!("cargo:rustc-link-arg-bins=-Tlink.x");
}
