//! The vectors on a Cortex-M4 that QEMU emulates, in a program that has no allocator.

use std::path::PathBuf;

use crate::install;
use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::suites::CORTEX_M;
use crate::toolchain::{self, Toolchain};

/// Lints the workspace, then builds the firmware and runs it; its exit status comes back through semihosting.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let toolchain = toolchain::for_target(CORTEX_M, session.installer)?;
    if toolchain == Toolchain::Rustup {
        // Debian's compiler comes without clippy.
        let lint = ["clippy", "--locked", "--release", "--target", CORTEX_M, "--", "-D", "warnings"];
        toolchain.cargo(&folder(), &lint).run(session.transcript)?;
    }
    let build = ["build", "--locked", "--release", "--package", "firmware", "--target", CORTEX_M];
    toolchain.cargo(&folder(), &build).run(session.transcript)?;
    let firmware = toolchain.target_folder().join(CORTEX_M).join("release").join("firmware");
    let qemu = install::find_first(&["qemu-system-arm"]).ok_or("qemu-system-arm is not in PATH")?;
    let machine = ["-machine", "mps2-an386", "-nographic", "-semihosting-config", "enable=on,target=native"];
    let emulate = Step::new(qemu).args(&machine).arg("-kernel").arg(firmware);
    emulate.run(session.transcript).map(|_| ())
}

/// The workspace of the packages for machines without an operating system.
pub(crate) fn folder() -> PathBuf {
    paths::root().join("tests/bare")
}
