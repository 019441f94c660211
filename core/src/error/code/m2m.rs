//! Codes: what a machine-to-machine token claims. A row is explained in `define`.

macro_rules! m2m {
    ($($before:tt)*) => { codes! { $($before)*
    "M2M claims to sign" {
        ThumbprintFormat 440 "thumbprint_format" Caller Offset
            "the thumbprint is not one of this kind" "use the 64 hexadecimal digits of the certificate's SHA-256 (40 of its SHA-1 where that is asked for); colons, spaces between pairs and small letters do no harm";
        IssuerInvalid 441 "issuer_invalid" Caller Offset
            "the issuer is empty or holds a control character" "use the value agreed with IR, such as www.name.com";
        StartLogonInvalid 442 "start_logon_invalid" Caller Offset
            "the myIR user id is empty or holds a control character" "use the user id, or say that there is none";
        LifetimeInvalid 443 "lifetime_invalid" Caller Limit
            "the lifetime is not from 1 second to 8 hours" "use at most 28,800 seconds";
        CertificateChoice 444 "certificate_choice" Caller Nowhere
            "a certificate is named in one way" "give its SHA-256 thumbprint, or its SHA-1 thumbprint where IR registered one, or the certificate in DER or PEM, and only one of them";
        OwnerChoice 445 "owner_choice" Caller Nowhere
            "it is not said whose token is expected, or in more than one way" "give the signer's certificate, or the expected sub, or say that any owner will do";
        LeewayTooLong 446 "leeway_too_long" Caller Limit
            "the leeway is longer than clocks may differ" "use at most 600 seconds, and set the clocks";
        SigningInputForeign 449 "signing_input_foreign" Caller Nowhere
            "the signing input holds something that is never written here: another member, a sub that is no thumbprint or a control character" "pass what was given to sign, unchanged";
        ValidityInvalid 447 "validity_invalid" Caller Nowhere
            "the certificate ends before it begins" "compare not_before and not_after: both are seconds since 1970";
    }
    "M2M claims to check" {
        ClaimMilliseconds 448 "claim_milliseconds" Input Offset
            "a time in the token is in milliseconds" "do not accept it; its signer must write seconds since 1970";
        TypInvalid 450 "typ_invalid" Input Nowhere
            "typ is not JWT" "do not accept it";
        KidInvalid 451 "kid_invalid" Input Nowhere
            "kid is not M2M" "do not accept it";
        IatMissing 452 "iat_missing" Input Nowhere
            "the token has no iat" "do not accept it";
        IatInvalid 453 "iat_invalid" Input Offset
            "iat is not a whole number of seconds since 1970" "do not accept it";
        ExpMissing 454 "exp_missing" Input Nowhere
            "the token has no exp" "do not accept it";
        ExpInvalid 455 "exp_invalid" Input Offset
            "exp is not a whole number of seconds since 1970" "do not accept it";
        NbfInvalid 456 "nbf_invalid" Input Offset
            "nbf is not a whole number of seconds since 1970" "do not accept it";
        SubMissing 457 "sub_missing" Input Nowhere
            "the token has no sub" "do not accept it";
        SubInvalid 458 "sub_invalid" Input Offset
            "sub is no text, or empty" "do not accept it";
        IssMissing 459 "iss_missing" Input Nowhere
            "the token has no iss" "do not accept it";
        IssInvalid 460 "iss_invalid" Input Offset
            "iss is no text, or empty" "do not accept it";
        StartLogonClaim 461 "start_logon_claim" Input Offset
            "startLogon is neither text nor null" "do not accept it";
        ExpBeforeIat 462 "exp_before_iat" Input Nowhere
            "the token ends before it begins" "do not accept it";
        LifetimeTooLong 463 "lifetime_too_long" Policy Limit
            "the token lives for more than 8 hours" "sign one with exp at most 28,800 seconds after iat";
        TokenExpired 464 "token_expired" Policy Nowhere
            "the token has expired" "sign a new one";
        TokenNotYetValid 465 "token_not_yet_valid" Policy Nowhere
            "the token is not valid yet" "compare the clocks of signer and verifier";
        IssMismatch 466 "iss_mismatch" Policy Nowhere
            "iss is not the expected issuer" "use the value agreed with IR";
        SubMismatch 467 "sub_mismatch" Policy Nowhere
            "sub is not the expected one" "compare the certificates on both sides";
        SubThumbprint 468 "sub_thumbprint" Policy Nowhere
            "sub is not the thumbprint of this certificate" "compare the certificates on both sides; IR uses SHA-256, upper-case, without colons";
        TokenBeforeCertificate 469 "token_before_certificate" Policy Nowhere
            "the token was issued before its certificate was valid" "IR: iat must not precede the certificate's issue date";
        TokenAfterCertificate 470 "token_after_certificate" Policy Nowhere
            "the token outlives its certificate" "shorten its lifetime, and renew the certificate";
    }
    } };
}
