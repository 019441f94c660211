//! Project Wycheproof's signatures for the JOSE pairs of curve or modulus and hash, on every backend.

use gws_auth_core::jws::{Algorithm, PublicKey, Signature, Verifier};
use gws_auth_core::key::Backend;
use gws_auth_core::{ErrorKind, Result};
use gws_auth_m2m_tests::{BACKENDS, verifying};
use std::collections::BTreeMap;
use wycheproof::ecdsa::TestName as Ecdsa;
use wycheproof::rsa_pkcs1_verify::TestName as Rsa;
use wycheproof::{TestResult, ecdsa, rsa_pkcs1_verify as rsa};

/// `acceptable` in Wycheproof and refused here, by file and tcId. All twelve are the same case: the hash's
/// AlgorithmIdentifier without its NULL. RFC 8017 A.2.4 wants the NULL, RFC 7518 3.3 knows no other encoding, and
/// neither OpenSSL nor any JOSE library ever writes it.
const ACCEPTABLE_REFUSED: [(&str, usize); 12] = [
    ("Rsa2048Sha256", 8),
    ("Rsa2048Sha384", 8),
    ("Rsa2048Sha512", 8),
    ("Rsa3072Sha256", 8),
    ("Rsa3072Sha384", 8),
    ("Rsa3072Sha512", 8),
    ("Rsa4096Sha256", 8),
    ("Rsa4096Sha384", 8),
    ("Rsa4096Sha512", 8),
    ("Rsa8192Sha256", 8),
    ("Rsa8192Sha384", 8),
    ("Rsa8192Sha512", 8),
];

/// How many of each class ended how.
#[derive(Default)]
struct Count(BTreeMap<(&'static str, &'static str), usize>);

impl Count {
    /// One test; a mismatch fails.
    fn add(&mut self, file: &str, tc_id: usize, wanted: TestResult, found: Result<()>) {
        let class = match wanted {
            TestResult::Valid => "valid",
            TestResult::Invalid => "invalid",
            TestResult::Acceptable => "acceptable",
        };
        let refusal = found.err().map(|error| error.code());
        let listed = ACCEPTABLE_REFUSED.contains(&(file, tc_id));
        let good = match wanted {
            TestResult::Valid => refusal.is_none(),
            TestResult::Invalid => refusal.is_some(),
            TestResult::Acceptable => listed && refusal.is_some(),
        };
        assert!(good, "{file} tcId {tc_id} is {class}, but found {refusal:?}");
        *self.0.entry((class, refusal.unwrap_or("accepted"))).or_default() += 1;
    }

    fn print(&self, file: &str, backend: Backend) -> usize {
        let parts = self.0.iter().map(|((class, found), n)| format!("{n} {class} {found}"));
        let total = self.0.values().sum();
        println!("{file} {backend:?}: {total} = {}", parts.collect::<Vec<_>>().join(" + "));
        total
    }
}

/// The core's own checks, then the backend's.
fn verify(
    verifier: &dyn Verifier,
    algorithm: Algorithm,
    message: &[u8],
    signature: Signature<'_>,
) -> Result<()> {
    let mut room = [0; 132];
    verifier.verify(algorithm, message, signature.to_raw(algorithm, &mut room)?)
}

fn ecdsa_file(name: Ecdsa, algorithm: Algorithm, form: for<'a> fn(&'a [u8]) -> Signature<'a>) -> usize {
    let (set, file) = (ecdsa::TestSet::load(name).expect("the file reads"), format!("{name:?}"));
    let curve = algorithm.curve().expect("an elliptic curve");
    let mut total = 0;
    for backend in verifying(algorithm) {
        let mut count = Count::default();
        for group in &set.test_groups {
            let key = PublicKey::ec(curve, &group.key.key).expect("an uncompressed point");
            let verifier = (backend.verifier)(&key).expect("a point of the curve");
            for test in &group.tests {
                let found = verify(&*verifier, algorithm, &test.msg, form(&test.sig));
                count.add(&file, test.tc_id, test.result, found);
            }
        }
        assert_eq!(count.print(&file, backend), set.number_of_tests, "{file} {backend:?}");
        total += set.number_of_tests;
    }
    total
}

fn rsa_file(name: Rsa, algorithm: Algorithm) -> usize {
    let (set, file) = (rsa::TestSet::load(name).expect("the file reads"), format!("{name:?}"));
    let mut total = 0;
    for backend in BACKENDS.iter().copied() {
        let mut count = Count::default();
        for group in &set.test_groups {
            let key = PublicKey::rsa(&group.key.n, &group.key.e).expect("2,048 to 8,192 bits");
            let verifier = (backend.verifier)(&key).expect("a key that fits");
            for test in &group.tests {
                let found = verify(&*verifier, algorithm, &test.msg, Signature::Raw(&test.sig));
                count.add(&file, test.tc_id, test.result, found);
            }
        }
        assert_eq!(count.print(&file, backend), set.number_of_tests, "{file} {backend:?}");
        total += set.number_of_tests;
    }
    total
}

#[test]
fn ecdsa_der() {
    let files = [
        (Ecdsa::EcdsaSecp256r1Sha256, Algorithm::Es256),
        (Ecdsa::EcdsaSecp384r1Sha384, Algorithm::Es384),
        (Ecdsa::EcdsaSecp521r1Sha512, Algorithm::Es512),
    ];
    let total: usize =
        files.map(|(name, algorithm)| ecdsa_file(name, algorithm, |der| Signature::Der(der))).iter().sum();
    println!("ECDSA in DER: {total}");
}

#[test]
fn ecdsa_p1363() {
    let files = [
        (Ecdsa::EcdsaSecp256r1Sha256P1363, Algorithm::Es256),
        (Ecdsa::EcdsaSecp384r1Sha384P1363, Algorithm::Es384),
        (Ecdsa::EcdsaSecp521r1Sha512P1363, Algorithm::Es512),
    ];
    let total: usize =
        files.map(|(name, algorithm)| ecdsa_file(name, algorithm, |raw| Signature::Raw(raw))).iter().sum();
    println!("ECDSA in P1363: {total}");
}

#[test]
fn rsa_pkcs1() {
    let files = [
        (Rsa::Rsa2048Sha256, Algorithm::Rs256),
        (Rsa::Rsa2048Sha384, Algorithm::Rs384),
        (Rsa::Rsa2048Sha512, Algorithm::Rs512),
        (Rsa::Rsa3072Sha256, Algorithm::Rs256),
        (Rsa::Rsa3072Sha384, Algorithm::Rs384),
        (Rsa::Rsa3072Sha512, Algorithm::Rs512),
        (Rsa::Rsa4096Sha256, Algorithm::Rs256),
        (Rsa::Rsa4096Sha384, Algorithm::Rs384),
        (Rsa::Rsa4096Sha512, Algorithm::Rs512),
        (Rsa::Rsa8192Sha256, Algorithm::Rs256),
        (Rsa::Rsa8192Sha384, Algorithm::Rs384),
        (Rsa::Rsa8192Sha512, Algorithm::Rs512),
    ];
    let total: usize = files.map(|(name, algorithm)| rsa_file(name, algorithm)).iter().sum();
    println!("RSA PKCS#1 v1.5: {total}");
}

/// The counting itself can fail: a wrong expectation is a mismatch.
#[test]
#[should_panic(expected = "is valid, but found")]
fn a_mismatch_fails() {
    let refusal = Err(gws_auth_core::Error::of(ErrorKind::SignatureInvalid));
    Count::default().add("file", 1, TestResult::Valid, refusal);
}
