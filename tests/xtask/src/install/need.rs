//! What suites need on the machine: whether it is there, and what a person would type to get it.

use std::path::Path;

use super::{find_first, tool};
use crate::step::Step;
use crate::toolchain::{self, Preference};

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
    /// What this fetches is better there beforehand; without it the suite runs, and says what it leaves out.
    Wish(fn()),
}

impl Need {
    /// Whether it is there.
    pub(super) fn is_met(&self, preference: Preference) -> bool {
        match *self {
            Self::Program { commands, .. } => find_first(commands).is_some(),
            Self::Component { command, .. } => succeeds(Step::cargo(&[command, "--version"])),
            Self::Library { name, .. } => succeeds(Step::new("pkg-config").args(&["--exists", name])),
            Self::Tool { name, version, .. } => tool(name).is_some_and(|tool| is_at_version(&tool, version)),
            Self::Target(target) => toolchain::present(target, preference).is_some(),
            Self::Wish(_) => true,
        }
    }

    /// The packages of Debian's that have it, if it comes in any.
    pub(super) fn packages(&self) -> &'static [&'static str] {
        match *self {
            Self::Program { packages, .. } | Self::Library { packages, .. } => packages,
            Self::Component { .. } | Self::Tool { .. } | Self::Target(_) | Self::Wish(_) => &[],
        }
    }

    /// What installs it.
    pub(super) fn by_hand(&self, preference: Preference) -> String {
        match *self {
            Self::Program { packages, .. } | Self::Library { packages, .. } => {
                format!("{} (Debian: `apt-get install {0}`)", packages.join(" "))
            }
            Self::Component { command, name } => {
                format!("cargo {command} (`rustup component add {name}`)")
            }
            Self::Tool { package, version, .. } => {
                format!("{package} {version} (`cargo install {package}@{version}`)")
            }
            Self::Target(target) => toolchain::by_hand(target, preference),
            Self::Wish(_) => String::new(),
        }
    }
}

fn succeeds(question: Step) -> bool {
    question.quiet().is_ok_and(|ended| ended.status.success())
}

/// Whether the tool says that it is of this version: wasm-bindgen refuses what another one has made.
fn is_at_version(tool: &Path, version: &str) -> bool {
    let asked = Step::new(tool).arg("--version").quiet().ok();
    asked.is_some_and(|ended| ended.stdout.split_whitespace().any(|word| word == version))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_said_with_the_command_that_installs_it() {
        let auto = Preference::Auto;
        let none = Need::Program { commands: &["gws-no-such-program"], packages: &["no-such", "package"] };
        assert!(!none.is_met(auto));
        assert_eq!(none.by_hand(auto), "no-such package (Debian: `apt-get install no-such package`)");
        let tool = Need::Tool { name: "gws-no-such-tool", package: "p", version: "1.2.3", locked: true };
        assert!(!tool.is_met(auto));
        assert_eq!(tool.by_hand(auto), "p 1.2.3 (`cargo install p@1.2.3`)");
        let component = Need::Component { command: "gws-no-such-command", name: "c" };
        assert!(!component.is_met(auto));
        assert_eq!(component.by_hand(auto), "cargo gws-no-such-command (`rustup component add c`)");
    }

    #[test]
    fn a_target_names_only_the_ways_that_are_allowed() {
        let says = |preference| Need::Target("t").by_hand(preference);
        assert!(says(Preference::Rustup).contains("rustup target add t"));
        assert!(!says(Preference::Rustup).contains("rustc-web"));
        assert!(!says(Preference::Debian).contains("rustup"));
        assert!(says(Preference::Auto).contains("rustup") && says(Preference::Auto).contains("rustc-web"));
    }
}
