//! The project's shape: which folder of the core may import which, that imports have no circles, how large a file may be, and what no file
//! may mention. Tests only: `cargo test -p xtask`.

mod circles;
mod directions;
mod files;
mod imports;
mod modules;
