"""The boundary to Rust: what goes in comes out, whatever it is; what cannot be read is refused, and nothing is left behind."""

import copy
import pickle
import random
import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import Any

import pytest

import gws_auth
from gws_auth import RequestKind, TokenSet, _boundary, _generated_library, _generated_records, _support

PLANES = [(0, 0x7F), (0x80, 0x7FF), (0x800, 0xD7FF), (0xE000, 0xFFFF), *((at << 16, (at << 16) + 0xFFFF) for at in range(1, 17))]
RANDOM = random.Random(20_260_101)


def some_text(size: int) -> str:
    return "".join(chr(RANDOM.randint(*RANDOM.choice(PLANES))) for _ in range(size))


def some_number(bits: int) -> int:
    edge = 1 << (bits - 1)
    return RANDOM.choice([0, 1, -1, edge - 1, -edge, 255, 256, RANDOM.randrange(-edge, edge)])


def maybe(value: Any) -> Any:
    return RANDOM.choice([None, value])


def some_tokens() -> TokenSet:
    texts = [some_text(RANDOM.choice([0, 1, 2, 40])) for _ in range(4)]
    warnings = tuple(gws_auth.Warning(some_text(3), some_text(5)) for _ in range(RANDOM.randrange(4)))
    a, b, c, d = (maybe(some_number(64)) for _ in range(4))
    return TokenSet(texts[0], texts[1], maybe(texts[2]), a, maybe(texts[3]), b, c, d, warnings)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 50, 1_000])
def test_rust_says_each_text_again(size: int) -> None:
    for _ in range(60):
        error, description = some_text(size), maybe(some_text(size))
        refusal = gws_auth.explain(RequestKind.CODE, error, description, maybe(400))
        assert (refusal.error, refusal.error_description) == (error, description)


def test_every_plane_of_unicode_crosses() -> None:
    for low, high in PLANES:
        text = "".join(map(chr, range(low, high + 1, 7)))
        assert gws_auth.explain(RequestKind.CODE, text, chr(high)).error_description == chr(high)
        assert gws_auth.explain(RequestKind.CODE, chr(low), text).error_description == text


def test_a_number_and_its_absence_cross() -> None:
    assert [gws_auth.explain(RequestKind.CODE, "x", None, it).status for it in (401, 599)] == [401, 599]
    body = b'{"access_token":"a","token_type":"Bearer","expires_in":28800}'
    for sent_at in (None, 1, 2**31, 2**33 - 1):
        reply = gws_auth.parse_token(RequestKind.CODE, 200, body, sent_at)
        assert isinstance(reply, gws_auth.Granted) and reply.tokens.sent_at == sent_at and reply.tokens.expires_in == 28_800


def test_lists_come_back_in_their_order() -> None:
    for size in (0, 1, 2, 30):
        addresses = [f"https://host{number}.example.co.nz/back" for number in range(size)]
        assert len(gws_auth.check_redirect_uris(addresses)) >= (1 if size else 0)
    chain: list[Any] = [b"", bytes(range(256)), bytearray(b"\0"), memoryview(b"abc")]
    assert any(it.verdict == gws_auth.Verdict.FAIL for it in gws_auth.check_mtls("test", chain, 1_700_000_000))


def test_every_choice_crosses() -> None:
    kinds = (RequestKind.AUTHORIZE, RequestKind.CODE, RequestKind.REFRESH, RequestKind.INTROSPECT, RequestKind.REVOKE)
    assert [gws_auth.explain(kind, "invalid_client").request for kind in kinds] == list(RequestKind) == list(kinds)


def test_a_record_is_what_it_was() -> None:
    for _ in range(300):
        tokens = some_tokens()
        again = _boundary.lifted(TokenSet._read, tokens._packed())
        assert again == tokens and hash(again) == hash(tokens) and repr(again) == repr(tokens)
        assert pickle.loads(pickle.dumps(again)) == tokens == copy.deepcopy(again)
        assert list(vars(again)) == [it.name for it in fields(TokenSet)]
        with pytest.raises(AttributeError):
            again.scope = ""  # type: ignore[misc]


def test_rust_reads_a_record() -> None:
    body = b'{"access_token":"a","token_type":"Bearer","expires_in":28800}'
    for _ in range(100):
        reply = gws_auth.parse_token(RequestKind.CODE, 200, body, RANDOM.randrange(1, 2**33))
        assert isinstance(reply, gws_auth.Granted)
        tokens = reply.tokens
        assert tokens.refresh_at and tokens.needs_renewal(tokens.refresh_at) is True
        assert tokens.needs_renewal(tokens.refresh_at - 1) is False


def test_a_record_with_something_else_in_it_is_refused() -> None:
    for field, value in (("access_token", 1), ("access_token", None), ("scope", b"a"), ("expires_in", "1"), ("expires_in", 1.5)):
        tokens = some_tokens()
        wrong = TokenSet(**{**{it.name: getattr(tokens, it.name) for it in fields(tokens)}, field: value})
        with pytest.raises(TypeError):
            wrong.needs_renewal(1)
    for number in (2**63, -(2**63) - 1):
        with pytest.raises(ValueError):
            TokenSet("a", "b", None, number, None, None, None, None, ()).needs_renewal(1)
    with pytest.raises(ValueError):
        TokenSet("\ud800", "b", None, None, None, None, None, None, ()).needs_renewal(1)


def test_what_is_cut_or_too_long_cannot_be_read() -> None:
    packed = TokenSet("secret", "Bearer secret", "r", 1, "s", 2, 3, 4, (gws_auth.Warning("c", "m"),))._packed()
    broken = [packed[:size] for size in range(len(packed))]
    broken += [packed + b"\0", packed.replace(b"secret", b"secre\xff"), b"\xff" * len(packed)]
    # A flag that is neither 0 nor 1, a list that is longer than what is left.
    broken += [packed.replace(b"\1\0\0\0\1r", b"\2\0\0\0\1r"), packed[: packed.rindex(b"\0\0\0\1\0\0\0\1c")] + struct.pack(">I", 2**31)]
    for data in broken:
        with pytest.raises(gws_auth.InternalError) as caught:
            _boundary.lifted(TokenSet._read, data)
        assert caught.value.__context__ is None and "secre" not in repr(caught.value)


def test_a_choice_that_is_none_cannot_be_read() -> None:
    for number in (0, 6, 2**31, 2**32 - 1):
        for read in (RequestKind._read, _generated_records._read_token_reply, _generated_library.read_failure):
            with pytest.raises(gws_auth.InternalError):
                _boundary.lifted(read, struct.pack(">I", number))


def refused(data: bytes, at: int) -> tuple[str, int]:
    raise LookupError


def test_every_buffer_is_freed(monkeypatch: pytest.MonkeyPatch) -> None:
    made, freed, said = list[int](), list[int](), gws_auth.version()
    free = _boundary._free

    def counted(buffer: Any, status: Any) -> None:
        freed.append(buffer.data)
        free(buffer, status)

    monkeypatch.setattr(_boundary, "_free", counted)

    def version(reference: Any) -> Any:
        answer = _generated_library.version(reference)
        made.append(answer.data)
        return answer

    assert _support.call(version, _boundary.whole) == said
    with pytest.raises(gws_auth.InternalError):
        _support.call(version, refused)
    monkeypatch.setattr(_boundary, "_string_at", refused)
    with pytest.raises(LookupError):
        _support.call(version, _boundary.whole)
    assert freed == made and len(made) == 3
    with pytest.raises(LookupError):
        gws_auth.certificate_facts(b"")
    assert len(freed) == 4


def test_an_argument_that_rust_cannot_read_is_an_internal_error() -> None:
    for packed in (b"", b"\0", struct.pack(">I", 99), RequestKind.CODE._packed() + b"\0"):
        with pytest.raises(gws_auth.InternalError) as caught:
            _support.call(_generated_library.no_reply, gws_auth.Advice._read, packed, True, _boundary.ABSENT)
        assert str(caught.value)


def test_a_text_of_any_size_crosses(monkeypatch: pytest.MonkeyPatch) -> None:
    text = some_text(5_000)
    assert gws_auth.explain(RequestKind.CODE, text).error == text
    # As for what a length of 31 bits cannot say.
    monkeypatch.setattr(_boundary, "_LARGE", 0)
    assert gws_auth.explain(RequestKind.CODE, text, "").error == text
    assert gws_auth.explain(RequestKind.CODE, "", text).error_description == text


def test_another_library_is_refused() -> None:
    symbol = "uniffi_gws_auth_uniffi_checksum_func_version"
    for contract, checksums in ((29, {}), (30, {symbol: 65_536})):
        with pytest.raises(gws_auth.InternalError):
            _boundary.check(contract, checksums)


def test_threads_do_not_meet() -> None:
    texts = [some_text(size) for size in range(400)]

    def said(text: str) -> bool:
        return gws_auth.explain(RequestKind.CODE, text, text[::-1]).error_description == text[::-1]

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(said, texts))
