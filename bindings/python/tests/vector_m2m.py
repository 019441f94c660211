"""The operations about M2M tokens: with a key in memory, and in steps with the platform's own cryptography."""

from typing import Any, Callable

import gws_auth
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from gws_auth import (
    CertificateReference,
    ClaimsToSign,
    ExpectedCertificate,
    ExpectedClaims,
    NoStartLogon,
    SignatureForm,
    SignedToken,
    TokenClaims,
    UnsignedToken,
)
from vector_case import Case, Failure, HostRefusal, codes, present

Fields = dict[str, Any]
CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
OBJECT_IDS = {"P-256": "06082a8648ce3d030107", "P-384": "06052b81040022", "P-521": "06052b81040023"}
ALGORITHMS: dict[str, tuple[str, hashes.HashAlgorithm]] = {
    "ES256": ("P-256", hashes.SHA256()),
    "ES384": ("P-384", hashes.SHA384()),
    "ES512": ("P-521", hashes.SHA512()),
}


def jws_read(case: Case) -> Fields:
    token = gws_auth.m2m_verify_begin(case.long_text("token").decode())
    return {
        "alg": token.algorithm,
        "signature_hex": token.signature.hex(),
        "signing_input_length": len(token.signing_input.encode()),
        "digest_hex": token.digest.hex(),
    }


def certificate(case: Case, sha256: str, sha1: str, der: str) -> CertificateReference:
    return CertificateReference(
        thumbprint=case.optional(sha256, str), thumbprint_sha1=case.optional(sha1, str), der=case.optional_octets(der)
    )


def claims_to_sign(case: Case) -> ClaimsToSign:
    kind = case.optional("start_logon_kind", str)
    return ClaimsToSign(
        algorithm=case.text("alg"),
        certificate=certificate(case, "sub", "sub_sha1", "certificate"),
        iss=case.text("iss"),
        start_logon=case.optional("start_logon", str),
        no_start_logon=NoStartLogon(kind) if kind else None,
        lifetime=case.optional("lifetime", int),
        not_before=case.optional("not_before", int),
        not_after=case.optional("not_after", int),
    )


def unsigned(case: Case) -> UnsignedToken:
    return gws_auth.m2m_unsigned(claims_to_sign(case), case.integer("now"))


def m2m_unsigned(case: Case) -> Fields:
    token = unsigned(case)
    assert token.algorithm == case.text("alg")
    found = {"signing_input": token.signing_input, "digest_hex": token.digest.hex(), "exp": token.expires_at}
    return present({**found, "warnings": codes(token.warnings)})


def signed_fields(token: SignedToken) -> Fields:
    found = {"token": token.token, "authorization": token.authorization, "exp": token.expires_at}
    return present({**found, "warnings": codes(token.warnings)})


def m2m_attach(case: Case) -> Fields:
    der, raw = case.optional_octets("signature_der"), case.optional_octets("signature")
    form = SignatureForm.RAW if der is None else SignatureForm.DER
    signature = der if der is not None else raw
    key = (case.text("curve"), case.octets("public_key")) if case.has("curve") else None
    renewal = case.optional("renewal_now", int)
    if signature is None:
        raise Failure("there is no signature")
    token = gws_auth.m2m_attach(unsigned(case).signing_input, signature, form)
    if key is not None:
        valid = verified(token.token, *key)
        gws_auth.m2m_verify_finish(token.token, valid, ExpectedClaims(any_owner=True), case.integer("now"))
    found = signed_fields(token)
    if renewal is not None:
        found["needs_renewal"] = token.needs_renewal(renewal)
    return found


def without_signature(found: Fields) -> Fields:
    """Nonces may be random: what was signed is compared, and the signature was verified."""
    return {name: value.rpartition(".")[0] if name in ("token", "authorization") else value for name, value in found.items()}


def m2m_sign_by_host(case: Case) -> Fields:
    curve, scalar = case.text("curve"), int.from_bytes(case.octets("private_key"), "big")
    token = unsigned(case)
    try:
        key = ec.derive_private_key(scalar, CURVES[curve])
    except ValueError as refused:
        raise HostRefusal("key_scalar") from refused
    if len(case.octets("private_key")) != (CURVES[curve].key_size + 7) // 8:
        # The length of the text that a number is written in is this runner's to check: the platform takes a number.
        raise HostRefusal("key_scalar")
    fitting, algorithm = ALGORITHMS.get(token.algorithm, (None, None))
    if fitting != curve or algorithm is None:
        raise HostRefusal("algorithm_key")
    signature = key.sign(token.signing_input.encode(), ec.ECDSA(algorithm))
    signed = gws_auth.m2m_attach(token.signing_input, signature, SignatureForm.DER)
    begun = gws_auth.m2m_verify_begin(signed.token)
    key.public_key().verify(begun.signature_der, begun.signing_input.encode(), ec.ECDSA(algorithm))
    return without_signature(signed_fields(signed))


def verified(token: str, curve: str, point: bytes) -> bool:
    """What the platform's verifier says; a key that does not fit is its own to refuse."""
    begun = gws_auth.m2m_verify_begin(token)
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(CURVES[curve], point)
    except ValueError as refused:
        raise HostRefusal("key_point") from refused
    fitting, algorithm = ALGORITHMS.get(begun.algorithm, (None, None))
    if fitting != curve or algorithm is None:
        raise HostRefusal("algorithm_key")
    try:
        key.verify(begun.signature_der, begun.signing_input.encode(), ec.ECDSA(algorithm))
    except InvalidSignature:
        return False
    return True


def expected_claims(case: Case) -> ExpectedClaims:
    dated = None
    if case.has("not_before"):
        dated = ExpectedCertificate(
            certificate=certificate(case, "thumbprint", "thumbprint_sha1", "certificate"),
            not_before=case.integer("not_before"),
            not_after=case.integer("not_after"),
        )
    return ExpectedClaims(
        certificate=dated,
        sub=case.optional("sub", str),
        any_owner=case.optional("any_owner", bool),
        iss=case.optional("iss", str),
        algorithms=case.words("algorithms") if case.has("algorithms") else None,
        leeway=case.optional("leeway", int),
    )


def claims_fields(claims: TokenClaims) -> Fields:
    found = dict(vars(claims))
    found["alg"] = found.pop("algorithm")
    return present(found)


def m2m_verify_by_host(case: Case) -> Fields:
    token, expected, now = case.long_text("token").decode(), expected_claims(case), case.integer("now")
    valid = verified(token, case.text("curve"), case.octets("public_key"))
    return claims_fields(gws_auth.m2m_verify_finish(token, valid, expected, now))


def m2m_claims(case: Case) -> Fields:
    token, expected, now = case.long_text("token").decode(), expected_claims(case), case.integer("now")
    return claims_fields(gws_auth.m2m_verify_finish(token, True, expected, now))


def der(tag: int, content: bytes) -> bytes:
    """A DER value of less than 64 KiB."""
    size = len(content)
    length = bytes([size]) if size < 128 else bytes([0x81, size]) if size < 256 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def m2m_sign(case: Case) -> Fields:
    """With the key as a file: SEC1, written here, so that one that no library would make can be tried."""
    oid = bytes.fromhex(OBJECT_IDS[case.text("curve")])
    scalar, claims, now = case.octets("private_key"), claims_to_sign(case), case.integer("now")
    key = der(0x30, der(2, b"\1") + der(4, scalar) + der(0xA0, oid))
    if len(scalar) != (CURVES[case.text("curve")].key_size + 7) // 8:
        # Some programs write files without leading zeros or with one more, so that the library takes them.
        raise HostRefusal("key_scalar")
    signed = gws_auth.m2m_sign(key, claims, now)
    return without_signature(signed_fields(signed))


def m2m_verify(case: Case) -> Fields:
    """With the key as a file: SPKI, written here likewise."""
    ec_key = bytes.fromhex("06072a8648ce3d0201")
    oid = bytes.fromhex(OBJECT_IDS[case.text("curve")])
    key = der(0x30, der(0x30, ec_key + oid) + der(3, b"\0" + case.octets("public_key")))
    token = case.long_text("token").decode()
    return claims_fields(gws_auth.m2m_verify(token, key, expected_claims(case), case.integer("now")))


M2M: dict[str, tuple[Callable[[Case], Fields], ...]] = {
    "jws_read": (jws_read,),
    "m2m_unsigned": (m2m_unsigned,),
    "m2m_attach": (m2m_attach,),
    "m2m_sign": (m2m_sign_by_host, m2m_sign),
    "m2m_verify": (m2m_verify_by_host, m2m_verify),
    "m2m_claims": (m2m_claims,),
}
