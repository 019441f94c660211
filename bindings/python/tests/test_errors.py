"""Errors, secrets in what is printed, arguments of the wrong type, and calls from many threads."""

from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import gws_auth
import pytest

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
        "the client id holds a colon (at byte 3): a colon would end the id inside the Basic header: "
        "check which value was given"
    )
    assert "two:parts" not in repr(error)


def test_an_error_without_a_place_has_none() -> None:
    with pytest.raises(gws_auth.GwsAuthError) as caught:
        gws_auth.authorize(**{**LOGIN, "environment": "prod"})
    assert (caught.value.code, caught.value.at, caught.value.position) == ("environment_unknown", None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [("environment", None), ("environment", b"test"), ("entropy", "0" * 64), ("now", 1.5), ("now", "1"), ("now", 2**63)],
)
def test_an_argument_of_another_type_is_pythons_own_error(name: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        gws_auth.authorize(**{**LOGIN, name: value})


def test_options_that_are_none_are_the_usual_ones() -> None:
    absent = gws_auth.authorize(**LOGIN)
    assert absent == gws_auth.authorize(**LOGIN, state=None, wide_state=None, code_verifier=None, pkce=None)
    assert absent == gws_auth.authorize(**LOGIN, wide_state=False, pkce=True)
    assert gws_auth.authorize(**LOGIN, pkce=False).code_challenge is None


def test_what_is_printed_has_no_secret() -> None:
    login = gws_auth.authorize(**LOGIN)
    landing = f"https://client.example.com/return?code=the-code&state={login.state}"
    exchange = gws_auth.exchange_request(login.pending, landing, CLIENT, 1_790_000_060)
    assert isinstance(exchange, gws_auth.ExchangeOutcome.GRANTED)
    body = b'{"access_token":"hush-2","token_type":"bearer","expires_in":60,"refresh_token":"hush-3"}'
    tokens = gws_auth.parse_token(exchange.request.kind, 200, body)
    assert isinstance(tokens, gws_auth.TokenOutcome.GRANTED) and tokens.tokens.access_token == "hush-2"
    pieces = [login.pending, login.state, "hush-", "the-code", exchange.request.body]
    pieces += [header.value for header in exchange.request.headers if header.name == "Authorization"]
    for record in (login, CLIENT, exchange, exchange.request, *exchange.request.headers, tokens, tokens.tokens):
        for text in (str(record), repr(record), f"{record}", f"{[record]}"):
            assert not any(piece in text for piece in pieces), type(record)
    assert str(tokens.tokens) == "TokenSet(access_token, expires_in, scope, refresh_token, expires_at)"
    token = gws_auth.m2m_unsigned(
        "ES256", gws_auth.CertificateReference(thumbprint="0" * 64), "iss", 1_790_000_000, start_logon="jsmith"
    )
    signed = gws_auth.m2m_attach(token.signing_input, b"\1" * 64, gws_auth.SignatureForm.RAW)
    begun = gws_auth.m2m_verify_begin(signed.token)
    claims = gws_auth.m2m_verify_finish(signed.token, True, gws_auth.ExpectedClaims(), 1_790_000_000)
    for record in (token, signed, begun, claims):
        assert "jsmith" not in str(record) and token.signing_input not in f"{record!r} {record}"


def test_everything_that_is_generated_is_offered() -> None:
    from gws_auth import _generated

    assert set(gws_auth.__all__) == {*_generated.__all__, "SecretString"}
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
