"""What crosses the boundary arrives as it was: any text, any bytes, numbers at their ends, what is absent, lists; from many threads."""

import json
import random
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import gws_auth
import pytest
from gws_auth import _boundary

NOW = 1_790_000_000
EDGES = ("", "a", "\0", "\x7f", "\x80", "\u07ff", "\u0800", "\uffff", "\U00010000", "\U0010ffff", "\ufeff", "\n\r\t")


def texts(count: int) -> list[str]:
    """Texts of any characters but surrogates, of any length."""
    dice = random.Random(7)
    planes = ((0, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), (0x10000, 0x10FFFF))

    def one() -> str:
        low, high = dice.choice(planes)
        return "".join(chr(dice.randint(low, high)) for _ in range(dice.choice((0, 1, 2, 7, 300))))

    return [*EDGES, *("".join(one() for _ in range(dice.randint(1, 3))) for _ in range(count))]


def told(error: str, description: str | None) -> gws_auth.Refusal:
    """Both texts as arguments, and out of a refusal."""
    return gws_auth.explain(gws_auth.RequestKind.CODE, error, error_description=description)


def test_texts_arrive_as_they_are() -> None:
    for text in texts(300):
        assert told(text, text).error == text
        assert told(text, text).error_description == text
    assert told("a", None).error_description is None


def test_texts_of_a_reply_arrive_as_they_are() -> None:
    for text in texts(300):
        body = json.dumps({"error": "invalid_grant", "error_description": text}, ensure_ascii=False).encode()
        match gws_auth.parse_token(gws_auth.RequestKind.CODE, 400, body):
            case gws_auth.Refused(refusal):
                assert (refusal.error_description or "") == text
            case other:
                raise AssertionError(other)


def test_records_go_over_whole() -> None:
    client = gws_auth.ClientSettings("test", "client", "s\u00e9cret-\U00010000".encode().hex())
    for state in ("A" * 16, None):
        options = gws_auth.LoginOptions(state=state, wide_state=True if state is None else None, pkce=None)
        login = gws_auth.authorize("test", "client", "https://client.example.com/return", bytes(range(64)), NOW, options)
        assert login.state == (state or login.state) and isinstance(login.warnings, tuple)
    request = gws_auth.refresh_request(client, "token", gws_auth.PolicyChanges(request_timeout=2**31 - 1))
    assert request.transport.timeout == 2**31 - 1
    assert [header.name for header in request.headers][0:1] and isinstance(request.headers, tuple)


def test_numbers_arrive_at_their_ends() -> None:
    for sent_at in (0, 1, NOW, 4_000_000_000):
        body = b'{"access_token":"a","token_type":"Bearer","expires_in":60}'
        match gws_auth.parse_token(gws_auth.RequestKind.CODE, 200, body, sent_at):
            case gws_auth.Granted(tokens):
                assert (tokens.sent_at, tokens.expires_at) == (sent_at, sent_at + 60)
            case other:
                raise AssertionError(other)
    for sent_at in (-1, -(2**63), 2**63 - 1):
        with pytest.raises(gws_auth.GwsAuthError, match="."):
            gws_auth.parse_token(gws_auth.RequestKind.CODE, 200, b"{}", sent_at)
    for sent_at in (2**63, -(2**63) - 1):
        with pytest.raises(ValueError, match="must fit into 64 bits"):
            gws_auth.parse_token(gws_auth.RequestKind.CODE, 200, b"{}", sent_at)


def test_any_bytes_are_judged() -> None:
    dice = random.Random(7)
    for _ in range(500):
        body = dice.randbytes(dice.choice((0, 1, 2, 40, 3000)))
        reply = gws_auth.parse_token(gws_auth.RequestKind.CODE, 200, body)
        assert isinstance(reply, gws_auth.Unreadable)
    wide = memoryview(array("I", b'{"active":false}'))
    for given in (bytearray(b'{"active":false}'), memoryview(b'{"active":false}'), wide):
        assert isinstance(gws_auth.parse_introspection(200, given), gws_auth.Granted)  # type: ignore[arg-type]


def test_every_word_goes_over() -> None:
    for kind in gws_auth.RequestKind:
        assert gws_auth.no_reply(kind, sent=True).request is kind


def test_threads_do_not_meet() -> None:
    def explain(number: int) -> bool:
        text = f"{number} \U0001f600" * 50
        return told(text, text).error_description == text

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(explain, range(2000)))


def test_an_answer_of_another_length_is_a_fault() -> None:
    packed = _boundary.packed_text("a")
    assert _boundary.whole(packed, _boundary.text) == "a"
    with pytest.raises(gws_auth.InternalError):
        _boundary.whole(packed + b"\0", _boundary.text)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="Linux says how large a process is")
def test_memory_is_given_back() -> None:
    """The process does not grow by what calls allocate, failed ones included."""
    body = b'{"access_token":"' + b"a" * 100_000 + b'","token_type":"Bearer"}'
    sizes = []
    for count in (50, 2000):
        for _ in range(count):
            gws_auth.parse_token(gws_auth.RequestKind.CODE, 200, body)
            with pytest.raises(gws_auth.GwsAuthError):
                gws_auth.ird_number("1" * 10_000)
        sizes.append(int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096)
    assert sizes[1] < sizes[0] + 20_000_000


def test_a_library_of_another_version_is_refused() -> None:
    with pytest.raises(gws_auth.InternalError, match="another version"):
        _boundary.check_contract(1)
    with pytest.raises(gws_auth.InternalError, match="another version"):
        _boundary.function("func_version", 1, "", "b")
