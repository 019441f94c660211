//! RUSTSEC-2023-0071: the `rsa` crate's private-key operations leak through timing. Here none can be reached.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn metadata() -> Value {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version=1", "--all-features"]).current_dir(workspace());
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// The `rsa` crate belongs to one package, without default features: no PKCS#8, no key generation.
#[test]
fn one_package_depends_on_rsa() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("a list");
    let of = |id: &Value| packages.iter().find(|package| package["id"] == *id).expect("listed");
    let nodes = metadata["resolve"]["nodes"].as_array().expect("a list");
    let mut users = Vec::new();
    for node in nodes {
        let dependencies = node["dependencies"].as_array().expect("a list");
        if dependencies.iter().any(|id| of(id)["name"] == "rsa") {
            users.push(of(&node["id"])["name"].as_str().expect("a name"));
        }
        if of(&node["id"])["name"] == "rsa" {
            let features = node["features"].as_array().expect("a list");
            assert!(features.is_empty(), "{features:?}");
        }
    }
    assert_eq!(users, ["gws-auth-rustcrypto"]);
}

/// And that package names none of its private half: what is not named cannot be built.
#[test]
fn the_backend_names_only_the_public_half() {
    let folder = workspace().join("core/backend/rustcrypto/src");
    let mut files = 0;
    let mut names = Vec::new();
    for file in std::fs::read_dir(&folder).expect("the backend's sources") {
        let path = file.expect("an entry").path();
        assert!(path.is_file(), "{}: read it too", path.display());
        let text = std::fs::read_to_string(&path).expect("text");
        for word in ["RsaPrivateKey", "SigningKey", "DecryptingKey", "hazmat", "Pkcs1v15", "traits"] {
            for line in text.lines().filter(|line| line.contains(word)) {
                names.push((word, line.trim().to_owned()));
            }
        }
        assert!(!text.contains("rsa::*") && !text.contains("rsa::{*"), "{}", path.display());
        assert!(!text.contains("pub use ::rsa") && !text.contains("pub extern"), "{}", path.display());
        files += 1;
    }
    assert!(files >= 3, "{files} files");
    // The elliptic curves' signing keys, and the trait of the verifiers.
    names.retain(|(word, line)| {
        let curve = ["p256::", "p384::", "p521::"].iter().any(|curve| line.contains(curve));
        !(curve && ["SigningKey", "hazmat"].contains(word))
    });
    assert_eq!(names, []);
}

/// The claim of `backend/rustcrypto`, as the type system has it: RSA comes as a `Verifier` and never as a `Signer`.
#[test]
fn rsa_is_only_verified() {
    let source = workspace().join("core/backend/rustcrypto/src/rsa.rs");
    let text = std::fs::read_to_string(source).expect("text");
    assert!(text.contains("impl Verifier for RsaVerifier"));
    assert!(!text.contains("Signer"));
}

/// One `sha2` serves all of ours: core, curves and RSA.
#[test]
fn one_sha2() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("a list");
    let versions: Vec<_> =
        packages.iter().filter(|p| p["name"] == "sha2").map(|p| p["version"].clone()).collect();
    assert_eq!(versions.len(), 1, "{versions:?}");
}
