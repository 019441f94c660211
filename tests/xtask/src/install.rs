//! What suites need on the machine, and how it gets there.

use std::cell::Cell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::paths;
use crate::step::Step;
use crate::toolchain::{self, Preference};
use crate::transcript::Transcript;

/// Something that a suite cannot run without.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Need {
    /// One of these programs, in the order of preference, or else these packages of Debian's.
    Program { commands: &'static [&'static str], packages: &'static [&'static str] },
    /// A component of the host's toolchain: the cargo command that it brings, and rustup's name for it.
    Component { command: &'static str, name: &'static str },
    /// A library with its headers, by the name that pkg-config knows, or else these packages of Debian's.
    Library { name: &'static str, packages: &'static [&'static str] },
    /// A program that `cargo install` builds from `package`, at this version and no other. `locked`: with the package's
    /// own lock file.
    Tool { name: &'static str, package: &'static str, version: &'static str, locked: bool },
    /// The standard library, or `core`, for another target.
    Target(&'static str),
}

/// Why something is not there, and what a person can do about it.
pub(crate) type Missing = String;

/// Installs what is missing, and measures how long that takes.
pub(crate) struct Installer {
    allowed: bool,
    pub(crate) preference: Preference,
    index_is_fresh: Cell<bool>,
    spent: Cell<Duration>,
}

impl Installer {
    pub(crate) fn new(allowed: bool, preference: Preference) -> Self {
        Self { allowed, preference, index_is_fresh: Cell::new(false), spent: Cell::new(Duration::ZERO) }
    }

    /// The time that installing has taken so far.
    pub(crate) fn spent(&self) -> Duration {
        self.spent.get()
    }

    /// Makes sure that everything is there.
    ///
    /// # Errors
    ///
    /// The first thing that is missing and cannot be installed, with the command that would.
    pub(crate) fn ensure(&self, needs: &[Need], transcript: &Transcript) -> Result<(), Missing> {
        let started = Instant::now();
        let done = needs.iter().try_for_each(|need| self.ensure_one(need, transcript));
        self.spent.set(self.spent.get() + started.elapsed());
        done
    }

    fn ensure_one(&self, need: &Need, transcript: &Transcript) -> Result<(), Missing> {
        match *need {
            Need::Program { commands, packages } => {
                if find_first(commands).is_some() {
                    return Ok(());
                }
                self.packages(packages, transcript)?;
                let asked = commands.join(" or ");
                find_first(commands).map(|_| ()).ok_or(format!("{asked} is not in PATH after installing it"))
            }
            Need::Component { command, name } => self.component(command, name, transcript),
            Need::Library { name, packages } => {
                let known = || {
                    let asked = Step::new("pkg-config").args(&["--exists", name]).quiet();
                    asked.is_ok_and(|ended| ended.status.success())
                };
                if known() {
                    return Ok(());
                }
                self.packages(packages, transcript)?;
                known().then_some(()).ok_or(format!("pkg-config does not find {name} after installing it"))
            }
            Need::Tool { name, package, version, locked } => {
                let lock: &[&str] = if locked { &["--locked"] } else { &[] };
                if is_at_version(name, version) {
                    return Ok(());
                }
                self.tool(&format!("{package}@{version}"), lock, transcript)
            }
            Need::Target(target) => toolchain::for_target(target, self, transcript).map(|_| ()),
        }
    }

    /// Installs packages by name with apt-get, as root or through sudo without a password.
    pub(crate) fn packages(&self, packages: &[&str], transcript: &Transcript) -> Result<(), Missing> {
        let list = packages.join(" ");
        let by_hand = format!("missing: {list} (Debian: `apt-get install {list}`)");
        if !self.allowed {
            return Err(format!("{by_hand}; not installed because of --no-install"));
        }
        if paths::find_program("apt-get").is_none() {
            return Err(format!(
                "{by_hand}; this machine has no apt-get: install them with its own package manager"
            ));
        }
        let apt = |arguments: &[&str]| {
            as_root("apt-get").map(|step| {
                step.args(&["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"]).args(arguments)
            })
        };
        let no_rights = || format!("{by_hand}; run it as root: there is no sudo without a password here");
        if !self.index_is_fresh.get() {
            // A stale index may still do: the installation below decides.
            let update = apt(&["update", "-q"]).ok_or_else(no_rights)?;
            self.index_is_fresh.set(update.end(transcript).is_ok_and(|ended| ended.status.success()));
        }
        let install = apt(&["install", "-y", "-q", "--no-install-recommends"]).ok_or_else(no_rights)?;
        install.args(packages).run(transcript).map(|_| ()).map_err(|error| format!("{by_hand}; {error}"))
    }

    /// Whether anything may be installed.
    pub(crate) fn is_allowed(&self) -> bool {
        self.allowed
    }

    fn component(&self, command: &str, name: &str, transcript: &Transcript) -> Result<(), Missing> {
        let works = || {
            let asked = Step::cargo(&[command, "--version"]).quiet();
            asked.is_ok_and(|ended| ended.status.success())
        };
        if works() {
            return Ok(());
        }
        let by_hand = format!("missing: cargo {command} (`rustup component add {name}`)");
        if !self.allowed {
            return Err(format!("{by_hand}; not installed because of --no-install"));
        }
        let added = Step::new("rustup").args(&["component", "add", name]).run(transcript);
        added.map(|_| ()).map_err(|error| format!("{by_hand}; {error}"))
    }

    fn tool(&self, package: &str, lock: &[&str], transcript: &Transcript) -> Result<(), Missing> {
        let by_hand = format!("missing: {package} (`cargo install {package}`)");
        if !self.allowed {
            return Err(format!("{by_hand}; not installed because of --no-install"));
        }
        let build = Step::cargo(&["install", "--root"]).arg(tools_folder()).args(lock);
        let built = build.arg(package).run(transcript);
        built.map(|_| ()).map_err(|error| format!("{by_hand}; {error}"))
    }
}

/// Whether the tool is there and says that it is of this version: wasm-bindgen refuses what another one has made.
fn is_at_version(name: &str, version: &str) -> bool {
    let asked = tool(name).and_then(|tool| Step::new(tool).arg("--version").quiet().ok());
    asked.is_some_and(|ended| ended.stdout.split_whitespace().any(|word| word == version))
}

/// The path of a program that `cargo install` built, from the workspace's own tools or from `PATH`.
pub(crate) fn tool(name: &str) -> Option<PathBuf> {
    let own = tools_folder().join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if own.is_file() { Some(own) } else { paths::find_program(name) }
}

/// The first of `commands` that is in `PATH`.
pub(crate) fn find_first(commands: &[&str]) -> Option<PathBuf> {
    commands.iter().find_map(|command| paths::find_program(command))
}

/// A call of `program` with the rights to change the system, or nothing where there are none.
pub(crate) fn as_root(program: &str) -> Option<Step> {
    // `env`, because sudo passes on no variables.
    let command = ["env", "DEBIAN_FRONTEND=noninteractive", program];
    let says = |step: Step| step.quiet().ok().filter(|ended| ended.status.success());
    if says(Step::new("id").arg("-u")).is_some_and(|ended| ended.stdout.trim() == "0") {
        let [first, rest @ ..] = command;
        return Some(Step::new(first).args(&rest));
    }
    paths::find_program("sudo")?;
    says(Step::new("sudo").args(&["-n", "true"]))?;
    Some(Step::new("sudo").arg("-n").args(&command))
}

fn tools_folder() -> PathBuf {
    paths::target().join("tools")
}
