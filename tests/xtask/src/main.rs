//! Installs what is missing and runs every test of the project.
//!
//! ```text
//! main --> plan (the suites) --> runner --> report
//!             |                    |
//!             v                    v
//!          suites::*            install (apt-get, cargo install), toolchain (rustup or Debian)
//!             |
//!             v
//!          step (one child process: clean environment, output streamed and kept)
//! ```

mod descendants;
mod environment;
mod generate;
mod install;
#[cfg(test)]
mod layout;
mod offers;
mod paths;
mod plan;
mod report;
mod runner;
mod step;
mod suites;
mod toolchain;
mod transcript;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::toolchain::Preference;

/// The tasks of the gws-auth workspace.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// List what is missing on this machine, install it, and run every suite, or only the named ones. A suite that lacks
    /// something that cannot be installed is skipped. Limits of time are printed and never a failure.
    Test(TestOptions),
    /// Format all workspaces.
    Fmt,
    /// Write what is generated and committed: the codes, the C header, TypeScript's codes, Kotlin, Python and Swift, bindings/README.md.
    Generate,
    /// Measure ours and the peers, interleaved in one run, and write tests/BENCH.md. The peers take minutes to build.
    Bench,
    /// Build the npm package and pack it; the last line is the tarball's path.
    NpmPack,
    /// Install the C library: header, static and shared library, and gws_auth.pc.
    InstallC {
        /// The folder below which include/ and lib/ are made.
        #[arg(long, value_name = "DIR")]
        prefix: std::path::PathBuf,
    },
    /// Build the Kotlin jar, with the library of this platform, and the jar of its sources, untested, and install them into
    /// the local Maven repository; the last line is the jar's path.
    InstallKotlin {
        /// Copy the jars and the POM into this folder instead.
        #[arg(long, value_name = "DIR")]
        folder: Option<std::path::PathBuf>,
    },
}

#[derive(clap::Args)]
pub(crate) struct TestOptions {
    /// The suites to run, in the order of the list; all when none is named.
    #[arg(value_name = "SUITE")]
    suites: Vec<String>,
    /// Print the names of the suites, what each does, and nothing else.
    #[arg(long)]
    list: bool,
    /// Install nothing on this machine: list what is missing, and skip the suites that need it. Packages that a suite
    /// itself fetches into the project's folders (cargo, npm, pip, Maven) are fetched all the same.
    #[arg(long)]
    no_install: bool,
    /// Where the libraries of wasm32 and Cortex-M come from.
    #[arg(long, value_enum, default_value_t)]
    targets: Preference,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Test(options) if options.list => {
            report::list(plan::SUITES);
            Ok(true)
        }
        Task::Test(options) => runner::test(&options),
        Task::Generate => generate::write().map(|()| true),
        Task::Bench => suites::bench::run().map(|()| true),
        Task::NpmPack => suites::npm::pack().map(|tarball| last_line(&tarball)),
        Task::InstallC { prefix } => suites::c::install(&prefix).map(|()| true),
        Task::InstallKotlin { folder } => {
            suites::kotlin::install(folder.as_deref()).map(|jar| last_line(&jar))
        }
        Task::Fmt => suites::format::write().map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("cargo xtask: {message}");
            ExitCode::from(2)
        }
    }
}

/// For scripts that take what was made from here.
fn last_line(made: &std::path::Path) -> bool {
    println!("{}", made.display());
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    fn test_options(arguments: &[&str]) -> Option<TestOptions> {
        match Arguments::try_parse_from(["cargo xtask", "test"].iter().chain(arguments)).ok()?.task {
            Task::Test(options) => Some(options),
            _ => None,
        }
    }

    #[test]
    fn the_command_line_is_in_order() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn what_is_missing_is_installed_unless_it_is_forbidden() {
        assert!(test_options(&[]).is_some_and(|options| !options.no_install && options.suites.is_empty()));
        let options = test_options(&["--no-install", "--targets", "debian", "core", "npm"]).expect("parses");
        assert!(
            options.no_install && options.targets == Preference::Debian && options.suites == ["core", "npm"]
        );
    }

    #[test]
    fn the_installations_are_told_where() {
        let parse =
            |arguments: &[&str]| Arguments::try_parse_from(["cargo xtask"].iter().chain(arguments)).ok();
        let folder = |arguments: &[&str]| match parse(arguments)?.task {
            Task::InstallKotlin { folder } => Some(folder),
            _ => None,
        };
        assert_eq!(folder(&["install-kotlin"]), Some(None));
        assert_eq!(folder(&["install-kotlin", "--folder", "x"]), Some(Some("x".into())));
        assert!(parse(&["install-c"]).is_none() && parse(&["install-c", "--prefix", "x"]).is_some());
    }

    #[test]
    fn no_flag_makes_a_limit_count() {
        assert!(test_options(&["--limits"]).is_none());
    }
}
