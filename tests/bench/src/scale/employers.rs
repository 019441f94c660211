//! A provider that signs for many employers: a key each, loaded once, on one core and on all.

use std::error::Error;
use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use gws_auth_core::calls::{SecretString, needs_renewal};
use gws_auth_core::jws::{Algorithm, Signer};
use gws_auth_core::key::PrivateKey;
use gws_auth_core::m2m::{ClaimsToSign, Thumbprint};
use gws_auth_core::{Result, Secret};
use gws_auth_counts::honest::{ISSUER, NOW, THUMBPRINT};

use crate::allocations;

/// One employer: what is kept in memory from one token to the next.
struct Employer {
    thumbprint: Thumbprint,
    signer: Box<dyn Signer + Send + Sync>,
}

/// What a number of employers took.
pub(crate) struct Fleet {
    pub(crate) count: usize,
    /// Bytes that one employer keeps.
    pub(crate) bytes: usize,
    pub(crate) load: Duration,
    pub(crate) one_core: Duration,
    pub(crate) all_cores: Duration,
    pub(crate) cores: usize,
    /// Looking at each token once: is it to be renewed?
    pub(crate) look: Duration,
}

/// A P-256 key as a file. All employers have the same one: what is done with it does not depend on its value.
pub(crate) fn key_file() -> Vec<u8> {
    let pair = josekit::jws::ES256.generate_key_pair().expect("a key");
    pair.to_pem_private_key()
}

pub(crate) fn measure(key: &[u8], count: usize) -> std::result::Result<Fleet, Box<dyn Error>> {
    let before = allocations::live();
    let start = Instant::now();
    let employers = (0..count).map(|_| load(key)).collect::<Result<Vec<_>>>()?;
    let load = start.elapsed();
    let bytes = (allocations::live() - before) / count;

    let start = Instant::now();
    let tokens = employers.iter().map(|employer| sign(employer, NOW)).collect::<Result<Vec<_>>>()?;
    let one_core = start.elapsed();

    let start = Instant::now();
    let due =
        tokens.iter().filter(|token| needs_renewal(Some(token.begin), Some(token.renew_at), NOW)).count();
    let look = start.elapsed();
    assert_eq!(black_box(due), 0, "they were signed now");

    let cores = thread::available_parallelism()?.get();
    let start = Instant::now();
    let signed = on_all_cores(&employers, cores, NOW + 3_600);
    let all_cores = start.elapsed();
    assert_eq!(signed, count);
    Ok(Fleet { count, bytes, load, one_core, all_cores, cores, look })
}

fn load(key: &[u8]) -> Result<Employer> {
    let key = PrivateKey::parse(key, None::<Secret<'_>>)?;
    let signer = (gws_auth_native::BACKEND.signer)(&key, Algorithm::Es256)?;
    Ok(Employer { thumbprint: Thumbprint::parse(THUMBPRINT)?, signer })
}

/// What a provider stores of a token: the text, and when to renew it.
struct Token {
    _text: SecretString,
    begin: i64,
    renew_at: i64,
}

fn sign(employer: &Employer, now: i64) -> Result<Token> {
    let (mut input, mut out) = ([0; 512], [0; 1024]);
    let claims = ClaimsToSign::new(employer.thumbprint, ISSUER, now)?;
    let token = claims.encode(Algorithm::Es256, &mut input)?.sign(&*employer.signer, &mut out)?;
    Ok(Token { _text: token.token().into(), begin: token.issued_at(), renew_at: token.renew_at() })
}

/// Signers are `Sync`, and employers independent: a part for each core is all that it takes.
fn on_all_cores(employers: &[Employer], cores: usize, now: i64) -> usize {
    let part = employers.len().div_ceil(cores);
    let sign_all =
        |part: &[Employer]| part.iter().filter(|employer| black_box(sign(employer, now)).is_ok()).count();
    thread::scope(|scope| {
        let workers: Vec<_> =
            employers.chunks(part).map(|part| scope.spawn(move || sign_all(part))).collect();
        workers.into_iter().map(|worker| worker.join().expect("it does not panic")).sum()
    })
}
