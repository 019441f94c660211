"""What the generated files rest on: errors, arguments named when they are refused, records that hide secrets."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, Callable, Mapping, NoReturn, Optional, TypeVar

from . import _boundary, _generated_library

HIDDEN: Mapping[str, bool] = {"hidden": True}
"""The metadata of a field that is not printed: secret, or identifying a person."""

_Result = TypeVar("_Result")


class GwsAuthError(Exception):
    """A call that could not be done: the caller's slip, or an input that is not what it should be.

    What a server answers is never an error: it is a result. `str(error)` says what is wrong and what to do, in English, and
    never holds the input.

    Attributes:
        code: The stable text, such as `state_mismatch`.
        number: The stable number.
        blame: Who has to change something: `caller`, `input`, `server`, `policy` or `library`.
        at: Where, or how much: `position` says what it counts. None where there is no place.
        position: What `at` is: `offset` or `needed` (bytes), `limit`, `status` (HTTP).
        message: What is wrong and what to do.
    """

    def __init__(
        self, code: str, number: int, blame: str, at: Optional[int], position: Optional[str], message: str
    ) -> None:
        super().__init__(message)
        self.code = code
        self.number = number
        self.blame = blame
        self.at = at
        self.position = position
        self.message = message

    def __reduce__(self) -> tuple[type["GwsAuthError"], tuple[object, ...]]:
        # Exception's own would call the class with the message alone.
        return type(self), (self.code, self.number, self.blame, self.at, self.position, self.message)


class Record:
    """What all records have: they print as they are made, but for what is secret and what identifies people."""

    def __repr__(self) -> str:
        shown = (f"{name}={value}" for name, value in _shown(self))
        return f"{type(self).__name__}({', '.join(shown)})"


def _shown(record: Any) -> list[tuple[str, str]]:
    values = [(field, getattr(record, field.name)) for field in fields(record)]
    hidden = "[hidden]"
    return [(it.name, hidden if it.metadata.get("hidden") and value is not None else repr(value)) for it, value in values]


def _failure(data: bytes) -> GwsAuthError:
    return GwsAuthError(*_boundary.lifted(_generated_library.read_failure, data))


def call(function: Callable[..., Any], read: _boundary.Reader[_Result], *arguments: object) -> _Result:
    """Calls Rust, and reads its answer; its failure becomes the public error."""
    return _boundary.lifted(read, _boundary.answered(function, arguments, _failure))


def number(function: Callable[..., Any], *arguments: object) -> int:
    """Calls Rust where it answers with a number, or with nothing."""
    answer: int = _boundary.answered(function, arguments, _failure)
    return answer


def given(name: str, value: object, kind: type[_Result]) -> _Result:
    """The value of a `Granted` by the name of its type."""
    if not isinstance(value, kind):
        raise AttributeError(f"this Granted holds a {type(value).__name__}, and has no {name}")
    return value


def text(place: str, name: str, value: object, none: bool = False) -> bytes:
    """Refuses what is no text; gives it in UTF-8, as it crosses."""
    if value is None and none:
        return b""
    if not isinstance(value, str):
        _refuse(place, name, value, "str", none)
    try:
        return value.encode()
    except UnicodeEncodeError:
        failure = ValueError(f"{place}: {name} holds half of a surrogate pair")
    # Not from within the handler: Python's own error holds the text.
    raise failure


def octets(place: str, name: str, value: object, none: bool = False) -> None:
    """Refuses what are no bytes."""
    if not (isinstance(value, (bytes, bytearray, memoryview)) or (value is None and none)):
        _refuse(place, name, value, "bytes", none)


def flag(place: str, name: str, value: object, none: bool = False) -> None:
    """Refuses what is neither True nor False."""
    if not (isinstance(value, bool) or (value is None and none)):
        _refuse(place, name, value, "bool", none)


def integer(place: str, name: str, value: object, bits: int, none: bool = False) -> None:
    """Refuses what is no whole number, or one that no field can hold."""
    if value is None and none:
        return
    if not isinstance(value, int) or isinstance(value, bool):
        _refuse(place, name, value, "int", none)
    if not -(1 << (bits - 1)) <= value < 1 << (bits - 1):
        raise ValueError(f"{place}: {name} must fit into {bits} bits")


def texts(place: str, name: str, value: object, none: bool = False) -> None:
    """Refuses what is no list of texts. One text is a sequence of texts too, and never meant."""
    if value is None and none:
        return
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes, bytearray)):
        _refuse(place, name, value, "a list of str", none)
    for item in value:
        text(place, f"an item of {name}", item)


def several_octets(place: str, name: str, value: object, none: bool = False) -> None:
    """Refuses what is no list of bytes. Bytes are a sequence too, and never meant."""
    if value is None and none:
        return
    if not isinstance(value, Sequence) or isinstance(value, (str, bytes, bytearray)):
        _refuse(place, name, value, "a list of bytes", none)
    for item in value:
        octets(place, f"an item of {name}", item)


def instance(place: str, name: str, value: object, kind: type, none: bool = False) -> None:
    """Refuses what is not of that class."""
    if not (isinstance(value, kind) or (value is None and none)):
        _refuse(place, name, value, kind.__name__, none)


def _refuse(place: str, name: str, value: object, wanted: str, none: bool) -> NoReturn:
    wanted = f"{wanted} or None" if none else wanted
    raise TypeError(f"{place}: {name} must be {wanted}, not {type(value).__name__}")
