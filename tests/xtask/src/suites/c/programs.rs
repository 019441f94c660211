//! Programs in C and C++ that use the installed library: the vectors, every pointer null, files of keys, the page's
//! program, a login and an M2M token, a session.

use std::fs;
use std::path::{Path, PathBuf};

use super::install::pkgconfig;
use super::{PACKAGE, STATIC};
use crate::offers;
use crate::paths;
use crate::step::{Failure, Step};
use crate::transcript::Transcript;

/// Every warning is an error. The examples and the vectors' folder need POSIX, the library does not.
const C99: &[&str] = &["-std=c99", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-pedantic", "-Werror"];
const SANITIZED: &[&str] =
    &["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"];

/// A program: its sources below `bindings/c`, and what it needs besides the library.
struct Program {
    name: &'static str,
    sources: &'static [&'static str],
    libraries: &'static [&'static str],
    /// How it is called.
    calls: &'static [&'static [&'static str]],
}

const PROGRAMS: &[Program] = &[
    Program {
        name: "vectors",
        sources: &["tests/vectors"],
        libraries: &["jansson", "libcrypto"],
        calls: &[&[], &["--self-test"]],
    },
    Program { name: "readme", sources: &["README.md"], libraries: &[], calls: &[&[]] },
    Program { name: "nulls", sources: &["tests/nulls"], libraries: &[], calls: &[&[]] },
    Program { name: "session", sources: &["tests/session"], libraries: &[], calls: &[&[]] },
    Program { name: "files", sources: &["tests/files"], libraries: &[], calls: &[&[]] },
    Program { name: "checks", sources: &["tests/checks"], libraries: &[], calls: &[&[]] },
    Program {
        name: "login_and_m2m",
        sources: &[
            "examples/login_and_m2m.c",
            "examples/browser.c",
            "examples/http.c",
            "examples/signer.c",
            "examples/simulator.c",
        ],
        libraries: &["libcurl", "jansson", "libcrypto"],
        calls: &[&[]],
    },
    Program {
        name: "session_loop",
        sources: &[
            "examples/session_loop.c",
            "examples/file_store.c",
            "examples/browser.c",
            "examples/http.c",
            "examples/simulator.c",
        ],
        libraries: &["libcurl", "jansson", "libcrypto"],
        calls: &[&[]],
    },
];

/// One way to build and run all programs.
struct Way {
    name: &'static str,
    compiler: &'static str,
    flags: Vec<String>,
    library: Vec<String>,
    under: &'static [&'static str],
    /// Whether nothing watches the program, so that it is quick.
    quick: bool,
}

/// Builds and runs everything against what is installed below `prefix`.
pub(super) fn run(prefix: &Path, transcript: &Transcript) -> Result<(), Failure> {
    Step::cargo(&["build", "--locked", "--package", "gws-auth-simulator"]).run(transcript)?;
    let folder = paths::target().join("c").join("programs");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    in_c90(&folder, transcript)?;
    in_cpp(prefix, &folder, transcript)?;
    with_cmake(prefix, transcript)?;
    for way in [shared_with_gcc(prefix)?, static_under_valgrind(prefix)?, sanitized(prefix, transcript)?] {
        PROGRAMS.iter().try_for_each(|program| build_and_run(program, &way, prefix, &folder, transcript))?;
    }
    Ok(())
}

/// The plain way, with the shared library.
fn shared_with_gcc(prefix: &Path) -> Result<Way, Failure> {
    let library = [asked(prefix, &["--libs", "gws_auth"])?, vec![runtime_path(prefix)]].concat();
    Ok(Way { name: "gcc, shared", compiler: "gcc", flags: words(&["-O2"]), library, under: &[], quick: true })
}

/// With the static library. Debian 12's valgrind does not read clang's usual debug information.
fn static_under_valgrind(prefix: &Path) -> Result<Way, Failure> {
    let library = asked(prefix, &["--static", "--libs", "gws_auth"])?;
    let library = library.into_iter().map(|word| if word == "-lgws_auth" { STATIC.to_owned() } else { word });
    let valgrind = &["valgrind", "--quiet", "--leak-check=full", "--error-exitcode=7"];
    let flags = words(&["-O1", "-gdwarf-4"]);
    Ok(Way {
        name: "clang, static, valgrind",
        compiler: "clang",
        flags,
        library: library.collect(),
        under: valgrind,
        quick: false,
    })
}

/// With address and undefined-behaviour sanitizers in C, and in Rust the address sanitizer and overflow checks.
fn sanitized(prefix: &Path, transcript: &Transcript) -> Result<Way, Failure> {
    let host = host()?;
    let build =
        ["rustc", "--locked", "--package", PACKAGE, "--lib", "--crate-type", "staticlib", "--target", &host];
    let target = paths::target().join("c").join("sanitized");
    // The sanitizers are nightly's; the stable compiler has them under this name.
    let step = Step::cargo(&build).env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address");
    step.env("CARGO_TARGET_DIR", &target).run(transcript)?;
    let archive = target.join(&host).join("debug").join("libgws_auth.a").display().to_string();
    let library = asked(prefix, &["--static", "--libs", "gws_auth"])?;
    let library = library.into_iter().map(|word| if word == "-lgws_auth" { archive.clone() } else { word });
    let flags = [words(&["-O1", "-g"]), words(SANITIZED)].concat();
    Ok(Way {
        name: "gcc, sanitizers",
        compiler: "gcc",
        flags,
        library: library.collect(),
        under: &[],
        quick: false,
    })
}

fn build_and_run(
    program: &Program,
    way: &Way,
    prefix: &Path,
    folder: &Path,
    transcript: &Transcript,
) -> Result<(), Failure> {
    let binary = folder.join(program.name);
    let mut step = Step::new(way.compiler).args(C99);
    for flag in way.flags.iter().chain(&asked(prefix, &["--cflags", "gws_auth"])?) {
        step = step.arg(flag);
    }
    for listed in program.sources {
        for source in sources(listed, folder)? {
            step = step.arg(source);
        }
    }
    step = step.arg("-o").arg(&binary);
    let others = match program.libraries {
        [] => Vec::new(),
        others => asked(prefix, &[&["--cflags", "--libs"], others].concat())?,
    };
    for library in way.library.iter().chain(&others) {
        step = step.arg(library);
    }
    step.run(transcript)?;
    for arguments in program.calls {
        // Spoilt vectors, eight thousand times over, are not for valgrind and sanitizers.
        if !way.quick && !arguments.is_empty() {
            continue;
        }
        let call = match way.under {
            [] => Step::new(&binary),
            [tool, rest @ ..] => Step::new(tool).args(rest).arg(&binary),
        };
        let call = call.args(arguments).env("GWS_SIMULATOR_BIN", paths::debug_binary("gws-auth-simulator"));
        let call = call.env("GWS_FILES", paths::root().join("tests/m2m/files")).env("TMPDIR", folder);
        let fail = |failure| format!("{} ({}): {failure}", program.name, way.name);
        let ended = call.run(transcript).map_err(fail)?;
        if program.name == "vectors" {
            offers::all_were_run("c", &ended.stdout).map_err(fail)?;
        }
    }
    Ok(())
}

/// The header is C90, and no structure has a gap on any machine: with 8-byte numbers aligned to 4 or to 8, with pointers
/// of 4 bytes or 8.
fn in_c90(folder: &Path, transcript: &Transcript) -> Result<(), Failure> {
    let source = folder.join("header.c");
    fs::write(&source, "#include <gws_auth.h>\n")
        .map_err(|error| format!("{}: {error}", source.display()))?;
    let include = format!("-I{}", paths::root().join("bindings/c/include").display());
    // 32-bit hosts, unlike others, have no such code here; the compiler's own headers are enough for declarations.
    let machines: &[&[&str]] = match host()?.starts_with("x86_64") {
        true => &[&[], &["-m32"], &["-m32", "-malign-double"]],
        false => &[&[]],
    };
    machines.iter().try_for_each(|machine| {
        let step =
            Step::new("gcc").args(&["-std=c90", "-pedantic", "-Wall", "-Wextra", "-Wpadded", "-Werror"]);
        let step = step.args(&["-ffreestanding", "-fsyntax-only"]).args(machine).arg(&include);
        step.arg(&source).run(transcript).map(|_| ())
    })
}

/// C++ programs include the same header.
fn in_cpp(prefix: &Path, folder: &Path, transcript: &Transcript) -> Result<(), Failure> {
    let binary = folder.join("header");
    let mut step = Step::new("g++").args(&["-std=c++17", "-Wall", "-Wextra", "-pedantic", "-Werror"]);
    step = step.arg(paths::root().join("bindings/c/tests/header.cpp")).arg("-o").arg(&binary);
    for word in asked(prefix, &["--cflags", "--libs", "gws_auth"])? {
        step = step.arg(word);
    }
    step.arg(runtime_path(prefix)).run(transcript)?;
    Step::new(&binary).run(transcript).map(|_| ())
}

/// CMake finds both libraries.
fn with_cmake(prefix: &Path, transcript: &Transcript) -> Result<(), Failure> {
    let folder = paths::target().join("c").join("cmake");
    let prefix = format!("-DCMAKE_PREFIX_PATH={}", prefix.display());
    let source = paths::root().join("bindings/c/tests/cmake");
    Step::new("cmake").arg("-S").arg(source).arg("-B").arg(&folder).arg(prefix).run(transcript)?;
    Step::new("cmake").arg("--build").arg(&folder).run(transcript)?;
    ["shared", "static"].iter().try_for_each(|name| Step::new(folder.join(name)).run(transcript).map(|_| ()))
}

/// What pkg-config says, the installed library included.
fn asked(prefix: &Path, arguments: &[&str]) -> Result<Vec<String>, Failure> {
    let step = Step::new("pkg-config").args(arguments).env("PKG_CONFIG_PATH", pkgconfig(prefix));
    let text = step.text();
    let ended = step.quiet()?;
    if !ended.status.success() {
        return Err(format!("`{text}` failed: {}", ended.stderr.trim()));
    }
    Ok(ended.stdout.split_whitespace().map(str::to_owned).collect())
}

/// So that the shared library is found where it was installed.
fn runtime_path(prefix: &Path) -> String {
    format!("-Wl,-rpath,{}", prefix.join("lib").display())
}

/// A file, the C files of a folder, or the program in a page, which is written into `made`.
fn sources(path: &str, made: &Path) -> Result<Vec<PathBuf>, Failure> {
    let path = paths::root().join("bindings/c").join(path);
    let fail = |error| format!("{}: {error}", path.display());
    if path.extension().is_some_and(|ending| ending == "md") {
        let page = fs::read_to_string(&path).map_err(fail)?;
        let program = page.split_once("```c\n").and_then(|(_, rest)| rest.split_once("```\n"));
        let source = made.join("readme.c");
        let program = program.ok_or(format!("{} has no program", path.display()))?.0;
        return fs::write(&source, program).map_err(fail).map(|()| vec![source]);
    }
    if path.is_file() {
        return Ok(vec![path]);
    }
    let files = fs::read_dir(&path).map_err(fail)?.flatten().map(|entry| entry.path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension().is_some_and(|ending| ending == "c")).collect();
    files.sort();
    Ok(files)
}

/// The target that the compiler builds for by default: named, so that build scripts stay as they are.
fn host() -> Result<String, Failure> {
    let said = Step::new("rustc").arg("-vV").quiet()?.stdout;
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or("rustc does not say for which machine it builds".to_owned())
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
