//! Tokens: ours on each backend, `jsonwebtoken` (on AWS-LC) and `josekit` (on OpenSSL).

use std::rc::Rc;
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use gws_auth_core::jws::{self, Algorithm, Signer, Verifier};
use gws_auth_core::key::{Backend, PrivateKey};
use gws_auth_core::m2m::{ClaimRules, ClaimsToSign, StartLogon, Thumbprint, TokenClaims, TokenOwner};
use gws_auth_counts::honest::{ISSUER, NOW, THUMBPRINT};
use gws_auth_counts::paths::Setup;
use josekit::jwk::KeyPair;
use josekit::jws::{JwsHeader, JwsSigner, JwsVerifier};
use josekit::jwt::JwtPayload;
use jsonwebtoken::{DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::runner::Row;

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Claims {
    sub: String,
    iss: String,
    start_logon: Option<String>,
    iat: i64,
    exp: i64,
}

/// A key with what each library makes of it.
struct Keys {
    algorithm: Algorithm,
    theirs: jsonwebtoken::Algorithm,
    pem: Vec<u8>,
    public_pem: Vec<u8>,
    signer: Box<dyn JwsSigner>,
    verifier: Box<dyn JwsVerifier>,
}

const BACKENDS: [Backend; 2] = [gws_auth_native::BACKEND, gws_auth_aws_lc::BACKEND];

pub(crate) fn rows(setup: &Rc<Setup>) -> Vec<Row> {
    let keys = [Algorithm::Es256, Algorithm::Es384, Algorithm::Es512, Algorithm::Rs256].map(keys);
    let mut rows = vec![build(setup), read(setup)];
    for keys in keys.map(Rc::new) {
        rows.extend([sign(&keys), verify(&keys), load(&keys)]);
        rows.push(layer(&keys));
    }
    rows
}

fn keys(algorithm: Algorithm) -> Keys {
    use josekit::jws::{ES256, ES384, ES512, RS256};
    let ec = |algorithm: josekit::jws::alg::ecdsa::EcdsaJwsAlgorithm| {
        let pair = algorithm.generate_key_pair().expect("a key");
        let (pem, public) = (pair.to_pem_private_key(), pair.to_pem_public_key());
        let signer: Box<dyn JwsSigner> = Box::new(algorithm.signer_from_pem(&pem).expect("a signer"));
        let verifier: Box<dyn JwsVerifier> =
            Box::new(algorithm.verifier_from_pem(&public).expect("a verifier"));
        (pem, public, signer, verifier)
    };
    let ((pem, public_pem, signer, verifier), theirs) = match algorithm {
        Algorithm::Es256 => (ec(ES256), jsonwebtoken::Algorithm::ES256),
        Algorithm::Es384 => (ec(ES384), jsonwebtoken::Algorithm::ES384),
        // jsonwebtoken has none: only josekit is its peer.
        Algorithm::Es512 => (ec(ES512), jsonwebtoken::Algorithm::ES256),
        _ => {
            let pair = RS256.generate_key_pair(2048).expect("a key");
            let (pem, public) = (pair.to_pem_private_key(), pair.to_pem_public_key());
            let signer: Box<dyn JwsSigner> = Box::new(RS256.signer_from_pem(&pem).expect("a signer"));
            let verifier: Box<dyn JwsVerifier> =
                Box::new(RS256.verifier_from_pem(&public).expect("a verifier"));
            ((pem, public, signer, verifier), jsonwebtoken::Algorithm::RS256)
        }
    };
    Keys { algorithm, theirs, pem, public_pem, signer, verifier }
}

impl Keys {
    fn has_jsonwebtoken(&self) -> bool {
        self.algorithm != Algorithm::Es512
    }

    fn encoding(&self) -> EncodingKey {
        match self.algorithm {
            Algorithm::Rs256 => EncodingKey::from_rsa_pem(&self.pem).expect("a key"),
            _ => EncodingKey::from_ec_pem(&self.pem).expect("a key"),
        }
    }

    fn decoding(&self) -> DecodingKey {
        match self.algorithm {
            Algorithm::Rs256 => DecodingKey::from_rsa_pem(&self.public_pem).expect("a key"),
            _ => DecodingKey::from_ec_pem(&self.public_pem).expect("a key"),
        }
    }

    fn private(&self) -> PrivateKey {
        PrivateKey::parse(&self.pem, None).expect("a key")
    }

    fn signer(&self, backend: Backend) -> Box<dyn Signer + Send + Sync> {
        (backend.signer)(&self.private(), self.algorithm).expect("a signer")
    }

    fn verifier(&self, backend: Backend) -> Box<dyn Verifier + Send + Sync> {
        (backend.verifier)(&self.private().public_key().expect("a public key")).expect("a verifier")
    }

    fn header(&self) -> Header {
        Header { kid: Some("M2M".into()), ..Header::new(self.theirs) }
    }

    fn token(&self) -> String {
        let (mut input, mut out) = ([0; 1024], [0; 2048]);
        let unsigned = our_claims().encode(self.algorithm, &mut input).expect("room");
        let token = unsigned.sign(&*self.signer(BACKENDS[0]), &mut out).expect("a token");
        token.token().expose().to_owned()
    }
}

fn our_claims() -> ClaimsToSign<'static> {
    let thumbprint = Thumbprint::parse(THUMBPRINT).expect("a thumbprint");
    let claims = ClaimsToSign::new(thumbprint, ISSUER, NOW).expect("claims");
    claims.with_start_logon(StartLogon::User("payroll.user")).expect("a user")
}

fn claims() -> Claims {
    let start_logon = Some("payroll.user".into());
    Claims { sub: THUMBPRINT.into(), iss: ISSUER.into(), start_logon, iat: NOW, exp: NOW + 3600 }
}

fn validation(algorithm: jsonwebtoken::Algorithm) -> Validation {
    let mut validation = Validation::new(algorithm);
    validation.set_issuer(&[ISSUER]);
    // The tokens are of a fixed time.
    validation.validate_exp = false;
    validation
}

fn build(setup: &Rc<Setup>) -> Row {
    let (setup, header) =
        (setup.clone(), Header { kid: Some("M2M".into()), ..Header::new(jsonwebtoken::Algorithm::ES256) });
    let mut out = [0; 1024];
    Row::new("claims built, without crypto")
        // What its `encode` does before it signs.
        .peer("jsonwebtoken's steps (serde_json, base64)", move || {
            let part = |bytes: Vec<u8>| URL_SAFE_NO_PAD.encode(bytes);
            let header = part(serde_json::to_vec(&header).expect("JSON"));
            [header, part(serde_json::to_vec(&claims()).expect("JSON"))].join(".")
        })
        .ours("first tier", Some(0.5), move || setup.claims(&mut out))
}

fn read(setup: &Rc<Setup>) -> Row {
    let (ours, theirs) = (setup.clone(), setup.clone());
    let mut out = [0; 1024];
    Row::new("token read and its claims checked, without crypto")
        .peer("jsonwebtoken (insecure_decode, checks nothing)", move || {
            jsonwebtoken::dangerous::insecure_decode::<Claims>(&theirs.token).expect("claims")
        })
        .ours("first tier", Some(0.5), move || ours.read(&mut out))
}

fn sign(keys: &Rc<Keys>) -> Row {
    let mut row = Row::new(format!("{} token signed", keys.algorithm.name()));
    if keys.has_jsonwebtoken() {
        let (header, key) = (keys.header(), keys.encoding());
        row = row
            .peer("jsonwebtoken", move || jsonwebtoken::encode(&header, &claims(), &key).expect("a token"));
    }
    let theirs = keys.clone();
    row = row.peer("josekit", move || {
        let mut header = JwsHeader::new();
        header.set_token_type("JWT");
        header.set_key_id("M2M");
        let mut payload = JwtPayload::new();
        payload.set_subject(THUMBPRINT);
        payload.set_issuer(ISSUER);
        payload.set_claim("startLogon", Some("payroll.user".into())).expect("a claim");
        let time = |seconds: i64| SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds as u64);
        payload.set_issued_at(&time(NOW));
        payload.set_expires_at(&time(NOW + 3600));
        josekit::jwt::encode_with_signer(&payload, &header, &*theirs.signer).expect("a token")
    });
    for (backend, target) in BACKENDS.into_iter().zip([0.62, 0.60]) {
        let (signer, algorithm) = (keys.signer(backend), keys.algorithm);
        let (mut input, mut out) = ([0; 1024], [0; 2048]);
        let target = Some(target).filter(|_| algorithm == Algorithm::Es256);
        row = row.ours(backend.name, target, move || {
            let unsigned = our_claims().encode(algorithm, &mut input)?;
            unsigned.sign(&*signer, &mut out).map(|token| token.token().len())
        });
    }
    row
}

fn verify(keys: &Rc<Keys>) -> Row {
    let mut row = Row::new(format!("{} token verified", keys.algorithm.name()));
    let token = keys.token();
    if keys.has_jsonwebtoken() {
        let (token, key, validation) = (token.clone(), keys.decoding(), validation(keys.theirs));
        row = row.peer("jsonwebtoken", move || {
            jsonwebtoken::decode::<Claims>(&token, &key, &validation).expect("claims")
        });
    }
    let (theirs, their_token) = (keys.clone(), token.clone());
    row = row.peer("josekit", move || {
        josekit::jwt::decode_with_verifier(&their_token, &*theirs.verifier).expect("claims")
    });
    for (backend, target) in BACKENDS.into_iter().zip([None, Some(0.93)]) {
        let (verifier, token, mut out) = (keys.verifier(backend), token.clone(), [0; 2048]);
        row = row.ours(backend.name, target, move || {
            let payload = jws::verify(&token, &*verifier, &mut out)?;
            let rules = ClaimRules::new(NOW, TokenOwner::Any).with_issuer(ISSUER);
            TokenClaims::check(&payload, &rules).map(|claims| claims.exp)
        });
    }
    row
}

fn load(keys: &Rc<Keys>) -> Row {
    let mut row = Row::new(format!("{} private key loaded from PEM", keys.algorithm.name()));
    if keys.has_jsonwebtoken() {
        let keys = keys.clone();
        row = row.peer("jsonwebtoken (parses when it signs)", move || keys.encoding());
    }
    let theirs = keys.clone();
    row = row.peer("josekit", move || -> Box<dyn JwsSigner> {
        use josekit::jws::{ES256, ES384, ES512, RS256};
        match theirs.algorithm {
            Algorithm::Es256 => Box::new(ES256.signer_from_pem(&theirs.pem).expect("a signer")),
            Algorithm::Es384 => Box::new(ES384.signer_from_pem(&theirs.pem).expect("a signer")),
            Algorithm::Es512 => Box::new(ES512.signer_from_pem(&theirs.pem).expect("a signer")),
            _ => Box::new(RS256.signer_from_pem(&theirs.pem).expect("a signer")),
        }
    });
    for backend in BACKENDS {
        let keys = keys.clone();
        row = row.ours(backend.name, None, move || keys.signer(backend).algorithm());
    }
    row
}

/// The whole verification beside the primitive alone, each on its backend: what our layer adds.
fn layer(keys: &Rc<Keys>) -> Row {
    let mut row =
        Row::new(format!("{} verification: the layer over its primitive (native)", keys.algorithm.name()));
    let target = match keys.algorithm {
        Algorithm::Es256 => Some(1.03),
        Algorithm::Rs256 => Some(1.10),
        _ => None,
    };
    let (token, algorithm) = (keys.token(), keys.algorithm);
    let (verifier, whole) = (keys.verifier(BACKENDS[0]), keys.verifier(BACKENDS[0]));
    let mut room = [0; 2048];
    let signature = jws::UnverifiedJws::split(&token, &mut room).expect("a token").signature().to_vec();
    let input = token.rsplit_once('.').expect("a token").0.as_bytes().to_vec();
    row = row.peer("the backend's verifier alone", move || verifier.verify(algorithm, &input, &signature));
    let mut out = [0; 2048];
    row.ours("token split, verified, claims checked", target, move || {
        let payload = jws::verify(&token, &*whole, &mut out)?;
        let rules = ClaimRules::new(NOW, TokenOwner::Any).with_issuer(ISSUER);
        TokenClaims::check(&payload, &rules).map(|claims| claims.exp)
    })
}
