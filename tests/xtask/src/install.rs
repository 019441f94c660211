//! How what suites need gets onto the machine: listed first, installed while the first suites run, and at the latest when its
//! suite begins.

mod ahead;
mod need;

pub(crate) use need::Need;

use ahead::Ahead;
use std::cell::Cell;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::paths;
use crate::step::Step;
use crate::toolchain::{self, Preference};
use crate::transcript::Transcript;

/// Why something is not there, and what a person can do about it.
pub(crate) type Missing = String;

/// Installs what is missing, and measures how long that takes.
pub(crate) struct Installer {
    allowed: bool,
    pub(crate) preference: Preference,
    index_is_fresh: Cell<bool>,
    spent: Cell<Duration>,
    ahead: Ahead,
}

impl Installer {
    pub(crate) fn new(allowed: bool, preference: Preference) -> Self {
        Self {
            allowed,
            preference,
            index_is_fresh: Cell::new(false),
            spent: Cell::new(Duration::ZERO),
            ahead: Ahead::default(),
        }
    }

    /// The time that installing has taken so far.
    pub(crate) fn spent(&self) -> Duration {
        self.spent.get()
    }

    /// Prints what is missing, for whom, before anything is installed.
    pub(crate) fn announce<'a>(&self, users: impl IntoIterator<Item = (&'a str, &'a [Need])>) {
        let missing = users.into_iter().map(|(user, needs)| {
            let needs = needs.iter().filter(|need| !need.is_met(self.preference));
            (user, needs.map(|need| need.by_hand(self.preference)).collect())
        });
        print!("{}", listing(&missing.collect::<Vec<_>>(), self.allowed));
    }

    /// Begins to install what these suites need, beside the suites that run.
    pub(crate) fn begin(&self, needs: impl IntoIterator<Item = &'static [Need]>) {
        if self.allowed {
            self.ahead.begin(needs.into_iter().flatten().copied().collect(), self.preference);
        }
    }

    /// What is not there, with what would install it.
    pub(crate) fn missing(&self, needs: &[Need]) -> Option<Missing> {
        let missing = needs.iter().find(|need| !need.is_met(self.preference));
        missing.map(|need| format!("missing: {}", need.by_hand(self.preference)))
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
        if need.is_met(self.preference) {
            return Ok(());
        }
        if !matches!(need, Need::Component { .. }) {
            // It may be on its way, or hold the lock of the package manager.
            self.ahead.wait();
            if need.is_met(self.preference) {
                return Ok(());
            }
        }
        let missing = format!("missing: {}", need.by_hand(self.preference));
        if !self.allowed {
            return Err(format!("{missing}; not installed because of --no-install"));
        }
        let done = match *need {
            Need::Program { packages, .. } | Need::Library { packages, .. } => {
                self.packages(packages, transcript)
            }
            Need::Component { name, .. } => {
                run(Step::new("rustup").args(&["component", "add", name]), transcript)
            }
            Need::Tool { package, version, locked, .. } => {
                let build = Step::cargo(&["install", "--root"]).arg(tools_folder());
                let build = if locked { build.arg("--locked") } else { build };
                run(build.arg(format!("{package}@{version}")), transcript)
            }
            Need::Target(target) => toolchain::install(target, self, transcript).map(|_| ()),
            Need::Wish(_) => Ok(()),
        };
        done.map_err(|why| format!("{missing}; {why}"))?;
        if need.is_met(self.preference) {
            Ok(())
        } else {
            Err(format!("{missing}; it is not found after installing it"))
        }
    }

    /// Installs packages by name with apt-get, as root or through sudo without a password.
    pub(crate) fn packages(&self, packages: &[&str], transcript: &Transcript) -> Result<(), Missing> {
        if paths::find_program("apt-get").is_none() {
            return Err("this machine has no apt-get: install them with its own package manager".to_owned());
        }
        let apt = |arguments: &[&str]| {
            let step =
                as_root("apt-get").ok_or("run it as root: there is no sudo without a password here")?;
            let patient = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"];
            Ok::<_, Missing>(step.args(&patient).args(arguments).without_deadline())
        };
        if !self.index_is_fresh.get() {
            // A stale index may still do: the installation below decides.
            let updated = apt(&["update", "-q"])?.end(transcript);
            self.index_is_fresh.set(updated.is_ok_and(|ended| ended.status.success()));
        }
        run(apt(&["install", "-y", "-q", "--no-install-recommends"])?.args(packages), transcript)
    }
}

/// However long it takes: a slow network is no failure.
pub(crate) fn run(installation: Step, transcript: &Transcript) -> Result<(), Missing> {
    installation.without_deadline().run(transcript).map(|_| ())
}

/// What is missing, each thing once, with the names of those who need it.
fn listing(missing: &[(&str, Vec<String>)], allowed: bool) -> String {
    let mut things: Vec<(&str, Vec<&str>)> = Vec::new();
    for (user, missing) in missing {
        for thing in missing {
            match things.iter_mut().find(|(known, _)| known == thing) {
                Some((_, users)) => users.push(user),
                None => things.push((thing, vec![user])),
            }
        }
    }
    let mut text = match (things.is_empty(), allowed) {
        (true, _) => return "Nothing is missing on this machine.\n".to_owned(),
        (false, true) => "Missing on this machine, and installed before its first user begins:\n".to_owned(),
        (false, false) => "Missing on this machine, and not installed because of --no-install:\n".to_owned(),
    };
    for (thing, users) in things {
        let _ = writeln!(text, "  {thing}, for {}", users.join(", "));
    }
    text
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

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: Need = Need::Program { commands: &["gws-no-such-program"], packages: &["no-such-package"] };

    #[test]
    fn each_missing_thing_is_listed_once_with_all_who_need_it() {
        let missing =
            [("a", vec!["x".to_owned(), "y".to_owned()]), ("b", Vec::new()), ("c", vec!["x".to_owned()])];
        let text = listing(&missing, true);
        assert!(text.ends_with(":\n  x, for a, c\n  y, for a\n"), "{text}");
        assert!(text.starts_with("Missing on this machine, and installed"));
        assert!(listing(&missing, false).contains("not installed because of --no-install"));
        assert_eq!(listing(&[("a", Vec::new())], true), "Nothing is missing on this machine.\n");
    }

    #[test]
    fn with_no_install_a_missing_program_stays_missing() {
        let installer = Installer::new(false, Preference::Auto);
        let missing = installer.ensure(&[NONE], &Transcript::default()).err();
        let expected = "missing: no-such-package (Debian: `apt-get install no-such-package`); \
             not installed because of --no-install";
        assert_eq!(missing.as_deref(), Some(expected));
        let cargo = Need::Program { commands: &["cargo"], packages: &[] };
        assert_eq!(installer.ensure(&[cargo], &Transcript::default()), Ok(()));
    }
}
