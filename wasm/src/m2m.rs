//! M2M tokens, signed and verified by the host, and what the answers hold.

use alloc::string::String;

use gws_auth_core::owned::{
    self, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon, SignatureForm, SignedToken,
    TokenClaims, UnsignedToken, UnverifiedToken,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::answer;
use crate::json::{Object, Record};

/// [`owned::m2m_unsigned`]; the bytes are the certificate, if that is how it is named.
#[wasm_bindgen]
#[must_use]
pub fn m2m_unsigned(arguments: &str, certificate: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let no_start_logon = given.optional_text("noStartLogon");
        let claims = ClaimsToSign {
            algorithm: given.text("algorithm")?,
            certificate: given.certificate(certificate),
            iss: given.text("iss")?,
            start_logon: given.optional_text("startLogon"),
            no_start_logon: no_start_logon
                .map_or(Ok(NoStartLogon::default()), |name| NoStartLogon::parse(&name))?,
            lifetime: given.number("lifetime"),
        };
        out.granted(&owned::m2m_unsigned(&claims, given.time("now")?)?)
    })
}

impl Record for UnsignedToken {
    fn members(&self, object: &mut Object) {
        object.text("algorithm", &self.algorithm);
        object.text("signingInput", &self.signing_input);
        object.bytes("digest", &self.digest);
        object.time("issuedAt", self.issued_at);
        object.time("expiresAt", self.expires_at);
    }
}

/// [`owned::m2m_attach`]; the bytes are the signature.
#[wasm_bindgen]
#[must_use]
pub fn m2m_attach(arguments: &str, signature: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let form = SignatureForm::parse(&given.text("form")?)?;
        out.granted(&owned::m2m_attach(&given.text("signingInput")?, signature, form)?)
    })
}

impl Record for SignedToken {
    fn members(&self, object: &mut Object) {
        object.text("token", self.token.expose());
        object.text("authorization", self.authorization.expose());
        object.time("issuedAt", self.issued_at);
        object.time("renewAt", self.renew_at);
        object.time("expiresAt", self.expires_at);
    }
}

/// [`owned::m2m_verify_begin`]
#[wasm_bindgen]
#[must_use]
pub fn m2m_verify_begin(arguments: &str) -> String {
    answer(arguments, &|given, out| out.granted(&owned::m2m_verify_begin(&given.text("token")?)?))
}

impl Record for UnverifiedToken {
    fn members(&self, object: &mut Object) {
        object.text("algorithm", &self.algorithm);
        object.text("signingInput", &self.signing_input);
        object.bytes("digest", &self.digest);
        object.bytes("signature", &self.signature);
        object.bytes("signatureDer", &self.signature_der);
    }
}

/// [`owned::m2m_verify_finish`]; the bytes are the certificate, if that is how it is named.
#[wasm_bindgen]
#[must_use]
pub fn m2m_verify_finish(arguments: &str, certificate: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let validity = given.optional_time("notBefore")?.zip(given.optional_time("notAfter")?);
        let expected = ExpectedClaims {
            iss: given.optional_text("iss"),
            sub: given.optional_text("sub"),
            leeway: given.number("leeway"),
            certificate: validity.map(|(not_before, not_after)| ExpectedCertificate {
                certificate: given.certificate(certificate),
                not_before,
                not_after,
            }),
        };
        // Nothing but `true` counts as verified.
        let valid = given.flag("signatureValid") == Some(true);
        let (token, now) = (given.text("token")?, given.time("now")?);
        out.granted(&owned::m2m_verify_finish(&token, valid, &expected, now)?)
    })
}

impl Record for TokenClaims {
    fn members(&self, object: &mut Object) {
        object.text("algorithm", &self.algorithm);
        object.text("sub", &self.sub);
        object.text("iss", &self.iss);
        object.optional_text("startLogon", self.start_logon.as_deref());
        object.time("iat", self.iat);
        object.time("exp", self.exp);
    }
}
