//! The table of suites: a row a suite.

use super::{Group, Run, Suite};
use crate::install::Need;
use crate::suites;

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
pub(crate) const NPM_PACK: &[Need] = &[WASM, NODE, NPM];

/// Every warning of rustdoc is an error.
const STRICT_DOCS: &str = "build.rustdocflags = ['-D', 'warnings']";

/// What the Kotlin package needs, to be tested or installed.
pub(crate) const KOTLIN: &[Need] = &[
    Need::Program { commands: &["javac"], packages: &["default-jdk-headless"] },
    Need::Program { commands: &["mvn"], packages: &["maven"] },
];

/// What the Python package needs.
pub(crate) const PYTHON: &[Need] =
    &[Need::Program { commands: &["python3"], packages: &["python3", "python3-venv"] }];

const POSTGRES: Need = Need::Program { commands: &["psql"], packages: &["postgresql"] };

const VALGRIND: Need = Need::Program { commands: &["valgrind"], packages: &["valgrind"] };

const CORTEX_M: Need = Need::Target(crate::suites::CORTEX_M);

/// Every suite, in the order in which they run: the quick ones first.
pub(crate) const SUITES: &[Suite] = &[
    Suite {
        name: "format",
        about: "rustfmt over all workspaces",
        group: Group::Preflight,
        needs: &[Need::Component { command: "fmt", name: "rustfmt" }],
        run: Run::Function(suites::format::run),
    },
    Suite {
        name: "layout",
        about: "directions between core's folders, no circles in the core and the command, sizes of files, paths that leave the project; xtask's own tests",
        group: Group::Preflight,
        needs: &[],
        run: Run::Cargo(&[&["test", "--locked", "--package", "xtask"]]),
    },
    Suite {
        name: "lint",
        about: "clippy without a warning: the workspace, and the core with no, each and all features",
        group: Group::CoreAndOauth,
        needs: &[Need::Component { command: "clippy", name: "clippy" }],
        run: Run::Function(suites::lint::run),
    },
    Suite {
        name: "docs",
        about: "documentation of the workspace without a warning",
        group: Group::CoreAndOauth,
        needs: &[],
        run: Run::Cargo(&[&[
            "doc",
            "--locked",
            "--workspace",
            "--no-deps",
            "--all-features",
            "--config",
            STRICT_DOCS,
        ]]),
    },
    Suite {
        name: "core",
        about: "the core's tests with and without alloc, and the vectors",
        group: Group::CoreAndOauth,
        needs: &[],
        run: Run::Cargo(&[
            &["test", "--locked", "--package", "gws-auth-core", "--no-default-features"],
            &["test", "--locked", "--package", "gws-auth-core", "--all-features"],
            &["test", "--locked", "--package", "gws-auth-conformance"],
        ]),
    },
    Suite {
        name: "simulator",
        about: "the simulator's tests",
        group: Group::CoreAndOauth,
        needs: &[],
        run: Run::Cargo(&[&["test", "--locked", "--package", "gws-auth-simulator"]]),
    },
    Suite {
        name: "cli",
        about: "the gws-auth command's tests",
        group: Group::CoreAndOauth,
        needs: &[
            Need::Program { commands: &["openssl"], packages: &["openssl"] },
            Need::Program { commands: &["ssh-keygen"], packages: &["openssh-client"] },
            Need::Program { commands: &["gpg"], packages: &["gnupg"] },
            Need::Program { commands: &["softhsm2-util"], packages: &["softhsm2"] },
        ],
        run: Run::Cargo(&[&["test", "--locked", "--package", "gws-auth-cli"]]),
    },
    Suite {
        name: "rust",
        about: "a login over reqwest and a refresh over ureq, the examples for Rust; the stores for sessions",
        group: Group::CoreAndOauth,
        needs: &[],
        run: Run::Cargo(&[
            &["test", "--locked", "--package", "gws-auth-sending"],
            &["test", "--locked", "--package", "gws-auth-store", "--features", "encrypt"],
        ]),
    },
    Suite {
        name: "demo",
        about: "cargo demo holds, and fails for each step that is spoilt",
        group: Group::CoreAndOauth,
        needs: &[],
        run: Run::Function(suites::demo::run),
    },
    Suite {
        name: "bare",
        about: "the vectors on a Cortex-M4 in QEMU, with no allocator",
        group: Group::CoreAndOauth,
        needs: &[CORTEX_M, Need::Program { commands: &["qemu-system-arm"], packages: &["qemu-system-arm"] }],
        run: Run::Function(suites::bare::run),
    },
    Suite {
        name: "link",
        about: "no panic is linked into core's doors, on wasm32 and Cortex-M; a deliberate one is noticed",
        group: Group::CoreAndOauth,
        needs: &[WASM, CORTEX_M],
        run: Run::Function(suites::link::run),
    },
    Suite {
        name: "wasm-size",
        about: "the size of core's doors as wasm",
        group: Group::CoreAndOauth,
        needs: &[WASM, Need::Program { commands: &["gzip"], packages: &["gzip"] }],
        run: Run::Function(suites::wasm_size::run),
    },
    Suite {
        name: "counts",
        about: "instructions of the core's paths against their limits; no input costs more for each byte when it is longer",
        group: Group::CoreAndOauth,
        needs: &[VALGRIND],
        run: Run::Function(suites::counts::run),
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
        run: Run::Cargo(&[&[
            "test",
            "--locked",
            "--package",
            "gws-auth-rustcrypto",
            "--package",
            "gws-auth-ring",
            "--package",
            "gws-auth-native",
            "--package",
            "gws-auth-m2m-tests",
        ]]),
    },
    Suite {
        name: "aws-lc",
        about: "AWS-LC through the suite that every backend runs, alone and as the feature of `native`; the C library, the command and uniffi compile with that feature",
        group: Group::M2m,
        needs: &[
            Need::Program { commands: &["gcc", "cc"], packages: &["gcc", "libc6-dev"] },
            Need::Program { commands: &["openssl"], packages: &["openssl"] },
        ],
        run: Run::Cargo(&[
            &["test", "--locked", "--package", "gws-auth-aws-lc"],
            &[
                "test",
                "--locked",
                "--package",
                "gws-auth-m2m-tests",
                "--features",
                "aws-lc",
                "--test",
                "suite",
                "--test",
                "in_memory",
            ],
            &[
                "check",
                "--locked",
                "--package",
                "gws-auth-c",
                "--package",
                "gws-auth-cli",
                "--package",
                "gws-auth-uniffi",
                "--features",
                "gws-auth-c/aws-lc,gws-auth-cli/aws-lc,gws-auth-uniffi/aws-lc",
            ],
        ]),
    },
    Suite {
        name: "model",
        about: "sessions: every order of events of two and three workers, by a model checker; what each assumption and step is needed for",
        group: Group::QuickProof,
        needs: &[],
        run: Run::Cargo(&[&[
            "test",
            "--locked",
            "--release",
            "--package",
            "gws-auth-model",
            "--",
            "--nocapture",
        ]]),
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
        run: Run::Function(suites::fuzz::run),
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
        run: Run::Function(suites::web::run),
    },
    Suite {
        name: "npm",
        about: "the npm package: built, packed, installed; the vectors, a login and an M2M token in Node and in a browser, sessions in PostgreSQL, a page and a route of Next.js",
        group: Group::Npm,
        needs: &[
            WASM,
            NODE,
            NPM,
            Need::Program { commands: suites::web::CHROMIUM, packages: &["chromium", "chromium-driver"] },
            Need::Program { commands: &["chromedriver"], packages: &["chromium-driver"] },
            WASM_PACK,
            WASM_BINDGEN,
            POSTGRES,
            Need::Wish(suites::npm::fetch_next_app),
        ],
        run: Run::Function(suites::npm::run),
    },
    Suite {
        name: "c",
        about: "the C library: header, installation, the vectors, null pointers, a login and an M2M token, under sanitizers and valgrind",
        group: Group::C,
        needs: &[
            Need::Program { commands: &["gcc"], packages: &["gcc", "libc6-dev"] },
            Need::Program { commands: &["g++"], packages: &["g++"] },
            Need::Program { commands: &["clang"], packages: &["clang"] },
            VALGRIND,
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
        run: Run::Function(suites::c::run),
    },
    Suite {
        name: "uniffi",
        about: "what is generated for Kotlin, Python and Swift is what is committed; Swift's C header compiles",
        group: Group::Mobile,
        needs: &[Need::Program { commands: &["gcc", "cc"], packages: &["gcc", "libc6-dev"] }],
        run: Run::Function(suites::uniffi::run),
    },
    Suite {
        name: "kotlin",
        about: "the Kotlin package: the vectors, a login, an M2M token, sessions in PostgreSQL",
        group: Group::Mobile,
        needs: &[KOTLIN[0], KOTLIN[1], POSTGRES],
        run: Run::Function(suites::kotlin::run),
    },
    Suite {
        name: "python",
        about: "the Python package, installed by pip: the vectors, a login, an M2M token, sessions in PostgreSQL",
        group: Group::Mobile,
        needs: &[PYTHON[0], POSTGRES],
        run: Run::Function(suites::python::run),
    },
    Suite {
        // The last, as it uses the packages that the others have made.
        name: "storm",
        about: "sessions: 8 processes with 8 threads on PostgreSQL, lost replies and killed processes, in Rust, then with Node, the JVM and Python beside it; what really happened, beside clients and a store that break the rules",
        group: Group::QuickProof,
        needs: &[POSTGRES],
        run: Run::Function(suites::storm::run),
    },
];
