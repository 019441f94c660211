//! Keys and certificates of the `openssl` command, and tokens that are signed as they stand.

use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use base64ct::{Base64UrlUnpadded, Encoding as _};
use gws_auth_core::jws::MAX_SIGNATURE;
use gws_auth_core::key::PrivateKey;
use gws_auth_native::BACKEND;
use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Gws, Ran, gws};

pub(crate) const HEADER: &str = r#"{"alg":"ES256","typ":"JWT","kid":"M2M"}"#;

/// A folder with `NAME.key`, `NAME.pub` and `NAME.crt` of each algorithm, all from `openssl`.
pub(crate) struct Employer {
    pub(crate) dir: TempDir,
    pub(crate) now: i64,
}

/// Runs `openssl` in `dir` and expects it to be content.
#[track_caller]
pub(crate) fn openssl(dir: &Path, arguments: &str) -> String {
    let ran = Command::new("openssl").args(arguments.split_whitespace()).current_dir(dir).output();
    let ran = ran.expect("openssl is there");
    assert!(ran.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr)
}

/// base64url
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    Base64UrlUnpadded::encode_string(bytes.as_ref())
}

impl Employer {
    /// With a key for each of these algorithms.
    pub(crate) fn new(algorithms: &[&str]) -> Self {
        let dir = TempDir::new().expect("a folder");
        for algorithm in algorithms {
            let key = match *algorithm {
                // SEC1, PKCS#8 and PKCS#1.
                "ES256" => "ecparam -name prime256v1 -genkey -noout",
                "ES384" => "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384",
                "ES512" => "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521",
                "RS384" => "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048",
                _ => "genrsa -traditional",
            };
            openssl(dir.path(), &format!("{key} -out {algorithm}.key"));
            openssl(dir.path(), &format!("pkey -in {algorithm}.key -pubout -out {algorithm}.pub"));
            let certificate = format!("req -x509 -new -key {algorithm}.key -subj /CN=Weka -days 730");
            openssl(dir.path(), &format!("{certificate} -out {algorithm}.crt"));
        }
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        Self { dir, now: i64::try_from(since.as_secs()).expect("a time") }
    }

    pub(crate) fn es256() -> Self {
        Self::new(&["ES256"])
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path().join(name)).expect("a file")
    }

    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), bytes).expect("written");
    }

    /// `gws-auth …` in the folder.
    pub(crate) fn gws(&self, arguments: &[&str]) -> Gws {
        gws(arguments).dir(self.path())
    }

    /// `m2m sign --iss www.example.com --json …`, with the key and the certificate called `name`.
    pub(crate) fn sign(&self, name: &str, more: &[&str]) -> Gws {
        let (key, certificate) = (format!("{name}.key"), format!("{name}.crt"));
        let first =
            ["m2m", "sign", "--key", &key, "--cert", &certificate, "--iss", "www.example.com", "--json"];
        self.gws(&[&first[..], more].concat())
    }

    /// A token of the command's.
    #[track_caller]
    pub(crate) fn token(&self, name: &str, more: &[&str]) -> String {
        self.sign(name, more).json(0)["token"].as_str().expect("a token").to_owned()
    }

    /// `m2m verify --cert NAME.crt --json …`
    pub(crate) fn verify(&self, name: &str, more: &[&str], token: impl AsRef<[u8]>) -> Ran {
        let certificate = format!("{name}.crt");
        let first = ["m2m", "verify", "--cert", &certificate, "--json"];
        self.gws(&[&first[..], more].concat()).stdin(token).run()
    }

    /// The thumbprint of `NAME.crt`, by openssl.
    pub(crate) fn fingerprint(&self, name: &str, hash: &str) -> String {
        let said = openssl(self.path(), &format!("x509 -in {name}.crt -noout -fingerprint -{hash}"));
        said.split_once('=').expect("a fingerprint").1.trim().replace(':', "")
    }

    /// Claims that nothing is wrong with.
    pub(crate) fn claims(&self, name: &str) -> String {
        format!(
            r#"{{"sub":"{}","iss":"www.example.com","startLogon":null,"iat":{},"exp":{}}}"#,
            self.fingerprint(name, "sha256"),
            self.now,
            self.now + 3_600
        )
    }

    /// Header and payload as they are, signed with the key `NAME.key`.
    pub(crate) fn signed(&self, name: &str, header: &str, payload: impl AsRef<[u8]>) -> String {
        let input = format!("{}.{}", encode(header), encode(payload));
        let key = PrivateKey::parse(&self.read(&format!("{name}.key")), None).expect("a key");
        let signer = (BACKEND.signer)(&key, key.algorithm()).expect("a signer");
        let mut room = [0; MAX_SIGNATURE];
        let signature = signer.sign(input.as_bytes(), &mut room).expect("a signature");
        format!("{input}.{}", encode(signature))
    }
}

/// `{"valid":false,"error":{"code":…,"message":…}}` with exit status 1: the code.
#[track_caller]
pub(crate) fn invalid(ran: &Ran) -> String {
    let value: Value = ran.json();
    assert_eq!((ran.status, &value["valid"]), (1, &Value::Bool(false)), "{ran:?}");
    assert!(value["error"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{ran:?}");
    value["error"]["code"].as_str().expect("a code").to_owned()
}
