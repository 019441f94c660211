//! `check`, with files that OpenSSL and ssh-keygen make: each check passes once and fails in each way.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::employer::openssl;
use crate::support::gws;

const ID: &str = "0123456789abcdef0123456789ABCDEF";

/// A set-up whose files are all good: `ca.crt`, `mtls.key`, `chain.pem` for test, `sign.key`, `sign.crt`, `id.pub`.
struct SetUp(TempDir);

impl SetUp {
    fn new() -> Self {
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

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn openssl(&self, arguments: &str) {
        openssl(self.path(), arguments);
    }

    fn key(&self, name: &str) -> &Self {
        self.openssl(&format!("genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out {name}.key"));
        self
    }

    /// A certificate of `mtls.key`, issued by `ca`, and the CA's behind it.
    fn leaf(&self, file: &str, name: &str, ca: &str) {
        self.openssl(&format!("req -new -key mtls.key -subj /CN={name} -out leaf.csr"));
        self.write("v3.ext", b"extendedKeyUsage=clientAuth\n");
        self.openssl(&format!(
            "x509 -req -in leaf.csr -CA {ca}.crt -CAkey {ca}.key -CAcreateserial -days 60 -extfile v3.ext -out leaf.crt"
        ));
        self.write(file, &[self.read("leaf.crt"), self.read(&format!("{ca}.crt"))].concat());
    }

    fn ssh(&self, name: &str, kind: &[&str]) {
        let mut command = Command::new("ssh-keygen");
        command.args(kind).args(["-q", "-N", "", "-f", name]).current_dir(self.path());
        let made = command.stdout(Stdio::null()).status().expect("ssh-keygen is installed");
        assert!(made.success());
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).expect("a file")
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path().join(name), bytes).expect("written");
    }

    /// The findings of a check that ends with `status`.
    #[track_caller]
    fn check(&self, arguments: &str, status: i32) -> Vec<Value> {
        let words: Vec<&str> = arguments.split(' ').collect();
        let json = gws(&[&["check"], &words[..], &["--json"]].concat()).dir(self.path()).json(status);
        json["findings"].as_array().expect("findings").clone()
    }

    /// Nothing but passes.
    #[track_caller]
    fn passes(&self, arguments: &str) {
        let found = self.check(arguments, 0);
        assert!(
            !found.is_empty() && found.iter().all(|one| one["verdict"] == "pass" && one["do"].is_null()),
            "{found:?}"
        );
    }

    /// Exactly this one fails, with something to do.
    #[track_caller]
    fn fails(&self, arguments: &str, code: &str) {
        let found = self.check(arguments, 1);
        let failed: Vec<&Value> = found.iter().filter(|one| one["verdict"] == "fail").collect();
        assert!(failed.len() == 1 && failed[0]["code"] == code && failed[0]["do"].is_string(), "{found:?}");
    }

    /// Nothing fails, and this one is worth a look.
    #[track_caller]
    fn warns(&self, arguments: &str, code: &str) {
        let found = self.check(arguments, 0);
        assert!(
            found.iter().any(|one| one["verdict"] == "warn" && one["code"] == code && one["do"].is_string()),
            "{found:?}"
        );
    }
}

#[test]
fn client_and_redirect() {
    let set_up = SetUp(TempDir::new().expect("a folder"));
    set_up.passes("client SmartSoftware_SmartPay");
    set_up.warns("client SmartPay", "client_id_form");
    set_up.warns("client SmartSoftware_", "client_id_form");
    set_up.fails("client Smart:Pay_1", "client_id_colon");
    set_up.passes("redirect https://client.example.com/return http://127.0.0.1:5001/ nz.co.weka:/return");
    set_up.warns("redirect http://localhost:5001/", "redirect_uri_localhost");
    set_up.warns("redirect https://a.example/ https://a.example/", "redirect_uri_repeated");
    let many: Vec<String> = (1..=6).map(|port| format!("http://127.0.0.1:500{port}/")).collect();
    set_up.passes(&format!("redirect {}", many[..5].join(" ")));
    set_up.warns(&format!("redirect {}", many.join(" ")), "redirect_uri_ports");
    set_up.fails(
        "redirect https://client.example.com/return http://client.example.com/",
        "redirect_uri_not_loopback",
    );
    set_up.fails("redirect https://client.example.com/#x", "redirect_uri_fragment");
    let printed = gws(&["check", "client", "Smart:Pay"]).run();
    assert!(printed.status == 1 && printed.stdout.starts_with("fail  TOKEN-3"), "{}", printed.stdout);
}

#[test]
fn signing() {
    let set_up = SetUp::new();
    set_up.passes("signing --cert sign.crt --key sign.key --other-cert ca.crt");
    set_up.fails("signing --cert sign.crt --key mtls.key", "certificate_key");
    set_up.fails("signing --cert sign.crt --other-cert sign.crt", "key_shared");
    set_up.fails("signing --cert sign.crt --key sign.crt", "file_certificate");
    set_up.fails("signing --cert sign.key", "file_private_key");
    set_up.openssl("req -x509 -new -key sign.key -subj /CN=Weka -days 5 -out short.crt");
    set_up.warns("signing --cert short.crt", "certificate_ends_soon");
    set_up.openssl("req -x509 -new -key sign.key -subj /CN=Weka -days 1500 -out long.crt");
    set_up.fails("signing --cert long.crt", "certificate_four_years");
    set_up.fails("signing --cert sign.crt --now 4000000000", "certificate_expired");
    set_up.fails("signing --cert sign.crt --now 1000000000", "certificate_not_yet_valid");
    set_up.openssl("genrsa -out rsa.key 2048");
    set_up.openssl("req -x509 -new -key rsa.key -subj /CN=Weka -days 60 -out rsa.crt");
    set_up.warns("signing --cert rsa.crt --key rsa.key", "key_algorithm");
    set_up.openssl("genrsa -out weak.key 1024");
    set_up.openssl("req -x509 -new -key weak.key -subj /CN=Weka -days 60 -out weak.crt");
    set_up.fails("signing --cert weak.crt", "key_too_short");
}

#[test]
fn mutual_tls() {
    let set_up = SetUp::new();
    let check = |file: &str| format!("mtls --env test --cert {file} --key mtls.key --signing-cert sign.crt");
    set_up.passes(&check("chain.pem"));
    set_up.fails("mtls --env production --cert chain.pem", "common_name_environment");
    set_up.fails("mtls --env test --cert chain.pem --key sign.key", "certificate_key");
    set_up.fails("mtls --env test --cert leaf.crt", "chain_incomplete");
    set_up.fails("mtls --env test --cert chain.pem --signing-cert leaf.crt", "mtls_key_signs");
    set_up.fails("mtls --env test --cert chain.pem --now 4000000000", "certificate_expired");
    let (leaf, ca, other) = (set_up.read("leaf.crt"), set_up.read("ca.crt"), set_up.read("sign.crt"));
    set_up.write("order.pem", &[leaf, other, ca].concat());
    set_up.fails("mtls --env test --cert order.pem", "chain_order");
    for name in ["www.example.co.nz", "0123.irdgws.test.example.co.nz"] {
        set_up.leaf("name.pem", name, "ca");
        set_up.fails(&check("name.pem"), "common_name_form");
    }
    set_up.leaf("open.pem", &format!("{ID}.irdgws.example.co.nz"), "ca");
    set_up.warns(&check("open.pem"), "common_name_environment");
    set_up.openssl(&format!(
        "req -x509 -new -key mtls.key -subj /CN={ID}.irdgws.test.a.nz -days 60 -out self.crt"
    ));
    set_up.fails("mtls --env test --cert self.crt", "mtls_self_signed");
    set_up.key("own").openssl("req -x509 -new -key own.key -subj /CN=Own -days 60 -out own.crt");
    set_up.leaf("unknown.pem", &format!("{ID}.irdgws.test.example.co.nz"), "own");
    set_up.fails(&check("unknown.pem"), "mtls_issuer");
}

#[test]
fn ssh() {
    let set_up = SetUp::new();
    for bits in ["256", "384", "521"] {
        let name = format!("id{bits}");
        set_up.ssh(&name, &["-t", "ecdsa", "-b", bits]);
        set_up.passes(&format!("ssh --key {name}.pub"));
        let shown = Command::new("ssh-keygen")
            .args(["-l", "-f", &format!("{name}.pub")])
            .current_dir(set_up.path())
            .output();
        let shown = String::from_utf8(shown.expect("runs").stdout).expect("text");
        let found = set_up.check(&format!("ssh --key {name}.pub"), 0);
        let print = found.iter().find(|one| one["code"] == "ssh_fingerprint").expect("a fingerprint");
        assert_eq!(Some(print["seen"].as_str().expect("text")), shown.split(' ').nth(1));
        // The same key in PEM has the same fingerprint.
        let pem = Command::new("ssh-keygen")
            .args(["-e", "-m", "PKCS8", "-f", &format!("{name}.pub")])
            .current_dir(set_up.path())
            .output();
        set_up.write("id.pem", &pem.expect("runs").stdout);
        assert_eq!(set_up.check("ssh --key id.pem", 0), found);
    }
    for (kind, name) in [("rsa", "rsa"), ("ed25519", "ed")] {
        set_up.ssh(name, &["-t", kind]);
        set_up.fails(&format!("ssh --key {name}.pub"), "ssh_algorithm");
    }
    set_up.fails("ssh --key id", "ssh_private");
    set_up.fails("ssh --key sign.key", "ssh_private");
    let line = String::from_utf8(set_up.read("id.pub")).expect("text");
    set_up.write("cut.pub", &line.as_bytes()[..80]);
    set_up.fails("ssh --key cut.pub", "ssh_damaged");
    set_up.write("other.pub", line.replace("ecdsa-sha2-nistp256 ", "ecdsa-sha2-nistp384 ").as_bytes());
    set_up.fails("ssh --key other.pub", "ssh_damaged");
}
