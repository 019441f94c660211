//! M2M tokens whose key is elsewhere: what goes out to the signer, comes back and is joined. serde_json and base64 say
//! what stands in them.

use crate::cases;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use gws_auth_core::calls::{
    CertificateReference, ClaimsToSign, ExpectedClaims, NoStartLogon, SignatureForm, m2m_attach,
    m2m_unsigned, m2m_verify_begin, m2m_verify_finish,
};
use proptest::prelude::*;
use serde_json::Value;

const NOW: i64 = 1_790_000_000;

/// Numbers of 32 bytes from 1 to 2^255: fit for r and s of P-256, with and without DER's leading zeros.
fn number() -> impl Strategy<Value = [u8; 32]> {
    (0usize..32, any::<[u8; 32]>()).prop_map(|(zeros, mut bytes)| {
        bytes[..zeros].fill(0);
        bytes[0] &= 0x7F;
        bytes[31] |= 1;
        bytes
    })
}

fn claims() -> impl Strategy<Value = ClaimsToSign> {
    let form = prop_oneof![Just(NoStartLogon::Null), Just(NoStartLogon::Empty), Just(NoStartLogon::Absent)];
    let user = proptest::option::of("[^\\p{Cc}]{1,40}");
    ("[0-9A-F]{64}", "[^\\p{Cc}]{1,60}", user, form, 1u32..=28_800).prop_map(
        |(thumbprint, iss, start_logon, no_start_logon, lifetime)| ClaimsToSign {
            algorithm: "ES256".into(),
            certificate: CertificateReference { thumbprint: Some(thumbprint), ..Default::default() },
            iss,
            start_logon,
            no_start_logon: Some(no_start_logon),
            lifetime: Some(lifetime),
            not_before: None,
            not_after: None,
        },
    )
}

fn anyone() -> ExpectedClaims {
    ExpectedClaims { any_owner: Some(true), ..ExpectedClaims::default() }
}

fn segment(text: &str) -> Value {
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn claims_come_back(claims in claims(), r in number(), s in number()) {
        let unsigned = m2m_unsigned(&claims, NOW).unwrap();
        let (header, payload) = unsigned.signing_input.split_once('.').unwrap();
        prop_assert_eq!(segment(header), serde_json::json!({"alg": "ES256", "typ": "JWT", "kid": "M2M"}));
        let said = segment(payload);
        prop_assert_eq!(said["iss"].as_str(), Some(claims.iss.as_str()));
        prop_assert_eq!(said["exp"].as_i64(), Some(unsigned.expires_at));

        let raw = [r, s].concat();
        let signed = m2m_attach(&unsigned.signing_input, &raw, SignatureForm::Raw).unwrap();
        let token = signed.token.expose();
        prop_assert_eq!((signed.issued_at, signed.expires_at), (NOW, unsigned.expires_at));
        let begun = m2m_verify_begin(token).unwrap();
        prop_assert_eq!((&begun.signature, &begun.digest), (&raw, &unsigned.digest));
        // The DER that verifiers take is the DER that signers give.
        let again = m2m_attach(&unsigned.signing_input, &begun.signature_der, SignatureForm::Der).unwrap();
        prop_assert_eq!(again.token.expose(), token);

        let found = m2m_verify_finish(token, true, &anyone(), NOW).unwrap();
        prop_assert_eq!(Some(found.sub), claims.certificate.thumbprint);
        prop_assert_eq!((found.iss, found.start_logon), (claims.iss, claims.start_logon));
        prop_assert!(m2m_verify_finish(token, false, &anyone(), NOW).is_err());
    }

    /// A signing input that was changed on its way, in one character, is refused or still says what it says.
    #[test]
    fn a_changed_signing_input_does_not_pass_for_another(claims in claims(), at in any::<prop::sample::Index>(), with in "[A-Za-z0-9_.=-]") {
        let unsigned = m2m_unsigned(&claims, NOW).unwrap();
        let mut changed = unsigned.signing_input.clone();
        let at = at.index(changed.len());
        changed.replace_range(at..=at, &with);
        if let Ok(signed) = m2m_attach(&changed, &[1; 64], SignatureForm::Raw) {
            let payload = changed.split_once('.').unwrap().1;
            prop_assert_eq!(segment(payload)["exp"].as_i64(), Some(signed.expires_at));
        }
    }

    #[test]
    fn any_text_is_judged(text in "[A-Za-z0-9_.-]{0,200}", signature in any::<Vec<u8>>()) {
        let _ = m2m_attach(&text, &signature, SignatureForm::Raw);
        let _ = m2m_attach(&text, &signature, SignatureForm::Der);
        prop_assert!(m2m_verify_begin(&text).is_err());
    }
}
