//! The one table of codes. Every binding's list is checked against [`ErrorKind::ALL`].

use super::blame::{Blame, Place};

impl ErrorKind {
    /// The stable number.
    #[must_use]
    pub const fn number(self) -> u16 {
        self as u16
    }
}

#[rustfmt::skip] // a table: one row, two lines
codes! {
    // General
    BufferTooSmall 100 "buffer_too_small" Caller Needed
        "the output buffer is too small" "pass a buffer of at least the bytes named";
    TimeInvalid 101 "time_invalid" Caller Nowhere
        "the time given is not plausible as seconds since 1970" "pass whole seconds, not milliseconds, and not a negative number";
    ClockBehind 102 "clock_behind" Caller Nowhere
        "the clock stands before the time at which the record was made" "set the clock of this machine; the record itself is whole";
    // At the boundaries to other languages
    ArgumentMissing 103 "argument_missing" Caller Nowhere
        "an argument is missing, or is not of the type that the function takes" "pass every argument that is not marked as optional: in C no null pointer, in JavaScript the type that the declarations name";
    TextNotUtf8 104 "text_not_utf8" Caller Offset
        "a text is not UTF-8" "convert it first: Windows' own code pages and UTF-16 are not UTF-8";
    Panicked 105 "panicked" Library Nowhere
        "gws-auth met a fault of its own and stopped the call" "nothing was sent and nothing was stored: report it with the function's name, without its arguments";
    NotInitialized 106 "not_initialized" Caller Nowhere
        "the library is not loaded yet" "await initialize() once before the first call";
    // Environment and client
    EnvironmentUnknown 110 "environment_unknown" Caller Nowhere
        "the environment is neither mock, test, production nor a URL" "use one of the three names, or https:// and the host IR gave you";
    EnvironmentNotHttps 111 "environment_not_https" Caller Nowhere
        "a custom environment must use https" "use https; http is allowed on a loopback address only (a simulator)";
    EnvironmentNotOrigin 112 "environment_not_origin" Caller Offset
        "a custom environment is scheme, host and port only" "leave out the path, the query, the fragment and any user name";
    ClientIdEmpty 120 "client_id_empty" Caller Nowhere
        "the client id is empty" "use the client id agreed with IR";
    ClientIdColon 121 "client_id_colon" Caller Offset
        "the client id holds a colon" "a colon would end the id inside the Basic header: check which value was given";
    ClientIdCharacter 122 "client_id_character" Caller Offset
        "the client id holds a control or non-ASCII character" "check for a line break or a byte order mark copied along with it";
    ClientSecretEmpty 123 "client_secret_empty" Caller Nowhere
        "the client secret is empty" "check the file or variable that it was read from";
    ClientSecretCharacter 124 "client_secret_character" Caller Offset
        "the client secret holds a control or non-ASCII character" "check for a line break or a byte order mark at its ends";
    RelayUrlInvalid 125 "relay_url_invalid" Caller Nowhere
        "the relay's URL is not one that a request can be sent to" "use https:// with host and path, without query and fragment; http only on a loopback address";
    ClientAuthChoice 126 "client_auth_choice" Caller Nowhere
        "a client has either a secret or a relay" "give the client secret, or the relay's URL where the secret must not be held (NATIVE-3), and not both";
    // Redirect URI
    RedirectUriInvalid 130 "redirect_uri_invalid" Caller Offset
        "the redirect_uri is not a URI" "use the exact text that is registered with IR, percent-encoded where needed";
    RedirectUriFragment 131 "redirect_uri_fragment" Caller Offset
        "the redirect_uri holds a fragment" "register and send it without the # part (RFC 6749 3.1.2)";
    RedirectUriNotLoopback 132 "redirect_uri_not_loopback" Caller Nowhere
        "an http redirect_uri must be a loopback address" "use https, or http on 127.0.0.1 or [::1] for a native application";
    RedirectUriScheme 133 "redirect_uri_scheme" Caller Nowhere
        "the redirect_uri's scheme is neither https nor a private-use scheme with a period" "use a scheme made from a domain you own in reverse, such as nz.example.app (RFC 8252 7.1)";
    RedirectUriPort 134 "redirect_uri_port" Caller Offset
        "the redirect_uri's port is not usable" "use one of the ports registered with IR, 1 to 65535 (IR accepts no ephemeral port)";
    RedirectUriReserved 135 "redirect_uri_reserved" Caller Offset
        "the redirect_uri's own query uses a name that the reply uses" "rename that parameter: code, state, error and error_description belong to the reply";
    RedirectUriNotRegistered 136 "redirect_uri_not_registered" Caller Nowhere
        "the redirect_uri is not among the registered ones" "use a registered one, character for character, or register it with IR";
    // State, PKCE, entropy
    StateEmpty 140 "state_empty" Caller Nowhere
        "the state is empty" "leave it out to have one made, or give a value nobody can guess";
    StateTooLong 141 "state_too_long" Caller Limit
        "the state is too long" "IR takes fewer than 200 characters";
    StateSpace 142 "state_space" Caller Offset
        "the state holds a space" "IR forbids spaces in state, encoded or not";
    StateCharacter 143 "state_character" Caller Offset
        "the state holds a character outside IR's set" "use a-z A-Z 0-9 - . ? , : / \\ + = $ #";
    VerifierLength 144 "verifier_length" Caller Limit
        "the code_verifier is not 43 to 128 characters long" "leave it out to have one made of 43 characters";
    VerifierCharacter 145 "verifier_character" Caller Offset
        "the code_verifier holds a character outside the set" "use A-Z a-z 0-9 - . _ ~";
    EntropyLength 146 "entropy_length" Caller Needed
        "the entropy has the wrong length" "pass exactly 64 bytes from the system's cryptographic random source";
    EntropyZero 147 "entropy_zero" Caller Nowhere
        "the entropy is all zeros in one half" "the random source was not read: fill all 64 bytes from the system's cryptographic random source";
    EntropyRepeated 148 "entropy_repeated" Caller Nowhere
        "the two halves of the entropy are equal" "draw 64 fresh bytes; do not repeat 32 of them, as the public state would give away the verifier";
    VerifierWithoutPkce 149 "verifier_without_pkce" Caller Nowhere
        "a code_verifier was given and PKCE turned off" "leave PKCE on, or the code_verifier out";
    // Tokens handed in
    TokenEmpty 150 "token_empty" Caller Nowhere
        "the token is empty" "check where it was read from";
    TokenCharacter 151 "token_character" Caller Offset
        "the token holds a space, control or non-ASCII character" "check for a line break or the word Bearer read along with it";
    TokenOpaque 152 "token_opaque" Input Nowhere
        "the access token is not a JWT" "nothing is wrong with it: it can be used, but not looked into";
    // Pending login
    PendingVersion 200 "pending_version" Input Nowhere
        "the text is not a pending login of this version" "start the login again with this version of gws-auth";
    PendingMalformed 201 "pending_malformed" Input Nowhere
        "the pending login is cut or damaged" "restore it whole as it was stored, or start the login again";
    PendingAltered 202 "pending_altered" Input Nowhere
        "the pending login was altered after it was made" "restore it as it was stored, or start the login again";
    PendingExpired 203 "pending_expired" Policy Nowhere
        "the login took longer than the pending login lives" "start the login again";
    PendingOtherClient 204 "pending_other_client" Caller Nowhere
        "the pending login belongs to another client id" "use the client that started this login";
    PendingOtherEnvironment 205 "pending_other_environment" Caller Nowhere
        "the pending login belongs to another environment" "send the code to the environment that the login was started in";
    // Landing (the redirect back)
    LandingElsewhere 210 "landing_elsewhere" Input Offset
        "the landing URL is not the redirect_uri of this login" "pass the URL the browser came back to; behind a proxy that changes the host, pass the query alone";
    LandingEncoding 211 "landing_encoding" Input Offset
        "the landing URL holds broken percent-encoding or text that is not UTF-8" "pass the URL as received, neither decoded nor cut";
    LandingRepeated 212 "landing_repeated" Input Offset
        "a parameter of the landing URL is repeated" "do not continue: a genuine reply holds code, state and error once each";
    LandingSemicolon 213 "landing_semicolon" Input Offset
        "the landing URL separates its parameters with semicolons" "pass the URL as received; parameters are separated by &";
    LandingBoth 214 "landing_both" Input Offset
        "the landing URL holds both a code and an error" "do not continue: a genuine reply has one of them";
    LandingNeither 215 "landing_neither" Input Nowhere
        "the landing URL holds neither a code nor an error" "pass the URL the browser came back to, with its query";
    StateMissing 216 "state_missing" Input Nowhere
        "the landing URL holds no state" "do not continue: this reply does not belong to a login of this program";
    StateMismatch 217 "state_mismatch" Input Offset
        "the state is not the one that was sent" "do not continue: it belongs to another login, or is forged; the pending login stays usable";
    CodeInvalid 218 "code_invalid" Input Offset
        "the code is empty or holds a space, control or non-ASCII character" "start the login again";
    // Relay
    RelayForm 220 "relay_form" Input Offset
        "the relayed body is not a form" "refuse the request with HTTP 400";
    RelayRepeated 221 "relay_repeated" Input Offset
        "a parameter of the relayed form is repeated" "refuse the request with HTTP 400";
    RelayParameter 222 "relay_parameter" Input Offset
        "the relayed form holds a parameter that this request does not have" "refuse the request with HTTP 400";
    RelayMissing 223 "relay_missing" Input Nowhere
        "the relayed form lacks a required parameter" "refuse the request with HTTP 400";
    RelayGrant 224 "relay_grant" Policy Offset
        "the relayed grant is not allowed" "refuse the request with HTTP 403";
    RelayRedirectUri 225 "relay_redirect_uri" Policy Offset
        "the relayed redirect_uri is not a registered one" "refuse the request with HTTP 403";
    // Replies
    ReplyTooLarge 300 "reply_too_large" Server Limit
        "the reply is larger than the policy allows" "keep the body for support; raise policy.max_reply_bytes only if IR's replies really grew";
    ReplyEmpty 301 "reply_empty" Server Status
        "the reply has no body" "something between you and IR answered, or the reply was cut: try again later, a refresh only after introspection";
    ReplyHtml 302 "reply_html" Server Status
        "the reply is an HTML page, not JSON" "a proxy or IR's splash page (IP allow-listing) answered: look at the page and at the network path";
    ReplyNotJson 303 "reply_not_json" Server Status
        "the reply is not JSON" "something between you and IR answered: look at the body and at the network path";
    ReplyStatus 304 "reply_status" Server Status
        "the HTTP status is not one that this request gets" "do not follow redirects; look at the network path";
    ReplyWithoutError 305 "reply_without_error" Server Status
        "the reply refuses but does not say why" "keep the body for IR's support";
    ReplyUnexpected 309 "reply_unexpected" Server Status
        "the reply's body is not what this request gets" "keep the body for IR's support";
    RequestKindInvalid 310 "request_kind_invalid" Caller Nowhere
        "the reply to this request holds no tokens" "pass the kind that the request had: token or refresh";
    // JSON
    JsonSyntax 320 "json_syntax" Input Offset
        "the JSON is not well-formed" "keep the body for IR's support";
    JsonCut 321 "json_cut" Input Offset
        "the JSON ends too early" "the reply was cut on its way: a refresh must be looked up by introspection, not sent again";
    JsonTrailing 322 "json_trailing" Input Offset
        "something follows the JSON" "keep the body for IR's support";
    JsonTrailingComma 323 "json_trailing_comma" Input Offset
        "the JSON holds a trailing comma" "set policy.tolerate_trailing_comma if IR really sends this";
    JsonDeep 324 "json_deep" Input Offset
        "the JSON is nested too deeply" "keep the body for IR's support";
    JsonWide 325 "json_wide" Input Offset
        "a JSON object has too many members" "keep the body for IR's support";
    JsonDuplicate 326 "json_duplicate" Input Offset
        "a JSON object names a member twice" "do not continue: two readers would disagree about the value";
    JsonEscape 327 "json_escape" Input Offset
        "the JSON holds an escape that does not exist" "keep the body for IR's support";
    JsonSurrogate 328 "json_surrogate" Input Offset
        "the JSON holds half a surrogate pair" "keep the body for IR's support";
    JsonControl 329 "json_control" Input Offset
        "the JSON holds a raw control character in a string" "keep the body for IR's support";
    JsonNumber 330 "json_number" Input Offset
        "the JSON holds a number that is not well-formed" "keep the body for IR's support";
    JsonNotObject 331 "json_not_object" Input Offset
        "the JSON is not an object" "keep the body for IR's support";
    JsonNotUtf8 332 "json_not_utf8" Input Offset
        "the JSON is not UTF-8" "keep the body for IR's support";
    JsonUtf16 333 "json_utf16" Input Offset
        "the JSON is UTF-16" "pass the bytes as received; JSON is UTF-8";
    JsonByteOrderMark 334 "json_byte_order_mark" Input Offset
        "the JSON begins with a byte order mark" "pass the bytes as received; JSON has no byte order mark";
    // Members of replies
    AccessTokenMissing 340 "access_token_missing" Server Nowhere
        "the reply has no access_token" "keep the body: it may hold the only copy of a refresh token";
    AccessTokenInvalid 341 "access_token_invalid" Server Offset
        "the access_token is no text, empty, or holds a space, control or non-ASCII character" "keep the body: it may hold the only copy of a refresh token";
    TokenTypeMissing 342 "token_type_missing" Server Nowhere
        "the reply has no token_type" "keep the body: it may hold the only copy of a refresh token";
    TokenTypeInvalid 343 "token_type_invalid" Server Offset
        "the token_type is not Bearer" "keep the body: it may hold the only copy of a refresh token";
    ExpiresInMissing 344 "expires_in_missing" Server Nowhere
        "the reply has no expires_in" "keep the body: it may hold the only copy of a refresh token";
    ExpiresInInvalid 345 "expires_in_invalid" Server Offset
        "expires_in is not a whole number of seconds, as number or as text" "keep the body: it may hold the only copy of a refresh token";
    RefreshTokenInvalid 346 "refresh_token_invalid" Server Offset
        "the refresh_token is no text, empty, or holds a space, control or non-ASCII character" "keep the body: it may hold the only copy of an access token";
    ScopeInvalid 347 "scope_invalid" Server Offset
        "the scope is not text" "keep the body: it may hold the only copy of a refresh token";
    ActiveMissing 348 "active_missing" Server Nowhere
        "the introspection reply has no active" "nothing was learnt about the token: try again later";
    IntrospectionInvalid 349 "introspection_invalid" Server Offset
        "a member of the introspection reply has the wrong type" "nothing was learnt about the token: keep the body for IR's support";
    RefusalInvalid 350 "refusal_invalid" Server Offset
        "the error or error_description is not text" "keep the body for IR's support";
    // JWS compact form
    JwsSegments 400 "jws_segments" Input Offset
        "a compact JWS has three segments" "pass the token whole: header, payload and signature with two dots between";
    Base64urlInvalid 401 "base64url_invalid" Input Offset
        "a segment is not canonical base64url without padding" "pass the token unchanged: no padding, no white space, no + or /";
    JwsTooLong 402 "jws_too_long" Input Limit
        "the token is longer than any genuine one" "pass the token alone";
    JwsJson 403 "jws_json" Input Nowhere
        "the token is in JSON serialization" "IR uses the compact form: three segments with two dots";
    JwsSpace 404 "jws_space" Input Offset
        "the token holds white space" "pass the token unchanged; IR's Appendix C text turns base64's = into a space: RFC 7515 strips it";
    JwsPadding 405 "jws_padding" Input Offset
        "the token holds the padding character =" "sign with base64url without padding (RFC 7515 2): stripping it here would change what was signed";
    Base64Standard 406 "base64_standard" Input Offset
        "a segment holds + or /: standard base64, not base64url" "encode with - and _ (RFC 7515 2): changing it here would change what was signed";
    Base64urlSpareBits 407 "base64url_spare_bits" Input Offset
        "a segment's last character has spare bits set" "do not accept it: two texts would stand for the same bytes";
    // JWS header
    HeaderCritical 410 "header_critical" Input Offset
        "the header holds crit" "IR's tokens have no extensions: do not accept it";
    HeaderB64 411 "header_b64" Input Offset
        "the header holds b64" "IR's tokens encode their payload: do not accept it";
    HeaderZip 412 "header_zip" Input Offset
        "the header holds zip" "IR's tokens are not compressed: do not accept it";
    HeaderEncryption 413 "header_encryption" Input Offset
        "the header holds enc" "this is an encrypted token, not a signed one";
    HeaderKey 414 "header_key" Input Offset
        "the header brings or names a key" "the key is agreed at on-boarding: never take it from the token";
    HeaderMember 415 "header_member" Input Offset
        "typ or kid is not text" "IR's tokens have typ JWT and kid M2M";
    // Algorithms
    AlgorithmMissing 420 "algorithm_missing" Input Nowhere
        "the header has no alg, or it is no text" "IR's tokens name one of the six algorithms";
    AlgorithmNone 421 "algorithm_none" Input Nowhere
        "the token is not signed: alg is none" "do not accept it";
    AlgorithmSymmetric 422 "algorithm_symmetric" Input Nowhere
        "the token is signed with a shared secret (HS…)" "IR's tokens are signed with a private key: do not accept it";
    AlgorithmUnknown 423 "algorithm_unknown" Input Nowhere
        "alg is not one of the six" "use ES256, ES384, ES512, RS256, RS384 or RS512";
    AlgorithmKey 424 "algorithm_key" Input Nowhere
        "the algorithm does not fit the key" "P-256 goes with ES256, P-384 with ES384, P-521 with ES512, RSA with RS256, RS384 or RS512";
    AlgorithmName 425 "algorithm_name" Caller Nowhere
        "the algorithm to sign with is not one of the six" "name it ES256, ES384, ES512, RS256, RS384 or RS512, in capitals";
    // Signatures and keys
    SignatureLength 430 "signature_length" Input Needed
        "the signature has the wrong length for its algorithm" "pass r and s at the curve's full width, or the whole RSA signature";
    SignatureDer 431 "signature_der" Input Nowhere
        "the signature is in DER where r and s side by side belong" "attach it as Der; in a token it must be converted first";
    SignatureDerMalformed 432 "signature_der_malformed" Input Nowhere
        "the DER signature is not a strict SEQUENCE of two positive INTEGERs that fit the curve" "pass the key store's output unchanged, and check its curve";
    SignatureRange 433 "signature_range" Input Nowhere
        "r or s is zero or not below the curve's order" "no signer makes this: do not accept it";
    SignatureInvalid 434 "signature_invalid" Input Nowhere
        "the signature does not verify" "check that this is the key the token was signed with, and that the token is unchanged";
    SigningFailed 435 "signing_failed" Caller Nowhere
        "the key could not sign" "check the key";
    KeyPoint 436 "key_point" Input Nowhere
        "the public key is not a point of its curve" "check that the key file is whole";
    KeyTooShort 437 "key_too_short" Input Limit
        "the RSA key is too short" "make one of at least 2,048 bits, or an elliptic-curve key, which IR prefers";
    KeyTooLong 438 "key_too_long" Input Limit
        "the RSA key is longer than 8,192 bits" "use one of 2,048 to 4,096 bits, or an elliptic-curve key";
    KeyModulus 439 "key_modulus" Input Nowhere
        "the RSA modulus is even" "check that the key file is whole";
    // M2M claims to sign
    ThumbprintFormat 440 "thumbprint_format" Caller Offset
        "the thumbprint is not as IR registers it" "use 64 hexadecimal digits, upper-case, without colons (SHA-256 of the certificate's DER)";
    IssuerInvalid 441 "issuer_invalid" Caller Offset
        "the issuer is empty or holds a control character" "use the value agreed with IR, such as www.name.com";
    StartLogonInvalid 442 "start_logon_invalid" Caller Offset
        "the myIR user id is empty or holds a control character" "use the user id, or say that there is none";
    LifetimeInvalid 443 "lifetime_invalid" Caller Limit
        "the lifetime is not from 1 second to 8 hours" "use at most 28,800 seconds";
    CertificateChoice 444 "certificate_choice" Caller Nowhere
        "a certificate is named in one way" "give its SHA-256 thumbprint, or its SHA-1 thumbprint where IR registered one, or its DER, and only one of them";
    // M2M claims to check
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
    // Certificates
    CertificateExpired 471 "certificate_expired" Policy Nowhere
        "the certificate has expired" "send IR a new certificate before using it";
    CertificateNotYetValid 472 "certificate_not_yet_valid" Policy Nowhere
        "the certificate is not valid yet" "compare the clocks, or wait";
    CertificateFourYears 473 "certificate_four_years" Policy Nowhere
        "the certificate is valid for more than four years" "make one for at most 1,461 days: IR takes up to 4 years";
    CertificateVersion 474 "certificate_version" Input Nowhere
        "the certificate is not X.509 version 3" "make a version 3 certificate: IR takes no other";
    CertificateKey 475 "certificate_key" Caller Nowhere
        "the certificate does not belong to this key" "use the pair that was made together";
    // Keys
    KeyExponent 480 "key_exponent" Input Nowhere
        "the RSA exponent is even, 1 or too long" "make a new key; 65537 is usual";
    KeyScalar 481 "key_scalar" Input Nowhere
        "the private key is zero or not below the curve's order" "check that the key file is whole";
    KeyRsaPrivate 482 "key_rsa_private" Input Nowhere
        "the RSA private key is not whole, or not of 2,048 to 4,096 bits" "check the key file, or make an elliptic-curve key, which IR prefers";
    KeyFamily 483 "key_family" Input Nowhere
        "the key is neither RSA nor on an elliptic curve of ECDSA" "make a P-256 key; Ed25519, DSA and RSA-PSS keys do not work with IR";
    KeyCurve 484 "key_curve" Input Nowhere
        "the key's curve is not P-256, P-384 or P-521" "make a P-256 key (prime256v1, secp256r1)";
    // Key and certificate files
    FileUnknown 485 "file_unknown" Input Nowhere
        "the file is neither PEM nor DER of a kind that is known" "check that this is the right file, and whole";
    FileMalformed 486 "file_malformed" Input Nowhere
        "the file's content does not fit its kind" "check that it was copied whole, as text if it is PEM";
    FileCertificate 487 "file_certificate" Caller Nowhere
        "this is a certificate" "pass the private key, or the public key, that was asked for";
    FileCertificateRequest 488 "file_certificate_request" Caller Nowhere
        "this is a certificate request (CSR)" "pass the certificate that was made from it";
    FilePublicKey 489 "file_public_key" Caller Nowhere
        "this is a public key" "pass the private key, or the certificate, that was asked for";
    FilePrivateKey 490 "file_private_key" Caller Nowhere
        "this is a private key" "pass the certificate, or the public key, and keep this file to yourself";
    FilePkcs12 491 "file_pkcs12" Caller Nowhere
        "this is a PKCS#12 file (.pfx, .p12)" "take key and certificate out of it: openssl pkcs12 -in FILE -out FILE.pem";
    FileOpenSsh 492 "file_open_ssh" Caller Nowhere
        "this is an OpenSSH key" "signing needs a key in PKCS#8, PKCS#1 or SEC1 form";
    FileLegacyEncryption 493 "file_legacy_encryption" Caller Nowhere
        "the key is encrypted in the way used before PKCS#8" "convert it: openssl pkcs8 -topk8 -in FILE -out FILE.p8";
    PassphraseMissing 494 "passphrase_missing" Caller Nowhere
        "the private key is encrypted" "give its passphrase";
    PassphraseWrong 495 "passphrase_wrong" Caller Nowhere
        "the passphrase does not open the private key" "check the passphrase, also for a line break at its end";
    JwkMember 496 "jwk_member" Input Nowhere
        "the JWK lacks a member, or one is no text" "a public JWK has kty, and crv, x, y or n, e";
    EncryptionUnknown 497 "encryption_unknown" Caller Nowhere
        "the private key is encrypted in a way that is not known here" "convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out FILE.p8";
}
