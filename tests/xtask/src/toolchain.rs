//! The compilers for wasm32 and Cortex-M: rustup's, or Debian's where rustup cannot download.

use std::path::{Path, PathBuf};

use crate::install::{self, Installer, Missing};
use crate::paths;
use crate::step::Step;
use crate::transcript::Transcript;

/// Where the libraries for another target come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Preference {
    /// Whichever is there; else rustup's, and Debian's when rustup cannot download.
    #[default]
    Auto,
    /// `rustup target add`.
    Rustup,
    /// Debian's rustc-web, its core and std built from rust-web-src.
    Debian,
}

/// A compiler that can build for a target other than the host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The host's toolchain with a target added.
    Rustup,
    /// Debian's compiler. Its version differs from the host's: it has a target folder of its own.
    Debian,
}

const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
/// rustc-web looks for `rust-lld`, which none of these packages has; lld takes the same arguments.
const DEBIAN_LINKER: &str = "lld-22";
const DEBIAN_LIBRARIES: &str = "/usr/lib/rustlib";

impl Toolchain {
    /// A call of this toolchain's cargo, for the workspace in `folder`.
    pub(crate) fn cargo(self, folder: &Path, arguments: &[&str]) -> Step {
        let cargo = match self {
            Self::Rustup => Step::cargo(arguments),
            Self::Debian => Step::new(DEBIAN_CARGO).args(arguments),
        };
        self.around(cargo).folder(folder)
    }

    /// `step` with what this toolchain needs around it: for programs that call cargo themselves.
    pub(crate) fn around(self, step: Step) -> Step {
        let step = match self {
            Self::Rustup => step,
            Self::Debian => step
                .without_host_toolchain()
                .env("RUSTC", DEBIAN_RUSTC)
                .env("CARGO_TARGET_THUMBV7EM_NONE_EABIHF_LINKER", DEBIAN_LINKER)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_LINKER),
        };
        step.env("CARGO_TARGET_DIR", self.target_folder())
    }

    /// The folder of this toolchain's cargo, where it is not the first in `PATH`.
    pub(crate) fn cargo_folder(self) -> Option<PathBuf> {
        match self {
            Self::Rustup => None,
            Self::Debian => Path::new(DEBIAN_CARGO).parent().map(Path::to_path_buf),
        }
    }

    /// Where this toolchain's builds go.
    pub(crate) fn target_folder(self) -> PathBuf {
        paths::target().join(match self {
            Self::Rustup => "bare",
            Self::Debian => "debian",
        })
    }
}

/// The toolchain that can build for `target`, installed where that is allowed.
///
/// # Errors
///
/// What is missing, and the commands that would install it.
pub(crate) fn for_target(
    target: &str,
    installer: &Installer,
    transcript: &Transcript,
) -> Result<Toolchain, Missing> {
    let rustup = installer.preference != Preference::Debian;
    let debian = installer.preference != Preference::Rustup;
    if rustup && rustup_has(target) {
        return Ok(Toolchain::Rustup);
    }
    let mut reasons = Vec::new();
    if debian && debian_has(target) {
        // Up to date in no time, or built anew when the compiler has changed.
        match build_for_debian(target, transcript) {
            Ok(()) => return Ok(Toolchain::Debian),
            Err(reason) => reasons.push(reason),
        }
    }
    if !installer.is_allowed() {
        reasons.push("nothing is installed because of --no-install".to_owned());
    } else {
        if rustup {
            match Step::new("rustup").args(&["target", "add", target]).run(transcript) {
                Ok(_) => return Ok(Toolchain::Rustup),
                Err(reason) => reasons.push(reason),
            }
        }
        if debian {
            let built = installer.packages(DEBIAN_PACKAGES, transcript);
            match built.and_then(|()| build_for_debian(target, transcript)) {
                Ok(()) => return Ok(Toolchain::Debian),
                Err(reason) => reasons.push(reason),
            }
        }
    }
    Err(format!("missing: the libraries of {target} (`rustup target add {target}`); {}", reasons.join("; ")))
}

fn rustup_has(target: &str) -> bool {
    let list = Step::new("rustup").args(&["target", "list", "--installed"]).quiet();
    list.is_ok_and(|ended| ended.status.success() && ended.stdout.lines().any(|line| line.trim() == target))
}

fn debian_has(target: &str) -> bool {
    let stamp = Path::new(DEBIAN_LIBRARIES).join(target).join("lib").join(".mkstd");
    Path::new(DEBIAN_CARGO).is_file() && stamp.is_file()
}

fn build_for_debian(target: &str, transcript: &Transcript) -> Result<(), Missing> {
    let script = paths::root().join("tests/xtask/mkstd.sh");
    let Some(shell) = install::as_root("sh") else {
        return Err(format!("`{} {target}` must run as root", script.display()));
    };
    shell.without_host_toolchain().arg(script).arg(target).run(transcript).map(|_| ())
}
