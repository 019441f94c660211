//! The C library: its header, its installation, and programs in C that use it.

mod header;
mod install;
mod programs;

pub(crate) use header::header;
pub(crate) use install::install;

use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};

/// What writes the C header.
pub(crate) const CBINDGEN_VERSION: &str = "0.29.4";

/// The static library for a linker that would take the shared one.
const STATIC: &str = "-l:libgws_auth.a";

/// The package.
const PACKAGE: &str = "gws-auth-c";

/// Tests the crate, compares the header, installs into a folder of its own and runs what is built against that.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let transcript = session.transcript;
    header(transcript, true)?;
    Step::cargo(&["test", "--locked", "--package", PACKAGE]).run(transcript)?;
    let prefix = paths::target().join("c").join("installed");
    install::fresh(&prefix, transcript)?;
    programs::run(&prefix, transcript)
}
