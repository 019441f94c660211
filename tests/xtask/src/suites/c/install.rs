//! The installation: what a distribution's package would hold.

mod descriptions;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::PACKAGE;
use crate::paths;
use crate::step::{Failure, Step};
use crate::suites::features;
use crate::transcript::Transcript;

/// The version of every package of the workspace.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a program that was linked asks for: changes when programs must be compiled anew.
const SONAME: &str = "libgws_auth.so.0";

/// Installs header, libraries, pkg-config's file and CMake's below `prefix`.
pub(crate) fn install(prefix: &Path) -> Result<(), Failure> {
    let transcript = Transcript::default();
    let prefix = std::path::absolute(prefix).map_err(|error| format!("{}: {error}", prefix.display()))?;
    let built = build(&transcript)?;
    place(&prefix, &built).map_err(|error| format!("{}: {error}", prefix.display()))?;
    exports_are_ours(&prefix, &transcript)?;
    transcript.say(&format!("installed gws_auth {VERSION} below {}", prefix.display()));
    transcript.say(&format!(
        "PKG_CONFIG_PATH={} pkg-config --cflags --libs gws_auth",
        pkgconfig(&prefix).display()
    ));
    Ok(())
}

/// The same into an empty folder.
pub(super) fn fresh(prefix: &Path, transcript: &Transcript) -> Result<(), Failure> {
    match fs::remove_dir_all(prefix) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(format!("{}: {error}", prefix.display()));
        }
        _ => {}
    }
    transcript.say(&format!("$ cargo xtask install-c --prefix {}", prefix.display()));
    install(prefix)
}

/// Where pkg-config looks.
pub(super) fn pkgconfig(prefix: &Path) -> PathBuf {
    prefix.join("lib").join("pkgconfig")
}

struct Built {
    folder: PathBuf,
    /// What a program needs besides the static library, as the compiler says.
    system_libraries: String,
}

fn build(transcript: &Transcript) -> Result<Built, Failure> {
    if !cfg!(target_os = "linux") {
        return Err("the installation is written for Linux so far".to_owned());
    }
    let folder = paths::target().join("release");
    let list = paths::target().join("c-system-libraries");
    let build =
        ["rustc", "--release", "--locked", "--package", PACKAGE, "--lib", "--crate-type", "cdylib,staticlib"];
    let soname = format!("-Clink-arg=-Wl,-soname,{SONAME}");
    let print = format!("--print=native-static-libs={}", list.display());
    let step = features().into_iter().fold(Step::cargo(&build), Step::arg);
    step.arg("--").args(&[&soname, &print]).run(transcript)?;
    let listed = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    Ok(Built { folder, system_libraries: listed.trim().to_owned() })
}

fn place(prefix: &Path, built: &Built) -> io::Result<()> {
    let (include, lib) = (prefix.join("include"), prefix.join("lib"));
    fs::create_dir_all(&include)?;
    fs::create_dir_all(pkgconfig(prefix))?;
    fs::copy(paths::root().join("bindings/c/include/gws_auth.h"), include.join("gws_auth.h"))?;
    fs::copy(built.folder.join("libgws_auth.a"), lib.join("libgws_auth.a"))?;
    let shared = format!("libgws_auth.so.{VERSION}");
    fs::copy(built.folder.join("libgws_auth.so"), lib.join(&shared))?;
    link(&shared, &lib.join(SONAME))?;
    link(SONAME, &lib.join("libgws_auth.so"))?;
    fs::write(
        pkgconfig(prefix).join("gws_auth.pc"),
        descriptions::pkg_config(prefix, &built.system_libraries),
    )?;
    let cmake = lib.join("cmake").join("gws_auth");
    fs::create_dir_all(&cmake)?;
    fs::write(cmake.join("gws_auth-config.cmake"), descriptions::cmake(&shared, &built.system_libraries))?;
    fs::write(cmake.join("gws_auth-config-version.cmake"), descriptions::cmake_version())
}

/// Replaces what an earlier installation left.
fn link(to: &str, at: &Path) -> io::Result<()> {
    match fs::remove_file(at) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(to, at)?;
    #[cfg(not(unix))]
    fs::copy(at.with_file_name(to), at)?;
    Ok(())
}

/// Nothing but `gws_…` is seen from outside of the shared library, and it bears its name.
fn exports_are_ours(prefix: &Path, transcript: &Transcript) -> Result<(), Failure> {
    let library = prefix.join("lib").join(SONAME);
    let listed =
        Step::new("nm").args(&["--dynamic", "--defined-only", "--format=posix"]).arg(&library).quiet()?;
    let names: Vec<_> = listed.stdout.lines().filter_map(|line| line.split(' ').next()).collect();
    if let Some(other) = names.iter().find(|name| !name.starts_with("gws_")) {
        return Err(format!("{} exports {other}", library.display()));
    }
    let header = prefix.join("include").join("gws_auth.h");
    let header = fs::read_to_string(&header).map_err(|error| format!("{}: {error}", header.display()))?;
    if let Some(missing) = declared(&header).iter().find(|name| !names.contains(&name.as_str())) {
        return Err(format!("{} lacks {missing}", library.display()));
    }
    let dynamic = Step::new("readelf").args(&["--dynamic", "--wide"]).arg(&library).quiet()?;
    if !dynamic.stdout.contains(&format!("[{SONAME}]")) {
        return Err(format!("{} does not bear its soname", library.display()));
    }
    transcript.say(&format!("the shared library exports {} functions, all gws_…", names.len()));
    Ok(())
}

/// The functions of a header.
fn declared(header: &str) -> Vec<String> {
    // What is inline is in the header itself.
    let code =
        header.lines().filter(|line| !line.starts_with([' ', '#', '/']) && !line.starts_with("GWS_INLINE"));
    let names = code.filter_map(|line| {
        let before = line.split_once('(')?.0;
        Some(before.rsplit([' ', '*']).next()?.to_owned())
    });
    names.filter(|name| name.starts_with("gws_")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_of_the_header_are_found() {
        let header =
            "/* f( */\nconst char *gws_a(void);\ngws_status gws_b(int32_t x,\n                 int64_t y);\n";
        assert_eq!(declared(header), ["gws_a", "gws_b"]);
    }
}
