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

impl Preference {
    fn allows(self, way: Toolchain) -> bool {
        match self {
            Self::Auto => true,
            Self::Rustup => way == Toolchain::Rustup,
            Self::Debian => way == Toolchain::Debian,
        }
    }
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

/// The toolchain that can build for `target`; a suite that names the target among its needs has one.
///
/// # Errors
///
/// What is missing.
pub(crate) fn for_target(target: &str, installer: &Installer) -> Result<Toolchain, Missing> {
    let missing = || format!("missing: {}", by_hand(target, installer.preference));
    present(target, installer.preference).ok_or_else(missing)
}

/// The toolchain that can build for `target` already.
pub(crate) fn present(target: &str, preference: Preference) -> Option<Toolchain> {
    let ways = [(Toolchain::Rustup, rustup_has as fn(&str) -> bool), (Toolchain::Debian, debian_has)];
    ways.into_iter().find(|(way, has)| preference.allows(*way) && has(target)).map(|(way, _)| way)
}

/// What installs the libraries for `target`.
pub(crate) fn by_hand(target: &str, preference: Preference) -> String {
    let rustup = format!("`rustup target add {target}`");
    let debian = format!("Debian's {}, and its libraries built from that source", DEBIAN_PACKAGES.join(" "));
    let ways = [(Toolchain::Rustup, rustup), (Toolchain::Debian, debian)];
    let ways = ways.into_iter().filter(|(way, _)| preference.allows(*way)).map(|(_, text)| text);
    format!("the libraries of {target} ({})", ways.collect::<Vec<_>>().join(", or else "))
}

/// Installs a toolchain for `target`.
///
/// # Errors
///
/// Why no way worked.
pub(crate) fn install(
    target: &str,
    installer: &Installer,
    transcript: &Transcript,
) -> Result<Toolchain, Missing> {
    let mut reasons = Vec::new();
    for way in [Toolchain::Rustup, Toolchain::Debian] {
        if !installer.preference.allows(way) {
            continue;
        }
        let done = match way {
            Toolchain::Rustup => {
                install::run(Step::new("rustup").args(&["target", "add", target]), transcript)
            }
            Toolchain::Debian => installer
                .packages(DEBIAN_PACKAGES, transcript)
                .and_then(|()| build_for_debian(target, transcript)),
        };
        match done {
            Ok(()) => return Ok(way),
            Err(reason) => reasons.push(reason),
        }
    }
    Err(reasons.join("; "))
}

fn rustup_has(target: &str) -> bool {
    let list = Step::new("rustup").args(&["target", "list", "--installed"]).quiet();
    list.is_ok_and(|ended| ended.status.success() && ended.stdout.lines().any(|line| line.trim() == target))
}

/// Whether they are there, and of the compiler that is there now.
fn debian_has(target: &str) -> bool {
    let check = Step::new("sh").without_host_toolchain().arg(script()).args(&["--check", target]);
    Path::new(DEBIAN_CARGO).is_file() && check.quiet().is_ok_and(|ended| ended.status.success())
}

fn build_for_debian(target: &str, transcript: &Transcript) -> Result<(), Missing> {
    let Some(shell) = install::as_root("sh") else {
        return Err(format!("`{} {target}` must run as root", script().display()));
    };
    install::run(shell.without_host_toolchain().arg(script()).arg(target), transcript)
}

fn script() -> PathBuf {
    paths::root().join("tests/xtask/mkstd.sh")
}
