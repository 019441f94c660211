"""One vector: its arguments, read by name so that an unknown one is noticed, and its expectation."""

import json
import os
from dataclasses import fields
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import gws_auth
from gws_auth import ClientSettings, PolicyChanges, Refusal, RequestKind, Unreadable, Warning


class Failure(Exception):
    """What the vector expects did not happen."""


class HostRefusal(Exception):
    """The platform's own crypto refused: the code that a vector expects then."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(Exception):
    """The server, or the customer, refused."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


class NotReadable(Exception):
    """The reply cannot be understood."""

    def __init__(self, unreadable: Unreadable) -> None:
        super().__init__()
        self.unreadable = unreadable


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

    def words(self, name: str) -> list[str]:
        """Texts that are separated by spaces."""
        return self.text(name).split()

    def policy(self) -> PolicyChanges:
        kinds = {field.name: bool if field.name == "tolerate_trailing_comma" else int for field in fields(PolicyChanges)}
        return PolicyChanges(**{name: self.optional(name, kind) for name, kind in kinds.items()})

    def client(self) -> ClientSettings:
        return ClientSettings(
            environment=self.text("environment"),
            client_id=self.text("client_id"),
            client_secret=self.optional("client_secret", str),
            relay_url=self.optional("relay_url", str),
        )

    def request_kind(self) -> RequestKind:
        return RequestKind(self.text("request"))

    def all_read(self) -> None:
        unknown = sorted(set(self._arguments) - self._read)
        if unknown:
            raise Failure(f"arguments that this runner does not know: {', '.join(unknown)}")


def codes(warnings: tuple[Warning, ...]) -> str | None:
    """The codes of warnings as the vectors write them."""
    if not all(warning.message for warning in warnings):
        raise Failure("a warning without a text")
    return " ".join(warning.code for warning in warnings) or None


def outcome_fields(record: Any) -> dict[str, Any]:
    """A refusal, a reply that cannot be understood, or advice: its texts for people only have to be there."""
    given = {field.name: getattr(record, field.name) for field in fields(record)}
    for name in ("meaning", "check", "advice", "message"):
        if given.pop(name, "there") == "":
            raise Failure(f"{name} is empty")
    if "warnings" in given:
        given["warnings"] = codes(given["warnings"])
    return present({name: str(value) if isinstance(value, Enum) else value for name, value in given.items()})


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
