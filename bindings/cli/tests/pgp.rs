//! `check pgp`, with keys that GnuPG makes.

use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::set_up::SetUp;
use crate::support::{code, gws};

/// A home of GnuPG for making keys. Its agent ends with the test.
struct Maker {
    set_up: SetUp,
    home: TempDir,
}

impl Maker {
    fn new() -> Self {
        // Short: the agent's socket has a path of 108 bytes at most.
        let home = tempfile::Builder::new().prefix("pgp").tempdir().expect("a folder");
        Self { set_up: SetUp(TempDir::new().expect("a folder")), home }
    }

    #[track_caller]
    fn gpg(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("gpg");
        command.args([
            "--batch",
            "--quiet",
            "--yes",
            "--pinentry-mode",
            "loopback",
            "--passphrase",
            "",
            "--homedir",
        ]);
        command.arg(self.home.path()).args(arguments).current_dir(self.set_up.path());
        let ran = command.stdin(Stdio::null()).output().expect("gpg is installed");
        assert!(ran.status.success(), "gpg {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
        String::from_utf8(ran.stdout).expect("text")
    }

    /// A new key of `name` and its public part in `NAME.asc`.
    #[track_caller]
    fn key(&self, name: &str, options: &[&str], kind: [&str; 3]) {
        let user = format!("{name} <{name}@example.co.nz>");
        self.gpg(&[options, &["--quick-gen-key", &user], &kind].concat());
        self.export(name);
    }

    fn export(&self, name: &str) {
        let file = format!("{name}.asc");
        self.gpg(&["--armor", "--output", &file, "--export", name]);
    }
}

impl Drop for Maker {
    fn drop(&mut self) {
        let _ =
            Command::new("gpgconf").arg("--homedir").arg(self.home.path()).args(["--kill", "all"]).status();
    }
}

const WHOLE: [&str; 3] = ["future-default", "default", "1y"];

#[test]
fn openpgp_keys() {
    let maker = Maker::new();
    let set_up = &maker.set_up;
    maker.key("good", &[], WHOLE);
    set_up.passes("pgp --file good.asc");
    let found = set_up.check("pgp --file good.asc", 0);
    let codes: Vec<_> = found.iter().filter_map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, ["pgp_key", "pgp_expired", "pgp_encryption", "pgp_cipher", "pgp_hash"]);
    let shown = maker.gpg(&["--with-colons", "--list-keys", "good"]);
    let fingerprint =
        shown.lines().find_map(|line| line.strip_prefix("fpr:::::::::")).expect("a fingerprint");
    assert!(found[0]["seen"].as_str().is_some_and(|seen| seen.contains(fingerprint.trim_end_matches(':'))));
    // Without armour it is the same key.
    maker.gpg(&["--output", "good.gpg", "--export", "good"]);
    assert_eq!(set_up.check("pgp --file good.gpg", 0), found);

    maker.key("never", &[], ["future-default", "default", "never"]);
    set_up.passes("pgp --file never.asc");
    maker.key("soon", &[], ["future-default", "default", "5d"]);
    set_up.warns("pgp --file soon.asc", "pgp_expired");
    set_up.fails("pgp --file good.asc --now 4000000000", "pgp_expired");
    maker.key("old", &["--faked-system-time", "20200101T000000!"], ["future-default", "default", "30d"]);
    set_up.fails("pgp --file old.asc", "pgp_expired");
    maker.key("cipher", &["--default-preference-list", "AES SHA256 SHA512"], WHOLE);
    set_up.fails("pgp --file cipher.asc", "pgp_cipher");
    maker.key("hash", &["--default-preference-list", "AES256 SHA512 SHA1"], WHOLE);
    set_up.fails("pgp --file hash.asc", "pgp_hash");
    maker.key("signs", &[], ["ed25519", "sign", "1y"]);
    set_up.fails("pgp --file signs.asc", "pgp_encryption");

    let names = maker.gpg(&["--armor", "--export", "good", "never"]);
    set_up.write("two.asc", names.as_bytes());
    set_up.fails("pgp --file two.asc", "pgp_key");
    set_up.write("none.asc", b"no key\n");
    set_up.fails("pgp --file none.asc", "pgp_key");
    let private = maker.gpg(&["--armor", "--export-secret-keys", "good"]);
    set_up.write("private.asc", private.as_bytes());
    set_up.fails("pgp --file private.asc", "pgp_private");
    maker.gpg(&["--output", "private.gpg", "--export-secret-keys", "good"]);
    set_up.fails("pgp --file private.gpg", "pgp_private");

    // A revoked one: the certificate that GnuPG stores has a colon before it, against accidents.
    let stored =
        maker.home.path().join("openpgp-revocs.d").join(format!("{}.rev", fingerprint.trim_end_matches(':')));
    let stored = std::fs::read_to_string(stored).expect("a revocation certificate");
    set_up.write("good.rev", stored.replace(":-----BEGIN", "-----BEGIN").as_bytes());
    maker.gpg(&["--import", "good.rev"]);
    maker.gpg(&["--armor", "--output", "revoked.asc", "--export", "good"]);
    let found = set_up.check("pgp --file revoked.asc", 1);
    assert!(found.iter().any(|one| one["code"] == "pgp_revoked" && one["verdict"] == "fail"), "{found:?}");

    // The doctor looks at it, too; and says when there is no GnuPG.
    set_up.write("gws-auth.toml", b"environment = \"test\"\n[pgp]\nkey = \"never.asc\"\n");
    assert_eq!(gws(&["doctor"]).dir(set_up.path()).run().status, 0);
    set_up.write("gws-auth.toml", b"environment = \"test\"\n[pgp]\nkey = \"hash.asc\"\n");
    assert_eq!(gws(&["doctor"]).dir(set_up.path()).run().status, 1);
    let found = gws(&["doctor", "--json"]).dir(set_up.path()).env("PATH", "/nonexistent").json(0);
    assert_eq!(
        (&found["findings"][0]["code"], &found["findings"][0]["verdict"]),
        (&"gpg_missing".into(), &"warn".into())
    );
    let alone = gws(&["check", "pgp", "--file", "never.asc", "--json"])
        .dir(set_up.path())
        .env("PATH", "/nonexistent");
    assert_eq!(code(&alone.json(2)), "gpg_missing");
}
