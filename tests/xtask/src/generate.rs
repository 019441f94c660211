//! What is generated and committed, so that users need no generator. The suites compare it.

use std::fs;

use crate::install::Installer;
use crate::offers;
use crate::paths;
use crate::step::Failure;
use crate::suites;
use crate::toolchain::Preference;
use crate::transcript::Transcript;

/// Writes the published codes, the C header, the codes of TypeScript, the uniffi languages and the table of what each
/// language offers.
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
    suites::core::codes(&transcript)?;
    suites::c::header(&transcript, false)?;
    suites::npm::codes(&transcript)?;
    suites::uniffi::generate(&transcript, false)?;
    let page = paths::root().join(offers::TABLE);
    fs::write(&page, offers::page()?).map_err(|error| format!("{}: {error}", page.display()))
}
