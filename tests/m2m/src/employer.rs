//! One employer: a key that `openssl` made, and its certificate.

use crate::Folder;
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::Algorithm;
use gws_auth_core::key::PrivateKey;
use std::sync::OnceLock;
use std::time::{SystemTime, UNIX_EPOCH};

/// A key, its certificate, and the algorithm that it signs with.
#[derive(Debug)]
pub struct Employer {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// The private key.
    pub key: PrivateKey,
    /// The certificate, valid from the real now for two years.
    pub certificate: Certificate,
    /// The private key as `openssl` wrote it.
    pub key_pem: String,
    /// The certificate as `openssl` wrote it.
    pub certificate_pem: String,
    /// The public key as `openssl` wrote it.
    pub public_pem: String,
}

impl Employer {
    /// Makes a key for `algorithm` in `folder`: `NAME.key`, `NAME.pub`, `NAME.crt`.
    ///
    /// # Panics
    /// If `openssl` or the core does not like it.
    #[must_use]
    pub fn new(folder: &Folder, name: &str, algorithm: Algorithm) -> Self {
        let kind = match algorithm {
            Algorithm::Es256 => "EC -pkeyopt ec_paramgen_curve:P-256",
            Algorithm::Es384 => "EC -pkeyopt ec_paramgen_curve:P-384",
            Algorithm::Es512 => "EC -pkeyopt ec_paramgen_curve:P-521",
            _ => "RSA -pkeyopt rsa_keygen_bits:2048",
        };
        folder.openssl(&format!("genpkey -algorithm {kind} -out {name}.key"));
        folder.openssl(&format!("pkey -in {name}.key -pubout -out {name}.pub"));
        folder.openssl(&format!("req -x509 -new -key {name}.key -subj /CN={name} -days 730 -out {name}.crt"));
        Self {
            algorithm,
            key: PrivateKey::parse(&folder.read(&format!("{name}.key")), None).expect("a key"),
            certificate: Certificate::parse(&folder.read(&format!("{name}.crt"))).expect("a certificate"),
            key_pem: folder.text(&format!("{name}.key")),
            certificate_pem: folder.text(&format!("{name}.crt")),
            public_pem: folder.text(&format!("{name}.pub")),
        }
    }

    /// One for each of the six algorithms, made once.
    #[must_use]
    pub fn all() -> &'static [Self] {
        static ALL: OnceLock<[Employer; 6]> = OnceLock::new();
        ALL.get_or_init(|| {
            let folder = Folder::new("employers");
            Algorithm::ALL.map(|algorithm| Self::new(&folder, algorithm.name(), algorithm))
        })
    }

    /// The one for this algorithm.
    ///
    /// # Panics
    /// Never: each has one.
    #[must_use]
    pub fn of(algorithm: Algorithm) -> &'static Self {
        Self::all().iter().find(|employer| employer.algorithm == algorithm).expect("one for each")
    }

    /// The real clock: certificates of `openssl` begin at it.
    ///
    /// # Panics
    /// Before 1970.
    #[must_use]
    pub fn now() -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
        i64::try_from(since.as_secs()).expect("a clock before the end of time")
    }
}
