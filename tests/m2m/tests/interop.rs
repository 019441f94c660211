//! Both ways with OpenSSL, Node's jose and Python's PyJWT: our tokens verify there, theirs here.

use gws_auth_core::jws::{Algorithm, MAX_SIGNATURE, Signature, UnverifiedJws};
use gws_auth_core::key::Backend;
use gws_auth_core::key::PublicKeyFile;
use gws_auth_core::m2m::{ClaimRules, ClaimsToSign, StartLogon, TokenOwner};
use gws_auth_m2m_tests::{Employer, Folder, RUSTCRYPTO, code, jws, signing, verifying};
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn claims(employer: &Employer) -> ClaimsToSign<'static> {
    ClaimsToSign::new(employer.certificate.thumbprint(), "www.name.com", Employer::now())
        .and_then(|claims| claims.with_start_logon(StartLogon::User("Ko\u{304}whai \"payroll\"")))
        .expect("good claims")
}

/// One token from each backend that signs with the employer's algorithm.
fn our_tokens(employer: &Employer) -> Vec<(Backend, String)> {
    let backends = signing(employer.algorithm);
    backends
        .map(|backend| {
            let signer = (backend.signer)(&employer.key, employer.algorithm).expect("it signs");
            let (mut input, mut out) = ([0; 1024], [0; 4096]);
            let unsigned = claims(employer).encode(employer.algorithm, &mut input).expect("room enough");
            (backend, unsigned.sign(&*signer, &mut out).expect("it signs").token().expose().to_owned())
        })
        .collect()
}

/// A token of another implementation's must verify on every backend that has the algorithm, policy and all.
fn verifies_here(employer: &Employer, token: &str, key: Option<&PublicKeyFile>) -> usize {
    let rules = ClaimRules::new(Employer::now(), TokenOwner::Any).with_issuer("www.name.com");
    let rules = rules.with_owner(TokenOwner::Certificate(employer.certificate.signing()));
    let key = key.map_or(employer.certificate.key(), PublicKeyFile::key);
    let backends = verifying(employer.algorithm);
    backends
        .map(|backend| {
            let verifier = (backend.verifier)(&key).expect("it verifies");
            let read = jws::check(token, &*verifier, &rules);
            let read = read.unwrap_or_else(|e| panic!("{:?} on {backend:?}: {e}", employer.algorithm));
            assert_eq!(read.start_logon.as_deref(), Some("Ko\u{304}whai \"payroll\""));
            let altered = altered(token);
            assert_eq!(code(jws::check(&altered, &*verifier, &rules)), "signature_invalid");
        })
        .count()
}

/// The same token with one bit of its signature turned.
fn altered(token: &str) -> String {
    let mut signature = jws::signature(token);
    signature[20] ^= 4;
    jws::with_signature(token, &signature)
}

fn hash(algorithm: Algorithm) -> String {
    format!("sha{}", &algorithm.name()[2..])
}

/// The signature as OpenSSL takes it.
fn for_host(token: &str) -> Vec<u8> {
    let (mut room, mut out) = (vec![0; token.len()], [0; MAX_SIGNATURE]);
    let unverified = UnverifiedJws::split(token, &mut room).expect("well-formed");
    unverified.signature_for_host(&mut out).expect("room enough").to_vec()
}

#[test]
fn openssl() {
    let folder = Folder::new("interop");
    let (mut ours, mut theirs) = (0, 0);
    for employer in Employer::all() {
        let (algorithm, hash) = (employer.algorithm, hash(employer.algorithm));
        folder.write("employer.key", &employer.key_pem);
        folder.write("employer.pub", &employer.public_pem);
        for (backend, token) in our_tokens(employer) {
            let (input, _) = token.rsplit_once('.').expect("a token");
            folder.write("input", input);
            let verify = format!("dgst -{hash} -verify employer.pub -signature signature input");
            for (token, good) in [(&token, true), (&altered(&token), false)] {
                folder.write("signature", for_host(token));
                let says = folder.try_openssl(&verify);
                assert_eq!(says.status.success(), good, "{algorithm:?} of {backend:?}: {says:?}");
            }
            ours += 1;
        }
        // A key store's signature: over `signing_input`, in DER where OpenSSL gives DER; and over `digest`.
        let (mut input, mut out) = ([0; 1024], [0; 4096]);
        let unsigned = claims(employer).encode(algorithm, &mut input).expect("room enough");
        folder.write("input", unsigned.signing_input());
        folder.write("digest", unsigned.digest().as_bytes());
        folder.openssl(&format!("dgst -{hash} -sign employer.key -out whole input"));
        folder.openssl(&format!(
            "pkeyutl -sign -inkey employer.key -pkeyopt digest:{hash} -in digest -out hashed"
        ));
        for file in ["whole", "hashed"] {
            let bytes = folder.read(file);
            let signature = match algorithm.curve() {
                Some(_) => Signature::Der(&bytes),
                None => Signature::Raw(&bytes),
            };
            let verifier = (RUSTCRYPTO.verifier)(&employer.certificate.key()).expect("it verifies");
            let token = unsigned.attach(signature, Some(&*verifier), &mut out).expect("a good signature");
            theirs += verifies_here(employer, token.token().expose(), None);
            assert!(bytes.len() <= MAX_SIGNATURE);
        }
    }
    println!("OpenSSL: {ours} of our tokens verified there, {theirs} times theirs here");
    assert_eq!((ours, theirs), (14, 34));
}

/// Gives the helper our tokens, good and altered, and the keys to sign with; checks what comes back.
fn exchange(name: &str, mut helper: Command) {
    let employers = Employer::all();
    let (mut sign, mut verify, mut wanted) = (Vec::new(), Vec::new(), Vec::new());
    for employer in employers {
        let alg = employer.algorithm.name();
        let now = Employer::now();
        sign.push(json!({ "alg": alg, "key": employer.key_pem, "claims": {
            "sub": employer.certificate.thumbprint().as_str(), "iss": "www.name.com",
            "startLogon": "Ko\u{304}whai \"payroll\"", "iat": now, "exp": now + 3600,
        }}));
        for (_, token) in our_tokens(employer) {
            verify.push(json!({ "alg": alg, "key": employer.public_pem, "token": altered(&token) }));
            verify.push(json!({ "alg": alg, "key": employer.public_pem, "token": token }));
            wanted.extend([None, Some(employer.certificate.thumbprint())]);
        }
    }
    helper.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = helper.spawn().unwrap_or_else(|error| panic!("{name} is needed: {error}"));
    let request = json!({ "sign": sign, "verify": verify }).to_string();
    child.stdin.take().expect("a pipe").write_all(request.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{name} failed");
    let reply: Value = serde_json::from_slice(&output.stdout).expect("JSON");

    let verified = reply["verified"].as_array().expect("a list");
    assert_eq!(verified.len(), wanted.len());
    for (claims, wanted) in verified.iter().zip(&wanted) {
        assert_eq!(claims["sub"].as_str(), wanted.as_ref().map(|sub| sub.as_str()), "{name}");
        assert_eq!(claims["startLogon"].as_str(), wanted.map(|_| "Ko\u{304}whai \"payroll\""), "{name}");
    }
    let mut theirs = 0;
    for (at, employer) in employers.iter().enumerate() {
        let token = reply["signed"][at].as_str().expect("a token");
        let jwk = PublicKeyFile::parse(reply["jwks"][at].to_string().as_bytes()).expect("a public JWK");
        assert_eq!(jwk.key(), employer.certificate.key(), "{name}'s JWK");
        theirs += verifies_here(employer, token, Some(&jwk));
    }
    println!("{name}: {} of our tokens verified there, {theirs} times theirs here", wanted.len() / 2);
    assert_eq!((wanted.len(), theirs), (28, 17));
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn must(command: &mut Command) {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn node_jose() {
    let folder = here("node");
    if !folder.join("node_modules/jose/package.json").exists() {
        must(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .current_dir(&folder),
        );
    }
    let mut node = Command::new("node");
    node.arg(folder.join("interop.js"));
    exchange("jose", node);
}

#[test]
fn python_pyjwt() {
    let (venv, requirements) =
        (Path::new(env!("CARGO_TARGET_TMPDIR")).join("m2m-venv"), here("python/requirements.txt"));
    let python = venv.join("bin/python");
    let mut probe = Command::new(&python);
    let ready =
        probe.args(["-c", "import jwt, cryptography"]).output().is_ok_and(|output| output.status.success());
    if !ready {
        must(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv));
        must(
            Command::new(&python)
                .args(["-m", "pip", "install", "--quiet", "--requirement"])
                .arg(requirements),
        );
    }
    let mut helper = Command::new(python);
    helper.arg(here("python/interop.py"));
    exchange("PyJWT", helper);
}
