//! A service provider: an HTTP client over mutual TLS, small enough that every TLS setting is the test's own.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use gws_auth_simulator::{BlockingSimulator, ClientIdentity, Endpoint};
use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned, SupportedProtocolVersion};

use crate::client::Reply;

pub(crate) type Connection = StreamOwned<ClientConnection, TcpStream>;

pub(crate) struct Provider {
    pub(crate) common_name: String,
    pub(crate) config: Arc<ClientConfig>,
    address: String,
}

impl Provider {
    pub(crate) fn new(simulator: &BlockingSimulator) -> Self {
        let identity = identity(simulator);
        Self {
            config: client_config(
                &simulator.mtls_ca_pem(),
                Some(&identity),
                default_provider(),
                rustls::ALL_VERSIONS,
            ),
            common_name: identity.common_name,
            address: address(simulator),
        }
    }

    /// One with a TLS configuration of the test's.
    pub(crate) fn with_config(simulator: &BlockingSimulator, config: Arc<ClientConfig>) -> Self {
        Self { common_name: String::new(), config, address: address(simulator) }
    }

    /// Asks with this `Authorization`.
    pub(crate) fn get(&self, endpoint: Endpoint, authorization: &str) -> Reply {
        self.get_path(endpoint.path(), &[authorization]).expect("an answer")
    }

    /// Asks with any number of `Authorization` headers, on a connection of its own.
    pub(crate) fn get_path(&self, path: &str, authorization: &[&str]) -> io::Result<Reply> {
        exchange(&mut self.connect()?, path, authorization, true)
    }

    /// Connects; the handshake happens with the first bytes.
    pub(crate) fn connect(&self) -> io::Result<Connection> {
        let name = "127.0.0.1".try_into().expect("an address");
        let client = ClientConnection::new(Arc::clone(&self.config), name).map_err(io::Error::other)?;
        let stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(StreamOwned::new(client, stream))
    }
}

/// One request and its reply.
pub(crate) fn exchange(
    connection: &mut Connection,
    path: &str,
    authorization: &[&str],
    close: bool,
) -> io::Result<Reply> {
    let mut request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for value in authorization {
        request.push_str(&format!("Authorization: {value}\r\n"));
    }
    request.push_str(if close { "Connection: close\r\n\r\n" } else { "\r\n" });
    connection.write_all(request.as_bytes())?;
    connection.flush()?;
    // Nothing comes after the one reply, so that the reader swallows nothing.
    let mut reader = BufReader::new(connection);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("no status line"))?;
    let mut headers = ureq::http::HeaderMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        let name: ureq::http::HeaderName = name.parse().map_err(io::Error::other)?;
        headers.append(name, value.parse().map_err(io::Error::other)?);
    }
    let length = headers.get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body)?;
    Ok(Reply { status, headers, body: String::from_utf8(body).map_err(io::Error::other)? })
}

/// A client certificate of the simulator's test CA.
pub(crate) fn identity(simulator: &BlockingSimulator) -> ClientIdentity {
    let name = ClientIdentity::common_name_for("payroll.example");
    simulator.issue_client_certificate(&name).expect("a good name")
}

/// A TLS configuration that trusts `ca` and shows `identity`, if any.
pub(crate) fn client_config(
    ca: &str,
    identity: Option<&ClientIdentity>,
    provider: CryptoProvider,
    versions: &[&'static SupportedProtocolVersion],
) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(ca.as_bytes()).expect("PEM")).expect("a CA");
    let builder = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_protocol_versions(versions)
        .expect("suites for the versions")
        .with_root_certificates(roots);
    let Some(identity) = identity else { return Arc::new(builder.with_no_client_auth()) };
    let certificate = CertificateDer::from_pem_slice(identity.certificate_pem.as_bytes()).expect("PEM");
    let key = PrivateKeyDer::from_pem_slice(identity.private_key_pem.expose().as_bytes()).expect("PEM");
    assert!(matches!(key, PrivateKeyDer::Pkcs8(_)));
    Arc::new(builder.with_client_auth_cert(vec![certificate], key).expect("they match"))
}

fn address(simulator: &BlockingSimulator) -> String {
    simulator.m2m_url().strip_prefix("https://").expect("https").to_owned()
}
