//! What is counted (here, by callgrind) and timed (by `tests/bench`): the same inputs, the same work.
//!
//! `cargo xtask test counts` runs the program under callgrind and compares with `limits.txt`.

pub mod honest;
pub mod hostile;
pub mod paths;
