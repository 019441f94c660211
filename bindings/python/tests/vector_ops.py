"""What each operation of the vectors is in Python."""

from typing import Any, Callable
from urllib.parse import parse_qs

import gws_auth
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from gws_auth import (
    CertificateReference,
    ClientSettings,
    ExchangeOutcome,
    ExpectedCertificate,
    ExpectedClaims,
    HttpRequest,
    NoStartLogon,
    SignatureForm,
    SignedToken,
    TokenOutcome,
    UnsignedToken,
)
from vector_case import Case, Failure, HostRefusal, Refused, present

Fields = dict[str, Any]
CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
ALGORITHMS: dict[str, tuple[str, hashes.HashAlgorithm]] = {
    "ES256": ("P-256", hashes.SHA256()),
    "ES384": ("P-384", hashes.SHA384()),
    "ES512": ("P-521", hashes.SHA512()),
}


def authorize(case: Case) -> Fields:
    login = gws_auth.authorize(
        environment=case.text("environment"),
        client_id=case.text("client_id"),
        redirect_uri=case.text("redirect_uri"),
        entropy=case.octets("entropy"),
        now=case.integer("now"),
        state=case.optional("state", str),
        wide_state=case.optional("wide_state", bool),
        code_verifier=case.optional("code_verifier", str),
        pkce=case.optional("pkce", bool),
    )
    return present(
        {"url": login.url, "state": login.state, "code_challenge": login.code_challenge, "pending": login.pending}
    )


def granted_request(outcome: ExchangeOutcome) -> HttpRequest:
    if isinstance(outcome, ExchangeOutcome.REFUSED):
        raise Refused(outcome.refusal)
    assert isinstance(outcome, ExchangeOutcome.GRANTED)
    return outcome.request


def landing(case: Case) -> Fields:
    pending = case.text("pending")
    last = pending.rsplit(" ", 1)[-1]
    usable = last.isascii() and last.isprintable() and last and ":" not in last
    client = ClientSettings(environment="test", client_id=last if usable else "client", client_secret="secret")
    outcome = gws_auth.exchange_request(pending, case.text("landing"), client, case.integer("now"), case.policy())
    form = parse_qs(granted_request(outcome).body, keep_blank_values=True, strict_parsing=True)
    return {"code": "".join(form["code"])}


def request_fields(request: HttpRequest) -> Fields:
    names = {"Authorization": "authorization", "Content-Type": "content_type", "Content-Length": "content_length"}
    fields: Fields = {"method": request.method, "url": request.url, "body": request.body}
    for header in request.headers:
        fields[names[header.name]] = header.value
    transport = request.transport
    if transport.follow_redirects or transport.retry or not transport.fresh_connection or transport.timeout != 30:
        raise Failure("the transport is another one")
    return fields


def exchange_request(case: Case) -> Fields:
    outcome = gws_auth.exchange_request(
        case.text("pending"), case.text("landing"), case.client(), case.integer("now"), case.policy()
    )
    return request_fields(granted_request(outcome))


def refresh_request(case: Case) -> Fields:
    return request_fields(gws_auth.refresh_request(case.client(), case.text("refresh_token"), case.policy()))


def parse_token(case: Case) -> Fields:
    outcome = gws_auth.parse_token(
        kind=case.request_kind(),
        status=case.integer("status"),
        body=case.long_text("body"),
        sent_at=case.optional("sent_at", int),
        policy=case.policy(),
    )
    if isinstance(outcome, TokenOutcome.REFUSED):
        raise Refused(outcome.refusal)
    assert isinstance(outcome, TokenOutcome.GRANTED)
    return present(dict(vars(outcome.tokens)))


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


def unsigned(case: Case) -> UnsignedToken:
    kind = case.optional("start_logon_kind", str)
    return gws_auth.m2m_unsigned(
        algorithm=case.text("alg"),
        certificate=certificate(case, "sub", "sub_sha1", "certificate"),
        iss=case.text("iss"),
        now=case.integer("now"),
        start_logon=case.optional("start_logon", str),
        no_start_logon=NoStartLogon[kind.upper()] if kind else None,
        lifetime=case.optional("lifetime", int),
    )


def m2m_unsigned(case: Case) -> Fields:
    token = unsigned(case)
    assert token.algorithm == case.text("alg")
    return {"signing_input": token.signing_input, "digest_hex": token.digest.hex(), "exp": token.expires_at}


def signed_fields(token: SignedToken) -> Fields:
    return {"token": token.token, "authorization": token.authorization, "exp": token.expires_at}


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
        gws_auth.m2m_verify_finish(token.token, valid, ExpectedClaims(), case.integer("now"))
    fields = signed_fields(token)
    if renewal is not None:
        fields["needs_renewal"] = renewal < token.issued_at or renewal >= token.renew_at
    return fields


def m2m_sign(case: Case) -> Fields:
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
    fields = signed_fields(signed)
    # The platform's nonces are random: what was signed is compared, and the signature was verified.
    return {name: value.rpartition(".")[0] if name != "exp" else value for name, value in fields.items()}


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
        iss=case.optional("iss", str),
        sub=case.optional("sub", str),
        certificate=dated,
        leeway=case.optional("leeway", int),
    )


def finish(case: Case, token: str, valid: bool, expected: ExpectedClaims) -> Fields:
    claims = gws_auth.m2m_verify_finish(token, valid, expected, case.integer("now"))
    fields = dict(vars(claims))
    fields["alg"] = fields.pop("algorithm")
    return present(fields)


def m2m_verify(case: Case) -> Fields:
    token, expected = case.long_text("token").decode(), expected_claims(case)
    curve, point, _ = case.text("curve"), case.octets("public_key"), case.integer("now")
    return finish(case, token, verified(token, curve, point), expected)


def m2m_claims(case: Case) -> Fields:
    return finish(case, case.long_text("token").decode(), True, expected_claims(case))


def next_step(case: Case) -> Fields:
    advice = gws_auth.next_step_after(kind=case.request_kind(), status=case.optional("status", int))
    if not advice.advice:
        raise Failure("advice is empty")
    return {"next_step": advice.next_step.name.lower()}


OPS: dict[str, Callable[[Case], Fields]] = {
    "authorize": authorize,
    "landing": landing,
    "exchange_request": exchange_request,
    "refresh_request": refresh_request,
    "parse_token": parse_token,
    "parse_refusal": parse_token,
    "next_step": next_step,
    "jws_read": jws_read,
    "m2m_unsigned": m2m_unsigned,
    "m2m_attach": m2m_attach,
    "m2m_sign": m2m_sign,
    "m2m_verify": m2m_verify,
    "m2m_claims": m2m_claims,
}
