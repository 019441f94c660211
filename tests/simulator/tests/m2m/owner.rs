//! Resource owners with keys and certificates that the `openssl` command makes, and signs with: not what the simulator verifies with.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use gws_auth_simulator::ResourceOwner;
use x509_cert::der::asn1::UintRef;
use x509_cert::der::{Decode as _, DecodePem as _, Reader as _, SliceReader};

/// A kind of key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Rsa,
    P256,
    P384,
    P521,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Rsa, Self::P256, Self::P384, Self::P521];

    fn new_key(self) -> &'static [&'static str] {
        match self {
            Self::Rsa => &["-newkey", "rsa:2048"],
            Self::P256 => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
            Self::P384 => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp384r1"],
            Self::P521 => &["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp521r1"],
        }
    }
}

/// An owner whose certificate is valid for 100 days from about now.
pub(crate) struct Owner {
    pub(crate) kind: Kind,
    pub(crate) certificate: String,
    /// SHA-256 in upper case, as `openssl x509 -fingerprint` computes it.
    pub(crate) thumbprint: String,
    pub(crate) sha1_thumbprint: String,
    key_file: PathBuf,
}

impl Owner {
    /// The one owner of this kind; it is made once in a test run.
    pub(crate) fn of(kind: Kind) -> &'static Self {
        static OWNERS: [OnceLock<Owner>; 4] = [const { OnceLock::new() }; 4];
        let index = Kind::ALL.iter().position(|other| *other == kind).expect("it is listed");
        OWNERS[index].get_or_init(|| Self::make(kind))
    }

    /// Another owner of this kind.
    pub(crate) fn make(kind: Kind) -> Self {
        let pem = self_signed(kind.new_key(), 100);
        let (key, certificate) = pem.split_at(pem.find("-----BEGIN CERTIFICATE").expect("a certificate"));
        let thumbprint = fingerprint(certificate, "-sha256");
        let key_file = directory().join(format!("{thumbprint}.key"));
        fs::write(&key_file, key).expect("the test's directory is writable");
        let sha1_thumbprint = fingerprint(certificate, "-sha1");
        Self { kind, certificate: certificate.to_owned(), thumbprint, sha1_thumbprint, key_file }
    }

    pub(crate) fn issuer(&self) -> String {
        format!("payroll.example/{:?}", self.kind)
    }

    pub(crate) fn customer(&self) -> String {
        format!("Weka {:?} Limited", self.kind)
    }

    /// notBefore and notAfter.
    pub(crate) fn validity(&self) -> (i64, i64) {
        let parsed = x509_cert::Certificate::from_pem(&self.certificate).expect("PEM");
        let validity = parsed.tbs_certificate().validity();
        let seconds = |time: x509_cert::time::Time| time.to_unix_duration().as_secs() as i64;
        (seconds(validity.not_before), seconds(validity.not_after))
    }

    /// A certificate of version 1, which is what `openssl x509 -req` makes without extensions.
    pub(crate) fn version_1(&self) -> Vec<u8> {
        let key = self.key_file.to_str().expect("UTF-8");
        let request = openssl(&["req", "-new", "-key", key, "-subj", "/CN=Weka Limited"], b"");
        openssl(&["x509", "-req", "-signkey", key, "-days", "9"], &request)
    }

    pub(crate) fn resource(&self) -> ResourceOwner {
        ResourceOwner::new(self.certificate.clone(), self.issuer(), self.customer())
    }

    /// A signature in JWS's form.
    pub(crate) fn sign(&self, algorithm: &str, message: &[u8]) -> Vec<u8> {
        let der = self.sign_der(algorithm, message);
        match self.kind {
            Kind::Rsa => der,
            Kind::P256 => raw(&der, 32),
            Kind::P384 => raw(&der, 48),
            Kind::P521 => raw(&der, 66),
        }
    }

    /// A signature in OpenSSL's form: for ECDSA, DER. Only the hash is `algorithm`'s.
    pub(crate) fn sign_der(&self, algorithm: &str, message: &[u8]) -> Vec<u8> {
        let hash = format!("-sha{}", &algorithm[2..]);
        let key = self.key_file.to_str().expect("UTF-8");
        openssl(&["dgst", &hash, "-sign", key], message)
    }
}

/// A new private key, then its self-signed certificate, both PEM.
pub(crate) fn self_signed(new_key: &[&str], days: u32) -> String {
    let days = days.to_string();
    let mut arguments = vec!["req", "-x509", "-nodes", "-keyout", "-", "-out", "-", "-days", &days];
    arguments.extend(["-subj", "/CN=Weka Limited"]);
    arguments.extend(new_key);
    String::from_utf8(openssl(&arguments, b"")).expect("PEM")
}

/// Runs the `openssl` command.
pub(crate) fn openssl(arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let command = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = command.expect("the openssl command is installed");
    // Dropped at once, which ends the input.
    child.stdin.take().expect("piped").write_all(input).expect("it reads its input");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "openssl {}", arguments[0]);
    output.stdout
}

fn fingerprint(certificate: &str, hash: &str) -> String {
    let line = openssl(&["x509", "-noout", "-fingerprint", hash], certificate.as_bytes());
    let line = String::from_utf8(line).expect("text");
    line.trim_end().split_once('=').expect("name=value").1.replace(':', "")
}

/// r‖s of fixed width out of DER.
fn raw(der: &[u8], width: usize) -> Vec<u8> {
    let mut reader = SliceReader::new(der).expect("DER");
    let numbers = reader.sequence(|reader| {
        let numbers = [UintRef::decode(reader)?, UintRef::decode(reader)?];
        Ok::<_, x509_cert::der::Error>(numbers)
    });
    let numbers = numbers.expect("two integers");
    numbers
        .iter()
        .flat_map(|number| [&vec![0; width - number.as_bytes().len()], number.as_bytes()].concat())
        .collect()
}

/// The build's own directory for tests; the keys in it are worth nothing outside.
fn directory() -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("m2m-owners");
    fs::create_dir_all(&directory).expect("the build directory is writable");
    directory
}
