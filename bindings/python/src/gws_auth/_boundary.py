"""The boundary to Rust: uniffi's C functions, called without what its own module does for each field of each record.

A text, bytes and everything that is not a number go over as one run of bytes, and come back as one: numbers big-endian, a text and
bytes behind their length in four bytes, what may be absent behind a byte that says whether it is there, a list behind its number of
items, one of several behind its number, which begins at 1.
"""

import ctypes
import struct
import sys
from collections.abc import Iterable
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Callable, NamedTuple, NoReturn, Optional, TypeVar

_Value = TypeVar("_Value")

Read = Callable[[bytes, int], tuple[_Value, int]]
"""Reads a value that stands at a place, and says where the next one stands."""

_NAMES = {"darwin": "lib{}.dylib", "win32": "{}.dll"}
_SYMBOLS = "gws_auth_uniffi"
_KINDS: dict[str, Any] = {"i": ctypes.c_int32, "q": ctypes.c_int64, "h": ctypes.c_uint64, "f": ctypes.c_int8}

_word, _long = struct.Struct(">i"), struct.Struct(">q")
_word_at, _long_at, _packed_word, _packed_long = _word.unpack_from, _long.unpack_from, _word.pack, _long.pack

_OK, _FAILED = 0, 1


class InternalError(Exception):
    """A fault of the library itself, never of what was passed in."""


class Failure(NamedTuple):
    """What Rust says of a call that failed."""

    code: str
    number: int
    blame: str
    at: Optional[int]
    position: Optional[str]
    detail: str


class Failed(Exception):
    """Carries a failure to where it becomes the public error."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.code)
        self.failure = failure


class _Buffer(ctypes.Structure):
    """Bytes that Rust has allocated."""

    _fields_ = [("capacity", ctypes.c_uint64), ("length", ctypes.c_uint64), ("data", ctypes.c_void_p)]


class _Bytes(ctypes.Structure):
    """Bytes of ours, for Rust to copy."""

    _fields_ = [("length", ctypes.c_int32), ("data", ctypes.c_char_p)]


class _Status(ctypes.Structure):
    """Whether a call went well."""

    _fields_ = [("code", ctypes.c_int8), ("error", _Buffer)]


_KINDS["b"] = _Buffer
_library = ctypes.CDLL(str(Path(__file__).parent / _NAMES.get(sys.platform, "lib{}.so").format(_SYMBOLS)))


def _named(name: str, arguments: str, result: Any) -> Any:
    """A C function with its types."""
    function = getattr(_library, name)
    function.argtypes = [*(_KINDS[kind] for kind in arguments), ctypes.POINTER(_Status)]
    function.restype = result
    return function


_from_bytes = _named(f"ffi_{_SYMBOLS}_rustbuffer_from_bytes", "", _Buffer)
_from_bytes.argtypes = [_Bytes, ctypes.POINTER(_Status)]
_free = _named(f"ffi_{_SYMBOLS}_rustbuffer_free", "b", None)


def check_contract(version: int) -> None:
    """Refuses a library of another version of uniffi."""
    if getattr(_library, f"ffi_{_SYMBOLS}_uniffi_contract_version")() != version:
        raise InternalError("the library beside this package is of another version: install the package anew")


def function(name: str, checksum: int, arguments: str, result: str) -> Any:
    """A function of Rust's, if it is the one that this package was made for."""
    found = getattr(_library, f"uniffi_{_SYMBOLS}_checksum_{name}")
    found.restype = ctypes.c_uint16
    if found() != checksum:
        raise InternalError("the library beside this package is of another version: install the package anew")
    return handle_function(name, arguments, result)


def handle_function(name: str, arguments: str, result: str) -> Any:
    """A function that only uniffi itself knows."""
    return _named(f"uniffi_{_SYMBOLS}_fn_{name}", arguments, _KINDS.get(result))


def call(called: Any, *arguments: Any) -> Any:
    """Calls Rust: bytes go over in a buffer of its own, numbers as they are; a buffer comes back as bytes.

    Raises:
        Failed: The call was refused.
        InternalError: A fault of the library itself.
    """
    status = _Status()
    passed = [_given(it, status) if isinstance(it, bytes) else it for it in arguments]
    result = called(*passed, status)
    if status.code != _OK:
        _refuse(status)
    return _taken(result) if isinstance(result, _Buffer) else result


def _given(data: bytes, status: _Status) -> _Buffer:
    buffer: _Buffer = _from_bytes(_Bytes(len(data), data), status)
    return buffer


def _taken(buffer: _Buffer) -> bytes:
    """The bytes of a buffer, which is Rust's again."""
    try:
        return ctypes.string_at(buffer.data, buffer.length) if buffer.length else b""
    finally:
        _free(buffer, _Status())


def _refuse(status: _Status) -> NoReturn:
    said = _taken(status.error)
    if status.code == _FAILED:
        raise Failed(whole(said, _failure))
    raise InternalError(said.decode(errors="replace") or "the library stopped in the middle of a call")


def _failure(data: bytes, at: int) -> tuple[Failure, int]:
    _, at = integer32(data, at)
    code, at = text(data, at)
    number, at = integer32(data, at)
    blame, at = text(data, at)
    place, at = optional(data, at, integer64)
    position, at = optional(data, at, text)
    detail, at = text(data, at)
    return Failure(code, number, blame, place, position, detail), at


def whole(data: bytes, read: Read[_Value]) -> _Value:
    """Reads a value that is all there is."""
    value, end = read(data, 0)
    if end != len(data):
        raise InternalError("the library gave an answer of another length")
    return value


def text(data: bytes, at: int) -> tuple[str, int]:
    """Reads a text."""
    begin = at + 4
    end = begin + _word_at(data, at)[0]
    return data[begin:end].decode(), end


def octets(data: bytes, at: int) -> tuple[bytes, int]:
    """Reads bytes."""
    begin = at + 4
    end = begin + _word_at(data, at)[0]
    return data[begin:end], end


def integer32(data: bytes, at: int) -> tuple[int, int]:
    """Reads a number of four bytes."""
    return _word_at(data, at)[0], at + 4


def integer64(data: bytes, at: int) -> tuple[int, int]:
    """Reads a number of eight bytes."""
    return _long_at(data, at)[0], at + 8


def flag(data: bytes, at: int) -> tuple[bool, int]:
    """Reads whether something holds."""
    return data[at] == 1, at + 1


_Word = TypeVar("_Word", bound=Enum)


def word(data: bytes, at: int, kind: type[_Word]) -> tuple[_Word, int]:
    """Reads one of several words, by its place among them."""
    return _words(kind)[_word_at(data, at)[0]], at + 4


@cache
def _words(kind: type[_Word]) -> dict[int, _Word]:
    return dict(enumerate(kind, 1))


def packed_place(value: Enum, kind: type[Enum]) -> bytes:
    """One of several words."""
    return _places(kind)[value]


@cache
def _places(kind: type[Enum]) -> dict[Enum, bytes]:
    return {value: _packed_word(place) for place, value in enumerate(kind, 1)}


def optional(data: bytes, at: int, read: Read[_Value]) -> tuple[Optional[_Value], int]:
    """Reads what may be absent."""
    return read(data, at + 1) if data[at] else (None, at + 1)


def listed(data: bytes, at: int, read: Read[_Value]) -> tuple[tuple[_Value, ...], int]:
    """Reads a list."""
    (count,), at = _word_at(data, at), at + 4
    values = []
    for _ in range(count):
        value, at = read(data, at)
        values.append(value)
    return tuple(values), at


def packed_text(value: str) -> bytes:
    """A text, as Rust reads it within a record."""
    return packed_octets(value.encode())


def packed_octets(value: bytes) -> bytes:
    """Bytes, or what has the same view of them."""
    data = bytes(value)
    return _packed_word(len(data)) + data


def packed_integer32(value: int) -> bytes:
    """A number of four bytes."""
    return _packed_word(value)


def packed_integer64(value: int) -> bytes:
    """A number of eight bytes."""
    return _packed_long(value)


def packed_flag(value: bool) -> bytes:
    """Whether something holds."""
    return b"\1" if value else b"\0"


def packed_optional(value: Optional[_Value], pack: Callable[[_Value], bytes]) -> bytes:
    """What may be absent."""
    return b"\0" if value is None else b"\1" + pack(value)


def packed_list(values: Iterable[_Value], pack: Callable[[_Value], bytes]) -> bytes:
    """A list."""
    items = [pack(value) for value in values]
    return _packed_word(len(items)) + b"".join(items)
