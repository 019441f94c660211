//! What is generated and committed, so that users need no generator. The suites compare it.

use crate::install::Installer;
use crate::offers;
use crate::step::{Failure, Step};
use crate::suites;
use crate::toolchain::Preference;
use crate::transcript::Transcript;

/// Tests that compare what is committed with core's tables, and write it when they are told to: `codes.json` and
/// `bindings/CODES.md`, TypeScript's codes.
const TESTS: &[&[&str]] = &[
    &["--package", "gws-auth-conformance", "--test", "codes"],
    &["--package", "gws-auth-wasm", "--test", "codes"],
];

/// Writes the published codes, the C header, the codes of TypeScript, the uniffi languages, and what each language
/// offers: `tests/vectors/offers.json` and `bindings/README.md`.
///
/// # Errors
///
/// What is missing on this machine, or did not run.
pub(crate) fn write() -> Result<(), Failure> {
    let transcript = Transcript::default();
    let needs = crate::plan::SUITES.iter().filter(|suite| ["c", "uniffi"].contains(&suite.name));
    let installer = Installer::new(true, Preference::default());
    installer.announce(needs.clone().map(|suite| (suite.name, suite.needs)));
    for suite in needs {
        installer.ensure(suite.needs, &transcript)?;
    }
    for test in TESTS {
        let write = Step::cargo(&["test", "--locked"]).args(test).env("GWS_AUTH_WRITE", "1");
        write.run(&transcript)?;
    }
    suites::c::header(&transcript, false)?;
    suites::uniffi::generate(&transcript, false)?;
    offers::write()
}
