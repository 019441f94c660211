//! `check`, with files that OpenSSL and ssh-keygen make: each check passes once and fails in each way.

use std::process::Command;

use tempfile::TempDir;

use crate::set_up::{ID, SetUp};
use crate::support::gws;

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
