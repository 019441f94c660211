//! One TLS handshake that takes whatever the host offers and notes what it was (ENV-6, ENV-7). No client certificate is
//! shown, and nothing is sent behind it.

use std::io;
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::PublicKey;
use gws_auth_core::tls::CIPHER_SUITES;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{ResolvesClientCert, WebPkiServerVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{
    AlertDescription, CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error,
    PeerIncompatible, RootCertStore, SignatureScheme,
};

use super::found::Found;
use super::target::Target;
use super::{Setting, unusable};
use crate::exit::Failure;

/// What the rest of the probe needs to know.
pub(super) struct Seen {
    /// Whether the host proved to be the one that was named.
    pub(super) trusted: bool,
    /// Whether it asked for a client certificate.
    pub(super) asked: bool,
}

const BETWEEN: &str = "something between opens TLS, or it is another host: have this host passed through untouched, or give the proxy's CA with --ca";

pub(super) fn look(
    found: &mut Found,
    target: &Target,
    mut stream: TcpStream,
    setting: &Setting,
) -> Option<Seen> {
    let Ok((config, witness, asker)) = config(setting) else {
        found.fail(
            "tls_handshake",
            "ENV-6",
            "the CA of --ca cannot be used",
            "give a CA's certificate in PEM",
        );
        return None;
    };
    let Ok(name) = ServerName::try_from(target.host.clone()) else {
        found.fail("connect_host", "ENV-1", "the host's name is none that TLS knows", "give the host's name");
        return None;
    };
    let mut connection = match ClientConnection::new(Arc::new(config), name) {
        Ok(connection) => connection,
        Err(error) => {
            found.fail("tls_handshake", "ENV-6", error.to_string(), BETWEEN);
            return None;
        }
    };
    let outcome = shake(&mut connection, &mut stream, setting.timeout);
    let version = connection.protocol_version();
    let suite = connection.negotiated_cipher_suite().map(|suite| suite.suite());
    let (judged, server) = witness.take();
    let asked = asker.0.load(Ordering::SeqCst);
    let (Some(version), Some(suite)) = (version, suite) else {
        failed(found, outcome.err());
        return None;
    };
    found.pass(
        "tls_version",
        "ENV-6",
        match version {
            rustls::ProtocolVersion::TLSv1_3 => "TLS 1.3",
            _ => "TLS 1.2",
        },
    );
    match CIPHER_SUITES.iter().find(|known| known.number == u16::from(suite)) {
        Some(known) => found.pass("tls_cipher", "ENV-7", known.name),
        None => found.fail("tls_cipher", "ENV-7", format!("{suite:?} is none of IR's"), BETWEEN),
    }
    let trusted = judged.as_ref().is_some_and(Result::is_ok);
    match judged {
        Some(judged) => certificate(found, target, judged, server.as_deref()),
        // TLS ended before the certificate came.
        None => failed(found, outcome.err()),
    }
    Some(Seen { trusted, asked })
}

/// The handshake, all of it within `timeout`: a host that answers byte by byte does not hold up anybody.
fn shake(connection: &mut ClientConnection, stream: &mut TcpStream, timeout: Duration) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        while connection.wants_write() {
            connection.write_tls(stream)?;
        }
        if !connection.is_handshaking() {
            return Ok(());
        }
        if begun.elapsed() > timeout {
            return Err(io::ErrorKind::TimedOut.into());
        }
        if connection.read_tls(stream)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Err(error) = connection.process_new_packets() {
            // The host is told why.
            let _ = connection.write_tls(stream);
            return Err(io::Error::other(error));
        }
    }
}

fn certificate(found: &mut Found, target: &Target, judged: Result<(), Error>, server: Option<&[u8]>) {
    let read = server.and_then(|der| Certificate::parse(der).ok());
    let issuer = read
        .as_ref()
        .map_or("an unreadable certificate".into(), |read| format!("issued by {}", read.issuer()));
    match judged {
        Ok(()) => {
            found.pass("tls_certificate", "ENV-7", format!("the certificate of {}, {issuer}", target.host))
        }
        Err(error) => {
            let why = match &error {
                Error::InvalidCertificate(CertificateError::UnknownIssuer) => {
                    "no CA that is trusted here issued it"
                }
                Error::InvalidCertificate(
                    CertificateError::Expired | CertificateError::ExpiredContext { .. },
                ) => "it has expired, or this machine's clock is wrong",
                Error::InvalidCertificate(
                    CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. },
                ) => "it is not valid yet, or this machine's clock is wrong",
                Error::InvalidCertificate(
                    CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
                ) => "it is for another name",
                _ => "it is not valid",
            };
            found.fail(
                "tls_certificate",
                "ENV-7",
                format!("the host's certificate, {issuer}: {why}"),
                BETWEEN,
            );
        }
    }
    if let Some(read) = read
        && matches!(read.key(), PublicKey::Rsa { .. })
    {
        let remedy =
            "IR's certificates are on elliptic curves: ask whether something between answers in its place";
        found.warn("tls_server_key", "ENV-7", "the host's key is RSA", remedy);
    }
}

/// No version and cipher suite were agreed on.
fn failed(found: &mut Found, error: Option<io::Error>) {
    let (rustls, words) = match &error {
        Some(io) => (io.get_ref().and_then(|inner| inner.downcast_ref::<Error>()), io.to_string()),
        None => (None, "it ended early".into()),
    };
    match rustls {
        Some(
            Error::AlertReceived(AlertDescription::ProtocolVersion)
            | Error::PeerIncompatible(
                PeerIncompatible::ServerDoesNotSupportTls12Or13
                | PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig,
            ),
        ) => found.fail("tls_version", "ENV-6", "the host speaks neither TLS 1.2 nor 1.3", BETWEEN),
        Some(Error::AlertReceived(AlertDescription::HandshakeFailure)) => {
            found.fail("tls_cipher", "ENV-7", "the host has no cipher suite in common", BETWEEN);
        }
        Some(Error::InvalidMessage(_)) => {
            let remedy = "look at the port: this one does not speak TLS";
            found.fail("tls_handshake", "ENV-6", "what answers is not TLS", remedy);
        }
        _ => found.fail("tls_handshake", "ENV-6", format!("TLS failed: {words}"), BETWEEN),
    }
}

type Parts = (ClientConfig, Arc<Witness>, Arc<Asker>);

fn config(setting: &Setting) -> Result<Parts, Failure> {
    let failure = |_| unusable("The CA of --ca cannot be used.");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut roots = RootCertStore::empty();
    match &setting.roots {
        Some(own) => {
            for root in own {
                roots.add(CertificateDer::from(root.der().to_vec())).map_err(failure)?;
            }
        }
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
    }
    let usual = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build();
    let usual = usual.map_err(|_| unusable("The CA of --ca cannot be used."))?;
    let witness = Arc::new(Witness { usual, noted: Mutex::new((None, None)) });
    let asker = Arc::new(Asker(AtomicBool::new(false)));
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failure)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
        .with_client_cert_resolver(Arc::clone(&asker) as Arc<dyn ResolvesClientCert>);
    Ok((config, witness, asker))
}

/// The verdict on a server's certificate, and the certificate.
type Noted = (Option<Result<(), Error>>, Option<Vec<u8>>);

/// Notes what the usual verifier says, and lets the handshake go on, so that version, suite and issuer can be told. Nothing
/// follows on this connection.
#[derive(Debug)]
struct Witness {
    usual: Arc<WebPkiServerVerifier>,
    noted: Mutex<Noted>,
}

impl Witness {
    fn take(&self) -> Noted {
        std::mem::take(&mut *self.noted.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let judged = self
            .usual
            .verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
            .map(drop);
        *self.noted.lock().unwrap_or_else(PoisonError::into_inner) =
            (Some(judged), Some(end_entity.to_vec()));
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.usual.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}

/// Notes that a client certificate was asked for, and has none.
#[derive(Debug)]
struct Asker(AtomicBool);

impl ResolvesClientCert for Asker {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        self.0.store(true, Ordering::SeqCst);
        None
    }

    fn has_certs(&self) -> bool {
        true
    }
}
