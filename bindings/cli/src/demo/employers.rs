//! Two employers and a service provider: what the machine-to-machine half of the demo is played with.

use gws_auth_core::UnixSeconds;
use gws_auth_core::calls::SecretString;
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::Curve;
use gws_auth_simulator::{BlockingSimulator, ClientIdentity};
use p384::ecdsa::signature::hazmat::PrehashSigner as _;
use ureq::Agent;
use ureq::tls::{ClientCert, PrivateKey as TlsKey, RootCerts};
use zeroize::Zeroizing;

use crate::exit::Failure;
use crate::http;
use crate::keygen::making::{Key, Subject};

/// Two years.
const DAYS: u32 = 730;

/// What the M2M half needs: a service provider, and two employers whose payroll it does (M2M-8).
pub(super) struct M2m {
    /// Speaks mutual TLS as the service provider.
    pub(super) agent: Agent,
    pub(super) provider: String,
    pub(super) weka: Weka,
    pub(super) kakapo: Kakapo,
    /// The token of the customer step.
    pub(super) token: Option<SecretString>,
}

/// An employer whose key is in this program's memory.
pub(super) struct Weka {
    pub(super) key: Zeroizing<String>,
    pub(super) certificate: Certificate,
}

/// An employer whose key is in a hardware security module (HSM).
pub(super) struct Kakapo {
    pub(super) module: Module,
    pub(super) certificate: Certificate,
}

/// A stand-in for an HSM: a digest in, a signature in DER out, and the key never leaves.
pub(super) struct Module(p384::ecdsa::SigningKey);

impl Module {
    /// Takes a key in, as a real one makes it inside.
    pub(super) fn holding(key: &Key) -> Result<Self, String> {
        let Key::P384(key) = key else { return Err("a key on another curve was made".into()) };
        Ok(Self(p384::ecdsa::SigningKey::from(key)))
    }

    pub(super) fn sign(&self, digest: &[u8]) -> Result<Vec<u8>, String> {
        let signature: p384::ecdsa::DerSignature =
            self.0.sign_prehash(digest).map_err(|error| error.to_string())?;
        Ok(signature.as_bytes().to_vec())
    }
}

/// A key and a certificate, as `gws-auth keygen` makes them.
pub(super) fn employer(name: &str, curve: Curve, now: UnixSeconds) -> Result<(Key, Certificate), String> {
    let made = || -> Result<_, Failure> {
        let key = Key::generate(curve)?;
        let pem = key.certificate(&Subject::parse(&format!("CN={name},C=NZ"))?, now, DAYS)?;
        Ok((key, Certificate::parse(pem.as_bytes())?))
    };
    made().map_err(|failure| failure.message().to_owned())
}

/// The payroll software, with a certificate for mutual TLS in IR's shape (MTLS-1), and its name.
pub(super) fn provider(simulator: &BlockingSimulator) -> Result<(Agent, String), String> {
    let name = ClientIdentity::common_name_for("payroll.example");
    let identity = simulator.issue_client_certificate(&name).map_err(|error| error.to_string())?;
    let pem = |error: ureq::Error| format!("the simulator's PEM cannot be read: {error}");
    let ca = ureq::tls::Certificate::from_pem(simulator.mtls_ca_pem().as_bytes()).map_err(pem)?;
    let own = ureq::tls::Certificate::from_pem(identity.certificate_pem.as_bytes()).map_err(pem)?;
    let key = TlsKey::from_pem(identity.private_key_pem.expose().as_bytes()).map_err(pem)?;
    let identity = ClientCert::new_with_certs(&[own], key);
    Ok((http::mutual_tls(identity, RootCerts::new_with_certs(&[ca])), name))
}
