//! How large core's doors are as wasm, by the `small` profile.

use std::fs::{self, File};

use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::suites::{WASM, bare};
use crate::toolchain;

/// Builds the doors and prints their size.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let toolchain = toolchain::for_target(WASM, session.installer)?;
    let build = ["build", "--locked", "--profile", "small", "--package", "smoke", "--target", WASM];
    toolchain.cargo(&bare::folder(), &build).run(session.transcript)?;
    let module = toolchain.target_folder().join(WASM).join("small").join("smoke.wasm");
    let zipped = module.with_extension("wasm.gz");
    let fail = |error| format!("{}: {error}", module.display());
    // `--keep` instead of standard output: the stream is shown as text.
    Step::new("gzip").args(&["-9", "--no-name", "--force", "--keep"]).arg(&module).quiet()?;
    let raw = fs::metadata(&module).map_err(fail)?.len();
    let gzip = File::open(&zipped).and_then(|file| file.metadata()).map_err(fail)?.len();
    session.transcript.say(&format!("core's doors as wasm: {raw} bytes raw, {gzip} bytes gzip -9"));
    Ok(())
}
