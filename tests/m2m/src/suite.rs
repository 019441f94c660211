//! One suite for every backend: what a signer and a verifier must do, whoever made them.
//!
//! A backend of somebody else's runs it in three lines:
//!
//! ```no_run
//! # use gws_auth_native as my_backend;
//! fn my_backend_conforms() {
//!     gws_auth_m2m_tests::suite::run(&my_backend::BACKEND);
//! }
//! ```

use crate::{CLAIMS, Employer, Folder, any_signer, code, header, jws};
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::{Algorithm, MAX_SIGNATURE, PublicKey, Signature, Signer};
use gws_auth_core::key::Backend;
use gws_auth_core::m2m::{ClaimRules, ClaimsToSign, StartLogon, TokenOwner};
use gws_auth_core::{Error, Result};

/// A test of a backend, which panics where the backend is wrong.
pub type Test = fn(&Backend);

/// All of them by name.
pub const TESTS: &[(&str, Test)] = &[
    ("signs_and_verifies", signs_and_verifies),
    ("fills_exactly", fills_exactly),
    ("refuses_another_key", refuses_another_key),
    ("refuses_alteration", refuses_alteration),
    ("refuses_algorithms_that_do_not_fit", refuses_algorithms_that_do_not_fit),
    ("refuses_rsa_signatures_of_another_length", refuses_rsa_signatures_of_another_length),
    ("attaches_what_a_key_store_signed", attaches_what_a_key_store_signed),
    ("says_what_it_does_not_have", says_what_it_does_not_have),
    ("refuses_points_off_the_curve", refuses_points_off_the_curve),
];

/// Runs them all.
///
/// # Panics
/// Where the backend is wrong.
pub fn run(backend: &Backend) {
    for (name, test) in TESTS {
        println!("{}: {name}", backend.name);
        test(backend);
    }
}

fn rules(certificate: &Certificate) -> ClaimRules<'static> {
    ClaimRules::new(Employer::now(), TokenOwner::Any)
        .with_issuer("www.name.com")
        .with_owner(TokenOwner::Certificate(certificate.signing()))
}

fn claims(employer: &Employer) -> ClaimsToSign<'static> {
    ClaimsToSign::new(employer.certificate.thumbprint(), "www.name.com", Employer::now())
        .and_then(|claims| claims.with_start_logon(StartLogon::User("payroll.user")))
        .expect("good claims")
}

fn our_token(signer: &dyn Signer, employer: &Employer) -> String {
    let (mut input, mut out) = ([0; 1024], [0; 4096]);
    let unsigned = claims(employer).encode(signer.algorithm(), &mut input).expect("room enough");
    let token = unsigned.sign(signer, &mut out).expect("a key that signs");
    assert!(token.token().len() <= unsigned.token_len());
    token.token().expose().to_owned()
}

/// Any signer for an algorithm that this backend may only verify.
fn token_for(backend: &Backend, employer: &Employer) -> String {
    let algorithm = employer.algorithm;
    match backend.signs.contains(&algorithm) {
        true => our_token(&*(backend.signer)(&employer.key, algorithm).expect("it signs"), employer),
        false => our_token(&*any_signer(algorithm, &employer.key), employer),
    }
}

fn signs_and_verifies(backend: &Backend) {
    for algorithm in backend.verifies {
        let employer = Employer::of(*algorithm);
        let verifier = (backend.verifier)(&employer.certificate.key()).expect("it verifies");
        let token = token_for(backend, employer);
        let read = jws::check(&token, &*verifier, &rules(&employer.certificate)).expect("a good token");
        assert_eq!(read.sub, employer.certificate.thumbprint().as_str());
        assert_eq!((read.iss.as_str(), read.start_logon.as_deref()), ("www.name.com", Some("payroll.user")));
        assert_eq!(read.exp - read.iat, 3600);
    }
}

/// ECDSA signatures have their fixed width, RSA signatures the modulus' width; too small a room is said.
fn fills_exactly(backend: &Backend) {
    for algorithm in backend.signs {
        let signer = (backend.signer)(&Employer::of(*algorithm).key, *algorithm).expect("it signs");
        assert_eq!(signer.algorithm(), *algorithm);
        let width = algorithm.curve().map_or(256, |curve| curve.width() * 2);
        let mut room = [0; MAX_SIGNATURE];
        assert_eq!(signer.sign(b"input", &mut room).expect("it signs").len(), width);
        let short = signer.sign(b"input", &mut room[..width - 1]).map(|_| ());
        let error = short.expect_err("no room");
        assert_eq!((error.code(), error.at), ("buffer_too_small", width));
    }
}

fn refuses_another_key(backend: &Backend) {
    let folder = Folder::new(&format!("suite-other-{:?}", std::thread::current().id()));
    for algorithm in backend.verifies {
        let employer = Employer::of(*algorithm);
        let other = Employer::new(&folder, "other", *algorithm);
        let verifier = (backend.verifier)(&other.certificate.key()).expect("it verifies");
        let token = token_for(backend, employer);
        assert_eq!(code(jws::verify(&token, &*verifier)), "signature_invalid", "{algorithm:?}");
    }
}

fn refuses_alteration(backend: &Backend) {
    for algorithm in backend.verifies {
        let employer = Employer::of(*algorithm);
        let verifier = (backend.verifier)(&employer.certificate.key()).expect("it verifies");
        let token = token_for(backend, employer);
        let signature = jws::signature(&token);
        let header = header(algorithm.name());
        let payload = jws::verify(&token, &*verifier).expect("the token itself is good");
        assert_eq!(jws::compact(&header, &payload, &signature), token, "the control");

        let other_header = header.replace("\"M2M\"", "\"m2m\"");
        let altered = jws::compact(&other_header, &payload, &signature);
        assert_eq!(code(jws::verify(&altered, &*verifier)), "signature_invalid", "{algorithm:?} header");

        let other_payload = String::from_utf8_lossy(&payload).replace("www.name.com", "www.fame.com");
        let altered = jws::compact(&header, other_payload, &signature);
        assert_eq!(code(jws::verify(&altered, &*verifier)), "signature_invalid", "{algorithm:?} payload");

        for at in [1, signature.len() / 2, signature.len() - 1] {
            let mut other = signature.clone();
            other[at] ^= 1;
            let altered = jws::with_signature(&token, &other);
            assert_eq!(code(jws::verify(&altered, &*verifier)), "signature_invalid", "{algorithm:?} at {at}");
        }
    }
}

/// The key decides about the algorithm: every pair of a token and a key of another kind is refused before any
/// arithmetic; RSA keys take all three hashes, but a token signed with one hash is no token of another.
fn refuses_algorithms_that_do_not_fit(backend: &Backend) {
    let mut refused = 0;
    for token_algorithm in Algorithm::ALL {
        let signer = any_signer(token_algorithm, &Employer::of(token_algorithm).key);
        let token = jws::sign(&*signer, &header(token_algorithm.name()), CLAIMS);
        for key_algorithm in backend.verifies.iter().filter(|a| a.curve() != token_algorithm.curve()) {
            let verifier = (backend.verifier)(&Employer::of(*key_algorithm).certificate.key()).expect("fits");
            assert!(!verifier.fits(token_algorithm));
            assert_eq!(code(jws::verify(&token, &*verifier)), "algorithm_key");
            // Also for a host that asks the verifier without asking whether it fits.
            let direct = verifier.verify(token_algorithm, b"input", &jws::signature(&token));
            assert_eq!(code(direct), "algorithm_key");
            refused += 1;
        }
    }
    assert!(refused >= 10, "only {refused} pairs tried");

    let employer = Employer::of(Algorithm::Rs256);
    let verifier = (backend.verifier)(&employer.certificate.key()).expect("RSA verifies on every backend");
    let signer = any_signer(Algorithm::Rs256, &employer.key);
    for other in ["RS384", "RS512"] {
        assert!(verifier.fits(Algorithm::parse(other).expect("one of the six")));
        let token = jws::sign(&*signer, &header(other), CLAIMS);
        assert_eq!(code(jws::verify(&token, &*verifier)), "signature_invalid");
    }
}

/// RFC 8017 8.2.2 step 1: an RSA signature has the modulus' length, also when its first byte happens to be zero.
fn refuses_rsa_signatures_of_another_length(backend: &Backend) {
    let employer = Employer::of(Algorithm::Rs256);
    let verifier = (backend.verifier)(&employer.certificate.key()).expect("it verifies");
    let signer = any_signer(Algorithm::Rs256, &employer.key);
    let leading_zero = (0..20_000).find_map(|round: u32| {
        let token = jws::sign(&*signer, &header("RS256"), format!("{{\"round\":{round}}}"));
        (jws::signature(&token)[0] == 0).then_some(token)
    });
    let token = leading_zero.expect("one signature in 256 begins with a zero");
    assert_eq!(code(jws::verify(&token, &*verifier)), "ok");
    let signature = jws::signature(&token);
    let stripped = jws::with_signature(&token, &signature[1..]);
    assert_eq!(code(jws::verify(&stripped, &*verifier)), "signature_length");
    let (input, _) = token.rsplit_once('.').expect("a token");
    let direct = verifier.verify(Algorithm::Rs256, input.as_bytes(), &signature[1..]);
    assert_eq!(code(direct), "signature_invalid");
    for (padded, what) in
        [([&[0], signature.as_slice()].concat(), "before"), ([signature.as_slice(), &[0]].concat(), "after")]
    {
        let padded = jws::with_signature(&token, &padded);
        assert_eq!(code(jws::verify(&padded, &*verifier)), "signature_invalid", "a zero {what}");
    }
}

/// The two-phase way: `digest()` is what a key store signs, and `attach` verifies if it may.
fn attaches_what_a_key_store_signed(backend: &Backend) {
    for algorithm in backend.verifies {
        let employer = Employer::of(*algorithm);
        let (mut input, mut out) = ([0; 1024], [0; 4096]);
        let unsigned = claims(employer).encode(*algorithm, &mut input).expect("room enough");
        let signer = any_signer(*algorithm, &employer.key);
        let mut room = [0; MAX_SIGNATURE];
        let signature = signer.sign(unsigned.signing_input(), &mut room).expect("it signs");
        let verifier = (backend.verifier)(&employer.certificate.key()).expect("it verifies");
        let attach = |signature: &[u8], out: &mut [u8]| -> Result<(), Error> {
            unsigned.attach(Signature::Raw(signature), Some(&*verifier), out).map(|_| ())
        };
        assert_eq!(code(attach(signature, &mut out)), "ok", "{algorithm:?}");
        let mut wrong = signature.to_vec();
        wrong[5] ^= 0x10;
        assert_eq!(code(attach(&wrong, &mut out)), "signature_invalid", "{algorithm:?}");
        assert_eq!(code(attach(&signature[1..], &mut out)), "signature_length", "{algorithm:?}");
        let misfit =
            backend.verifies.iter().find(|other| other.curve() != algorithm.curve()).expect("another");
        let misfit = (backend.verifier)(&Employer::of(*misfit).certificate.key()).expect("it verifies");
        let result = unsigned.attach(Signature::Raw(signature), Some(&*misfit), &mut out);
        assert_eq!(code(result), "algorithm_key");
    }
}

/// What its lists do not name it refuses, and what does not fit the key.
fn says_what_it_does_not_have(backend: &Backend) {
    for algorithm in Algorithm::ALL {
        let employer = Employer::of(algorithm);
        for asked in Algorithm::ALL {
            let fits = asked.curve() == algorithm.curve();
            let wanted = if fits && backend.signs.contains(&asked) { "ok" } else { "algorithm_key" };
            let found = code((backend.signer)(&employer.key, asked));
            assert_eq!(found, wanted, "a key of {algorithm:?} signs with {asked:?}");
        }
        let wanted = if backend.verifies.contains(&algorithm) { "ok" } else { "algorithm_key" };
        assert_eq!(code((backend.verifier)(&employer.certificate.key())), wanted, "{algorithm:?}");
    }
}

/// A point off its curve gives no verifier, or one that verifies nothing.
fn refuses_points_off_the_curve(backend: &Backend) {
    for algorithm in backend.verifies.iter().filter(|algorithm| algorithm.curve().is_some()) {
        let employer = Employer::of(*algorithm);
        let PublicKey::Ec { curve, point } = employer.certificate.key() else { panic!("a curve") };
        let mut point = point.to_vec();
        *point.last_mut().expect("a coordinate") ^= 1;
        let key = PublicKey::ec(curve, &point).expect("the right length");
        match (backend.verifier)(&key) {
            Ok(verifier) => {
                let token = token_for(backend, employer);
                assert_eq!(code(jws::verify(&token, &*verifier)), "signature_invalid", "{algorithm:?}");
            }
            Err(error) => assert_eq!(error.code(), "key_point", "{algorithm:?}"),
        }
    }
}
