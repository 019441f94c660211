//! What uniffi generates: written anew, or compared with what is committed.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};

use crate::install;
use crate::paths;
use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::suites::features;
use crate::transcript::Transcript;

/// The package, and the name of its library.
const PACKAGE: &str = "gws-auth-uniffi";
const LIBRARY: &str = "gws_auth_uniffi";

/// What the generator calls a file, and where that is committed, below `bindings/`.
const FILES: &[(&str, &str)] = &[
    ("Records.kt", "kotlin/src/main/kotlin/nz/gwsauth/generated/Records.kt"),
    ("GwsAuth.kt", "kotlin/src/main/kotlin/nz/gwsauth/generated/GwsAuth.kt"),
    ("nz/gwsauth/internal/gws_auth.kt", "kotlin/src/main/kotlin/nz/gwsauth/internal/generated/Uniffi.kt"),
    ("_generated_records.py", "python/src/gws_auth/_generated_records.py"),
    ("_generated_calls.py", "python/src/gws_auth/_generated_calls.py"),
    ("_generated_library.py", "python/src/gws_auth/_generated_library.py"),
    ("_generated_session.py", "python/src/gws_auth/_generated_session.py"),
    ("GwsAuth.swift", "swift/Sources/GwsAuth/generated/GwsAuth.swift"),
    ("GwsAuthFFI.h", "swift/Sources/GwsAuthFFI/generated/GwsAuthFFI.h"),
    ("GwsAuthFFI.modulemap", "swift/Sources/GwsAuthFFI/generated/module.modulemap"),
];

/// Tests it.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    generate(session.transcript, true)?;
    Step::cargo(&["test", "--locked", "--package", PACKAGE]).run(session.transcript)?;
    compile_header(session.transcript)
}

/// Generates all languages; with `check` compares them with what is committed, else writes that.
///
/// # Errors
///
/// What did not build, or is not as committed.
pub(crate) fn generate(transcript: &Transcript, check: bool) -> Result<(), Failure> {
    let library = library(transcript)?;
    let generator = generator(transcript)?;
    let folder = paths::target().join("uniffi-generated");
    Step::new(generator).arg(&library).arg("ffi/uniffi/bindgen.toml").arg(&folder).run(transcript)?;
    let mut old = Vec::new();
    for (generated, committed) in FILES {
        let text = tidy(&read(&folder.join(generated))?);
        let file = paths::root().join("bindings").join(committed);
        if fs::read_to_string(&file).is_ok_and(|committed| committed == text) {
            continue;
        }
        if check {
            old.push(*committed);
            continue;
        }
        let fail = |error| format!("{}: {error}", file.display());
        fs::create_dir_all(file.parent().unwrap_or(&file)).map_err(fail)?;
        fs::write(&file, text).map_err(fail)?;
    }
    if old.is_empty() {
        return Ok(());
    }
    Err(format!("not as generated, below bindings/: {}; `cargo xtask generate`", old.join(", ")))
}

/// Builds the generator, which is a workspace of its own.
fn generator(transcript: &Transcript) -> Result<PathBuf, Failure> {
    let folder = paths::target().join("uniffi-bindgen");
    Step::cargo(&["build", "--locked", "--manifest-path", "ffi/uniffi/bindgen/Cargo.toml", "--target-dir"])
        .arg(&folder)
        .run(transcript)?;
    Ok(folder.join("debug").join(format!("uniffi-bindgen{EXE_SUFFIX}")))
}

/// Builds the library with the `release` profile, which Kotlin and Python load and the generator reads.
pub(crate) fn library(transcript: &Transcript) -> Result<PathBuf, Failure> {
    let build = Step::cargo(&["build", "--release", "--locked", "--lib", "--package", PACKAGE]);
    features().into_iter().fold(build, Step::arg).run(transcript)?;
    let file = paths::target().join("release").join(format!("{DLL_PREFIX}{LIBRARY}{DLL_SUFFIX}"));
    let bytes = fs::metadata(&file).map_err(|error| format!("{}: {error}", file.display()))?.len();
    transcript.say(&format!("the library of Kotlin and Python: {bytes} bytes"));
    Ok(file)
}

/// Without spaces at the ends of lines, and with one end of the last line.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    lines.join("\n") + "\n"
}

/// There is no Swift compiler here: only the C header that its file imports is compiled.
fn compile_header(transcript: &Transcript) -> Result<(), Failure> {
    let compiler = install::find_first(&["gcc", "cc"]).ok_or("there is no C compiler in PATH")?;
    let header = paths::root().join("bindings/swift/Sources/GwsAuthFFI/generated/GwsAuthFFI.h");
    let nullability = ["-D_Nullable=", "-D_Nonnull="];
    Step::new(compiler)
        .args(&["-std=c99", "-Wall", "-Wextra", "-Werror", "-fsyntax-only"])
        .args(&nullability)
        .arg("-include")
        .arg(header)
        .args(&["-x", "c", "/dev/null"])
        .run(transcript)?;
    transcript.say("Swift: the header compiles; the Swift file itself is not compiled on this machine");
    Ok(())
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_tidied() {
        assert_eq!(tidy("a  \n\n  b\t\n\n\n"), "a\n\n  b\n");
        assert_eq!(tidy("a"), "a\n");
    }

    #[test]
    fn the_generator_is_of_the_librarys_version() {
        let version = |manifest: &str| {
            let text = read(&paths::root().join(manifest)).unwrap_or_default();
            let line = text.lines().find(|line| line.starts_with("uniffi = ")).map(str::to_owned);
            line.and_then(|line| line.split('"').nth(1).map(str::to_owned))
        };
        let [library, generator] = ["ffi/uniffi/Cargo.toml", "ffi/uniffi/bindgen/Cargo.toml"].map(version);
        assert!(library.is_some_and(|version| version.starts_with('=') && Some(version) == generator));
    }

    #[test]
    fn what_is_generated_lies_where_long_files_may_lie() {
        assert!(FILES.iter().all(|(_, committed)| committed.contains("generated")));
    }
}
