//! The Kotlin package.

use std::env::consts::{ARCH, OS};
use std::fs;

use crate::install;
use crate::offers;
use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::suites::uniffi;

/// Packs the library where JNA looks for it, then compiles and tests with Maven.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    let library = uniffi::library(session.transcript)?;
    Step::cargo(&["build", "--locked", "--package", "gws-auth-simulator"]).run(session.transcript)?;
    let folder = paths::target().join("kotlin-native").join(resource_folder(OS, ARCH));
    let name = library.file_name().ok_or("the library has no name")?;
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&library, folder.join(name)))
        .map_err(|error| format!("{}: {error}", folder.display()))?;
    let maven = install::find_first(&["mvn"]).ok_or("there is no mvn in PATH")?;
    let ended = Step::new(maven)
        .args(&["--batch-mode", "--quiet", "--no-transfer-progress", "verify"])
        .arg(format!("-Dgws.target={}", paths::target().display()))
        .folder(paths::root().join("bindings/kotlin"))
        .env("GWS_SIMULATOR_BIN", paths::debug_binary("gws-auth-simulator"))
        .run(session.transcript)?;
    // Maven is content when it finds no Kotlin at all.
    offers::all_were_run("kotlin", &ended.stdout)
}

/// The folder of a platform in JNA's terms.
fn resource_folder(os: &str, arch: &str) -> String {
    let os = match os {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    format!("{os}-{}", arch.replace("x86_64", "x86-64"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_jnas() {
        assert_eq!(resource_folder("linux", "x86_64"), "linux-x86-64");
        assert_eq!(resource_folder("macos", "aarch64"), "darwin-aarch64");
        assert_eq!(resource_folder("windows", "x86"), "win32-x86");
    }
}
