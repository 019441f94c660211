//! Codes: keys, and the files that they come in. A row is explained in `define`.

macro_rules! key {
    ($($before:tt)*) => { codes! { $($before)*
    "Keys" {
        KeyPoint 436 "key_point" Input Nowhere
            "The public key is not a point of its curve." "Check that the key file is whole.";
        KeyTooShort 437 "key_too_short" Input Limit
            "The RSA key is too short." "Make one of at least 2,048 bits, or an elliptic-curve key, which IR prefers.";
        KeyTooLong 438 "key_too_long" Input Limit
            "The RSA key is longer than 8,192 bits." "Use one of 2,048 to 4,096 bits, or an elliptic-curve key.";
        KeyModulus 439 "key_modulus" Input Nowhere
            "The RSA modulus is even." "Check that the key file is whole.";
        KeyExponent 480 "key_exponent" Input Nowhere
            "The RSA exponent is even, 1 or too long." "Make a new key; 65537 is usual.";
        KeyScalar 481 "key_scalar" Input Nowhere
            "The private key is zero or not below the curve's order." "Check that the key file is whole.";
        KeyRsaPrivate 482 "key_rsa_private" Input Nowhere
            "The RSA private key is not whole, or not of 2,048 to 4,096 bits." "Check the key file, or make an elliptic-curve key, which IR prefers.";
        KeyFamily 483 "key_family" Input Nowhere
            "The key is neither RSA nor on an elliptic curve of ECDSA." "Make a P-256 key; Ed25519, DSA and RSA-PSS keys do not work with IR.";
        KeyCurve 484 "key_curve" Input Nowhere
            "The key's curve is not P-256, P-384 or P-521." "Make a P-256 key (prime256v1, secp256r1).";
    }
    "Key and certificate files" {
        FileUnknown 485 "file_unknown" Input Nowhere
            "The file is neither PEM nor DER of a kind that is known." "Check that this is the right file, and whole.";
        FileMalformed 486 "file_malformed" Input Nowhere
            "The file's content does not fit its kind." "Check that it was copied whole, as text if it is PEM.";
        FileCertificate 487 "file_certificate" Caller Nowhere
            "This is a certificate." "Pass the private key, or the public key, that was asked for.";
        FileCertificateRequest 488 "file_certificate_request" Caller Nowhere
            "This is a certificate request (CSR)." "Pass the certificate that was made from it.";
        FilePublicKey 489 "file_public_key" Caller Nowhere
            "This is a public key." "Pass the private key, or the certificate, that was asked for.";
        FilePrivateKey 490 "file_private_key" Caller Nowhere
            "This is a private key." "Pass the certificate, or the public key, and keep this file to yourself.";
        FilePkcs12 491 "file_pkcs12" Caller Nowhere
            "This is a PKCS#12 file (.pfx, .p12)." "Take key and certificate out of it: openssl pkcs12 -in FILE -out FILE.pem.";
        FileOpenSsh 492 "file_open_ssh" Caller Nowhere
            "This is an OpenSSH key." "Signing needs a key in PKCS#8, PKCS#1 or SEC1 form.";
        FileLegacyEncryption 493 "file_legacy_encryption" Caller Nowhere
            "The key is encrypted in the way used before PKCS#8." "Convert it: openssl pkcs8 -topk8 -in FILE -out FILE.p8.";
        PassphraseMissing 494 "passphrase_missing" Caller Nowhere
            "The private key is encrypted." "Give its passphrase.";
        PassphraseWrong 495 "passphrase_wrong" Caller Nowhere
            "The passphrase does not open the private key." "Check the passphrase, also for a line break at its end.";
        JwkMember 496 "jwk_member" Input Nowhere
            "The JWK lacks a member, or one is no text." "A public JWK has kty, and crv, x, y or n, e.";
        KeyUse 498 "key_use" Input Nowhere
            "The key's own alg, use or key_ops does not let it verify this." "Use the signer's key for signatures, with an alg that is one of the six or none.";
        EncryptionUnknown 497 "encryption_unknown" Caller Nowhere
            "The private key is encrypted in a way that is not known here." "Convert it: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out FILE.p8.";
    }
    } };
}
