//! A set-up whose files OpenSSL and ssh-keygen make, all good until a test spoils one.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::employer::openssl;
use crate::support::gws;

/// What the Developer Portal gives.
pub(crate) const ID: &str = "0123456789abcdef0123456789ABCDEF";

/// A set-up whose files are all good: `ca.crt`, `mtls.key`, `chain.pem` for test, `sign.key`, `sign.crt`, `id.pub`.
pub(crate) struct SetUp(pub(crate) TempDir);

impl SetUp {
    pub(crate) fn new() -> Self {
        let set_up = Self(TempDir::new().expect("a folder"));
        set_up.key("ca").key("mtls").key("sign");
        set_up.openssl(
            "req -x509 -new -key ca.key -subj /O=Sectigo_Limited/CN=Sectigo_CA -days 60 -out ca.crt",
        );
        set_up.openssl("req -x509 -new -key sign.key -subj /CN=Weka -days 60 -out sign.crt");
        set_up.leaf("chain.pem", &format!("{ID}.irdgws.test.example.co.nz"), "ca");
        set_up.ssh("id", &["-t", "ecdsa", "-b", "256"]);
        set_up
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn openssl(&self, arguments: &str) {
        openssl(self.path(), arguments);
    }

    pub(crate) fn key(&self, name: &str) -> &Self {
        self.openssl(&format!("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {name}.key"));
        self
    }

    /// A certificate of `mtls.key`, issued by `ca`, and the CA's behind it.
    pub(crate) fn leaf(&self, file: &str, name: &str, ca: &str) {
        self.openssl(&format!("req -new -key mtls.key -subj /CN={name} -out leaf.csr"));
        self.write("v3.ext", b"extendedKeyUsage=clientAuth\n");
        self.openssl(&format!(
            "x509 -req -in leaf.csr -CA {ca}.crt -CAkey {ca}.key -CAcreateserial -days 60 -extfile v3.ext -out leaf.crt"
        ));
        self.write(file, &[self.read("leaf.crt"), self.read(&format!("{ca}.crt"))].concat());
    }

    pub(crate) fn ssh(&self, name: &str, kind: &[&str]) {
        let mut command = Command::new("ssh-keygen");
        command.args(kind).args(["-q", "-N", "", "-f", name]).current_dir(self.path());
        let made = command.stdout(Stdio::null()).status().expect("ssh-keygen is installed");
        assert!(made.success());
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).expect("a file")
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).expect("written");
    }

    /// The findings of a check that ends with `status`.
    #[track_caller]
    pub(crate) fn check(&self, arguments: &str, status: i32) -> Vec<Value> {
        let words: Vec<&str> = arguments.split(' ').collect();
        let json = gws(&[&["check"], &words[..], &["--json"]].concat()).dir(self.path()).json(status);
        json["findings"].as_array().expect("findings").clone()
    }

    /// Nothing but passes.
    #[track_caller]
    pub(crate) fn passes(&self, arguments: &str) {
        let found = self.check(arguments, 0);
        assert!(
            !found.is_empty() && found.iter().all(|one| one["verdict"] == "pass" && one["do"].is_null()),
            "{found:?}"
        );
    }

    /// Exactly this one fails, with something to do.
    #[track_caller]
    pub(crate) fn fails(&self, arguments: &str, code: &str) {
        let found = self.check(arguments, 1);
        let failed: Vec<&Value> = found.iter().filter(|one| one["verdict"] == "fail").collect();
        assert!(failed.len() == 1 && failed[0]["code"] == code && failed[0]["do"].is_string(), "{found:?}");
    }

    /// Nothing fails, and this one is worth a look.
    #[track_caller]
    pub(crate) fn warns(&self, arguments: &str, code: &str) {
        let found = self.check(arguments, 0);
        assert!(
            found.iter().any(|one| one["verdict"] == "warn" && one["code"] == code && one["do"].is_string()),
            "{found:?}"
        );
    }
}
