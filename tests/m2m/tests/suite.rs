//! The suite of `src/suite.rs` for each backend, and what only some of them must do.

use gws_auth_core::Result;
use gws_auth_core::jws::{Algorithm, Signature, Verifier};
use gws_auth_core::m2m::{ClaimsToSign, StartLogon};
use gws_auth_m2m_tests::suite::TESTS;
use gws_auth_m2m_tests::{
    BACKENDS, CLAIMS, Employer, Folder, RING, RUSTCRYPTO, any_signer, code, header, jws,
};

#[test]
fn every_backend_conforms() {
    std::thread::scope(|scope| {
        for backend in BACKENDS {
            for (name, test) in TESTS {
                let running = scope.spawn(move || test(backend));
                assert!(running.join().is_ok(), "{}: {name}", backend.name);
            }
        }
    });
}

fn claims(employer: &Employer) -> ClaimsToSign<'static> {
    ClaimsToSign::new(employer.certificate.thumbprint(), "www.name.com", Employer::now())
        .and_then(|claims| claims.with_start_logon(StartLogon::User("payroll.user")))
        .expect("good claims")
}

/// Who signs on the larger curves for `gws-auth-native` shows: AWS-LC draws a nonce, RustCrypto computes it (RFC 6979).
#[test]
fn native_signs_with_what_was_chosen() {
    let folder = Folder::new("chosen");
    for algorithm in [Algorithm::Es384, Algorithm::Es512] {
        let employer = Employer::new(&folder, algorithm.name(), algorithm);
        let signer = (gws_auth_native::BACKEND.signer)(&employer.key, algorithm).expect("it signs");
        let sign = || jws::sign(&*signer, &header(algorithm.name()), CLAIMS);
        assert_eq!(sign() != sign(), cfg!(feature = "aws-lc"), "{}", algorithm.name());
    }
}

/// RFC 6979: the same key and input give the same signature, another input another one.
#[test]
fn rustcrypto_signs_deterministically() {
    let folder = Folder::new("deterministic");
    for algorithm in [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512] {
        let employer = Employer::new(&folder, "employer", algorithm);
        let signer = (RUSTCRYPTO.signer)(&employer.key, algorithm).expect("it signs");
        let sign = |payload: &str| jws::sign(&*signer, &header(algorithm.name()), payload);
        assert_eq!(sign(CLAIMS), sign(CLAIMS));
        assert_ne!(jws::signature(&sign(CLAIMS)), jws::signature(&sign("{}")));
    }
}

/// What a backend does not have it says, and does not replace.
#[test]
fn what_is_missing_is_said() {
    let folder = Folder::new("missing");
    let p521 = Employer::new(&folder, "p521", Algorithm::Es512);
    let rsa = Employer::new(&folder, "rsa", Algorithm::Rs256);
    assert_eq!(code((RING.signer)(&p521.key, Algorithm::Es512)), "algorithm_key");
    assert_eq!(code((RING.verifier)(&p521.certificate.key())), "algorithm_key");
    assert_eq!(code((RUSTCRYPTO.signer)(&rsa.key, Algorithm::Rs256)), "algorithm_key");
}

/// A key that fits another algorithm than the unsigned token's is not used.
#[test]
fn a_signer_of_another_algorithm_is_refused() {
    let folder = Folder::new("another-algorithm");
    let employer = Employer::new(&folder, "employer", Algorithm::Es256);
    let signer = (RUSTCRYPTO.signer)(&employer.key, Algorithm::Es256).expect("it signs");
    let (mut input, mut out) = ([0; 1024], [0; 4096]);
    let unsigned = claims(&employer).encode(Algorithm::Es384, &mut input).expect("room enough");
    assert_eq!(code(unsigned.sign(&*signer, &mut out)), "algorithm_key");
}

/// The core asks whether a key fits before it asks for the signature, so that a host's careless verifier cannot be
/// talked into another algorithm.
#[test]
fn a_careless_verifier_is_not_asked() {
    struct Careless;
    impl Verifier for Careless {
        fn fits(&self, algorithm: Algorithm) -> bool {
            algorithm == Algorithm::Es256
        }
        fn verify(&self, _: Algorithm, _: &[u8], _: &[u8]) -> Result<()> {
            Ok(())
        }
    }
    for algorithm in Algorithm::ALL {
        let employer = Employer::of(algorithm);
        let signer = any_signer(algorithm, &employer.key);
        let token = jws::sign(&*signer, &header(algorithm.name()), CLAIMS);
        let wanted = if algorithm == Algorithm::Es256 { "ok" } else { "algorithm_key" };
        assert_eq!(code(jws::verify(&token, &Careless)), wanted);
        let (mut input, mut out) = ([0; 1024], [0; 4096]);
        let unsigned = claims(employer).encode(algorithm, &mut input).expect("room enough");
        let signature = jws::signature(&token);
        assert_eq!(code(unsigned.attach(Signature::Raw(&signature), Some(&Careless), &mut out)), wanted);
    }
}
