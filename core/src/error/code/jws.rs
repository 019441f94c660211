//! Codes: signed tokens as such, whatever they say. A row is explained in `define`.

macro_rules! jws {
    ($($before:tt)*) => { codes! { $($before)*
    "JWS compact form" {
        JwsSegments 400 "jws_segments" Input Offset
            "A compact JWS has three segments." "Pass the token whole: header, payload and signature with two dots between.";
        Base64urlInvalid 401 "base64url_invalid" Input Offset
            "A segment is not canonical base64url without padding." "Pass the token unchanged: no padding, no white space, no + or /.";
        JwsTooLong 402 "jws_too_long" Input Limit
            "The token is longer than any genuine one." "Pass the token alone.";
        JwsJson 403 "jws_json" Input Nowhere
            "The token is in JSON serialization." "IR uses the compact form: three segments with two dots.";
        JwsSpace 404 "jws_space" Input Offset
            "The token holds white space." "Pass the token unchanged; IR's Appendix C text turns base64's = into a space: RFC 7515 strips it.";
        JwsPadding 405 "jws_padding" Input Offset
            "The token holds the padding character =." "Sign with base64url without padding (RFC 7515 2): stripping it here would change what was signed.";
        Base64Standard 406 "base64_standard" Input Offset
            "A segment holds + or /: standard base64, not base64url." "Encode with - and _ (RFC 7515 2): changing it here would change what was signed.";
        Base64urlSpareBits 407 "base64url_spare_bits" Input Offset
            "A segment's last character has spare bits set." "Do not accept it: two texts would stand for the same bytes.";
    }
    "JWS header" {
        HeaderCritical 410 "header_critical" Input Offset
            "The header holds crit, which demands extensions." "IR's tokens have no extensions: do not accept it.";
        HeaderB64 411 "header_b64" Input Offset
            "The header holds b64." "IR's tokens encode their payload: do not accept it.";
        HeaderZip 412 "header_zip" Input Offset
            "The header holds zip." "IR's tokens are not compressed: do not accept it.";
        HeaderEncryption 413 "header_encryption" Input Offset
            "The header holds enc." "This is an encrypted token, not a signed one.";
        HeaderKey 414 "header_key" Input Offset
            "The header brings or names a key." "The key is agreed at on-boarding: never take it from the token.";
        HeaderMember 415 "header_member" Input Offset
            "The typ or kid is not text." "IR's tokens have typ JWT and kid M2M.";
    }
    "Algorithms" {
        AlgorithmMissing 420 "algorithm_missing" Input Nowhere
            "The header has no alg, or it is no text." "IR's tokens name one of the six algorithms.";
        AlgorithmNone 421 "algorithm_none" Input Nowhere
            "The token is not signed: alg is none." "Do not accept it.";
        AlgorithmSymmetric 422 "algorithm_symmetric" Input Nowhere
            "The token is signed with a shared secret (HS…)." "IR's tokens are signed with a private key: do not accept it.";
        AlgorithmUnknown 423 "algorithm_unknown" Input Nowhere
            "The header's alg is not one of the six." "Use ES256, ES384, ES512, RS256, RS384 or RS512.";
        AlgorithmKey 424 "algorithm_key" Input Nowhere
            "The algorithm does not fit the key." "P-256 goes with ES256, P-384 with ES384, P-521 with ES512, RSA with RS256, RS384 or RS512.";
        AlgorithmNotAllowed 426 "algorithm_not_allowed" Policy Nowhere
            "The token's algorithm is not among the allowed ones." "Do not accept it, or allow the algorithm.";
        AlgorithmName 425 "algorithm_name" Caller Nowhere
            "The algorithm to sign with is not one of the six." "Name it ES256, ES384, ES512, RS256, RS384 or RS512, in capitals.";
    }
    "Signatures" {
        SignatureLength 430 "signature_length" Input Needed
            "The signature has the wrong length for its algorithm." "Pass r and s at the curve's full width, or the whole RSA signature.";
        SignatureDer 431 "signature_der" Input Nowhere
            "The signature is in DER where r and s side by side belong." "Attach it as Der; in a token it must be converted first.";
        SignatureDerMalformed 432 "signature_der_malformed" Input Nowhere
            "The DER signature is not a strict SEQUENCE of two positive INTEGERs that fit the curve." "Pass the key store's output unchanged, and check its curve.";
        SignatureRange 433 "signature_range" Input Nowhere
            "One of r and s is zero or not below the curve's order." "No signer makes this: do not accept it.";
        SignatureInvalid 434 "signature_invalid" Input Nowhere
            "The signature does not verify." "Check that this is the key the token was signed with, and that the token is unchanged.";
        SigningFailed 435 "signing_failed" Caller Nowhere
            "The key could not sign." "Check the key.";
    }
    } };
}
