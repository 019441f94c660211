//! What TLS Inland Revenue's gateway takes, as data for hosts that configure a stack (ENV-6, ENV-7).

/// A version of TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TlsVersion {
    /// TLS 1.2: the least that is taken.
    Tls12,
    /// TLS 1.3.
    Tls13,
}

/// A cipher suite that the gateway takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CipherSuite {
    /// The version that it belongs to.
    pub version: TlsVersion,
    /// Its number in IANA's registry.
    pub number: u16,
    /// Its name in IANA's registry.
    pub name: &'static str,
    /// Its name in OpenSSL.
    pub openssl: &'static str,
}

const fn suite(version: TlsVersion, number: u16, name: &'static str, openssl: &'static str) -> CipherSuite {
    CipherSuite { version, number, name, openssl }
}

/// All that are taken, each version's in IR's order. The server's certificates are on elliptic curves (ENV-7).
#[rustfmt::skip] // a table: a row a suite
pub const CIPHER_SUITES: &[CipherSuite] = &[
    suite(TlsVersion::Tls13, 0x1302, "TLS_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384"),
    suite(TlsVersion::Tls13, 0x1301, "TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"),
    suite(TlsVersion::Tls13, 0x1303, "TLS_CHACHA20_POLY1305_SHA256", "TLS_CHACHA20_POLY1305_SHA256"),
    suite(TlsVersion::Tls12, 0xC02C, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "ECDHE-ECDSA-AES256-GCM-SHA384"),
    suite(TlsVersion::Tls12, 0xC02B, "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES128-GCM-SHA256"),
    suite(TlsVersion::Tls12, 0xCCA9, "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305"),
];

/// After so many seconds the gateway gives up as a rule; IR may adjust it (ENV-6).
pub const GATEWAY_TIMEOUT: u32 = 60;
