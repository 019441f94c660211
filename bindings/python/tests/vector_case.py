"""One vector: its arguments, read by name so that an unknown one is noticed, and its expectation."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import gws_auth
from gws_auth import ClientSettings, PolicyChanges, Refusal, RequestKind

REQUESTS = {"authorize": "AUTHORIZE", "token": "CODE", "refresh": "REFRESH", "introspect": "INTROSPECT", "revoke": "REVOKE"}
REFUSED = ("request", "status", "error", "error_description", "documented", "who_must_act", "next_step")


class Failure(Exception):
    """What the vector expects did not happen."""


class HostRefusal(Exception):
    """The platform's own crypto refused: the code that a vector expects then."""

    def __init__(self, *codes: str) -> None:
        super().__init__(*codes)
        self.codes = codes


class Refused(Exception):
    """The server, or the customer, refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


class Case:
    """The arguments of a vector."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self._arguments = arguments
        self._read: set[str] = set()

    def has(self, name: str) -> bool:
        return name in self._arguments

    def value(self, name: str, kind: type) -> Any:
        if name not in self._arguments:
            raise Failure(f"the argument {name} is missing")
        return self.optional(name, kind)

    def optional(self, name: str, kind: type) -> Any:
        self._read.add(name)
        value = self._arguments.get(name)
        if value is not None and type(value) is not kind:
            raise Failure(f"the argument {name} is not of type {kind.__name__}")
        return value

    def text(self, name: str) -> str:
        return str(self.value(name, str))

    def integer(self, name: str) -> int:
        return int(self.value(name, int))

    def octets(self, name: str) -> bytes:
        return bytes.fromhex(self.text(f"{name}_hex"))

    def optional_octets(self, name: str) -> bytes | None:
        return self.octets(name) if self.has(f"{name}_hex") else None

    def long_text(self, name: str) -> bytes:
        """As it stands, in hexadecimal digits, or repeated."""
        if self.has(f"{name}_hex"):
            return self.octets(name)
        if self.has(f"{name}_repeat"):
            return "".join(text * times for text, times in self.value(f"{name}_repeat", list)).encode()
        return self.text(name).encode()

    def policy(self) -> PolicyChanges:
        return PolicyChanges(
            pending_lifetime=self.optional("pending_lifetime", int),
            clock_skew=self.optional("clock_skew", int),
            request_timeout=self.optional("request_timeout", int),
            max_reply_bytes=self.optional("max_reply_bytes", int),
            tolerate_trailing_comma=self.optional("tolerate_trailing_comma", bool),
        )

    def client(self) -> ClientSettings:
        return ClientSettings(
            environment=self.text("environment"),
            client_id=self.text("client_id"),
            client_secret=self.optional("client_secret", str),
            relay_url=self.optional("relay_url", str),
        )

    def request_kind(self) -> RequestKind:
        return RequestKind[REQUESTS[self.text("request")]]

    def all_read(self) -> None:
        unknown = sorted(set(self._arguments) - self._read)
        if unknown:
            raise Failure(f"arguments that this runner does not know: {', '.join(unknown)}")


def refusal_fields(refusal: Refusal) -> dict[str, Any]:
    """A refusal as the vectors write it."""
    for name in ("meaning", "check", "advice"):
        if not getattr(refusal, name):
            raise Failure(f"{name} is empty")
    codes = {kind: code for code, kind in REQUESTS.items()}
    fields = {
        "request": codes[refusal.request.name],
        "status": refusal.status,
        "error": refusal.error,
        "error_description": refusal.error_description,
        "documented": refusal.documented,
        "who_must_act": refusal.who_must_act.name.lower(),
        "next_step": refusal.next_step.name.lower(),
    }
    assert tuple(fields) == REFUSED
    return present(fields)


def folder() -> Path:
    """Where the vectors are; `GWS_VECTORS` names another folder of them."""
    usual = Path(__file__).resolve().parents[3] / "tests" / "vectors"
    return Path(os.environ.get("GWS_VECTORS", usual))


@cache
def published_codes() -> dict[str, dict[str, Any]]:
    """Every error code, with what never changes about it."""
    rows = json.loads((folder() / "codes.json").read_text(encoding="utf-8"))["codes"]
    return {row["code"]: row for row in rows}


def present(fields: dict[str, Any]) -> dict[str, Any]:
    """Without what is absent."""
    return {name: value for name, value in fields.items() if value is not None}


def same(expected: Any, got: Any) -> bool:
    """Equal, and of the same types: JSON's true is no 1."""
    if isinstance(expected, dict):
        return (
            isinstance(got, dict)
            and expected.keys() == got.keys()
            and all(same(expected[name], got[name]) for name in expected)
        )
    return type(expected) is type(got) and bool(expected == got)


def error_fields(error: gws_auth.GwsAuthError) -> dict[str, Any]:
    """An error as the vectors write it; the rest of it must be as published."""
    if not str(error) or (error.at is None) != (error.position is None):
        raise Failure("an error without a message, or with half a position")
    row = {"code": error.code, "number": error.number, "blame": error.blame, "position": error.position}
    if published_codes().get(error.code) != present(row):
        raise Failure(f"not as codes.json has it: {row}")
    return present({"code": error.code, "at": error.at})
