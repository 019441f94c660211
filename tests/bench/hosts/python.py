"""The same jobs in Python: ours and its peers, in turn, in one run. CPU time; prints Markdown."""

import ctypes
import json
import os
import platform
import time
from typing import Callable

import gws_auth
import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from oauthlib.oauth2 import WebApplicationClient

ROUNDS, BATCH = 31, 0.03
NOW = int(time.time())
TEXT = json.dumps(
    {
        "access_token": "a" * 2010,
        "token_type": "Bearer",
        "expires_in": 28800,
        "scope": "MYIR.Services",
        "refresh_token": "r" * 64,
    }
)
BODY = TEXT.encode()
KEY = ec.generate_private_key(ec.SECP256R1())
PEM = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
THUMBPRINT = "9A" * 32
CLAIMS = gws_auth.ClaimsToSign(
    algorithm="ES256",
    certificate=gws_auth.CertificateReference(thumbprint=THUMBPRINT),
    iss="www.example.com",
    start_logon="payroll.user",
)
EXPECTED = gws_auth.ExpectedClaims(any_owner=True)
PUBLIC = KEY.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
)
TOKEN = gws_auth.m2m_sign(PEM, CLAIMS, NOW).token
CLIENT = WebApplicationClient("SmartCloud_Payroll")


def parse_ours() -> None:
    gws_auth.parse_token(gws_auth.RequestKind.REFRESH, 200, BODY, NOW)


def parse_theirs() -> None:
    CLIENT.parse_request_body_response(TEXT)


def sign_ours() -> None:
    gws_auth.m2m_sign(PEM, CLAIMS, NOW)


def sign_theirs() -> None:
    claims = {"sub": THUMBPRINT, "iss": "www.example.com", "startLogon": "payroll.user", "iat": NOW, "exp": NOW + 3600}
    jwt.encode(claims, PEM, algorithm="ES256", headers={"kid": "M2M"})


def verify_ours() -> None:
    gws_auth.m2m_verify(TOKEN, PUBLIC, EXPECTED, NOW)


def verify_theirs() -> None:
    jwt.decode(TOKEN, PUBLIC, algorithms=["ES256"], issuer="www.example.com", options={"verify_aud": False})


class Output(ctypes.Structure):
    """`gws_output`."""

    _fields_ = [
        ("size", ctypes.c_uint32),
        ("status", ctypes.c_int32),
        ("bytes", ctypes.c_void_p),
        ("capacity", ctypes.c_size_t),
        ("used", ctypes.c_size_t),
        ("position", ctypes.c_size_t),
    ]


class Span(ctypes.Structure):
    """`gws_span`."""

    _fields_ = [("offset", ctypes.c_size_t), ("length", ctypes.c_size_t)]


class Reply(ctypes.Structure):
    """`gws_reply`."""

    _fields_ = [("size", ctypes.c_uint32), ("numbers", ctypes.c_int32 * 11), ("texts", Span * 8)]


class TokenSet(ctypes.Structure):
    """`gws_token_set`."""

    _fields_ = [
        ("size", ctypes.c_uint32),
        ("expires_in", ctypes.c_uint32),
        ("expires_at", ctypes.c_int64),
        ("texts", Span * 4),
        ("sent_at", ctypes.c_int64),
        ("refresh_at", ctypes.c_int64),
    ]


LIBRARY = ctypes.CDLL(os.environ["GWS_C_LIBRARY"])
PARSE = LIBRARY.gws_parse_token
PARSE.argtypes = [ctypes.c_int32, ctypes.c_int32, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_int64, *[ctypes.c_void_p] * 4]
MEMORY = ctypes.create_string_buffer(262_144)
OUT = Output(size=ctypes.sizeof(Output), bytes=ctypes.addressof(MEMORY), capacity=len(MEMORY))


def parse_flat() -> list[str]:
    """The same over the C library's flat functions: what uniffi's lowering costs is the difference."""
    reply, tokens = Reply(size=ctypes.sizeof(Reply)), TokenSet(size=ctypes.sizeof(TokenSet))
    status = PARSE(3, 200, BODY, len(BODY), NOW, None, ctypes.byref(OUT), ctypes.byref(reply), ctypes.byref(tokens))
    if status != 0 or reply.numbers[0] != 1:
        raise ValueError(status)
    base = ctypes.addressof(MEMORY)
    return [ctypes.string_at(base + span.offset, span.length).decode() for span in tokens.texts]


Work = Callable[[], object]
ROWS: list[tuple[str, float | None, Work, str, Work | None]] = [
    ("a reply of 2.2 kB", 3.0, parse_ours, "oauthlib", parse_theirs),
    ("the same", None, parse_ours, "json.loads, checks nothing", lambda: json.loads(BODY)),
    ("the same over C's flat functions by ctypes", None, parse_flat, "oauthlib", parse_theirs),
    ("ES256 token signed, the key read from PEM each time", None, sign_ours, "PyJWT", sign_theirs),
    ("ES256 token verified, the key read from PEM each time", None, verify_ours, "PyJWT", verify_theirs),
    ("the boundary: a call that does nothing (`version`)", None, gws_auth.version, "", None),
    ("a call with a text each way (`ird_number`)", None, lambda: gws_auth.ird_number("49-091-850"), "", None),
]


def batch(work: Work, times: int) -> float:
    """Microseconds of one."""
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times * 1e6


def size_of(work: Work) -> int:
    """How often the work fits into a batch."""
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < BATCH * 3:
        work()
        done += 1
    return max(1, done // 3)


def median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def main() -> None:
    print(f"\n## In Python {platform.python_version()}: CPU time\n")
    print("| job | ours | peer | the peer's | ratio | target |\n|---|--:|---|--:|--:|---|")
    for job, target, mine, name, yours in ROWS:
        my, your, ratios = list[float](), list[float](), list[float]()
        my_size, your_size = size_of(mine), size_of(yours) if yours else 0
        for _ in range(ROUNDS):
            my.append(batch(mine, my_size))
            if yours:
                your.append(batch(yours, your_size))
                ratios.append(my[-1] / your[-1])
        theirs, ratio, verdict = "", "", ""
        if yours:
            theirs, ratio = f"{median(your):.2f} µs", f"{median(ratios):.2f}"
        if target:
            over = median(ratios) / target
            verdict = f"≤ {target}: " + ("met" if over <= 1 else f"**missed**, by {(over - 1) * 100:.0f} %")
        print(f"| {job} | {median(my):.2f} µs | {name} | {theirs} | {ratio} | {verdict} |")


if __name__ == "__main__":
    main()
