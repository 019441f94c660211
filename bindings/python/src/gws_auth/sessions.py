"""A session: one token set that any number of threads, processes and machines share.

    match gws_auth.sessions.access_token("weka", store, client, send):
        case gws_auth.sessions.AccessToken(token):
            …
        case gws_auth.sessions.LoginRequired(reason):
            …

A refresh token works once, and a used one that is sent again ends the whole set. So before one is sent the record says so in
a store that all share. What is promised, and what the store, the clocks and `send` must keep, is in `core/SESSION.md`.

This is the outermost layer: it reads the system's clock and its random source.
"""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from threading import Lock
from typing import Optional, Protocol, Union

from . import _support
from ._generated_calls import session_facts, session_login
from ._generated_records import ClientSettings, HttpRequest, PolicyChanges, SessionRules, SessionSwap, TokenSet
from ._generated_session import Event, StepAsk, StepDiscard, StepLoad, StepLoginRequired, StepSend, StepSwap, StepUse
from ._support import HIDDEN, Record
from ._turn import Turn

__all__ = [
    "AccessToken",
    "LoginRequired",
    "MemoryStore",
    "NoReply",
    "NotSent",
    "OperatorRequired",
    "Send",
    "Store",
    "access_token",
    "keep",
]

JITTER = 120
"""Renewals of many workers begin up to so many seconds apart."""

STORE_TRIES = 10
"""How often in turn a store may fail to store."""


class Store(Protocol):
    """Where records are kept. It must be linearizable for each name, and durable: what was stored every later load sees."""

    def load(self, name: str) -> Optional[str]:
        """The record under this name."""

    def swap(self, name: str, swap: SessionSwap) -> bool:
        """Stores `swap.record` if the version under this name is `swap.expected_version` (0: no record); tells whether it did."""


class NotSent(Exception):
    """What `send` raises where the request certainly did not leave this machine: no address, connection refused, TLS failed."""


class NoReply(Exception):
    """What `send` raises where no reply came, or a part of one. Every `OSError` and `HTTPException` counts as this too."""


class OperatorRequired(Exception):
    """No access token is left, and no wait brings one.

    Attributes:
        problem: `fix_configuration` or `fix_credentials`.
    """

    def __init__(self, problem: str) -> None:
        super().__init__(f"IR refuses, and no access token is left: {problem}")
        self.problem = problem


Send = Callable[[HttpRequest], tuple[int, bytes]]
"""Sends a request once, as its `transport` says; gives the status and the body, or raises `NotSent`, `NoReply` or `OSError`."""


@dataclass(frozen=True, repr=False)
class AccessToken(Record):
    """An access token that is good now.

    Attributes:
        token: The access token.
        generation: Which one it is: for `session_reject` when a service answers 401.
        refresh_from: From when on to ask again, in seconds since 1970.
    """

    token: str = field(metadata=HIDDEN)
    generation: int
    refresh_from: int


@dataclass(frozen=True)
class LoginRequired:
    """Only a login helps.

    Attributes:
        reason: `no_session`, `ended`, `lost`, `no_refresh_token` or `in_doubt`.
    """

    reason: str


class MemoryStore:
    """Records in memory: for one process, and for tests. They end with it, and so does every session."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._records: dict[str, str] = {}

    def load(self, name: str) -> Optional[str]:
        with self._lock:
            return self._records.get(name)

    def swap(self, name: str, swap: SessionSwap) -> bool:
        with self._lock:
            stored = self._records.get(name)
            fits = (0 if stored is None else session_facts(stored).version) == swap.expected_version
            if fits:
                self._records[name] = swap.record
            return fits


def keep(
    name: str,
    store: Store,
    client: ClientSettings,
    tokens: TokenSet,
    *,
    policy: Optional[PolicyChanges] = None,
    now: Callable[[], float] = time.time,
) -> None:
    """Begins a session with what a login granted, in the place of one that is there.

    Raises:
        GwsAuthError: `session_other_client`, or the stored record is damaged.
    """
    while True:
        swap = session_login(client, tokens, store.load(name), int(now()), policy)
        if store.swap(name, swap):
            return


def access_token(
    name: str,
    store: Store,
    client: ClientSettings,
    send: Send,
    *,
    policy: Optional[PolicyChanges] = None,
    rules: Optional[SessionRules] = None,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
) -> Union[AccessToken, LoginRequired]:
    """An access token of the session that is good now, renewed if need be. It may wait for another worker.

    Args:
        name: the session's name in the store.
        store: the store that all workers share.
        client: the client.
        send: the host's own way to send.
        policy: settings that differ from the usual ones.
        rules: how the session differs from the usual one.
        now: the clock, in seconds since 1970: the store's own if it has one.
        sleep: waits so many seconds.

    Raises:
        GwsAuthError: Of the stored record; `clock_behind`. Nothing is lost.
        OperatorRequired: IR refuses, and no access token is left.
        Exception: What the store raises: in `load`, and in `swap` ten times in turn.
    """
    _support.instance("access_token", "client", client, ClientSettings)
    turn, failed = Turn(client, secrets.token_bytes(16), secrets.randbelow(JITTER), policy, rules), 0
    came = Event.loaded(store.load(name))
    while True:
        todo = turn.next(came, int(now()))
        if isinstance(todo, StepUse):
            return AccessToken(todo.token, todo.generation, todo.refresh_from)
        if isinstance(todo, StepLoginRequired):
            return LoginRequired(todo.reason)
        if isinstance(todo, StepLoad):
            came = Event.loaded(store.load(name))
        elif isinstance(todo, StepSwap):
            try:
                came = Event.stored() if store.swap(name, todo.swap) else Event.not_stored()
                failed = 0
            except Exception:
                # Nobody knows whether it was stored.
                failed += 1
                if failed == STORE_TRIES:
                    raise
                sleep(1)
                came = Event.not_stored()
        elif isinstance(todo, StepSend):
            # `now` again: as close to the first byte as can be.
            came = Event.not_sent() if now() > todo.send_before else _sent(todo.request, send)
        elif isinstance(todo, StepAsk):
            came = _sent(todo.request, send)
        elif isinstance(todo, StepDiscard):
            _sent(todo.request, send)
            came = Event.waited()
        else:
            problem = turn.problem()
            if problem in ("fix_configuration", "fix_credentials"):
                raise OperatorRequired(problem)
            sleep(todo.seconds)
            came = Event.waited()


def _sent(request: HttpRequest, send: Send) -> bytes:
    try:
        status, body = send(request)
    except NotSent:
        return Event.not_sent()
    except (NoReply, OSError, HTTPException):
        return Event.no_reply()
    return Event.reply(status, bytes(body))
