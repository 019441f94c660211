//! Steps of the machine-to-machine half: register, customer, bearer, hsm.

use gws_auth_core::calls::{
    CertificateReference, ClaimsToSign, ExpectedClaims, SecretString, SignatureForm, m2m_attach, m2m_sign,
    m2m_unsigned, m2m_verify,
};
use gws_auth_core::certificate::Certificate;
use gws_auth_core::jws::Curve;
use gws_auth_native::BACKEND;
use gws_auth_simulator::{Endpoint, M2mRefusal, ResourceOwner};
use serde_json::Value;

use super::employers::{Kakapo, M2m, Module, Weka, employer, provider};
use super::narrator::{Held, Narrator, shortened};
use super::world::World;
use crate::exit::Failure;

/// The `iss` that both employers agreed with IR.
const ISSUER: &str = "www.payroll.example";

pub(super) fn register(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let now = world.now();
    let (weka_key, weka) = employer("Weka Limited", Curve::P256, now)?;
    let weka = Weka { key: weka_key.pem().map_err(words)?, certificate: weka };
    let (kakapo_key, kakapo) = employer("Kakapo Limited", Curve::P384, now)?;
    let kakapo = Kakapo { module: Module::holding(&kakapo_key)?, certificate: kakapo };
    for (name, certificate) in [("Weka Limited", &weka.certificate), ("Kakapo Limited", &kakapo.certificate)]
    {
        let mut sent = certificate.der().to_vec();
        if spoil {
            sent.pop();
        }
        narrator.sent(&format!("{name} sends its certificate ({} bytes) to IR", sent.len()));
        let registered = world.simulator.register_owner(ResourceOwner::new(sent, ISSUER, name));
        let registered = registered.map_err(|error| format!("IR does not register it: {error}"))?;
        narrator.got(&format!("registered as {}", ends(&registered)));
        let same = certificate.thumbprint().as_str() == registered;
        narrator.check(same, "IR's thumbprint is the one that goes into the tokens")?;
    }
    let (agent, provider) = provider(&world.simulator)?;
    narrator.says(&format!("the service provider's Common Name: {provider}"));
    world.m2m = Some(M2m { agent, provider, weka, kakapo, token: None });
    Ok(())
}

pub(super) fn customer(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let (now, before) = (world.now(), world.truth());
    let m2m = world.m2m()?;
    let claims = claims("ES256", &m2m.weka.certificate, None);
    let signed = m2m_sign(&BACKEND, m2m.weka.key.as_bytes(), None, &claims, now).map_err(in_words)?;
    narrator.says(&format!("sub {}", ends(m2m.weka.certificate.thumbprint().as_str())));
    let lifetime = signed.expires_at - signed.issued_at;
    narrator.says(&format!("iss {ISSUER}, startLogon null, exp - iat {lifetime}"));
    let token = if spoil { forged(signed.token.expose())? } else { signed.token.clone() };
    let (status, reply) = call(world, Endpoint::Customer, token.expose(), narrator)?;
    narrator.check(status == 200, "the service answers with status 200")?;
    let m2m = world.m2m()?;
    let whom = text(&reply, "authenticated_as") == "customer"
        && text(&reply, "customer") == "Weka Limited"
        && text(&reply, "service_provider") == m2m.provider;
    narrator.check(
        whom,
        "it acts for the customer behind the thumbprint, and knows who sent the token: by TLS",
    )?;
    let accepted = world.truth().m2m_accepted == before.m2m_accepted + 1;
    narrator.check(accepted, "the simulator has accepted one client-signed token")?;
    if let Some(m2m) = &mut world.m2m {
        m2m.token = Some(signed.token);
    }
    Ok(())
}

pub(super) fn bearer(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let before = world.truth();
    let token = world.m2m()?.token.clone().ok_or("no token was signed yet")?;
    let value = SecretString::new(format!("Bearer {}", token.expose()));
    let value = if spoil { token } else { value };
    let (status, reply) = call(world, Endpoint::Customer, value.expose(), narrator)?;
    narrator.check(status == 401, "the service answers with status 401")?;
    narrator.check(text(&reply, "simulator_reason") == "bearer", "because of the word, not of the token")?;
    let counted = world.truth().m2m_refused(M2mRefusal::Bearer) == before.m2m_refused(M2mRefusal::Bearer) + 1;
    narrator.check(counted, "the simulator has refused it for that reason")
}

pub(super) fn hsm(world: &mut World, narrator: &mut Narrator, spoil: bool) -> Held {
    let (now, user) = (world.now(), world.user().to_owned());
    let kakapo = &world.m2m()?.kakapo;
    // The first phase: core alone.
    let claims = claims("ES384", &kakapo.certificate, Some(user.clone()));
    let unsigned = m2m_unsigned(&claims, now).map_err(in_words)?;
    let mut digest = unsigned.digest;
    if spoil {
        digest.reverse();
    }
    // In between: whatever holds the key.
    narrator.sent(&format!("to the HSM: a SHA-384 of {} bytes, over the claims", digest.len()));
    let signature = kakapo.module.sign(&digest)?;
    narrator.got(&format!("a signature in DER, {} bytes", signature.len()));
    // The second phase.
    let token = m2m_attach(&unsigned.signing_input, &signature, SignatureForm::Der).map_err(in_words)?;
    let expected = ExpectedClaims::default();
    let verified = m2m_verify(&BACKEND, token.token.expose(), kakapo.certificate.der(), &expected, now);
    verified.map_err(|error| format!("the HSM's signature is not taken: {error}"))?;
    narrator.check(true, "core has turned DER into r and s, and verified them with the certificate")?;
    let (status, reply) = call(world, Endpoint::Document, token.authorization.expose(), narrator)?;
    narrator.check(status == 200, "the service, which requires a startLogon, answers with status 200")?;
    let whom = text(&reply, "authenticated_as") == "startLogon"
        && text(&reply, "startLogon") == user
        && text(&reply, "resource_owner") == world.m2m()?.kakapo.certificate.thumbprint().as_str();
    narrator.check(whom, "it acts for the myIR user, with the employer's signature")
}

/// What both employers' tokens say.
fn claims(algorithm: &str, certificate: &Certificate, start_logon: Option<String>) -> ClaimsToSign {
    ClaimsToSign {
        algorithm: algorithm.to_owned(),
        certificate: CertificateReference { der: Some(certificate.der().to_vec()), ..Default::default() },
        iss: ISSUER.to_owned(),
        start_logon,
        no_start_logon: None,
        lifetime: None,
        not_before: Some(certificate.not_before()),
        not_after: Some(certificate.not_after()),
    }
}

/// Calls a service over mutual TLS, with `value` as it is in `Authorization` (M2M-7).
fn call(world: &World, endpoint: Endpoint, value: &str, narrator: &Narrator) -> Result<(u16, Value), String> {
    let url = world.simulator.url(endpoint);
    narrator.sent(&format!("GET {url} over mutual TLS"));
    let (scheme, token) = value.split_once(' ').map_or(("", value), |(_, token)| ("Bearer ", token));
    narrator.says(&format!("Authorization: {scheme}{}", shortened(token)));
    let reply = world.m2m()?.agent.get(&url).header("Authorization", value).call();
    let mut reply = reply.map_err(|error| format!("the service did not answer: {error}"))?;
    let status = reply.status().as_u16();
    let body = reply.body_mut().read_to_string().map_err(|error| error.to_string())?;
    let body: Value = serde_json::from_str(&body).map_err(|_| format!("{status}, and no JSON"))?;
    for name in ["authenticated_as", "simulator_reason"] {
        if !text(&body, name).is_empty() {
            narrator.got(&format!("{status} {name} {}", text(&body, name)));
        }
    }
    Ok((status, body))
}

/// The same token with another first character of its signature.
fn forged(token: &str) -> Result<SecretString, String> {
    let (input, signature) = token.rsplit_once('.').ok_or("no token")?;
    let other = if signature.starts_with('A') { 'B' } else { 'A' };
    Ok(SecretString::new(format!("{input}.{other}{}", signature.get(1..).unwrap_or_default())))
}

/// The first and the last digits of a thumbprint.
fn ends(thumbprint: &str) -> String {
    format!("{}…{}", thumbprint.get(..8).unwrap_or_default(), thumbprint.get(56..).unwrap_or_default())
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn words(failure: Failure) -> String {
    failure.message().to_owned()
}

fn in_words(error: gws_auth_core::Error) -> String {
    error.to_string()
}
