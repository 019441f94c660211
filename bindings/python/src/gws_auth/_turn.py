"""One worker's way to an access token: the object of Rust's that `sessions` drives."""

from typing import Optional

from . import _boundary, _generated_library, _support
from ._generated_records import ClientSettings, PolicyChanges, SessionRules
from ._generated_session import Step, read_step


class Turn:
    """A worker with an attempt of its own: 16 fresh random bytes. Begin by reporting `loaded`."""

    def __init__(
        self,
        client: ClientSettings,
        attempt: bytes,
        jitter: int,
        policy: Optional[PolicyChanges],
        rules: Optional[SessionRules],
    ) -> None:
        self._handle = _support.number(
            _generated_library.session_new,
            client._packed(),
            _boundary.packed_octets(attempt),
            jitter,
            _boundary.ABSENT if policy is None else _boundary.PRESENT + policy._packed(),
            _boundary.ABSENT if rules is None else _boundary.PRESENT + rules._packed(),
        )

    def __del__(self) -> None:
        # Rust refused to make it.
        if "_handle" in vars(self):
            _support.number(_generated_library.free_session, self._handle)

    def next(self, event: bytes, now: int) -> Step:
        """The next step, given what came of the last one: an `Event`."""
        _support.integer("access_token", "now", now, bits=64)
        return _support.call(_generated_library.session_next, read_step, self._again(), event, now)

    def problem(self) -> Optional[str]:
        """What an operator should know: `fix_configuration`, `fix_credentials` or `reply_unclear`."""
        return _support.call(_generated_library.session_problem, _boundary.optional_text, self._again())

    def _again(self) -> int:
        # A call takes the handle that it is given with it.
        return _support.number(_generated_library.clone_session, self._handle)
