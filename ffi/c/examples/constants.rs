//! Prints what the header has besides cbindgen's own: the statuses, from core's table. `cargo xtask` puts it there.

use gws_auth_core::{ErrorKind, owned};

fn main() {
    println!("/// The version of the library that this header belongs to: compare it with `gws_version()`.");
    println!("#define GWS_VERSION \"{}\"\n", owned::version());
    println!("/// The offset of what is absent.");
    println!("#define GWS_ABSENT SIZE_MAX\n");
    println!("/// What the functions return. Numbers never change their meaning.");
    println!("enum {{");
    println!("  /// All went well.");
    println!("  GWS_STATUS_OK = 0,");
    for (index, kind) in ErrorKind::ALL.iter().enumerate() {
        let comma = if index + 1 < ErrorKind::ALL.len() { "," } else { "" };
        println!("  /// `{}`: {}.", kind.code(), kind.message().replace('…', "..."));
        println!("  GWS_STATUS_{} = {}{comma}", kind.code().to_uppercase(), kind.number());
    }
    println!("}};");
}
