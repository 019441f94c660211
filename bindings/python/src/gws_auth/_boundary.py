"""The boundary to the Rust library: uniffi's C interface, and how values lie in its buffers.

Numbers are big-endian; four bytes of length stand before a text, bytes and a list, one byte before what may be absent, and
four bytes of a number, from 1 on, before a choice. What is read is one `bytes`, and a reader takes it and the place where its
value begins, and gives the value and the place behind it.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable, Mapping
from typing import Any, Callable, Optional, TypeVar

_Value = TypeVar("_Value")

Reader = Callable[[bytes, int], tuple[_Value, int]]
"""Reads a value."""

ABSENT, PRESENT = b"\0", b"\1"

CRATE = "gws_auth_uniffi"


class InternalError(Exception):
    """The library is broken, or is another one than this package was made for."""


class Buffer(ctypes.Structure):
    """Memory of Rust's. Whoever holds it frees it, or passes it on to Rust."""

    _fields_ = [("capacity", ctypes.c_uint64), ("length", ctypes.c_uint64), ("data", ctypes.c_void_p)]


class Given(ctypes.Structure):
    """Bytes of Python's, for as long as a call lasts."""

    _fields_ = [("length", ctypes.c_int32), ("data", ctypes.c_char_p)]


class Status(ctypes.Structure):
    """How a call ended: 0 well, 1 with an error, 2 with a panic."""

    _fields_ = [("code", ctypes.c_int8), ("failure", Buffer)]


_C_TYPES: dict[str, Any] = {
    "buffer": Buffer,
    "given": Given,
    "flag": ctypes.c_int8,
    "int32": ctypes.c_int32,
    "int64": ctypes.c_int64,
    "handle": ctypes.c_uint64,
    "nothing": None,
}


def _load() -> ctypes.CDLL:
    if sys.platform == "darwin":
        name = f"lib{CRATE}.dylib"
    elif sys.platform.startswith("win"):
        name = f"{CRATE}.dll"
    else:
        name = f"lib{CRATE}.so"
    return ctypes.cdll.LoadLibrary(os.path.join(os.path.dirname(__file__), name))


_LIBRARY = _load()


def function(symbol: str, arguments: Iterable[str], result: str) -> Callable[..., Any]:
    """A function of the library, with its types."""
    found = _LIBRARY[symbol]
    found.argtypes = (*(_C_TYPES[it] for it in arguments), ctypes.POINTER(Status))
    found.restype = _C_TYPES[result]
    return found


def check(contract: int, checksums: Mapping[str, int]) -> None:
    """Refuses a library that this package was not made for."""
    if _LIBRARY[f"ffi_{CRATE}_uniffi_contract_version"]() != contract:
        raise InternalError("UniFFI contract version mismatch: try cleaning and rebuilding your project")
    for symbol, checksum in checksums.items():
        found = _LIBRARY[symbol]
        found.restype = ctypes.c_uint16
        if found() != checksum:
            raise InternalError("UniFFI API checksum mismatch: try cleaning and rebuilding your project")


_LARGE = 2**31
_byref, _string_at = ctypes.byref, ctypes.string_at
_from_bytes = function(f"ffi_{CRATE}_rustbuffer_from_bytes", ["given"], "buffer")
_alloc = function(f"ffi_{CRATE}_rustbuffer_alloc", ["int64"], "buffer")
_free = function(f"ffi_{CRATE}_rustbuffer_free", ["buffer"], "nothing")


def _large(packed: bytes, status: Any) -> Any:
    # `Given` has no room for the length.
    buffer = _alloc(len(packed), status)
    ctypes.memmove(buffer.data, packed, len(packed))
    return buffer


def answered(called: Callable[..., Any], arguments: Iterable[Any], failure: Callable[[bytes], Exception]) -> Any:
    """Calls Rust: numbers go as they are, and `bytes` as a buffer. The answer is a number, or the bytes of a buffer.

    That is freed before anybody reads the bytes: whatever becomes of them, nothing is left behind.
    """
    status = Status()
    reference = _byref(status)
    passed = []
    for it in arguments:
        if type(it) is not bytes:
            passed.append(it)
        elif len(it) < _LARGE:
            passed.append(_from_bytes(Given(len(it), it), reference))
        else:
            passed.append(_large(it, reference))
    answer = called(*passed, reference)
    if status.code:
        raise _ended(status, failure)
    if type(answer) is not Buffer:
        return answer
    try:
        return _string_at(answer.data, answer.length)
    finally:
        _free(answer, reference)


def _ended(status: Any, failure: Callable[[bytes], Exception]) -> Exception:
    code, buffer = status.code, status.failure
    try:
        said = _string_at(buffer.data, buffer.length)
    finally:
        _free(buffer, _byref(Status()))
    return failure(said) if code == 1 else InternalError(str(said, "utf-8", "replace") or "Unknown rust panic")


def lifted(read: Reader[_Value], data: bytes) -> _Value:
    """The value that these bytes are, all of them."""
    try:
        value, end = read(data, 0)
    except (struct.error, UnicodeDecodeError, LookupError):
        end = -1
    # Not from within the handler: Python's own error holds the bytes.
    if end != len(data):
        raise InternalError("what the library answered cannot be read")
    return value


# Reading.

_INT32, _INT64, _LENGTH = struct.Struct(">i"), struct.Struct(">q"), struct.Struct(">I")
_unpack_int32, _unpack_int64, _unpack_length = _INT32.unpack_from, _INT64.unpack_from, _LENGTH.unpack_from


_FLAGS = (False, True)


def whole(data: bytes, at: int) -> tuple[str, int]:
    """A text that is all there is."""
    return data[at:].decode(), len(data)


def text(data: bytes, at: int) -> tuple[str, int]:
    """A text."""
    (length,) = _unpack_length(data, at)
    # A slice may end early; then the end is not the end of the data, which `lifted` refuses.
    end = at + 4 + length
    return data[at + 4 : end].decode(), end


def optional_text(data: bytes, at: int) -> tuple[Optional[str], int]:
    """A text that may be absent."""
    if not _FLAGS[data[at]]:
        return None, at + 1
    (length,) = _unpack_length(data, at + 1)
    end = at + 5 + length
    return data[at + 5 : end].decode(), end


def optional_int64(data: bytes, at: int) -> tuple[Optional[int], int]:
    """A number of 64 bits that may be absent."""
    return (_unpack_int64(data, at + 1)[0], at + 9) if _FLAGS[data[at]] else (None, at + 1)


def octets(data: bytes, at: int) -> tuple[bytes, int]:
    """Bytes."""
    (length,) = _unpack_length(data, at)
    end = at + 4 + length
    return data[at + 4 : end], end


def flag(data: bytes, at: int) -> tuple[bool, int]:
    """True or False."""
    return _FLAGS[data[at]], at + 1


def int32(data: bytes, at: int) -> tuple[int, int]:
    """A number of 32 bits, with its sign."""
    return _unpack_int32(data, at)[0], at + 4


def int64(data: bytes, at: int) -> tuple[int, int]:
    """A number of 64 bits, with its sign."""
    return _unpack_int64(data, at)[0], at + 8


def optional(read: Reader[_Value], data: bytes, at: int) -> tuple[Optional[_Value], int]:
    """What may be absent."""
    return read(data, at + 1) if _FLAGS[data[at]] else (None, at + 1)


def several(read: Reader[_Value], data: bytes, at: int) -> tuple[tuple[_Value, ...], int]:
    """A list."""
    (count,) = _unpack_length(data, at)
    at += 4
    values = []
    for _ in range(count):
        value, at = read(data, at)
        values.append(value)
    return tuple(values), at


def made(kind: type[_Value], fields: dict[str, Any]) -> _Value:
    """A frozen dataclass of what Rust gave, which is checked already."""
    it = object.__new__(kind)
    it.__dict__.update(fields)
    return it


# Writing. Callers can make every record with anything in it; only those that go in for themselves are checked when made.


def packed_text(value: str) -> bytes:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(f"argument must be str, not {type(value).__name__}")
    encoded = value.encode()
    return _INT32.pack(len(encoded)) + encoded


def packed_octets(value: bytes) -> bytes:
    """Bytes."""
    value = bytes(value)
    return _INT32.pack(len(value)) + value


def packed_flag(value: bool) -> bytes:
    """True or False."""
    return PRESENT if value else ABSENT


def packed_int32(value: int) -> bytes:
    """A number of 32 bits, with its sign."""
    return _number(_INT32, value)


def packed_int64(value: int) -> bytes:
    """A number of 64 bits, with its sign."""
    return _number(_INT64, value)


def _number(form: struct.Struct, value: int) -> bytes:
    try:
        return form.pack(value)
    except struct.error:
        if not hasattr(value, "__index__"):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None
        raise ValueError(f"a number must fit into {form.size * 8} bits") from None


def packed_list(items: list[bytes]) -> bytes:
    """A list of what is packed."""
    return _INT32.pack(len(items)) + b"".join(items)
