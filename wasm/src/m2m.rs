//! M2M tokens, signed and verified by the host.

use alloc::string::String;

use gws_auth_core::calls::{
    self, ClaimsToSign, ExpectedCertificate, ExpectedClaims, NoStartLogon, SignatureForm,
};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::answer::answer;

/// [`calls::m2m_unsigned`]; the bytes are the certificate, if that is how it is named.
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
            no_start_logon: no_start_logon.map(|name| NoStartLogon::parse(&name)).transpose()?,
            lifetime: given.number("lifetime"),
            not_before: given.optional_time("notBefore")?,
            not_after: given.optional_time("notAfter")?,
        };
        out.granted(&calls::m2m_unsigned(&claims, given.time("now")?)?)
    })
}

/// [`calls::m2m_attach`]; the bytes are the signature.
#[wasm_bindgen]
#[must_use]
pub fn m2m_attach(arguments: &str, signature: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let form = SignatureForm::parse(&given.text("form")?)?;
        out.granted(&calls::m2m_attach(&given.text("signingInput")?, signature, form)?)
    })
}

/// [`calls::m2m_verify_begin`]
#[wasm_bindgen]
#[must_use]
pub fn m2m_verify_begin(arguments: &str) -> String {
    answer(arguments, &|given, out| out.granted(&calls::m2m_verify_begin(&given.text("token")?)?))
}

/// [`calls::m2m_verify_finish`]; the bytes are the certificate, if that is how it is named.
#[wasm_bindgen]
#[must_use]
pub fn m2m_verify_finish(arguments: &str, certificate: &[u8]) -> String {
    answer(arguments, &|given, out| {
        let validity = given.optional_time("notBefore")?.zip(given.optional_time("notAfter")?);
        let expected = ExpectedClaims {
            certificate: validity.map(|(not_before, not_after)| ExpectedCertificate {
                certificate: given.certificate(certificate),
                not_before,
                not_after,
            }),
            sub: given.optional_text("sub"),
            any_owner: given.flag("anyOwner"),
            iss: given.optional_text("iss"),
            // TypeScript joins the list: the boundary has no lists.
            algorithms: given
                .optional_text("algorithms")
                .map(|names| names.split(' ').filter(|name| !name.is_empty()).map(Into::into).collect()),
            leeway: given.number("leeway"),
        };
        // Nothing but `true` counts as verified.
        let valid = given.flag("signatureValid") == Some(true);
        let (token, now) = (given.text("token")?, given.time("now")?);
        out.granted(&calls::m2m_verify_finish(&token, valid, &expected, now)?)
    })
}
