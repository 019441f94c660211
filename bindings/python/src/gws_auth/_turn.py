"""One worker's way to an access token of a session that many share: core's steps, which `sessions` carries out."""

from dataclasses import dataclass
from typing import Optional, Union

from . import _boundary, _generated_calls, _support
from ._generated_records import ClientSettings, HttpRequest, PolicyChanges, SessionRules, SessionSwap
from ._support import Record

_clone = _boundary.handle_function("clone_session", "h", "h")
_free = _boundary.handle_function("free_session", "h", "")


def loaded(record: Optional[str]) -> bytes:
    """The record as it is stored, or that there is none."""
    return _boundary.packed_integer32(1) + _boundary.packed_optional(record, _boundary.packed_text)


def reply(status: int, body: bytes) -> bytes:
    """A reply came."""
    return _boundary.packed_integer32(6) + _boundary.packed_integer32(status) + _boundary.packed_octets(body)


STORED = _boundary.packed_integer32(2)
NOT_STORED = _boundary.packed_integer32(3)
"""It was not stored, or nobody knows."""
NOT_SENT = _boundary.packed_integer32(4)
NO_REPLY = _boundary.packed_integer32(5)
"""No reply came, or a part of one."""
WAITED = _boundary.packed_integer32(7)


@dataclass(frozen=True, repr=False)
class Load(Record):
    """Read the record, and report that it is loaded."""


@dataclass(frozen=True, repr=False)
class Swap(Record):
    """Store the record if the stored version is the expected one, and report whether it was."""

    swap: SessionSwap


@dataclass(frozen=True, repr=False)
class Send(Record):
    """Send the request once, over a fresh connection, its first byte not after `send_before`, and report what came."""

    request: HttpRequest
    send_before: int


@dataclass(frozen=True, repr=False)
class Ask(Record):
    """Send the introspection, and report its reply in the same way."""

    request: HttpRequest


@dataclass(frozen=True, repr=False)
class Discard(Record):
    """Send the revocation, and report that the wait is over whatever comes."""

    request: HttpRequest


@dataclass(frozen=True, repr=False)
class Wait(Record):
    """Wait so many seconds, and report it."""

    seconds: int


@dataclass(frozen=True)
class Use:
    """Here is the token."""

    token: str
    generation: int
    refresh_from: int

    def __repr__(self) -> str:
        return "Use(token=[hidden])"


@dataclass(frozen=True, repr=False)
class Login(Record):
    """Only the customer's login brings one."""

    reason: str


Step = Union[Load, Swap, Send, Ask, Discard, Wait, Use, Login]


def _step(data: bytes, at: int) -> tuple[Step, int]:
    which, at = _boundary.integer32(data, at)
    if which == 1:
        return Load(), at
    if which == 2:
        swap, at = SessionSwap._read(data, at)
        return Swap(swap), at
    if which == 3:
        request, at = HttpRequest._read(data, at)
        send_before, at = _boundary.integer64(data, at)
        return Send(request, send_before), at
    if which in (4, 5):
        request, at = HttpRequest._read(data, at)
        return (Ask(request) if which == 4 else Discard(request)), at
    if which == 6:
        seconds, at = _boundary.integer64(data, at)
        return Wait(seconds), at
    if which == 7:
        token, at = _boundary.text(data, at)
        generation, at = _boundary.integer64(data, at)
        refresh_from, at = _boundary.integer64(data, at)
        return Use(token, generation, refresh_from), at
    if which == 8:
        reason, at = _boundary.text(data, at)
        return Login(reason), at
    raise _boundary.InternalError("the library gave none of the steps")


class Turn:
    """A worker with an attempt of its own: 16 fresh random bytes. Begin with `loaded`."""

    def __init__(
        self,
        client: ClientSettings,
        attempt: bytes,
        jitter: int,
        policy: Optional[PolicyChanges],
        rules: Optional[SessionRules],
    ) -> None:
        self._handle: Optional[int] = None
        self._handle = _support.call(
            _generated_calls._constructor_session_new,
            client._packed(),
            _boundary.packed_octets(attempt),
            jitter,
            _boundary.packed_optional(policy, PolicyChanges._packed),
            _boundary.packed_optional(rules, SessionRules._packed),
        )

    def __del__(self) -> None:
        if self._handle is not None:
            _boundary.call(_free, self._handle)

    def next(self, event: bytes, now: int) -> Step:
        """The next step, given what came of the last one."""
        # Rust takes a handle over with each call.
        mine = _boundary.call(_clone, self._handle)
        return _boundary.whole(_support.call(_generated_calls._method_session_next, mine, event, now), _step)

    def problem(self) -> Optional[str]:
        """What an operator should know: `fix_configuration`, `fix_credentials` or `reply_unclear`."""
        mine = _boundary.call(_clone, self._handle)
        said = _support.call(_generated_calls._method_session_problem, mine)
        return _boundary.whole(said, lambda data, at: _boundary.optional(data, at, _boundary.text))
