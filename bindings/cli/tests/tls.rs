//! Core's cipher suites against OpenSSL's own table.

use std::path::Path;

use gws_auth_core::tls::{CIPHER_SUITES, TlsVersion};

use crate::employer::openssl;

#[test]
fn openssl_knows_each_by_number_name_and_version() {
    let table = openssl(Path::new("."), "ciphers -V -stdname ALL");
    for suite in CIPHER_SUITES {
        let [high, low] = suite.number.to_be_bytes();
        let number = format!("0x{high:02X},0x{low:02X}");
        let line = table.lines().find(|line| line.trim_start().starts_with(&number)).expect(suite.name);
        let words: Vec<&str> = line.split_whitespace().collect();
        assert!(words.contains(&suite.name) && words.contains(&suite.openssl), "{line}");
        let version = match suite.version {
            TlsVersion::Tls12 => "TLSv1.2",
            TlsVersion::Tls13 => "TLSv1.3",
        };
        assert!(words.contains(&version), "{line}");
    }
    assert_eq!(CIPHER_SUITES.iter().filter(|suite| suite.version == TlsVersion::Tls12).count(), 3);
}
