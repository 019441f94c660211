//! Which suites there are, what each needs, and how long its group takes at most on a quiet machine.

use crate::install::{Installer, Need};
use crate::step::Failure;
use crate::suites;
use crate::transcript::Transcript;

/// One thing to test. Each has a file of its own in `suites/`.
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) group: Group,
    pub(crate) needs: &'static [Need],
    pub(crate) run: fn(&Session) -> Result<(), Failure>,
}

/// What a running suite may use.
pub(crate) struct Session<'a> {
    pub(crate) transcript: &'a Transcript,
    pub(crate) installer: &'a Installer,
}

/// Suites that share one limit of time: it is printed, and to pass it is no failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Preflight,
    CoreAndOauth,
    M2m,
    QuickProof,
    Npm,
    C,
    Mobile,
}

impl Group {
    pub(crate) const ALL: &'static [Self] =
        &[Self::Preflight, Self::CoreAndOauth, Self::M2m, Self::QuickProof, Self::Npm, Self::C, Self::Mobile];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Preflight => "preflight",
            Self::CoreAndOauth => "core and OAuth",
            Self::M2m => "M2M",
            Self::QuickProof => "quick proof",
            Self::Npm => "npm",
            Self::C => "C",
            Self::Mobile => "Kotlin, Python and Swift",
        }
    }

    /// In minutes, on a cold machine, without the time that installing takes.
    pub(crate) const fn limit(self) -> u64 {
        match self {
            Self::Preflight => 2,
            Self::CoreAndOauth => 10,
            Self::M2m => 6,
            Self::QuickProof => 5,
            Self::Npm => 11,
            Self::C => 9,
            Self::Mobile => 8,
        }
    }
}

/// In minutes: everything, installing included.
pub(crate) const WHOLE_LIMIT: u64 = 45;

const WASM: Need = Need::Target(crate::suites::WASM);
const NODE: Need = Need::Program { commands: &["node"], packages: &["nodejs"] };
const NPM: Need = Need::Program { commands: &["npm"], packages: &["npm"] };
const WASM_PACK: Need = Need::Tool {
    name: "wasm-pack",
    package: "wasm-pack",
    version: suites::npm::WASM_PACK_VERSION,
    locked: true,
};
// Its own lock file does not build.
const WASM_BINDGEN: Need = Need::Tool {
    name: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: suites::npm::WASM_BINDGEN_VERSION,
    locked: false,
};

/// What `cargo xtask npm-pack` needs.
pub(crate) const NPM_PACK: &[Need] = &[WASM, NODE, NPM, WASM_BINDGEN];

const CORTEX_M: Need = Need::Target(crate::suites::CORTEX_M);

/// Every suite, in the order in which they run: the quick ones first.
pub(crate) const SUITES: &[Suite] = &[
    Suite {
        name: "format",
        about: "rustfmt over the workspace, tests/bare and tests/fuzz",
        group: Group::Preflight,
        needs: &[Need::Component { command: "fmt", name: "rustfmt" }],
        run: suites::format::run,
    },
    Suite {
        name: "layout",
        about: "directions between core's folders, sizes of files, paths that leave the project; xtask's own tests",
        group: Group::Preflight,
        needs: &[],
        run: suites::layout::run,
    },
    Suite {
        name: "lint",
        about: "clippy without a warning: the workspace, and the core with no, each and all features",
        group: Group::CoreAndOauth,
        needs: &[Need::Component { command: "clippy", name: "clippy" }],
        run: suites::lint::run,
    },
    Suite {
        name: "docs",
        about: "documentation of the workspace without a warning",
        group: Group::CoreAndOauth,
        needs: &[],
        run: suites::docs::run,
    },
    Suite {
        name: "core",
        about: "the core's tests with and without alloc, and the vectors",
        group: Group::CoreAndOauth,
        needs: &[],
        run: suites::core::run,
    },
    Suite {
        name: "simulator",
        about: "the simulator's tests",
        group: Group::CoreAndOauth,
        needs: &[],
        run: suites::simulator::run,
    },
    Suite {
        name: "cli",
        about: "the gws-auth command's tests",
        group: Group::CoreAndOauth,
        needs: &[],
        run: suites::cli::run,
    },
    Suite {
        name: "demo",
        about: "cargo demo holds, and fails for each step that is spoilt",
        group: Group::CoreAndOauth,
        needs: &[],
        run: suites::demo::run,
    },
    Suite {
        name: "bare",
        about: "the vectors on a Cortex-M4 in QEMU, with no allocator",
        group: Group::CoreAndOauth,
        needs: &[CORTEX_M, Need::Program { commands: &["qemu-system-arm"], packages: &["qemu-system-arm"] }],
        run: suites::bare::run,
    },
    Suite {
        name: "link",
        about: "no panic is linked into core's doors, on wasm32 and Cortex-M; a deliberate one is noticed",
        group: Group::CoreAndOauth,
        needs: &[WASM, CORTEX_M],
        run: suites::link::run,
    },
    Suite {
        name: "wasm-size",
        about: "the size of core's doors as wasm",
        group: Group::CoreAndOauth,
        needs: &[WASM, Need::Program { commands: &["gzip"], packages: &["gzip"] }],
        run: suites::wasm_size::run,
    },
    Suite {
        name: "m2m",
        about: "M2M tokens, keys and certificates: the backends, published vectors, other implementations",
        group: Group::M2m,
        needs: &[
            NODE,
            NPM,
            Need::Program { commands: &["openssl"], packages: &["openssl"] },
            Need::Program { commands: &["python3"], packages: &["python3", "python3-venv"] },
        ],
        run: suites::m2m::run,
    },
    Suite {
        name: "fuzz",
        about: "each fuzz target for a short time",
        group: Group::QuickProof,
        needs: &[
            Need::Program { commands: &["c++", "g++", "clang++"], packages: &["g++"] },
            Need::Tool {
                name: "cargo-fuzz",
                package: "cargo-fuzz",
                version: suites::fuzz::CARGO_FUZZ_VERSION,
                locked: true,
            },
        ],
        run: suites::fuzz::run,
    },
    Suite {
        name: "web",
        about: "a headless browser through login and consent, and another's OAuth server",
        group: Group::Npm,
        needs: &[
            NODE,
            NPM,
            Need::Program { commands: suites::web::CHROMIUM, packages: &["chromium", "chromium-driver"] },
        ],
        run: suites::web::run,
    },
    Suite {
        name: "npm",
        about: "the npm package: built, packed, installed; the vectors, a login and an M2M token in Node and in a browser",
        group: Group::Npm,
        needs: &[
            WASM,
            NODE,
            NPM,
            Need::Program { commands: suites::web::CHROMIUM, packages: &["chromium", "chromium-driver"] },
            Need::Program { commands: &["chromedriver"], packages: &["chromium-driver"] },
            WASM_PACK,
            WASM_BINDGEN,
        ],
        run: suites::npm::run,
    },
    Suite {
        name: "c",
        about: "the C library: header, installation, the vectors, null pointers, a login and an M2M token, under sanitizers and valgrind",
        group: Group::C,
        needs: &[
            Need::Program { commands: &["gcc"], packages: &["gcc", "libc6-dev"] },
            Need::Program { commands: &["g++"], packages: &["g++"] },
            Need::Program { commands: &["clang"], packages: &["clang"] },
            Need::Program { commands: &["valgrind"], packages: &["valgrind"] },
            Need::Program { commands: &["pkg-config"], packages: &["pkg-config"] },
            Need::Program { commands: &["cmake"], packages: &["cmake"] },
            Need::Program { commands: &["make"], packages: &["make"] },
            Need::Library { name: "jansson", packages: &["libjansson-dev"] },
            Need::Library { name: "libcurl", packages: &["libcurl4-openssl-dev"] },
            Need::Library { name: "libcrypto", packages: &["libssl-dev"] },
            Need::Tool {
                name: "cbindgen",
                package: "cbindgen",
                version: suites::c::CBINDGEN_VERSION,
                locked: true,
            },
        ],
        run: suites::c::run,
    },
    Suite {
        name: "uniffi",
        about: "what is generated for Kotlin, Python and Swift is what is committed; Swift's C header compiles",
        group: Group::Mobile,
        needs: &[Need::Program { commands: &["gcc", "cc"], packages: &["gcc", "libc6-dev"] }],
        run: suites::uniffi::run,
    },
    Suite {
        name: "kotlin",
        about: "the Kotlin package: the vectors, a login and an M2M token",
        group: Group::Mobile,
        needs: &[
            Need::Program { commands: &["javac"], packages: &["default-jdk-headless"] },
            Need::Program { commands: &["mvn"], packages: &["maven"] },
        ],
        run: suites::kotlin::run,
    },
    Suite {
        name: "python",
        about: "the Python package, installed by pip: the vectors, a login and an M2M token",
        group: Group::Mobile,
        needs: &[Need::Program { commands: &["python3"], packages: &["python3", "python3-venv"] }],
        run: suites::python::run,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_limits_leave_room() {
        for (index, suite) in SUITES.iter().enumerate() {
            assert!(SUITES.iter().skip(index + 1).all(|other| other.name != suite.name), "{}", suite.name);
        }
        assert!(Group::ALL.iter().all(|group| group.limit() < WHOLE_LIMIT));
    }
}
