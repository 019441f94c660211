"""Errors, secrets in what is printed, arguments of the wrong type, records as dataclasses, and calls from many threads."""

import copy
import dataclasses
import json
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import gws_auth
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

ENTROPY = bytes(range(64))
LOGIN: dict[str, Any] = {
    "environment": "test",
    "client_id": "client",
    "redirect_uri": "https://client.example.com/return",
    "entropy": ENTROPY,
    "now": 1_790_000_000,
}
CLIENT = gws_auth.ClientSettings(environment="test", client_id="client", client_secret="hush-1")


def test_an_error_says_what_and_where() -> None:
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        gws_auth.authorize(**{**LOGIN, "client_id": "two:parts"})
    error = caught.value
    assert (error.code, error.number, error.blame) == ("client_id_colon", 121, "caller")
    assert (error.at, error.position) == (3, "offset")
    assert str(error) == (
        "The client id holds a colon. A colon would end the id inside the Basic header: "
        "check which value was given."
    )
    assert "two:parts" not in repr(error)


def test_an_error_without_a_place_has_none() -> None:
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        gws_auth.authorize(**{**LOGIN, "environment": "prod"})
    assert (caught.value.code, caught.value.at, caught.value.position) == ("environment_unknown", None, None)


def test_an_error_survives_pickle() -> None:
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        gws_auth.authorize(**{**LOGIN, "client_id": "two:parts"})
    for error in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):
        assert type(error) is gws_auth.GwsAuthError
        assert vars(error) == vars(caught.value) and str(error) == str(caught.value)
    assert caught.value.__cause__ is None and caught.value.__context__ is None


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("environment", None, "authorize: environment must be str, not NoneType"),
        ("client_id", b"test", "authorize: client_id must be str, not bytes"),
        ("entropy", "0" * 64, "authorize: entropy must be bytes, not str"),
        ("now", 1.5, "authorize: now must be int, not float"),
        ("now", True, "authorize: now must be int, not bool"),
        ("now", 2**63, "authorize: now must fit into 64 bits"),
        ("options", {"pkce": False}, "authorize: options must be LoginOptions or None, not dict"),
        ("client_id", "hush-\ud800", "authorize: client_id holds half of a surrogate pair"),
    ],
)
def test_an_argument_of_another_type_is_named(name: str, value: object, text: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        gws_auth.authorize(**{**LOGIN, name: value})
    assert str(caught.value) == text and "hush" not in repr(caught.value)
    assert type(caught.value) is (ValueError if isinstance(value, (str, int)) and "must be" not in text else TypeError)


def test_fields_and_choices_of_another_type_are_named() -> None:
    # Through `Any`: mypy refuses these as well.
    loose: Any = gws_auth
    unfit: list[tuple[Any, str]] = [
        (lambda: loose.ClientSettings("test", "client", b"hush"), "ClientSettings: client_secret must be str or None"),
        (lambda: loose.RelayRules("https://client.example.com/return"), "RelayRules: redirect_uris must be a list of str"),
        (lambda: loose.RelayRules([1]), "RelayRules: an item of redirect_uris must be str, not int"),
        (lambda: loose.PolicyChanges(clock_skew="60"), "PolicyChanges: clock_skew must be int or None, not str"),
        (lambda: loose.parse_token("code", 200, b""), "parse_token: kind must be RequestKind, not str"),
        (lambda: loose.m2m_verify_begin(None), "m2m_verify_begin: token must be str, not NoneType"),
    ]
    for call, text in unfit:
        with pytest.raises(TypeError) as caught:
            call()
        assert str(caught.value).startswith(text)


def test_a_number_that_cannot_be_is_refused_by_its_name() -> None:
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        gws_auth.no_reply(gws_auth.RequestKind.REFRESH, True, gws_auth.PolicyChanges(clock_skew=-1))
    assert caught.value.code == "argument_missing" and str(caught.value).startswith("clock_skew: ")
    with pytest.raises(gws_auth.GwsAuthError) as status:
        gws_auth.parse_revocation(-200, b"")
    assert status.value.code == "status_invalid"


def test_options_that_are_none_are_the_usual_ones() -> None:
    absent = gws_auth.authorize(**LOGIN)
    assert absent == gws_auth.authorize(**LOGIN, options=None) == gws_auth.authorize(**LOGIN, options=gws_auth.LoginOptions())
    assert absent == gws_auth.authorize(**LOGIN, options=gws_auth.LoginOptions(wide_state=False, pkce=True))
    assert gws_auth.authorize(**LOGIN, options=gws_auth.LoginOptions(pkce=False)).code_challenge is None


def tokens(sent_at: int | None = None) -> gws_auth.TokenSet:
    body = b'{"access_token":"hush-2","token_type":"bearer","expires_in":28800,"refresh_token":"hush-3","scope":7}'
    reply = gws_auth.parse_token(gws_auth.RequestKind.CODE, 200, body, sent_at)
    assert isinstance(reply, gws_auth.Granted)
    assert reply.tokens is reply.value
    with pytest.raises(AttributeError, match="this Granted holds a TokenSet, and has no request"):
        getattr(reply, "request")
    return reply.tokens


def test_what_is_printed_has_no_secret() -> None:
    login = gws_auth.authorize(**LOGIN)
    landing = f"https://client.example.com/return?code=the-code&state={login.state}"
    exchange = gws_auth.exchange_request(login.pending, landing, CLIENT, 1_790_000_060)
    assert isinstance(exchange, gws_auth.Granted)
    request = exchange.request
    pieces = [login.pending, login.state, "hush-", "the-code", request.body]
    pieces += [header.value for header in request.headers if header.name == "Authorization"]
    for record in (login, CLIENT, exchange, request, *request.headers, tokens(), gws_auth.Granted(tokens())):
        for text in (str(record), repr(record), f"{record}", f"{[record]}"):
            assert not any(piece in text for piece in pieces), type(record)
    assert str(tokens(1_790_000_000)) == (
        "TokenSet(access_token=[hidden], authorization=[hidden], refresh_token=[hidden], expires_in=28800, scope=None, "
        "sent_at=1790000000, expires_at=1790028800, refresh_at=1790027900, warnings=(Warning(code='scope_unusual', "
        f"message={tokens().warnings[0].message!r}),))"
    )
    claims = gws_auth.ClaimsToSign("ES256", gws_auth.CertificateReference(thumbprint="0" * 64), "iss", start_logon="jsmith")
    token = gws_auth.m2m_unsigned(claims, 1_790_000_000)
    signed = gws_auth.m2m_attach(token.signing_input, b"\1" * 64, gws_auth.SignatureForm.RAW)
    begun = gws_auth.m2m_verify_begin(signed.token)
    finished = gws_auth.m2m_verify_finish(signed.token, True, gws_auth.ExpectedClaims(any_owner=True), 1_790_000_000)
    assert finished.start_logon == "jsmith"
    for secretive in (claims, token, signed, begun, finished):
        assert "jsmith" not in str(secretive) and token.signing_input not in f"{secretive!r} {secretive}"


def test_records_are_dataclasses() -> None:
    found = tokens(1_790_000_000)
    fields = dataclasses.asdict(found)
    assert fields["access_token"] == "hush-2" and fields["refresh_token"] == "hush-3"
    assert fields["warnings"][0]["code"] == found.warnings[0].code
    warnings = tuple(gws_auth.Warning(**warning) for warning in fields.pop("warnings"))
    assert gws_auth.TokenSet(**json.loads(json.dumps(fields)), warnings=warnings) == found
    assert pickle.loads(pickle.dumps(found)) == found and hash(found) == hash(tokens(1_790_000_000))
    assert dataclasses.replace(found, scope="x").scope == "x"
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(found, "scope", "x")


def test_every_field_is_documented() -> None:
    records = [it for it in vars(gws_auth).values() if isinstance(it, type) and dataclasses.is_dataclass(it)]
    assert len(records) > 25
    for record in records:
        for field in dataclasses.fields(record):
            assert f"        {field.name}: " in (record.__doc__ or ""), (record, field.name)
    for name in ("authorize", "parse_token", "m2m_sign"):
        assert "Args:" in (getattr(gws_auth, name).__doc__ or "")


def test_tokens_say_when_to_renew_them() -> None:
    found = tokens(1_790_000_000)
    assert found.refresh_at is not None and not found.needs_renewal(1_790_000_000)
    assert not found.needs_renewal(found.refresh_at - 1) and found.needs_renewal(found.refresh_at)
    assert found.needs_renewal(1_789_999_999) and tokens().needs_renewal(1_790_000_000)
    with pytest.raises(TypeError, match="TokenSet.needs_renewal: now must be int, not float"):
        found.needs_renewal(1.5)  # type: ignore[arg-type]


def test_choices_are_the_texts_of_their_codes() -> None:
    step = gws_auth.NextStep("wait_then_introspect")
    code: str = step
    assert step is gws_auth.NextStep.WAIT_THEN_INTROSPECT and code == "wait_then_introspect"
    assert f"{step} {step!s}" == "wait_then_introspect wait_then_introspect" and json.dumps(step) == '"wait_then_introspect"'
    assert pickle.loads(pickle.dumps(step)) is step


def next_step(reply: gws_auth.TokenReply) -> str:
    """mypy sees that nothing is missing here."""
    match reply:
        case gws_auth.Granted(found):
            return found.access_token
        case gws_auth.Refused(refusal):
            return refusal.next_step
        case gws_auth.Unreadable(next_step=step):
            return step


def test_replies_are_matched() -> None:
    kind = gws_auth.RequestKind.REFRESH
    assert next_step(gws_auth.Granted(tokens())) == "hush-2"
    assert next_step(gws_auth.parse_token(kind, 400, b'{"error":"invalid_grant"}')) == "introspect"
    assert next_step(gws_auth.parse_token(kind, 403, b"<html><title>Proxy</title></html>")) == "wait_then_introspect"


def test_certificates_say_what_they_are() -> None:
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        gws_auth.certificate_facts(b"no certificate")
    assert caught.value.blame in ("caller", "input")
    facts = gws_auth.certificate_facts(certificate())
    assert (facts.key_type, facts.curve, facts.count, facts.self_signed) == ("EC", "P-256", 1, True)
    assert facts.subject == facts.issuer == "CN=Weka Limited" and facts.algorithms == ("ES256",)


def certificate() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Weka Limited")])
    now = datetime.now(timezone.utc)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=9))
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def test_everything_that_is_generated_is_offered() -> None:
    from gws_auth import _generated_calls, _generated_library, _generated_records

    exported = {name for name, it in vars(_generated_library).items() if hasattr(it, "argtypes")}
    behind = {"session_new", "session_next", "session_problem", "clone_session", "free_session"}
    methods = {"token_set_needs_renewal", "signed_token_needs_renewal"}
    assert exported - behind - methods == set(_generated_calls.__all__)
    assert set(gws_auth.__all__) == {
        *_generated_calls.__all__,
        *_generated_records.__all__,
        "GwsAuthError",
        "InternalError",
        "sessions",
    }
    assert all(hasattr(gws_auth, name) for name in gws_auth.__all__)
    assert gws_auth.version() == gws_auth.__version__
    manifest = Path(__file__).resolve().parents[3] / "Cargo.toml"
    installed = distribution("gws-auth")
    wheel = installed.read_text("WHEEL") or ""
    assert installed.version == gws_auth.version()
    assert "Tag: py3-none-" in wheel and "none-any" not in wheel and "Root-Is-Purelib: false" in wheel
    assert f'version = "{gws_auth.version()}"' in manifest.read_text(encoding="utf-8")


def test_calls_from_many_threads_do_not_meet() -> None:
    def login(number: int) -> bool:
        entropy = number.to_bytes(4, "big") * 8 + ENTROPY[:32]
        begun = gws_auth.authorize(**{**LOGIN, "entropy": entropy})
        return begun.state == entropy[:32].hex() and begun.state in begun.url and begun.state in begun.pending

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(login, range(1, 2_000)))
