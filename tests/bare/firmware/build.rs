//! Hands the linker this folder's `memory.x` and cortex-m-rt's `link.x`.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=memory.x");
    if let Ok(folder) = env::var("CARGO_MANIFEST_DIR") {
        println!("cargo:rustc-link-search={folder}");
    }
    println!("cargo:rustc-link-arg-bins=-Tlink.x");
}
