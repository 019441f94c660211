"""What a session is told, and what it says. Written by `cargo xtask generate`."""

from dataclasses import dataclass
from typing import Optional, Union

from . import _boundary
from ._generated_records import HttpRequest, SessionSwap


class Event:
    """What came of the last step, as it crosses."""

    @staticmethod
    def loaded(record: Optional[str]) -> bytes:
        """The record as it is stored, or that there is none."""
        return b"\0\0\0\x01" + (_boundary.ABSENT if record is None else _boundary.PRESENT + _boundary.packed_text(record))

    @staticmethod
    def stored() -> bytes:
        """The swap was stored."""
        return b"\0\0\0\x02"

    @staticmethod
    def not_stored() -> bytes:
        """The swap was not stored, or nobody knows."""
        return b"\0\0\0\x03"

    @staticmethod
    def not_sent() -> bytes:
        """The request certainly did not leave this machine."""
        return b"\0\0\0\x04"

    @staticmethod
    def no_reply() -> bytes:
        """No reply came, or a part of one."""
        return b"\0\0\0\x05"

    @staticmethod
    def reply(status: int, body: bytes) -> bytes:
        """A reply came."""
        return b"\0\0\0\x06" + _boundary.packed_int32(status) + _boundary.packed_octets(body)

    @staticmethod
    def waited() -> bytes:
        """The wait is over."""
        return b"\0\0\0\x07"


@dataclass(frozen=True, repr=False)
class StepLoad:
    """Read the record, and report `loaded`."""


@dataclass(frozen=True, repr=False)
class StepSwap:
    """Store the record if the stored version is the expected one, and report `stored`, or `not_stored` also when
    nobody knows.
    """

    swap: SessionSwap
    """What to store."""


@dataclass(frozen=True, repr=False)
class StepSend:
    """Send the request once, over a fresh connection, its first byte not after `send_before`: report `not_sent`,
    `reply` or `no_reply`.
    """

    request: HttpRequest
    """What to send."""

    send_before: int
    """In seconds since 1970."""


@dataclass(frozen=True, repr=False)
class StepAsk:
    """Send the introspection, and report its reply in the same way."""

    request: HttpRequest
    """What to send."""


@dataclass(frozen=True, repr=False)
class StepDiscard:
    """Send the revocation, and report `waited` whatever comes."""

    request: HttpRequest
    """What to send."""


@dataclass(frozen=True, repr=False)
class StepWait:
    """Wait so many seconds, and report `waited`."""

    seconds: int
    """In seconds."""


@dataclass(frozen=True, repr=False)
class StepUse:
    """The end: this access token is good now."""

    token: str
    """The access token."""

    generation: int
    """Which one it is."""

    refresh_from: int
    """From when on to ask the session again, in seconds since 1970."""


@dataclass(frozen=True, repr=False)
class StepLoginRequired:
    """The end: only a login helps."""

    reason: str
    """`no_session`, `ended`, `lost`, `no_refresh_token` or `in_doubt`."""


Step = Union[
    StepLoad,
    StepSwap,
    StepSend,
    StepAsk,
    StepDiscard,
    StepWait,
    StepUse,
    StepLoginRequired,
]
"""What to do next."""


def read_step(data: bytes, _at: int) -> tuple[Step, int]:
    index, _at = _boundary.int32(data, _at)
    if index == 1:
        return StepLoad(), _at
    if index == 2:
        swap, _at = SessionSwap._read(data, _at)
        return StepSwap(swap), _at
    if index == 3:
        request, _at = HttpRequest._read(data, _at)
        send_before, _at = _boundary.int64(data, _at)
        return StepSend(request, send_before), _at
    if index == 4:
        request, _at = HttpRequest._read(data, _at)
        return StepAsk(request), _at
    if index == 5:
        request, _at = HttpRequest._read(data, _at)
        return StepDiscard(request), _at
    if index == 6:
        seconds, _at = _boundary.int64(data, _at)
        return StepWait(seconds), _at
    if index == 7:
        token, _at = _boundary.text(data, _at)
        generation, _at = _boundary.int64(data, _at)
        refresh_from, _at = _boundary.int64(data, _at)
        return StepUse(token, generation, refresh_from), _at
    if index == 8:
        reason, _at = _boundary.text(data, _at)
        return StepLoginRequired(reason), _at
    raise LookupError
