//! Mutual TLS: the handshake before the HTTP.

use std::io;
use std::sync::Arc;

use axum::{Extension, Router};
use rustls::crypto::CryptoProvider;
use rustls::crypto::ring::{cipher_suite, default_provider};
use rustls::server::WebPkiClientVerifier;
use rustls::version::{TLS12, TLS13};
use rustls::{RootCertStore, ServerConfig};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::app::App;
use crate::m2m::authority::Authority;
use crate::m2m::{ServiceProvider, common_name, router};

/// TLS 1.2 and 1.3 with ENV-7's suites alone; a client certificate that chains to the test CA is required, so that a self-signed one
/// does not do (MTLS-1).
pub(super) fn acceptor(authority: &Authority) -> io::Result<TlsAcceptor> {
    let provider = Arc::new(CryptoProvider {
        cipher_suites: vec![
            cipher_suite::TLS13_AES_256_GCM_SHA384,
            cipher_suite::TLS13_AES_128_GCM_SHA256,
            cipher_suite::TLS13_CHACHA20_POLY1305_SHA256,
            cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
            cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
            cipher_suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        ],
        ..default_provider()
    });
    let mut roots = RootCertStore::empty();
    roots.add(authority.der()).map_err(io::Error::other)?;
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .map_err(io::Error::other)?;
    let (certificate, key) = authority.server().map_err(io::Error::other)?;
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&TLS13, &TLS12])
        .and_then(|builder| {
            builder.with_client_cert_verifier(verifier).with_single_cert(vec![certificate], key)
        })
        .map_err(io::Error::other)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Serves the M2M port, as [`super::accept`] does the other.
pub(super) async fn accept(listener: TcpListener, acceptor: TlsAcceptor, app: Arc<App>) {
    let router = router(Arc::clone(&app));
    let mut connections = JoinSet::new();
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(connection(stream, acceptor.clone(), router.clone(), Arc::clone(&app)));
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn connection(stream: TcpStream, acceptor: TlsAcceptor, router: Router, app: Arc<App>) {
    let Ok(stream) = acceptor.accept(stream).await else {
        app.tally.lock().m2m_handshakes_failed += 1;
        return;
    };
    let certificates = stream.get_ref().1.peer_certificates().unwrap_or_default();
    // The verifier lets nobody in without a certificate, and the CA issues none without a name.
    let name = certificates.first().and_then(|certificate| common_name(certificate)).unwrap_or_default();
    super::connection(stream, router.layer(Extension(ServiceProvider(name.into()))), app).await;
}
