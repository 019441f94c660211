//! clippy, with every warning an error.

use std::fs;

use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};

const CORE: &str = "gws-auth-core";

/// Lints the workspace, then the core with no feature, each alone, and all of them.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    clippy(session, &["--workspace", "--all-targets"])?;
    // A build of the workspace unifies features: what compiles there need not compile alone.
    clippy(session, &["--package", CORE, "--no-default-features"])?;
    for feature in core_features()? {
        clippy(session, &["--package", CORE, "--no-default-features", "--features", &feature])?;
    }
    clippy(session, &["--package", CORE, "--all-targets", "--all-features"])
}

fn clippy(session: &Session, selection: &[&str]) -> Result<(), Failure> {
    let lint = Step::cargo(&["clippy", "--locked"]).args(selection).args(&["--", "-D", "warnings"]);
    lint.run(session.transcript).map(|_| ())
}

fn core_features() -> Result<Vec<String>, Failure> {
    let manifest = paths::root().join("core/Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(|error| format!("{}: {error}", manifest.display()))?;
    Ok(features(&text))
}

/// The names in a manifest's `[features]`, `default` apart.
fn features(manifest: &str) -> Vec<String> {
    let section = manifest.lines().skip_while(|line| line.trim() != "[features]").skip(1);
    section
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with([' ', '\t', '#', ']']))
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().trim_matches('"').to_owned())
        .filter(|name| name != "default")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_features_of_a_manifest() {
        let manifest = "[package]\nname = \"x\"\n\n[features]\ndefault = []\n# a = cost\na = [\n    \"b\",\n]\nb = []\n\n[dependencies]\nc = \"1\"\n";
        assert_eq!(features(manifest), ["a", "b"]);
    }

    #[test]
    fn the_core_has_features() {
        assert!(core_features().is_ok_and(|all| all.iter().any(|name| name == "alloc")));
    }
}
