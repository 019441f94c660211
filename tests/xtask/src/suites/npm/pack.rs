//! From the crate in `wasm` to the tarball: compiled module by module, made small, faced with TypeScript, packed.

use std::collections::VecDeque;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use crate::install::{self, Installer};
use crate::paths;
use crate::step::{Failure, Step};
use crate::suites::WASM;
use crate::toolchain;
use crate::transcript::Transcript;

/// SHA-2 in loops instead of unrolled: five kilobytes less after gzip. Slower, but a few hundred bytes are hashed here.
const SMALL_SHA2: &str = "--cfg=sha2_backend_soft=\"compact\"";

/// The steps without allocation need a part of it, and each call wipes it: `load.ts` has the same number.
const SMALL_STACK: &str = "-Clink-arg=-zstack-size=65536";

/// The modules of the package, each with its doors: features of the crate. The largest, which take longest, come first.
const MODULES: &[(&str, &str)] = &[
    ("keys", "keys"),
    ("checks", "checks"),
    ("gws_auth", "login,tokens,about,relay,m2m,explain,words,digest,inspect,services"),
    ("login", "login"),
    ("page", "login,tokens"),
    ("tokens", "tokens,about"),
    ("m2m", "m2m"),
    ("explain", "explain,words,inspect"),
    ("services", "services"),
    ("session", "session"),
];

/// What rustc uses, and every browser has had for years. With more, wasm-opt makes modules that they refuse.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Where the package is put together.
pub(super) fn folder() -> PathBuf {
    paths::target().join("npm")
}

/// The package as it is packed, file by file.
pub(super) fn package() -> PathBuf {
    folder().join("package")
}

/// Builds everything anew and gives the tarball's path.
pub(super) fn tarball(installer: &Installer, transcript: &Transcript) -> Result<PathBuf, Failure> {
    for made in [folder().join("build"), package()] {
        if made.exists() {
            fs::remove_dir_all(&made).map_err(|error| format!("{}: {error}", made.display()))?;
        }
    }
    make(&folder().join("build/src"))?;
    make(&package())?;
    thread::scope(|scope| {
        let tools = scope.spawn(|| tools(transcript));
        // Meanwhile what the modules have in common.
        let first = MODULES.first().map_or("", |(_, doors)| doors);
        compile(installer, first, transcript)?;
        ended(tools)
    })?;
    thread::scope(|scope| {
        let face = scope.spawn(|| face(transcript));
        modules(installer, transcript)?;
        ended(face)
    })?;
    inline(transcript)?;
    gather()?;
    let npm = install::find_first(&["npm"]).ok_or("there is no npm in PATH")?;
    let pack = Step::new(npm).args(&["pack", "--silent", "--pack-destination"]).arg(folder());
    let packed = pack.folder(package()).run(transcript)?;
    let name = packed.stdout.trim().lines().last().unwrap_or_default().to_owned();
    let tarball = folder().join(name);
    if tarball.is_file() { Ok(tarball) } else { Err(format!("npm packed no {}", tarball.display())) }
}

/// The doors of all modules but this one.
pub(super) fn doors_but(module: &str) -> String {
    let doors = MODULES.iter().filter(|(name, _)| *name != module).map(|(_, doors)| *doors);
    doors.collect::<Vec<_>>().join(",")
}

/// Every module: while one is compiled, those before it are made small, which takes longer.
fn modules(installer: &Installer, transcript: &Transcript) -> Result<(), Failure> {
    let beside = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let mut under_way = VecDeque::new();
        for (name, doors) in MODULES {
            let file = format!("{name}.wasm");
            // The next one is compiled to the same place.
            let compiled = folder().join("build").join(&file);
            copy(&compile(installer, doors, transcript)?, &compiled)?;
            if under_way.len() == beside {
                under_way.pop_front().map_or(Ok(()), ended)?;
            }
            under_way.push_back(scope.spawn(move || optimise(&compiled, &package().join(file), transcript)));
        }
        under_way.into_iter().try_for_each(ended)
    })
}

pub(super) fn ended(work: thread::ScopedJoinHandle<'_, Result<(), Failure>>) -> Result<(), Failure> {
    work.join().map_err(|_| "a thread stopped".to_owned())?
}

/// A program of npm's that the package's own lock file brings.
pub(super) fn npm_program(name: &str) -> Result<Step, Failure> {
    // TypeScript is there twice, and `.bin` has the older one.
    let place = if name == "tsc" { "typescript/bin" } else { ".bin" };
    let program = source().join("node_modules").join(place).join(name);
    let node = install::find_first(&["node"]).ok_or("there is no node in PATH")?;
    Ok(Step::new(node).arg(program))
}

/// The crate's folder, which is also that of the tools from npm.
pub(super) fn source() -> PathBuf {
    paths::root().join("wasm")
}

/// Installs TypeScript, binaryen and what the tests need, unless the lock file's versions are there.
fn tools(transcript: &Transcript) -> Result<(), Failure> {
    let npm = install::find_first(&["npm"]).ok_or("there is no npm in PATH")?;
    let install = Step::new(npm).args(&["ci", "--no-audit", "--no-fund", "--prefer-offline"]);
    install.folder(source()).run(transcript).map(|_| ())
}

/// One module of the package. An `rlib` beside it would turn the optimisation over all crates off.
fn compile(installer: &Installer, doors: &str, transcript: &Transcript) -> Result<PathBuf, Failure> {
    let toolchain = toolchain::for_target(WASM, installer)?;
    let build = ["rustc", "--locked", "--package", "gws-auth-wasm", "--lib", "--crate-type", "cdylib"];
    let step = toolchain.cargo(&paths::root(), &build).args(&["--profile", "small", "--target", WASM]);
    let step = step.args(&["--no-default-features", "--features"]).arg(format!("standalone,{doors}"));
    step.env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}")).run(transcript)?;
    Ok(toolchain.target_folder().join(WASM).join("small").join("gws_auth_wasm.wasm"))
}

/// The same bytes from every folder and every home: no path of this machine gets into the module.
fn flags() -> Vec<String> {
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".cargo")));
    let mut flags = vec![SMALL_SHA2.to_owned(), SMALL_STACK.to_owned(), remap(&paths::root(), "gws-auth")];
    flags.extend(home.map(|home| remap(&home, "cargo")));
    flags
}

/// Makes a module small; function names are left out.
fn optimise(module: &Path, into: &Path, transcript: &Transcript) -> Result<(), Failure> {
    let optimise = npm_program("wasm-opt")?.args(&["-Oz", "--converge"]).args(FEATURES);
    // A function that is called once stays one: more bytes, but ones that gzip knows, 1.7 kilobytes fewer of them.
    let optimise = optimise.arg("--one-caller-inline-max-function-size=40");
    let optimise = optimise.args(&["--strip-debug", "--strip-producers", "--strip-target-features"]);
    optimise.arg(module).arg("-o").arg(into).run(transcript).map(|_| ())
}

/// TypeScript: declarations with their comments, code without.
fn face(transcript: &Transcript) -> Result<(), Failure> {
    let build = folder().join("build");
    copy_all(&source().join("npm/src"), &build.join("src"))?;
    for settings in ["tsconfig.json", "package.json"] {
        copy(&source().join("npm").join(settings), &build.join(settings))?;
    }
    let types = source().join("node_modules/@types");
    let compile = |arguments: &[&str]| {
        let step = npm_program("tsc")?.args(arguments).arg("--outDir").arg(package());
        step.arg("--typeRoots").arg(&types).folder(&build).run(transcript)
    };
    compile(&["-p", ".", "--emitDeclarationOnly"])?;
    compile(&["-p", ".", "--declaration", "false", "--removeComments"]).map(|_| ())
}

/// The bytes of the whole module as a script.
fn inline(transcript: &Transcript) -> Result<(), Failure> {
    const WRITE: &str = "const { readFileSync, writeFileSync } = await import('node:fs');\
        const bytes = readFileSync('gws_auth.wasm').toString('base64');\
        writeFileSync('bytes.js', `export const BYTES = \"${bytes}\";\\n`);";
    let node = install::find_first(&["node"]).ok_or("there is no node in PATH")?;
    let write = Step::new(node).args(&["--input-type=module", "--eval", WRITE]).folder(package());
    write.run(transcript).map(|_| ())
}

/// What is packed besides code.
fn gather() -> Result<(), Failure> {
    let (npm, package) = (source().join("npm"), package());
    let manifest =
        fs::read_to_string(npm.join("package.json")).map_err(|error| format!("package.json: {error}"))?;
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    if !manifest.contains(&version) {
        return Err(format!("wasm/npm/package.json: not {version}, as the workspace has it"));
    }
    copy(&npm.join("package.json"), &package.join("package.json"))?;
    copy(&source().join("README.md"), &package.join("README.md"))?;
    for licence in ["LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&paths::root().join(licence), &package.join(licence))?;
    }
    Ok(())
}

pub(super) fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

pub(super) fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(|_| ()).map_err(|error| format!("{}: {error}", from.display()))
}

/// The files of one folder.
pub(super) fn copy_all(from: &Path, to: &Path) -> Result<(), Failure> {
    let listed = fs::read_dir(from).map_err(|error| format!("{}: {error}", from.display()))?;
    let files = listed.flatten().map(|entry| entry.path()).filter(|path| path.is_file());
    files.into_iter().try_for_each(|file| copy(&file, &to.join(file.file_name().unwrap_or_default())))
}
