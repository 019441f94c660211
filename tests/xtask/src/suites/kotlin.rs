//! The Kotlin package: tested, or installed without its tests.

use std::env;
use std::env::consts::{ARCH, OS};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::install::{self, Installer};
use crate::offers;
use crate::paths;
use crate::plan::{self, Session};
use crate::step::{Failure, Step};
use crate::suites::uniffi;
use crate::toolchain::Preference;
use crate::transcript::Transcript;

/// The jar's name without its ending: the package's, with the version of the workspace.
const JAR: &str = concat!("gws-auth-", env!("CARGO_PKG_VERSION"));

/// Packed and tested in this run of xtask.
static JAR_OF_THIS_RUN: OnceLock<PathBuf> = OnceLock::new();

/// Compiles, tests and packs with Maven.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    pack_library(session.transcript)?;
    Step::cargo(&["build", "--locked", "--package", "gws-auth-simulator"]).run(session.transcript)?;
    let verify = maven(&["verify"])?.env("GWS_SIMULATOR_BIN", paths::debug_binary("gws-auth-simulator"));
    let ended = verify.run(session.transcript)?;
    offers::all_were_run("kotlin", &ended.stdout)?;
    let [jar, _] = jars(session.transcript)?;
    let _ = JAR_OF_THIS_RUN.set(jar);
    Ok(())
}

/// What a program on the JVM needs that keeps sessions in PostgreSQL: the jar, of this run if its suite made one, and from the
/// local Maven repository what the jar and the store need.
pub(crate) fn class_path(session: &Session) -> Result<OsString, Failure> {
    if JAR_OF_THIS_RUN.get().is_none() {
        pack_library(session.transcript)?;
        maven(&["-Dmaven.test.skip=true", "package"])?.run(session.transcript)?;
        let [jar, _] = jars(session.transcript)?;
        let _ = JAR_OF_THIS_RUN.set(jar);
    }
    let pom = fs::read_to_string(paths::root().join("bindings/kotlin/pom.xml")).map_err(|e| e.to_string())?;
    let home = env::home_dir().ok_or("there is no home folder")?;
    let others = [
        ("org/jetbrains/kotlin", "kotlin-stdlib"),
        ("net/java/dev/jna", "jna"),
        ("org/postgresql", "postgresql"),
    ];
    let others = others.map(|(group, name)| {
        let version = version(&pom, name).unwrap_or_default();
        home.join(".m2/repository").join(group).join(name).join(version).join(format!("{name}-{version}.jar"))
    });
    if let Some(missing) = others.iter().find(|jar| !jar.is_file()) {
        return Err(format!("Maven left no {}", missing.display()));
    }
    env::join_paths(JAR_OF_THIS_RUN.get().into_iter().chain(&others)).map_err(|error| error.to_string())
}

/// The version of a dependency in the POM.
fn version<'a>(pom: &'a str, artifact: &str) -> Option<&'a str> {
    let between = |text: &'a str, tag: &str| {
        text.split_once(&format!("<{tag}>"))?.1.split_once(&format!("</{tag}>")).map(|(text, _)| text)
    };
    let (_, rest) = pom.split_once(&format!("<artifactId>{artifact}</artifactId>"))?;
    let version = between(rest, "version")?;
    let property = version.strip_prefix("${").and_then(|version| version.strip_suffix('}'));
    property.map_or(Some(version), |property| between(pom, property))
}

/// Builds the jar and the jar of its sources, untested: into `folder`, with the POM, or else into the local Maven
/// repository. Installs what is missing, and gives the jar's path.
pub(crate) fn install(folder: Option<&Path>) -> Result<PathBuf, Failure> {
    let (installer, transcript) = (Installer::new(true, Preference::Auto), Transcript::default());
    installer.announce([("install-kotlin", plan::KOTLIN)]);
    installer.ensure(plan::KOTLIN, &transcript)?;
    pack_library(&transcript)?;
    let goal = if folder.is_some() { "package" } else { "install" };
    maven(&["-Dmaven.test.skip=true", goal])?.run(&transcript)?;
    let [jar, sources] = jars(&transcript)?;
    let Some(folder) = folder else {
        transcript.say(&format!(
            "installed nz.gwsauth:{} into the local Maven repository",
            JAR.replace("auth-", "auth:")
        ));
        return Ok(jar);
    };
    let pom = paths::root().join("bindings/kotlin/pom.xml");
    let names = [format!("{JAR}.jar"), format!("{JAR}-sources.jar"), format!("{JAR}.pom")];
    let fail = |error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(fail)?;
    for (from, name) in [jar, sources, pom].iter().zip(&names) {
        fs::copy(from, folder.join(name)).map_err(fail)?;
    }
    std::path::absolute(folder.join(format!("{JAR}.jar"))).map_err(fail)
}

/// Puts the library where JNA looks for it.
fn pack_library(transcript: &Transcript) -> Result<(), Failure> {
    let library = uniffi::library(transcript)?;
    let folder = paths::target().join("kotlin-native").join(resource_folder(OS, ARCH));
    let name = library.file_name().ok_or("the library has no name")?;
    fs::create_dir_all(&folder)
        .and_then(|()| fs::copy(&library, folder.join(name)))
        .map(|_| ())
        .map_err(|error| format!("{}: {error}", folder.display()))
}

fn maven(goals: &[&str]) -> Result<Step, Failure> {
    let maven = install::find_first(&["mvn"]).ok_or("there is no mvn in PATH")?;
    let step = Step::new(maven).args(&["--batch-mode", "--quiet", "--no-transfer-progress"]).args(goals);
    let target = format!("-Dgws.target={}", paths::target().display());
    Ok(step.arg(target).folder(paths::root().join("bindings/kotlin")))
}

/// The jar and the jar of its sources. Maven is content when it finds no Kotlin at all, and when there is no library.
fn jars(transcript: &Transcript) -> Result<[PathBuf; 2], Failure> {
    let folder = paths::target().join("kotlin");
    let jars = [folder.join(format!("{JAR}.jar")), folder.join(format!("{JAR}-sources.jar"))];
    let native = format!("{}/", resource_folder(OS, ARCH));
    for (jar, wanted) in jars.iter().zip([&["nz/gwsauth/", ".class", &native][..], &["nz/gwsauth/", ".kt"]]) {
        let listed = Step::new("jar").arg("--list").arg("--file").arg(jar).quiet()?;
        if let Some(missing) = wanted.iter().find(|wanted| !listed.stdout.contains(**wanted)) {
            return Err(format!("{} holds no {missing}: {}", jar.display(), listed.stderr.trim()));
        }
        let bytes = fs::metadata(jar).map_err(|error| format!("{}: {error}", jar.display()))?.len();
        transcript.say(&format!("{}: {bytes} bytes", jar.display()));
    }
    Ok(jars)
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
    fn the_jar_has_the_version_of_the_workspace() {
        let pom = fs::read_to_string(paths::root().join("bindings/kotlin/pom.xml")).expect("the POM");
        let version =
            pom.lines().find_map(|line| line.trim().strip_prefix("<version>")?.strip_suffix("</version>"));
        assert_eq!(version.map(|version| format!("gws-auth-{version}")).as_deref(), Some(JAR));
    }

    #[test]
    fn versions_are_those_of_the_pom() {
        let pom = "<a.version>2.2</a.version><artifactId>a</artifactId><version>${a.version}</version>\
            <artifactId>b</artifactId>\n<version>1</version>";
        assert_eq!(["a", "b", "c"].map(|name| version(pom, name)), [Some("2.2"), Some("1"), None]);
    }

    #[test]
    fn folders_are_jnas() {
        assert_eq!(resource_folder("linux", "x86_64"), "linux-x86-64");
        assert_eq!(resource_folder("macos", "aarch64"), "darwin-aarch64");
        assert_eq!(resource_folder("windows", "x86"), "win32-x86");
    }
}
