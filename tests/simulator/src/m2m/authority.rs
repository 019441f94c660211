//! The test CA: in memory, new with every simulator. It stands for the approved CAs of MTLS-1.

use std::fmt;
use std::time::{Duration, SystemTime};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::random;
use crate::secret::Secret;

const DAY: Duration = Duration::from_secs(86_400);
/// X.520's upper bound of a Common Name, in characters.
const LONGEST_NAME: usize = 64;

/// A client certificate for mutual TLS, with its key.
#[derive(Clone, Debug)]
pub struct ClientIdentity {
    /// The Common Name, by which the service knows the service provider.
    pub common_name: String,
    /// The certificate alone: the test CA signs it directly.
    pub certificate_pem: String,
    /// The P-256 key, PKCS#8 in PEM.
    pub private_key_pem: Secret,
}

impl ClientIdentity {
    /// A new Common Name in the shape of those that IR's Developer Portal assigns, for the registered `domain` (MTLS-1).
    pub fn common_name_for(domain: &str) -> String {
        format!("{}.irdgws.test.{domain}", random::portal_id())
    }
}

/// A Common Name that IR would not have assigned for testing. The shape is `<32 hex>.irdgws[.test].<registered domain>`, in 64
/// characters (MTLS-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommonNameError;

impl fmt::Display for CommonNameError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .write_str("the Common Name is not <32 hex>.irdgws[.test].<registered domain> in 64 characters")
    }
}

impl std::error::Error for CommonNameError {}

/// The CA and its key.
pub(crate) struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
}

impl Authority {
    pub(crate) fn new() -> Result<Self, rcgen::Error> {
        let mut params = named("GWS simulator test CA", Vec::new(), 3_650)?;
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        Ok(Self { issuer: CertifiedIssuer::self_signed(params, KeyPair::generate()?)? })
    }

    pub(crate) fn pem(&self) -> String {
        self.issuer.pem()
    }

    pub(crate) fn der(&self) -> CertificateDer<'static> {
        self.issuer.der().clone()
    }

    /// The certificate of the M2M port: ECC, as ENV-7 says.
    pub(crate) fn server(&self) -> Result<(CertificateDer<'static>, PrivateKeyDer<'static>), rcgen::Error> {
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let (certificate, key) = self.issue("GWS simulator", names, ExtendedKeyUsagePurpose::ServerAuth)?;
        Ok((certificate.der().clone(), PrivatePkcs8KeyDer::from(key.serialize_der()).into()))
    }

    pub(crate) fn client(&self, common_name: &str) -> Result<ClientIdentity, CommonNameError> {
        if !assignable(common_name) {
            return Err(CommonNameError);
        }
        let names = vec![common_name.to_owned()];
        let (certificate, key) = self
            .issue(common_name, names, ExtendedKeyUsagePurpose::ClientAuth)
            .map_err(|_| CommonNameError)?;
        Ok(ClientIdentity {
            common_name: common_name.to_owned(),
            certificate_pem: certificate.pem(),
            private_key_pem: Secret::new(key.serialize_pem()),
        })
    }

    fn issue(
        &self,
        common_name: &str,
        names: Vec<String>,
        usage: ExtendedKeyUsagePurpose,
    ) -> Result<(rcgen::Certificate, KeyPair), rcgen::Error> {
        let mut params = named(common_name, names, 365)?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![usage];
        let key = KeyPair::generate()?;
        Ok((params.signed_by(&key, &self.issuer)?, key))
    }
}

/// Valid from yesterday, by the machine's clock: TLS knows nothing of the simulator's.
fn named(common_name: &str, names: Vec<String>, days: u32) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, common_name);
    params.not_before = (SystemTime::now() - DAY).into();
    params.not_after = (SystemTime::now() + DAY * days).into();
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// MTLS-1. This is no production environment, whose certificates are others.
fn assignable(name: &str) -> bool {
    let Some((id, rest)) = name.split_once(".irdgws.") else { return false };
    let domain = rest.strip_prefix("test.").unwrap_or(rest);
    let label = |label: &str| {
        let bytes = label.as_bytes();
        !bytes.is_empty()
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
            && bytes[0] != b'-'
            && bytes[bytes.len() - 1] != b'-'
    };
    name.len() <= LONGEST_NAME
        && id.len() == 32
        && id.bytes().all(|byte| byte.is_ascii_hexdigit())
        && domain.contains('.')
        && domain.split('.').all(label)
        && !domain.starts_with("prod.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_in_irs_shape_are_assignable() {
        const ID: &str = "0123456789abcdef0123456789ABCDEF";
        for good in ["irdgws.test.payroll.example", "irdgws.pay-roll.co.nz"] {
            assert!(assignable(&format!("{ID}.{good}")), "{good}");
        }
        for bad in [
            "irdgws.prod.payroll.example",
            "irdgws.test.example",
            "irdgws.test.",
            "irdgws.test.a..b",
            "irdgws.test.-a.example",
            "irdgws.test.a b.example",
            "irdgws.test.much-too-long-a-domain.example",
            "gws.test.payroll.example",
        ] {
            assert!(!assignable(&format!("{ID}.{bad}")), "{bad}");
        }
        assert!(!assignable(&format!("{}.irdgws.test.payroll.example", &ID[1..])));
        assert!(!assignable(&format!("{}g.irdgws.test.payroll.example", &ID[1..])));
        assert!(assignable(&ClientIdentity::common_name_for("payroll.example")));
    }
}
