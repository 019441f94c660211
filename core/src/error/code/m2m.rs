//! Codes: what a machine-to-machine token claims. A row is explained in `define`.

macro_rules! m2m {
    ($($before:tt)*) => { codes! { $($before)*
    "M2M claims to sign" {
        ThumbprintFormat 440 "thumbprint_format" Caller Offset
            "The thumbprint is not as IR registers it." "Use 64 hexadecimal digits, upper-case, without colons (SHA-256 of the certificate's DER).";
        IssuerInvalid 441 "issuer_invalid" Caller Offset
            "The issuer is empty or holds a control character." "Use the value agreed with IR, such as www.name.com.";
        StartLogonInvalid 442 "start_logon_invalid" Caller Offset
            "The myIR user id is empty or holds a control character." "Use the user id, or say that there is none.";
        LifetimeInvalid 443 "lifetime_invalid" Caller Limit
            "The lifetime is not from 1 second to 8 hours." "Use at most 28,800 seconds.";
        CertificateChoice 444 "certificate_choice" Caller Nowhere
            "A certificate is named in one way." "Give its SHA-256 thumbprint, or its SHA-1 thumbprint where IR registered one, or the certificate in DER or PEM, and only one of them.";
        OwnerChoice 445 "owner_choice" Caller Nowhere
            "It is not said whose token is expected, or in more than one way." "Give the signer's certificate, or the expected sub, or say that any owner will do.";
        LeewayTooLong 446 "leeway_too_long" Caller Limit
            "The leeway is longer than clocks may differ." "Use at most 600 seconds, and set the clocks.";
        ValidityInvalid 447 "validity_invalid" Caller Nowhere
            "The certificate ends before it begins." "Compare not_before and not_after: both are seconds since 1970.";
    }
    "M2M claims to check" {
        TypInvalid 450 "typ_invalid" Input Nowhere
            "The typ is not JWT." "Do not accept it.";
        KidInvalid 451 "kid_invalid" Input Nowhere
            "The kid is not M2M." "Do not accept it.";
        IatMissing 452 "iat_missing" Input Nowhere
            "The token has no iat." "Do not accept it.";
        IatInvalid 453 "iat_invalid" Input Offset
            "The iat is not a whole number of seconds since 1970." "Do not accept it.";
        ExpMissing 454 "exp_missing" Input Nowhere
            "The token has no exp." "Do not accept it.";
        ExpInvalid 455 "exp_invalid" Input Offset
            "The exp is not a whole number of seconds since 1970." "Do not accept it.";
        NbfInvalid 456 "nbf_invalid" Input Offset
            "The nbf is not a whole number of seconds since 1970." "Do not accept it.";
        SubMissing 457 "sub_missing" Input Nowhere
            "The token has no sub." "Do not accept it.";
        SubInvalid 458 "sub_invalid" Input Offset
            "The sub is no text, or empty." "Do not accept it.";
        IssMissing 459 "iss_missing" Input Nowhere
            "The token has no iss." "Do not accept it.";
        IssInvalid 460 "iss_invalid" Input Offset
            "The iss is no text, or empty." "Do not accept it.";
        StartLogonClaim 461 "start_logon_claim" Input Offset
            "The startLogon is neither text nor null." "Do not accept it.";
        ExpBeforeIat 462 "exp_before_iat" Input Nowhere
            "The token ends before it begins." "Do not accept it.";
        LifetimeTooLong 463 "lifetime_too_long" Policy Limit
            "The token lives for more than 8 hours." "Sign one with exp at most 28,800 seconds after iat.";
        TokenExpired 464 "token_expired" Policy Nowhere
            "The token has expired." "Sign a new one.";
        TokenNotYetValid 465 "token_not_yet_valid" Policy Nowhere
            "The token is not valid yet." "Compare the clocks of signer and verifier.";
        IssMismatch 466 "iss_mismatch" Policy Nowhere
            "The iss is not the expected issuer." "Use the value agreed with IR.";
        SubMismatch 467 "sub_mismatch" Policy Nowhere
            "The sub is not the expected one." "Compare the certificates on both sides.";
        SubThumbprint 468 "sub_thumbprint" Policy Nowhere
            "The sub is not the thumbprint of this certificate." "Compare the certificates on both sides; IR uses SHA-256, upper-case, without colons.";
        TokenBeforeCertificate 469 "token_before_certificate" Policy Nowhere
            "The token was issued before its certificate was valid." "Sign with an iat that is not before the certificate's issue date: IR demands it.";
        TokenAfterCertificate 470 "token_after_certificate" Policy Nowhere
            "The token outlives its certificate." "Shorten its lifetime, and renew the certificate.";
    }
    } };
}
