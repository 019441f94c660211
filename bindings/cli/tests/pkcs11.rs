//! `m2m sign --pkcs11`, with a token of SoftHSM, EC and RSA.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::employer::Employer;
use crate::support::{Gws, code, text};

const PIN: &str = "token-pin-5678";

/// Where packages put SoftHSM's module.
const MODULES: &[&str] = &[
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/softhsm/libsofthsm.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
];

/// Two tokens, the keys of an employer in one of them.
struct Hsm {
    employer: Employer,
    module: &'static str,
}

impl Hsm {
    fn new(algorithms: &[&str]) -> Self {
        let module =
            MODULES.iter().find(|path| Path::new(path).exists()).expect("SoftHSM's module is installed");
        let hsm = Self { employer: Employer::new(algorithms), module };
        std::fs::create_dir(hsm.employer.path().join("tokens")).expect("a folder");
        let tokens = hsm.employer.path().join("tokens");
        let settings = format!("directories.tokendir = {}\nobjectstore.backend = file\n", tokens.display());
        hsm.employer.write("softhsm2.conf", settings);
        for label in ["hsm", "spare"] {
            hsm.util(&["--init-token", "--free", "--label", label, "--so-pin", "so-pin-1234", "--pin", PIN]);
        }
        for (number, algorithm) in (1..).zip(algorithms) {
            let (from, to) = (format!("{algorithm}.key"), format!("{algorithm}.p8"));
            crate::employer::openssl(
                hsm.employer.path(),
                &format!("pkcs8 -topk8 -nocrypt -in {from} -out {to}"),
            );
            hsm.import(&to, algorithm, &format!("0{number}"));
            // What signs is the token: no file holds the key any more.
            for file in [from, to] {
                std::fs::remove_file(hsm.employer.path().join(file)).expect("removed");
            }
        }
        hsm
    }

    #[track_caller]
    fn import(&self, file: &str, label: &str, id: &str) {
        self.util(&["--import", file, "--token", "hsm", "--label", label, "--id", id, "--pin", PIN]);
    }

    #[track_caller]
    fn util(&self, arguments: &[&str]) {
        let ran = Command::new("softhsm2-util")
            .args(arguments)
            .current_dir(self.employer.path())
            .env("SOFTHSM2_CONF", self.employer.path().join("softhsm2.conf"))
            .stdin(Stdio::null())
            .output()
            .expect("softhsm2-util is installed");
        assert!(ran.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    }

    /// `m2m sign` by the key that `path` names, for the certificate of `algorithm`.
    fn sign(&self, path: &str, algorithm: &str, more: &[&str]) -> Gws {
        let uri = format!("pkcs11:{path}?module-path={}", self.module);
        let certificate = format!("{algorithm}.crt");
        let call =
            ["m2m", "sign", "--pkcs11", &uri, "--cert", &certificate, "--iss", "www.example.com", "--json"];
        let settings = self.employer.path().join("softhsm2.conf");
        self.employer.gws(&[&call[..], more].concat()).env("SOFTHSM2_CONF", settings.to_str().expect("text"))
    }
}

#[test]
fn tokens_signed_in_hardware_are_those_of_the_certificate() {
    let hsm = Hsm::new(&["ES256", "ES384", "ES512", "RS256"]);
    for (algorithm, path, more) in [
        ("ES256", "token=hsm;object=ES256;type=private", &[][..]),
        ("ES384", "token=hsm;id=%02", &["--start-logon", "jsmith"]),
        ("ES512", "token=hsm;object=ES512;id=%03;manufacturer=SoftHSM%20project", &[]),
        ("RS256", "token=hsm", &[]),
        ("RS256", "token=hsm", &["--alg", "RS512"]),
        ("RS256", "token=hsm", &["--alg", "RS384", "--sha1-thumbprint"]),
    ] {
        let signed = hsm.sign(path, algorithm, more).env("GWS_KEY_PASSPHRASE", PIN).run();
        assert_eq!(signed.status, 0, "{signed:?}");
        assert!(!signed.stdout.contains(PIN) && !signed.stderr.contains(PIN));
        let token = text(&signed.json(), "token").to_owned();
        let certificate = format!("{algorithm}.crt");
        let mut verify = vec!["m2m", "verify", "--cert", &certificate, "--json"];
        if more.contains(&"--sha1-thumbprint") {
            verify.push("--sha1-thumbprint");
        }
        let verified = hsm.employer.gws(&verify).stdin(token).json(0);
        let expected = more.iter().find(|word| word.starts_with("RS")).unwrap_or(&algorithm);
        assert_eq!(verified["algorithm"], **expected, "{verified}");
    }
    // The PIN from a file.
    hsm.employer.write("pin", format!("{PIN}\n"));
    hsm.sign("token=hsm;object=ES256", "ES256", &["--passphrase-file", "pin"]).json(0);
}

#[test]
fn what_is_wrong_with_token_key_or_pin_is_named() {
    let hsm = Hsm::new(&["ES256"]);
    let with_pin = |path: &str| hsm.sign(path, "ES256", &[]).env("GWS_KEY_PASSPHRASE", PIN);
    assert_eq!(code(&with_pin("token=other;object=ES256").json(2)), "pkcs11_token");
    assert_eq!(code(&with_pin("object=ES256").json(2)), "pkcs11_token", "there are two");
    assert_eq!(code(&with_pin("token=hsm;object=other").json(2)), "pkcs11_key");
    assert_eq!(code(&with_pin("token=spare").json(2)), "pkcs11_key");
    assert_eq!(code(&hsm.sign("token=hsm", "ES256", &[]).json(2)), "pkcs11_pin", "no PIN");
    let wrong = hsm.sign("token=hsm", "ES256", &[]).env("GWS_KEY_PASSPHRASE", "wrong-pin").run();
    assert_eq!((wrong.status, code(&wrong.json())), (1, "pkcs11_pin"));
    assert!(!wrong.stdout.contains("wrong-pin"));
    // Another key of the same kind: the certificate is not its own, and no token is printed.
    crate::employer::openssl(
        hsm.employer.path(),
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out other.key",
    );
    hsm.import("other.key", "second", "09");
    assert_eq!(code(&with_pin("token=hsm").json(2)), "pkcs11_key", "there are two");
    let foreign = with_pin("token=hsm;object=second").run();
    assert_eq!((foreign.status, code(&foreign.json())), (1, "certificate_key"));
    // The URI itself.
    let call = |uri: &str| {
        let all = ["m2m", "sign", "--pkcs11", uri, "--cert", "ES256.crt", "--iss", "x", "--json"];
        hsm.employer.gws(&all).json(2)
    };
    assert_eq!(code(&call("pkcs11:token=hsm?module-path=/no/such/module.so")), "pkcs11_module");
    for uri in ["pkcs11:token=hsm", "hsm", "pkcs11:token=hsm?module-path=m&pin-value=secret-9"] {
        let refused = call(uri);
        assert_eq!(code(&refused), "usage", "{uri}");
        assert!(!refused.to_string().contains("secret-9"), "{refused}");
    }
    let neither = ["m2m", "sign", "--cert", "ES256.crt", "--iss", "x", "--json"];
    assert_eq!(code(&hsm.employer.gws(&neither).json(2)), "usage");
}
