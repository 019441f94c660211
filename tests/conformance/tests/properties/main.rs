//! Properties: what must hold for any input, where it can be with another implementation as oracle.
//!
//! The seed is fixed, so that a run is repeatable; `PROPTEST_RNG_SEED` and `PROPTEST_CASES` override it.

mod encoding;
mod json;
mod landing;
mod login;
mod m2m;
mod oracle;
mod reply;
mod token_cache;
mod uri;

use proptest::test_runner::{Config, RngSeed};

/// The settings of one property: nothing is written to disk.
fn cases(count: u32) -> Config {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = count;
    }
    if std::env::var_os("PROPTEST_RNG_SEED").is_none() {
        config.rng_seed = RngSeed::Fixed(20_230_131);
    }
    config
}
