//! The panic handler of `tests/bare/link` calls a function that nobody defines: what links, cannot panic.

mod callers;

use std::fs;
use std::path::Path;

use wasmparser::{Parser, Payload};

use crate::plan::Session;
use crate::step::{Failure, Step};
use crate::suites::{CORTEX_M, WASM, bare};
use crate::toolchain::{self, Toolchain};

/// The function that nobody defines, as `tests/bare/link` declares it.
const SYMBOL: &str = "gws_auth_a_panic_is_linked_in";

/// What became of a build.
#[derive(Debug, PartialEq, Eq)]
enum Linked {
    /// It is whole, and asks its host for nothing.
    WithoutPanic,
    /// The function is asked for.
    WithPanic,
}

/// Links core's doors for both targets, and proves each time that a panic would have been noticed.
pub(crate) fn run(session: &Session) -> Result<(), Failure> {
    [WASM, CORTEX_M].iter().try_for_each(|target| {
        let toolchain = toolchain::for_target(target, session.installer)?;
        if link(session, toolchain, target, &[])? == Linked::WithPanic {
            name_the_callers(session)?;
            return Err(format!("{target}: a panic is reachable from core's doors"));
        }
        session.transcript.say(&format!("{target}: no panic is linked in"));
        if link(session, toolchain, target, &["--features", "deliberate-panic"])? == Linked::WithoutPanic {
            return Err(format!("{target}: a deliberate panic went unnoticed"));
        }
        session.transcript.say(&format!("{target}: a deliberate panic is noticed"));
        Ok(())
    })
}

fn link(session: &Session, toolchain: Toolchain, target: &str, features: &[&str]) -> Result<Linked, Failure> {
    let build = ["build", "--locked", "--release", "--package", "link", "--target", target];
    let step: Step = toolchain.cargo(&bare::folder(), &build).args(features);
    session.transcript.say(&format!("$ {}", step.text()));
    let ended = step.quiet()?;
    if !ended.status.success() {
        return if is_undefined(&ended.stderr) {
            Ok(Linked::WithPanic)
        } else {
            Err(format!("{target}: the build failed for another reason:\n{}", ended.stderr))
        };
    }
    if target == WASM {
        // The compiler of 1.95 turns what is undefined into an import without a word.
        imported(&toolchain.target_folder().join(WASM).join("release").join("link.wasm"))
    } else {
        Ok(Linked::WithoutPanic)
    }
}

/// Says which functions call a panic, from the assembly for Cortex-M.
fn name_the_callers(session: &Session) -> Result<(), Failure> {
    let toolchain = toolchain::for_target(CORTEX_M, session.installer)?;
    let build = ["rustc", "--locked", "--release", "--package", "link", "--target", CORTEX_M];
    let folder = toolchain.target_folder().join(CORTEX_M).join("release");
    let file = folder.join("link.s");
    let emit =
        toolchain.cargo(&bare::folder(), &build).arg("--").arg(format!("--emit=asm={}", file.display()));
    // It does not link, but the assembly is written before that.
    emit.quiet()?;
    let assembly = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    callers::panic_calls(&assembly).iter().for_each(|call| session.transcript.say(&format!("panic: {call}")));
    Ok(())
}

fn is_undefined(linker_says: &str) -> bool {
    linker_says.lines().any(|line| line.contains("undefined symbol") && line.contains(SYMBOL))
}

/// The functions that a wasm module expects from its host, as `module.name`.
fn imports(module: &[u8]) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(section) = payload.map_err(|error| error.to_string())? {
            for import in section.into_imports() {
                let import = import.map_err(|error| error.to_string())?;
                names.push(format!("{}.{}", import.module, import.name));
            }
        }
    }
    Ok(names)
}

fn imported(module: &Path) -> Result<Linked, Failure> {
    let bytes = fs::read(module).map_err(|error| format!("{}: {error}", module.display()))?;
    let names = imports(&bytes)?;
    if names.is_empty() {
        Ok(Linked::WithoutPanic)
    } else if names == [format!("env.{SYMBOL}")] {
        Ok(Linked::WithPanic)
    } else {
        Err(format!("the module asks its host for {}", names.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(module (type (func)) (import "env" "f" (func (type 0))))`
    const ONE_IMPORT: &[u8] = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x02\x09\x01\x03env\x01f\0\0";

    #[test]
    fn imports_are_found_and_what_is_no_module_is_refused() {
        assert_eq!(imports(ONE_IMPORT), Ok(vec!["env.f".to_owned()]));
        assert_eq!(imports(b"\0asm\x01\0\0\0"), Ok(Vec::new()));
        assert!(imports(b"\x7FELF").is_err());
        assert!(imports(&ONE_IMPORT[..ONE_IMPORT.len() - 1]).is_err());
    }

    #[test]
    fn only_this_symbol_tells_of_a_panic() {
        assert!(is_undefined(&format!("rust-lld: error: undefined symbol: {SYMBOL}")));
        assert!(!is_undefined("rust-lld: error: undefined symbol: memcpy"));
        assert!(!is_undefined(&format!("warning: unused function {SYMBOL}")));
    }
}
